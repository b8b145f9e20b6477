"""Which days do the cells of one column mean?

`03/04/2021` is two days: every column is read in one order, which its own values decide or a person
says; nothing is swapped to make a cell fit.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from crmcli.domain.table import Message
from crmcli.imports.card import Refusal, refuse
from crmcli.imports.cells.brief import brief
from crmcli.imports.cells.date_forms import ORDERS, SHIFT_1904, SHORT, Form, form_of
from crmcli.imports.cells.nothing import is_nothing

_SHOWN = 4  # forms of one column that are told


class Moment(NamedTuple):
    """A day, and the time of day as HH:MM where one is told; midnight is none."""

    day: date
    clock: str = ""


class Dates:
    """How one column is read, and why so.

    `order` is that of `03/04/2021`, empty where no cell needs one. `undecided` says why that cannot
    be known; only the cells that need it are refused then. `evidence` tells forms and counts.
    """

    order: str
    undecided: Message | None
    evidence: Message

    @classmethod
    def of(cls, values: Iterable[str], asked: str = "", *, from_1904: bool = False) -> "Dates":
        """What the values decide; `asked` is one of ORDERS, as a person says.

        `from_1904`: spreadsheets' numbers of days are counted from then, as old Macs did.
        """
        seen = _Seen()
        for value in values:
            seen.add(value)
        return cls(seen, asked, from_1904=from_1904)

    def __init__(self, seen: "_Seen", asked: str, *, from_1904: bool) -> None:
        self._shift = timedelta(days=SHIFT_1904 if from_1904 else 0)
        self._has_clocks = seen.has_clocks
        self.order, self.undecided = (asked, None) if asked else seen.order()
        self.evidence = seen.evidence(self.order, from_1904=from_1904)

    def read(self, cell: str, zone: tzinfo | None = None) -> Moment:
        """The moment; one that tells its offset from UTC as the zone's clocks show it, if given.

        A midnight of UTC in a column without other times stands for the day alone, and is not
        moved: so do programs write days. Raises Refusal.
        """
        form = form_of(cell)
        if isinstance(form, Message):
            raise Refusal(form)
        day = form.sure or self._ordered(form, cell)
        if form.is_serial:
            day += self._shift
        clock = form.clock
        if clock is None or (clock.is_midnight() and not self._has_clocks):
            return Moment(day)
        if clock.offset is not None and zone is not None:
            there = datetime.combine(day, time(), timezone(timedelta(minutes=clock.offset)))
            here = (there + clock.since_midnight()).astimezone(zone)
            is_midnight = not (here.hour or here.minute or here.second)
            return Moment(here.date(), "" if is_midnight else f"{here:%H:%M}")
        return Moment(day, clock.in_words())

    def _ordered(self, form: Form, cell: str) -> date:
        days = form.days()
        if self.order in days:
            return days[self.order]
        if self.order:
            refuse(Message("told-import-day-order", (brief(cell), self.order)))
        if len({*days.values()}) == 1:
            return next(iter(days.values()))
        raise Refusal(self.undecided or _undecided(cell, days))


def _undecided(cell: str, orders: Iterable[str]) -> Message:
    return Message("told-import-dates-undecided", (brief(cell), ", ".join(orders)))


class _Seen:
    """What the values of a column say of the order of their days."""

    def __init__(self) -> None:
        self.total = 0
        self.has_clocks = False
        self.shapes = Counter[str]()
        self.samples: dict[str, str] = {}
        self.fitting = Counter[str]()  # orders, by how many numeric cells make a day in them
        self.numeric = 0
        self.proof: dict[frozenset[str], str] = {}  # a cell by the orders that it allows
        self.apart: dict[frozenset[str], str] = {}  # a cell of which two orders make two days
        self.misread = 0
        self.missed = ""

    def add(self, cell: str) -> None:
        """One more cell."""
        form = form_of(cell)
        if isinstance(form, Message):
            if not is_nothing(cell, "date"):
                self.total += 1
                self.misread += 1
                self.missed = self.missed or cell
            return
        self.total += 1
        self.shapes[form.shape] += 1
        self.samples.setdefault(form.shape, cell)
        if form.clock and not form.clock.is_midnight():
            self.has_clocks = True
        if form.sure is None:
            self._count(form.days(), cell)

    def _count(self, days: Mapping[str, date], cell: str) -> None:
        self.numeric += 1
        self.fitting.update(days.keys())
        self.proof.setdefault(frozenset(days), cell)
        for one in days:
            for other in days:
                if days[one] != days[other]:
                    self.apart.setdefault(frozenset((one, other)), cell)

    def order(self) -> tuple[str, Message | None]:
        """The order that makes a day of every cell, or why none or several do."""
        if not self.numeric:
            return "", None
        fits = [order for order in ORDERS if self.fitting[order] == self.numeric]
        apart = [cell for pair, cell in self.apart.items() if len(pair & {*fits}) == 2]
        if fits and not apart:
            return fits[0] if len(fits) == 1 else "", None
        if fits:
            return "", _undecided(apart[0], fits)
        cells = [brief(cell) for cell in list(self.proof.values())[:_SHOWN]]
        return "", Message("told-import-dates-contradict", (", ".join(cells),))

    def evidence(self, order: str, *, from_1904: bool) -> Message:
        """Each form with how many cells have it, and what decided the order."""
        parts = [
            Message(
                "told-import-form",
                (brief(self.samples[shape]), f"{count:,}", f"{self.total:,}"),
            )
            for shape, count in self.shapes.most_common(_SHOWN)
        ]
        if len(self.shapes) > _SHOWN:
            parts.append(Message("told-import-forms-more", (len(self.shapes) - _SHOWN,)))
        if self.numeric and order:
            least = min(self.proof, key=len)
            parts.append(
                Message("told-import-order-by", (order, brief(self.proof[least])))
                if order in least and len(least) < 2
                else Message("told-import-order", (order,))
            )
        if any(shape.startswith("serial") for shape in self.shapes):
            parts.append(Message("told-import-serials", (1904 if from_1904 else 1900,)))
        if any(SHORT in shape for shape in self.shapes):
            parts.append(Message("told-import-short-years"))
        if self.misread:
            parts.append(Message("told-import-misread", (f"{self.misread:,}", brief(self.missed))))
        return Message("list", tuple(parts))
