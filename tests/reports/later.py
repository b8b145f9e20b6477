"""The files as they would have been on a day, as far as they say themselves: every fact that has a later day is cut off."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crmcli.domain.records.account import Account, ClosingStep, Contact, Deal, Plan
from crmcli.domain.records.customer import Case, Contract


def cut(account: Account, day: date) -> Account:
    """The account without what its file dates after that day. Days to come that were agreed before (ends, due days, next steps, revisits) are no such facts."""
    return account._replace(
        contacts={name: _contact(each, day) for name, each in account.contacts.items()},
        plans={name: _plan(each, day) for name, each in account.plans.items()},
        deals={
            name: _deal(each, day)
            for name, each in account.deals.items()
            if not _begins_later(each, day)
        },
        contracts={
            name: _contract(each, day)
            for name, each in account.contracts.items()
            if min(each.start, each.signed or each.start) <= day
        },
        assets={
            name: each
            for name, each in account.assets.items()
            if each.since is None or each.since <= day
        },
        cases={
            name: _case(each, day) for name, each in account.cases.items() if each.opened <= day
        },
        surveys=tuple(each for each in account.surveys if each.date <= day),
        log=tuple(each for each in account.log if each.date <= day),
    )


def _known(facts: tuple[Any, ...], day: date) -> tuple[Any, ...]:
    return tuple(fact for fact in facts if fact.date is None or fact.date <= day)


def _by(found: date | None, day: date) -> date | None:
    return found if found is not None and found <= day else None


def _ended(found: Any, day: date) -> Any:
    return found if found is not None and found.date <= day else None


def _contact(contact: Contact, day: date) -> Contact:
    return contact._replace(stance=_known(contact.stance, day), left=_by(contact.left, day))


def _plan(plan: Plan, day: date) -> Plan:
    return plan._replace(
        progress=_known(plan.progress, day),
        done=_ended(plan.done, day),
        dropped=_ended(plan.dropped, day),
    )


def _begins_later(deal: Deal, day: date) -> bool:
    return bool(deal.stages) and deal.stages[0].date is not None and deal.stages[0].date > day


def _deal(deal: Deal, day: date) -> Deal:
    steps: Mapping[str, ClosingStep] = {
        name: each._replace(done=_by(each.done, day)) for name, each in deal.steps.items()
    }
    return deal._replace(
        amount=_known(deal.amount, day),
        close=_known(deal.close, day),
        stages=_known(deal.stages, day),
        bant={
            name: each for name, each in deal.bant.items() if each.date is None or each.date <= day
        },
        outcome=_ended(deal.outcome, day),
        probability=deal.probability
        if deal.probability is None or deal.probability.date is None or deal.probability.date <= day
        else None,
        verbal=_by(deal.verbal, day),
        steps=steps,
    )


def _contract(contract: Contract, day: date) -> Contract:
    return contract._replace(signed=_by(contract.signed, day))


def _case(case: Case, day: date) -> Case:
    return (
        case
        if case.closed is None or case.closed <= day
        else case._replace(closed=None, resolution=None)
    )
