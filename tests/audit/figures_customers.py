"""`crm referrals`, `crm satisfaction`, `crm whitespace` and `crm orphans`, from numbers.md and the pages of the four."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from audit.book import Account, Book, count, day, many, mapping, money, months
from audit.deals import Deal, deals, of_account
from audit.numbers import median, share, total, wilson

# --- referrals


def sender(found: str | None) -> str | None:
    """`ACCOUNT` or `ACCOUNT/CONTACT`"""
    return None if found is None else found.split("/")[0]


def referred(deal: Deal) -> bool:
    """it names `referred_by`, or its source is `referral`; its own, else the account's"""
    return "referred_by" in deal.raw or deal.source == "referral"


def sent_by(account: Account) -> set[str]:
    """by its own `referred_by`, or by that of one of its deals but the invalid ones; each pair of accounts counts once"""
    found = [account.raw, *(deal.raw for deal in of_account(account) if deal.result != "invalid")]
    return {by for each in found if (by := sender(each.get("referred_by")))}


def came_from(deal: Deal) -> str | None:
    """which account a referred deal came from: its own `referred_by`, else the account's"""
    return sender(deal.raw.get("referred_by", deal.account.raw.get("referred_by"))) if referred(deal) else None


def referrals(book: Book) -> dict[str, Any]:
    rows: dict[str, dict[str, Any]] = {}

    def row(account: str) -> dict[str, Any]:
        return rows.setdefault(account, {"planned": 0, "asked": 0, "given": 0, "won": 0, "won_amount": Decimal(0)})

    for account in book.accounts:
        for plan in account.plans.values():
            if plan.get("kind") == "referral_ask" and (account.open_plan(plan) or account.ended(plan, "done")):  # dropped ones do not count
                row(account.id)["planned" if account.open_plan(plan) else "asked"] += 1
        for by in sent_by(account):
            row(by)["given"] += 1
            won = [deal for deal in of_account(account) if deal.result == "won" and came_from(deal) == by]
            row(by)["won"] += bool(won)
            row(by)["won_amount"] += total(deal.value for deal in won)
    return {"rows": [{"account": account, **at} for account, at in rows.items()], "totals": lift(book)}


def lift(book: Book) -> dict[str, Any]:
    """Referral lift = win rate(referral)/win rate(other) - 1 and the difference, n beside each"""
    found = {kind: [deal.result for deal in deals(book) if referred(deal) == (kind == "referred")] for kind in ("referred", "not_referred")}
    rates = {kind: share(results.count("won"), results.count("won") + results.count("lost")) for kind, results in found.items()}
    one, other = rates["referred"], rates["not_referred"]
    counts = {f"{kind}_{result}": results.count(result) for kind, results in found.items() for result in ("won", "lost")}
    return counts | {f"{kind}_rate": rate for kind, rate in rates.items()} | {
        "lift": None if one is None or not other else one / other - 1, "difference": None if one is None or other is None else one - other,
    }  # fmt: skip


# --- satisfaction


def counts(survey: dict[str, Any]) -> bool:
    """NPS is asked on a scale from 0 to 10; an answer on another scale, or above its scale, counts nowhere"""
    scale, score = survey.get("scale"), money(survey["score"]) or Decimal(0)
    if survey["kind"] == "nps":
        return scale in (None, "10") and score <= 10
    return score <= count(scale, 5)


