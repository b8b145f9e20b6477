"""`crm forecast`, from numbers.md and docs/forecast.md."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from audit.arithmetic import total
from audit.book import Book
from audit.reading import months
from audit.deals import Deal, deals
from audit.figures_pipeline import open_deals


def ahead(book: Book) -> list[Deal]:
    """overdue: listed, outside the forecast"""
    return [deal for deal in open_deals(book) if deal.close is None or deal.close >= book.t]


def won_this_month(book: Book) -> list[Deal]:
    return [
        deal
        for deal in deals(book)
        if deal.result == "won" and deal.closed_on.strftime("%Y-%m") == book.t.strftime("%Y-%m")
    ]


def month(deal: Deal) -> str:
    """`later` = close after t + 12 months"""
    return (
        "no-close"
        if deal.close is None
        else "later"
        if deal.close > months(deal.t, 12)
        else deal.close.strftime("%Y-%m")
    )


def history_odds(book: Book) -> Callable[[Deal], Decimal | Fraction]:
    """Historical p of a stage = won / closed among closed deals that reached it; below min_sample
    the policy's; the deal's own before all.
    """
    closed = [deal for deal in deals(book) if deal.result in ("won", "lost", "no_decision")]

    def odds(deal: Deal) -> Decimal | Fraction:
        place = book.policy.place(deal.stage)
        reached = [
            each
            for each in closed
            if max(map(book.policy.place, each.came_to), default=-1) >= place
        ]
        if (
            deal.probability is not None
            or place < 0
            or len(reached) < max(book.policy.min_sample, 1)
        ):
            return deal.policy_odds
        return Fraction(100 * sum(each.result == "won" for each in reached), len(reached))

    return odds


def categories(found: list[Deal]) -> dict[str, Any]:
    """commit ⊂ best case ⊂ pipeline; nothing is weighted; `omitted` is in none"""
    words = {
        "commit": ("commit", "closed"),
        "best_case": ("commit", "closed", "best_case"),
        "pipeline": ("commit", "closed", "best_case", "pipeline"),
    }
    return {
        word: total(
            deal.value for deal in found if deal.account.policy.forecast(deal.stage) in each
        )
        for word, each in words.items()
    }


def forecast(book: Book, by: str = "month", method: str = "stage") -> dict[str, Any]:
    odds = history_odds(book) if method == "history" else lambda deal: deal.policy_odds
    found, won = ahead(book), won_this_month(book)

    def row(those: list[Deal], wins: list[Deal] | None) -> dict[str, Any]:
        sums = (
            categories(those)
            if method == "category"
            else {
                "amount": total(deal.value for deal in those),
                "weighted": total(deal.weighted(odds(deal)) for deal in those),
            }
        )
        told = (
            {"won": None, "won_amount": None}
            if wins is None
            else {"won": len(wins), "won_amount": total(deal.value for deal in wins)}
        )
        return {"deals": len(those), **sums, **told}

    if by == "owner":
        owners = {deal.owner for deal in [*found, *won]}
        rows = [
            {
                "group": owner,
                **row(
                    [deal for deal in found if deal.owner == owner],
                    [deal for deal in won if deal.owner == owner],
                ),
            }
            for owner in owners
        ]
    else:
        now = book.t.strftime("%Y-%m")
        groups = {now, *map(month, found)}
        rows = [
            {
                "group": group,
                **row(
                    [deal for deal in found if month(deal) == group], won if group == now else None
                ),
            }
            for group in groups
        ]
    return {"rows": rows, "totals": row(found, won)}


def divided(deal: Deal, amount: Decimal | None) -> dict[str | None, Decimal | None]:
    """An amount among the deal's products by what each is worth, in equal parts where a price is
    not known; what does not divide evenly goes
    one unit at a time in the policy's order of products (then by id)."""
    if not deal.products:
        return {None: amount}
    listed = [*deal.account.policy["products"]]
    order = sorted(
        deal.products,
        key=lambda product: (listed.index(product) if product in listed else len(listed), product),
    )
    if amount is None:
        return dict.fromkeys(order)
    prices, unit = [deal.price_of(product) for product in order], deal.account.policy.unit
    parts = (
        [Decimal(1)] * len(order)
        if None in prices or not total(prices)
        else [price or Decimal(0) for price in prices]
    )
    shares = [
        floor(Fraction(amount) * Fraction(part) / Fraction(total(parts)) / Fraction(unit)) * unit
        for part in parts
    ]
    for place in range(int((amount - total(shares)) / unit)):
        shares[place] += unit
    shares[0] += amount - total(shares)  # what is finer than a unit
    return dict(zip(order, shares, strict=True))


def forecast_by_product(book: Book) -> dict[str, Any]:
    found, won = ahead(book), won_this_month(book)
    rows: dict[str | None, dict[str, Any]] = {}
    for deal in found:
        for product, part in divided(deal, deal.value).items():
            at = rows.setdefault(product, nothing())
            at["deals"] += 1
            at["amount"] += part or Decimal(0)
        for product, part in divided(
            deal, deal.weighted(deal.policy_odds) if deal.value is not None else None
        ).items():
            rows[product]["weighted"] += part or Decimal(0)
    for deal in won:
        for product, part in divided(deal, deal.value).items():
            at = rows.setdefault(product, nothing())
            at["won"] += 1
            at["won_amount"] += part or Decimal(0)
    return {
        "rows": [{"group": product, **row} for product, row in rows.items()],
        "totals": {
            "deals": len(found),
            "amount": total(deal.value for deal in found),
            "won": len(won),
        },
    }


def nothing() -> dict[str, Any]:
    return {
        "deals": 0,
        "amount": Decimal(0),
        "weighted": Decimal(0),
        "won": 0,
        "won_amount": Decimal(0),
    }


def quantities(book: Book) -> dict[str, Any]:
    """`expected` is quantity times probability."""
    now, rows = book.t.strftime("%Y-%m"), {}

    def row(group: str, product: str) -> dict[str, Any]:
        return rows.setdefault(
            (group, product),
            {
                "deals": 0,
                "quantity": Decimal(0),
                "expected": Fraction(0),
                "won_quantity": Decimal(0) if group == now else None,
            },
        )

    for deal in ahead(book):
        for product in deal.products:
            at = row(month(deal), product)
            at["deals"] += 1
            at["quantity"] += deal.quantity(product)
            at["expected"] += Fraction(deal.quantity(product) * deal.policy_odds) / 100
    for deal in won_this_month(book):
        for product in deal.products:
            row(now, product)["won_quantity"] += deal.quantity(product)
    return {
        "rows": [
            {"group": group, "product": product, **each} for (group, product), each in rows.items()
        ]
    }
