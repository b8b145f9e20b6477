"""What a deal's file entry means on a day: its stage, its age, its value, and whether it lives."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.calendar import plus_days
from crmcli.domain.dated import current, until, value
from crmcli.domain.money import tidy
from crmcli.domain.policy import Policy
from crmcli.domain.records import Deal, Money, Outcome, ProductLine


class DealState(NamedTuple):
    """One deal as it stood on a day. Days are whole days; amounts in the book's currency."""

    created: date | None  # None: it always was
    stage: str | None
    entered: date | None  # when it came into its stage
    result: str | None  # None while open
    closed: date | None
    amount: Money | None
    probability: Money
    idle: int | None
    rotten: bool
    parked: bool
    close: date | None
    overdue: bool

    @property
    def is_open(self) -> bool:
        """Created and without an outcome by then."""
        return self.result is None


def state(deal: Deal, policy: Policy, as_of: date, last_touch: date | None) -> DealState | None:
    """How did the deal stand on that day? None before it was created. `last_touch`: the last two-way touch on it."""
    created = deal.stages[0].date if deal.stages else None
    if created is not None and created > as_of:
        return None
    ended = deal.outcome if deal.outcome is not None and deal.outcome.date <= as_of else None
    now = current(deal.stages, min(as_of, ended.date) if ended else as_of)
    stage, entered = (now.value, now.date) if now else (None, None)
    spec = policy.stages.get(stage) if stage else None
    probability: Money = spec.probability if spec else 0
    hand = deal.probability
    if hand is not None and (hand.date is None or hand.date <= as_of):
        probability = hand.value
    changes = (*(fact.date for fact in until(deal.amount, as_of)), *(fact.date for fact in until(deal.close, as_of)))
    marks = [day for day in (last_touch, entered, *changes) if day is not None]
    idle = (as_of - max(marks)).days if marks else None
    parked = deal.next is not None and deal.next.date > as_of and bool(deal.next.with_)
    close = value(deal.close, as_of)
    is_open = ended is None
    limit = spec.rot_days if spec else None
    return DealState(
        created=created,
        stage=stage,
        entered=entered,
        result=None if ended is None else ended.result,
        closed=None if ended is None else ended.date,
        amount=worth(deal, policy, as_of),
        probability=probability,
        idle=idle,
        rotten=is_open and not parked and limit is not None and idle is not None and idle > limit,
        parked=is_open and parked,
        close=close,
        overdue=is_open and close is not None and close < as_of,
    )


def ending(deal: Deal, as_of: date) -> Outcome | None:
    """How it ended by then; None where it had not, or was not created yet, whatever its file says of an end before its beginning."""
    created = deal.stages[0].date if deal.stages else None
    ended = deal.outcome
    return ended if ended is not None and ended.date <= as_of and (created is None or created <= as_of) else None


def worth(deal: Deal, policy: Policy, as_of: date) -> Money | None:
    """What is the deal worth? Its amount, else its products at their prices; None when neither is known."""
    amount = value(deal.amount, as_of)
    if amount is not None or not deal.products:
        return amount
    total: Money = 0
    for product, line in deal.products.items():
        price = price_of(product, line, policy)
        if price is None:
            return None
        total = _plus(total, line.qty, price)
    return tidy(total)


def price_of(product: str, line: ProductLine, policy: Policy) -> Money | None:
    """What does one cost in this deal? Its own price, else the list price there, else the one in crm.yaml."""
    own = line.unit_price if line.unit_price is not None else line.list_price
    return policy.products[product].list_price if own is None and product in policy.products else own


def family_of(product: str, policy: Policy) -> str | None:
    """Which family is the product of? None where crm.yaml tells none."""
    return policy.products[product].family if product in policy.products else None


def _plus(total: Money, qty: Money, price: Money) -> Money:
    if isinstance(total, int) and isinstance(qty, int) and isinstance(price, int):
        return total + qty * price
    return Decimal(total) + Decimal(qty) * Decimal(price)


def rot_date(state: DealState, rot_days: int, as_of: date) -> date:
    """The first day on which the deal counted as rotten."""
    return plus_days(as_of, rot_days + 1 - (state.idle or 0))


def stage_order(policy: Policy) -> dict[str, int]:
    """Each stage's place in the process, from 0."""
    return {stage: place for place, stage in enumerate(policy.stages)}


def needed_coverage(stage: str | None, policy: Policy) -> Money | None:
    """How many percent of the roles must be named by now? The most any stage up to this one asks."""
    order = stage_order(policy)
    if stage not in order:
        return None
    asked = [spec.min_coverage for name, spec in policy.stages.items() if order[name] <= order[stage] and spec.min_coverage is not None]
    return max(asked, default=None)


def discount(line_price: Money, list_price: Money) -> Decimal:
    """How many percent below the list price."""
    return (1 - Decimal(line_price) / Decimal(list_price)) * 100


def unapproved_discounts(deal: Deal, policy: Policy) -> list[tuple[str, Decimal, str]]:
    """Products sold below their floor without anybody's approval who may give it: product, percent off, who must approve."""
    found = []
    for product, line in deal.products.items():
        spec = policy.products.get(product)
        list_price = line.list_price if line.list_price is not None else (spec.list_price if spec else None)
        if not list_price or line.unit_price is None or line.unit_price >= list_price:
            continue
        off = discount(line.unit_price, list_price)
        asked = [function for percent, function in sorted(policy.discounts.approval.items()) if off > percent]
        floor = spec.floor_pct_off if spec else None
        wanted = asked[-1] if asked else "manager" if floor is not None else None
        if floor is not None and off <= floor:
            wanted = None
        if wanted is not None and not _may_approve(line.approved_by, wanted, policy):
            found.append((product, off, wanted))
    return found


def _may_approve(member: str | None, wanted: str, policy: Policy) -> bool:
    """An executive may approve anything; a manager is who has the function, or leads somebody."""
    who = policy.team.get(member) if member else None
    if who is None:
        return False
    leads = wanted == "manager" and any(each.manager == member for each in policy.team.values())
    return leads or who.function in {wanted, "executive"}
