"""What a deal's file entry means on a day: its stage, its age, its value, and whether it lives."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.deals.endings import ending, reopened
from crmcli.domain.people.presence import has_left, owner_of
from crmcli.domain.records.account import Account, Contact, Deal, NextStep, ProductLine
from crmcli.domain.records.money import Money, tidy
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.calendar import plus_days
from crmcli.domain.time.dated import current, since, value


class DealState(NamedTuple):
    """One deal as it stood on a day. Days are whole days; amounts in the book's currency."""

    created: date | None  # None: it always was
    stage: str | None
    entered: date | None  # when it came into its stage, or was opened again there
    result: str | None  # None while open
    closed: date | None
    amount: Money | None
    # None without a stage that the process knows, and without one set by hand
    probability: Money | None
    idle: int | None
    rotten: bool
    parked: bool
    close: date | None
    overdue: bool

    @property
    def is_open(self) -> bool:
        """Created and without an outcome by then."""
        return self.result is None


def state(
    deal: Deal,
    policy: Policy,
    as_of: date,
    last_touch: date | None,
    contacts: Mapping[str, Contact] = {},
) -> DealState | None:
    """How did the deal stand on that day? None before it was created.

    `last_touch` is the last two-way touch on it; `contacts` are the account's: a day agreed with
    who has left parks nothing.
    """
    created = deal.stages[0].date if deal.stages else None
    if created is not None and created > as_of:
        return None
    ended = ending(deal, as_of)
    day = min(as_of, ended.date) if ended else as_of
    now = current(deal.stages, day)
    stage, entered = (now.value, _entered(deal, day)) if now else (None, None)
    spec = policy.stages.get(stage) if stage else None
    probability: Money | None = spec.probability if spec else None
    hand = deal.probability
    if hand is not None and (hand.date is None or hand.date <= as_of):
        probability = hand.value
    marks = (last_touch, entered, since(deal.amount, as_of), since(deal.close, as_of))
    known = [mark for mark in marks if mark is not None]
    idle = (as_of - max(known)).days if known else None
    parked = waits_for_them(deal.next, contacts, as_of)
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


class DealOnDay(NamedTuple):
    """A deal of an account as it stood on a day, and who of us has it."""

    key: str
    deal: Deal
    now: DealState
    owner: str | None


def deals_on(
    account: Account, policy: Policy, as_of: date, touches: Mapping[str, date] = {}
) -> Iterator[DealOnDay]:
    """Which deals were there on that day, the invalid ones too? In the order of the file.

    `touches` are the last two-way touches on each; without them a deal is as idle as its file says.
    """
    for key, deal in account.deals.items():
        now = state(deal, policy, as_of, touches.get(key), account.contacts)
        if now is not None:
            yield DealOnDay(key, deal, now, owner_of(deal, account))


def open_deals(
    account: Account, policy: Policy, as_of: date, touches: Mapping[str, date] = {}
) -> Iterator[DealOnDay]:
    """Those of them that had not ended."""
    return (each for each in deals_on(account, policy, as_of, touches) if each.now.is_open)


def _entered(deal: Deal, day: date) -> date | None:
    """When did it come into the stage it is in?

    What was moved on and back on one day never left.
    """
    known = [each for each in (since(deal.stages, day), reopened(deal, day)) if each is not None]
    return max(known, default=None)


def days_open(now: DealState) -> int | None:
    """From its beginning to its end, in days; less than nothing where the file has the end before
    it.
    """
    return (now.closed - now.created).days if now.closed and now.created else None


def waits_for_them(step: NextStep | None, contacts: Mapping[str, Contact], as_of: date) -> bool:
    """Is a day ahead agreed with somebody there? Who has left agrees to nothing any more."""
    if step is None or step.date <= as_of:
        return False
    return any(each not in contacts or not has_left(contacts[each], as_of) for each in step.with_)


def worth(deal: Deal, policy: Policy, as_of: date) -> Money | None:
    """What is the deal worth?

    Its amount, else its products at their prices; None when neither is known.
    """
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
    """What does one cost in this deal?

    Its own price, else the list price there, else the one in crm.yaml.
    """
    own = line.unit_price if line.unit_price is not None else line.list_price
    return (
        policy.products[product].list_price if own is None and product in policy.products else own
    )


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
    """How many percent of the roles must be named by now?

    The most any stage up to this one asks.
    """
    order = stage_order(policy)
    if stage not in order:
        return None
    asked = [
        spec.min_coverage
        for name, spec in policy.stages.items()
        if order[name] <= order[stage] and spec.min_coverage is not None
    ]
    return max(asked, default=None)
