"""`crm renewals` and `crm retention`, from numbers.md and the pages of the two."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from audit.book import Account, Book
from audit.reading import count, day, money, months
from audit.figures_outcomes import ended
from audit.arithmetic import median, share, total, wilson

A_YEAR = {"year": 1, "month": 12, "quarter": 4}


@dataclass
class Contract:
    account: Account
    id: str
    raw: dict[str, Any]

    def __post_init__(self) -> None:
        self.start, self.end, self.signed = (
            date.fromisoformat(self.raw["start"]),
            day(self.raw.get("end")),
            day(self.raw.get("signed")),
        )

    @property
    def a_year(self) -> Decimal | None:
        """times twelve per month, times four per quarter, and nothing when it was paid once; an
        amount that does not say per what is a year's
        """
        amount, per = money(self.raw.get("amount")), self.raw.get("per", "year")
        return None if amount is None else amount * A_YEAR.get(per, 0)

    def agreed(self, t: date) -> bool:
        """from its first day, or from the day it was `signed` before that"""
        return self.start <= t or (self.signed is not None and self.signed <= t)

    def holds(self, t: date) -> bool:
        """Still holding at t: started, not ended (or open-ended), also when renewed ahead"""
        return self.start <= t and (self.end is None or t <= self.end)

    def covers(self, t: date, grace: int) -> bool:
        """A customer of a day has a contract that holds on it, or one that ended at most
        `grace_days` before.
        """
        return self.start <= t and (self.end is None or (t - self.end).days <= grace)


def contracts(account: Account) -> list[Contract]:
    return [Contract(account, name, raw) for name, raw in account.raw.get("contracts", {}).items()]


def agreed(account: Account, t: date) -> list[Contract]:
    return [each for each in contracts(account) if each.agreed(t)]


# --- renewals


def reminders(contract: Contract) -> list[int]:
    """as `remind_days` and `notice_days` say"""
    return sorted(
        {
            *contract.account.policy.reminders,
            *([count(contract.raw["notice_days"])] if "notice_days" in contract.raw else []),
        },
        reverse=True,
    )


def successor(contract: Contract, t: date) -> Contract | None:
    """renewed by the first contract that begins between its first reminder and the end of its
    grace, and runs longer
    """
    if contract.end is None:
        return None
    first = contract.end - timedelta(days=max(reminders(contract), default=0))
    # one that begins on the day after the grace leaves no day without
    last = contract.end + timedelta(days=contract.account.policy.grace + 1)
    after = [
        each
        for each in agreed(contract.account, t)
        if each.id != contract.id
        and first <= each.start <= last
        and each.start > contract.start
        and (each.end is None or each.end > contract.end)
    ]
    return min(after, key=lambda each: (each.start, each.id), default=None)


def state(contract: Contract, t: date) -> str:
    policy, end = contract.account.policy, contract.end
    if successor(contract, t):
        return "renewed"
    if contract.start > t:
        return "signed"
    if end is None or t < end - timedelta(days=max(reminders(contract), default=0)):
        return "running"
    if t <= end:
        return "reminded"
    if (t - end).days <= policy.grace:
        return "grace"
    # lapsed: another contract still held then, or was in its own grace; churned: none did
    gone = end + timedelta(days=policy.grace + 1)
    return "lapsed" if customer(contract.account, gone) else "churned"


def renewals(book: Book) -> dict[str, Any]:
    t, rows, held = book.t, [], []
    for account in book.accounts:
        for each in agreed(account, t):
            if each.holds(t):
                held.append(each)
            if each.end is None or t <= months(each.end, 12):  # until a year after its last day
                after = successor(each, t)
                passed = (
                    []
                    if each.end is None
                    else [days for days in reminders(each) if each.end - timedelta(days=days) <= t]
                )
                rows.append(
                    {
                        "account": account.id,
                        "contract": each.id,
                        "start": str(each.start),
                        "end": each.end and str(each.end),
                        "days_left": each.end and (each.end - t).days,
                        "state": state(each, t),
                        "a_year": each.a_year,
                        "renewed_by": after and after.id,
                        "owner": account.owner,
                        "reminders": passed if each.end else [],
                    }
                )
    return {
        "rows": rows,
        "totals": {
            "contracts": len(rows),
            "held": len(held),
            "a_year": total(each.a_year for each in held),
            "unvalued": sum(each.a_year is None for each in held),
        },
    }


# --- retention


def customer(account: Account, t: date) -> list[Contract]:
    return [each for each in contracts(account) if each.covers(t, account.policy.grace)]


def yearly(account: Account, t: date) -> Decimal | None:
    """A contract in its grace counts until a later one has taken over; a customer with a contract
    that says no amount is outside of the amounts.
    """
    live = [
        each for each in customer(account, t) if each.holds(t) or not successor_by_start(each, t)
    ]
    return (
        None if any(each.a_year is None for each in live) else total(each.a_year for each in live)
    )


def successor_by_start(contract: Contract, t: date) -> bool:
    after = successor(contract, t)
    return after is not None and after.start <= t


def retention(book: Book) -> dict[str, Any]:
    row = kept(book.accounts, months(book.t, -12), book.t) | again(book)
    return {"rows": [{"group": None, **row}], "totals": row}


def kept(accounts: list[Account], start: date, end: date) -> dict[str, Any]:
    """customers at start still customers at end; GRR = (start - contraction - churn)/start, NRR
    adds expansion; new logos outside
    """
    before, after = (
        [each for each in accounts if customer(each, start)],
        [each for each in accounts if customer(each, end)],
    )
    stayed, new = (
        [each for each in before if each in after],
        [each for each in after if each not in before],
    )
    figures = {each.id: (yearly(each, start), yearly(each, end)) for each in accounts}
    valued = [
        each
        for each in before
        if figures[each.id][0] is not None
        and (each not in after or figures[each.id][1] is not None)
    ]
    at_start = total(figures[each.id][0] for each in valued)
    churn = total(figures[each.id][0] for each in valued if each not in after)
    moved = [
        (figures[each.id][1] or Decimal(0)) - (figures[each.id][0] or Decimal(0))
        for each in valued
        if each in after
    ]
    contraction, expansion = (
        total(-each for each in moved if each < 0),
        total(each for each in moved if each > 0),
    )
    low, high = wilson(len(stayed), len(before))
    return {
        "customers": len(before),
        "kept": len(stayed),
        "logo": share(len(stayed), len(before)),
        "low": low,
        "high": high,
        "start_amount": at_start,
        "churn": churn,
        "contraction": contraction,
        "expansion": expansion,
        "grr": share(at_start - contraction - churn, at_start),
        "nrr": share(at_start - contraction - churn + expansion, at_start),
        "new": len(new),
        "new_amount": total(figures[each.id][1] for each in new),
        "new_unvalued": sum(figures[each.id][1] is None for each in new),
        "unvalued": len(before) - len(valued),
    }


def again(book: Book) -> dict[str, Any]:
    """the share of accounts with a won deal that won on another day too, and the median of the days
    between such days
    """
    days: dict[str, set[date]] = {}
    for deal in ended(book, "won"):
        days.setdefault(deal.account.id, set()).add(deal.closed_on)
    twice = [sorted(each) for each in days.values() if len(each) > 1]
    between = [
        (after - before).days
        for each in twice
        for before, after in zip(each, each[1:], strict=False)
    ]
    return {
        "buyers": len(days),
        "rebuyers": len(twice),
        "repurchase": share(len(twice), len(days)),
        "median_interval": median(between),
    }
