"""What does a heading say of the numbers below it: `매출(백만원)`, `Revenue (USD)`?"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.records.currencies import MARKS

_LONGEST = 200  # characters of a heading
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_IN = re.compile(r"\b(?:in|단위)\s*[:：]?\s+(.{1,40})\Z|단위\s*[:：]?\s*(.{1,40})\Z")
_BEFORE = re.compile(r"(?:단위\s*[:：]?\s*|in |amounts? in )")
FACTORS: dict[str, int] = {
    **dict.fromkeys(
        ("k", "thousand", "thousands", "thsd", "tsd", "천", "'000", "000s", "000"), 10**3
    ),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mln", "million", "millions", "백만"), 10**6),
    **dict.fromkeys(("b", "bn", "mrd", "billion", "billions", "십억"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "조"), 10**12),
    **dict.fromkeys(("만",), 10**4),
    **dict.fromkeys(("십만", "lakh", "lakhs", "lac"), 10**5),
    **dict.fromkeys(("천만", "crore", "crores", "cr"), 10**7),
    "억": 10**8,
}
_TOKEN = re.compile(
    "|".join(
        map(re.escape, sorted({*MARKS, *FACTORS} - {"m", "b", "k", "cr"}, key=len, reverse=True))
    )
    + r"|[kmb](?![a-z])|cr(?![a-z])|%|of(?![a-z])|[\s,./+]+"
)


class Unit(NamedTuple):
    """In what a column is counted: a currency, as it is written, by how much, and percent."""

    marks: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    is_percent: bool = False


def unit_of(heading: str) -> Unit:
    """The unit that a heading tells in brackets, or after `in`; of brackets that hold anything
    else, none.
    """
    text = unicodedata.normalize("NFKC", heading[:_LONGEST]).casefold().strip()
    said = _BRACKET.findall(text)
    if found := _IN.search(text):
        said.append(found[1] or found[2])
    for each in said:
        if unit := _unit(_BEFORE.sub("", each.strip(), count=1)):
            return unit
    return Unit(is_percent="%" in text)


def _unit(text: str) -> Unit | None:
    """What words of currencies and of size alone say; None where there are others."""
    marks, factor, is_percent, place = list[str](), Decimal(1), False, 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            return None
        word = found[0]
        if word in FACTORS:
            factor *= FACTORS[word]
        elif word == "%":
            is_percent = True
        elif word in MARKS:
            marks.append(word)
        place = found.end()
    return Unit(tuple(marks), factor, is_percent) if marks or factor > 1 or is_percent else None
