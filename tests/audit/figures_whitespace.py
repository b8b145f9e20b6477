"""`crm whitespace` and `crm orphans`, from numbers.md and the pages of the two."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from audit.arithmetic import share
from audit.book import Account, Book
from audit.reading import day, many, mapping, months
from audit.deals import of_account


def owned_assets(account: Account) -> set[str]:
    assets = {
        product: mapping(what, "qty") for product, what in account.raw.get("assets", {}).items()
    }
    return {
        product
        for product, what in assets.items()
        if (day(what.get("since")) or date.min) <= account.t
    }


def owned(account: Account) -> set[str]:
    """under `assets`, or bought from us in a won deal"""
    return owned_assets(account) | {
        product for deal in of_account(account) if deal.result == "won" for product in deal.products
    }


def cell(account: Account, product: str) -> str:
    """first that holds: owned, pipeline, lost (12 months), not eligible (`needs` unmet, or by hand
    with a reason), gap
    """
    have, found = owned(account), [deal for deal in of_account(account) if product in deal.products]
    if product in have:
        return "owned"
    if any(deal.open for deal in found):
        return "pipeline"
    if any(
        deal.result in ("lost", "no_decision") and deal.closed_on > months(account.t, -12)
        for deal in found
    ):
        return "lost"
    needs = many(mapping(account.policy["products"][product], "label").get("needs"))
    return (
        "not_eligible"
        if product in account.raw.get("not_eligible", {}) or not have >= {*needs}
        else "gap"
    )


CELLS = ["owned", "pipeline", "lost", "not_eligible", "gap"]


def penetration(cells: list[str]) -> Any:
    """owned / (owned + pipeline + lost + gap)"""
    return share(cells.count("owned"), len(cells) - cells.count("not_eligible"))


def whitespace(book: Book) -> dict[str, Any]:
    """Accounts with the status `churned` or `disqualified` have no row."""
    products = [*(book.policy["products"] or {})]
    shown = [
        account for account in book.accounts if account.status not in ("churned", "disqualified")
    ]
    grid = {
        account.id: {product: cell(account, product) for product in products} for account in shown
    }
    rows = [
        {
            "account": name,
            **{word: [product for product in products if cells[product] == word] for word in CELLS},
            "penetration": penetration([*cells.values()]),
        }
        for name, cells in grid.items()
    ]
    columns = {product: [cells[product] for cells in grid.values()] for product in products}
    told = [
        {
            "product": product,
            **{word: cells.count(word) for word in CELLS},
            "penetration": penetration(cells),
        }
        for product, cells in columns.items()
    ]
    every = [each for cells in grid.values() for each in cells.values()]
    return {
        "rows": rows,
        "totals": {"accounts": len(shown), "penetration": penetration(every), "products": told},
    }


# --- orphans


def ahead(account: Account) -> bool:
    """a next step from today on (of an open deal, or told in the log), or a live plan"""
    steps = [deal.next for deal in of_account(account) if deal.open and deal.next]
    steps += [mapping(entry.raw["next"], "date") for entry in account.log if "next" in entry.raw]
    return any(date.fromisoformat(step["date"]) >= account.t for step in steps) or any(
        map(account.live, account.plans.values())
    )


def orphan(account: Account, left: bool) -> list[str]:
    """no owner; owner left; work of who left; or no two-way touch within contact_days by anyone of
    us and nothing ahead. Other accounts than customers
    are looked at for who has left only; those that have churned or were disqualified for their open
    deals
    """
    last = max((entry.date for entry in account.touches), default=None)
    silent = last is None or (account.t - last).days > account.policy.contact_days
    customer, gone = account.status == "customer", account.status in ("churned", "disqualified")
    reasons = ["no-owner"] if customer and not account.owner else []
    if account.owner and not gone and not account.policy.here(account.owner, account.t):
        reasons.append("owner-left")
    return (
        reasons
        + ["work-left"] * left
        + ["untouched"] * (customer and silent and not ahead(account))
    )


def orphans(
    book: Book, in_hand: Callable[[Account], Iterable[tuple[str, str | None]]]
) -> dict[str, Any]:
    """`in_hand`: what each of us has in hand at an account, as the agenda has it"""
    rows, gone = [], ("churned", "disqualified")
    for account in book.accounts:
        whose = {
            member
            for what, member in in_hand(account)
            if what != "account" and (what in ("deal", "promise") or account.status not in gone)
        }
        left = any(member and not book.policy.here(member, book.t) for member in whose)
        last = max((entry.date for entry in account.touches), default=None)
        if reasons := orphan(account, left):
            rows.append(
                {
                    "account": account.id,
                    "reasons": reasons,
                    "last_touch": last and str(last),
                    "silent_days": last and (book.t - last).days,
                    "owner": account.owner,
                }
            )
    return {
        "rows": rows,
        "totals": {
            "orphans": len(rows),
            "customers": sum(account.status == "customer" for account in book.accounts),
        },
    }
