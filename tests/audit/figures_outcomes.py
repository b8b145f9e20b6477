"""`crm winrate`, `crm losses` and `crm velocity`, from numbers.md and the pages of the three."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from audit.book import Book
from audit.deals import Deal, deals
from audit.arithmetic import mean, median, most, share, total, wilson


def ended(book: Book, *results: str) -> list[Deal]:
    return [deal for deal in deals(book) if deal.result in results]


def cycles(found: list[Deal]) -> list[int]:
    """An interval that comes out negative is in no mean or median."""
    return [deal.cycle for deal in found if deal.cycle is not None and deal.cycle >= 0]


def values(found: list[Deal]) -> list[Decimal]:
    return [deal.value for deal in found if deal.value is not None]


# --- win rate


def rates(found: list[Deal], *, has_open: bool = True) -> dict[str, Any]:
    won, lost, fizzled = (
        [deal for deal in found if deal.result == result]
        for result in ("won", "lost", "no_decision")
    )
    still = sum(deal.open for deal in found)
    low, high = wilson(len(won), len(won) + len(lost))
    # won / (won + lost + no_decision); invalid is outside
    return {
        "won": len(won),
        "lost": len(lost),
        "no_decision": len(fizzled),
        "open": still if has_open else None,
        "narrow": share(len(won), len(won) + len(lost)),  # won / (won + lost)
        "broad": share(len(won), len(won) + len(lost) + len(fizzled)),
        "cohort": share(len(won), len(won) + len(lost) + len(fizzled) + still)
        if has_open
        else None,  # won / created with open shown
        "low": low,
        "high": high,
        "average_won": mean(values(won)),  # of the won deals whose amount is known
        "average_cycle_days": mean(cycles(won)),
        "won_amount": total(values(won)),
    }


def window(book: Book, since: date | None) -> list[Deal]:
    """by outcome date; open deals are shown in any window"""
    return [
        deal
        for deal in deals(book)
        if deal.result != "invalid" and (deal.open or since is None or deal.closed_on >= since)
    ]


def winrate(book: Book, since: date | None = None) -> dict[str, Any]:
    row = rates(window(book, since))
    return {"rows": [{"group": None, **row}], "totals": row}


def grouped(key: Callable[[Deal], str | None]) -> Callable[[Book], dict[str, Any]]:
    def found(book: Book) -> dict[str, Any]:
        every = window(book, None)
        return {
            "rows": [
                {"group": group, **rates([deal for deal in every if key(deal) == group])}
                for group in {key(deal) for deal in every}
            ],
            "totals": rates(every),
        }

    return found


def by_manager(book: Book) -> dict[str, Any]:
    """`--by manager` uses the owner's manager in `crm.yaml`."""
    return grouped(lambda deal: book.policy.team.get(deal.owner or "", {}).get("manager"))(book)


def winrate_by_month(book: Book) -> dict[str, Any]:
    """With --by month open is empty: an open deal has no day to be counted on."""
    every = ended(book, "won", "lost", "no_decision")
    months = {deal.closed_on.strftime("%Y-%m") for deal in every}
    rows = [
        {
            "group": month,
            **rates(
                [deal for deal in every if deal.closed_on.strftime("%Y-%m") == month],
                has_open=False,
            ),
        }
        for month in months
    ]
    return {"rows": rows, "totals": rates(every, has_open=False)}


# --- losses


def loss_row(found: list[Deal], of: int) -> dict[str, Any]:
    """n, share of (lost + no_decision), amount, median days open, last open stage, share verified
    by the buyer
    """
    verified = sum((deal.outcome or {}).get("verified_by") == "buyer" for deal in found)
    return {
        "deals": len(found),
        "share": share(len(found), of),
        "amount": total(values(found)),
        "median_days": median(cycles(found)),
        "last_stage": most(deal.stage for deal in found),
        "verified": share(verified, len(found)),
    }


def losses(
    book: Book,
    key: str = "reason",
    since: date | None = None,
    of: Callable[[Deal], str | None] | None = None,
) -> dict[str, Any]:
    """Rows by reason; `(none)` is a row; invalid below the line. Window by outcome date."""
    every = [
        deal
        for deal in ended(book, "lost", "no_decision")
        if since is None or deal.closed_on >= since
    ]
    name = of or (lambda deal: (deal.outcome or {}).get("reason"))
    groups = {group: [deal for deal in every if name(deal) == group] for group in map(name, every)}
    rows = [{key: group, **loss_row(those, len(every))} for group, those in groups.items()]
    return {"rows": rows, "totals": loss_row(every, len(every))}


# --- velocity


def pace(book: Book, found: list[Deal]) -> dict[str, Any]:
    """velocity = open qualified deals × win rate × average won amount / average cycle days
    (trailing 365 days, same population); medians beside means
    """
    qualified = sum(deal.open and book.policy.forecast(deal.stage) != "omitted" for deal in found)
    # the as-of date included
    late = [
        deal for deal in found if not deal.open and deal.closed_on > book.t - timedelta(days=365)
    ]
    won = [deal for deal in late if deal.result == "won"]
    decided = len(won) + sum(deal.result == "lost" for deal in late)
    rate, (low, high) = share(len(won), decided), wilson(len(won), decided)
    amount, days = mean(values(won)), mean(cycles(won))

    def product(part: Fraction | float | None) -> Fraction | None:
        """an amount a day, rounded to the currency's smallest unit"""
        if part is None or amount is None or not days:
            return None
        unit = Fraction(book.policy.unit)
        return round(qualified * Fraction(part) * amount / days / unit) * unit

    return {
        "open": qualified,
        "won": len(won),
        "decided": decided,
        "win_rate": rate,
        "low": low,
        "high": high,
        "average_won": amount,
        "median_won": median(values(won)),
        "valued": len(values(won)),
        "average_cycle_days": days,
        "median_cycle_days": median(cycles(won)),
        "timed": len(cycles(won)),
        "velocity": product(rate),
        "slow": product(low),
        "fast": product(high),
    }


def velocity(book: Book) -> dict[str, Any]:
    row = pace(book, deals(book))
    return {"rows": [{"group": None, **row}], "totals": row}


def velocity_by_owner(book: Book) -> dict[str, Any]:
    every = deals(book)
    rows = [
        {"group": owner, **pace(book, [deal for deal in every if deal.owner == owner])}
        for owner in {deal.owner for deal in every}
    ]
    return {"rows": rows, "totals": pace(book, every)}
