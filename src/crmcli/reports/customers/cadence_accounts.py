"""Which touches may each customer count on, how do they stand, and was it ever left alone?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.contracts import first_day
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent, share
from crmcli.domain.relations.cadence import responsible, touch_days
from crmcli.domain.relations.contact_gaps import care
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import choices
from crmcli.reports.customers.cadence import kept, promised
from crmcli.reports.customers.cadence_order import least_kept_first
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Explained, evidence, touches_on
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    account: str | None = None
    explain: bool = False


class RhythmRow(NamedTuple):
    """One touch an account may count on: periods of the last twelve months, and the one that runs.

    `state` is done, open, at-risk or, where nothing is counted by periods, overdue; `until` its
    last day; `missed` the last completed period; `last` the last such touch, however old. Of the
    account, the same in all of its rows: `longest_gap` days from one two-way touch to the next,
    from `gap_from` to `gap_to`; `in_care` is 0..1.
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
    longest_gap: int
    gap_from: date
    gap_to: date
    in_care: float | None

    @property
    def rhythm(self) -> Message:
        """12 a year, every 4 months, or after so many days."""
        if self.per_year:
            return Message("cell-cadence-per-year", (self.per_year,))
        if self.every_months:
            return Message("cell-cadence-every", (self.every_months,))
        return Message("cell-cadence-at", (", ".join(map(str, self.at_days)),))

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
CARE = (
    Column("account", "id", 4),
    Column("name", "text", 9),
    Column("longest_gap", "days", 9),
    Column("gap_from", "date", 6),
    Column("gap_to", "date", 6),
    Column("in_care", "bar", 9),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[RhythmRow]]:
    """The account's rhythms, in the policy's order."""
    found: list[Explained[RhythmRow]] = []
    rhythms = promised(account, policy, as_of)
    if not rhythms:
        return found
    since = first_day(account, as_of) or as_of  # whatever day each of its rhythms counts from
    kept_up = care(account, since, policy.freshness.contact_days, as_of)
    for each in rhythms:
        now, touch, runs = each.now, each.touch, each.runs
        ever = touch_days(account, touch, as_of)
        row = RhythmRow(
            account.id,
            account.name,
            responsible(each.rule, account, policy, as_of),
            each.cadence,
            touch.type,
            touch.per_year,
            touch.every_months,
            touch.at_days,
            now.satisfied,
            now.completed,
            share(now.satisfied, now.completed),
            each.missed,
            runs.state,
            runs.until,
            ever[-1] if ever else None,
            kept_up.gap,
            kept_up.gap_from,
            kept_up.gap_to,
            share(kept_up.cared, kept_up.days),
        )
        found.append(
            Explained(
                row,
                {"kept": tuple(f"log.{day}" for day in now.touches)}
                if options.explain
                else NOTHING,
            )
        )
    if options.explain:  # the account's own figures stand behind its first row
        ends = (*touches_on(account, kept_up.gap_from), *touches_on(account, kept_up.gap_to))
        found[0] = found[0]._replace(evidence={**found[0].evidence, "longest_gap": ends})
    return found


def tabulate(
    facts: Sequence[Explained[RhythmRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per account and touch: the accounts by compliance, the least kept first."""
    ordered = least_kept_first(facts)
    rows = [fact.row for fact in ordered]
    alone = options.account is not None and bool(rows)
    each = list({row.account: row for row in rows}.values())
    return Table(
        report="cadence",
        as_of=as_of,
        rows=rows,
        columns=tuple(
            column for column in COLUMNS if not (alone and column.field in ("account", "name"))
        ),
        totals={
            "accounts": len(each),
            "rhythms": len(rows),
            "satisfied": sum(row.satisfied for row in rows),
            "completed": sum(row.completed for row in rows),
        },
        labels={"owner": team_labels(policy, as_of)},
        title=Message("title-account", (rows[0].name, rows[0].account)) if alone else None,
        notes=_told(rows[0]) if alone else () if rows else (Message("title-cadence-none"),),
        sections=(Table("cadence", as_of, each, CARE, title=Message("title-care")),)
        if each and not alone
        else (),
        evidence=evidence(ordered, options),
        named_by=("account", "name", "touch"),
        terms={
            "longest_gap": Message("explain-cadence-longest_gap"),
            "in_care": Message("explain-cadence-in_care"),
        }
        if alone and options.explain
        else {},
    )


def _told(row: RhythmRow) -> tuple[Message, ...]:
    """How closely the account was kept in touch, in words."""
    return Message("note-cadence-gap", (row.longest_gap, row.gap_from, row.gap_to)), Message(
        "note-cadence-care", (percent(row.in_care or 0.0),)
    )


FACTS = FactSource("cadence_accounts", gather, ExplainOptions)
REPORT = Report("cadence_accounts", FACTS, tabulate, Options, groupings=choices.CADENCE)
