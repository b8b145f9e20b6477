"""Can the expression be asked of these records, and how is it answered?

Names and types are looked at before anything is read.

Every part becomes a function from a record to a value. What is not known is None, and compares as
false with everything.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from crmcli.domain.table import Message
from crmcli.query import functions
from crmcli.query.amounts import of_currency
from crmcli.query.compare import as_day, compared
from crmcli.query.errors import QueryError
from crmcli.query.kinds import NUMBERS, Base, Type
from crmcli.query.lookup import found
from crmcli.query.scope import Scope, Typed
from crmcli.query.spans import moved
from crmcli.query.tree import (
    Call,
    Compared,
    Day,
    Expr,
    Length,
    Listing,
    Logic,
    Name,
    Not,
    Null,
    Number,
    Sum,
    Text,
    Truth,
)
from crmcli.query.view import View


def checked(expr: Expr, scope: Scope) -> Typed:
    """The part, ready to be asked. Raises QueryError with its place."""
    if isinstance(expr, Logic):
        return _logic(expr, scope)
    if isinstance(expr, Not):
        holds = scope.condition(expr.of)
        return Typed(Type("truth"), lambda view: not holds(view))
    if isinstance(expr, Null):
        return _null(expr, scope)
    if isinstance(expr, Compared):
        return Typed(Type("truth"), compared(expr, scope))
    if isinstance(expr, Sum):
        return _sum(expr, scope)
    if isinstance(expr, Call):
        return functions.called(expr, scope)
    if isinstance(expr, Name):
        return _name(expr, scope)
    if isinstance(expr, Listing):
        raise QueryError(
            Message("error-query-list-alone"),
            expr.at,
            expr.length,
            Message("hint-query-list-alone"),
        )
    return _literal(expr, scope)


def _literal(expr: Text | Number | Day | Length | Truth, scope: Scope) -> Typed:
    if isinstance(expr, Number):
        if expr.said:
            of_currency(expr, scope)
        number = Fraction(expr.value) / 100 if expr.percent else exact(expr.value)
        return Typed(Type("share" if expr.percent else "number"), lambda _: number)
    if isinstance(expr, Day):
        day = expr.value
        return Typed(Type("date"), (lambda view: view.as_of) if day is None else lambda _: day)
    plain = expr.value
    return Typed(
        Type("text" if isinstance(expr, Text) else "span" if isinstance(expr, Length) else "truth"),
        lambda _: plain,
    )


def _name(expr: Name, scope: Scope) -> Typed:
    name, of_account = found(expr, scope)
    read = name.read
    sort = name.type(scope.policy)
    asked = (lambda view: read(view.whole)) if of_account else read
    return Typed(sort, (lambda view: exact(asked(view))) if sort.base in NUMBERS else asked)


def exact(number: object) -> object:
    """A number that compares exactly with any other."""
    return Fraction(number) if isinstance(number, Decimal) else number


def _logic(expr: Logic, scope: Scope) -> Typed:
    parts = [scope.condition(part) for part in expr.parts]
    if expr.word == "and":
        return Typed(Type("truth"), lambda view: all(holds(view) for holds in parts))
    return Typed(Type("truth"), lambda view: any(holds(view) for holds in parts))


def _null(expr: Null, scope: Scope) -> Typed:
    read = scope.value(expr.of).read
    if expr.negated:
        return Typed(Type("truth"), lambda view: read(view) not in (None, ()))
    return Typed(Type("truth"), lambda view: read(view) in (None, ()))


def _sum(expr: Sum, scope: Scope) -> Typed:
    left, right = as_day(expr.left, scope) or scope.value(expr.left), scope.value(expr.right)
    sign = 1 if expr.sign == "+" else -1
    bases = left.type.base, right.type.base
    if bases == ("date", "span"):
        return _both(left, right, Type("date"), lambda day, span: moved(day, span, sign))
    if bases == ("date", "date") and sign < 0:
        return _both(left, right, Type("days"), lambda day, other: (day - other).days)
    if set(bases) <= NUMBERS and len({*bases} - {"number"}) <= 1:
        kept: Base = next((each for each in bases if each != "number"), "number")
        return _both(left, right, Type(kept), lambda one, other: one + sign * other)
    words = tuple(Message(f"query-type-{base}") for base in bases)
    raise QueryError(
        Message("error-query-no-sum", (expr.sign, *words)),
        expr.at,
        expr.length,
        Message("hint-query-no-sum"),
    )


def _both(left: Typed, right: Typed, sort: Type, combine: Callable[[Any, Any], object]) -> Typed:
    """Nothing where either is not known; both are of sorts that `combine` takes."""
    one, other = left.read, right.read

    def read(view: View) -> object:
        first, second = one(view), other(view)
        return None if first is None or second is None else combine(first, second)

    return Typed(sort, read)
