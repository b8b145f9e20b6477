"""What does an expression consist of?

Its parts as values; two parts are equal wherever they stand.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal as OneOf
from typing import NamedTuple

Unit = OneOf["d", "w", "m", "y"]


class Span(NamedTuple):
    """So many days, weeks, months or years."""

    many: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Part:
    """Where in the text a part begins, and how many characters of it are marked when something is
    wrong with it.
    """

    at: int = field(default=0, compare=False, kw_only=True)
    length: int = field(default=1, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Text(Part):
    """Something in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Number(Part):
    """A number or an amount; with `percent` a share in hundredths.

    `said` is an amount as people say it, which only the book can read.
    """

    value: int | Decimal
    percent: bool = False
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Day(Part):
    """A day of the calendar; None is the day of the answer."""

    value: date | None


@dataclass(frozen=True, slots=True)
class Length(Part):
    """A duration."""

    value: Span


@dataclass(frozen=True, slots=True)
class Truth(Part):
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Name(Part):
    """A field of a record, or records."""

    path: str


@dataclass(frozen=True, slots=True)
class Call(Part):
    """A function and what it is given."""

    name: str
    given: "tuple[Expr, ...]"


@dataclass(frozen=True, slots=True)
class Listing(Part):
    """Several values, for `in`."""

    items: "tuple[Expr, ...]"


@dataclass(frozen=True, slots=True)
class Sum(Part):
    """One value and another, `+` or `-`."""

    sign: str
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True, slots=True)
class Compared(Part):
    """Two values and one of == != < <= > >= ~ !~ in, not in."""

    sign: str
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True, slots=True)
class Null(Part):
    """Is nothing known of it? With `negated`: is something?"""

    of: "Expr"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Not(Part):
    """The opposite."""

    of: "Expr"


@dataclass(frozen=True, slots=True)
class Logic(Part):
    """Several conditions, all of them (`and`) or any (`or`)."""

    word: str
    parts: "tuple[Expr, ...]"


Expr = (
    Text
    | Number
    | Day
    | Length
    | Truth
    | Name
    | Call
    | Listing
    | Sum
    | Compared
    | Null
    | Not
    | Logic
)


def children(expr: Expr) -> tuple[Expr, ...]:
    """The parts that a part is made of."""
    if isinstance(expr, Sum | Compared):
        return expr.left, expr.right
    if isinstance(expr, Null | Not):
        return (expr.of,)
    if isinstance(expr, Logic):
        return expr.parts
    return expr.given if isinstance(expr, Call) else expr.items if isinstance(expr, Listing) else ()


def is_constant(expr: Expr) -> bool:
    """Is it the same for every record, whatever the day?"""
    if isinstance(expr, Name) or (isinstance(expr, Day) and expr.value is None):
        return False
    parts = children(expr)
    return all(map(is_constant, parts)) and not (isinstance(expr, Call) and not parts)


def names(expr: Expr) -> list[str]:
    """The names that stand in an expression outside of functions, each once, in order."""
    if isinstance(expr, Name):
        return [expr.path]
    return (
        []
        if isinstance(expr, Call)
        else list(dict.fromkeys(name for part in children(expr) for name in names(part)))
    )
