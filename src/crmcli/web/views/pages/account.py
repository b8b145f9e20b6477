"""One account: whom we know there, what we promised, what runs, what happened, and its file."""

from crmcli.app.account_file import AccountFile
from crmcli.app.answering import LeftOut
from crmcli.domain.table import Message, Table
from crmcli.reports.coverage import coverage
from crmcli.reports.options import ExplainOptions
from crmcli.web.views import account_sections as sections
from crmcli.web.views import composing, timeline
from crmcli.web.views.account_file import source
from crmcli.web.views.account_sections import Of
from crmcli.web.views.asked import Asked
from crmcli.web.views.composing import contents, figures
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.forms import of_account
from crmcli.web.views.own_options import read
from crmcli.web.views.page import View
from crmcli.web.views.parts import Facts, Figures, Link, Links, Notice, Part, To

LINES = 200  # of the file; a longer one has a page of its own
MORE = ("gaps", "stance_roles", "attempts")


def view(desk: Desk, asked: Asked) -> View:
    """The account; where its file cannot be read, the file and why not."""
    read(asked, timeline.FIELDS)
    asks = question("show", ExplainOptions(asked.explain), asked.subject)
    try:
        shown = desk.answer(asks).table
    except LeftOut:
        return _unread(desk, asked)
    of = sections.names(desk, shown.rows[0].account)
    file = desk.file(of.account) if desk.shows_files else None
    below = _sections(of, shown, asked, file)
    title = shown.title or Message("page-account")
    return View(title, (*_above(of, shown, below), *below), asks)


def _above(of: Of, shown: Table, below: list[Part]) -> list[Part]:
    """What is known at a glance, and the way to the sections."""
    columns = tuple(each.field for each in shown.columns if each.field != "name")
    subject = {"account": of.account}
    return [
        of_account(of.account),
        contents(below),
        _figures(of),
        Facts(shown._replace(title=None), columns=columns),
        *_research(of),
        Links(
            (
                Link(Message("page-print-brief"), To("brief", of.account)),
                *(
                    Link(Message(f"page-report-{name}"), To("report", name, subject))
                    for name in MORE
                ),
            )
        ),
    ]


def _figures(of: Of) -> Figures:
    """How much of it is known, what is open, and when we spoke last."""
    known = of.whole("roles", ExplainOptions()).totals
    line = of.within(question("accounts", ExplainOptions()))
    return Figures(
        (
            *figures(coverage.FIGURES, known, ("composite", "named_share", "friendly_share")),
            *figures(line.columns, line.rows[0], ("open_amount", "last_touch")),
        )
    )


def _research(of: Of) -> list[Part]:
    """Their problem, our answer to it, and what to begin a talk with."""
    brief = of.whole("brief", ExplainOptions())
    fields = ("problems", "solution", "icebreakers")
    row = brief.rows[0]
    if not any(getattr(row, field) for field in fields):
        return []
    return [Facts(brief._replace(title=None), columns=fields)]


def _sections(of: Of, shown: Table, asked: Asked, file: AccountFile | None) -> list[Part]:
    """All that there is something to say in."""
    happened = timeline.parts(of.desk, asked, of.account, of.people, of.deals)
    found = {
        "promises": sections.promises(of),
        "people": sections.people(of, shown),
        "deals": sections.deals(of),
        timeline.ANCHOR: happened,
        "plans": sections.planned(of),
        "care": sections.care(of),
        "cases": sections.cases(of),
        "contracts": sections.contracts(of),
        "surveys": sections.surveys(of),
        "whitespace": sections.whitespace(of),
        "relations": sections.relations(of),
        "file": _file(of, file) if file else [],
    }
    return composing.sections("section", found)


def _file(of: Of, file: AccountFile) -> list[Part]:
    parts: list[Part] = []
    if file.findings:
        words = Message("page-file-findings", (file.path, len(file.findings)))
        parts.append(Notice((words,), "warning"))
    parts.append(source(file, 0, LINES, folded=True))
    if len(file.lines) > LINES:
        whole = Message("page-whole-file", (len(file.lines),))
        parts.append(Links((Link(whole, To("source", of.account)),)))
    return parts


def _unread(desk: Desk, asked: Asked) -> View:
    """What can be shown of an account whose file nobody can read: the file."""
    file = desk.file(asked.subject)
    return View(
        Message("page-unread"),
        (
            Notice((Message("page-unread-why"),), "bad"),
            of_account(asked.subject, ("text",)),
            source(file, 0, 2 * LINES),
        ),
    )
