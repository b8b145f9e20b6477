"""Which facts do the reports read of an account, and which of them are filled in, or too old to be believed?"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from crmcli.domain.coverage import has_left, is_fresh, slots
from crmcli.domain.dated import current
from crmcli.domain.deals import stage_order, state
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account, Contact, Deal
from crmcli.domain.words import CRITERIA

Asked = tuple[str, bool]  # a record, and whether it is filled in
STALE = ("stances", "bant", "close-past")
_GOING = ("prospect", "customer", "dormant")


class Field(NamedTuple):
    """A kind of fact: the reports that read it, and for an account each place where it is asked."""

    read_by: str
    asked: Callable[[Account, Policy, date], Iterator[Asked]]


class OpenDeal(NamedTuple):
    """An open deal and its stage."""

    name: str
    deal: Deal
    stage: str | None


def open_deals(account: Account, policy: Policy, as_of: date) -> list[OpenDeal]:
    """The account's open deals."""
    found = []
    for name, deal in account.deals.items():
        now = state(deal, policy, as_of, None)
        if now is not None and now.is_open:
            found.append(OpenDeal(name, deal, now.stage))
    return found


def _people(account: Account, as_of: date) -> list[tuple[str, Contact]]:
    return [(name, contact) for name, contact in account.contacts.items() if not has_left(contact, as_of)]


def _roles(account: Account, policy: Policy, as_of: date) -> Iterator[Asked]:
    for slot in slots(account, policy, as_of):
        if slot.waived is None:
            yield f"roles.{slot.role}", bool(slot.holders)


def _reps(account: Account, policy: Policy, as_of: date) -> Iterator[Asked]:
    for slot in slots(account, policy, as_of):
        if slot.waived is None and slot.holders:
            yield f"roles.{slot.role}.rep", len(slot.reps) == 1


def _stances(account: Account, policy: Policy, as_of: date) -> Iterator[Asked]:
    for slot in slots(account, policy, as_of):
        if slot.waived is None and slot.holder:
            yield f"contacts.{slot.holder}.stance", slot.stance is not None


def _reach(account: Account, _policy: Policy, as_of: date) -> Iterator[Asked]:
    for name, contact in _people(account, as_of):
        yield f"contacts.{name}.phones", bool(contact.phones or contact.emails)


def _research(what: str) -> Callable[[Account, Policy, date], Iterator[Asked]]:
    """Research is asked from the day there is an open deal."""

    def asked(account: Account, policy: Policy, as_of: date) -> Iterator[Asked]:
        if open_deals(account, policy, as_of):
            yield f"research.{what}", bool(getattr(account.research, what))

    return asked


def _own(what: str) -> Callable[[Account, Policy, date], Iterator[Asked]]:
    def asked(account: Account, _policy: Policy, _as_of: date) -> Iterator[Asked]:
        yield what, bool(getattr(account, what))

    return asked


def _amounts(account: Account, policy: Policy, as_of: date) -> Iterator[Asked]:
    for each in open_deals(account, policy, as_of):
        now = state(each.deal, policy, as_of, None)
        yield f"deals.{each.name}.amount", now is not None and now.amount is not None


def _of_deals(what: str) -> Callable[[Account, Policy, date], Iterator[Asked]]:
    def asked(account: Account, policy: Policy, as_of: date) -> Iterator[Asked]:
        for each in open_deals(account, policy, as_of):
            yield f"deals.{each.name}.{what}", bool(getattr(each.deal, what))

    return asked


def _bant(account: Account, policy: Policy, as_of: date) -> Iterator[Asked]:
    """The four answers are asked from the stage on whose exit is BANT."""
    order = stage_order(policy)
    gate = max((order[stage] for stage, spec in policy.stages.items() if "bant" in spec.exit), default=len(order))
    for each in open_deals(account, policy, as_of):
        if order.get(each.stage or "", -1) >= gate:
            for name in CRITERIA:
                answer = each.deal.bant.get(name)
                yield f"deals.{each.name}.bant.{name}", answer is not None and answer.status != "unknown"


def _of_customers(what: str) -> Callable[[Account, Policy, date], Iterator[Asked]]:
    def asked(account: Account, _policy: Policy, _as_of: date) -> Iterator[Asked]:
        if account.status == "customer":
            yield what, bool(getattr(account, what))

    return asked


def _reasons(account: Account, policy: Policy, as_of: date) -> Iterator[Asked]:
    for name, deal in account.deals.items():
        now = state(deal, policy, as_of, None)
        if now is not None and now.result in ("lost", "no_decision") and deal.outcome is not None:
            yield f"deals.{name}.outcome.reason", deal.outcome.reason is not None


FIELDS: dict[str, Field] = {
    "owner": Field("due, team, orphans", _own("owner")),
    "segment": Field("coverage, winrate, cadence", _own("segment")),
    "source": Field("winrate, losses, stages", _own("source")),
    "role_holders": Field("coverage, blind, map", _roles),
    "role_reps": Field("coverage, team", _reps),
    "stances": Field("stance, coverage", _stances),
    "ways_to_reach": Field("show, find, brief", _reach),
    "problems": Field("pipeline --exits, brief", _research("problems")),
    "decision_maker": Field("pipeline --exits, brief", _research("decision_maker")),
    "annual_revenue": Field("pipeline --exits, brief", _research("annual_revenue")),
    "amount": Field("pipeline, forecast, focus", _amounts),
    "close_date": Field("forecast, slips, focus", _of_deals("close")),
    "next": Field("due, focus", _of_deals("next")),
    "products": Field("forecast, whitespace, winrate", _of_deals("products")),
    "bant": Field("bant, winrate, focus", _bant),
    "reason": Field("losses", _reasons),
    "contracts": Field("renewals, retention, cadence", _of_customers("contracts")),
    "assets": Field("whitespace, assets", _of_customers("assets")),
}


def asked_of(account: Account, policy: Policy, as_of: date) -> dict[str, list[Asked]]:
    """Each field's places in the account. Of one that we no longer sell to, only whose it is and why it ended."""
    names = FIELDS if account.status in _GOING else ("owner", "source", "reason")
    return {name: found for name in names if (found := list(FIELDS[name].asked(account, policy, as_of)))}


def stale_of(account: Account, policy: Policy, as_of: date) -> Iterator[tuple[str, str]]:
    """What is too old to be believed: stances, evidence of BANT criteria, close dates that are past; each with its record."""
    if account.status not in _GOING:
        return
    limit = policy.freshness.stance_days
    for name, contact in _people(account, as_of):
        stance = current(contact.stance, as_of)
        if stance is not None and not is_fresh(stance, limit, as_of):
            yield "stances", f"contacts.{name}.stance"
    for each in open_deals(account, policy, as_of):
        for criterion, answer in each.deal.bant.items():
            if answer.status == "met" and answer.date is not None and (as_of - answer.date).days > limit:
                yield "bant", f"deals.{each.name}.bant.{criterion}"
        now = state(each.deal, policy, as_of, None)
        if now is not None and now.overdue:
            yield "close-past", f"deals.{each.name}.close"
