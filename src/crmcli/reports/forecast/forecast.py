"""What will be sold, when, and how sure is that?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from crmcli.domain.deals.deals import family_of
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money, minor_units
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import sample, share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import add_months, month_of
from crmcli.reports import choices, turning_days
from crmcli.reports.deal_facts import group_labels, sums, tags_of
from crmcli.reports.forecast.forecast_facts import (
    CATEGORIES,
    ForecastFact,
    Odds,
    expected,
    gather_forecast,
    is_in,
    odds,
    rate_said,
    shares,
)
from crmcli.reports.forecast.forecast_window import (
    LATER,
    MONTHS,
    UNDATED,
    Options,
    ahead,
    notes,
    period,
    won_this_month,
)
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report


class ForecastRow(NamedTuple):
    """One month or group of open deals.

    `weighted` is the sum of amount times probability; `won_amount` what the running month has
    brought so far, None for another month.
    """

    group: str | None
    deals: int
    amount: Money
    weighted: Money
    won: int | None
    won_amount: Money | None


class CategoryRow(NamedTuple):
    """The same by categories, each with those surer than it in it: commit <= best_case <= pipeline.

    Unweighted.
    """

    group: str | None
    deals: int
    commit: Money
    best_case: Money
    pipeline: Money
    won: int | None
    won_amount: Money | None


class OddsRow(NamedTuple):
    """One stage: won of the closed deals that came to it, and the share that the forecast counts
    with, 0..1.
    """

    stage: str
    won: int
    closed: int
    rate: float | None
    used: float
    from_policy: bool


class Item(NamedTuple):
    """A deal, or its part of one product, and what can be counted on of it."""

    fact: ForecastFact
    group: str | None
    amount: Money
    weighted: Money


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[ForecastFact]:
    """The account's open deals, and those that ended."""
    return gather_forecast(account, policy, as_of)


