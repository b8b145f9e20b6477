"""The answers that ask git, by name: what may be asked of each, and who answers."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from crmcli.app.answering import Answer
from crmcli.reports import choices


class PastReport(NamedTuple):
    """One of them. `ask(session, options, as_of=, filters=)` answers; `groupings`: what its rows
    may be grouped by.
    """

    name: str
    options: type[tuple[object, ...]]
    ask: Callable[..., Answer]
    groupings: tuple[str, ...] = ()


GROUPINGS: dict[str, tuple[str, ...]] = {
    "pipeline_change": (),
    "backtest": (),
    "trend": choices.TREND,
    "review": (),
    "history": (),
    "diff": (),
}
# whose day is that of what they tell of, where no other is asked for
UNDATED = frozenset(("history", "diff"))


def find(name: str) -> PastReport:
    """The one of that name; imported when it is first asked."""
    module: Any = import_module(f"crmcli.app.past.{name}")
    return PastReport(name, module.Options, module.ask, GROUPINGS[name])
