"""What does an account say of referrals?

Whom it was sent by, whom we asked there, and what became of the deals.
"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import deals_on
from crmcli.domain.people.coverage import is_open
from crmcli.domain.records.account import Account, Deal, Referral
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.referral_asks import asks
from crmcli.reports.deal_facts import sums
from crmcli.reports.people_names import called


class ReferredDeal(NamedTuple):
    """A deal that came by a referral; `by` is the account that sent it, None where nobody wrote
    which, `contact` the person there.
    """

    deal: str
    by: str | None
    result: str | None
    amount: Money | None
    contact: str | None = None


class ReferralFact(NamedTuple):
    """One account.

    `planned` and `asked` are its plans to ask for a referral that are open and done; the others'
    deals are only counted.
    """

    account: str
    name: str
    owner: str | None
    by: str | None
    contact: str | None
    planned: tuple[str, ...]
    asked: tuple[str, ...]
    deals: tuple[ReferredDeal, ...]
    other_won: int
    other_lost: int
    people: tuple[tuple[str, str], ...] = ()  # who is there, by id and name
    # whom to ask now, each with what speaks for it
    proposed: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def referrers(self) -> dict[str, list[ReferredDeal]]:
        """The accounts that sent us here, each with the deals it brought."""
        found: dict[str, list[ReferredDeal]] = {self.by: []} if self.by else {}
        for deal in self.deals:
            if deal.by:
                found.setdefault(deal.by, []).append(deal)
        return found

    @property
    def won(self) -> int:
        """Referred deals that were won."""
        return sum(deal.result == "won" for deal in self.deals)

    @property
    def won_amount(self) -> Money:
        """What those brought."""
        return sums(deal.amount for deal in self.deals if deal.result == "won")


def gather_referrals(account: Account, policy: Policy, as_of: date) -> list[ReferralFact]:
    """The account's part.

    A deal is a referred one when it names who sent it, or when its source, else the account's, is a
    referral.
    """
    referred, won, lost = [], 0, 0
    for name, deal, now, _ in deals_on(account, policy, as_of):
        if now.result == "invalid":
            continue
        if _is_referred(account, deal):
            by = deal.referred_by or account.referred_by
            referred.append(
                ReferredDeal(
                    name,
                    by.account if by else None,
                    now.result,
                    now.amount,
                    by.contact if by else None,
                )
            )
        else:
            won += now.result == "won"
            lost += now.result == "lost"
    planned = [
        (name, plan)
        for name, plan in account.plans.items()
        if plan.kind == "referral_ask" and not (plan.dropped and plan.dropped.date <= as_of)
    ]
    came = account.referred_by or Referral("")
    fact = ReferralFact(
        account.id,
        account.name,
        account.owner,
        came.account or None,
        came.contact,
        tuple(f"{account.id}/{name}" for name, plan in planned if is_open(plan, as_of)),
        tuple(f"{account.id}/{name}" for name, plan in planned if not is_open(plan, as_of)),
        tuple(referred),
        won,
        lost,
        tuple((name, called(name, account)) for name in account.contacts),
        tuple(
            (each.contact, each.records)
            for each in sorted(asks(account, policy, as_of), key=lambda each: each.contact)
        ),
    )
    return [fact]


def _is_referred(account: Account, deal: Deal) -> bool:
    return deal.referred_by is not None or (deal.source or account.source) == "referral"
