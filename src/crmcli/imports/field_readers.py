"""How the filled cells of one field are read, by what the field is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from decimal import Decimal

from crmcli.domain.edit import Value
from crmcli.domain.table import Message
from crmcli.domain.text.business_number import told
from crmcli.imports.card import Refusal
from crmcli.imports.cells.brief import headed
from crmcli.imports.cells.counts import head_count
from crmcli.imports.cells.dates import Dates
from crmcli.imports.cells.emails import emails
from crmcli.imports.cells.numbers import Numbers
from crmcli.imports.cells.phones import phones
from crmcli.imports.cells.texts import line, long
from crmcli.imports.cells.words import listed, yes_no

_TOO_MUCH, _DECIMALS = Decimal(10**15), 4  # what amounts of a book cannot be
Cells = Sequence[tuple[str, str]]  # what stands above each, and what it says


class RowRead:
    """One row while it is read: its cells, what it says, and what of it cannot be taken."""

    __slots__ = ("cells", "left", "said")

    def __init__(self, cells: Sequence[str]) -> None:
        self.cells = cells
        self.said: dict[str, Value] = {}
        self.left: list[Message] = []


ReadCells = Callable[[RowRead, Cells], Value]
# how systems say of a task whether it is done
_DONE = frozenset(("completed", "closed", "done", "complete", "held", "완료", "종료"))
_OPEN = frozenset(
    (
        "not started",
        "open",
        "in progress",
        "deferred",
        "waiting on someone else",
        "waiting",
        "planned",
        "to do",
        "todo",
        "예정",
        "진행중",
        "진행 중",
        "대기",
    )
)


def moments(dates: Dates | None, zone: tzinfo | None, *, has_clock: bool) -> ReadCells:
    """Days as ISO has them, with the time of day behind a space if that is wanted."""

    def read(_: RowRead, cells: Cells) -> Value:
        if dates is None:
            return None
        said = dates.read(cells[0][1], zone)
        clock = f" {said.clock}" if has_clock and said.clock else ""
        return f"{said.day.isoformat()}{clock}"

    return read


def amounts(
    numbers: Numbers | None, times: Decimal | None, currency: str, bare: str = ""
) -> ReadCells:
    """Numbers as a file has them; in another currency than this one, if any, they are refused.
    `bare` is the currency of those without a sign, where that is told.
    """

    def read(_: RowRead, cells: Cells) -> Value:
        if numbers is None:
            return None
        said = numbers.read(cells[0][1])
        theirs = said.currency or bare
        if currency and theirs not in {"", currency}:
            why = (*cells[0], theirs, currency)
            raise Refusal(Message("told-import-currency", why))
        return _fitting(said.value * times if times else said.value, cells[0])

    return read


def _fitting(number: Decimal, cell: tuple[str, str]) -> str:
    """The number as a file of ours can hold it: none below zero, none of more than 15 figures.

    What is behind the fourth decimal is the noise of somebody's binary fractions. Raises Refusal.
    """
    if number < 0:
        raise Refusal(Message("told-import-below-zero", cell))
    if number >= _TOO_MUCH:
        raise Refusal(Message("told-import-too-much", cell))
    return plain(round(number, _DECIMALS))


def plain(number: Decimal) -> str:
    """A number as a file of ours has it."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def one_line(row: RowRead, heading: str, cell: str) -> str:
    """A text in one line; what was taken away of it is told."""
    said = line(cell)
    row.left += [headed(heading, each) for each in said.told]
    return said.text


def texts(row: RowRead, cells: Cells) -> Value:
    """One line."""
    return " ".join(one_line(row, heading, cell) for heading, cell in cells)


def several_texts(row: RowRead, cells: Cells) -> Value:
    """Columns that make one text together, as the parts of an address do."""
    return ", ".join(one_line(row, heading, cell) for heading, cell in cells)


def _long(row: RowRead, cells: Cells) -> Value:
    found = []
    for heading, cell in cells:
        said = long(cell)
        row.left += [headed(heading, each) for each in said.told]
        found.append(said.text)
    return "\n".join(found)


def _list(row: RowRead, cells: Cells) -> Value:
    return [one_line(row, heading, part) for heading, cell in cells for part in listed(cell)]


def business_numbers(currency: str) -> ReadCells:
    """A business registration number; what is none in a book of this currency is left out."""

    def read(row: RowRead, cells: Cells) -> Value:
        number = " ".join(one_line(row, heading, cell) for heading, cell in cells)
        wrong = told(number, currency)
        if wrong is None:
            return number
        row.left.append(headed(cells[0][0], wrong))
        return None

    return read


def _emails(row: RowRead, cells: Cells) -> Value:
    found, left = emails(cells)
    row.left += left
    return list(found)


def _phones(row: RowRead, cells: Cells) -> Value:
    found, left = phones(cells)
    row.left += left
    return list(found)


def _count(_: RowRead, cells: Cells) -> Value:
    return str(head_count(cells[0][1]))


def _truth(_: RowRead, cells: Cells) -> Value:
    said = cells[0][1].strip().casefold()
    if said in _DONE or said in _OPEN:
        return str(said in _DONE).lower()
    return str(yes_no(cells[0][1])).lower()


READS: Mapping[str, ReadCells] = {
    "long": _long,
    "list": _list,
    "emails": _emails,
    "phones": _phones,
    "count": _count,
    "truth": _truth,
}
