"""Which records of an account does a question want, and what of them? The way into this room."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.query.check import checked
from crmcli.query.errors import QueryError
from crmcli.query.kinds import Base
from crmcli.query.lookup import found
from crmcli.query.names import DEFAULTS
from crmcli.query.parse import parse
from crmcli.query.scope import Scope
from crmcli.query.tree import Name, names
from crmcli.query.view import Standing, View, of_account, records


class Shown(NamedTuple):
    """A name whose value is shown or sorted by; `usual` when nobody asked for it."""

    path: str
    base: Base
    read: Callable[[View], Any]
    choices: tuple[str, ...]
    usual: bool = False


class Question(NamedTuple):
    """A question that was checked: of which records, what must hold, what is shown, and by what rows are sorted; `falling` says which of those downwards."""

    on: str
    holds: Callable[[View], bool]
    shown: tuple[Shown, ...]
    sorted_by: tuple[Shown, ...]
    falling: tuple[bool, ...]

    def of(self, account: Account, policy: Policy, as_of: date) -> Iterator[View]:
        """The records of the account that are wanted."""
        whole = of_account(Standing(account, policy, as_of))
        return (view for view in ((whole,) if self.on == "accounts" else records(self.on, whole)) if self.holds(view))


def question(text: str, on: str, columns: Sequence[str], sort: Sequence[str], policy: Policy, as_of: date) -> Question:
    """The question, checked. Without columns: those that name the record, and what the expression asks. Raises QueryError with the place."""
    expr = parse(text)
    scope = Scope(on, policy, as_of, checked)
    try:
        holds = scope.condition(expr)
    except QueryError as error:
        raise error.within(text) from None
    asked = columns or names(expr)
    wanted = columns or tuple(dict.fromkeys((*DEFAULTS[on], *asked)))
    falling = tuple(name.startswith("-") for name in sort)
    return Question(on, holds, tuple(_shown(name, scope)._replace(usual=name not in asked) for name in wanted), tuple(_shown(name.removeprefix("-"), scope) for name in sort), falling)


def _shown(path: str, scope: Scope) -> Shown:
    """A name on its own. Raises QueryError."""
    try:
        name, of_account = found(Name(path, length=len(path)), scope)
    except QueryError as error:
        raise error.within(path) from None
    read = (lambda view: name.read(view.whole)) if of_account else name.read
    sort = name.type(scope.policy)
    return Shown(path, name.base, (lambda view: _plain(read(view))) if name.base in ("share", "number") else read, tuple(sort.choices or ()) if name.ordered else ())


def _plain(number: Any) -> Any:
    """A number as tables hold it."""
    return float(number) if isinstance(number, Fraction) else number
