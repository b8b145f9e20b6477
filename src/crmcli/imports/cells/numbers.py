"""Which numbers do the cells of one column mean, and in which currency?

`1.000` is a thousand to half of Europe and one to the rest: a column has one sign before its
decimals, which its own values decide or a person says. A comma before three digits is a group,
unless the column says otherwise, as everywhere in this program.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.records.amounts import amount_of_any, amount_said
from crmcli.domain.records.currencies import MARKS
from crmcli.domain.table import Message
from crmcli.imports.card import Refusal, refuse
from crmcli.imports.cells.brief import brief
from crmcli.imports.cells.nothing import is_nothing
from crmcli.imports.cells.number_forms import Form, form_of
from crmcli.imports.cells.units import unit_of

_SWAPPED = str.maketrans(".,", ",.")


class Number(NamedTuple):
    """A number; `currency` is its code where the cell or its heading names one.

    60% is 60 and `is_percent`: no amount.
    """

    value: Decimal
    currency: str = ""
    is_percent: bool = False


class Numbers:
    """How one column is read, and why so.

    `decimal` is the sign before decimals, empty where no cell tells. `undecided` says that some
    cells are refused for it. `currency` is the heading's, `factor` what its cells are counted in.
    `is_share`: all lie between 0 and 1, some not at the ends, as spreadsheets hold 60%.
    """

    decimal: str
    undecided: Message | None
    evidence: Message

    @classmethod
    def of(
        cls, values: Iterable[str], *, heading: str = "", decimal: str = "", currency: str = ""
    ) -> "Numbers":
        """What the values and the heading decide.

        `decimal`: as a person says, or "." for a workbook, which writes no groups. `currency`: the
        one that a sign of several, such as $, stands for: the mapping's, else the book's.
        """
        seen = _Seen()
        for value in values:
            seen.add(value)
        return cls(seen, heading, decimal, currency)

    def __init__(self, seen: "_Seen", heading: str, decimal: str, currency: str) -> None:
        self._book = currency
        self._unit = unit_of(heading)
        self.factor = self._unit.factor
        self._asked = bool(decimal)
        self.decimal = decimal or seen.decimal()
        self.undecided = None if decimal else seen.undecided(self.decimal)
        self.is_share = seen.inside > 0 and not seen.outside
        self.currency = ""
        try:
            self.currency = self._meant(self._unit.marks)
        except Refusal as refusal:
            self.undecided = self.undecided or refusal.why
        self.evidence = seen.evidence(self.decimal, self._unit.factor, self.currency)

    def read(self, cell: str) -> Number:
        """The number. Raises Refusal."""
        form = form_of(cell)
        if isinstance(form, Message):
            raise Refusal(form)
        currency = self._meant(form.marks or self._unit.marks)
        number = self._korean(form, cell) if form.korean else self._digits(form, cell)
        if not (form.has_word or form.marks or form.is_percent):
            number *= self.factor
        value = _short(-number if form.is_negative else number)
        return Number(value, currency, form.is_percent or self._unit.is_percent)

    def _digits(self, form: Form, cell: str) -> Decimal:
        readings = form.readings
        if self._asked or (self.decimal and len({*readings.values()}) > 1):
            if self.decimal not in readings:
                refuse(Message("told-import-number-decimal", (brief(cell), self.decimal)))
            return readings[self.decimal] * form.factor
        if len({*readings.values()}) > 1 and not _is_by_custom(form):
            refuse(Message("told-import-number-undecided", (brief(cell),)))
        return next(iter(readings.values())) * form.factor

    def _korean(self, form: Form, cell: str) -> Decimal:
        said = form.korean.translate(_SWAPPED) if self.decimal == "," else form.korean
        try:
            if (self._meant(form.marks or self._unit.marks) or self._book) == "KRW":
                found = amount_said(f"{said}원" if form.marks else said, "KRW")
            else:
                found = amount_of_any(said)
        except CrmError as error:
            raise Refusal(error.message) from None
        if found is None:
            refuse(Message("told-import-no-number", (brief(cell),)))
        return Decimal(found)

    def _meant(self, marks: Sequence[str]) -> str:
        """The one currency that all of these marks can mean, the book's where it is among them;
        nothing where there is no mark. Raises Refusal.
        """
        if not marks:
            return ""
        every = [{*MARKS[mark]} for mark in marks]
        common = set[str].intersection(*every)
        if self._book in common:
            return self._book
        if len(common) != 1:
            key = "told-import-currencies" if common else "told-import-currency-twice"
            refuse(Message(key, (" ".join(marks),)))
        return next(iter(common))


def _short(number: Decimal) -> Decimal:
    """The number without zeros that say nothing, and without an exponent."""
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text) + 0


def _is_by_custom(form: Form) -> bool:
    """Is it one of the two by what this program takes a comma for: 1,340?"""
    return "," in form.digits and "." not in form.digits


class _Seen:
    """What the values of a column say of the sign before their decimals."""

    def __init__(self) -> None:
        self.total = 0
        self.plain = 0
        self.proof: dict[str, tuple[str, int]] = {}
        self.open: dict[str, str] = {}
        self.marks = Counter[str]()
        self.inside = self.outside = 0  # of what lies between 0 and 1, ends left out
        self.misread = 0
        self.missed = ""

    def add(self, cell: str) -> None:
        """One more cell."""
        form = form_of(cell)
        if isinstance(form, Message):
            if not is_nothing(cell, "number"):
                self.total += 1
                self.misread += 1
                self.missed = self.missed or cell
            return
        self.total += 1
        self.marks.update(form.marks)
        readings = form.readings
        self.outside += form.is_negative or form.is_percent
        if len({*readings.values()}) > 1:
            self.outside += 1
            self.open.setdefault("," if "," in form.digits else ".", cell)
        elif len(readings) == 1:
            number = next(iter(readings.values()))
            self.inside += 0 < number < 1
            self.outside += number > 1
            sign = next(iter(readings))
            sample, count = self.proof.get(sign, (cell, 0))
            self.proof[sign] = (sample, count + 1)
        else:
            self.plain += 1
            self.outside += not readings or readings["."] > 1

    def decimal(self) -> str:
        """The sign that some cells need and none contradicts."""
        return next(iter(self.proof)) if len(self.proof) == 1 else ""

    def undecided(self, decimal: str) -> Message | None:
        """Why some cells cannot be read, of those that could be with a sign."""
        if decimal or not self.open:
            return None
        if self.proof:
            cells = ", ".join(brief(sample) for sample, _ in self.proof.values())
            return Message("told-import-numbers-contradict", (cells,))
        return (
            Message("told-import-number-undecided", (brief(self.open["."]),))
            if "." in self.open
            else None
        )

    def evidence(self, decimal: str, factor: Decimal, currency: str) -> Message:
        """What has decided, with counts, and what is counted in."""
        parts = [
            Message("told-import-decimal", (sign, brief(sample), f"{count:,}", f"{self.total:,}"))
            for sign, (sample, count) in self.proof.items()
        ]
        if decimal and not self.proof and self.open:
            parts.append(Message("told-import-decimal-asked", (decimal,)))
        if self.plain:
            parts.append(Message("told-import-whole", (f"{self.plain:,}", f"{self.total:,}")))
        if self.open and not decimal and not self.proof and "," in self.open:
            parts.append(Message("told-import-comma-group", (brief(self.open[","]),)))
        parts.extend(
            Message("told-import-mark", (mark, f"{count:,}"))
            for mark, count in self.marks.most_common(4)
        )
        if factor > 1 or currency:
            parts.append(Message("told-import-unit", (f"{factor:,f}", currency)))
        if self.misread:
            parts.append(Message("told-import-misread", (f"{self.misread:,}", brief(self.missed))))
        return Message("list", tuple(parts))