def tabulate(facts: Sequence[ForecastFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per month in order, or per owner or product, the most likely amount first."""
    if options.quantity:
        from crmcli.reports.forecast.forecast_quantity import tabulate as quantities

        return quantities(facts, policy, as_of, options)
    by = options.by or "month"
    known = odds(facts, policy) if options.method == "history" else None
    counted = ahead(facts, as_of)
    won = won_this_month(facts, as_of)
    key = _key(by, policy, as_of)
    everything = [item for fact in counted for item in _items(fact, known, policy, by)]
    all_brought = [item for fact in won for item in _items(fact, None, policy, by)]
    coming, brought = grouped(everything, key), grouped(all_brought, key)
    names = _months(coming, as_of) if by == "month" else _likeliest({*coming, *brought}, coming)
    timed = month_of(as_of) if by == "month" else None
    make = _category if options.method == "category" else _row
    rows = [
        make(name, coming.get(name, ()), brought.get(name, ()) if timed in (None, name) else None)
        for name in names
    ]
    total = make(None, everything, all_brought)
    return Table(
        report="forecast",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("group", "status" if by == "month" else "label", 9, heading=by),
            *(_CATEGORY if options.method == "category" else _WEIGHTED),
        ),
        totals=total._replace(deals=len(counted), won=len(won)),
        labels={"group": group_labels(by, policy, as_of)} if by != "month" else {},
        title=Message(f"title-forecast-by-{options.method}"),
        notes=notes(facts, counted, as_of, options),
        sections=(_odds_table(known, policy, as_of),) if known is not None else (),
        evidence=[
            _evidence(
                coming.get(name, ()), brought.get(name, ()) if timed in (None, name) else (), known
            )
            for name in names
        ]
        if options.explain
        else (),
        named_by=("group",),
        currency=policy.currency,
    )


def _key(by: str, policy: Policy, as_of: date) -> Callable[[Item], Sequence[str | None]]:
    def of(item: Item) -> Sequence[str | None]:
        if by == "owner_tag":
            return tags_of(item.fact.owner, policy)
        return (period(item.fact.day, as_of) if by == "month" else item.group,)

    return of


def _items(
    fact: ForecastFact, known: Mapping[str, Odds] | None, policy: Policy, by: str
) -> list[Item]:
    """The deal as it stands in the rows: whole, or divided among its products or their families."""
    amount: Money = fact.amount or 0
    sure = expected(fact, known, policy.currency)
    if by not in ("product", "family") or not fact.lines:
        return [Item(fact, fact.owner if by == "owner" else None, amount, sure)]
    digits = minor_units(policy.currency)
    parts = zip(
        fact.lines,
        shares(amount, fact.lines, digits),
        shares(sure, fact.lines, digits),
        strict=True,
    )
    items = [
        Item(
            fact, line.product if by == "product" else family_of(line.product, policy), whole, part
        )
        for line, whole, part in parts
    ]
    return [
        Item(
            fact, group, sums(each.amount for each in found), sums(each.weighted for each in found)
        )
        for group, found in grouped(items, lambda item: (item.group,)).items()
    ]


def _likeliest(
    names: Iterable[str | None], coming: Mapping[str | None, Sequence[Item]]
) -> list[str | None]:
    """The groups by what they will probably bring."""
    return sorted(
        names, key=lambda name: (-sums(item.weighted for item in coming.get(name, ())), last(name))
    )


def _months(coming: Mapping[str | None, Sequence[Item]], as_of: date) -> list[str]:
    """From this month to the last one with a deal, then what comes later, then what has no date."""
    months = [month_of(add_months(as_of.replace(day=1), place)) for place in range(MONTHS + 1)]
    used = max((place for place, month in enumerate(months) if month in coming), default=0)
    return [*months[: used + 1], *(name for name in (LATER, UNDATED) if name in coming)]


def _row(name: str | None, items: Sequence[Item], brought: Sequence[Item] | None) -> ForecastRow:
    return ForecastRow(
        name,
        len(items),
        sums(item.amount for item in items),
        sums(item.weighted for item in items),
        *_brought(brought),
    )


def _category(
    name: str | None, items: Sequence[Item], brought: Sequence[Item] | None
) -> CategoryRow:
    commit, best_case, pipeline = (
        sums(item.amount for item in items if is_in(item.fact, category)) for category in CATEGORIES
    )
    return CategoryRow(name, len(items), commit, best_case, pipeline, *_brought(brought))


def _brought(items: Sequence[Item] | None) -> tuple[int | None, Money | None]:
    return (None, None) if items is None else (len(items), sums(item.amount for item in items))


_BEGIN = (Column("deals", "count", 9),)
_END = (
    Column("won", "count", 4, heading="won_deals"),
    Column("won_amount", "money", 8, heading="won_this_month"),
)
_WEIGHTED = (*_BEGIN, Column("amount", "money", 8), Column("weighted", "money", 9), *_END)
_CATEGORY = (
    *_BEGIN,
    Column("commit", "money", 9, heading="commit_category"),
    Column("best_case", "money", 9),
    Column("pipeline", "money", 9),
    *_END,
)


def _odds_table(known: Mapping[str, Odds], policy: Policy, as_of: date) -> Table:
    """The odds that were counted with, stage by stage."""
    rows = [
        OddsRow(
            each.stage,
            each.won,
            each.closed,
            share(each.won, each.closed),
            float(Fraction(each.percent) / 100),
            each.from_policy,
        )
        for each in known.values()
    ]
    return Table(
        report="forecast",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("stage", "label", 9),
            Column("closed", "count", 9),
            Column("won", "count", 8),
            Column("rate", "rate", 9, heading="own_odds"),
            Column("used", "share", 9, heading="used_odds"),
            Column("from_policy", "truth", 8),
        ),
        labels={"stage": group_labels("stage", policy)},
        title=Message("title-forecast-odds"),
        samples={"rate": [sample(row.won, row.closed) for row in rows]},
        min_sample=policy.min_sample,
    )


def _evidence(
    items: Sequence[Item], brought: Sequence[Item], known: Mapping[str, Odds] | None
) -> dict[str, Sequence[str]]:
    return {
        "deals": tuple(_said(item, known) for item in items),
        "won_amount": tuple(f"{item.fact.ref} {item.amount:,}" for item in brought),
    }


def _said(item: Item, known: Mapping[str, Odds] | None) -> str:
    """One deal's part of the sum: its amount, its probability, and where that comes from."""
    fact = item.fact
    if fact.amount is None:
        return fact.ref
    source = "probability" if fact.own else fact.stage or "?"
    return f"{fact.ref} {item.amount:,} × {rate_said(fact, known)} ({source})"


FACTS = FactSource("forecast", gather, NoOptions, turns=turning_days.of_deals)
REPORT = Report("forecast", FACTS, tabulate, Options, groupings=choices.FORECAST)
