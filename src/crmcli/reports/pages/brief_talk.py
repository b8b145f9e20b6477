"""What did they say, complain of and hold against us, and what do we answer?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.objections import raised
from crmcli.domain.records.account import Account, Entry
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column
from crmcli.reports.pages.last_entries import ENTRIES, called
from crmcli.reports.pipeline.objection import AnswerRow

REMEMBERED = 365  # days for which a closed complaint is told


class BriefCase(NamedTuple):
    """An open case, or a complaint closed within the last year."""

    opened: date
    kind: str
    what: str | None
    contact: str | None
    contact_name: str | None
    closed: date | None
    resolution: str | None


class BriefSaid(NamedTuple):
    """The customer's own words."""

    date: date
    with_: tuple[str, ...]
    with_names: tuple[str, ...]
    said: str


class BriefObjection(NamedTuple):
    """What was held against us, how it stands, and what we answer: `answer` and `evidence` are the
    first of `answers`.
    """

    objection: str
    deal: str | None
    state: str
    said: str | None
    answer: str | None
    evidence: str | None
    answers: tuple[AnswerRow, ...]


class PreparedAnswer(NamedTuple):
    """A prepared answer under its objection, for reading."""

    objection: str
    answer: str | None
    evidence: str | None


CASES = (
    Column("opened", "date", 9),
    Column("kind", "status", 7, heading="case_kind"),
    Column("what", "text", 9),
    Column("contact_name", "text", 6, heading="contact", key="contact"),
    Column("closed", "date", 8),
    Column("resolution", "text", 7),
)
SAID = (
    Column("date", "date", 9),
    Column("with_names", "list", 8, heading="with", key="with_"),
    Column("said", "text", 9),
)
OBJECTIONS = (
    Column("objection", "label", 9),
    Column("deal", "id", 6),
    Column("state", "status", 9),
    Column("said", "text", 8),
)
ANSWERS = (
    Column("objection", "label", 9),
    Column("answer", "text", 9),
    Column("evidence", "text", 8),
)


def cases(account: Account, names: Mapping[str, str], as_of: date) -> list[BriefCase]:
    """The open ones first, then the latest."""
    rows = []
    for name, case in account.cases.items():
        closed = case.closed if case.closed and case.closed <= as_of else None
        remembered = closed is None or (
            case.kind == "complaint" and (as_of - closed).days <= REMEMBERED
        )
        if case.opened <= as_of and remembered:
            rows.append(
                BriefCase(
                    case.opened,
                    case.kind,
                    case.what or name,
                    case.contact,
                    names.get(case.contact or "", case.contact),
                    closed,
                    case.resolution if closed else None,
                )
            )
    return sorted(rows, key=lambda row: (row.closed is not None, -row.opened.toordinal()))


def said(known: Sequence[Entry], names: Mapping[str, str]) -> list[BriefSaid]:
    """Their last words, the latest first."""
    return [
        BriefSaid(entry.date, entry.with_, called(entry.with_, names), entry.said)
        for entry in known
        if entry.said
    ][:ENTRIES]


def objections(account: Account, policy: Policy, as_of: date) -> list[BriefObjection]:
    """What is not settled first, each with all prepared answers."""
    rows = []
    for each in raised(account, as_of):
        prepared = (
            policy.objections[each.objection].answers if each.objection in policy.objections else {}
        )
        answers = tuple(
            AnswerRow(name, answer.text, answer.evidence) for name, answer in prepared.items()
        )
        first = answers[0] if answers else AnswerRow("", None, None)
        rows.append(
            BriefObjection(
                each.objection,
                each.deal,
                each.state,
                each.said,
                first.text,
                first.evidence,
                answers,
            )
        )
    return sorted(rows, key=lambda row: ("unresolved", "deferred", "resolved").index(row.state))


def answers_to(rows: Sequence[BriefObjection]) -> list[PreparedAnswer]:
    """Every prepared answer, once for each objection however often that was raised."""
    return [
        PreparedAnswer(name, each.text, each.evidence)
        for name, answers in {row.objection: row.answers for row in rows}.items()
        for each in answers
    ]
