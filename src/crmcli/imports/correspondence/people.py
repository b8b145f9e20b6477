"""Whom of the book does a mail or an appointment name, and who of those it names is not there?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Contact
from crmcli.domain.records.policy import Member

# Where anybody may have an address: it tells of no company.
_FREE = """
    gmail.com googlemail.com naver.com hanmail.net daum.net kakao.com nate.com korea.com
    hotmail.com outlook.com outlook.kr live.com msn.com yahoo.com yahoo.co.kr yahoo.co.jp
    icloud.com me.com mac.com aol.com gmx.de gmx.net web.de t-online.de orange.fr free.fr
    laposte.net libero.it mail.ru yandex.ru qq.com 163.com 126.com sina.com proton.me
    protonmail.com zoho.com fastmail.com hey.com dreamwiz.com empal.com paran.com lycos.co.kr
    chol.com hanmir.com freechal.com comcast.net verizon.net att.net btinternet.com
    """
FREE = frozenset(_FREE.split())
_NOBODY = ("no-reply", "noreply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster")


class Known(NamedTuple):
    """A person of the book: the account and the contact's id, and since when they are gone."""

    account: str
    contact: str
    left: date | None = None


class Stranger(NamedTuple):
    """Somebody who is not in the book: how often they were met, what they are called, and whose
    they probably are (the account whose people have addresses there), empty where nothing tells.
    """

    address: str
    name: str
    times: int
    account: str


class AddressBook:
    """Our addresses, and those of the people of the book."""

    def __init__(self, team: Mapping[str, Member]) -> None:
        self.team = {
            address.casefold(): name for name, member in team.items() for address in member.emails
        }
        self._ours = {_domain(each) for each in self.team} - FREE
        self._people: dict[str, list[Known]] = {}
        self._accounts: dict[str, Counter[str]] = {}
        self._met: Counter[str] = Counter()
        self._names: dict[str, str] = {}

    def add(self, account: str, contacts: Mapping[str, Contact]) -> None:
        """The people of an account."""
        for key, contact in contacts.items():
            for address in contact.emails:
                known = Known(account, key, contact.left)
                self._people.setdefault(address.casefold(), []).append(known)
                if (domain := _domain(address)) not in FREE:
                    self._accounts.setdefault(domain, Counter())[account] += 1

    def with_these(self, addresses: Iterable[str], day: date) -> dict[str, list[str]]:
        """By account the people whose addresses these are. Of somebody who is at two accounts the
        one that they have left by then does not count.
        """
        found: dict[str, list[str]] = {}
        for address in addresses:
            known = self._people.get(address, [])
            here = [each for each in known if each.left is None or day <= each.left] or known
            for each in here:
                ids = found.setdefault(each.account, [])
                if each.contact not in ids:
                    ids.append(each.contact)
        return found

    def is_ours(self, address: str) -> bool:
        """Is it one of the team, or at a domain that only we have?"""
        return address in self.team or _domain(address) in self._ours

    def meet(self, address: str, name: str) -> None:
        """Somebody took part."""
        if address in self._people or self.is_ours(address):
            return
        if address.partition("@")[0].startswith(_NOBODY):
            return
        self._met[address] += 1
        if name and "@" not in name:
            self._names.setdefault(address, name)

    def strangers(self) -> list[Stranger]:
        """Who was met and is not in the book, the most often met first."""
        return [
            Stranger(address, self._names.get(address, ""), times, self._probably(address))
            for address, times in sorted(self._met.items(), key=lambda each: (-each[1], each[0]))
        ]

    def _probably(self, address: str) -> str:
        """The one account whose people have addresses at that domain."""
        known = self._accounts.get(_domain(address), Counter())
        return next(iter(known)) if len(known) == 1 else ""


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def first_of(addresses: Sequence[str], team: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the team whose addresses these are."""
    return tuple(dict.fromkeys(team[each] for each in addresses if each in team))
