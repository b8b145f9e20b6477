"""What the search of a site looks through: the names of accounts and people, as a script of our own
because a page that is a file may read no other file.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.app.session import Session
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.hangul import initials
from crmcli.domain.text.visible import visible
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource
from crmcli.store.files.digest import digest_of
from crmcli.store.shapes.lazy import whole


class Known(NamedTuple):
    """An account: its id, its names, those of its people, and what tells whether its record is
    another one.
    """

    id: str
    names: Sequence[str]
    people: Sequence[str]
    digest: str


Fact = tuple[str, Sequence[str], Sequence[str], str]  # as what is remembered has to be


def gather(account: Account, _policy: Policy, as_of: date, _: NoOptions) -> list[Fact]:
    """One account, in plain values."""
    people = [each.name for each in account.contacts.values() if not has_left(each, as_of)]
    digest = digest_of(repr(whole(account)).encode("utf-8", "surrogateescape")).hex()
    return [(account.id, (account.name, *account.aliases), tuple(people), digest)]


FACTS = FactSource("site", gather, NoOptions)


def known(session: Session, as_of: date) -> list[Known]:
    """Every account, by its id."""
    return sorted(Known(*each) for each in session.gather(FACTS, NoOptions(), as_of))


def script(accounts: Iterable[tuple[Known, str]]) -> str:
    """The script: for each account where its page stands, its names, and its people, each with the
    initials of their syllables where they differ.
    """
    rows = [
        [file, [_said(name) for name in each.names], [_said(name) for name in each.people]]
        for each, file in accounts
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    # no text may end a line of the script for a browser that takes these for ends of lines
    plain = lines.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.crmNames = [\n{plain}\n];\n"


def _said(name: str) -> str | list[str]:
    shown, short = visible(name), initials(name)
    return shown if short == name.casefold() else [shown, short]
