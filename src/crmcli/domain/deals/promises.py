"""What we promised: which promises of a deal or of the log still stand on a day.

A promise is settled by `crm done`, which takes it out of the file; by an entry, from the day it
was for, with one of those it was made to, about the same deal if it names one; or by a newer
promise to them. Whoever else was called, and how often: it stands. One function decides for the
agenda, lint and every page.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.endings import ending
from crmcli.domain.people.touches import known_log, outcome
from crmcli.domain.records.account import Account, Deal, Entry, NextStep, Texts
from crmcli.domain.records.words import RECEIVED
from crmcli.domain.time.calendar import working_day

SETTLING = frozenset(("held", "reached", "sent", RECEIVED))


class Promise(NamedTuple):
    """A promise that stands. `entry` is its place in the log, None for a deal's own."""

    step: NextStep
    to: Texts  # those it was made to; nobody named is whoever answers
    deal: str | None
    entry: int | None = None
    made: date | None = None  # the day of the entry that tells it

    def subject(self, account: str) -> str:
        """What the agenda says it is about: the deal whose own it is, else the first by id of those
        it was made to, else the account.
        """
        if self.entry is None and self.deal is not None:
            return self.deal
        return min(self.to, default=account)


def settles(entry: Entry) -> bool:
    """Did anything come of it? What we only noted, or tried, settles nothing."""
    return entry.type != "info" and outcome(entry) in SETTLING


def open_promises(
    account: Account, as_of: date, holidays: frozenset[date] = frozenset()
) -> Iterator[Promise]:
    """Every promise that stands on that day: of open deals first, then of the log."""
    log = [*known_log(account, as_of)]
    for name, deal in account.deals.items():
        found = open_step(name, deal, log, as_of, holidays)
        if found is not None:
            yield Promise(found, found.with_, name)
    told = [*_told(account, as_of)]
    for each in told:
        if each.deal is not None and not _goes_on(account.deals.get(each.deal), each, as_of):
            continue
        if not _is_settled(each, log, holidays) and not _is_renewed(each, told):
            yield each


def open_step(
    name: str, deal: Deal, log: Iterable[Entry], as_of: date, holidays: frozenset[date]
) -> NextStep | None:
    """The next step of an open deal, if it stands."""
    if deal.next is None or not is_going(deal, as_of):
        return None
    log = [entry for entry in log if entry.date <= as_of]
    return (
        None if _is_settled(Promise(deal.next, deal.next.with_, name), log, holidays) else deal.next
    )


def _told(account: Account, as_of: date) -> Iterator[Promise]:
    for place, entry in enumerate(account.log):
        if entry.next is not None and entry.date <= as_of:
            to = entry.next.with_ or entry.with_
            yield Promise(entry.next, to, entry.deal, place, entry.date)


def is_going(deal: Deal, as_of: date) -> bool:
    """Begun, and without an outcome by then?"""
    return has_begun(deal, as_of) and ending(deal, as_of) is None


def has_begun(deal: Deal, as_of: date) -> bool:
    """Was it there by then? One without a day always was."""
    created = deal.stages[0].date if deal.stages else None
    return created is None or created <= as_of


def _goes_on(deal: Deal | None, promise: Promise, as_of: date) -> bool:
    """Is the deal still open, and does it not have the very same promise itself?"""
    if deal is None or not has_begun(deal, as_of):
        return (
            True  # what was promised before its file lets the deal begin was promised all the same
        )
    own = deal.next
    return is_going(deal, as_of) and not (own is not None and own.date == promise.step.date)


def _is_settled(promise: Promise, log: Iterable[Entry], holidays: frozenset[date]) -> bool:
    return any(keeps(promise, entry, holidays) for entry in log)


def keeps(promise: Promise, entry: Entry, holidays: frozenset[date]) -> bool:
    """Does the entry settle the promise?"""
    day, made = promise.step.date, promise.made
    # A deal's own does not say when it was made: only what came on its very day or later is sure
    # to have come after it. Another may be kept on the working day that the agenda moves it to.
    first = day if made is None else working_day(day, holidays)
    return (
        entry.date >= first
        and (made is None or entry.date > made or entry.date == day)
        and entry.next is not promise.step
        and settles(entry)
        and _is_about(promise, entry.with_, entry.deal)
    )


def _is_renewed(promise: Promise, told: Iterable[Promise]) -> bool:
    """Was something newer promised to them?"""
    return any(
        each.made is not None
        and promise.made is not None
        and each.made > promise.made
        and _is_about(promise, each.to, each.deal)
        for each in told
    )


def _is_about(promise: Promise, with_: Texts, deal: str | None) -> bool:
    """The same people, and the same deal if the promise names one?"""
    if promise.deal is not None and deal != promise.deal:
        return False
    return not promise.to or not set(promise.to).isdisjoint(with_)
