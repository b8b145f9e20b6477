"""`crm referrals` and `crm satisfaction`, from numbers.md and the pages of the two."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from audit.book import Account, Book
from audit.reading import count, day, many, money
from audit.deals import Deal, deals, of_account
from audit.figures_referral_asks import asks
from audit.arithmetic import median, share, total, wilson

# --- referrals


def sender(found: str | None) -> str | None:
    """`ACCOUNT` or `ACCOUNT/CONTACT`"""
    return None if found is None else found.split("/")[0]


def referred(deal: Deal) -> bool:
    """it names `referred_by`, or its source is `referral`; its own, else the account's"""
    return "referred_by" in deal.raw or deal.source == "referral"


def sent_by(account: Account) -> set[str]:
    """by its own `referred_by`, or by that of one of its deals but the invalid ones; each pair of
    accounts counts once
    """
    found = [account.raw, *(deal.raw for deal in of_account(account) if deal.result != "invalid")]
    return {by for each in found if (by := sender(each.get("referred_by")))}


def came_from(deal: Deal) -> str | None:
    """which account a referred deal came from: its own `referred_by`, else the account's"""
    return (
        sender(deal.raw.get("referred_by", deal.account.raw.get("referred_by")))
        if referred(deal)
        else None
    )


def referrals(book: Book) -> dict[str, Any]:
    rows: dict[str, dict[str, Any]] = {}

    def row(account: str) -> dict[str, Any]:
        return rows.setdefault(
            account,
            {
                "proposed": [],
                "planned": 0,
                "asked": 0,
                "given": 0,
                "won": 0,
                "won_amount": Decimal(0),
            },
        )

    for account in book.accounts:
        if proposed := asks(account):
            row(account.id)["proposed"] = proposed
        for plan in account.plans.values():
            # dropped ones do not count
            if plan.get("kind") == "referral_ask" and (
                account.open_plan(plan) or account.ended(plan, "done")
            ):
                row(account.id)["planned" if account.open_plan(plan) else "asked"] += 1
        for by in sent_by(account):
            row(by)["given"] += 1
            won = [
                deal
                for deal in of_account(account)
                if deal.result == "won" and came_from(deal) == by
            ]
            row(by)["won"] += bool(won)
            row(by)["won_amount"] += total(deal.value for deal in won)
    return {
        "rows": [{"account": account, **at} for account, at in rows.items()],
        "totals": lift(book) | {"proposed": sum(len(at["proposed"]) for at in rows.values())},
    }


def lift(book: Book) -> dict[str, Any]:
    """Referral lift = win rate(referral)/win rate(other) - 1 and the difference, n beside each"""
    found = {
        kind: [deal.result for deal in deals(book) if referred(deal) == (kind == "referred")]
        for kind in ("referred", "not_referred")
    }
    rates = {
        kind: share(results.count("won"), results.count("won") + results.count("lost"))
        for kind, results in found.items()
    }
    one, other = rates["referred"], rates["not_referred"]
    counts = {
        f"{kind}_{result}": results.count(result)
        for kind, results in found.items()
        for result in ("won", "lost")
    }
    return (
        counts
        | {f"{kind}_rate": rate for kind, rate in rates.items()}
        | {
            "lift": None if one is None or not other else one / other - 1,
            "difference": None if one is None or other is None else one - other,
        }
    )


# --- satisfaction


def counts(survey: dict[str, Any]) -> bool:
    """NPS is asked on a scale from 0 to 10; an answer on another scale, or above its scale, counts
    nowhere
    """
    scale, score = survey.get("scale"), money(survey["score"]) or Decimal(0)
    if survey["kind"] == "nps":
        return scale in (None, "10") and score <= 10
    return score <= count(scale, 5)


def answers(found: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """NPS = %(9-10) - %(0-6); CSAT = share in the top two boxes"""
    scores = [(money(each["score"]) or Decimal(0), count(each.get("scale"), 5)) for each in found]
    if kind == "nps":
        top, bottom = sum(score >= 9 for score, _ in scores), sum(score <= 6 for score, _ in scores)
        return {
            "n": len(scores),
            "top": top,
            "bottom": bottom,
            "nps": share(top - bottom, len(scores)),
            "top_two": None,
            "low": None,
            "high": None,
        }
    top = sum(score >= scale - 1 for score, scale in scores)
    low, high = wilson(top, len(scores))
    return {
        "n": len(scores),
        "top": top,
        "bottom": None,
        "nps": None,
        "top_two": share(top, len(scores)),
        "low": low,
        "high": high,
    }


def satisfaction(
    book: Book, group: Callable[[Account], str | None] = lambda account: None
) -> dict[str, Any]:
    """product, relationship and service apart; complaints: open, days to resolve"""
    found: dict[tuple[str | None, str, str | None], list[dict[str, Any]]] = {}
    for account in book.accounts:
        for survey in many(account.raw.get("surveys")):
            if date.fromisoformat(survey["date"]) <= book.t and counts(survey):
                found.setdefault((group(account), survey["kind"], survey.get("about")), []).append(
                    survey
                )
    rows = [
        {"group": name, "kind": kind, "about": about, **answers(those, kind)}
        for (name, kind, about), those in found.items()
    ]
    cases = [case for account in book.accounts for case in complaints(account)]
    closed = [case for case in cases if (day(case.get("closed")) or date.max) <= book.t]
    days = [
        (date.fromisoformat(case["closed"]) - date.fromisoformat(case["opened"])).days
        for case in closed
    ]
    return {
        "rows": rows,
        "totals": {
            "answers": sum(row["n"] for row in rows),
            "complaints": len(cases),
            "open": len(cases) - len(closed),
            "median_days": median(days),
        },
    }


def complaints(account: Account) -> list[dict[str, Any]]:
    return [
        case
        for case in account.raw.get("cases", {}).values()
        if case.get("kind", "complaint") == "complaint"
        and date.fromisoformat(case["opened"]) <= account.t
    ]
