"""Days between two days of a file.

Where the second comes before the first, one of them is wrong: no mean counts them.
"""

from collections.abc import Iterable


def forwards(days: Iterable[int | None]) -> list[int]:
    """The intervals that a mean or a median is made of: those that are known and do not run
    backwards.
    """
    return [each for each in days if each is not None and each >= 0]


def backwards(days: Iterable[int | None]) -> int:
    """How many end before they begin; they are told beside the figure."""
    return sum(each is not None and each < 0 for each in days)
