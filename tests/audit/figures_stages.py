"""`crm stages`, from numbers.md and docs/stages.md."""

from datetime import date
from fractions import Fraction
from typing import Any

from audit.arithmetic import median, nearest_rank, share, wilson
from audit.book import Book
from audit.deals import Deal, deals


def stays(deal: Deal) -> dict[str, int]:
    """Days in a stage are counted from its date to the next stage, or to the outcome; several stays
    are added up; the time in which the deal was
    closed before it was opened again is in no stage; a stay that still goes on has no length yet,
    an undated stage has none.
    """
    runs: list[tuple[date | None, str]] = []
    for when, stage in deal.came_to_dated:
        if not runs or runs[-1][1] != stage:
            runs.append((when, stage))
        elif runs[-1][0] is None:
            runs[-1] = (when, stage)  # the first day known
    found: dict[str, int] = {}
    for place, (when, stage) in enumerate(runs):
        left = runs[place + 1][0] if place + 1 < len(runs) else None
        # a stage that begins after the outcome counts no days
        last = deal.closed_on if deal.outcome else date.max
        days = (
            open_days(when, min(left or last, last), deal.closed_spells)
            if when and when <= last
            else None
        )
        if days is not None:
            found[stage] = found.get(stage, 0) + days
    return found


def open_days(begun: date, left: date, closed: list[tuple[date, date]]) -> int | None:
    """Of the parts of a stay that are over; none where it lies in closed time from end to end, or
    goes on.
    """
    parts = []
    for first, until in closed:
        if begun <= first < left:
            parts.append((first - begun).days)
        if first < left:
            begun = max(begun, until)
    if begun <= left < date.max:
        parts.append((left - begun).days)
    return sum(parts) if parts else None


def stage_row(book: Book, stage: str, found: list[Deal]) -> dict[str, Any]:
    """reached = passed on + dropped + still there; conversion = passed on / (those + dropped)"""
    place, after_sale = book.policy.place(stage), book.policy.forecast(stage) == "closed"
    furthest = {deal.name: max(map(book.policy.place, deal.came_to)) for deal in found}
    reached = [deal for deal in found if furthest[deal.name] >= place]
    passed = [
        deal
        for deal in reached
        if furthest[deal.name] > place or (deal.result == "won" and not after_sale)
    ]
    dropped = [
        deal for deal in reached if deal not in passed and deal.result in ("lost", "no_decision")
    ]
    leaks = sum(deal.result in ("lost", "no_decision") for deal in found)
    days = [] if after_sale else [at[stage] for at in map(stays, reached) if stage in at]
    decided = 0 if after_sale else len(passed) + len(dropped)
    low, high = wilson(len(passed), decided) if decided else (None, None)
    return {
        "stage": stage,
        "reached": len(reached),
        "passed": len(passed),
        "dropped": len(dropped),
        "still": len(reached) - len(passed) - len(dropped),
        "conversion": share(len(passed), decided),
        "low": low,
        "high": high,
        "leak": share(len(dropped), leaks),
        "stays": len(days),
        "median_days": median(days),
        "p90_days": nearest_rank(days, Fraction(9, 10)),
    }


def stages(book: Book) -> dict[str, Any]:
    """Deals that are `invalid` count nowhere, nor those whose stages the process does not know."""
    found = [
        deal
        for deal in deals(book)
        if deal.result != "invalid" and any(book.policy.place(stage) >= 0 for stage in deal.came_to)
    ]
    rows = [stage_row(book, stage, found) for stage in book.policy.stages]
    worst = max(row["dropped"] for row in rows)
    # of several, the first
    first = next((row["stage"] for row in rows if row["dropped"] == worst and worst), None)
    rows = [row | {"leaks_most": row["stage"] == first} for row in rows]
    results = {"won": ["won"], "dropped": ["lost", "no_decision"], "open": [None]}
    return {
        "rows": rows,
        "totals": {
            "deals": len(found),
            **{
                word: sum(deal.result in those for deal in found) for word, those in results.items()
            },
        },
    }
