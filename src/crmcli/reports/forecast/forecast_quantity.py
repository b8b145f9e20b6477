"""How many of each product will be sold, and when?"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from crmcli.domain.deals.deals import family_of
from crmcli.domain.records.account import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import month_of
from crmcli.reports.deal_facts import group_labels, sums, tags_of
from crmcli.reports.forecast.forecast_facts import ForecastFact, likely, odds, rate_said
from crmcli.reports.forecast.forecast_window import LATER, UNDATED, Options, ahead, notes, period


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


def tabulate(facts: Sequence[ForecastFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per month and product, in the order of the months and of the price list; by owner, tag
    or family a row per group and product, by product one per product.
    """
    by = options.by or "month"
    known = odds(facts, policy) if options.method == "history" else None

    def pieces(found: Sequence[ForecastFact]) -> list[Piece]:
        return [
            Piece(
                group,
                line.product,
                fact,
                line.qty,
                Fraction(likely(fact, known)) / 100,
                rate_said(fact, known),
            )
            for fact in found
            for line in fact.lines
            for group in _groups(fact, line.product, by, policy, as_of)
        ]

    counted = ahead(facts, as_of)
    coming = _rows_of(pieces(counted))
    brought = _rows_of(
        pieces(
            [
                fact
                for fact in facts
                if fact.result == "won"
                and fact.day is not None
                and month_of(fact.day) == month_of(as_of)
            ]
        )
    )
    order = {product: place for place, product in enumerate(policy.products)}
    last = {LATER: 1, UNDATED: 2, None: 3}
    names = sorted(
        {*coming, *brought},
        key=lambda name: (
            last.get(name[0], 0),
            name[0] or "",
            order.get(name[1], len(order)),
            name[1],
        ),
    )
    this = month_of(as_of)
    rows = []
    for group, product in names:
        mine = coming.get((group, product), ())
        won = (
            sums(each.qty for each in brought.get((group, product), ()))
            if by != "month" or group == this
            else None
        )
        rows.append(
            QuantityRow(
                group,
                product,
                len({each.fact.ref for each in mine}),
                sums(each.qty for each in mine),
                float(sum(Fraction(each.qty) * each.chance for each in mine)),
                won,
            )
        )
    bare = sum(not fact.lines for fact in counted)
    return Table(
        report="forecast",
        as_of=as_of,
        rows=rows,
        columns=(
            *(
                ()
                if by == "product"
                else (Column("group", "status" if by == "month" else "label", 9, heading=by),)
            ),
            Column("product", "label", 9),
            Column("deals", "count", 8),
            Column("quantity", "number", 9),
            Column("expected", "number", 9),
            Column("won_quantity", "number", 7, heading="won_this_month"),
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
        evidence=[
            {
                "quantity": tuple(
                    f"{each.fact.ref} {each.qty} × {each.rate}" for each in coming.get(name, ())
                )
            }
            for name in names
        ]
        if options.explain
        else (),
        named_by=("group", "product"),
    )


def _rows_of(pieces: Sequence[Piece]) -> dict[tuple[str | None, str], list[Piece]]:
    found: dict[tuple[str | None, str], list[Piece]] = {}
    for piece in pieces:
        found.setdefault((piece.group, piece.product), []).append(piece)
    return found


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
