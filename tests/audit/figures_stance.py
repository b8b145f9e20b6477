"""`crm stance`, from numbers.md and docs/stance.md."""

from datetime import date, timedelta
from typing import Any

from audit.arithmetic import share
from audit.book import Account, Book
from audit.figures_coverage import OPINION, slots


def opinions(accounts: list[Account]) -> dict[str, Any]:
    """index = Σ w·v / Σ w over slots whose holder has a fresh assessment, with the assessed
    weight and the range that counts each unassessed slot as -1 … +1
    """
    found = [slot for account in accounts for slot in slots(account)]
    weight, assessed = sum(slot.weight for slot in found), [slot for slot in found if slot.fresh]
    known, told = (
        sum(slot.weight for slot in assessed),
        sum(slot.weight * OPINION[slot.stance or ""] for slot in assessed),
    )
    words = {word: sum(slot.stance == word for slot in assessed) for word in OPINION}
    return words | {
        "stance_index": share(told, known),
        "assessed": known,
        "weight": weight,
        "lowest": share(told - (weight - known), weight),
        "highest": share(told + (weight - known), weight),
        "stale": sum(slot.stance is not None and not slot.fresh for slot in found),
        "unassessed": sum(slot.stance is None for slot in found),
    }


def stance(book: Book) -> dict[str, Any]:
    rows = [
        {"account": account.id, "owner": account.owner, **opinions([account])}
        for account in book.accounts
    ]
    return {"rows": rows, "totals": opinions(book.accounts)}


def state(account: Account, who: str, t: date) -> str:
    return "left" if account.has_left(who, t) else account.stance(who, t)[1] or "unknown"


def matrix(book: Book, since: date) -> dict[str, Any]:
    """the transition matrix {unknown, negative, neutral, friendly, left}², the eve of that day
    against the day of the answer
    """
    words, eve = ["unknown", "negative", "neutral", "friendly", "left"], since - timedelta(days=1)
    moves = [
        (state(account, who, eve), state(account, who, book.t))
        for account in book.accounts
        for who in account.people
    ]
    rows = [{"from": start} | {end: moves.count((start, end)) for end in words} for start in words]
    return {"rows": rows, "totals": {end: sum(move[1] == end for move in moves) for end in words}}


def changes(book: Book, since: date) -> dict[str, Any]:
    """conversions (negative or neutral -> better) and regressions"""
    eve, rank, rows = since - timedelta(days=1), ["negative", "neutral", "friendly"], []
    for account in book.accounts:
        for who in account.people:
            before, now = state(account, who, eve), state(account, who, book.t)
            if before != now:
                kind = (
                    "left"
                    if now == "left"
                    else "first"
                    if before == "unknown"
                    else "conversion"
                    if rank.index(now) > rank.index(before)
                    else "regression"
                )
                rows.append(
                    {
                        "account": account.id,
                        "contact": who,
                        "change": kind,
                        "from": before,
                        "to": now,
                    }
                )
    totals: dict[str, Any] = {
        kind: sum(row["change"] == kind for row in rows)
        for kind in ("conversion", "regression", "first", "left")
    }
    now = opinions(book.accounts)
    totals |= {
        "contacts": sum(len(account.people) for account in book.accounts),
        "index_now": now["stance_index"],
        "assessed_now": now["assessed"],
        "weight_now": now["weight"],
    }
    return {"rows": rows, "totals": totals}
