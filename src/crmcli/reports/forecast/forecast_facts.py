"""What a forecast rests on: each open deal with what it is worth and how likely it is, and what
became of those that ended.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crmcli.domain.deals.deals import deals_on, price_of, stage_order
from crmcli.domain.deals.stage_history import passage
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.money import Money, tidy, weighted
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds
from crmcli.reports.deal_facts import sums

CATEGORIES = ("commit", "best_case", "pipeline")  # each holds the ones before it
# in how many of the categories a deal is
_WITHIN = {
    "closed": 3,
    "commit": 3,
    "best_case": 2,
    "pipeline": 1,
}


class Line(NamedTuple):
    """One product of a deal: how many, and what they are worth; None where no price is known."""

    product: str
    qty: Money
    worth: Money | None


class ForecastFact(NamedTuple):
    """One deal, an open one or one that ended.

    `day` is its expected close date, or the day of its outcome.

    `percent` is the deal's own probability if `own`, else its stage's; `reached` the furthest stage
    it came to, by its place in the process.
    """

    ref: str
    owner: str | None
    result: str | None
    day: date | None
    amount: Money | None
    stage: str | None
    percent: Money
    own: bool
    category: str
    reached: int | None
    lines: tuple[Line, ...]


class Odds(NamedTuple):
    """How likely a deal in a stage is: won of the closed deals that came to it, and the probability
    that is used, in percent; `from_policy` when they were too few.
    """

    stage: str
    won: int
    closed: int
    low: float | None
    high: float | None
    percent: Money | Fraction
    from_policy: bool


def gather_forecast(account: Account, policy: Policy, as_of: date) -> list[ForecastFact]:
    """The account's deals, but for the invalid ones."""
    order = stage_order(policy)
    found = []
    for name, deal, now, owner in deals_on(account, policy, as_of):
        if now.result == "invalid":
            continue
        way = passage(deal, order, as_of) if now.result is not None else None
        spec = policy.stages.get(now.stage) if now.stage else None
        own = deal.probability is not None and (
            deal.probability.date is None or deal.probability.date <= as_of
        )
        found.append(
            ForecastFact(
                f"{account.id}/{name}",
                owner,
                now.result,
                now.closed if now.result else now.close,
                now.amount,
                now.stage,
                now.probability or 0,
                own,
                spec.forecast if spec else "omitted",
                way.furthest if way else None,
                _lines(deal, policy),
            )
        )
    return found


def _lines(deal: Deal, policy: Policy) -> tuple[Line, ...]:
    """The deal's products in the policy's order, those that it does not know after them by id."""
    found = []
    order = {product: place for place, product in enumerate(policy.products)}
    products = sorted(
        deal.products.items(), key=lambda item: (order.get(item[0], len(order)), item[0])
    )
    for product, line in products:
        price = price_of(product, line, policy)
        found.append(
            Line(
                product,
                line.qty,
                None if price is None else tidy(Decimal(line.qty) * Decimal(price)),
            )
        )
    return tuple(found)


def odds(facts: Iterable[ForecastFact], policy: Policy) -> dict[str, Odds]:
    """The book's own odds by stage.

    Below min_sample closed deals the policy's probability is used.
    """
    ended = [fact for fact in facts if fact.result is not None and fact.reached is not None]
    found = {}
    for place, (stage, spec) in enumerate(policy.stages.items()):
        came = [fact for fact in ended if fact.reached is not None and fact.reached >= place]
        won = sum(fact.result == "won" for fact in came)
        few = len(came) < max(policy.min_sample, 1)
        found[stage] = Odds(
            stage,
            won,
            len(came),
            *bounds(won, len(came)),
            spec.probability if few else Fraction(100 * won, len(came)),
            few,
        )
    return found


def likely(fact: ForecastFact, known: Mapping[str, Odds] | None) -> Money | Fraction:
    """The deal's probability in percent: its own, else its stage's by the odds, else its stage's by
    the policy.
    """
    if fact.own or known is None or fact.stage is None or fact.stage not in known:
        return fact.percent
    return known[fact.stage].percent


def rate_said(fact: ForecastFact, known: Mapping[str, Odds] | None) -> str:
    """The probability and what it rests on: by the odds their counts, else the percent that
    somebody set.
    """
    chance = likely(fact, known)
    if isinstance(chance, Fraction) and known is not None and fact.stage:
        return f"{known[fact.stage].won}/{known[fact.stage].closed}"
    return f"{chance}%"


def expected(fact: ForecastFact, known: Mapping[str, Odds] | None, currency: str) -> Money:
    """What can be counted on, floored; nothing of a deal without an amount."""
    return 0 if fact.amount is None else weighted(fact.amount, likely(fact, known), currency)


def is_in(fact: ForecastFact, category: str) -> bool:
    """Does the deal's stage stand in the category, or in one that is surer?"""
    return _WITHIN.get(fact.category, 0) >= len(CATEGORIES) - CATEGORIES.index(category)


def shares(amount: Money, lines: Sequence[Line], digits: int) -> list[Money]:
    """The amount divided among the lines by what each is worth, in equal parts where a worth is not
    known.

    Nothing is lost by rounding: the units that are left over are given out one by one, in the order
    of the lines.
    """
    worths = [Fraction(line.worth) for line in lines if line.worth is not None]
    parts = worths if len(worths) == len(lines) and any(worths) else [Fraction(1)] * len(lines)
    whole, unit = sum(parts, start=Fraction(0)), 10**digits
    units = [int(Fraction(amount) * part / whole * unit) for part in parts]
    left = int(Fraction(amount) * unit) - sum(units)
    units = [each + (place < left) for place, each in enumerate(units)]
    found = [tidy(Decimal(each).scaleb(-digits)) for each in units]
    return [sums((found[0], amount, -sums(found))), *found[1:]]  # what is finer than a unit
