"""Which known words are spelled most like one that is not known?

The one measure of every suggestion: commands, options, ids, names, keys and words of the format.
"""

from collections import Counter
from collections.abc import Iterable

_LONGEST = 200  # characters of a word that is looked at


def most_alike(said: str, known: Iterable[str], *, most: int = 1, cutoff: float = 0.6) -> list[str]:
    """The known words, the most alike first; those under the cutoff are not like it."""
    word = said[:_LONGEST]
    alike = [
        (share, each)
        for each in known
        if _at_best(word, each) >= cutoff and (share := likeness(word, each)) >= cutoff
    ]
    return [each for _, each in sorted(alike, key=lambda found: -found[0])[:most]]


def likeness(one: str, other: str) -> float:
    """From 0, nothing alike, to 1: a letter too many, one too few, or two that changed places cost
    one; a wrong letter is one too many and one too few.
    """
    both = len(one) + len(other)
    return 1 - _slips(one, other) / both if both else 1.0


def _at_best(one: str, other: str) -> float:
    """What the letters alone allow, whatever their order: most of all words end here."""
    both = len(one) + len(other)
    return 2 * sum((Counter(one) & Counter(other)).values()) / both if both else 1.0


def _slips(one: str, other: str) -> int:
    """The least cost that makes one the other; no letter is touched twice."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one):
        older, before, row = before, row, [i + 1]
        for j, wanted in enumerate(other):
            cost = before[j] if letter == wanted else min(before[j + 1], row[j]) + 1
            if i and j and letter == other[j - 1] and wanted == one[i - 1]:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
    return row[-1]
