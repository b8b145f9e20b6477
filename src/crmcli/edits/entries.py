"""What happened: an entry of the log, and what it leads to in the same breath."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate, takewhile
from typing import NamedTuple

from crmcli.domain.deals.promises import Promise, keeps
from crmcli.domain.edit import Prose, Quoted, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Entry
from crmcli.domain.records.money import Money, as_written
from crmcli.domain.table import Message
from crmcli.edits.deals.steps import Step, promise, written
from crmcli.edits.fields import foreign_ids
from crmcli.edits.record_editor import Draft, full, place_among
from crmcli.edits.stances import assess

MOST = 10  # the highest score of a check-in


class Happened(NamedTuple):
    """One interaction as it is to be written.

    Ids throughout; `next` belongs to the deal if one is named.
    """

    date: date
    type: str
    by: Sequence[str] = ()
    with_: Sequence[str] = ()
    deal: str | None = None
    direction: str | None = None
    outcome: str | None = None
    mood: str | None = None
    said: str | None = None
    what: str | None = None
    gave: Sequence[str] = ()
    objections: Mapping[str, str] = {}
    next: Step | None = None
    stances: Mapping[str, str] = {}
    whys: Mapping[str, str] = {}  # the reason of a stance, where one was given
    note: str | None = None
    usage: str | None = None
    score: Money | None = None
    ids: Mapping[str, Sequence[str]] = {}
    time: str | None = None


def log(
    draft: Draft, account: Account, entry: Happened, today: date, *, keeps_step: bool = False
) -> None:
    """The entry stands in the log, the promise at its deal (or with the entry if there is none),
    the stances at the people.

    With `keeps_step` the deal's promise before is kept by it, whatever its day.
    """
    has_come(entry.date, today)
    if entry.score is not None and entry.score > MOST:
        raise CrmError(Message("error-edit-score", (str(entry.score), MOST)))
    if entry.next is not None and entry.deal is not None:
        from crmcli.edits.deals.deals import still_open

        still_open(account, entry.deal)
    draft.add(("log",), _written(entry), place_of(account, entry.date, entry.time))
    if entry.next is not None and entry.deal is not None:
        anew = keeps_step or _keeps_step(account, entry.deal, entry)
        promise(draft, account, entry.deal, entry.next, anew=anew)
    by = entry.by[0] if entry.by else None
    for contact, stance in entry.stances.items():
        assess(draft, contact, stance, entry.date, by=by, why=entry.whys.get(contact))


def log_all(draft: Draft, account: Account, entries: Sequence[Happened], today: date) -> int:
    """Those of the entries stand in the log that it has not yet, by what another system calls them;
    how many they were. They promise nothing and change nobody's stance.
    """
    added, log = unknown(account, entries), list(account.log)
    newest_first = len(log) > 1 and log[0].date > log[-1].date
    # one behind the other as the log runs: so they are written in one go
    added.sort(key=lambda each: (each.date, each.time or ""), reverse=newest_first)
    for entry in added:
        has_come(entry.date, today)
        place = place_of(account._replace(log=tuple(log)), entry.date, entry.time)
        log.insert(place, Entry(entry.date, entry.type, time=entry.time))
        draft.add(("log",), _written(entry), place)
    return len(added)


def unknown(account: Account, entries: Iterable[Happened]) -> list[Happened]:
    """Those that the log has not: not by any of their names elsewhere, nor in the same words."""
    ids = {pair for each in account.log for pair in _names(each)}
    told = {_said(each._replace(time=None)) for each in account.log if each.what and not each.ids}
    found = []
    for entry in entries:
        names = _names(entry)
        if not names & ids and _said(entry._replace(ids={}, time=None)) not in told:
            found.append(entry)
        ids |= names
    return found


def _names(entry: Happened | Entry) -> set[tuple[str, str]]:
    return {(system, each) for system, known in entry.ids.items() for each in known}


def _keeps_step(account: Account, deal: str, entry: Happened) -> bool:
    """Does what happened keep what was promised at the deal?"""
    step = account.deals[deal].next
    if step is None:
        return False
    with_ = tuple(entry.with_)
    made = Entry(entry.date, entry.type, with_=with_, deal=deal, outcome=entry.outcome)
    return keeps(Promise(step, step.with_, deal), made, frozenset())


def has_come(day: date, today: date) -> None:
    """Raises CrmError for a day that lies ahead: the log holds what happened."""
    if day > today:
        raise CrmError(Message("error-edit-future", (day,)), Message("hint-edit-future"))


def place_of(account: Account, day: date, time: str | None = None) -> int:
    """Where an entry of that day, or of that time of it, belongs: after those not later, or before
    them in a log that is written newest first.
    """
    place = place_among([each.date for each in account.log], day)
    if time is None:
        return place
    newest_first = place < len(account.log) and account.log[place].date == day
    beside = account.log[place:] if newest_first else account.log[:place]
    there = [each.time for each in beside if each.date == day]
    if newest_first:
        return place + sum(1 for _ in takewhile(lambda each: (each or "") > time, there))
    # one without a time came right after the one before it
    since = accumulate(there, lambda before, each: each or before, initial="")
    return place - sum(1 for _ in takewhile(lambda each: (each or "") > time, [*since][:0:-1]))


def _written(entry: Happened) -> dict[str, Value]:
    return full(
        date=entry.date,
        time=Quoted(entry.time) if entry.time else None,
        type=entry.type,
        by=tuple(entry.by),
        with_=tuple(entry.with_),
        deal=entry.deal,
        direction=entry.direction if entry.direction != "outbound" else None,
        outcome=entry.outcome,
        mood=entry.mood,
        said=Prose(entry.said) if entry.said else None,
        what=Prose(entry.what) if entry.what else None,
        gave=tuple(map(Prose, entry.gave)),
        objections=dict(entry.objections),
        next=written(entry.next) if entry.next is not None and entry.deal is None else None,
        usage=Prose(entry.usage) if entry.usage else None,
        score=as_written(entry.score),
        note=Prose(entry.note) if entry.note else None,
        ids={system: foreign_ids(known) for system, known in entry.ids.items()},
    )


def same(account: Account, entry: Happened) -> Entry | None:
    """An entry of the log that says the same: that day, in the same way, with the same people, in
    the same words, and called the same elsewhere.
    """
    wanted = _said(entry)
    return next((each for each in account.log if _said(each) == wanted), None)


def _said(entry: Happened | Entry) -> tuple[object, ...]:
    people = (frozenset(entry.by), frozenset(entry.with_))
    how = (
        entry.date,
        entry.time,
        entry.type,
        entry.deal,
        entry.direction or "outbound",
        entry.outcome,
    )
    words = (entry.what, entry.said, entry.note, entry.usage, entry.score)
    ids = frozenset((system, tuple(known)) for system, known in entry.ids.items())
    return (*people, *how, *(text or None for text in words), ids)
