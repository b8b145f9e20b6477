"""Which accounts and people does each account name as those who sent it?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account, Referral
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Table
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report


class ReferralRow(NamedTuple):
    """One mention of another account: where it stands, and whom it names."""

    account: str
    owner: str | None
    where: str
    referral: Referral


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[ReferralRow]:
    """The account's own source, and its deals'."""
    rows = (
        [ReferralRow(account.id, account.owner, "referred_by", account.referred_by)]
        if account.referred_by
        else []
    )
    return rows + [
        ReferralRow(account.id, account.owner, f"deals.{name}.referred_by", deal.referred_by)
        for name, deal in account.deals.items()
        if deal.referred_by
    ]


def tabulate(
    facts: Sequence[ReferralRow], policy: Policy, as_of: date, options: NoOptions
) -> Table:
    """A row per mention."""
    return Table(
        "referrals", as_of, sorted(facts), (Column("account", "id", 9), Column("where", "id", 9))
    )


FACTS = FactSource("referrals", gather, NoOptions)
REPORT = Report("referrals", FACTS, tabulate, NoOptions)
