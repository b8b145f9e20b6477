"""The deals of an account as the deal reports see them: one flat fact each, as of a day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.domain.deals.deals import (
    DealOnDay,
    DealState,
    days_open,
    deals_on,
    family_of,
    needed_coverage,
)
from crmcli.domain.deals.endings import ending
from crmcli.domain.deals.qualification import framework_of, score
from crmcli.domain.label import Label
from crmcli.domain.people.coverage import slots
from crmcli.domain.people.coverage_figures import measure, named_percent
from crmcli.domain.people.presence import Owned, is_active
from crmcli.domain.people.touches import LastTouches, last_touches
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money, tidy, weighted
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import month_of, quarter_of
from crmcli.messages import everywhere


class DealFact(NamedTuple):
    """One deal on a day.

    It came into its stage on the day it `entered`, and `moved` last when anything happened to it:
    no days are counted, so that it is the same tomorrow. `verified` is None unless it ended without
    a sale; `agreed`: they had said yes before that; `met` of the `criteria` that the framework
    `asked` were, by its end.
    """

    account: str
    name: str
    deal: str
    owner: str | None
    type: str | None
    segment: str | None
    industry: str | None
    source: str | None
    products: tuple[str, ...]
    competitors: tuple[str, ...]
    stage: str | None
    entered: date | None
    amount: Money | None
    weighted: Money | None
    result: str | None
    closed: date | None
    cycle: int | None
    moved: date | None
    rotten: bool
    parked: bool
    overdue: bool
    blind: bool
    reason: str | None
    verified: bool
    met: int
    asked: str
    criteria: int
    sourced_by: str | None = None
    agreed: bool = False

    @property
    def ref(self) -> str:
        """How the deal is named to a user."""
        return f"{self.account}/{self.deal}"


def gather_deals(account: Account, policy: Policy, as_of: date) -> list[DealFact]:
    """Every deal of the account that existed on that day, the invalid ones too."""
    touches = last_touches(account, as_of)
    known: list[int] = []
    return [
        _fact(
            account,
            each,
            policy,
            as_of,
            blind=_is_blind(account, each.now, policy, as_of, touches, known),
        )
        for each in deals_on(account, policy, as_of, touches.deals)
    ]


def _fact(
    account: Account, each: DealOnDay, policy: Policy, as_of: date, *, blind: bool
) -> DealFact:
    key, deal, now, owner = each
    ended, asked = ending(deal, as_of), framework_of(deal, policy)
    found = score(deal, policy, now.closed or as_of, asked)
    return DealFact(
        account=account.id,
        name=account.name,
        deal=key,
        owner=owner,
        type=deal.type,
        segment=account.segment,
        industry=account.research.industry,
        source=deal.source or account.source,
        products=tuple(deal.products),
        competitors=(ended.competitor,)
        if ended and ended.competitor
        else tuple(dict.fromkeys(deal.competitors)),
        stage=now.stage,
        entered=now.entered,
        amount=now.amount,
        weighted=None
        if now.amount is None
        else weighted(now.amount, now.probability or 0, policy.currency),
        result=now.result,
        closed=now.closed,
        cycle=days_open(now),
        moved=None if now.idle is None else as_of - timedelta(now.idle),
        rotten=now.rotten,
        parked=now.parked,
        overdue=now.overdue,
        blind=blind,
        reason=ended.reason if ended else None,
        verified=bool(ended and ended.verified_by == "buyer"),
        met=found.met,
        asked=asked.name,
        criteria=len(asked.criteria),
        sourced_by=deal.sourced_by,
        agreed=deal.verbal is not None and deal.verbal <= (now.closed or as_of),
    )


def _is_blind(
    account: Account,
    now: DealState,
    policy: Policy,
    as_of: date,
    touches: LastTouches,
    known: list[int],
) -> bool:
    """Is the deal run deep in an account we hardly know?

    `known` remembers the account's named share, in percent.
    """
    needed = needed_coverage(now.stage, policy) if now.is_open else None
    if needed is None:
        return False
    if not known:
        known.append(named_percent(measure(slots(account, policy, as_of, touches))))
    return known[0] < needed


def sums(amounts: Iterable[Money | None]) -> Money:
    """The sum of the amounts that are known."""
    return tidy(sum((amount for amount in amounts if amount is not None), start=0))


def negative_intervals(count: int) -> tuple[Message, ...]:
    """So many intervals end before they begin: told beside the means and medians that they are not
    in.
    """
    return (Message("note-intervals-backwards", (count,)),) if count else ()


def without_amount(amounts: Iterable[Money | None]) -> tuple[Message, ...]:
    """How many of them are counted and not summed, where there are any: a sum that leaves some out
    says so.
    """
    count = sum(amount is None for amount in amounts)
    return (Message("note-pipeline-unvalued", (count,)),) if count else ()


def refs(facts: Iterable[DealFact]) -> tuple[str, ...]:
    """The deals behind a figure, as `--explain` lists them."""
    return tuple(fact.ref for fact in facts)


GROUPS: dict[str, Callable[[DealFact, Policy], Sequence[str | None]]] = {
    "owner": lambda fact, _: (fact.owner,),
    "manager": lambda fact, policy: (
        policy.team[fact.owner].manager
        if fact.owner is not None and fact.owner in policy.team
        else None,
    ),
    "owner_tag": lambda fact, policy: tags_of(fact.owner, policy),
    "product": lambda fact, _: fact.products or (None,),
    "family": lambda fact, policy: families_of(fact.products, policy),
    "type": lambda fact, _: (fact.type,),
    "segment": lambda fact, _: (fact.segment,),
    "industry": lambda fact, _: (fact.industry,),
    "source": lambda fact, _: (fact.source,),
    "sourced_by": lambda fact, _: (fact.sourced_by,),
    "competitor": lambda fact, _: fact.competitors or (None,),
    "stage": lambda fact, _: (fact.stage,),
    "reason": lambda fact, _: (fact.reason,),
    "bant": lambda fact, _: (str(fact.met),),
    "met": lambda fact, _: (met_of(fact),),
    "month": lambda fact, _: (month_of(fact.closed),) if fact.closed else (),
    "quarter": lambda fact, _: (quarter_of(fact.closed),) if fact.closed else (),
}


def met_of(fact: DealFact) -> str:
    """How many criteria of which framework are met: `MEDDPICC 5/8`."""
    return f"{fact.asked} {fact.met}/{fact.criteria}"


def tags_of(owner: str | None, policy: Policy) -> Sequence[str | None]:
    """The groups of whoever of us has it, such as an office: each of their tags."""
    member = policy.team.get(owner) if owner is not None else None
    return tuple(dict.fromkeys(member.tags)) or (None,) if member else (None,)


def owned_keys(fact: Owned, by: str, policy: Policy) -> Sequence[str | None]:
    """The groups of a fact that has an owner: a field of its own, or the tags of whoever has it."""
    return tags_of(fact.owner, policy) if by == "owner_tag" else (getattr(fact, by),)


def families_of(products: Sequence[str], policy: Policy) -> Sequence[str | None]:
    """The product families that it is about, each once; none where it names no product, and for
    those without one.
    """
    return tuple(dict.fromkeys(family_of(product, policy) for product in products)) or (None,)


def group_labels(by: str, policy: Policy, as_of: date | None = None) -> dict[str, Label]:
    """The readable names of a grouping's ids; where they are people, as of that day."""
    if by in ("owner", "manager"):
        return team_labels(policy, as_of)
    if by == "role":
        return {
            role: spec.label
            for roles in policy.role_sets.values()
            for role, spec in roles.items()
            if spec.label
        }
    if by == "product":
        return {name: product.label for name, product in policy.products.items()}
    if by == "stage":
        return {name: stage.label for name, stage in policy.stages.items()}
    if by == "reason":
        return {name: reason.label for name, reason in policy.reasons.items()}
    return {}


def team_labels(policy: Policy, as_of: date | None) -> dict[str, Label]:
    """The names of our own people by id; whoever has left by that day is told as left."""
    return {
        name: {"": member.name or name}
        if is_active(name, policy.team, as_of or date.min)
        else everywhere("common-member-left", args=(member.name or name,))
        for name, member in policy.team.items()
        if member.name or member.left is not None
    }
