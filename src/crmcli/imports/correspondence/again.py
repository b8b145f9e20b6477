"""An appointment comes again: what it says now, what it said the last time, what the log says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.edit import Prose, Quoted, Value
from crmcli.domain.records.account import Account, Entry
from crmcli.edits.entries import Happened, log_all
from crmcli.edits.record_editor import Draft
from crmcli.imports.seen import Memory, Seen, digest
from crmcli.imports.threeway import Verdict, verdict

KIND = "event"
FIELDS = ("date", "time", "what", "with", "outcome")


class Settled(NamedTuple):
    """What becomes of one appointment at one account: `added`, `changed`, `same`, `conflict` (both
    changed since: the log stays) or `kept` (somebody took the entry away); `fields` are those that
    change, or that differ.
    """

    entry: Happened
    state: str
    place: int = -1
    fields: tuple[str, ...] = ()


def settled(account: Account, entries: Sequence[Happened], memory: Memory) -> list[Settled]:
    """What becomes of each."""
    places = {
        known: place for place, each in enumerate(account.log) for known in each.ids.get(KIND, ())
    }
    found = []
    for entry in entries:
        id_ = entry.ids[KIND][0]
        seen = memory.get(KIND, f"{account.id} {id_}") or memory.elsewhere(KIND, id_)
        place = places.get(id_)
        if place is None:
            found.append(Settled(entry, "kept" if seen else "added"))
        else:
            found.append(_compared(entry, account.log[place], place, seen.fields if seen else {}))
    return found


def _compared(entry: Happened, held: Entry, place: int, told: Mapping[str, str]) -> Settled:
    said, there = _said(entry), _said(held)
    verdicts = {field: verdict(said[field], there[field], told.get(field, "")) for field in FIELDS}
    changed = tuple(
        field for field, each in verdicts.items() if each in (Verdict.update, Verdict.fill)
    )
    # an appointment that takes place after all, or has no time any more
    changed += tuple(
        field
        for field in ("time", "outcome")
        if not said[field] and there[field] and told.get(field) == digest(there[field])
    )
    differs = tuple(
        field for field, each in verdicts.items() if each in (Verdict.conflict, Verdict.differs)
    )
    if changed:
        return Settled(entry, "changed", place, changed)
    return Settled(entry, "conflict" if differs else "same", place, differs)


def _said(entry: Happened | Entry) -> dict[str, Value]:
    return {
        "date": entry.date.isoformat(),
        "time": entry.time or "",
        "what": entry.what or "",
        "with": sorted(entry.with_),
        "outcome": entry.outcome or "",
    }


def write(
    draft: Draft, account: Account, found: Sequence[Settled], memory: Memory, today: date
) -> None:
    """The log says what became of them, and the memory what they said."""
    for each in found:
        for field in each.fields if each.state == "changed" else ():
            _set(draft, each, field)
        fields = {field: digest(said) for field, said in _said(each.entry).items() if said}
        place = f"{account.id}/log"
        id_ = f"{account.id} {each.entry.ids[KIND][0]}"
        memory.forget_elsewhere(KIND, each.entry.ids[KIND][0])
        memory.put(KIND, id_, Seen(place, digest(sorted(fields.values())), fields))
    # behind all changes, whose places are those of the log before
    log_all(draft, account, [each.entry for each in found if each.state == "added"], today)


def _set(draft: Draft, each: Settled, field: str) -> None:
    entry, path = each.entry, ("log", each.place, field)
    values: dict[str, Value] = {
        "date": entry.date.isoformat(),
        "time": Quoted(entry.time) if entry.time else "",
        "what": Prose(entry.what) if entry.what else "",
        "with": entry.with_[0] if len(entry.with_) == 1 else list(entry.with_),
        "outcome": entry.outcome or "",
    }
    if values[field]:
        draft.set(path, values[field])
    else:
        draft.remove(path)
