"""What the rules that look across accounts need of each one."""

from typing import NamedTuple

from crmcli.domain.finding import Path
from crmcli.domain.records.account import Account, Ids, Referral
from crmcli.domain.records.foreign import ForeignId
from crmcli.domain.text.business_number import bare
from crmcli.domain.text.firm_name import FirmName, firm_name
from crmcli.domain.text.phones import folded_phone
from crmcli.rules.paths import of_item


class BookFact(NamedTuple):
    """An account's contacts, the addresses they are reached at (folded for comparison), who
    referred it, its names, each with what is left of it without the form of the firm, and its
    business number, for comparison and as it is written, and what other systems call the account,
    its contacts and its deals.
    """

    account: str
    contacts: tuple[str, ...]
    addresses: tuple[tuple[Path, str], ...]
    referrals: tuple[tuple[Path, Referral], ...]
    names: tuple[tuple[Path, str, FirmName], ...] = ()
    business_no: str = ""
    written_no: str = ""
    foreign: tuple[tuple[Path, ForeignId], ...] = ()


def book_fact(account: Account) -> BookFact:
    """The account, as the other accounts' rules see it."""
    addresses: list[tuple[Path, str]] = []
    for name, contact in account.contacts.items():
        if contact.left is not None:  # whoever changed sides took the number along
            continue
        addresses += [
            (("contacts", name, "emails", place), address.casefold())
            for place, address in enumerate(contact.emails)
        ]
        addresses += [
            (("contacts", name, "phones", place), folded_phone(number))
            for place, number in enumerate(contact.phones)
        ]
    referrals: list[tuple[Path, Referral]] = (
        [(("referred_by",), account.referred_by)] if account.referred_by else []
    )
    if account.parent:
        referrals.append((("parent",), Referral(account.parent)))
    referrals += [
        (("deals", name, "referred_by"), deal.referred_by)
        for name, deal in account.deals.items()
        if deal.referred_by
    ]
    return BookFact(
        account.id,
        tuple(account.contacts),
        tuple(addresses),
        tuple(referrals),
        _names(account),
        bare(account.business_no or ""),
        account.business_no or "",
        _foreign(account),
    )


def _foreign(account: Account) -> tuple[tuple[Path, ForeignId], ...]:
    owners: list[tuple[Path, Ids]] = [((), account.ids)] if account.ids else []
    owners += [(("contacts", key), each.ids) for key, each in account.contacts.items() if each.ids]
    owners += [(("deals", key), each.ids) for key, each in account.deals.items() if each.ids]
    return tuple(
        (of_item((*path, "ids", system), known, place), ForeignId(system, each))
        for path, ids in owners
        for system, known in ids.items()
        for place, each in enumerate(known)
    )


def _names(account: Account) -> tuple[tuple[Path, str, FirmName], ...]:
    named: list[tuple[Path, str]] = [(("name",), account.name)]
    named += [
        (of_item(("aliases",), account.aliases, place), alias)
        for place, alias in enumerate(account.aliases)
    ]
    return tuple((path, name, firm_name(name)) for path, name in named)
