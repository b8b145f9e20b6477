"""Which value of a record is meant by a column, a sort or a group?

A name, or an expression that is worked out.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crmcli.domain.records.money import tidy
from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.kinds import Base, Type
from crmcli.query.lookup import found
from crmcli.query.parse import parse
from crmcli.query.scope import Scope, Typed
from crmcli.query.tree import Expr, Name
from crmcli.query.view import Read

NAME = re.compile(r"[\w.-]+")
_CALLED = re.compile(r"(.*\S)\s+as\s+(\w[\w.-]*)", re.DOTALL)


class Shown(NamedTuple):
    """A value that is shown, sorted or grouped by; `usual` when nobody asked for it; `called` what
    the asker calls it.
    """

    path: str
    base: Base
    read: Read
    choices: tuple[str, ...]
    usual: bool = False
    called: str = ""

    @property
    def field(self) -> str:
        """What the row calls it."""
        return self.called or self.path


def named(text: str) -> tuple[str, str]:
    """An expression, and after `as` what it is to be called."""
    match = _CALLED.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")


def shown(text: str, scope: Scope, *, every_choice: bool = False) -> Shown:
    """The value that is meant; its `choices` are in their order, of words without an order only
    with `every_choice`. Raises QueryError with the place.
    """
    said, called = named(text)
    expr = Name(said, length=len(said)) if NAME.fullmatch(said) else parse(said)
    try:
        typed = valued(expr, scope)
    except QueryError as error:
        raise error.within(said) from None
    if typed.base == "span":
        raise QueryError(
            Message("error-query-not-shown", (Message("query-type-span"),)),
            expr.at,
            expr.length,
            Message("hint-query-not-shown"),
        ).within(said)
    choices = tuple(typed.type.choices or ()) if typed.type.ordered or every_choice else ()
    return Shown(said, typed.base, typed.read, choices, called=called)


class Valued(NamedTuple):
    """A part whose value a table can hold.

    `base` is the sort of the name itself, also where crm.yaml lists its words.
    """

    type: Type
    base: Base
    read: Read


def valued(expr: Expr, scope: Scope) -> Valued:
    """The part with its value as tables hold it. Raises QueryError."""
    if isinstance(expr, Name):
        name, of_account = found(expr, scope)
        typed = Typed(
            name.type(scope.policy),
            (lambda view: name.read(view.whole)) if of_account else name.read,
        )
        base: Base = name.base
    else:
        typed = scope.value(expr)
        base = typed.type.base
    read = typed.read
    return Valued(
        typed.type,
        base,
        (lambda view: _plain(read(view), base))
        if base in ("share", "number", "money", "days")
        else read,
    )


def _plain(number: object, base: Base) -> object:
    """A number as tables hold it."""
    if not isinstance(number, Fraction):
        return number
    return (
        tidy(Decimal(number.numerator) / Decimal(number.denominator))
        if base == "money"
        else float(number)
    )
