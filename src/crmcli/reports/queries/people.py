"""How are our customers and everybody there called?

What finding a company or a person by name, in whichever account, needs.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.naming import Called
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Table
from crmcli.domain.text.hangul import asked_initials, initials
from crmcli.domain.text.phones import asked_phone, folded_phone
from crmcli.domain.text.spelling import folded, plain, squeezed, untitled
from crmcli.reports import turning_days
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report

# A book has some ten times as many people as accounts. As one text an account, they are read at the
# price of accounts.
_PERSON, _PART, _ITEM = "\x1e", "\x1f", "\x1d"  # record text holds no controls


class PeopleFact(NamedTuple):
    """One account and its people: `people` holds them, `traces` whatever a word may match, for a
    quick look.
    """

    account: str
    names: tuple[str, ...]
    owner: str | None
    people: str
    traces: str

    def may_have(self, wanted: tuple[str, ...]) -> bool:
        """Can any of them be meant, by the word's traces?"""
        return any(each in self.traces for each in wanted)

    def known(self) -> Iterator[Called]:
        """All of the account's people."""
        for person in filter(None, self.people.split(_PERSON)):
            key, name, emails, phones = person.split(_PART)
            yield Called(
                key,
                (name,),
                tuple(filter(None, emails.split(_ITEM))),
                tuple(filter(None, phones.split(_ITEM))),
            )


def traces(said: str) -> tuple[str, ...]:
    """What a word may be found as: itself, its letters, the name without a title, a phone,
    initials.
    """
    return tuple(
        filter(
            None,
            (
                plain(said),
                squeezed(said),
                squeezed(untitled(said)),
                asked_phone(said.strip(), 4),
                asked_initials(said),
            ),
        )
    )


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[PeopleFact]:
    """The account's names and people; whoever left took the number along."""
    people, found = [], []
    for key, contact in account.contacts.items():
        phones = () if has_left(contact, as_of) else contact.phones
        people.append(
            _PART.join((key, contact.name, _ITEM.join(contact.emails), _ITEM.join(phones)))
        )
        found += [
            plain(key),
            plain(contact.name),
            squeezed(contact.name),
            initials(contact.name),
            *map(folded, contact.emails),
            *map(folded_phone, phones),
        ]
    return [
        PeopleFact(
            account.id,
            (account.name, *account.aliases),
            account.owner,
            _PERSON.join(people),
            _PERSON.join(found),
        )
    ]


def tabulate(facts: Sequence[PeopleFact], policy: Policy, as_of: date, options: NoOptions) -> Table:
    """A row per account."""
    return Table(
        "people", as_of, sorted(facts), (Column("account", "id", 9), Column("people", "text", 9))
    )


FACTS = FactSource("people", gather, NoOptions, turns=turning_days.of_leaving)
REPORT = Report("people", FACTS, tabulate, NoOptions)
