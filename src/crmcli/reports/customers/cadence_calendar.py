"""In which months was each customer cared for as promised, and in which not?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.cadence import responsible
from crmcli.domain.relations.cadence_history import stretches
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import month_of
from crmcli.reports.customers.cadence import kept, promised
from crmcli.reports.customers.cadence_order import least_kept_first
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report

MONTHS = 12  # back from the day's own


class Options(NamedTuple):
    """What may be asked of the report."""

    account: str | None = None
    explain: bool = False


class PeriodCell(NamedTuple):
    """One period: its ends, how it stands, and the days that counted.

    `state` is done or missed; of the period that runs it may be open, at-risk or overdue.
    """

    start: date
    end: date | None
    state: str
    days: tuple[date, ...]


class CalendarRow(NamedTuple):
    """One touch that an account may count on; `satisfied` of `completed` periods, as in
    `cadence --by account`, and each of the last twelve months' with the one that runs.
    """

    account: str
    name: str
    owner: str | None
    cadence: str
    touch: str
    satisfied: int
    completed: int
    periods: tuple[PeriodCell, ...]

    @property
    def kept(self) -> Message:
        """0/6, or new."""
        return kept(self.satisfied, self.completed)

    @property
    def until(self) -> date | None:
        """By when the next one is due; None where the period that runs has had it."""
        last = self.periods[-1] if self.periods else None
        return last.end if last is not None and last.state not in ("done", "missed") else None

    def item(self, month: str) -> str | None:
        """What there is to see in a month: that one was done, else that a period ended without, or
        by when the next one is due.
        """
        if any(month_of(day) == month for each in self.periods for day in each.days):
            return "done"
        ends = [each for each in self.periods if each.end and month_of(each.end) == month]
        return next((each.state for each in ends if each.state != "done"), None)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[CalendarRow]]:
    """The account's touches, in the policy's order."""
    found = []
    for each in promised(account, policy, as_of):
        cells = tuple(
            PeriodCell(*part)
            for part in stretches(account, each.touch, each.start, as_of, each.now, each.runs)
        )
        row = CalendarRow(
            account.id,
            account.name,
            responsible(each.rule, account, policy, as_of),
            each.cadence,
            each.touch.type,
            each.now.satisfied,
            each.now.completed,
            cells,
        )
        found.append(Explained(row, _behind(cells) if options.explain else NOTHING))
    return found


def _behind(cells: Sequence[PeriodCell]) -> dict[str, tuple[str, ...]]:
    return {"kept": tuple(f"log.{day}" for each in cells for day in each.days)}


def tabulate(
    facts: Sequence[Explained[CalendarRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per account and touch, the least kept account first; a column per month, the last one
    that of the day.
    """
    ordered = least_kept_first(facts)
    rows = [fact.row for fact in ordered]
    alone = options.account is not None and bool(rows)
    named = () if alone else (Column("account", "id", 0), Column("name", "text", 9))
    months = [
        # where it is narrow the oldest go first, one after the other
        Column("periods", "mark", 9 - place, label={"": month[5:]}, item=month)
        for place, month in enumerate(reversed(_months(as_of)))
    ]
    return Table(
        report="cadence",
        as_of=as_of,
        rows=rows,
        columns=(
            *named,
            Column("touch", "status", 9),
            *reversed(months),
            Column("kept", "message", 1, heading="periods_kept"),
            Column("until", "date", 0),
            Column("owner", "label", 0, heading="rep"),
        ),
        totals={
            "accounts": len({row.account for row in rows}),
            "rhythms": len(rows),
            "satisfied": sum(row.satisfied for row in rows),
            "completed": sum(row.completed for row in rows),
        },
        labels={"owner": team_labels(policy, as_of)},
        title=Message("title-account", (rows[0].name, rows[0].account)) if alone else None,
        notes=(Message("note-cadence-calendar" if rows else "title-cadence-none"),),
        evidence=evidence(ordered, options),
        named_by=("account", "name", "touch"),
    )


def _months(as_of: date) -> list[str]:
    """The last twelve, as 2026-08."""
    here = as_of.year * 12 + as_of.month - 1
    return [
        f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(max(here - MONTHS + 1, 12), here + 1)
    ]


FACTS = FactSource("cadence_calendar", gather, ExplainOptions)
REPORT = Report("cadence_calendar", FACTS, tabulate, Options)
