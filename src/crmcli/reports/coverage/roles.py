"""Who holds each required role of one account, who of ours stands for it, and what is planned?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.coverage import RUNGS, Slot, slots
from crmcli.domain.people.coverage_figures import measure
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import turning_days
from crmcli.reports.coverage.coverage import CoverageRow, figures
from crmcli.reports.coverage.gaps import behind
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import Evidence, dated, touches_on
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class RoleRow(NamedTuple):
    """One required role.

    `rung` is unknown, named, met, reachable, friendly or waived; `stance_date` is None for an
    undated stance.
    """

    role: str
    label: Label
    level: str
    weight: int
    rung: str
    holders: tuple[str, ...]
    names: tuple[str, ...]
    titles: tuple[str, ...]
    rep: str | None
    stance: str | None
    stance_date: date | None
    last_touch: date | None
    plan: str | None
    waived: str | None
    gaps: tuple[str, ...]
    unit: str | None


class RoleFact(NamedTuple):
    """One account's rows and figures."""

    account: str
    name: str
    owner: str | None
    rows: tuple[RoleRow, ...]
    totals: CoverageRow
    single_threaded: str | None
    evidence: tuple[Evidence, ...] = ()


COLUMNS = (
    Column("label", "label", 9, heading="role", key="role"),
    Column("weight", "count", 3),
    Column("unit", "text", 5),
    Column("rung", "rung", 9),
    Column("names", "list", 9, heading="holders", key="holders"),
    Column("titles", "list", 4, heading="title"),
    Column("rep", "label", 8),
    Column("stance", "stance", 7),
    Column("stance_date", "date", 5),
    Column("last_touch", "date", 6),
    Column("plan", "id", 6),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[RoleFact]:
    """The account's roles."""
    found = slots(account, policy, as_of)
    rows = tuple(_row(slot, account) for slot in found)
    totals = CoverageRow(account.id, account.name, account.owner, *figures(measure(found)))
    most = _one_thread(found) if totals.single_threaded else None
    evidence = tuple(_behind(slot, account, as_of) for slot in found) if options.explain else ()
    return [
        RoleFact(
            account.id,
            account.name,
            account.owner,
            rows,
            totals,
            account.contacts[most].name if most else None,
            evidence,
        )
    ]


def tabulate(
    facts: Sequence[RoleFact], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per role, in the order of the role set."""
    fact = facts[0]
    totals = fact.totals
    notes = [
        Message(
            "note-coverage-account",
            tuple(
                Message("common-n-a") if part is None else f"{percent(part)}%"
                for part in (
                    totals.named_share,
                    totals.reachable_share,
                    totals.friendly_share,
                    totals.composite,
                )
            ),
        ),
        Message("note-coverage-people", (totals.people, totals.gaps, totals.live_plans)),
    ]
    if fact.single_threaded:
        notes.append(Message("note-single-threaded", (fact.single_threaded,)))
    return Table(
        report="coverage",
        as_of=as_of,
        rows=fact.rows,
        columns=columns(fact.rows),
        totals=totals,
        labels={"rep": team_labels(policy, as_of)},
        notes=tuple(notes),
        evidence=fact.evidence,
        title=Message("title-account", (fact.name, fact.account)),
    )


def columns(rows: Sequence[RoleRow]) -> tuple[Column, ...]:
    """What is shown; sites only where some are told."""
    return (
        COLUMNS
        if any(row.unit for row in rows)
        else tuple(column for column in COLUMNS if column.field != "unit")
    )


def _behind(slot: Slot, account: Account, as_of: date) -> Evidence:
    """What keeps the role from a higher rung, who is meant, what we know of them and from when, and
    why it is out of the count.
    """
    return {
        **behind(slot, account, as_of),
        "holders": slot.holders,
        "stance": dated(f"contacts.{slot.assessed}.stance", slot.stance),
        "last_touch": touches_on(account, slot.last_touch, contact=slot.holder),
        "plan": (f"plans.{slot.plan}",) if slot.plan else (),
        "waived": (slot.waived,) if slot.waived else (),
    }


def _row(slot: Slot, account: Account) -> RoleRow:
    holders = [account.contacts[name] for name in slot.holders]
    return RoleRow(
        role=slot.role,
        label=slot.spec.label or {"": slot.role},
        level=slot.spec.level,
        weight=slot.spec.weight,
        rung="waived" if slot.waived is not None else RUNGS[slot.rung],
        holders=slot.holders,
        names=tuple(holder.name for holder in holders),
        titles=tuple(holder.title for holder in holders if holder.title),
        rep=slot.rep,
        stance=slot.stance.value if slot.stance else None,
        stance_date=slot.stance.date if slot.stance else None,
        last_touch=slot.last_touch,
        plan=slot.plan,
        waived=slot.waived,
        gaps=slot.gaps,
        unit=account.roles[slot.role].unit if slot.role in account.roles else None,
    )


def _one_thread(found: list[Slot]) -> str:
    held = [holder for slot in found if slot.waived is None for holder in slot.holders]
    return max(sorted(set(held)), key=held.count)


FACTS = FactSource("roles", gather, ExplainOptions, turns=turning_days.of_coverage)
REPORT = Report("roles", FACTS, tabulate, ExplainOptions)
