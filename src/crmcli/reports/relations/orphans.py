"""Which customers does nobody care for, and what does whoever has left still have in hand?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.charges import Charge, left_behind
from crmcli.domain.deals.promises import is_going
from crmcli.domain.people.coverage import is_live
from crmcli.domain.people.touches import is_two_way, known_log, last_touches
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import GOING
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Evidence, touches_on
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report

REASONS = ("no-owner", "owner-left", "work-left", "untouched")


class OrphanRow(NamedTuple):
    """One customer.

    `last_touch` is the last two-way one, `silent_days` since then, both None where there never was
    one; `by` those of us who took part in it.
    """

    account: str
    name: str
    segment: str | None
    reasons: tuple[str, ...]
    last_touch: date | None
    silent_days: int | None
    by: tuple[str, ...]
    owner: str | None
    left_behind: tuple[str, ...] = ()  # where the file names somebody who has left


class Customer(NamedTuple):
    """A customer; with a row if nobody cares.

    `has_contact`: one of ours is named whom they may call.
    """

    owner: str | None
    row: OrphanRow | None
    has_contact: bool
    is_customer: bool = True
    evidence: Evidence = NOTHING


COLUMNS = (
    Column("account", "id", 5),
    Column("name", "text", 9),
    Column("segment", "text", 4),
    Column("reasons", "status", 9, heading="orphan_reasons"),
    Column("last_touch", "date", 7),
    Column("silent_days", "days", 8, heading="silence"),
    Column("by", "list", 6),
    Column("owner", "label", 8),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Customer]:
    """The account if it is a customer, or if somebody who has left still has something in hand
    there.
    """
    is_customer = account.status == "customer"
    touch = last_touches(account, as_of).account
    behind = [
        charge
        for charge in left_behind(account, policy, as_of)
        if account.status in GOING or charge.kind in ("deals", "promises")
    ]
    reasons = _reasons(account, policy, as_of, touch, behind)
    if not is_customer:
        reasons = tuple(each for each in reasons if each in ("owner-left", "work-left"))
    has_contact = account.service_contact is not None
    if not reasons:
        return [Customer(account.owner, None, has_contact)] if is_customer else []
    by = {
        each
        for entry in account.log
        if entry.date == touch and is_two_way(entry)
        for each in entry.by
    }
    row = OrphanRow(
        account=account.id,
        name=account.name,
        segment=account.segment,
        reasons=reasons,
        last_touch=touch,
        silent_days=(as_of - touch).days if touch else None,
        by=tuple(sorted(by)),
        owner=account.owner,
        left_behind=tuple(dict.fromkeys(charge.record for charge in behind)),
    )
    touched = {"last_touch": touches_on(account, touch)} if options.explain else NOTHING
    return [Customer(account.owner, row, has_contact, is_customer, touched)]


def _reasons(
    account: Account,
    policy: Policy,
    as_of: date,
    touch: date | None,
    behind: Sequence[Charge],
) -> tuple[str, ...]:
    reasons = []
    kinds = {charge.kind for charge in behind}
    if account.owner is None:
        reasons.append("no-owner")
    elif "accounts" in kinds:
        reasons.append("owner-left")
    if kinds - {"accounts"}:
        reasons.append("work-left")
    is_silent = touch is None or (as_of - touch).days > policy.freshness.contact_days
    if is_silent and not _has_ahead(account, policy, as_of):
        reasons.append("untouched")
    return tuple(reasons)


def _has_ahead(account: Account, policy: Policy, as_of: date) -> bool:
    """Is anything agreed or planned: a next step from today on, of an open deal or told in the log,
    or a live plan?
    """
    if any(is_live(plan, policy.team, as_of) for plan in account.plans.values()):
        return True
    if any(
        entry.next is not None and entry.next.date >= as_of for entry in known_log(account, as_of)
    ):
        return True
    return any(
        deal.next is not None and deal.next.date >= as_of and is_going(deal, as_of)
        for deal in account.deals.values()
    )


def tabulate(
    facts: Sequence[Customer], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per customer nobody cares for: those with most reasons first, then the longest
    silence.
    """
    kept = [fact for fact in facts if fact.row is not None]
    kept.sort(key=_order)
    rows = [fact.row for fact in kept if fact.row is not None]
    customers = [fact for fact in facts if fact.is_customer]
    others = len(facts) - len(customers)
    uncalled = sum(not fact.has_contact for fact in customers)
    more: tuple[Message, ...] = (Message("note-orphans-others", (others,)),) if others else ()
    # a team that names nobody at all does without the key
    more += (
        (Message("note-orphans-uncalled", (uncalled,)),) if 0 < uncalled < len(customers) else ()
    )
    return Table(
        report="orphans",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={
            "orphans": len(rows),
            "customers": len(customers),
            "others": others,
            "without_contact": uncalled,
            **{reason: sum(reason in row.reasons for row in rows) for reason in REASONS},
        },
        labels={"owner": team_labels(policy, as_of), "by": team_labels(policy, as_of)},
        notes=(Message("note-orphans-of", (len(rows) - others, len(customers))), *more),
        evidence=[fact.evidence for fact in kept] if options.explain else (),
    )


def _order(fact: Customer) -> tuple[int, bool, int, str]:
    row = fact.row
    return (
        (0, False, 0, "")
        if row is None
        else (-len(row.reasons), row.silent_days is not None, -(row.silent_days or 0), row.account)
    )


FACTS = FactSource("orphans", gather, ExplainOptions)
REPORT = Report("orphans", FACTS, tabulate, ExplainOptions)
