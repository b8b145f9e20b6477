"""Who of us does what for our customers, for new ones and for those we have, and who knows whom?"""

from datetime import date

from crmcli.charts import of_tables
from crmcli.domain.table import Message
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.relations import balance, knows_member, team
from crmcli.web.views.asked import Asked
from crmcli.web.views.composing import contents, sections
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.own_options import read
from crmcli.web.views.page import View
from crmcli.web.views.parts import Ask, Chart, Form, Link, Links, Part, Rows, To

KNOWN = 50  # rows of whom one of us knows
SINCE, MEMBER = Field("since", date, None), Field("member", str, None)


def view(desk: Desk, asked: Asked) -> View:
    """Functions and members, new against existing, and whom the chosen one of us knows."""
    said = read(asked, (SINCE, MEMBER))
    since = said["since"]
    asks = question("team", team.Options(None, since, asked.explain))
    found = {
        "work": _work(desk, asks.options),
        "balance": _balance(desk, balance.Options(since)),
        "knows": _knows(desk, asked, said["member"]),
    }
    parts = sections("team", found)
    return View(Message("page-team"), (contents(parts), *parts), asks, (SINCE,))


def _work(desk: Desk, options: tuple[object, ...]) -> list[Part]:
    """Functions, then our people by how much they talk with customers."""
    table = desk.answer(question("team", options)).table
    if not table.sections:
        return [Rows(table, table.title)]
    members = table.sections[0]
    members = members._replace(rows=sorted(members.rows, key=lambda row: -row.touches))
    title = Message("page-team-talks")
    return [
        Chart(lambda phrases: of_tables.bars(members, phrases, "touches"), title),
        Rows(table, table.title),
    ]


def _balance(desk: Desk, options: balance.Options) -> list[Part]:
    return [Rows(desk.answer(question("balance", options)).table)]


def _knows(desk: Desk, asked: Asked, member: str | None) -> list[Part]:
    """Somebody of us is chosen first."""
    labels = team_labels(desk.policy, desk.as_of)
    who = Ask(
        MEMBER.name,
        Message("page-option-member"),
        tuple(labels.items()),
        first=Message("page-team-choose"),
    )
    form = Form((who,), asked, "knows")
    if not member:
        return [form, Links((Link(Message("page-report-orphans"), To("report", "orphans")),))]
    table = desk.answer(question("knows_member", knows_member.Options(member))).table
    return [form, Rows(table, table.title, asked.start, KNOWN, filtered=True)]
