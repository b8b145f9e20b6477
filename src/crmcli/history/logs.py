"""What changed in the log: entries made, corrected and removed. An entry has no id: what it says is what it is, wherever it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crmcli.domain.records import Entry, Survey
from crmcli.domain.table import Message
from crmcli.history.amounts import exact
from crmcli.history.change import Change, Part, told
from crmcli.history.fields import record_pieces
from crmcli.history.names import Names, clipped, filled, plain, word

MANY = 5  # entries made at once that are told one by one


def added(old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    """What is in the newer list and not in the older one, as often as it is there more often."""
    same = _alike(old, new)  # a log mostly grows in one place: what stands before and after it need not be looked at
    old, new = old[same:], new[same:]
    same = _alike(old[::-1], new[::-1])
    left = Counter(map(_identity, old[: len(old) - same]))
    found = []
    for each in new[: len(new) - same]:
        key = _identity(each)
        if left[key]:
            left[key] -= 1
        else:
            found.append(each)
    return found


def _alike(old: Sequence[Any], new: Sequence[Any]) -> int:
    """How many are the same at the beginning of both?"""
    return next((place for place, (was, now) in enumerate(zip(old, new, strict=False)) if was != now), min(len(old), len(new)))


def _identity(value: Any) -> Any:
    """Something that can be counted, equal for equal records."""
    if isinstance(value, Mapping):
        return frozenset((key, _identity(each)) for key, each in value.items())
    if isinstance(value, tuple):
        return tuple(map(_identity, value))
    return value


def log_changes(account: str, old: Sequence[Entry], new: Sequence[Entry], names: Names) -> Iterator[Change]:
    """Corrections and removals first, one by one; then what was added, counted where it is much."""
    found = [(entry, dict(filled(entry))) for entry in added(old, new)]
    for was in added(new, old):
        place = _corrected(was, found)
        if place is None:
            yield Change(account, "log", "log", Message("change-log-removed", (_entry(was, names),)), (Part("log", plain(was), None),))
        else:
            now, _ = found.pop(place)
            parts = list(record_pieces("log.", was, now, names))
            yield told(account, "log", "log", Message("change-log-corrected", (word(was.type), was.date)), parts)
    come = [entry for entry, _ in found]
    if len(come) > MANY:
        kinds = Counter(entry.type for entry in come)
        counts = Message("list", tuple(Message("change-count", (word(kind), count)) for kind, count in kinds.most_common()))
        days = sorted(entry.date for entry in come)
        yield Change(account, "log", "log", Message("change-log-many", (len(come), counts, days[0], days[-1])), tuple(Part("log", None, plain(entry)) for entry in come))
    else:
        yield from (Change(account, "log", "log", _entry(entry, names), (Part("log", None, plain(entry)),)) for entry in come)


def _corrected(was: Entry, come: Sequence[tuple[Entry, Mapping[str, Any]]]) -> int | None:
    """Which entry most likely stands in its place: the same in at least half of what both say."""
    mine = filled(was)
    best, most = None, 0.5
    for place, (_, theirs) in enumerate(come):
        same = sum(field in theirs and theirs[field] == value for field, value in mine) / max(len(mine), len(theirs))
        if same > most or (same == most and best is None):
            best, most = place, same
    return best


def _entry(entry: Entry, names: Names) -> Message:
    """One line: how and with whom, who of us and when, and what about."""
    with_ = ", ".join(map(names.person, entry.with_))
    said: Any = Message("change-log-with", (word(entry.type), with_)) if with_ else word(entry.type)
    by = [names.member(each) for each in entry.by]
    said = Message("change-log-by", (said, Message("list", (*by, entry.date))))
    text = entry.what or entry.said or entry.note or entry.usage
    return Message("change-because", (said, clipped(text))) if text else Message("change-first", (said,))


def survey_changes(account: str, old: Sequence[Survey], new: Sequence[Survey], names: Names) -> Iterator[Change]:
    """Answers that came in, and those that are gone."""
    for key, surveys in (("change-survey-removed", added(new, old)), ("change-survey", added(old, new))):
        for survey in surveys:
            score = f"{exact(survey.score)}/{survey.scale}" if survey.scale else exact(survey.score)
            who = (names.person(survey.contact),) if survey.contact else ()
            about = (word(survey.about),) if survey.about else ()
            said = Message(key, (word(survey.kind), score, Message("list", (*who, *about, survey.date))))
            part = Part("surveys", plain(survey), None) if key.endswith("removed") else Part("surveys", None, plain(survey))
            yield Change(account, "survey", "surveys", said, (part,))
