"""Which account is the company of a card?

By id, name or alias, whole, with or without the form of the firm; never by a guess.
"""

import re
from collections.abc import Iterable

from crmcli.domain.naming import Called, listed, matching
from crmcli.domain.table import Message
from crmcli.domain.text.spelling import folded, plain
from crmcli.imports.card import Refusal

# How firms are written: what stands on either side may be left out, but an Inc. is no GmbH.
_FORMS = re.compile(
    r"\((주|유|사|재)\)|(주식회사|유한회사|사단법인|재단법인)|[\s,]+(inc|ltd|llc|corp|co|gmbh|plc|ag|limited|corporation|incorporated)\b\.?(?=$|[\s,])"
)
_SAME = {
    "주식회사": "주",
    "유한회사": "유",
    "사단법인": "사",
    "재단법인": "재",
    "limited": "ltd",
    "corporation": "corp",
    "incorporated": "inc",
}
_MANY = 200  # names nobody is called by for which candidates are looked for


class Companies:
    """The accounts of the book, those of this import included, by what they are called."""

    def __init__(self, accounts: Iterable[Called]) -> None:
        self.known: list[Called] = []
        self.whole: dict[str, list[Called]] = {}
        self.bare: dict[str, list[tuple[Called, frozenset[str]]]] = {}
        self.missed: dict[str, str] = {}
        for each in accounts:
            self.add(each)

    def add(self, account: Called) -> None:
        """From now on the account is found."""
        self.known.append(account)
        for text in dict.fromkeys(folded(name) for name in (account.id, *account.names)):
            self.whole.setdefault(text, []).append(account)
        for bare, forms in dict.fromkeys(map(_bare, account.names)):
            self.bare.setdefault(bare, []).append((account, forms))

    def find(self, company: str) -> str | None:
        """The account's id; None when nothing is called so. Raises Refusal when several are."""
        bare, forms = _bare(company)
        near = [
            each
            for each, others in self.bare.get(bare, ())
            if not forms or not others or forms == others
        ]
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


def _bare(name: str) -> tuple[str, frozenset[str]]:
    text = plain(name)
    forms = frozenset(
        _SAME.get(form, form) for match in _FORMS.finditer(text) for form in match.groups() if form
    )
    return re.sub(r"[\s,.]+", "", _FORMS.sub(" ", text)), forms
