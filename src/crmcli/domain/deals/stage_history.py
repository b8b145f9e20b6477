"""How far did a deal come in the process, and how long did it stay in each stage?"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from crmcli.domain.deals.endings import Spell, ending, spells
from crmcli.domain.records.account import Deal
from crmcli.domain.time.dated import Fact, until


class Passage(NamedTuple):
    """A deal's way through the stages.

    `furthest` is the place of the last stage it came to, in the order of the process, from 0.
    `stays` are the stages it has left, by their place, each with the days spent there; the stay
    that still goes on is not among them. `backwards` are the places of stays that end before they
    begin, by the days in the file.
    """

    furthest: int
    stays: tuple[tuple[int, int], ...]
    backwards: tuple[int, ...] = ()


class _Stay(NamedTuple):
    """One stage from one day until before another; None for what has no day, or still goes on."""

    stage: str
    begun: date | None
    left: date | None


def passage(deal: Deal, order: dict[str, int], as_of: date) -> Passage | None:
    """The way of a deal until that day; None when it has been in no stage of the process.

    Stages that the process does not know are left out. A stay ends with another stage, or with an
    end of the deal; several in one stage are added up, and the time the deal was closed is in none.
    An undated stage was reached, and has no days.
    """
    ended = ending(deal, as_of)
    lost = ended is not None and ended.result != "won"
    facts = until(deal.stages, ended.date if lost and ended is not None else as_of)
    places = [order[fact.value] for fact in facts if fact.value in order]
    if not places:
        return None
    closed = spells(deal, as_of)
    stays: dict[int, int] = {}
    backwards: list[int] = []
    for stay in _stays(facts):
        if stay.stage not in order or stay.begun is None:
            continue
        place = order[stay.stage]
        parts = list(_open_parts(stay.begun, stay.left, closed))
        if parts:
            stays[place] = stays.get(place, 0) + sum(parts)
        elif ended is not None and stay.begun > ended.date:
            backwards.append(place)
    return Passage(max(places), tuple(sorted(stays.items())), tuple(backwards))


def _stays(facts: Sequence[Fact[str]]) -> Iterator[_Stay]:
    """The stages one after the other; to come again into the one it is in is no move."""
    runs: list[_Stay] = []
    for fact in facts:
        if not runs or runs[-1].stage != fact.value:
            runs.append(_Stay(fact.value, fact.date, None))
        elif runs[-1].begun is None:
            runs[-1] = runs[-1]._replace(begun=fact.date)
    for stay, after in pairwise(runs):
        yield stay._replace(left=after.begun)
    yield from runs[-1:]


def _open_parts(begun: date, left: date | None, closed: Sequence[Spell]) -> Iterator[int]:
    """The days of each part of a stay that is over: up to where the deal was closed, or left the
    stage.
    """
    start: date | None = begun
    for spell in closed:
        if start is None or (left is not None and left <= spell.first):
            break
        if spell.first >= start:
            yield (spell.first - start).days
        start = spell.until if spell.until is None else max(start, spell.until)
    if start is not None and left is not None and start <= left:
        yield (left - start).days
