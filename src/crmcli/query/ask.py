"""Which records of an account does a question want, and what of them? The way into this room."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.query.check import checked
from crmcli.query.errors import QueryError
from crmcli.query.grouping import Groups, check_names, groups
from crmcli.query.names.lookup import DEFAULTS
from crmcli.query.parse import parse
from crmcli.query.scope import Scope
from crmcli.query.shown import Shown, shown
from crmcli.query.tree import names
from crmcli.query.view import AccountOnDay, View, of_account, records


class Question(NamedTuple):
    """A question that was checked: of which records, what must hold, what is shown, and by what
    rows are sorted; `falling` says which of those downwards.

    With `groups` rows are no records: what is shown and sorted by stands there.
    """

    on: str
    holds: Callable[[View], bool]
    shown: tuple[Shown, ...]
    sorted_by: tuple[Shown, ...]
    falling: tuple[bool, ...]
    groups: Groups | None = None
    days: Mapping[str, date] = {}  # what the days mean that are told in words

    def of(self, account: Account, policy: Policy, as_of: date) -> Iterator[View]:
        """The records of the account that are wanted."""
        whole = of_account(AccountOnDay(account, policy, as_of))
        return (
            view
            for view in ((whole,) if self.on == "accounts" else records(self.on, whole))
            if self.holds(view)
        )


def question(
    text: str,
    on: str,
    columns: Sequence[str],
    sort: Sequence[str],
    policy: Policy,
    as_of: date,
    by: Sequence[str] = (),
) -> Question:
    """The question, checked.

    Without columns: those that name the record, and what the expression asks. Raises QueryError
    with the place.
    """
    expr = parse(text)
    days: dict[str, date] = {}
    scope = Scope(on, policy, as_of, checked, days=days)
    try:
        holds = scope.condition(expr)
    except QueryError as error:
        raise error.within(text) from None
    grouped = groups(by, columns, sort, scope)
    if grouped is not None:
        return Question(on, holds, (), (), (), grouped, days)
    asked = columns or names(expr)
    wanted = columns or tuple(dict.fromkeys((*DEFAULTS[on], *asked)))
    seen = tuple(shown(name, scope)._replace(usual=name not in asked) for name in wanted)
    check_names(seen)
    called = {each.called: each for each in seen if each.called}
    order = tuple(
        called.get(name) or shown(name, scope) for name in (each.removeprefix("-") for each in sort)
    )
    return Question(on, holds, seen, order, tuple(name.startswith("-") for name in sort), days=days)
