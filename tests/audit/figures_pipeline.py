"""`crm pipeline` and `crm bant`, from numbers.md and the pages of the two."""

from datetime import date
from decimal import Decimal
from typing import Any

from audit.book import Book
from audit.reading import day, mapping
from audit.deals import Deal, deals
from audit.figures_coverage import named_percent
from audit.arithmetic import median, total

CRITERIA = ["budget", "authority", "need", "timeline"]


def open_deals(book: Book) -> list[Deal]:
    return [deal for deal in deals(book) if deal.open]


# --- pipeline


def blind(deal: Deal) -> bool:
    """a deal in or past a stage with `min_coverage` in an account whose named % is below it;
    without required roles never
    """
    policy, named = deal.account.policy, named_percent(deal.account)
    asked = [
        Decimal(what.get("min_coverage", "0"))
        for stage, what in policy.stages.items()
        if policy.place(stage) <= policy.place(deal.stage)
    ]
    return named is not None and any(named < each for each in asked)


def of_deals(found: list[Deal]) -> dict[str, Any]:
    """Per stage: n, amount, weighted amount, median days in stage, rotten, parked."""
    # a `close` in the past on an open deal
    return {
        "deals": len(found),
        "amount": total(deal.value for deal in found),
        "weighted": total(deal.weighted(deal.policy_odds) for deal in found),
        "median_days": median((deal.t - deal.entered).days for deal in found if deal.entered),
        "rotten": sum(deal.rotten for deal in found),
        "parked": sum(deal.parked for deal in found),
        "overdue": sum(deal.close is not None and deal.close < deal.t for deal in found),
        "blind": sum(map(blind, found)),
        "unvalued": sum(deal.value is None for deal in found),  # counted and listed, not summed
    }


def pipeline(book: Book) -> dict[str, Any]:
    found = open_deals(book)
    stages = {*book.policy.stages, *(deal.stage for deal in found)}
    return {
        "rows": [
            {"stage": stage, **of_deals([deal for deal in found if deal.stage == stage])}
            for stage in stages
        ],
        "totals": of_deals(found),
    }


def pipeline_by_owner(book: Book) -> dict[str, Any]:
    found = open_deals(book)
    return {
        "rows": [
            {"group": owner, **of_deals([deal for deal in found if deal.owner == owner])}
            for owner in {deal.owner for deal in found}
        ],
        "totals": of_deals(found),
    }


def rotten(book: Book) -> dict[str, Any]:
    found = [deal for deal in open_deals(book) if deal.rotten]
    return {
        "rows": [
            {
                "account": deal.account.id,
                "deal": deal.id,
                "stage": deal.stage,
                "idle": (deal.t - (deal.idle_since or deal.t)).days,
                "amount": deal.value,
            }
            for deal in found
        ]
    }


# --- BANT


def criterion(deal: Deal, name: str) -> dict[str, Any]:
    """An answer dated after the as-of day is not known yet."""
    found = mapping(deal.raw.get("bant", {}).get(name), "status")
    when = day(found.get("date"))
    return found if found and (when is None or when <= deal.t) else {"status": "unknown"}


def bant_row(deal: Deal) -> dict[str, Any]:
    policy, found = deal.account.policy, {name: criterion(deal, name) for name in CRITERIA}
    rule = mapping(policy.raw.get("bant"), "gate")
    accepted = rule.get("accept_mitigation", "true").lower() == "true"
    mitigated = [
        each["status"] in ("unmet", "partial") and bool(each.get("mitigation")) and accepted
        for each in found.values()
    ]
    old = [
        each["status"] == "met"
        and "date" in each
        and (deal.t - date.fromisoformat(each["date"])).days > policy.stance_days
        for each in found.values()
    ]
    words = {name: each["status"] for name, each in found.items()}
    met = [*words.values()].count("met")
    return {
        "account": deal.account.id,
        "deal": deal.id,
        "stage": deal.stage,
        **words,
        "met": met,
        "unknown": [*words.values()].count("unknown"),
        "stale": sum(old),
        "passed": met + sum(mitigated),
        "amount": deal.value,
        "owner": deal.owner,
    }


def bant(book: Book) -> dict[str, Any]:
    rows = [bant_row(deal) for deal in open_deals(book)]
    gate = book.policy.number("bant", "gate", 3)
    return {
        "rows": rows,
        "totals": {
            "deals": len(rows),
            "passed": sum(row["passed"] >= gate for row in rows),
            "gate": gate,
        },
    }
