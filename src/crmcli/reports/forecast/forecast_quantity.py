"""How many of each product will be sold, and when?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from crmcli.domain.deals.deals import family_of
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import month_of
from crmcli.reports.deal_facts import group_labels, sums, tags_of
from crmcli.reports.forecast.forecast_facts import ForecastFact, Odds, likely, odds, rate_said
from crmcli.reports.forecast.forecast_window import (
    LATER,
    UNDATED,
    Options,
    ahead,
    notes,
    period,
    won_this_month,
)


class QuantityRow(NamedTuple):
    """One product, in one month unless it is of all of them.

    `quantity` is what the open deals are about, `expected` the same times their probabilities, not
    rounded; `won_quantity` what the running month has brought so far, None for another month.
    """

    group: str | None
    product: str | None
    deals: int
    quantity: Money
    expected: float
    won_quantity: Money | None


class Piece(NamedTuple):
    """One deal's line of a product."""

    group: str | None
    product: str
    fact: ForecastFact
    qty: Money
    chance: Fraction
    rate: str


Key = tuple[str | None, str]  # a row's group and product
COLUMNS = (
    Column("product", "label", 9),
    Column("deals", "count", 8),
    Column("quantity", "number", 9),
    Column("expected", "number", 9),
    Column("won_quantity", "number", 7, heading="won_this_month"),
)


def tabulate(facts: Sequence[ForecastFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per month and product, in the order of the months and of the price list; by owner, tag
    or family a row per group and product, by product one per product.
    """
    by = options.by or "month"
    known = odds(facts, policy) if options.method == "history" else None
    counted = ahead(facts, as_of)
    coming = _by_row(_pieces(counted, known, by, policy, as_of))
    won = _by_row(_pieces(won_this_month(facts, as_of), known, by, policy, as_of))
    keys = _in_order({*coming, *won}, policy)
    running = month_of(as_of) if by == "month" else None
    bare = sum(not fact.lines for fact in counted)
    return Table(
        report="forecast",
        as_of=as_of,
        rows=[
            _row(
                key,
                coming.get(key, ()),
                won.get(key, ()) if running in (None, key[0]) else None,
            )
            for key in keys
        ],
        columns=(
            *(
                ()
                if by == "product"
                else (Column("group", "status" if by == "month" else "label", 9, heading=by),)
            ),
            *COLUMNS,
        ),
        totals={"deals": len(counted), "without_products": bare},
        labels={
            "product": group_labels("product", policy),
            "group": group_labels(by, policy, as_of),
        },
        title=Message(f"title-forecast-by-{'history' if options.method == 'history' else 'stage'}"),
        notes=(
            *notes(facts, (), as_of, options),
            *((Message("note-forecast-bare", (bare,)),) if bare else ()),
        ),
        evidence=[_evidence(coming.get(key, ())) for key in keys] if options.explain else (),
        named_by=("group", "product"),
    )


def _pieces(
    facts: Iterable[ForecastFact],
    known: Mapping[str, Odds] | None,
    by: str,
    policy: Policy,
    as_of: date,
) -> Iterator[Piece]:
    """Each line of the deals, in each of its groups."""
    for fact in facts:
        for line in fact.lines:
            for group in _groups(fact, line.product, by, policy, as_of):
                yield Piece(
                    group,
                    line.product,
                    fact,
                    line.qty,
                    Fraction(likely(fact, known)) / 100,
                    rate_said(fact, known),
                )


def _by_row(pieces: Iterable[Piece]) -> dict[Key, list[Piece]]:
    found: dict[Key, list[Piece]] = {}
    for piece in pieces:
        found.setdefault((piece.group, piece.product), []).append(piece)
    return found


def _in_order(keys: Iterable[Key], policy: Policy) -> list[Key]:
    """By group, what is beyond the months behind them, and within by the price list."""
    order = {product: place for place, product in enumerate(policy.products)}
    last = {LATER: 1, UNDATED: 2, None: 3}
    return sorted(
        keys,
        key=lambda key: (
            last.get(key[0], 0),
            key[0] or "",
            order.get(key[1], len(order)),
            key[1],
        ),
    )


def _row(key: Key, coming: Sequence[Piece], won: Sequence[Piece] | None) -> QuantityRow:
    return QuantityRow(
        *key,
        len({each.fact.ref for each in coming}),
        sums(each.qty for each in coming),
        float(sum(Fraction(each.qty) * each.chance for each in coming)),
        None if won is None else sums(each.qty for each in won),
    )


def _evidence(coming: Iterable[Piece]) -> dict[str, Sequence[str]]:
    """The deals behind a quantity, each with its own and its probability."""
    return {"quantity": tuple(f"{each.fact.ref} {each.qty} × {each.rate}" for each in coming)}


def _groups(
    fact: ForecastFact, product: str, by: str, policy: Policy, as_of: date
) -> Sequence[str | None]:
    """The groups that a product of the deal is in."""
    if by == "month":
        return (period(fact.day, as_of),)
    if by == "owner_tag":
        return tags_of(fact.owner, policy)
    return (
        fact.owner if by == "owner" else family_of(product, policy) if by == "family" else None,
    )
