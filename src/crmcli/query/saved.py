"""Which question is meant: one that crm.yaml keeps under a name, or what was typed?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmcli.domain.policy import Policy
from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.lookup import close

MARK = "@"  # before the name of a saved query, where a name alone could be an expression


class Wanted(NamedTuple):
    """A question as it is written."""

    where: str
    on: str
    columns: tuple[str, ...]
    sort: tuple[str, ...]


def wanted(text: str, on: str | None, columns: Sequence[str], sort: Sequence[str], policy: Policy) -> Wanted:
    """The saved query of that name, with what was said beside it before what it says itself; else the text. Raises QueryError for an unknown name."""
    name = text.strip().removeprefix(MARK)
    saved = policy.queries.get(name)
    if saved is not None:
        return Wanted(saved.where, on or saved.on, tuple(columns) or tuple(listed(saved.columns)), tuple(sort) or tuple(listed(saved.sort)))
    if text.strip().startswith(MARK):
        near = close(name, policy.queries)
        hint = Message("query-instead", (near,)) if near else Message("query-there-are", (", ".join(policy.queries),)) if policy.queries else Message("query-none-saved")
        raise QueryError(Message("query-not-saved", (name,)), 0, len(text.strip()), hint, status=4).within(text.strip())
    return Wanted(text, on or "accounts", tuple(columns), tuple(sort))


def listed(said: Sequence[str]) -> Iterator[str]:
    """Several names, in a list or with commas between them."""
    return (name for each in said for name in (part.strip() for part in each.split(",")) if name)
