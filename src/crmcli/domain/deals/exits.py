"""Exit criteria: what a deal must have before it leaves its stage."""

from collections.abc import Callable
from datetime import date

from crmcli.domain.deals import qualification
from crmcli.domain.deals.discounts import unapproved_discounts
from crmcli.domain.people.touches import is_two_way, known_log, outcome
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import DECIDERS, TWO_WAY

Check = Callable[[Account, str, Deal, Policy, date], bool]


def _touched(account: Account, name: str, _deal: Deal, _policy: Policy, as_of: date) -> bool:
    return any(
        is_two_way(entry) for entry in known_log(account, as_of) if entry.deal in (None, name)
    )


def _proposed(account: Account, name: str, _deal: Deal, _policy: Policy, as_of: date) -> bool:
    """Something was handed over about the deal, or shown."""
    return any(
        entry.gave or (entry.type == "demo" and outcome(entry) in TWO_WAY)
        for entry in known_log(account, as_of)
        if entry.deal == name
    )


def _qualified(_account: Account, _name: str, deal: Deal, policy: Policy, as_of: date) -> bool:
    return qualification.short_of(deal, policy, as_of) <= 0


CHECKS: dict[str, Check] = {
    **dict.fromkeys(qualification.GATES, _qualified),
    "source": lambda account, _name, deal, _policy, _day: (
        (deal.source or account.source) is not None
    ),
    "problems": lambda account, _name, _deal, _policy, _day: bool(account.research.problems),
    "decision_maker": lambda account, _name, deal, _policy, _day: (
        account.research.decision_maker is not None
        or any(role in DECIDERS for role in deal.people.values())
    ),
    "annual_revenue": lambda account, _name, _deal, _policy, _day: (
        account.research.annual_revenue is not None
    ),
    "two_way_touch": _touched,
    "proposal": _proposed,
    "next": lambda _account, _name, deal, _policy, _day: deal.next is not None,
    "discount_ok": lambda _account, _name, deal, policy, day: (
        not unapproved_discounts(deal, policy, day)
    ),
}


def missing_exits(
    account: Account, name: str, deal: Deal, stage: str | None, policy: Policy, as_of: date
) -> tuple[str, ...]:
    """Which exit criteria of its stage does the deal still lack?

    A custom field counts as met once it is filled in.
    """
    spec = policy.stages.get(stage) if stage else None
    if spec is None:
        return ()
    return tuple(
        need
        for need in qualification.exits(spec, policy)
        if not (
            CHECKS[need](account, name, deal, policy, as_of)
            if need in CHECKS
            else need in deal.custom or need in account.custom
        )
    )
