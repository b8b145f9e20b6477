"""What is known of a record on a day? Each figure is worked out when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from crmcli.domain.deals.contracts import known_from
from crmcli.domain.deals.deals import DealState, deals_on
from crmcli.domain.people.coverage import Slot, slots
from crmcli.domain.people.coverage_figures import Coverage, measure
from crmcli.domain.people.stances import Stances, stances
from crmcli.domain.people.touches import LastTouches, known_log, last_touches
from crmcli.domain.records.account import Account, Entry
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.cadence import Rhythm, applies, rhythm, start_of


class AccountOnDay:
    """One account as it stood on a day."""

    def __init__(self, account: Account, policy: Policy, as_of: date) -> None:
        self.account, self.policy, self.as_of = account, policy, as_of

    def on(self, day: date) -> "AccountOnDay":
        """The same account on another day."""
        return (
            self
            if day == self.as_of
            else self._others.setdefault(day, AccountOnDay(self.account, self.policy, day))
        )

    @cached_property
    def _others(self) -> dict[date, "AccountOnDay"]:
        return {}

    @cached_property
    def touches(self) -> LastTouches:
        """The last two-way touches."""
        return last_touches(self.account, self.as_of)

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """The required roles."""
        return {
            slot.role: slot for slot in slots(self.account, self.policy, self.as_of, self.touches)
        }

    @cached_property
    def coverage(self) -> Coverage:
        """What the required roles add up to."""
        return measure(list(self.slots.values()))

    @cached_property
    def stances(self) -> Stances:
        """What those who hold roles think of us."""
        return stances(self.slots.values())

    @cached_property
    def deals(self) -> Mapping[str, DealState]:
        """Every deal that existed by then."""
        found = deals_on(self.account, self.policy, self.as_of, self.touches.deals)
        return {each.key: each.now for each in found}

    @cached_property
    def rhythms(self) -> list[Rhythm]:
        """Every touch of every cadence that is for the account."""
        found = []
        for cadence in self.policy.cadences.values():
            start = (
                start_of(cadence, self.account, self.as_of)
                if applies(cadence.for_, self.account)
                else None
            )
            if start is not None:
                found += [
                    now
                    for touch in cadence.touches
                    if (now := rhythm(self.account, touch, start, self.as_of)) is not None
                ]
        return found

    @cached_property
    def resting(self) -> int:
        """How many rows of the agenda are put off."""
        if not self.account.resting:
            return 0
        from crmcli.domain.relations.agenda import all_tasks  # asked for now and then

        found = all_tasks(self.account, self.policy, self.as_of, 0)
        return sum(task.rests(self.as_of) for task in found)


class View(NamedTuple):
    """A record as it stood on a day: the account itself, or one of its records."""

    kind: str
    id: str
    record: Any  # which record it is, `kind` says
    standing: AccountOnDay

    @property
    def account(self) -> Account:
        """The account it belongs to."""
        return self.standing.account

    @property
    def as_of(self) -> date:
        """The day."""
        return self.standing.as_of

    @property
    def whole(self) -> "View":
        """The account it belongs to, as a record."""
        return of_account(self.standing)

    def on(self, day: date) -> "View | None":
        """The same record on another day; None if it was not there yet."""
        standing = self.standing.on(day)
        other = self._replace(
            standing=standing,
            record=standing.slots[self.id] if self.kind == "roles" else self.record,
        )
        if self.kind in _FROM:
            return other if _FROM[self.kind](other) else None
        return other


# Gives what the sort of the part says (`kinds.Type`), at which is looked before anything is read.
Read = Callable[[View], Any]


def _since(name: str) -> Callable[[View], bool]:
    def there(view: View) -> bool:
        day = getattr(view.record, name)
        return day is None or day <= view.as_of

    return there


# When a record is there: from its own day on, and a contract from the day it was signed; all others
# always are.
_FROM: dict[str, Callable[[View], bool]] = {
    "deals": lambda view: view.id in view.standing.deals,
    "log": _since("date"),
    "contracts": lambda view: known_from(view.record) <= view.as_of,
    "cases": _since("opened"),
    "surveys": _since("date"),
    "assets": _since("since"),
}


def of_account(standing: AccountOnDay) -> View:
    """The account itself."""
    return View("accounts", standing.account.id, standing.account, standing)


def records(kind: str, of: View) -> Iterator[View]:
    """The records of this kind that belong to the account, deal or contact, as they stood on its
    day.
    """
    account, standing = of.account, of.standing
    if kind == "log":
        wanted = _entries_of(of)
        yield from (
            View("log", str(entry.date), entry, standing)
            for entry in known_log(account, of.as_of)
            if wanted is None or wanted(entry)
        )
    elif kind == "surveys":
        yield from (
            View("surveys", str(each.date), each, standing)
            for each in account.surveys
            if each.date <= of.as_of
        )
    elif kind == "roles":
        yield from (View("roles", role, slot, standing) for role, slot in standing.slots.items())
    else:
        there = _FROM.get(kind)
        for name, record in getattr(account, kind).items():
            view = View(kind, name, record, standing)
            if (there is None or there(view)) and _belongs(view, of):
                yield view


def _entries_of(of: View) -> Callable[[Entry], bool] | None:
    if of.kind == "deals":
        return lambda entry: entry.deal == of.id
    return (lambda entry: of.id in entry.with_) if of.kind == "contacts" else None


def _belongs(view: View, of: View) -> bool:
    """Of a deal its people; of a contact its deals; of an account everything."""
    if of.kind == "deals" and view.kind == "contacts":
        return view.id in of.record.people
    return of.kind != "contacts" or view.kind != "deals" or of.id in view.record.people


def part(some: int, whole: int) -> Fraction | None:
    """An exact share; None of nothing."""
    return Fraction(some, whole) if whole else None
