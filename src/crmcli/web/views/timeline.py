"""What happened at an account, the newest first, as far as its address asks for it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from crmcli.domain.label import Label
from crmcli.domain.records.words import ENTRY_TYPES
from crmcli.domain.table import Message, Table
from crmcli.query.tree import Expr
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.pipeline.objections import objection_labels
from crmcli.reports.queries import query
from crmcli.web.views.asked import Asked
from crmcli.web.views.conditions import all_of, holds, is_equal, since, until
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.own_options import read
from crmcli.web.views.page import Question
from crmcli.web.views.parts import Ask, Entries, Form, Part

ANCHOR = "timeline"
FIELDS = (
    Field("type", str, None, ENTRY_TYPES),
    Field("person", str, None),
    Field("deal", str, None),
    Field("since", date, None),
    Field("until", date, None),
)
COLUMNS = (
    *("date", "time", "type", "outcome", "mood", "by", "with", "what", "said"),
    *("deal", "objections", "next.date", "next.what", "gave", "usage", "score", "note"),
)
Names = Mapping[str, Label]


def asks(asked: Asked) -> Question:
    """The question that `crm query` answers, of every account the same. Raises CrmError where the
    address asks anything but what a timeline answers.
    """
    text = all_of(_conditions(read(asked, FIELDS)))
    options = query.Options(text=text, on="log", columns=COLUMNS, sort=("-date", "-time"))
    return question("query", options)


def _conditions(said: Mapping[str, Any]) -> Iterator[Expr]:
    if said["type"]:
        yield is_equal("type", said["type"])
    if said["person"]:
        yield holds("with", said["person"])
    if said["deal"]:
        yield is_equal("deal", said["deal"])
    if said["since"]:
        yield since("date", said["since"])
    if said["until"]:
        yield until("date", said["until"])


def parts(desk: Desk, asked: Asked, account: str, people: Names, deals: Names) -> list[Part]:
    """A form, and the entries that it lets through, with names in place of ids."""
    table = desk.answer(asks(asked), within=account).table
    called = {
        **table.labels,
        "by": team_labels(desk.policy, desk.as_of),
        "with": people,
        "deal": deals,
        "objections": objection_labels(desk.policy),
    }
    return [_form(asked, people, deals), _entries(table._replace(labels=called), asked)]


def _form(asked: Asked, people: Names, deals: Names) -> Form:
    types = tuple((each, Message(f"word-{each}")) for each in ENTRY_TYPES)
    return Form(
        (
            Ask("type", Message("page-option-type"), types),
            Ask("person", Message("page-option-person"), tuple(people.items())),
            Ask("deal", Message("page-option-deal"), tuple(deals.items())),
            Ask("since", Message("page-option-since"), kind="date"),
            Ask("until", Message("page-option-until"), kind="date"),
        ),
        asked,
        ANCHOR,
    )


def _entries(table: Table, asked: Asked) -> Entries:
    # what leads to ids is read as names there
    columns = tuple(
        column._replace(kind="label") if column.field == "deal" else column
        for column in table.columns
    )
    return Entries(
        table._replace(columns=columns), asked, ANCHOR, marks=("type", "outcome", "mood")
    )
