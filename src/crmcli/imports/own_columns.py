"""Of what type is a column that becomes a field of the book's own? Only what every cell of it is: a
type that refuses one of them would lose it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.domain.table import Message
from crmcli.domain.text.spelling import squeezed
from crmcli.imports.card import Refusal
from crmcli.imports.cells import date_forms, number_forms
from crmcli.imports.cells.brief import brief
from crmcli.imports.cells.dates import Dates
from crmcli.imports.cells.nothing import is_nothing
from crmcli.imports.cells.numbers import Number, Numbers
from crmcli.imports.cells.words import yes_no
from crmcli.imports.field_readers import Cells, ReadCells, RowRead, amounts, moments, plain, texts
from crmcli.imports.table import Table

_COUNTED = frozenset(("serial", "s", "ms"))  # days that are mere numbers
_MOST = 200_000  # different cells of one column that are looked at
_FEW = 2_000  # of one that is text, which may be declared as something else
_LONGEST = 12  # digits of a number; what has more is called so, and not counted
_CALLED = re.compile(  # headings of what is called by digits, and not counted
    r"(?:^|[^a-z])(?:id|no|code|number|zip|(?:zip|post|postal) ?code|phone|fax|tel)(?:__c)?\W*$"
    r"|(?:번호|코드|전화|팩스)\W*$",
    re.IGNORECASE,
)


class OwnColumn:
    """One column, cell by cell. `called` is its heading."""

    def __init__(self, called: str) -> None:
        self.called = called
        self.cells: dict[str, None] = {}
        self._can_be = {*_IS} - ({"number"} if _CALLED.search(called) else set())

    def add(self, cell: str) -> None:
        """One more cell; what says nothing counts for nothing."""
        if cell in self.cells or is_nothing(cell):
            return
        self._can_be = {each for each in self._can_be if _IS[each](cell)}
        if len(self.cells) < (_MOST if self._can_be else _FEW):
            self.cells[cell] = None
        else:
            self._can_be.clear()

    def type(self, dates: Dates, numbers: Numbers, currency: str) -> str:
        """The word for it in crm.yaml."""
        if not self.cells:
            return "text"
        if "truth" in self._can_be and not all(map(str.isdigit, self.cells)):
            return "truth"
        try:
            if "date" in self._can_be and dates.undecided is None:
                for cell in self.cells:
                    dates.read(cell)
                return "date"
            if "number" in self._can_be and numbers.undecided is None:
                return _type_of([numbers.read(cell) for cell in self.cells], currency)
        except Refusal:
            pass
        return "text"


def own_columns(table: Table, places: Iterable[int]) -> dict[int, OwnColumn]:
    """The columns at these places, the whole table looked through once."""
    found = {place: OwnColumn(table.headings[place]) for place in places}
    for row in table.rows() if found else ():
        for place, column in found.items():
            if place < len(row.cells) and (cell := row.cells[place].strip()):
                column.add(cell)
    return found


def _type_of(numbers: Sequence[Number], currency: str) -> str:
    said = {each.currency for each in numbers}
    if said == {""}:
        return "number"
    is_ours = said == {currency} and all(each.value >= 0 for each in numbers)
    return "money" if is_ours else "text"


def _is_truth(cell: str) -> bool:
    try:
        yes_no(cell)
    except Refusal:
        return False
    return True


def _is_day(cell: str) -> bool:
    form = date_forms.form_of(cell)
    if isinstance(form, Message) or form.is_serial or form.shape.split()[0] in _COUNTED:
        return False
    return form.clock is None or form.clock.is_midnight()


def _is_number(cell: str) -> bool:
    form = number_forms.form_of(cell)
    if isinstance(form, Message) or form.is_percent:
        return False
    digits = "".join(filter(str.isdigit, cell))
    is_called = digits != "0" and digits[:1] == "0" and cell.lstrip("+-(")[:2] not in _BELOW_ONE
    return not is_called and len(digits) <= _LONGEST


_BELOW_ONE = frozenset(("0.", "0,"))
_IS: Mapping[str, Callable[[str], bool]] = {
    "truth": _is_truth,
    "date": _is_day,
    "number": _is_number,
}


class Own(NamedTuple):
    """Of which type the field of a column is, and the words of a choice."""

    type: str = "text"
    choices: tuple[str, ...] = ()


def own_reader(
    own: Own,
    dates: Dates | None,
    numbers: Numbers | None,
    zone: tzinfo | None,
    currency: str,
    bare: str,
) -> ReadCells:
    """How its cells are read, as a file of ours has them; `bare` as `amounts` has it."""
    if own.type == "date":
        return moments(dates, zone, has_clock=False)
    if own.type == "money":
        return amounts(numbers, None, currency, bare)
    if own.type == "number":
        return _numbers(numbers)
    if own.type == "truth":
        return lambda _, cells: str(yes_no(cells[0][1])).lower()
    if own.type == "choice":
        return _choices(own.choices)
    return texts


def _numbers(numbers: Numbers | None) -> ReadCells:
    """Numbers may be below zero, which amounts may not."""

    def read(_: RowRead, cells: Cells) -> Value:
        said = numbers.read(cells[0][1]) if numbers else None
        return None if said is None else plain(said.value)

    return read


def _choices(choices: Iterable[str]) -> ReadCells:
    known = {squeezed(each): each for each in choices}

    def read(_: RowRead, cells: Cells) -> Value:
        heading, cell = cells[0]
        found = known.get(squeezed(cell))
        if found is None:
            raise Refusal(Message("told-import-no-choice", (heading, brief(cell))))
        return found

    return read
