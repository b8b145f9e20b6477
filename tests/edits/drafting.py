"""An edit tried on a small account: what its file would say afterwards."""

from collections.abc import Callable
from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from books import account
from crmcli.domain.edit import applied
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.edits.record_editor import Draft
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.tree import read_tree

DAY = date(2026, 8, 3)
Make = Callable[[Draft, Account], object]


def tree(text: str) -> dict[str, Any]:
    return read_tree(dedent(text).encode())


def plain(node: Any) -> Any:
    """As the reader would give it: nothing but dicts, lists and texts."""
    if isinstance(node, dict):
        return {key: plain(each) for key, each in node.items()}
    return (
        [plain(each) for each in node]
        if isinstance(node, list | tuple)
        else None
        if node is None
        else str(node)
    )


def after(text: str, make: Make) -> dict[str, Any]:
    """The whole tree after the edits, which lead there one by one and still make an account."""
    before = tree(text)
    draft = Draft(before)
    make(draft, account(text))
    found = plain(draft.tree)
    assert found == plain(applied(before, draft.edits))
    assert isinstance(ACCOUNT.decode(found), Account)
    assert before == tree(text)
    return found


def becomes(text: str, make: Make, expected: str) -> None:
    """The account says this afterwards, in this order."""
    found, wanted = after(text, make), tree(expected)
    assert (repr(wanted), wanted) == (repr(found), found)


def refused(text: str, make: Make) -> tuple[Any, ...]:
    """Why the edit is refused: the message's key, what is in it, and the exit status. Nothing is changed by then."""
    draft = Draft(tree(text))
    with pytest.raises(CrmError) as caught:
        make(draft, account(text))
    assert [] == draft.edits
    return (caught.value.message.key, *caught.value.message.args, caught.value.status)


def missing(text: str, make: Make) -> list[tuple[Any, Any]]:
    """What the shut gate misses, each with the command for it. Nothing is changed by then."""
    draft = Draft(tree(text))
    with pytest.raises(CrmError) as caught:
        make(draft, account(text))
    assert [] == draft.edits
    return [(tuple(what), tuple(do)) for what, do in caught.value.todo]
