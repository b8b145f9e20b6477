"""Show one account at a glance: roles, people, open deals, promises and what happened last."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import open_deals
from crmcli.domain.deals.promises import open_step
from crmcli.domain.label import Label
from crmcli.domain.people.presence import has_left
from crmcli.domain.people.touches import last_touches
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.foreign import ForeignId, foreign_ids
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.dated import current
from crmcli.reports.coverage import roles
from crmcli.reports.coverage.gaps import PAIN
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.evidence import NOTHING, Evidence, Explained, dated, evidence, touches_on
from crmcli.reports.options import ExplainOptions
from crmcli.reports.pages import due
from crmcli.reports.pages.last_entries import EntryRow, columns, last_entries, latest
from crmcli.reports.pages.show_columns import DEALS, DUE, HEAD, IF_ANY, PEOPLE
from crmcli.reports.report import FactSource, Report


class PersonRow(NamedTuple):
    """A contact who has not left."""

    contact: str
    name: str
    title: str | None
    stance: str | None
    stance_date: date | None
    last_touch: date | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    ids: tuple[ForeignId, ...]


class OpenDealRow(NamedTuple):
    """An open deal; `stage_days` since it came into its stage, `verbal` the day they said yes."""

    deal: str
    name: str | None
    stage: str | None
    stage_days: int | None
    amount: Money | None
    close: date | None
    next: date | None
    owner: str | None
    verbal: date | None
    ids: tuple[ForeignId, ...]


class ShowRow(NamedTuple):
    """The whole account."""

    account: str
    name: str
    status: str
    segment: str | None
    owner: str | None
    source: str | None
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    problems: tuple[str, ...]
    roles: tuple[roles.RoleRow, ...]
    contacts: tuple[PersonRow, ...]
    deals: tuple[OpenDealRow, ...]
    due: tuple[due.DueRow, ...]
    log: tuple[EntryRow, ...]
    service_contact: str | None
    status_why: str | None
    business_no: str | None
    ids: tuple[ForeignId, ...]
    parent: str | None
    website: str | None
    phones: tuple[str, ...]
    address: str | None
    resting: int = 0


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[ShowRow]]:
    """The account's page."""
    tasks, resting = due.parted(account, policy, as_of, due.FactOptions())
    row = ShowRow(
        account=account.id,
        name=account.name,
        status=account.status,
        segment=account.segment,
        owner=account.owner,
        source=account.source,
        aliases=account.aliases,
        tags=account.tags,
        problems=account.research.problems,
        roles=roles.gather(account, policy, as_of, options)[0].rows,
        contacts=tuple(_people(account, as_of)),
        deals=tuple(_open_deals(account, policy, as_of)),
        due=tuple(
            sorted(
                (row for row in tasks if row.kind != "rep"),
                key=due.urgency,
            )
        ),
        log=tuple(
            last_entries(
                latest(account, as_of),
                {key: contact.name for key, contact in account.contacts.items()},
            )
        ),
        service_contact=account.service_contact,
        status_why=account.status_why,
        business_no=account.business_no,
        ids=foreign_ids(account.ids),
        parent=account.parent,
        website=account.website,
        phones=account.phones,
        address=account.address,
        resting=len(resting),
    )
    return [Explained(row, _behind(row, account, policy, as_of) if options.explain else NOTHING)]


def _behind(row: ShowRow, account: Account, policy: Policy, as_of: date) -> Evidence:
    """The roles that are gaps by what each of them lacks, each person's stance and last touch, what
    gives each deal its stage and amount, and what asks for each thing to do.
    """
    people = ((each, account.contacts[each.contact]) for each in row.contacts)
    return {
        **{
            kind: roles
            for kind in PAIN
            if (roles := tuple(f"roles.{role.role}" for role in row.roles if kind in role.gaps))
        },
        "contacts": tuple(
            record
            for each, contact in people
            for record in (
                *dated(f"contacts.{each.contact}.stance", current(contact.stance, as_of)),
                *touches_on(account, each.last_touch, contact=each.contact),
            )
        ),
        "deals": tuple(
            record
            for each in row.deals
            for record in _valued(each.deal, account.deals[each.deal], as_of)
        ),
        "due": tuple(record for each in row.due for record in each.records),
    }


def _valued(name: str, deal: Deal, as_of: date) -> tuple[str, ...]:
    """Where the deal's stage and amount are written; a deal without an amount is worth what its
    products are.
    """
    amount = dated(f"deals.{name}.amount", current(deal.amount, as_of))
    products = tuple(f"deals.{name}.products.{product}" for product in deal.products)
    return (*dated(f"deals.{name}.stages", current(deal.stages, as_of)), *(amount or products))


def tabulate(
    facts: Sequence[Explained[ShowRow]], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """The account's facts, then its parts as sections."""
    row = facts[0].row
    team = team_labels(policy, as_of)
    stages = group_labels("stage", policy)
    sections = (
        _section("roles", row.roles, roles.columns(row.roles), as_of, {"rep": team}, policy),
        _section("people", row.contacts, PEOPLE, as_of, {}, policy),
        _section(
            "open-deals",
            row.deals,
            DEALS
            if any(each.verbal for each in row.deals)
            else tuple(each for each in DEALS if each.field != "verbal"),
            as_of,
            {"stage": stages, "owner": team},
            policy,
        ),
        _section("promises", row.due, DUE, as_of, {"owner": team}, policy),
        _section("last-entries", row.log, columns(row.log), as_of, {"by": team}, policy),
    )
    return Table(
        report="show",
        as_of=as_of,
        rows=[row],
        columns=tuple(
            column for column in HEAD if column.field not in IF_ANY or getattr(row, column.field)
        ),
        labels={"owner": team, "service_contact": team},
        evidence=evidence(facts, options),
        currency=policy.currency,
        title=Message("title-account", (row.name, row.account)),
        notes=due.resting_note(row.resting),
        sections=tuple(section for section in sections if section.rows),
    )


def _section(
    key: str,
    rows: Sequence[object],
    columns: tuple[Column, ...],
    as_of: date,
    labels: Mapping[str, Mapping[str, Label]],
    policy: Policy,
) -> Table:
    return Table(
        "show",
        as_of,
        rows,
        columns,
        labels=labels,
        currency=policy.currency,
        title=Message(f"title-{key}"),
    )


def _people(account: Account, as_of: date) -> list[PersonRow]:
    touches = last_touches(account, as_of).contacts
    rows = []
    for name, contact in account.contacts.items():
        if has_left(contact, as_of):
            continue
        stance = current(contact.stance, as_of)
        rows.append(
            PersonRow(
                name,
                contact.name,
                contact.title,
                stance.value if stance else None,
                stance.date if stance else None,
                touches.get(name),
                contact.phones,
                contact.emails,
                foreign_ids(contact.ids),
            )
        )
    return rows


def _open_deals(account: Account, policy: Policy, as_of: date) -> list[OpenDealRow]:
    rows = []
    for name, deal, now, owner in open_deals(account, policy, as_of):
        age = (as_of - now.entered).days if now.entered else None
        step = open_step(name, deal, account.log, as_of, policy.holiday_dates)
        promised = step.date if step else None
        verbal = deal.verbal if deal.verbal and deal.verbal <= as_of else None
        rows.append(
            OpenDealRow(
                name,
                deal.name,
                now.stage,
                age,
                now.amount,
                now.close,
                promised,
                owner,
                verbal,
                foreign_ids(deal.ids),
            )
        )
    return rows


FACTS = FactSource("show", gather, ExplainOptions)
REPORT = Report("show", FACTS, tabulate, ExplainOptions)
