"""What must I know before I walk in there?

One page: people, deals, promises, complaints, their words, objections, and what they do not have
yet.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.coverage import slots
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.evidence import NOTHING, Evidence, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.pages import brief_deals, brief_people, brief_talk, due
from crmcli.reports.pages.brief_deals import BriefDeal, BriefProduct
from crmcli.reports.pages.brief_people import BriefPerson, BriefValue
from crmcli.reports.pages.brief_talk import BriefCase, BriefObjection, BriefSaid
from crmcli.reports.pages.last_entries import EntryRow, columns, last_entries, latest
from crmcli.reports.pipeline.objections import objection_labels
from crmcli.reports.report import FactSource, Report


class BriefRow(NamedTuple):
    """The whole page."""

    account: str
    name: str
    status: str
    segment: str | None
    owner: str | None
    problems: tuple[str, ...]
    solution: str | None
    icebreakers: tuple[str, ...]
    unknown: tuple[str, ...]
    people: tuple[BriefPerson, ...]
    deals: tuple[BriefDeal, ...]
    due: tuple[due.DueRow, ...]
    cases: tuple[BriefCase, ...]
    said: tuple[BriefSaid, ...]
    objections: tuple[BriefObjection, ...]
    whitespace: tuple[BriefProduct, ...]
    log: tuple[EntryRow, ...]
    values: tuple[BriefValue, ...]
    service_contact: str | None
    business_no: str | None
    resting: int = 0


HEAD = (
    Column("name", "text", 9),
    Column("business_no", "text", 5),
    Column("status", "status", 9),
    Column("segment", "text", 6),
    Column("owner", "label", 8),
    Column("service_contact", "label", 8),
    Column("problems", "list", 7),
    Column("solution", "text", 5),
    Column("icebreakers", "list", 6),
)
DUE = (
    Column("days_late", "late", 9),
    Column("kind", "status", 9),
    Column("subject", "id", 9, said="about"),
    Column("why", "message", 9),
    Column("owner", "label", 6),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[BriefRow]]:
    """The account's page."""
    tasks, resting = due.parted(account, policy, as_of, due.FactOptions())
    names = {key: contact.name for key, contact in account.contacts.items()}
    known = latest(account, as_of)
    row = BriefRow(
        account=account.id,
        name=account.name,
        status=account.status,
        segment=account.segment,
        owner=account.owner,
        problems=account.research.problems,
        solution=account.research.solution,
        icebreakers=account.research.icebreakers,
        unknown=tuple(
            slot.role
            for slot in slots(account, policy, as_of)
            if slot.waived is None and not slot.holders
        ),
        people=tuple(brief_people.people(account, as_of)),
        deals=tuple(brief_deals.deals(account, policy, as_of)),
        due=tuple(
            sorted(
                (each for each in tasks if each.kind not in ("rep", "case")),
                key=due.urgency,
            )
        ),
        cases=tuple(brief_talk.cases(account, names, as_of)),
        said=tuple(brief_talk.said(known, names)),
        objections=tuple(brief_talk.objections(account, policy, as_of)),
        whitespace=tuple(brief_deals.whitespace(account, policy, as_of)),
        log=tuple(last_entries(known, names)),
        values=tuple(brief_people.values(account, as_of)),
        service_contact=account.service_contact,
        business_no=account.business_no,
        resting=len(resting),
    )
    return [Explained(row, _behind(row, account) if options.explain else NOTHING)]


def _behind(row: BriefRow, account: Account) -> Evidence:
    """Where each part of the page stands in the account's file."""
    return {
        "people": tuple(f"contacts.{each.contact}" for each in row.people),
        "deals": tuple(f"deals.{each.deal}" for each in row.deals),
        "due": tuple(record for each in row.due for record in each.records),
        "cases": tuple(
            f"cases.{name}"
            for name, case in account.cases.items()
            if any(
                case.opened == each.opened and (case.what or name) == each.what
                for each in row.cases
            )
        ),
        "said": tuple(f"log {each.date}" for each in row.said),
        "log": tuple(f"log {each.date} {each.type}" for each in row.log),
    }


def tabulate(
    facts: Sequence[Explained[BriefRow]], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """The account's facts, then the page's parts as sections; a part that is empty is left out."""
    row = facts[0].row
    team, wanted = team_labels(policy, as_of), group_labels("role", policy)
    unknown = Message("list", tuple(wanted.get(role) or role for role in row.unknown))
    return Table(
        report="brief",
        as_of=as_of,
        rows=[row],
        columns=tuple(
            column
            for column in HEAD
            if column.field not in ("service_contact", "business_no") or getattr(row, column.field)
        ),
        labels={"owner": team, "service_contact": team},
        evidence=evidence(facts, options),
        currency=policy.currency,
        title=Message("title-account", (row.name, row.account)),
        notes=(
            *((Message("note-brief-unknown", (unknown,)),) if row.unknown else ()),
            *due.resting_note(row.resting),
        ),
        sections=tuple(each for each in _sections(row, policy, as_of) if each.rows),
    )


def _sections(row: BriefRow, policy: Policy, as_of: date) -> tuple[Table, ...]:
    """The page's parts in their order."""
    team, wanted = team_labels(policy, as_of), group_labels("role", policy)
    products = group_labels("product", policy)

    def section(
        key: str, rows: Sequence[object], columns: tuple[Column, ...], **labels: Mapping[str, Label]
    ) -> Table:
        return Table(
            "brief",
            as_of,
            rows,
            columns,
            labels=labels,
            currency=policy.currency,
            title=Message(f"title-{key}"),
        )

    return (
        section(
            "people",
            row.people,
            _without(brief_people.PEOPLE, "units", values=[each.units for each in row.people]),
            roles=wanted,
            reps=team,
        ),
        section("values", row.values, brief_people.VALUES, role=wanted),
        section("open-deals", row.deals, brief_deals.DEALS, stage=group_labels("stage", policy)),
        section(
            "rivals",
            [each for each in row.deals if each.competitors or each.differentiators],
            brief_deals.RIVALS,
        ),
        section("promises", row.due, DUE, owner=team),
        section("cases", row.cases, brief_talk.CASES),
        section("said", row.said, brief_talk.SAID),
        section(
            "objections", row.objections, brief_talk.OBJECTIONS, objection=objection_labels(policy)
        ),
        section(
            "answers",
            brief_talk.answers_to(row.objections),
            brief_talk.ANSWERS,
            objection=objection_labels(policy),
        ),
        section("whitespace", row.whitespace, brief_deals.WHITESPACE, product=products),
        section("last-entries", row.log, columns(row.log), by=team),
    )


def _without(
    columns: tuple[Column, ...], field: str, *, values: Sequence[object]
) -> tuple[Column, ...]:
    """The columns, less one in which nothing would stand."""
    return columns if any(values) else tuple(column for column in columns if column.field != field)


FACTS = FactSource("brief", gather, ExplainOptions)
REPORT = Report("brief", FACTS, tabulate, ExplainOptions)
