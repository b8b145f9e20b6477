"""Which keys of an account are called otherwise now?

Told only where it can be nothing else; who is still there under an id is nobody else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from crmcli.domain.records.account import Account, Contact, Deal, Entry, NextStep, Plan
from crmcli.domain.records.customer import Case, Contract, Resting
from crmcli.domain.relations.task import NAMED
from crmcli.domain.text.same_elsewhere import is_same_there
from crmcli.history.extras import moved
from crmcli.history.parts import below, filled, parts

R = TypeVar("R")
K = TypeVar("K", str, str | None)
# whose keys are names that people chose
SECTIONS = (
    "contacts",
    "deals",
    "plans",
    "contracts",
    "cases",
)


class Renames(NamedTuple):
    """By section, the id each had and the id it has."""

    contacts: Mapping[str, str] = {}
    deals: Mapping[str, str] = {}
    plans: Mapping[str, str] = {}
    contracts: Mapping[str, str] = {}
    cases: Mapping[str, str] = {}

    def then(self, later: "Renames") -> "Renames":
        """From before these to after the later ones."""
        return Renames(*(_then(*pair) for pair in zip(self, later, strict=True)))


def _then(first: Mapping[str, str], later: Mapping[str, str]) -> dict[str, str]:
    known = set(first.values())
    through = {old: later.get(new, new) for old, new in first.items()}
    return through | {
        old: new for old, new in later.items() if old not in known and old not in first
    }


def renames(old: Account, new: Account) -> Renames:
    """What goes by another id in the newer state of one account."""
    people = renamed(old.contacts, new.contacts, _is_same_person)
    # who renames a person renames them everywhere
    old = called_anew(old, Renames(people)) if people else old
    return Renames(
        people,
        *(
            renamed(getattr(old, section), getattr(new, section), _is_same)
            for section in SECTIONS[1:]
        ),
    )


def renamed(
    old: Mapping[str, R], new: Mapping[str, R], is_same: Callable[[R, R], bool]
) -> dict[str, str]:
    """Of what is gone and what is new, which can only be each other?"""
    gone = {key: each for key, each in old.items() if key not in new}
    come = {key: each for key, each in new.items() if key not in old}
    pairs = [
        (was, now)
        for was, one in gone.items()
        for now, other in come.items()
        if is_same(one, other)
    ]
    olds, news = [was for was, _ in pairs], [now for _, now in pairs]
    return {was: now for was, now in pairs if olds.count(was) == 1 and news.count(now) == 1}


def _is_same_person(was: Contact, now: Contact) -> bool:
    """The same phone, e-mail, name, or id in another system."""
    return (
        bool({*was.phones, *was.emails} & {*now.phones, *now.emails})
        or was.name == now.name
        or is_same_there(was.ids, now.ids)
    )


def _is_same(was: NamedTuple, now: NamedTuple) -> bool:
    """The same id in another system, or the same beginning and the same name or at least half of
    what both say.
    """
    if isinstance(was, Deal) and isinstance(now, Deal) and is_same_there(was.ids, now.ids):
        return True
    one, other = _beginning(was), _beginning(now)
    if one != other:
        return False
    if was == now:
        return bool(filled(was))
    name, called = getattr(was, "name", None), getattr(now, "name", None)
    if one is None or (name and called):
        return bool(name and name == called)
    mine, theirs = set(leaves(was)), set(leaves(now))
    return 2 * len(mine & theirs) >= max(len(mine), len(theirs)) and len(mine & theirs) > 1


def _beginning(each: object) -> object:
    """What does not change in the life of one of them."""
    if isinstance(each, Deal):
        return each.stages[0] if each.stages else None
    if isinstance(each, Plan):
        return each.for_
    if isinstance(each, Contract):
        return each.start
    return each.opened if isinstance(each, Case) else None


def leaves(record: NamedTuple) -> Iterator[tuple[str, str]]:
    """Everything a record says, value by value, with its path."""
    make: Callable[..., object] = type(record)
    for part in parts("", make(*_needed(record)), record):
        yield from _leaves(part.field, part.new)


def _needed(record: NamedTuple) -> Sequence[None]:
    return [None for field in record._fields if field not in record._field_defaults]


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(below(path, key), each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _leaves(path, each)
    else:
        yield path, str(value)


def called_anew(account: Account, by: Renames) -> Account:
    """The account with everything under its new ids, wherever one is named."""
    if not any(by):
        return account
    new = _Anew(by)
    return account._replace(
        research=account.research._replace(decision_maker=new.key(account.research.decision_maker)),
        roles={
            name: role._replace(contacts=new.keys(role.contacts))
            for name, role in account.roles.items()
        },
        contacts={
            new.key(name): each._replace(reports_to=new.key(each.reports_to))
            for name, each in account.contacts.items()
        },
        plans={
            by.plans.get(name, name): plan._replace(for_=new.key(plan.for_), via=new.key(plan.via))
            for name, plan in account.plans.items()
        },
        deals={new.deal_key(name): new.deal(each) for name, each in account.deals.items()},
        contracts={
            by.contracts.get(name, name): each._replace(deal=new.deal_key(each.deal))
            for name, each in account.contracts.items()
        },
        cases={
            by.cases.get(name, name): each._replace(
                contact=new.key(each.contact), deal=new.deal_key(each.deal)
            )
            for name, each in account.cases.items()
        },
        surveys=tuple(each._replace(contact=new.key(each.contact)) for each in account.surveys),
        resting=tuple(map(new.rest, account.resting)),
        log=tuple(map(new.entry, account.log)),
        extra=moved(account.extra, by._asdict()) if account.extra else account.extra,
    )


class _Anew:
    """What names people and deals, with the ids that they have now."""

    def __init__(self, by: Renames) -> None:
        self.by = by

    def key(self, contact: K) -> K:
        return contact if contact is None else self.by.contacts.get(contact, contact)

    def keys(self, contacts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.key, contacts))

    def deal_key(self, deal: K) -> K:
        return deal if deal is None else self.by.deals.get(deal, deal)

    def step(self, promise: NextStep | None) -> NextStep | None:
        return promise and promise._replace(with_=self.keys(promise.with_))

    def deal(self, each: Deal) -> Deal:
        return each._replace(
            people={self.key(contact): part for contact, part in each.people.items()},
            next=self.step(each.next),
        )

    def rest(self, each: Resting) -> Resting:
        ids = getattr(self.by, NAMED.get(each.kind, ""), {})
        also = self.by.contacts if each.kind == "next" else {}
        subject = ids.get(each.subject, also.get(each.subject, each.subject))
        return each._replace(subject=subject)

    def entry(self, each: Entry) -> Entry:
        return each._replace(
            with_=self.keys(each.with_), next=self.step(each.next), deal=self.deal_key(each.deal)
        )
