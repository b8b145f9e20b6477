"""Two days side by side: what changed between them, and what that did to the figures."""

from collections.abc import Iterator
from datetime import date

from crmcli.app.past import diff
from crmcli.domain.table import Message, Table
from crmcli.domain.time.calendar import ONE_DAY
from crmcli.reports.pages.figures import PARTS
from crmcli.web.views.asked import Asked, day_of
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Figure, Figures, Notice, Part, Rows, To

CHANGES = 60


def view(desk: Desk, asked: Asked) -> View:
    """The figures of both days, the changes between them, findings that came and went. The later
    one is the day that is looked at, where no other is said.
    """
    title, today = Message("page-compare"), desk.session.now.date()
    if desk.recorded is None:
        return View(title, (Notice((Message("page-day-no-git"),)),))
    before, after = (_day(asked, name) for name in ("before", "after"))
    if after is None and (before is None or desk.as_of > before):
        after = asked.as_of
    if before is None and (after or today) < desk.recorded:
        begun = Message("page-history-begins", (desk.recorded,))
        return View(title, (Notice((begun,), to=To("compare", today=True)),))
    until = None if after is None or after >= today else after
    before = before or max((until or today).replace(day=1) - ONE_DAY, desk.recorded)
    fields = (Field("before", date, before), Field("after", date, until or today))
    what = f"{before}..{until}" if until else f"{before}"
    asks = question("diff", diff.Options(what, figures=True, explain=asked.explain))
    table = desk.answer(asks).table
    later = until or Message("title-diff-files")
    lead = Message("page-compare-lead", (before, later))
    if asked.as_of not in (None, until or today):
        lead = Message("page-compare-lead-on", (before, later, asked.as_of))
    return View(title, tuple(_parts(desk, table, asked)), asks, fields, lead)


def _day(asked: Asked, name: str) -> date | None:
    said = asked.one(name)
    return day_of(said) if said else None


def _parts(desk: Desk, table: Table, asked: Asked) -> Iterator[Part]:
    of = dict(zip((*PARTS, "new", "gone"), table.sections, strict=False))
    if of:
        yield Figures(tuple(_figures(of)))
    changes = desk.by_name(table._replace(title=None, sections=(), notes=(), totals=None))
    title = Message("page-compare-changes", (len(table.rows),))
    yield Rows(changes, title, asked.start, CHANGES, "cards", filtered=True)
    for name, each in of.items():
        if each.rows:
            yield Rows(each, each.title, number=CHANGES if name in PARTS else 40, places=_all(each))
    if table.notes:
        yield Notice(table.notes)


def _all(table: Table) -> tuple[int, ...]:
    """Every row: this one is not what the page's paging is about."""
    return tuple(range(len(table.rows)))


def _figures(of: dict[str, Table]) -> Iterator[Figure]:
    """The figures of all that stand first in each part, as the command writes them."""
    leads = {"pipeline": To("report", "pipeline"), "coverage": To("coverage")}
    wanted = {
        "pipeline": ("col-deals", "col-amount"),
        "coverage": ("col-composite", "col-gaps"),
        "forecast": ("col-weighted",),
    }
    for name, part in of.items():
        for row in part.rows if name in wanted else ():
            is_all = name == "coverage" or row.group == Message("common-total")
            if is_all and row.figure.key in wanted[name] and row.now:
                told = (row.before or "–", row.difference or "0")
                beside = Message("page-compare-before", told)
                title = Message("page-compare-of", (row.figure, Message(f"title-figures-{name}")))
                yield Figure(title, row.now, beside, leads.get(name))
