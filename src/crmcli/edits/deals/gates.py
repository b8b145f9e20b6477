"""Gates: what must hold before a deal moves on, and what it takes to pass one all the same.

What is missing is told with the command that writes it down, ready to be typed: with the day, where
only what was known on that day opens the gate.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import needed_coverage, stage_order
from crmcli.domain.deals.discounts import Discount, unapproved_discounts
from crmcli.domain.deals.exits import missing_exits
from crmcli.domain.deals.qualification import framework, is_gate, lacking, score
from crmcli.domain.errors import CrmError
from crmcli.domain.people.coverage import UNKNOWN, slots
from crmcli.domain.people.coverage_figures import measure, named_percent
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message

_TOLD = (
    "source",
    "problems",
    "decision_maker",
    "annual_revenue",
    "two_way_touch",
    "proposal",
    "next",
)
_SHUT, _HINT = Message("error-gate-shut"), Message("hint-gate")


class Need(NamedTuple):
    """Something a gate misses, and the command that writes it down."""

    what: Message
    do: Message


class Pass(NamedTuple):
    """Leave to go through a closed gate: `force` asks for it, `why` is written down."""

    force: bool = False
    why: str | None = None

    def through(
        self,
        missing: Sequence[Need],
        shut: Message = _SHUT,
        hint: Message | None = _HINT,
        also: Sequence[Need] = (),
    ) -> str | None:
        """What is to be written down about the way through: nothing if it was open.

        Raises CrmError where it stays shut; `also` is told then, and shuts nothing by itself.
        """
        if not missing:
            return self.why
        if not self.force:
            raise CrmError(shut, hint, status=4, todo=[*missing, *also])
        if not self.why:
            raise CrmError(Message("error-gate-why"), _HINT, status=2)
        return self.why


def before_stage(
    account: Account, name: str, now: str | None, then: str, policy: Policy, as_of: date
) -> list[Need]:
    """What the deal lacks to go from one stage to another. Going back needs nothing.

    That is what the stages it leaves behind ask for, the gate of qualification among it.
    """
    order = stage_order(policy)
    deal = account.deals[name]
    here, there = order.get(now or "", -1), order.get(then, -1)
    missing: list[str] = []
    for stage in [stage for stage, place in order.items() if max(here, 0) <= place < there]:
        missing += [
            need
            for need in missing_exits(account, name, deal, stage, policy, as_of)
            if need not in missing
        ]
    return [found for need in missing for found in _needs(account, name, deal, need, policy, as_of)]


def before_winning(account: Account, name: str, policy: Policy, day: date) -> list[Need]:
    """What stands against a sale: discounts nobody approved, and steps nobody has taken."""
    deal = account.deals[name]
    open_steps = [step for step, each in deal.steps.items() if each.done is None or each.done > day]
    return [
        *_discounts(account, name, deal, policy, day),
        *(
            Need(Message("gate-step", (step,)), Message("do-step", (account.id, name, step, day)))
            for step in open_steps
        ),
    ]


def thinly_known(
    account: Account, name: str, stage: str, policy: Policy, as_of: date
) -> Need | None:
    """The deal would be blind in that stage: what is named there is less than the stage asks for.

    That closes no gate, and is told.
    """
    wanted = needed_coverage(stage, policy)
    found = slots(account, policy, as_of)
    percent = named_percent(measure(found))
    if wanted is None or percent >= wanted:
        return None
    unheld = [slot for slot in found if slot.waived is None and slot.rung == UNKNOWN]
    first = min(unheld, key=lambda slot: -slot.spec.weight)
    return Need(
        Message("gate-blind", (name, percent, wanted)),
        Message("do-coverage", (account.id, first.role)),
    )


def said_of(discount: Discount) -> Message:
    """A discount that needs an approval it does not have."""
    product, off, wanted = discount
    who = Message(f"function-{wanted}")
    if product is None:
        return Message("gate-discount-whole", (f"{off:.1f}", who))
    return Message("gate-discount", (product, f"{off:.1f}", who))


def _discounts(account: Account, name: str, deal: Deal, policy: Policy, day: date) -> list[Need]:
    found = []
    for discount in unapproved_discounts(deal, policy, day):
        of = [discount.product] if discount.product is not None else [*deal.products]
        words = {
            language: " ".join(f"--approved-by {product}={who}" for product in of)
            for language, who in (("en", "MEMBER"), ("ko", "팀원"))
        }
        found.append(Need(said_of(discount), Message("do-discount", (account.id, name, words))))
    return found


def _needs(
    account: Account, name: str, deal: Deal, need: str, policy: Policy, as_of: date
) -> list[Need]:
    if need == "discount_ok":
        return _discounts(account, name, deal, policy, as_of)
    if is_gate(need):
        return [_qualified(account, name, deal, policy, as_of)]
    if need == "decision_maker" and not account.contacts:
        return [Need(Message("gate-decision_maker"), Message("do-first_contact", (account.id,)))]
    if need in _TOLD:
        return [Need(Message(f"gate-{need}"), Message(f"do-{need}", (account.id, name, as_of)))]
    field = policy.fields.get(need)
    of = "account" if field is not None and field.on == "account" else "deal"
    return [
        Need(Message("gate-need", (need,)), Message(f"do-custom-{of}", (account.id, name, need)))
    ]


def _qualified(account: Account, name: str, deal: Deal, policy: Policy, as_of: date) -> Need:
    """As many criteria as are missing, the first that are not met."""
    asked, passed = framework(policy), score(deal, policy, as_of).passed
    short = max(1, asked.gate - passed)
    words = " ".join(f"{criterion}=met" for criterion in lacking(deal, policy, as_of)[:short])
    return Need(
        Message("gate-qualified", (asked.name, passed, len(asked.criteria), asked.gate)),
        Message(f"do-{asked.key}", (account.id, name, words, as_of)),
    )
