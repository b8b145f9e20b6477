"""How does whoever holds each role of one account stand to us, who says so, and why?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.coverage import Slot, slots
from crmcli.domain.people.stances import OPINIONS, kind_of, signed, stances
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.coverage.stance import StanceRow, figures
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Evidence, dated
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class StanceRoleRow(NamedTuple):
    """One required role that is not waived.

    `counted` is what it adds to the index, times its weight; None where nothing fresh is known.

    `stance_date` is None for an undated stance, `age` its days.
    """

    role: str
    label: Label
    weight: int
    holder: str | None
    name: str | None
    stance: str | None
    stance_date: date | None
    age: int | None
    kind: str
    counted: int | None
    by: str | None
    why: str | None

    @property
    def said_by(self) -> tuple[str, ...]:
        """Who assessed, as a table shows it: blank where nobody is named."""
        return () if self.by is None else (self.by,)


class StanceRoles(NamedTuple):
    """One account's rows and figures."""

    account: str
    name: str
    owner: str | None
    rows: tuple[StanceRoleRow, ...]
    totals: StanceRow
    evidence: tuple[Evidence, ...]


COLUMNS = (
    Column("label", "label", 9, heading="role", key="role"),
    Column("weight", "count", 5),
    Column("name", "text", 9, heading="holder", key="holder"),
    Column("stance", "stance", 9),
    Column("stance_date", "date", 7),
    Column("age", "days", 5),
    Column("counted", "count", 6),
    Column("said_by", "list", 9, heading="assessed_by"),
    Column("why", "text", 9, heading="reason"),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[StanceRoles]:
    """The account's roles."""
    found = [slot for slot in slots(account, policy, as_of) if slot.waived is None]
    rows = tuple(_row(slot, account, as_of) for slot in found)
    evidence = tuple(_behind(slot) for slot in found) if options.explain else ()
    return [
        StanceRoles(
            account.id,
            account.name,
            account.owner,
            rows,
            StanceRow(account.id, account.name, account.owner, *figures(stances(found))),
            evidence,
        )
    ]


def _behind(slot: Slot) -> Evidence:
    return (
        {"stance": dated(f"contacts.{slot.assessed}.stance", slot.stance)}
        if slot.stance
        else NOTHING
    )


def _row(slot: Slot, account: Account, as_of: date) -> StanceRoleRow:
    stance, kind, meant = slot.stance, kind_of(slot), slot.assessed or slot.holder
    day = stance.date if stance else None
    return StanceRoleRow(
        role=slot.role,
        label=slot.spec.label or {"": slot.role},
        weight=slot.spec.weight,
        holder=meant,
        name=account.contacts[meant].name if meant else None,
        stance=stance.value if stance else None,
        stance_date=day,
        age=(as_of - day).days if day else None,
        kind=kind,
        counted=OPINIONS.get(kind),
        by=stance.by if stance else None,
        why=stance.why if stance else None,
    )


def tabulate(
    facts: Sequence[StanceRoles], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per role, in the order of the role set."""
    fact = facts[0]
    totals = fact.totals
    note = Message(
        "note-stance-account",
        (
            signed(totals.stance_index),
            totals.assessed,
            totals.weight,
            signed(totals.lowest),
            signed(totals.highest),
        ),
    )
    return Table(
        report="stance",
        as_of=as_of,
        rows=fact.rows,
        columns=COLUMNS,
        totals=totals,
        labels={"said_by": team_labels(policy, as_of)},
        notes=(note,),
        evidence=fact.evidence,
        title=Message("title-account", (fact.name, fact.account)),
    )


FACTS = FactSource("stance_roles", gather, ExplainOptions)
REPORT = Report("stance_roles", FACTS, tabulate, ExplainOptions)
