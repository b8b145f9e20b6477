"""How do those who hold the roles of an account stand to us, and how sure are we?

Of the required roles that are not waived, those count whose holder was assessed within
`stance_days`: friendly is +1, neutral 0, negative -1.
"""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.domain.people.coverage import Slot
from crmcli.domain.records.ratio import with_sign

OPINIONS = {"friendly": 1, "neutral": 0, "negative": -1}


class Stances(NamedTuple):
    """Sums over roles: their weight, the weight of those assessed, and the sum of weight times
    opinion; then how many roles of each kind.

    `unassessed` roles have no holder, or one without an assessment; `stale` ones have an assessment
    that is too old, or undated.
    """

    weight: int = 0
    assessed: int = 0
    sum: int = 0
    friendly: int = 0
    neutral: int = 0
    negative: int = 0
    unassessed: int = 0
    stale: int = 0

    @property
    def value(self) -> float | None:
        """From -1 to +1; None where nobody was assessed."""
        return self.sum / self.assessed if self.assessed else None

    @property
    def low(self) -> float | None:
        """What the index would be if every other role turned out to be negative; None without any
        role.
        """
        return (self.sum - (self.weight - self.assessed)) / self.weight if self.weight else None

    @property
    def high(self) -> float | None:
        """What the index would be if every other role turned out to be friendly; None without any
        role.
        """
        return (self.sum + (self.weight - self.assessed)) / self.weight if self.weight else None


def kind_of(slot: Slot) -> str:
    """Under which word does the role count: friendly, neutral, negative, stale or unassessed?"""
    if slot.stance is None:
        return "unassessed"
    return slot.stance.value if slot.stance_fresh else "stale"


def stances(found: Iterable[Slot]) -> Stances:
    """What one account's roles add up to; waived ones are left out."""
    weight = assessed = total = 0
    counts = {"friendly": 0, "neutral": 0, "negative": 0, "unassessed": 0, "stale": 0}
    for slot in found:
        if slot.waived is not None:
            continue
        kind = kind_of(slot)
        counts[kind] += 1
        weight += slot.spec.weight
        if kind in OPINIONS:
            assessed += slot.spec.weight
            total += slot.spec.weight * OPINIONS[kind]
    return Stances(weight, assessed, total, **counts)


def together(parts: Iterable[Stances]) -> Stances:
    """Several accounts together: every figure is the sum of theirs."""
    columns = [sum(column) for column in zip(*parts, strict=True)]
    return Stances(*columns)


def signed(value: float | None) -> str:
    """An index as it is told within a sentence: +0.14, -0.64, 0.00; a dash where there is none."""
    if value is None:
        return "–"
    return with_sign(f"{value:+.2f}")
