"""Of the customers who came in one quarter or year, how many are still there later?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.contracts import gone_from
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import ONE_DAY, add_months, quarter_of
from crmcli.reports import choices
from crmcli.reports.grouping import grouped
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report

MONTHS = {"quarter": 3, "year": 12}


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    explain: bool = False


class CohortFact(NamedTuple):
    """One account, and from when until before when its contracts held; an open end has no day.

    Not merged: one may lie in another.
    """

    account: str
    owner: str | None
    spans: tuple[tuple[date, date | None], ...]


class CohortRow(NamedTuple):
    """The customers whose first contract began in one period.

    `kept` has the share still there at the end of that period, of the next one and so on, 0..1.
    """

    cohort: str
    customers: int
    kept: tuple[float, ...]

    def item(self, place: int) -> float | None:
        """The share after so many periods; None where they are not over."""
        return self.kept[place] if place < len(self.kept) else None


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[CohortFact]:
    """The account's contracts as days."""
    spans = tuple(
        (contract.start, gone_from(contract, policy))
        for contract in account.contracts.values()
        if contract.start <= as_of
    )
    return [CohortFact(account.id, account.owner, spans)] if spans else []


def tabulate(facts: Sequence[CohortFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per cohort, the first one first, and a column per period since."""
    months = MONTHS[options.by or "year"]
    cohorts = grouped(facts, lambda fact: (_period(_first(fact), months),))
    names = sorted(name for name in cohorts if name is not None)
    rows = [
        CohortRow(name, len(cohorts[name]), tuple(_shares(cohorts[name], months, as_of)))
        for name in names
    ]
    longest = max((len(row.kept) for row in rows), default=0)
    grid = tuple(
        Column("kept", "heat", 9, heading="stayed", label={"": str(place)}, item=place)
        for place in range(longest)
    )
    return Table(
        report="retention",
        as_of=as_of,
        rows=rows,
        columns=(Column("cohort", "label", 9), Column("customers", "count", 9), *grid),
        totals={"cohorts": len(rows), "customers": len(facts)},
        title=Message(f"title-cohorts-{options.by or 'year'}"),
        notes=(Message("note-cohorts-legend"),) if longest else (),
        evidence=[_evidence(cohorts[name], as_of) for name in names] if options.explain else (),
        terms={"customers": Message("means-cohort-customers"), "kept": Message("means-cohort-kept")}
        if options.explain and rows
        else {},
    )


def _first(fact: CohortFact) -> date:
    return min(start for start, _ in fact.spans)


def _period(day: date, months: int) -> str:
    return quarter_of(day) if months == 3 else f"{day.year:04d}"


def _begins(day: date, months: int) -> date:
    """The first day of the quarter or year."""
    return date(day.year, day.month - (day.month - 1) % months, 1)


def _shares(facts: Sequence[CohortFact], months: int, as_of: date) -> list[float]:
    """The share at the last day of each period that is over."""
    begins = _begins(_first(facts[0]), months)
    found = []
    for place in range(10_000):
        ends = add_months(begins, months * (place + 1)) - ONE_DAY
        if ends > as_of or ends.year >= date.max.year:
            break
        found.append(share(sum(_is_there(fact, ends) for fact in facts), len(facts)) or 0.0)
    return found


def _is_there(fact: CohortFact, day: date) -> bool:
    return any(start <= day and (gone is None or day < gone) for start, gone in fact.spans)


def _evidence(facts: Sequence[CohortFact], as_of: date) -> dict[str, tuple[str, ...]]:
    return {
        "customers": tuple(fact.account for fact in facts),
        "churn": tuple(fact.account for fact in facts if not _is_there(fact, as_of)),
    }


FACTS = FactSource("cohorts", gather, NoOptions)
REPORT = Report("cohorts", FACTS, tabulate, Options, groupings=choices.COHORTS)
