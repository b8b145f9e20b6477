"""Where do we have to get to know someone, or win someone over? The work list, worst first."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.coverage import RUNGS, Slot, slots
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import turning_days
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Evidence, Explained, dated, evidence, touches_on
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report

# How much each kind of gap hurts; times the role's weight it orders the list.
PAIN = {
    "unknown": 5,
    "negative": 5,
    "not-met": 3,
    "not-reachable": 2,
    "no-rep": 2,
    "neutral": 1,
    "stale": 1,
}
PLANS = {
    "unknown": "identify",
    "negative": "convert",
    "neutral": "convert",
    "not-met": "access",
    "not-reachable": "access",
    "no-rep": "access",
    "stale": "access",
}


class Options(NamedTuple):
    """What may be asked of the report."""

    role: str | None = None
    explain: bool = False


class GapRow(NamedTuple):
    """One required role with work to do.

    `kind` is the worst gap, `kinds` all of them; `suggested` the kind of plan that closes it.

    `holder` is the one whom the worst gap is about: whose stance it is, else the one on the best
    rung.
    """

    account: str
    name: str
    role: str
    label: Label
    weight: int
    rung: str
    kind: str
    kinds: tuple[str, ...]
    holder: str | None
    contact: str | None
    rep: str | None
    plan: str | None
    suggested: str
    owner: str | None


COLUMNS = (
    Column("account", "id", 5),
    Column("name", "text", 9),
    Column("label", "label", 9, heading="role", key="role"),
    Column("weight", "count", 4),
    Column("kinds", "status", 9, heading="gap"),
    Column("holder", "text", 8, key="contact"),
    Column("rep", "label", 7),
    Column("plan", "id", 6),
    Column("owner", "label", 6),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[GapRow]]:
    """The account's required roles that are gaps."""
    return [
        Explained(_row(slot, account), behind(slot, account, as_of) if options.explain else NOTHING)
        for slot in slots(account, policy, as_of)
        if slot.gaps
    ]


def behind(slot: Slot, account: Account, as_of: date) -> Evidence:
    """The records that make each gap of a role, the worst gap first; where a record is missing, the
    place for it. Then the plan.
    """
    stance = dated(f"contacts.{slot.assessed}.stance", slot.stance)
    made: dict[str, Sequence[str]] = {
        "unknown": _left(slot, account, as_of) or (f"roles.{slot.role}",),
        "not-met": tuple(f"contacts.{holder}" for holder in slot.holders),
        "not-reachable": touches_on(account, slot.last_touch, contact=slot.holder),
        "no-rep": slot.reps or (f"roles.{slot.role}.rep",),
        "negative": stance,
        "neutral": stance,
        "stale": stance,
    }
    plan = {"plan": (f"plans.{slot.plan}",)} if slot.plan else {}
    return {kind: made[kind] for kind in slot.gaps} | plan


def _left(slot: Slot, account: Account, as_of: date) -> tuple[str, ...]:
    """Those in the role who do not count any more."""
    role = account.roles.get(slot.role)
    named = [(name, account.contacts.get(name)) for name in (role.contacts if role else ())]
    return tuple(
        f"contacts.{name}.left"
        for name, contact in named
        if contact is not None and has_left(contact, as_of)
    )


def tabulate(
    facts: Sequence[Explained[GapRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per gap: weight times how much its kind hurts, those without a plan first among
    equals.
    """
    kept = sorted(
        (fact for fact in facts if options.role in (None, fact.row.role)),
        key=lambda fact: _order(fact.row),
    )
    rows = [fact.row for fact in kept]
    planned = sum(row.plan is not None for row in rows)
    return Table(
        report="coverage",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={"gaps": len(rows), "planned": planned},
        labels={"rep": team_labels(policy, as_of), "owner": team_labels(policy, as_of)},
        notes=(Message("note-gaps-planned", (len(rows), planned)),),
        evidence=evidence(kept, options),
        named_by=("account", "label"),
    )


def _order(row: GapRow) -> tuple[int, bool, str, str]:
    return -row.weight * PAIN[row.kind], row.plan is not None, row.account, row.role


def _row(slot: Slot, account: Account) -> GapRow:
    meant = slot.assessed if slot.gaps[0] in ("negative", "neutral", "stale") else slot.holder
    return GapRow(
        account=account.id,
        name=account.name,
        role=slot.role,
        label=slot.spec.label or {"": slot.role},
        weight=slot.spec.weight,
        rung=RUNGS[slot.rung],
        kind=slot.gaps[0],
        kinds=slot.gaps,
        holder=account.contacts[meant].name if meant else None,
        contact=meant,
        rep=slot.rep,
        plan=slot.plan,
        suggested=PLANS[slot.gaps[0]],
        owner=account.owner,
    )


FACTS = FactSource("gaps", gather, ExplainOptions, turns=turning_days.of_coverage)
REPORT = Report("gaps", FACTS, tabulate, Options)
