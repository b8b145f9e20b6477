"""Does every rep keep the promised rhythm of touches? The lowest figure is the team's."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Cadence, CadenceTouch, Policy
from crmcli.domain.records.ratio import percent, share
from crmcli.domain.relations.cadence import (
    Rhythm,
    Running,
    applies,
    responsible,
    rhythm,
    running,
    start_of,
)
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Evidence, together
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    floor: int = 80
    explain: bool = False


class Promised(NamedTuple):
    """One touch of one cadence that an account may count on, from when, and how it stands."""

    cadence: str
    rule: Cadence
    touch: CadenceTouch
    start: date
    now: Rhythm
    runs: Running

    @property
    def missed(self) -> bool:
        """Was the last one missed, and is there none yet since?"""
        return self.now.state == "overdue"

    @property
    def at_risk(self) -> bool:
        """Is most of the running period gone without one, whatever became of those before?"""
        return self.runs.state == "at-risk"


class CadenceFact(NamedTuple):
    """One account's rhythms in one rep's hands, added up; with --explain their names by figure."""

    owner: str | None
    rhythms: int
    satisfied: int
    completed: int
    missed: int
    at_risk: int
    behind: Evidence = NOTHING


class CadenceRow(NamedTuple):
    """One rep.

    `compliance` is satisfied / completed periods of the last twelve months, 0..1, None before the
    first one is over; `below` the floor.
    """

    rep: str | None
    accounts: int
    rhythms: int
    satisfied: int
    completed: int
    compliance: float | None
    missed: int
    at_risk: int
    below: bool

    @property
    def kept(self) -> Message:
        """5/12, or new."""
        return kept(self.satisfied, self.completed)

    @property
    def mark(self) -> Message | None:
        """What stands behind those under the floor."""
        return Message("note-cadence-below") if self.below else None


COLUMNS = (
    Column("rep", "label", 9),
    Column("accounts", "count", 8),
    Column("rhythms", "count", 4),
    Column("kept", "message", 9, heading="periods_kept"),
    Column("compliance", "bar", 9),
    Column("missed", "count", 7),
    Column("at_risk", "count", 6),
    Column("mark", "message", 9, heading="floor"),
)


def kept(satisfied: int, completed: int) -> Message:
    """How many of how many periods; new where none is over yet."""
    return (
        Message("cell-cadence-kept", (satisfied, completed))
        if completed
        else Message("cell-cadence-new")
    )


def promised(account: Account, policy: Policy, as_of: date) -> list[Promised]:
    """Every touch that the account may count on, in the policy's order."""
    found = []
    for name, rule in policy.cadences.items():
        start = start_of(rule, account, as_of) if applies(rule.for_, account) else None
        if start is not None:
            for touch in rule.touches:
                now = rhythm(account, touch, start, as_of)
                if now is not None:
                    found.append(
                        Promised(name, rule, touch, start, now, running(now, touch, start, as_of))
                    )
    return found


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[CadenceFact]:
    """The account's rhythms by who has to keep them."""
    groups = grouped(
        promised(account, policy, as_of),
        lambda each: (responsible(each.rule, account, policy, as_of),),
    )
    return [_fact(account, rep, found, options) for rep, found in groups.items()]


def _fact(
    account: Account, rep: str | None, found: Sequence[Promised], options: ExplainOptions
) -> CadenceFact:
    return CadenceFact(
        rep,
        len(found),
        sum(each.now.satisfied for each in found),
        sum(each.now.completed for each in found),
        sum(each.missed for each in found),
        sum(each.at_risk for each in found),
        _behind(account, found) if options.explain else NOTHING,
    )


def _behind(account: Account, found: Sequence[Promised]) -> Evidence:
    return {
        "accounts": (account.id,),
        "kept": tuple(
            f"{account.id}/{each.touch.type} {each.now.satisfied}/{each.now.completed}"
            for each in found
        ),
        "missed": tuple(f"{account.id}/{each.touch.type}" for each in found if each.missed),
        "at_risk": tuple(f"{account.id}/{each.touch.type}" for each in found if each.at_risk),
    }


def tabulate(facts: Sequence[CadenceFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per rep, the lowest first: a team is as regular as its least regular rep."""
    groups = grouped(facts, lambda fact: (fact.owner,))
    rows = [_row(rep, found, options.floor) for rep, found in groups.items()]
    rows.sort(key=lambda row: (row.compliance is None, row.compliance or 0.0, last(row.rep)))
    measured = [row.compliance for row in rows if row.compliance is not None]
    mean = sum(measured) / len(measured) if measured else None
    below = sum(row.below for row in rows)
    minimum = min(measured, default=None)
    lowest = rows[0].rep if measured else None
    labels = team_labels(policy, as_of)
    title = (
        Message("title-cadence-none")
        if minimum is None
        else Message("title-cadence-team", (percent(minimum), called(lowest, policy, as_of)))
    )
    notes = (
        ()
        if mean is None
        else (
            Message("note-cadence-floor", (options.floor, below, len(measured))),
            Message("note-cadence-mean", (percent(mean),)),
        )
    )
    return Table(
        report="cadence",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={
            "minimum": minimum,
            "lowest": lowest,
            "floor": options.floor,
            "below": below,
            "mean": mean,
            "reps": len(rows),
            "satisfied": sum(row.satisfied for row in rows),
            "completed": sum(row.completed for row in rows),
        },
        labels={"rep": labels},
        title=title if rows else None,
        notes=notes,
        evidence=[together(fact.behind for fact in groups[row.rep]) for row in rows]
        if options.explain
        else (),
    )


def _row(rep: str | None, facts: Sequence[CadenceFact], floor: int) -> CadenceRow:
    satisfied, completed = (
        sum(fact.satisfied for fact in facts),
        sum(fact.completed for fact in facts),
    )
    return CadenceRow(
        rep,
        len(facts),
        sum(fact.rhythms for fact in facts),
        satisfied,
        completed,
        share(satisfied, completed),
        sum(fact.missed for fact in facts),
        sum(fact.at_risk for fact in facts),
        100 * satisfied < floor * completed,
    )


def called(rep: str | None, policy: Policy, as_of: date) -> Message | Label:
    """A rep by name; of accounts that nobody owns: (none)."""
    return (
        Message("common-none") if rep is None else team_labels(policy, as_of).get(rep) or {"": rep}
    )


FACTS = FactSource("cadence", gather, ExplainOptions)
REPORT = Report("cadence", FACTS, tabulate, Options)
