"""Conditions of a question in the words of `crm query`, made of what an address says: a value stays
a value whatever stands in it.
"""

from collections.abc import Iterable
from datetime import date

from crmcli.query.printing import said
from crmcli.query.tree import Compared, Day, Expr, Logic, Name, Text


def is_equal(name: str, value: str) -> Expr:
    """The name has this value."""
    return Compared("==", Name(name), Text(value))


def holds(name: str, value: str) -> Expr:
    """The value is one of the name's."""
    return Compared("in", Text(value), Name(name))


def since(name: str, day: date) -> Expr:
    """On that day or later."""
    return Compared(">=", Name(name), Day(day))


def until(name: str, day: date) -> Expr:
    """On that day or before."""
    return Compared("<=", Name(name), Day(day))


def all_of(parts: Iterable[Expr]) -> str:
    """The condition that all of them hold, as it is typed; of none that is always so."""
    found = tuple(parts)
    if not found:
        return "true"
    return said(found[0] if len(found) == 1 else Logic("and", found))
