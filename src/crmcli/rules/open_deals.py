"""Which deals are still being worked on? Asked by many rules, of every account."""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.promises import is_going
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import current


def open_deals(account: Account, as_of: date) -> Iterator[tuple[str, Deal]]:
    """The open deals with their ids, in the file's order."""
    return ((name, deal) for name, deal in account.deals.items() if is_going(deal, as_of))


def is_at_or_past(deal: Deal, place: int, policy: Policy, as_of: date) -> bool:
    """Has the deal come to this place of the process, counted from 0?

    Stages after the sale do not count.
    """
    fact = current(deal.stages, as_of)
    if (
        fact is None
        or fact.value not in policy.stages
        or policy.stages[fact.value].forecast == "closed"
    ):
        return False
    return list(policy.stages).index(fact.value) >= place


def first_stage_asking(need: str, policy: Policy) -> int | None:
    """The place of the first stage that has this exit criterion."""
    return next(
        (place for place, stage in enumerate(policy.stages.values()) if need in stage.exit), None
    )
