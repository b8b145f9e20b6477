"""How near were our forecasts? What was recorded at each month's start against what happened."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent, share, signed_percent
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import ONE_DAY, add_months, month_of
from crmcli.reports.deal_facts import sums, without_amount
from crmcli.reports.forecast.forecast_facts import (
    ForecastFact,
    Odds,
    expected,
    gather_forecast,
    is_in,
    odds,
)
from crmcli.reports.report import FactSource

MONTHS = 12  # before the running one


class FactOptions(NamedTuple):
    """What the facts depend on."""

    method: str


class Options(NamedTuple):
    """What may be asked of the report."""

    method: str = "stage"
    explain: bool = False


class Start(NamedTuple):
    """What was recorded by the eve of a month: the deals it was to close, and with the method
    `history` those that had ended. `facts` is None where nothing was recorded.
    """

    first: date
    commit: str | None
    facts: Sequence[ForecastFact] | None
    currency: str = ""


class BacktestRow(NamedTuple):
    """One month that is over.

    `error` is forecast less won; None, like the forecast, where nothing was on record by its start.
    `recorded` is the commit it is from.
    """

    month: str | None
    deals: int | None
    forecast: Money | None
    won: int
    won_amount: Money
    error: Money | None
    recorded: str | None


class BacktestTotal(NamedTuple):
    """The months that could be tested.

    `wmape` is the sum of errors, whatever their sign, of the amount won; `bias` the sum with their
    signs; None where nothing was won. The sums are None without any month.
    """

    month: str | None
    months: int
    deals: int | None
    forecast: Money | None
    won: int | None
    won_amount: Money | None
    error: Money | None
    wmape: float | None
    bias: float | None


def gather(
    account: Account, policy: Policy, as_of: date, options: FactOptions
) -> list[ForecastFact]:
    """The account's deals that were to close in the month after that day; with the method `history`
    also those that had ended.
    """
    after = month_of(as_of + ONE_DAY)
    return [
        fact
        for fact in gather_forecast(account, policy, as_of)
        if (
            options.method == "history"
            if fact.result is not None
            else fact.day is not None and fact.day > as_of and month_of(fact.day) == after
        )
    ]


def starts(as_of: date) -> list[date]:
    """The first days of the months that are over, oldest first; none before the calendar's
    second.
    """
    before = 12 * (as_of.year - 1) + as_of.month - 2
    return [add_months(as_of.replace(day=1), -place) for place in range(min(MONTHS, before), 0, -1)]


def tabulate(
    months: Sequence[Start],
    now: Sequence[ForecastFact],
    policy: Policy,
    as_of: date,
    options: Options,
    testable: date,
) -> Table:
    """A row per month. `testable` is the start of the first month that can be tested."""
    rows = [_row(month, now, policy, options) for month in months]
    total = _total(rows)
    foreign = sum(month.facts is not None and month.currency != policy.currency for month in months)
    return Table(
        report="forecast",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("month", "id", 9),
            Column("deals", "count", 7),
            Column("forecast", "money", 9),
            Column("won", "count", 5, heading="won_deals"),
            Column("won_amount", "money", 9),
            Column("error", "money", 8),
            Column("recorded", "id", 3, heading="commit"),
        ),
        totals=total,
        title=Message("title-backtest", (Message(f"title-forecast-by-{options.method}"),)),
        notes=(
            *_notes(total, testable, as_of, foreign, policy.currency),
            *_untold(months, rows, now, options),
        ),
        silent=frozenset(place for place, row in enumerate(rows) if row.forecast is None),
        evidence=[
            _evidence(row, month, _counted(month, options), now)
            for row, month in zip(rows, months, strict=True)
        ]
        if options.explain
        else (),
        named_by=("month",),
        currency=policy.currency,
    )


def _total(rows: Sequence[BacktestRow]) -> BacktestTotal:
    """All months that could be tested together."""
    tested = [row for row in rows if row.forecast is not None]
    if not tested:
        return BacktestTotal(None, 0, None, None, None, None, None, None, None)
    won, error = sums(row.won_amount for row in tested), sums(row.error for row in tested)
    return BacktestTotal(
        None,
        len(tested),
        sum(row.deals or 0 for row in tested),
        sums(row.forecast for row in tested),
        sum(row.won for row in tested),
        won,
        error,
        _of(sums(max(row.error, -row.error) for row in tested if row.error is not None), won),
        _of(error, won),
    )


def _row(
    month: Start, now: Sequence[ForecastFact], policy: Policy, options: Options
) -> BacktestRow:
    brought = _won(now, month.first)
    won = sums(fact.amount for fact in brought)
    name = month_of(month.first)
    if month.facts is None or month.currency != policy.currency:
        return BacktestRow(name, None, None, len(brought), won, None, month.commit)
    counted = _counted(month, options)
    known = odds(month.facts, policy) if options.method == "history" else None
    forecast = sums(_worth(fact, known, policy, options) for fact in counted)
    return BacktestRow(
        name, len(counted), forecast, len(brought), won, sums((forecast, -won)), month.commit
    )


def _worth(
    fact: ForecastFact, known: Mapping[str, Odds] | None, policy: Policy, options: Options
) -> Money | None:
    return fact.amount if options.method == "category" else expected(fact, known, policy.currency)


def _counted(month: Start, options: Options) -> list[ForecastFact]:
    """The deals that were to close in the month; by category only the commitments."""
    return [
        fact
        for fact in month.facts or ()
        if fact.result is None and (options.method != "category" or is_in(fact, "commit"))
    ]


def _won(now: Sequence[ForecastFact], first: date) -> list[ForecastFact]:
    return [
        fact
        for fact in now
        if fact.result == "won" and fact.day is not None and month_of(fact.day) == month_of(first)
    ]


def _of(part: Money, whole: Money) -> float | None:
    return (
        share(part, whole)
        if isinstance(part, int) and isinstance(whole, int)
        else float(part) / float(whole)
        if whole
        else None
    )


def _notes(
    total: BacktestTotal, testable: date, as_of: date, foreign: int, currency: str
) -> tuple[Message, ...]:
    other = (Message("note-trend-foreign", (foreign, currency)),) if foreign else ()
    if not total.months:
        return (
            *other,
            Message("note-backtest-from", (month_of(testable), add_months(testable, 1))),
        )
    if total.wmape is None or total.bias is None:
        return (*other, Message("note-backtest-nothing-won", (total.months,)))
    return (
        *other,
        Message(
            "note-backtest-wmape",
            (f"{percent(total.wmape)}%", signed_percent(total.bias), total.months),
        ),
    )


def _untold(
    months: Sequence[Start],
    rows: Sequence[BacktestRow],
    now: Sequence[ForecastFact],
    options: Options,
) -> tuple[Message, ...]:
    """Deals of the tested months that are counted and not summed."""
    tested = [month for month, row in zip(months, rows, strict=True) if row.forecast is not None]
    deals = {
        fact.ref: fact.amount
        for month in tested
        for fact in (*_won(now, month.first), *_counted(month, options))
    }
    return without_amount(deals.values())


def _evidence(
    row: BacktestRow, month: Start, counted: Sequence[ForecastFact], now: Sequence[ForecastFact]
) -> dict[str, Sequence[str]]:
    deals = (
        ()
        if row.forecast is None
        else tuple(f"{fact.ref} {fact.amount or 0:,}" for fact in counted)
    )
    return {
        "forecast": deals,
        "won_amount": tuple(f"{fact.ref} {fact.amount or 0:,}" for fact in _won(now, month.first)),
    }


FACTS = FactSource("backtest", gather, FactOptions)
