"""Which facts do the reports read of an account, and which of them are filled in, or too old to be
believed?
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals import qualification
from crmcli.domain.deals.contracts import known_from
from crmcli.domain.deals.deals import DealOnDay, open_deals, stage_order
from crmcli.domain.deals.endings import ending
from crmcli.domain.people.coverage import Slot, is_fresh, slots
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account, Contact
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import GOING
from crmcli.domain.time.dated import current

Asked = tuple[str, bool]  # a record, and whether it is filled in


class Seen(NamedTuple):
    """One account on a day: its required roles that are not waived, and its open deals."""

    account: Account
    policy: Policy
    as_of: date
    slots: Sequence[Slot]
    deals: Sequence[DealOnDay]


class Field(NamedTuple):
    """A kind of fact: the reports that read it, and for an account each place where it is asked."""

    read_by: str
    asked: Callable[[Seen], Iterator[Asked]]


def seen(account: Account, policy: Policy, as_of: date) -> Seen:
    """The account as its fields are asked for."""
    return Seen(
        account,
        policy,
        as_of,
        [slot for slot in slots(account, policy, as_of) if slot.waived is None],
        [*open_deals(account, policy, as_of)],
    )


def _people(account: Account, as_of: date) -> list[tuple[str, Contact]]:
    return [
        (name, contact)
        for name, contact in account.contacts.items()
        if not has_left(contact, as_of)
    ]


def _roles(it: Seen) -> Iterator[Asked]:
    return ((f"roles.{slot.role}", bool(slot.holders)) for slot in it.slots)


def _reps(it: Seen) -> Iterator[Asked]:
    return ((f"roles.{slot.role}.rep", len(slot.reps) == 1) for slot in it.slots if slot.holders)


def _stances(it: Seen) -> Iterator[Asked]:
    """Everybody who holds a role is asked once, however many roles they have."""
    holders = dict.fromkeys(name for slot in it.slots for name in slot.holders)
    return (
        (f"contacts.{name}.stance", current(it.account.contacts[name].stance, it.as_of) is not None)
        for name in holders
    )


def _reach(it: Seen) -> Iterator[Asked]:
    return (
        (f"contacts.{name}.phones", bool(contact.phones or contact.emails))
        for name, contact in _people(it.account, it.as_of)
    )


def _research(what: str) -> Callable[[Seen], Iterator[Asked]]:
    """Research is asked from the day there is an open deal."""

    def asked(it: Seen) -> Iterator[Asked]:
        if it.deals:
            yield f"research.{what}", bool(getattr(it.account.research, what))

    return asked


def _own(what: str) -> Callable[[Seen], Iterator[Asked]]:
    def asked(it: Seen) -> Iterator[Asked]:
        yield what, bool(getattr(it.account, what))

    return asked


def _amounts(it: Seen) -> Iterator[Asked]:
    return ((f"deals.{each.key}.amount", each.now.amount is not None) for each in it.deals)


def _close_dates(it: Seen) -> Iterator[Asked]:
    return ((f"deals.{each.key}.close", each.now.close is not None) for each in it.deals)


def _of_deals(what: str) -> Callable[[Seen], Iterator[Asked]]:
    def asked(it: Seen) -> Iterator[Asked]:
        return ((f"deals.{each.key}.{what}", bool(getattr(each.deal, what))) for each in it.deals)

    return asked


def _answers(key: str) -> Callable[[Seen], Iterator[Asked]]:
    """What the framework with that key asks, from the last stage on that asks for the gate."""

    def asked(it: Seen) -> Iterator[Asked]:
        asking = qualification.gates(it.policy)
        if not asking or qualification.framework(it.policy).key != key:
            return
        order = stage_order(it.policy)
        for each in it.deals:
            if order.get(each.now.stage or "", -1) >= asking[-1]:
                found = qualification.score(each.deal, it.policy, it.as_of)
                for name, answer in found.answers.items():
                    place = qualification.place(each.key, each.deal, it.policy, name)
                    yield place, answer.status != "unknown"

    return asked


def _contracts(it: Seen) -> Iterator[Asked]:
    if it.account.status == "customer":
        yield (
            "contracts",
            any(known_from(contract) <= it.as_of for contract in it.account.contracts.values()),
        )


def _assets(it: Seen) -> Iterator[Asked]:
    if it.account.status == "customer":
        yield (
            "assets",
            any(
                asset.since is None or asset.since <= it.as_of
                for asset in it.account.assets.values()
            ),
        )


def _reasons(it: Seen) -> Iterator[Asked]:
    for name, deal in it.account.deals.items():
        ended = ending(deal, it.as_of)
        if ended is not None and ended.result in ("lost", "no_decision"):
            yield f"deals.{name}.outcome.reason", ended.reason is not None


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
    "close_date": Field("forecast, slips, focus", _close_dates),
    "next": Field("due, focus", _of_deals("next")),
    "products": Field("forecast, whitespace, winrate", _of_deals("products")),
    "bant": Field("bant, winrate, focus", _answers("bant")),
    "qualification": Field("qualify, winrate, focus", _answers("qualification")),
    "reason": Field("losses", _reasons),
    "contracts": Field("renewals, retention, cadence", _contracts),
    "assets": Field("whitespace, assets", _assets),
}


def asked_of(it: Seen) -> dict[str, list[Asked]]:
    """Each field's places in the account.

    Of one that we no longer sell to, only whose it is and why it ended.
    """
    names = FIELDS if it.account.status in GOING else ("owner", "source", "reason")
    return {name: found for name in names if (found := list(FIELDS[name].asked(it)))}


def stale_kinds(policy: Policy) -> tuple[str, ...]:
    """Of what is told how much is too old to be believed."""
    return "stances", qualification.framework(policy).key, "close-past"


def stale_of(it: Seen) -> Iterator[tuple[str, str]]:
    """What is too old to be believed: stances, evidence of criteria that are met, close dates
    that are past; each with its record.
    """
    if it.account.status not in GOING:
        return
    limit = it.policy.freshness.stance_days
    for name, contact in _people(it.account, it.as_of):
        stance = current(contact.stance, it.as_of)
        if stance is not None and not is_fresh(stance, limit, it.as_of):
            yield "stances", f"contacts.{name}.stance"
    asked = qualification.framework(it.policy)
    for each in it.deals:
        for key, criterion, given in qualification.counting(each.deal, asked):
            if qualification.is_stale(given, it.policy, it.as_of):
                yield asked.key, f"deals.{each.key}.{key}.{criterion}"
        if each.now.overdue:
            yield "close-past", f"deals.{each.key}.close"
