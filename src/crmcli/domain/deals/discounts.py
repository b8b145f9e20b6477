"""Which discounts has nobody approved who may?

Judged product by product, and by what the deal is worth as a whole.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.records.account import Deal, ProductLine
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import value

WHOLE = Decimal(100)


class Discount(NamedTuple):
    """So many percent below the list price of a product, or of all of them where it names none, and
    who must approve.
    """

    product: str | None
    off: Decimal
    wanted: str


class _Sums(NamedTuple):
    """What a deal's products come to: by the list, as priced one by one, and how much off nobody
    needs to approve.
    """

    listed: Decimal
    priced: Decimal
    free: Decimal


def unapproved_discounts(deal: Deal, policy: Policy, as_of: date) -> list[Discount]:
    """Discounts below the floor that day without the approval of anybody who may give it, however
    they were given.
    """
    if not deal.products:
        return []
    found = list(_of_lines(deal, policy))
    whole = _of_whole(deal, policy, as_of)
    return [*found, whole] if whole is not None else found


def _of_lines(deal: Deal, policy: Policy) -> Iterator[Discount]:
    for product, line in deal.products.items():
        listed = _list_price(product, line, policy)
        if not listed or line.unit_price is None or line.unit_price >= listed:
            continue
        off = _percent_off(Decimal(line.unit_price), Decimal(listed))
        wanted = _wanted(off, _free(product, policy), policy)
        if wanted is not None and not may_approve(line.approved_by, wanted, policy):
            yield Discount(product, off, wanted)


def _of_whole(deal: Deal, policy: Policy, as_of: date) -> Discount | None:
    """The discount of a deal that is worth less than its products as priced; who approves it does
    so on each of them.
    """
    amount, sums = value(deal.amount, as_of), _sums(deal, policy)
    if amount is None or sums is None or not sums.listed or amount >= sums.priced:
        return None
    off = _percent_off(Decimal(amount), sums.listed)
    wanted = _wanted(off, sums.free / sums.listed, policy) if off > 0 else None
    approvers = (line.approved_by for line in deal.products.values())
    if wanted is None or all(may_approve(member, wanted, policy) for member in approvers):
        return None
    return Discount(None, off, wanted)


def _sums(deal: Deal, policy: Policy) -> _Sums | None:
    """None where a product has no price at all. One without a list price is sold at its own."""
    listed = priced = free = Decimal(0)
    for product, line in deal.products.items():
        by_list = _list_price(product, line, policy)
        own = line.unit_price if line.unit_price is not None else by_list
        if own is None:
            return None
        qty, before = Decimal(line.qty), Decimal(own if by_list is None else by_list)
        listed += qty * before
        priced += qty * Decimal(own)
        free += qty * before * _free(product, policy)
    return _Sums(listed, priced, free)


def _list_price(product: str, line: ProductLine, policy: Policy) -> Money | None:
    if line.list_price is not None or product not in policy.products:
        return line.list_price
    return policy.products[product].list_price


def _percent_off(price: Decimal, listed: Decimal) -> Decimal:
    return (1 - price / listed) * 100


def _free(product: str, policy: Policy) -> Decimal:
    """How many percent off the product nobody needs to approve: down to its floor, else to the
    first approval.
    """
    floor = policy.products[product].floor_pct_off if product in policy.products else None
    if floor is not None:
        return Decimal(floor)
    return min(map(Decimal, policy.discounts.approval), default=WHOLE)


def _wanted(off: Decimal, free: Decimal, policy: Policy) -> str | None:
    """Who has to approve so much off; None where nobody has to."""
    if off <= free:
        return None
    asked = [who for percent, who in sorted(policy.discounts.approval.items()) if off > percent]
    return asked[-1] if asked else "manager"


def may_approve(member: str | None, wanted: str, policy: Policy) -> bool:
    """An executive may approve anything; a manager is who has the function, or leads somebody."""
    who = policy.team.get(member) if member else None
    if who is None:
        return False
    leads = wanted == "manager" and any(each.manager == member for each in policy.team.values())
    return leads or who.function in {wanted, "executive"}
