"""The sections of an account's page: each gives its parts, none where nothing is to be said."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from crmcli.charts import of_care, of_people
from crmcli.domain.label import Label
from crmcli.domain.table import Message, Table
from crmcli.reports.coverage import plans
from crmcli.reports.customers import cadence_accounts, cadence_calendar, whitespace_cells
from crmcli.reports.options import ExplainOptions
from crmcli.reports.pages import due
from crmcli.reports.pipeline import qualify
from crmcli.reports.queries import query
from crmcli.reports.relations import knows
from crmcli.web.views.conditions import all_of
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.forms import of_deals, of_ended, of_plan, of_rows
from crmcli.web.views.page import Question
from crmcli.web.views.parts import Chart, Part, Rows

AHEAD = 60  # days: promises that come so soon are shown with those that are due
DEALS = (
    "deal",
    "name",
    "stage",
    "stage_days",
    "amount",
    "close",
    "next.date",
    "next.what",
    "owner",
)
ENDED = ("deal", "name", "amount", "outcome.result", "outcome.date", "outcome.reason", "owner")
CASES = ("kind", "opened", "what", "contact", "closed", "resolution", "owner")
CONTRACTS = ("contract", "deal", "start", "end", "amount", "per", "notice_days")
ASSETS = ("product", "qty", "since", "replace", "note")
SURVEYS = ("date", "kind", "about", "score", "scale", "contact", "note")


class Of(NamedTuple):
    """One account: where to ask, its id, and what its people and deals are called."""

    desk: Desk
    account: str
    people: Mapping[str, Label]
    deals: Mapping[str, Label]

    def whole(self, name: str, options: tuple[object, ...]) -> Table:
        """What the command says that names the account."""
        return self.desk.answer(question(name, options, self.account)).table

    def within(self, asks: Question) -> Table:
        """Its part of what a command says of all accounts."""
        return self.desk.answer(asks, within=self.account).table

    def records(self, on: str, columns: tuple[str, ...], *sort: str, state: str = "") -> Table:
        """Its records of a kind, with people and deals by their names."""
        # of every account the same question: it is looked into once
        text = state or all_of(())
        table = self.within(
            question("query", query.Options(text=text, on=on, columns=columns, sort=sort))
        )
        called = {**table.labels, "contact": self.people, "deal": self.deals}
        named = tuple(
            column._replace(kind="label")
            if column.field in called and column.kind in ("id", "text")
            else column
            for column in table.columns
        )
        return table._replace(labels=called, columns=named, notes=())


def names(desk: Desk, account: str) -> Of:
    """What everybody who ever was there is called, and every deal."""
    bare = Of(desk, account, {}, {})
    people = bare.records("contacts", ("contact", "name"), "gone", "name").rows
    deals = bare.records("deals", ("deal", "name"), "-open", "name").rows
    return Of(
        desk,
        account,
        {row.contact: {"": row.name or row.contact} for row in people},
        {row.deal: {"": row.name or row.deal} for row in deals},
    )


def promises(of: Of) -> list[Part]:
    """What is due, and what comes within two months."""
    table = of.within(question("due", due.Options(days=AHEAD)))
    columns = ("days_late", "kind", "subject", "why", "owner")
    if not table.rows:
        return []
    actions = of_rows(of.desk.as_of)
    return [Rows(table._replace(title=None), look="cards", columns=columns, actions=actions)]


def people(of: Of, shown: Table) -> list[Part]:
    """The roles by their level, everybody by whom they report to, and how they are reached."""
    roles = of.whole("roles", ExplainOptions())._replace(title=None)
    known = of.whole("map", ExplainOptions())._replace(title=None)
    parts: list[Part] = []
    if roles.rows:
        title = Message("page-ladder")
        parts.append(Chart(lambda phrases: of_people.ladder(roles, phrases), title, roles))
    if known.rows:
        title = Message("page-tree")
        parts.append(Chart(lambda phrases: of_people.people(known, phrases), title, known))
    parts += _sections(shown, "title-people", Message("page-reached"))
    return parts


def _sections(shown: Table, key: str, title: Message | None) -> list[Part]:
    """A part of what `crm show` tells."""
    return [
        Rows(each._replace(title=None, currency=""), title, look="cards")
        for each in shown.sections
        if each.title is not None and each.title.key == key
    ]


def deals(of: Of) -> list[Part]:
    """Open ones with their next step and what qualifies them; those that ended."""
    now = of.records("deals", DEALS, "close", state="open")
    before = of.records("deals", ENDED, "-outcome.date", state="not open")
    parts: list[Part] = []
    if now.rows:
        forms = partial(of_deals, of.account)
        parts.append(Rows(_by_name(now), look="cards", actions=forms))
        asked = of.within(question("qualify", qualify.Options()))
        columns = tuple(each for each in asked.columns if each.field not in ("account", "name"))
        parts.append(
            Rows(asked._replace(title=None, columns=columns), Message("page-report-qualify"))
        )
    if before.rows:
        again = partial(of_ended, of.account)
        parts.append(
            Rows(_by_name(before), Message("page-ended-deals"), look="cards", actions=again)
        )
    return parts


def _by_name(table: Table) -> Table:
    """The deal by its name, and not by its id too."""
    columns = tuple(column for column in table.columns if column.field != "name")
    return table._replace(columns=columns)


def planned(of: Of) -> list[Part]:
    """What is planned with whom."""
    table = of.within(question("plans", plans.Options()))
    columns = tuple(each.field for each in table.columns if each.field not in ("account", "name"))
    if not table.rows:
        return []
    return [Rows(table, look="cards", columns=columns, notes=False, actions=of_plan)]


def care(of: Of) -> list[Part]:
    """What the customer may count on, month by month."""
    months = of.whole("cadence_calendar", cadence_calendar.Options(of.account))
    table = of.whole("cadence_accounts", cadence_accounts.Options(of.account))
    if not months.rows:
        return []
    title = Message("page-care")
    plain, drawn = table._replace(title=None), months._replace(title=None)
    return [Chart(lambda phrases: of_care.calendar(drawn, phrases), title, plain)]


def cases(of: Of) -> list[Part]:
    """Complaints, questions and requests, the open ones first."""
    return _cards(of.records("cases", CASES, "-open", "-opened"))


def contracts(of: Of) -> list[Part]:
    """What was signed, and what they have of ours."""
    return [
        *_cards(of.records("contracts", CONTRACTS, "-end")),
        *_cards(of.records("assets", ASSETS, "product"), Message("page-assets")),
    ]


def surveys(of: Of) -> list[Part]:
    """What they answered."""
    return _cards(of.records("surveys", SURVEYS, "-date"))


def _cards(table: Table, title: Message | None = None) -> list[Part]:
    return [Rows(table, title, look="cards")] if table.rows else []


def whitespace(of: Of) -> list[Part]:
    """Which of our products they have, and which not."""
    table = of.whole("whitespace_cells", whitespace_cells.Options(account=of.account))
    return [Rows(table._replace(title=None))] if table.rows else []


def relations(of: Of) -> list[Part]:
    """Who of us knows whom."""
    table = of.whole("knows", knows.Options())._replace(title=None)
    return [Rows(table)] if table.rows else []
