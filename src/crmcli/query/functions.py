"""What do the functions give? Some ask the records of a record, others another day."""

from collections.abc import Callable, Iterator
from datetime import date

from crmcli.domain.table import Message
from crmcli.domain.time.calendar import month_of, quarter_of
from crmcli.domain.time.dated import Fact, run
from crmcli.query.compare import as_day
from crmcli.query.errors import QueryError
from crmcli.query.kinds import Type
from crmcli.query.lookup import FUNCTIONS, found, records_named, unknown_function
from crmcli.query.names.lookup import NAMES, RECORDS
from crmcli.query.scope import Scope, Typed
from crmcli.query.tree import Call, Expr, Name
from crmcli.query.view import Read, View, records

PERIODS: dict[str, Callable[[date], str]] = {
    "month": month_of,
    "quarter": quarter_of,
    "year": lambda day: f"{day.year:04d}",
}
# functions over records within each other: each multiplies the work by the records it looks at
NESTED = 3


def called(call: Call, scope: Scope) -> Typed:
    """The function's sort of value, and how it is worked out. Raises QueryError."""
    if call.name not in FUNCTIONS:
        raise unknown_function(call, FUNCTIONS)
    least, most = {"count": (1, 2), "any": (1, 2)}.get(call.name) or (
        (1, 1) if call.name == "changed" or call.name in PERIODS else (2, 2)
    )
    if not least <= len(call.given) <= most:
        raise QueryError(
            Message("error-query-arguments", (call.name, Message(f"query-use-{call.name}"))),
            call.at,
            call.length,
        )
    if call.name == "changed":
        return _changed(call, scope)
    if call.name in PERIODS:
        return _period(call, scope)
    return _was(call, scope) if call.name == "was" else _several(call, scope)


def _several(call: Call, scope: Scope) -> Typed:
    """Of some records: how many there are, whether there is any, whether all are so; counted where
    a condition holds, if one is given.
    """
    if scope.within == NESTED:
        raise QueryError(Message("error-query-too-nested", (NESTED,)), call.at, call.length)
    whose = call.given[0]
    if not isinstance(whose, Name):
        raise QueryError(
            Message("error-query-needs-records", (call.name,)),
            whose.at,
            whose.length,
            Message("hint-query-there-are", (", ".join(RECORDS.get(scope.kind, ())),)),
        )
    if call.name == "count" and len(call.given) == 1 and (listed := _texts(whose, scope)):
        return Typed(Type("number"), listed)
    kind, of_account = records_named(whose, scope)
    holds = (
        scope._replace(kind=kind, within=scope.within + 1).condition(call.given[1])
        if len(call.given) > 1
        else None
    )

    def those(view: View) -> Iterator[View]:
        return records(kind, view.whole if of_account else view)

    if call.name == "all":
        return Typed(
            Type("truth"), lambda view: all(holds is None or holds(each) for each in those(view))
        )
    if call.name == "any":
        return Typed(
            Type("truth"), lambda view: any(holds is None or holds(each) for each in those(view))
        )
    return Typed(
        Type("number"), lambda view: sum(holds is None or holds(each) for each in those(view))
    )


def _texts(named: Name, scope: Scope) -> Read | None:
    """How many texts a list has, if the name is one of a list."""
    if named.path in RECORDS.get(scope.kind, ()):
        return None
    try:
        name, of_account = found(named, scope)
    except QueryError:
        return None
    return (
        (lambda view: len(name.read(view.whole if of_account else view)))
        if name.base == "texts"
        else None
    )


def _was(call: Call, scope: Scope) -> Typed:
    """Whether the condition held on that day; false for what was not there yet."""
    given, day = call.given
    holds, read = scope.condition(given), _day(day, scope)

    def held(view: View) -> bool:
        when: date | None = read(view)
        then = None if when is None else view.on(when)
        return then is not None and holds(then)

    return Typed(Type("truth"), held)


def _day(part: Expr, scope: Scope) -> Read:
    """The part as a day. Raises QueryError for anything else."""
    asked = as_day(part, scope) or scope.value(part)
    if asked.type.base != "date":
        raise QueryError(
            Message("error-query-needs-day", (Message(f"query-type-{asked.type.base}"),)),
            part.at,
            part.length,
            Message("hint-query-needs-day"),
        )
    return asked.read


def _period(call: Call, scope: Scope) -> Typed:
    """The month, quarter or year of a day, as a text that sorts by time."""
    read, period = _day(call.given[0], scope), PERIODS[call.name]
    return Typed(Type("text"), lambda view: None if (day := read(view)) is None else period(day))


def _changed(call: Call, scope: Scope) -> Typed:
    """The day of the last change of a dated fact: since when its value is what it is."""
    (given,) = call.given
    name = found(given, scope)[0] if isinstance(given, Name) else None
    if name is None or name.facts is None:
        dated = ", ".join(
            each.path for each in NAMES[scope.kind].values() if each.facts is not None
        )
        raise QueryError(
            Message("error-query-not-dated"),
            given.at,
            given.length,
            Message("hint-query-there-are", (dated,)) if dated else Message("hint-query-not-dated"),
        )
    facts = name.facts
    return Typed(Type("date"), lambda view: last_change(facts(view), view.as_of))


def last_change(facts: tuple[Fact[object], ...], as_of: date) -> date | None:
    """Since which day has the value been what it is on that day?

    A fact that says the same again changes nothing; None where no day is known.
    """
    known = run(facts, as_of)
    return known[0].date if known else None
