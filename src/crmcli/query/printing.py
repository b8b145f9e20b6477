"""How is an expression written that has these parts? Reading it again gives the same parts."""

from decimal import Decimal

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

LOGIC, NOT, COMPARED, SUM, ATOM = 1, 2, 3, 4, 5  # how tightly parts hold together


def said(expr: Expr) -> str:
    """The expression as text."""
    if isinstance(expr, Logic):
        return f" {expr.word} ".join(_inner(part, NOT) for part in expr.parts)
    if isinstance(expr, Not):
        return f"not {_inner(expr.of, NOT)}"
    if isinstance(expr, Null):
        return f"{_inner(expr.of, SUM)} is {'not ' if expr.negated else ''}null"
    if isinstance(expr, Compared):
        return f"{_inner(expr.left, SUM)} {expr.sign} {_inner(expr.right, SUM)}"
    if isinstance(expr, Sum):
        return f"{_inner(expr.left, SUM)} {expr.sign} {_inner(expr.right, ATOM)}"
    return _atom(expr)


def _atom(expr: Expr) -> str:
    if isinstance(expr, Call):
        return f"{expr.name}({', '.join(map(said, expr.given))})"
    if isinstance(expr, Listing):
        return f"[{', '.join(map(said, expr.items))}]"
    if isinstance(expr, Text):
        return '"{}"'.format(expr.value.replace("\\", "\\\\").replace('"', '\\"'))
    if isinstance(expr, Number):
        return f"{_plain(expr.value)}{'%' if expr.percent else ''}"
    if isinstance(expr, Day):
        return "today" if expr.value is None else expr.value.isoformat()
    if isinstance(expr, Length):
        return f"{expr.value.many}{expr.value.unit}"
    if isinstance(expr, Truth):
        return "true" if expr.value else "false"
    return expr.path if isinstance(expr, Name) else ""


def _plain(value: int | Decimal) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _inner(expr: Expr, least: int) -> str:
    """A part within another one: in parentheses where it would come apart."""
    return said(expr) if _strength(expr) >= least else f"({said(expr)})"


def _strength(expr: Expr) -> int:
    if isinstance(expr, Logic):
        return LOGIC
    if isinstance(expr, Not):
        return NOT
    if isinstance(expr, Compared | Null):
        return COMPARED
    return SUM if isinstance(expr, Sum) else ATOM
