"""Amounts of an expression as people say them, in the book's currency."""

from crmcli.domain.errors import CrmError
from crmcli.domain.records.amounts import amount_said, check_currency
from crmcli.domain.records.money import Money
from crmcli.query.errors import QueryError
from crmcli.query.scope import Scope
from crmcli.query.tree import Number, Text


def of_currency(part: Number, scope: Scope) -> None:
    """Raises QueryError for an amount that is told in another currency."""
    try:
        check_currency(part.said, scope.policy.currency)
    except CrmError as error:
        raise QueryError(error.message, part.at, part.length, error.hint) from None


def amount_of(part: Number | Text, scope: Scope) -> Money | None:
    """What is compared with an amount; None for a text that is none.

    Raises QueryError for what may be two, or is of another currency.
    """
    try:
        return amount_said(
            part.value if isinstance(part, Text) else part.said, scope.policy.currency
        )
    except CrmError as error:
        raise QueryError(error.message, part.at, part.length, error.hint) from None
