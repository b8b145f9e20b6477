"""`crm balance`, from numbers.md and docs/balance.md."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from audit.arithmetic import share
from audit.book import Account, Book
from audit.reading import months
from audit.deals import Deal, of_account
from audit.figures_contracts import contracts


def became(account: Account, but: Deal | None = None) -> date | None:
    """existing on the days after its first won deal or the first day of its first contract; a deal
    is judged by the others
    """
    won = [
        deal.closed_on
        for deal in of_account(account)
        if deal.result == "won" and (but is None or deal.id != but.id)
    ]
    held = [
        each.start for each in contracts(account) if but is None or each.raw.get("deal") != but.id
    ]
    return min([*won, *(each for each in held if each <= account.t)], default=None)


def side(first: date | None, when: date) -> str:
    return "existing" if first is not None and when > first else "new"


def balance(book: Book) -> dict[str, Any]:
    """New/existing balance per rep: touches, amounts."""
    since = months(book.t, -12) + timedelta(days=1)
    rows: dict[tuple[str | None, str], dict[str, Any]] = {}

    def row(rep: str | None, which: str) -> dict[str, Any]:
        for each in ("new", "existing"):
            rows.setdefault(
                (rep, each),
                {
                    "touches": 0,
                    "won": 0,
                    "won_amount": Decimal(0),
                    "open": 0,
                    "open_amount": Decimal(0),
                    "churned": 0,
                    "churned_amount": Decimal(0),
                },
            )
        return rows[rep, which]

    for account in book.accounts:
        first = became(account)
        for entry in account.log:
            if entry.date >= since and entry.outcome != "cancelled" and entry.type != "info":
                for rep in entry.by or [account.owner]:
                    row(rep, side(first, entry.date))["touches"] += 1
        for deal in of_account(account):
            if deal.open or (deal.result == "won" and since <= deal.closed_on):
                at = row(
                    deal.owner, side(became(account, deal), book.t if deal.open else deal.closed_on)
                )
                word = "open" if deal.open else "won"
                at[word] += 1
                at[f"{word}_amount"] += deal.value or Decimal(0)
        for contract in contracts(account):
            gone = (
                contract.end + timedelta(days=book.policy.grace + 1)
                if contract.end and contract.start <= book.t
                else None
            )
            if (
                gone
                and since <= gone <= book.t
                and not any(each.covers(gone, book.policy.grace) for each in contracts(account))
            ):
                at = row(account.owner, "existing")
                at["churned"] += 1
                at["churned_amount"] += contract.a_year or Decimal(0)
    for (rep, which), at in rows.items():
        at["touch_share"] = share(
            at["touches"], rows[rep, "new"]["touches"] + rows[rep, "existing"]["touches"]
        )
    sides = {
        which: [at for (_, each), at in rows.items() if each == which]
        for which in ("new", "existing")
    }
    # a touch counts for everybody in its `by`, in the totals too
    words = (
        "touches",
        "won",
        "won_amount",
        "open",
        "open_amount",
        "churned",
        "churned_amount",
    )
    totals = {
        which: {word: sum(at[word] for at in those) for word in words}
        for which, those in sides.items()
    }
    return {
        "rows": [{"rep": rep, "side": which, **at} for (rep, which), at in rows.items()],
        "totals": totals,
    }
