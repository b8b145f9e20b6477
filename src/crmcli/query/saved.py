"""Which question is meant: one that crm.yaml keeps under a name, or what was typed?"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.lookup import close, names_of

_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’"}
MARK = "@"  # before the name of a saved query, where a name alone could be an expression


class Wanted(NamedTuple):
    """A question as it is written."""

    where: str
    on: str
    columns: tuple[str, ...]
    sort: tuple[str, ...]
    by: tuple[str, ...] = ()


def wanted(
    text: str,
    on: str | None,
    columns: Sequence[str],
    sort: Sequence[str],
    policy: Policy,
    by: Sequence[str] = (),
) -> Wanted:
    """The saved query of that name, with what was said beside it before what it says itself; else
    the text. Raises QueryError for an unknown name.

    Who asks for groups of a query that has none does not mean the columns and the order of its
    records.
    """
    name = text.strip().removeprefix(MARK)
    saved = policy.queries.get(name)
    if saved is not None:
        kept = saved if saved.by or not by else saved._replace(columns=(), sort=())
        return Wanted(
            saved.where,
            on or saved.on,
            tuple(columns) or tuple(listed(kept.columns)),
            tuple(sort) or tuple(listed(kept.sort)),
            tuple(by) or tuple(listed(saved.by)),
        )
    if text.strip().startswith(MARK) or _is_slip(name, names_of(on or "accounts", policy), policy):
        near = close(name, policy.queries)
        hint = (
            Message("hint-query-instead", (near,))
            if near
            else Message("hint-query-there-are", (", ".join(policy.queries),))
            if policy.queries
            else Message("hint-query-none-saved")
        )
        raise QueryError(
            Message("error-query-not-saved", (name,)), 0, len(text.strip()), hint, status=4
        ).within(text.strip())
    return Wanted(text, on or "accounts", tuple(columns), tuple(sort), tuple(by))


def _is_slip(said: str, known: Sequence[str], policy: Policy) -> bool:
    """Is a word alone more like the name of a saved query than like any name of the records?"""
    return (
        re.fullmatch(r"[\w-]+", said) is not None
        and said not in known
        and close(said, [*known, *policy.queries]) in policy.queries
    )


def listed(said: Sequence[str]) -> Iterator[str]:
    """Several names or expressions, in a list or with commas between them."""
    return (name for each in said for name in map(str.strip, _apart(each)) if name)


def _apart(text: str) -> Iterator[str]:
    """The parts between the commas that stand in no parentheses, brackets or quotes."""
    depth, quote, part = 0, "", ""
    for before, char in zip(f" {text}", text, strict=False):
        if quote:
            quote = "" if char == quote and before != "\\" else quote
        elif char in _QUOTES:
            quote = _QUOTES[char]
        else:
            depth += (char in "([") - (char in ")]")
        if char == "," and not quote and depth <= 0:
            yield part
            part = ""
        else:
            part += char
    yield part
