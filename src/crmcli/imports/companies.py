"""Which account is the company of a card?

By id, name or alias, whole, with or without the form of the firm; never by a guess.
"""

from collections.abc import Iterable

from crmcli.domain.naming import Called, listed, matching
from crmcli.domain.table import Message
from crmcli.domain.text.firm_name import FirmName, firm_name
from crmcli.domain.text.spelling import folded
from crmcli.imports.card import Refusal

_MANY = 200  # names nobody is called by for which candidates are looked for


class Companies:
    """The accounts of the book, those of this import included, by what they are called."""

    def __init__(self, accounts: Iterable[Called]) -> None:
        self.known: list[Called] = []
        self.whole: dict[str, list[Called]] = {}
        self.bare: dict[str, list[tuple[Called, FirmName]]] = {}
        self.missed: dict[str, str] = {}
        for each in accounts:
            self.add(each)

    def add(self, account: Called) -> None:
        """From now on the account is found."""
        self.known.append(account)
        for text in dict.fromkeys(folded(name) for name in (account.id, *account.names)):
            self.whole.setdefault(text, []).append(account)
        for firm in dict.fromkeys(map(firm_name, account.names)):
            self.bare.setdefault(firm.bare, []).append((account, firm))

    def find(self, company: str) -> str | None:
        """The account's id; None when nothing is called so. Raises Refusal when several are."""
        firm = firm_name(company)
        near = [each for each, other in self.bare.get(firm.bare, ()) if firm.agrees(other)]
        for found in (self.whole.get(folded(company), []), near):
            ids = {each.id: each for each in found}
            if len(ids) == 1:
                return next(iter(ids))
            if ids:
                raise Refusal(
                    Message("error-import-several-accounts", (company, listed(ids.values())))
                )
        return None

    def unknown(self, company: str) -> Message:
        """Nothing is called so: told with what may have been meant, for a person to choose."""
        near = self.near(company)
        return (
            Message("told-import-near-account", (company, near))
            if near
            else Message("told-import-no-account", (company,))
        )

    def near(self, company: str) -> str:
        """Accounts that may have been meant; nothing when none is like it."""
        if company not in self.missed:
            self.missed[company] = (
                listed(matching(company, self.known)) if len(self.missed) < _MANY else ""
            )
        return self.missed[company]
