"""What do the required roles of an account add up to, and of several accounts together?"""

from collections import Counter
from typing import NamedTuple

from crmcli.domain.people.coverage import FRIENDLY, NAMED, REACHABLE, UNKNOWN, Slot


class Coverage(NamedTuple):
    """The figures of a set of slots; weights are sums of role weights, rung counts are
    exclusive.
    """

    required: int = 0
    waived: int = 0
    rungs: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    weight: int = 0
    named: int = 0
    reachable: int = 0
    friendly: int = 0
    people: int = 0
    single_threaded: int = 0
    gaps: int = 0
    live_plans: int = 0


def measure(found: list[Slot]) -> Coverage:
    """What one account's slots add up to. `live_plans` counts gaps that a live plan works on."""
    open_slots = [slot for slot in found if slot.waived is None]
    rungs = [0, 0, 0, 0, 0]
    weights = [0, 0, 0, 0, 0]
    held: Counter[str] = Counter()
    for slot in open_slots:
        rungs[slot.rung] += 1
        weights[slot.rung] += slot.spec.weight
        held.update(slot.holders)
    filled = len(open_slots) - rungs[UNKNOWN]
    most = max(held.values(), default=0)
    gaps = [slot for slot in open_slots if slot.gaps]
    return Coverage(
        required=len(found),
        waived=len(found) - len(open_slots),
        rungs=(rungs[0], rungs[1], rungs[2], rungs[3], rungs[4]),
        weight=sum(weights),
        named=sum(weights[NAMED:]),
        reachable=sum(weights[REACHABLE:]),
        friendly=weights[FRIENDLY],
        people=len(held),
        single_threaded=int(filled >= 4 and most * 2 >= filled),
        gaps=len(gaps),
        live_plans=sum(1 for slot in gaps if slot.plan is not None),
    )


def named_percent(figures: Coverage) -> int:
    """How much is named, in whole percents as reports show it?

    Where no role is required as much as anybody asks.
    """
    return figures.named * 100 // figures.weight if figures.weight else 100


def total(parts: list[Coverage]) -> Coverage:
    """Several accounts together: every figure is the sum of theirs."""
    sums = [
        sum(column)
        for column in zip(*[(*part[:2], *part.rungs, *part[3:]) for part in parts], strict=True)
    ] or [0] * 15
    return Coverage(sums[0], sums[1], (sums[2], sums[3], sums[4], sums[5], sums[6]), *sums[7:])
