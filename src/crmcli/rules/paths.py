"""Paths to what a rule has found, as the file has it: its shorthand, its lists and its days."""

from collections.abc import Sequence

from crmcli.domain.finding import Path
from crmcli.domain.time.dated import Fact


def of_item(base: Path, items: Sequence[object], place: int) -> Path:
    """One item of a list; where there is only one, it may stand for the list."""
    return base if len(items) == 1 else (*base, place)


def of_fact(base: Path, fact: Fact[object]) -> Path:
    """One value of a dated fact; where it has no day, the whole."""
    return base if fact.date is None else (*base, fact.date.isoformat())
