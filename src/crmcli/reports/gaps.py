"""Where do we have to get to know someone, or win someone over? The work list, worst first."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.coverage import RUNGS, Slot, slots
from crmcli.domain.label import Label
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.ask import Ask
from crmcli.reports.deal_facts import team_labels

# How much each kind of gap hurts; times the role's weight it orders the list.
PAIN = {"unknown": 5, "negative": 5, "not-met": 3, "not-reachable": 2, "no-rep": 2, "neutral": 1, "stale": 1}
PLANS = {"unknown": "identify", "negative": "convert", "neutral": "convert", "not-met": "access", "not-reachable": "access", "no-rep": "access", "stale": "access"}


class GapRow(NamedTuple):
    """One required role with work to do. `kind` is the worst gap, `kinds` all of them; `suggested` the kind of plan that closes it."""

    account: str
    name: str
    role: str
    label: Label
    weight: int
    rung: str
    kind: str
    kinds: tuple[str, ...]
    holder: str | None
    rep: str | None
    plan: str | None
    suggested: str
    owner: str | None


COLUMNS = (
    Column("account", "id", 5),
    Column("name", "text", 9),
    Column("label", "label", 9, heading="role"),
    Column("weight", "count", 4),
    Column("kinds", "status", 9, heading="gap"),
    Column("holder", "text", 8),
    Column("rep", "label", 7),
    Column("plan", "id", 6),
    Column("owner", "label", 6),
)


def gather(account: Account, policy: Policy, as_of: date, _: Ask) -> list[GapRow]:
    """The account's required roles that are gaps."""
    return [_row(slot, account) for slot in slots(account, policy, as_of) if slot.gaps]


def tabulate(facts: Sequence[GapRow], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per gap: weight times how much its kind hurts, those without a plan first among equals."""
    rows = sorted((row for row in facts if ask.role in (None, row.role)), key=lambda row: (-row.weight * PAIN[row.kind], row.plan is not None, row.account, row.role))
    planned = sum(row.plan is not None for row in rows)
    return Table(
        report="coverage",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={"gaps": len(rows), "planned": planned},
        labels={"rep": team_labels(policy), "owner": team_labels(policy)},
        notes=(Message("gaps-planned", (len(rows), planned)),),
    )


def _row(slot: Slot, account: Account) -> GapRow:
    return GapRow(
        account=account.id,
        name=account.name,
        role=slot.role,
        label=slot.spec.label or {"": slot.role},
        weight=slot.spec.weight,
        rung=RUNGS[slot.rung],
        kind=slot.gaps[0],
        kinds=slot.gaps,
        holder=account.contacts[slot.holder].name if slot.holder else None,
        rep=slot.rep,
        plan=slot.plan,
        suggested=PLANS[slot.gaps[0]],
        owner=account.owner,
    )
