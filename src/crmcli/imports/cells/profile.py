"""What do the columns of an unknown table hold? Asked once of all rows, so that a mapping can be
proposed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Literal, NamedTuple

from crmcli.domain.table import Message
from crmcli.domain.text.ways import EMAIL
from crmcli.imports.cells.brief import brief
from crmcli.imports.cells.date_forms import form_of as date_form
from crmcli.imports.cells.nothing import is_nothing
from crmcli.imports.cells.number_forms import form_of as number_form

Looks = Literal["date", "number", "email", "phone", "url", "yes-no", "id", "text"]
_WORDS = 200  # distinct words that are counted
_LOOKED_AT = 2000  # distinct cells whose kind is looked at
_ROWS = 5000  # at a time
_LONG = 200  # characters, from which on a cell is a text
_MOST_SHARE = 0.8  # of the cells that make a column one of a kind
_ENOUGH = 20  # cells that tell an id by being different
_URL = re.compile(
    r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|kr|de|co|ai)(?:/\S*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+|\(?0)[0-9() ./-]{6,20}[0-9](?: ?(?:x|ext\.?|내선) ?[0-9]+)?")
_ID = re.compile(
    r"(?=[^0-9]*[0-9])[0-9A-Za-z]{8,64}|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z_]{1,20}[_-]?[0-9]{1,18}",
    re.ASCII,
)
_TRUTHS = frozenset(("true", "false", "yes", "no", "y", "n", "예", "아니오", "아니요", "네"))


class Profile(NamedTuple):
    """One column.

    `filled` are its cells that are not blank, `nothing` of them those that say so (N/A), as far as
    looked at. `words` are the most frequent of its distinct cells with their counts, `is_more` says
    that there are others. `shares` are of the cells looked at, by kind.
    """

    cells: int
    filled: int
    nothing: int
    words: Sequence[tuple[str, int]]
    is_more: bool
    samples: Sequence[str]
    shares: Mapping[Looks, float]

    @property
    def looks_like(self) -> Looks:
        """The kind of most cells; text where there is none."""
        best = max(self.shares.items(), key=lambda each: each[1], default=("text", 1.0))
        return best[0] if best[1] >= _MOST_SHARE else "text"

    @classmethod
    def of(cls, values: Iterable[str]) -> "Profile":
        """Of a column alone."""
        return profiles(((value,) for value in values), 1)[0]


def profiles(rows: Iterable[Sequence[str]], width: int) -> list[Profile]:
    """Of each column; rows that are shorter are blank at their ends."""
    columns = [_Column() for _ in range(width)]
    for chunk in _chunks(rows):
        try:
            turned: Iterable[Sequence[str]] = list(zip(*chunk, strict=True))
        except ValueError:
            turned = list(
                zip(*((*row[:width], *[""] * (width - len(row))) for row in chunk), strict=True)
            )
        for column, cells in zip(columns, turned, strict=False):
            column.add(cells)
    return [column.profile() for column in columns]


def _chunks(rows: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    there = iter(rows)
    for first in there:
        yield list(chain((first,), islice(there, _ROWS - 1)))


class _Column:
    """What has been seen of one."""

    def __init__(self) -> None:
        self.cells = self.filled = 0
        self.counts = Counter[str]()
        self.is_more = False
        self.kinds: dict[str, Looks | None] = {}
        self.seen = Counter[Looks | None]()

    def add(self, cells: Sequence[str]) -> None:
        """More of its cells."""
        self.cells += len(cells)
        counts = Counter(cells)
        for cell, count in counts.items():
            if not cell or cell.isspace():
                continue
            self.filled += count
            if cell in self.counts:
                self.counts[cell] += count
            elif len(self.counts) < _LOOKED_AT and len(cell) <= _LONG:
                self.counts[cell] = count
            else:
                self.is_more = True

    def _tell_apart(self) -> bool:
        """Are these whole numbers of one length of which none comes twice?"""
        return (
            len({*map(len, self.counts)}) == 1
            and all(each.isdigit() and count == 1 for each, count in self.counts.items())
            and len(next(iter(self.counts))) > 4
        )

    def profile(self) -> Profile:
        """All that is known now."""
        kinds = Counter[Looks | None]()
        for cell, count in self.counts.items():
            kinds[_kind(cell)] += count
        nothing = kinds.pop(None, 0)
        total = kinds.total()
        if self.is_more and not total:
            kinds["text"], total = 1, 1
        words = self.counts.most_common(_WORDS)
        if kinds["number"] == total >= _ENOUGH and self._tell_apart():
            kinds = Counter({"id": total})
        shares = {kind: count / total for kind, count in kinds.most_common() if kind}
        if total >= _ENOUGH and kinds["id"] == total and len(self.counts) < total * 0.1:
            shares = {"text": 1.0}  # Q1, Q2: words, not what tells rows apart
        return Profile(
            self.cells,
            self.filled,
            nothing,
            [(brief(word), count) for word, count in words],
            self.is_more or len(self.counts) > _WORDS,
            [brief(cell) for cell in islice((c for c in self.counts if not is_nothing(c)), 2)],
            shares,
        )


def _kind(cell: str) -> Looks | None:
    text = cell.strip()
    if is_nothing(text):
        return None
    if text.casefold() in _TRUTHS:
        return "yes-no"
    if "@" in text:
        return "email" if EMAIL.match(text.strip("<>")) or text.endswith(">") else "text"
    if _PHONE.fullmatch(text) and sum(map(str.isdigit, text)) <= 15 and not _is_day(text):
        return "phone"
    if _is_day(text):
        return "date"
    if not isinstance(number_form(text), Message):
        return "number"
    if _URL.fullmatch(text):
        return "url"
    return "id" if _ID.fullmatch(text) else "text"


def _is_day(text: str) -> bool:
    """A day that is written as one: a number alone may be a day of a spreadsheet, or anything."""
    return not text.isdigit() and text[5:6] != "." and not isinstance(date_form(text), Message)
