"""What came of complaints, and what was said at check-ins?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.money import Money
from crmcli.domain.records.ratio import median
from crmcli.domain.records.scores import TEN
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.intervals import forwards
from crmcli.reports.customers.satisfaction_facts import Improvement, SatisfactionFact

SHOWN = 10  # improvements for people; programs get all


class CheckIn(NamedTuple):
    """What one account said of use at check-ins: the last one, and of `n` scores from 0 to 10 the
    `mean`.
    """

    account: str
    name: str
    date: date
    score: Money | None
    usage: str | None
    n: int
    mean: float | None


def figures_of(complaints: Sequence[Improvement]) -> dict[str, int | float | None]:
    """How many complaints there were, how many are still open, and how long they took."""
    still = sum(each.closed is None for each in complaints)
    days = forwards(each.days for each in complaints)
    return {"complaints": len(complaints), "open": still, "median_days": median(days)}


def resolved(complaints: Sequence[Improvement]) -> list[Improvement]:
    """The closed ones of which somebody wrote what came of them, the latest first."""
    return sorted(
        (each for each in complaints if each.resolution),
        key=lambda each: (-(each.closed or each.opened).toordinal(), each.account, each.case),
    )


def improvements(complaints: Sequence[Improvement], as_of: date) -> tuple[Table, ...]:
    """What we learned: how complaints were resolved."""
    improved = resolved(complaints)[:SHOWN]
    columns = (
        Column("closed", "date", 9, heading="closed_on"),
        Column("name", "text", 9),
        Column("days", "days", 9, heading="days_open"),
        Column("what", "text", 9),
        Column("resolution", "text", 9, heading="came_of_it"),
    )
    return (
        (Table("satisfaction", as_of, improved, columns, title=Message("title-improvements")),)
        if improved
        else ()
    )


def checked_in(facts: Sequence[SatisfactionFact], since: date | None) -> list[CheckIn]:
    """The accounts with a check-in that tells a score or the use, the lowest last score first.

    Scores over 10 are on another scale, and not counted.
    """
    found = []
    for fact in facts:
        told = sorted(
            (each for each in fact.checks if since is None or each[0] >= since), key=_check_order
        )
        scores = [(day, score) for day, score, _ in told if score is not None and score <= TEN]
        if told:
            use = next((usage for _, _, usage in reversed(told) if usage), None)
            average = float(sum(score for _, score in scores)) / len(scores) if scores else None
            found.append(
                CheckIn(
                    fact.account,
                    fact.name,
                    told[-1][0],
                    scores[-1][1] if scores else None,
                    use,
                    len(scores),
                    average,
                )
            )
    return sorted(found, key=lambda each: (each.score is None, each.score or 0, each.account))


def _check_order(check: tuple[date, Money | None, str | None]) -> tuple[date, Money, str]:
    """By the day; of one day the lowest score comes last, and so counts as the last one."""
    return check[0], -(check[1] or 0), check[2] or ""


def check_ins(checked: Sequence[CheckIn], as_of: date) -> tuple[Table, ...]:
    """How it goes with them, by account."""
    columns = (
        Column("name", "text", 9),
        Column("date", "date", 8, heading="last_check_in"),
        Column("score", "number", 9, heading="last_score"),
        Column("n", "count", 7, heading="scores"),
        Column("mean", "number", 7, heading="mean_score"),
        Column("usage", "text", 9),
    )
    more = Message("note-check-ins-more", (SHOWN, len(checked))) if len(checked) > SHOWN else None
    return (
        (
            Table(
                "satisfaction",
                as_of,
                checked[:SHOWN],
                columns,
                title=Message("title-check-ins"),
                more=more,
            ),
        )
        if checked
        else ()
    )
