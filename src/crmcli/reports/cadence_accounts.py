"""Which touches may each customer count on, and how do they stand?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.cadence import responsible, running
from crmcli.domain.policy import Policy
from crmcli.domain.ratio import share
from crmcli.domain.records import Account
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.ask import Ask
from crmcli.reports.cadence import kept, promised
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.explained import NOTHING, Explained, evidence

VARIES = ("explain",)


class RhythmRow(NamedTuple):
    """One touch an account may count on: periods of the last twelve months, and the one that runs.

    `state` is done, open, at-risk or, where nothing is counted by periods, overdue; `until` its last day; `missed` the last completed period; `last` the last touch that counted.
    """

    account: str
    name: str
    owner: str | None
    cadence: str
    touch: str
    per_year: int | None
    every_months: int | None
    at_days: tuple[int, ...]
    satisfied: int
    completed: int
    compliance: float | None
    missed: bool
    state: str
    until: date | None
    last: date | None

    @property
    def rhythm(self) -> Message:
        """12 a year, every 4 months, or after so many days."""
        if self.per_year:
            return Message("cadence-per-year", (self.per_year,))
        if self.every_months:
            return Message("cadence-every", (self.every_months,))
        return Message("cadence-at", (", ".join(map(str, self.at_days)),))

    @property
    def kept(self) -> Message:
        """0/6, or new."""
        return kept(self.satisfied, self.completed)

    @property
    def stands(self) -> tuple[str, ...]:
        """The running period, and before it that the last one was missed."""
        return ("missed", self.state) if self.missed and self.state != "overdue" else (self.state,)


COLUMNS = (
    Column("account", "id", 4),
    Column("name", "text", 9),
    Column("touch", "status", 9),
    Column("rhythm", "message", 6),
    Column("kept", "message", 9, heading="periods_kept"),
    Column("stands", "status", 9, heading="running_period"),
    Column("until", "date", 8),
    Column("last", "date", 5, heading="last_counted"),
    Column("owner", "label", 7, heading="rep"),
)


def gather(account: Account, policy: Policy, as_of: date, ask: Ask) -> list[Explained[RhythmRow]]:
    """The account's rhythms, in the policy's order."""
    found = []
    for each in promised(account, policy, as_of):
        now, touch, runs = each.now, each.touch, running(each.now, each.touch, each.start, as_of)
        row = RhythmRow(
            account.id, account.name, responsible(each.rule, account, policy), each.cadence, touch.type, touch.per_year, touch.every_months, touch.at_days,
            now.satisfied, now.completed, share(now.satisfied, now.completed), now.state == "overdue", runs.state, runs.until, now.touches[-1] if now.touches else None,
        )  # fmt: skip
        found.append(Explained(row, {"kept": tuple(f"log.{day}" for day in now.touches)} if ask.explain else NOTHING))
    return found


def tabulate(facts: Sequence[Explained[RhythmRow]], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per account and touch: the accounts by compliance, the least kept first."""
    sums: dict[str, tuple[int, int]] = {}
    for fact in facts:
        satisfied, completed = sums.get(fact.row.account, (0, 0))
        sums[fact.row.account] = satisfied + fact.row.satisfied, completed + fact.row.completed
    shares = {name: share(*both) for name, both in sums.items()}
    ordered = sorted(facts, key=lambda fact: (shares[fact.row.account] is None, shares[fact.row.account] or 0.0, fact.row.account))
    rows = [fact.row for fact in ordered]
    alone = ask.account is not None and bool(rows)
    return Table(
        report="cadence",
        as_of=as_of,
        rows=rows,
        columns=tuple(column for column in COLUMNS if not (alone and column.field in ("account", "name"))),
        totals={"accounts": len(sums), "rhythms": len(rows), "satisfied": sum(row.satisfied for row in rows), "completed": sum(row.completed for row in rows)},
        labels={"owner": team_labels(policy)},
        title=Message("title-account", (rows[0].name, rows[0].account)) if alone else None,
        notes=() if rows else (Message("cadence-none"),),
        evidence=evidence(ordered, ask),
        named_by=("account", "name", "touch"),
    )
