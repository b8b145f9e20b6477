"""Contracts over time: what takes over from one, until when its customer is ours, and what it
brings a year.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.deals.endings import ending
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Contract
from crmcli.domain.records.money import Money, tidy
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.calendar import plus_days

TIMES_A_YEAR = {"year": 1, "month": 12, "quarter": 4, "once": 0}


class Yearly(NamedTuple):
    """What a customer's contracts bring a year; `unvalued` of them say no amount."""

    amount: Money
    unvalued: int


def renewed_by(account: Account, contract: Contract, policy: Policy, as_of: date) -> str | None:
    """Which contract has taken over by then?

    The first that begins between the first reminder and the end of the grace, and runs longer.

    It takes over from the day it begins, or was signed before that. One that began earlier runs
    beside it, about something else. A contract without an end runs longest, and needs no renewal
    itself.
    """
    end = contract.end
    if end is None:
        return None
    opens = plus_days(
        end, -max((*policy.renewals.remind_days, contract.notice_days or 0), default=0)
    )
    closes = plus_days(end, policy.renewals.grace_days + 1)
    later = [
        (other.start, name)
        for name, other in account.contracts.items()
        if other is not contract
        and max(opens, contract.start) < other.start <= closes
        and known_from(other) <= as_of
        and (other.end is None or other.end > end)
    ]
    return min(later)[1] if later else None


def known_from(contract: Contract) -> date:
    """The first day on which it could be known: its first, or the day it was signed before that."""
    return contract.start if contract.signed is None else min(contract.start, contract.signed)


def gone_from(contract: Contract, policy: Policy) -> date | None:
    """The first day on which its customer is gone unless another contract holds; None for one
    without an end.
    """
    return None if contract.end is None else plus_days(contract.end, policy.renewals.grace_days + 1)


def is_customer(account: Account, policy: Policy, day: date) -> bool:
    """Does a contract hold on that day, or did one end so lately that we still wait?"""
    return any(
        contract.start <= day and ((gone := gone_from(contract, policy)) is None or day < gone)
        for contract in account.contracts.values()
    )


def first_day(account: Account, as_of: date, without: str | None = None) -> date | None:
    """Since when is it a customer?

    The first contract's start or the first won deal, whichever came first; `without` leaves one
    deal and its contracts out.
    """
    starts = [
        contract.start
        for contract in account.contracts.values()
        if contract.start <= as_of and (without is None or contract.deal != without)
    ]
    return min([*starts, *won_days(account, as_of, without)], default=None)


def won_days(account: Account, as_of: date, without: str | None = None) -> Iterable[date]:
    """The days on which deals were won."""
    ended = (ending(deal, as_of) for name, deal in account.deals.items() if name != without)
    return (each.date for each in ended if each is not None and each.result == "won")


def a_year(contract: Contract) -> Money | None:
    """What it brings a year: nothing where it was paid once, None where nobody wrote how much.

    An amount that does not say per what is a year's.
    """
    return (
        None
        if contract.amount is None
        else tidy(Decimal(contract.amount) * TIMES_A_YEAR[contract.per or "year"])
    )


def yearly(account: Account, policy: Policy, day: date) -> Yearly:
    """What the contracts that hold on that day bring a year; one in its grace counts until another
    takes over.
    """
    amount, unvalued = Decimal(0), 0
    for contract in account.contracts.values():
        gone = gone_from(contract, policy)
        if contract.start > day or (gone is not None and day >= gone):
            continue
        follower = (
            renewed_by(account, contract, policy, day)
            if contract.end is not None and contract.end < day
            else None
        )
        if follower and account.contracts[follower].start <= day:
            continue
        each = a_year(contract)
        amount += each or 0
        unvalued += each is None
    return Yearly(tidy(amount), unvalued)