def answers(found: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """NPS = %(9-10) - %(0-6); CSAT = share in the top two boxes"""
    scores = [(money(each["score"]) or Decimal(0), count(each.get("scale"), 5)) for each in found]
    if kind == "nps":
        top, bottom = sum(score >= 9 for score, _ in scores), sum(score <= 6 for score, _ in scores)
        return {"n": len(scores), "top": top, "bottom": bottom, "nps": share(top - bottom, len(scores)), "top_two": None, "low": None, "high": None}
    top = sum(score >= scale - 1 for score, scale in scores)
    low, high = wilson(top, len(scores))
    return {"n": len(scores), "top": top, "bottom": None, "nps": None, "top_two": share(top, len(scores)), "low": low, "high": high}


def satisfaction(book: Book, group: Callable[[Account], str | None] = lambda account: None) -> dict[str, Any]:
    """product, relationship and service apart; complaints: open, days to resolve"""
    found: dict[tuple[str | None, str, str | None], list[dict[str, Any]]] = {}
    for account in book.accounts:
        for survey in many(account.raw.get("surveys")):
            if date.fromisoformat(survey["date"]) <= book.t and counts(survey):
                found.setdefault((group(account), survey["kind"], survey.get("about")), []).append(survey)
    rows = [{"group": name, "kind": kind, "about": about, **answers(those, kind)} for (name, kind, about), those in found.items()]
    cases = [case for account in book.accounts for case in complaints(account)]
    closed = [case for case in cases if (day(case.get("closed")) or date.max) <= book.t]
    days = [(date.fromisoformat(case["closed"]) - date.fromisoformat(case["opened"])).days for case in closed]
    return {"rows": rows, "totals": {"answers": sum(row["n"] for row in rows), "complaints": len(cases), "open": len(cases) - len(closed), "median_days": median(days)}}


def complaints(account: Account) -> list[dict[str, Any]]:
    return [case for case in account.raw.get("cases", {}).values() if case.get("kind", "complaint") == "complaint" and date.fromisoformat(case["opened"]) <= account.t]


# --- whitespace


def owned_assets(account: Account) -> set[str]:
    assets = {product: mapping(what, "qty") for product, what in account.raw.get("assets", {}).items()}
    return {product for product, what in assets.items() if (day(what.get("since")) or date.min) <= account.t}


def owned(account: Account) -> set[str]:
    """under `assets`, or bought from us in a won deal"""
    return owned_assets(account) | {product for deal in of_account(account) if deal.result == "won" for product in deal.products}


def cell(account: Account, product: str) -> str:
    """first that holds: owned, pipeline, lost (12 months), not eligible (`needs` unmet, or by hand with a reason), gap"""
    have, found = owned(account), [deal for deal in of_account(account) if product in deal.products]
    if product in have:
        return "owned"
    if any(deal.open for deal in found):
        return "pipeline"
    if any(deal.result in ("lost", "no_decision") and deal.closed_on > months(account.t, -12) for deal in found):
        return "lost"
    needs = many(mapping(account.policy["products"][product], "label").get("needs"))
    return "not_eligible" if product in account.raw.get("not_eligible", {}) or not have >= {*needs} else "gap"


CELLS = ["owned", "pipeline", "lost", "not_eligible", "gap"]


def penetration(cells: list[str]) -> Any:
    """owned / (owned + pipeline + lost + gap)"""
    return share(cells.count("owned"), len(cells) - cells.count("not_eligible"))


def whitespace(book: Book) -> dict[str, Any]:
    """Accounts with the status `churned` or `disqualified` have no row."""
    products = [*(book.policy["products"] or {})]
    shown = [account for account in book.accounts if account.status not in ("churned", "disqualified")]
    grid = {account.id: {product: cell(account, product) for product in products} for account in shown}
    rows = [
        {"account": name, **{word: [product for product in products if cells[product] == word] for word in CELLS}, "penetration": penetration([*cells.values()])} for name, cells in grid.items()
    ]
    columns = {product: [cells[product] for cells in grid.values()] for product in products}
    told = [{"product": product, **{word: cells.count(word) for word in CELLS}, "penetration": penetration(cells)} for product, cells in columns.items()]
    every = [each for cells in grid.values() for each in cells.values()]
    return {"rows": rows, "totals": {"accounts": len(shown), "penetration": penetration(every), "products": told}}


# --- orphans


def ahead(account: Account) -> bool:
    """a next step from today on (of an open deal, or told in the log), or a live plan"""
    steps = [deal.next for deal in of_account(account) if deal.open and deal.next]
    steps += [mapping(entry.raw["next"], "date") for entry in account.log if "next" in entry.raw]
    return any(date.fromisoformat(step["date"]) >= account.t for step in steps) or any(map(account.live, account.plans.values()))


def orphan(account: Account, left: bool) -> list[str]:
    """no owner; owner left; work of who left; or no two-way touch within contact_days by anyone of us and nothing ahead. Other accounts than customers
    are looked at for who has left only; those that have churned or were disqualified for their open deals"""
    last = max((entry.date for entry in account.touches), default=None)
    silent = last is None or (account.t - last).days > account.policy.contact_days
    customer, gone = account.status == "customer", account.status in ("churned", "disqualified")
    reasons = ["no-owner"] if customer and not account.owner else []
    if account.owner and not gone and not account.policy.here(account.owner, account.t):
        reasons.append("owner-left")
    return reasons + ["work-left"] * left + ["untouched"] * (customer and silent and not ahead(account))


def orphans(book: Book, in_hand: Callable[[Account], Iterable[tuple[str, str | None]]]) -> dict[str, Any]:
    """`in_hand`: what each of us has in hand at an account, as the agenda has it"""
    rows, gone = [], ("churned", "disqualified")
    for account in book.accounts:
        whose = {member for what, member in in_hand(account) if what != "account" and (what in ("deal", "promise") or account.status not in gone)}
        left = any(member and not book.policy.here(member, book.t) for member in whose)
        last = max((entry.date for entry in account.touches), default=None)
        if reasons := orphan(account, left):
            rows.append({"account": account.id, "reasons": reasons, "last_touch": last and str(last), "silent_days": last and (book.t - last).days, "owner": account.owner})
    return {"rows": rows, "totals": {"orphans": len(rows), "customers": sum(account.status == "customer" for account in book.accounts)}}
