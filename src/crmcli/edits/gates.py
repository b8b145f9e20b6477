"""Gates: what must hold before a deal moves on, and what it takes to pass one all the same."""

from datetime import date
from typing import NamedTuple

from crmcli.domain import bant
from crmcli.domain.deals import stage_order
from crmcli.domain.discounts import Discount, unapproved_discounts
from crmcli.domain.errors import CrmError
from crmcli.domain.exits import missing_exits
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.domain.table import Message


class Pass(NamedTuple):
    """Leave to go through a closed gate: `force` asks for it, `why` is written down."""

    force: bool = False
    why: str | None = None

    def through(self, missing: list[Message]) -> str | None:
        """What is to be written down about the way through: nothing if it was open. Raises CrmError where it stays shut."""
        if not missing:
            return self.why
        if not self.force:
            raise CrmError(Message("gate-shut", (Message("list", tuple(missing)),)), Message("gate-hint"), status=4)
        if not self.why:
            raise CrmError(Message("gate-why"), Message("gate-hint"), status=2)
        return self.why


def before_stage(account: Account, name: str, now: str | None, then: str, policy: Policy, as_of: date) -> list[Message]:
    """What the deal lacks to go from one stage to another: the exit criteria of those it leaves behind, and the BANT gate. Going back needs nothing."""
    order = stage_order(policy)
    deal = account.deals[name]
    here, there = order.get(now or "", -1), order.get(then, -1)
    missing: list[str] = []
    for stage in [stage for stage, place in order.items() if max(here, 0) <= place < there]:
        missing += [need for need in missing_exits(account, name, deal, stage, policy, as_of) if need not in missing]
    return [_said(account, name, need, policy, as_of) for need in missing]


def before_winning(account: Account, name: str, policy: Policy, day: date) -> list[Message]:
    """What stands against a sale: discounts nobody approved."""
    return [said_of(each) for each in unapproved_discounts(account.deals[name], policy, day)]


def said_of(discount: Discount) -> Message:
    """A discount that needs an approval it does not have."""
    product, off, wanted = discount
    who = Message(f"function-{wanted}")
    if product is None:
        return Message("gate-discount-whole", (f"{off:.1f}", who))
    return Message("gate-discount", (product, f"{off:.1f}", who))


def _said(account: Account, name: str, need: str, policy: Policy, as_of: date) -> Message:
    if need == "bant":
        return Message("gate-bant", (bant.score(account.deals[name], policy, as_of).passed, policy.bant.gate))
    if need == "discount_ok":
        found = before_winning(account, name, policy, as_of)
        return found[0] if found else Message("gate-need", (need,))
    return Message(f"gate-{need}") if need in ("source", "problems", "decision_maker", "annual_revenue", "two_way_touch", "proposal", "next") else Message("gate-need", (need,))
