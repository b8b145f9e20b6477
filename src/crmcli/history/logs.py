"""What changed in the log: entries made, corrected and removed.

An entry has no id: what it says is what it is, wherever it stands.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from crmcli.domain.records.account import Entry
from crmcli.domain.records.customer import Resting, Survey
from crmcli.domain.records.short_amounts import exact
from crmcli.domain.table import Message
from crmcli.domain.text.same_elsewhere import is_same_there
from crmcli.history.change import Change, Part, about
from crmcli.history.fields import record_pieces
from crmcli.history.lists import added
from crmcli.history.names import Names, clipped, word
from crmcli.history.parts import filled, plain

R = TypeVar("R", Entry, Survey, Resting)
MANY = 5  # entries made at once that are told one by one


def log_changes(
    account: str, old: Sequence[Entry], new: Sequence[Entry], names: Names
) -> Iterator[Change]:
    """Corrections and removals first, one by one; then what was added, counted where it is much."""
    corrected, gone, come = matched(added(new, old), added(old, new))
    for was, now in corrected:
        on = Message("change-log-corrected", (word(was.type), was.date))
        yield Change(
            account,
            "log",
            "log",
            about(on, record_pieces(was, now, names)),
            (part_of("log", was, now),),
        )
    for was in gone:
        said = Message("change-log-removed", (_entry(was, names),))
        yield Change(account, "log", "log", said, (part_of("log", was, None),))
    if len(come) > MANY:
        kinds = Counter(entry.type for entry in come)
        counts = Message(
            "list",
            tuple(
                Message("change-count", (word(kind), count)) for kind, count in kinds.most_common()
            ),
        )
        days = sorted(entry.date for entry in come)
        said = Message("change-log-many", (len(come), counts, days[0], days[-1]))
        yield Change(
            account, "log", "log", said, tuple(part_of("log", None, entry) for entry in come)
        )
    else:
        yield from (
            Change(account, "log", "log", _entry(entry, names), (part_of("log", None, entry),))
            for entry in come
        )


def part_of(path: str, was: object, now: object) -> Part:
    """An item as it was and as it is."""
    return Part(path, plain(was) if was else None, plain(now) if now else None)


def matched(gone: Sequence[R], come: Sequence[R]) -> tuple[list[tuple[R, R]], list[R], list[R]]:
    """What was corrected, as it was and as it is; what is gone; what is new."""
    found = [(each, dict(filled(each))) for each in come]
    corrected, removed = [], []
    for was in gone:
        place = _corrected(was, found)
        if place is None:
            removed.append(was)
        else:
            corrected.append((was, found.pop(place)[0]))
    return corrected, removed, [each for each, _ in found]


def _corrected(was: R, come: Sequence[tuple[R, Mapping[str, object]]]) -> int | None:
    """Which item most likely stands in its place: the one that another system calls the same, else
    the same in at least half of what both say.
    """
    mine = filled(was)
    best, most = None, 0.5
    for place, (now, theirs) in enumerate(come):
        if isinstance(was, Entry) and isinstance(now, Entry) and is_same_there(was.ids, now.ids):
            return place
        same = sum(field in theirs and theirs[field] == value for field, value in mine) / max(
            len(mine), len(theirs)
        )
        if same > most or (same == most and best is None):
            best, most = place, same
    return best


def _entry(entry: Entry, names: Names) -> Message:
    """One line: how and with whom, who of us and when, and what about."""
    with_ = ", ".join(map(names.person, entry.with_))
    said: object = (
        Message("change-log-with", (word(entry.type), with_)) if with_ else word(entry.type)
    )
    by = [names.member(each) for each in entry.by]
    said = Message("change-log-by", (said, Message("list", (*by, *_when(entry)))))
    text = entry.what or entry.said or entry.note or entry.usage
    return (
        Message("change-because", (said, clipped(text)))
        if text
        else Message("change-first", (said,))
    )


def _when(entry: Entry) -> tuple[object, ...]:
    return (entry.date, entry.time) if entry.time else (entry.date,)


def survey_changes(
    account: str, old: Sequence[Survey], new: Sequence[Survey], names: Names
) -> Iterator[Change]:
    """Answers that were corrected, those that are gone, and those that came in."""
    corrected, gone, come = matched(added(new, old), added(old, new))
    for was, now in corrected:
        on = Message("change-survey-corrected", _survey(was, names).args)
        yield Change(
            account,
            "survey",
            "surveys",
            about(on, record_pieces(was, now, names)),
            (part_of("surveys", was, now),),
        )
    for was in gone:
        said = _survey(was, names)._replace(key="change-survey-removed")
        yield Change(account, "survey", "surveys", said, (part_of("surveys", was, None),))
    for now in come:
        yield Change(
            account, "survey", "surveys", _survey(now, names), (part_of("surveys", None, now),)
        )


def _survey(survey: Survey, names: Names) -> Message:
    score = f"{exact(survey.score)}/{survey.scale}" if survey.scale else exact(survey.score)
    who = (names.person(survey.contact),) if survey.contact else ()
    subject = (word(survey.about),) if survey.about else ()
    return Message(
        "change-survey", (word(survey.kind), score, Message("list", (*who, *subject, survey.date)))
    )
