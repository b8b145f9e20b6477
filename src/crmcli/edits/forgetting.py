"""A person is forgotten: name, addresses and numbers give way to a pseudonym, wherever the book has
them as text.
"""

import re
from collections.abc import Iterator, Mapping

from crmcli.domain.deals.qualification import KEYS
from crmcli.domain.edit import Prose, Value
from crmcli.domain.finding import Path
from crmcli.domain.records.account import Account
from crmcli.edits.contacts import rename
from crmcli.edits.identifiers import Traces
from crmcli.edits.record_editor import UNDATED, Draft

# of a contact: how the account stood to us is not the person's data alone
_KEPT = (
    "stance",
    "left",
    "reports_to",
)
# Fields that hold ids, words of the format and amounts: a member called `kim` is not a contact
# called Kim.
_TERMS = frozenset(
    (
        "by",
        "owner",
        "with",
        "contact",
        "subject",
        "rep",
        "for",
        "via",
        "reports_to",
        "deal",
        "decision_maker",
        "approved_by",
        "service_contact",
        "sourced_by",
        "role_set",
        "referred_by",
        "parent",
        "segment",
        "status",
        "source",
        "channel",
        "kind",
        "type",
        "direction",
        "outcome",
        "mood",
        "result",
        "reason",
        "per",
        "about",
        "from",
        "to",
        "stages",
        "stance",
        "people",
        *KEYS,
        "objections",
        "amount",
        "annual_revenue",
        "list_price",
        "unit_price",
    )
)
# a section's fields that hold words, though they are called as terms are elsewhere
_WORDS = (
    ("roles", "value"),
    ("plans", "done", "result"),
)
_NO_FIELD = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{UNDATED}|value")


def needed_by(account: Account, key: str) -> list[str]:
    """Open deals in which the person has a part, or to whom a promise is due."""
    return [
        name
        for name, deal in account.deals.items()
        if deal.outcome is None
        and (key in deal.people or (deal.next is not None and key in deal.next.with_))
    ]


def forget(draft: Draft, account: Account, key: str, known: Traces, *, name: bool) -> None:
    """The person's record says no more than how the account stood to us; everything that names the
    person says the pseudonym.
    """
    rename(draft, account, key, known.pseudonym)
    path: Path = ("contacts", known.pseudonym)
    known_of = draft.at(*path)
    if isinstance(known_of, Mapping):
        for field in [field for field in known_of if field not in (*_KEPT, "name")]:
            draft.remove((*path, field))
        draft.set((*path, "name"), known.pseudonym)
    else:
        draft.set(path, {"name": known.pseudonym})
    hide(draft, account, known, name=name)


def hide(draft: Draft, account: Account, known: Traces, *, name: bool) -> None:
    """Every text of a file is without the person; without `name`, which somebody else has too,
    without addresses and numbers.
    """
    for path, text in list(_texts(draft.tree, ())):
        if _is_term(path) or _is_somebody_elses(path, account, known):
            continue
        without = known.hidden(text, name=name)
        if without != text:
            draft.set(path, Prose(without))


def _is_term(path: Path) -> bool:
    if (*path[:1], *path[2:]) in _WORDS:
        return False
    fields = [step for step in path if isinstance(step, str) and not _NO_FIELD.fullmatch(step)]
    return not _TERMS.isdisjoint(fields[-1:]) or fields[-2:-1] in (
        ["people"],
        *([key] for key in KEYS),
        ["objections"],
        ["roles"],
    )


def _is_somebody_elses(path: Path, account: Account, known: Traces) -> bool:
    """Is it the name, an address or a number that another contact goes by?"""
    if (
        path[0] != "contacts"
        or len(path) < 2
        or (len(path) > 2 and path[2] not in ("name", "phones", "emails"))
    ):
        return False
    contact = account.contacts.get(str(path[1]))
    return contact is not None and (
        not known.is_called_so(contact.name) or known.is_namesake(contact)
    )


def _texts(node: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _texts(value, (*path, place))
