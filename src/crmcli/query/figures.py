"""What do many records add up to?

The figures that can stand in a column, and how each is worked out from what its records bring.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crmcli.domain.records.money import tidy
from crmcli.domain.records.ratio import median, share
from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.kinds import NUMBERS, Base
from crmcli.query.lookup import FIGURES, FUNCTIONS, found, is_several, unknown_function
from crmcli.query.parse import parse
from crmcli.query.printing import said
from crmcli.query.scope import Scope, Test
from crmcli.query.shown import NAME, named, valued
from crmcli.query.tree import Call, Expr, Name
from crmcli.query.view import Read

COUNTED = "n"  # the figure without arguments: how many records
_TAKES = {
    "sum": NUMBERS - {"share"},
    "mean": NUMBERS,
    "median": NUMBERS,
    "min": NUMBERS | {"date"},
    "max": NUMBERS | {"date"},
}


class Figure(NamedTuple):
    """A figure of many records.

    `path` is how it was typed, `text` the same for all ways to type it, `of` the one name it is
    about. `read` gives what a record brings: None when it does not count.
    """

    path: str
    text: str
    kind: str
    base: Base
    read: Read
    of: str = ""
    among: str = ""
    called: str = ""
    interval: bool = False

    @property
    def field(self) -> str:
        """What the row calls it."""
        return self.called or self.path


def figure(text: str, scope: Scope) -> Figure | None:
    """The figure that this column means; None when it means a value of each record.

    Raises QueryError with the place.
    """
    typed, called = named(text)
    if NAME.fullmatch(typed):
        return everything(called) if typed == COUNTED else None
    expr = parse(typed)
    if not isinstance(expr, Call) or (
        expr.name in FUNCTIONS and (expr.name not in FIGURES or _is_of_one(expr, scope))
    ):
        return None
    try:
        if expr.name not in FIGURES:
            raise unknown_function(expr, (*FIGURES, *FUNCTIONS))
        return _checked(expr, typed, scope)._replace(called=called)
    except QueryError as error:
        raise error.within(typed) from None


def everything(called: str = "") -> Figure:
    """How many records there are."""
    return Figure(COUNTED, COUNTED, COUNTED, "number", lambda _: True, called=called)


def _is_of_one(call: Call, scope: Scope) -> bool:
    """Does it count what belongs to a record, rather than records?"""
    first = call.given[0] if call.given else None
    return (
        call.name == "count"
        and isinstance(first, Name)
        and (len(call.given) > 1 or is_several(first, scope))
    )


def _checked(call: Call, typed: str, scope: Scope) -> Figure:
    kind, given = call.name, call.given
    if not 1 <= len(given) <= (1 if kind == "count" else 2):
        raise QueryError(
            Message("error-query-arguments", (kind, Message(f"query-use-{kind}"))),
            call.at,
            call.length,
        )
    among = scope.condition(given[1]) if len(given) > 1 else None
    base, read = _told(kind, given[0], among, scope)
    of = given[0].path if isinstance(given[0], Name) and not among else ""
    spans = (
        kind in ("mean", "median") and isinstance(given[0], Name) and _is_interval(given[0], scope)
    )
    return Figure(
        typed, said(call), kind, base, read, of, said(given[1]) if among else "", interval=spans
    )


def _is_interval(name: Name, scope: Scope) -> bool:
    """Does the name mean the days between two days of the file?

    Those that run backwards are in no mean.
    """
    return found(name, scope)[0].interval


def _told(kind: str, what: Expr, among: Test | None, scope: Scope) -> tuple[Base, Read]:
    """The sort of the figure's value, and what one record brings to it."""
    if kind in ("count", "share"):
        holds = scope.condition(what)
        if kind == "count":
            return "number", lambda view: holds(view) or None
        return "share", lambda view: holds(view) if among is None or among(view) else None
    typed = valued(what, scope)
    if kind != "distinct" and typed.type.base not in _TAKES[kind]:
        hint = Message(
            "hint-query-add-truth"
            if typed.base == "truth"
            else "hint-query-add-day"
            if typed.base == "date"
            else "hint-query-add-share"
            if typed.base == "share"
            else "hint-query-add-text"
        )
        raise QueryError(
            Message("error-query-no-figure", (kind, Message(f"query-type-{typed.type.base}"))),
            what.at,
            what.length,
            hint,
        )
    read = typed.read
    return (
        "number" if kind == "distinct" else typed.base,
        read if among is None else lambda view: read(view) if among(view) else None,
    )


def worked_out(kind: str, brought: Sequence[Any]) -> object:  # of the sort it was checked for
    """The figure of what its records bring.

    Nothing adds up to 0, and has no mean, median, least or greatest value and no share.
    """
    if kind in (COUNTED, "count"):
        return len(brought)
    if kind == "share":
        return share(sum(brought), len(brought))
    if kind == "distinct":
        return len(
            {
                each
                for value in brought
                for each in (value if isinstance(value, tuple) else (value,))
            }
        )
    if kind == "sum":
        return tidy(sum(brought))
    return _middle(kind, brought) if brought else None


def _middle(kind: str, brought: Sequence[Any]) -> object:
    if kind == "mean":
        return float(sum(brought)) / len(brought)
    return (
        median(list(brought))
        if kind == "median"
        else min(brought)
        if kind == "min"
        else max(brought)
    )
