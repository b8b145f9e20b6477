"""Of what is a part of an expression asked, and what is it once it has been checked?"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.kinds import Type
from crmcli.query.tree import Expr
from crmcli.query.view import Read, View

Test = Callable[[View], bool]


class Typed(NamedTuple):
    """A part that can be asked: the sort of its value, and how it is got."""

    type: Type
    read: Read


class Scope(NamedTuple):
    """Of which records a part is asked, in which book, from which day quoted days are counted, and
    who checks the parts within it.
    """

    kind: str
    policy: Policy
    today: date
    check: "Callable[[Expr, Scope], Typed]"
    within: int = 0  # how many functions over records it stands in
    days: dict[str, date] | None = None  # gets the days that are told in words, and what they mean

    def value(self, expr: Expr) -> Typed:
        """The part, ready to be asked. Raises QueryError with its place."""
        return self.check(expr, self)

    def condition(self, expr: Expr) -> Test:
        """Whether it holds for a record. Raises QueryError for anything but a condition."""
        sort, read = self.value(expr)
        if sort.base != "truth":
            raise QueryError(
                Message("error-query-no-condition", (Message(f"query-type-{sort.base}"),)),
                expr.at,
                expr.length,
                Message("hint-query-no-condition"),
            )
        return lambda view: read(view) is True
