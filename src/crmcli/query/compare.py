"""Can two values be compared, and how?

What is in quotes takes the sort of what it is compared with: a day, a word, a name from crm.yaml.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from crmcli.domain.label import Label
from crmcli.domain.table import Message
from crmcli.domain.text.synonyms import meant
from crmcli.domain.time.when import day_said
from crmcli.messages import LANGUAGES, Phrases
from crmcli.query.amounts import amount_of
from crmcli.query.errors import QueryError
from crmcli.query.kinds import TEXTS, Type, related
from crmcli.query.lookup import close, constants
from crmcli.query.patterns import matcher
from crmcli.query.scope import Scope, Test, Typed
from crmcli.query.spans import days_back
from crmcli.query.tree import Compared, Expr, Listing, Number, Text, is_constant
from crmcli.query.view import Read, View

# Given values of two sorts of which `related` has said that they compare.
Sign = Callable[[Any, Any], bool]
SIGNS: Mapping[str, Sign] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compared(expr: Compared, scope: Scope) -> Test:
    """The comparison as a test; what is not known passes none.

    Raises QueryError where the two cannot be compared.
    """
    if expr.sign in ("~", "!~"):
        found = _matched(expr, scope)
    elif expr.sign in ("in", "not in"):
        found = _listed(expr, scope)
    else:
        found = _ordered(expr, scope)
    if is_constant(expr):
        raise constants(expr, scope)
    return found


def _ordered(expr: Compared, scope: Scope, known: Typed | None = None) -> Test:
    """Compares; `known` is the left part where it has been checked already."""
    said, meant = known or scope.value(expr.left), scope.value(expr.right)
    left, right = (
        _like(expr.left, said, meant.type, scope),
        _like(expr.right, meant, said.type, scope),
    )
    one, other = left.type, right.type
    if not related(one.base, other.base) or (one.base == "truth" and expr.sign not in ("==", "!=")):
        raise _different(expr, one, other)
    words = one if one.choices is not None else other
    if expr.sign not in ("==", "!=") and words.choices is not None:
        if not words.ordered:
            raise QueryError(
                Message("error-query-no-order"),
                expr.at,
                expr.length,
                Message("hint-query-no-order"),
            )
        return _by_place(left, right, list(words.choices), SIGNS[expr.sign])
    _check_share(expr.left, one, other)
    _check_share(expr.right, other, one)
    return _both(_days(left, other), _days(right, one), SIGNS[expr.sign])


def _both(one: Read, other: Read, sign: Sign) -> Test:
    def test(view: View) -> bool:
        first = one(view)
        if first is None:
            return False
        second = other(view)
        return second is not None and sign(first, second)

    return test


def _by_place(left: Typed, right: Typed, order: list[str], sign: Sign) -> Test:
    """By the place in the list of words; a word that is not in it has none."""
    places = {word: place for place, word in enumerate(order)}
    return _both(
        lambda view: places.get(left.read(view)), lambda view: places.get(right.read(view)), sign
    )


def _days(typed: Typed, other: Type) -> Read:
    """As it is; but a duration, and a day that is compared with one, as the days it is back to
    it.
    """
    read = typed.read
    if typed.type.base == "span":
        return lambda view: days_back(view.as_of, read(view))
    if typed.type.base == "date" and other.base == "span":
        return lambda view: None if (day := read(view)) is None else (view.as_of - day).days
    return read


def _check_share(part: Expr, mine: Type, other: Type) -> None:
    """A share is from 0 to 1: a number beyond that was meant as percent."""
    if (
        other.base == "share"
        and mine.base == "number"
        and isinstance(part, Number)
        and part.value > 1
    ):
        raise QueryError(
            Message("error-query-share", (part.value,)),
            part.at,
            part.length,
            Message("hint-query-write", (f"{part.value}%",)),
        )


def _different(expr: Compared, one: Type, other: Type) -> QueryError:
    kinds = tuple(Message(f"query-type-{each.base}") for each in (one, other))
    bases = {one.base, other.base}
    if bases == {"money", "span"}:
        hint: Message | None = Message("hint-query-million")
    elif "texts" in bases:
        hint = Message("hint-query-use-in")
    else:
        hint = (
            Message("hint-query-day")
            if "date" in bases
            else Message("hint-query-day-count")
            if "days" in bases
            else None
        )
    return QueryError(Message("error-query-different", kinds), expr.at, expr.length, hint)


def _listed(expr: Compared, scope: Scope) -> Test:
    """Is the value one of several, or does a list of the record hold it?"""
    wanted = expr.sign == "in"
    if isinstance(expr.right, Listing | Text):
        items = expr.right.items if isinstance(expr.right, Listing) else (expr.right,)
        known = _once(scope.value(expr.left))
        tests = [
            _ordered(Compared("==", expr.left, item, at=item.at, length=item.length), scope, known)
            for item in items
        ]
        return lambda view: (
            known.read(view) is not None and any(test(view) for test in tests) is wanted
        )
    listed = scope.value(expr.right)
    if listed.type.base != "texts":
        raise QueryError(
            Message("error-query-not-in", (Message(f"query-type-{listed.type.base}"),)),
            expr.right.at,
            expr.right.length,
            Message("hint-query-not-in"),
        )
    item = scope.value(expr.left)
    if item.type.base not in TEXTS:
        raise _different(expr, item.type, Type("text"))
    return lambda view: (
        (one := item.read(view)) is not None and (one in listed.read(view)) is wanted
    )


def _once(typed: Typed) -> Typed:
    """The part, worked out once for a record however many values it is compared with: `in` within
    `in` would double the work with each level.
    """
    last: list[object] = [None, None]

    def read(view: View) -> object:
        if last[0] is not view:
            last[:] = view, typed.read(view)
        return last[1]

    return Typed(typed.type, read)


def _matched(expr: Compared, scope: Scope) -> Test:
    """Does the text, or any of the texts, match? A list without texts is not known."""
    if not isinstance(expr.right, Text):
        raise QueryError(Message("error-query-needs-pattern"), expr.right.at, expr.right.length)
    typed, wanted = scope.value(expr.left), expr.sign == "~"
    if typed.type.base not in TEXTS | {"texts"}:
        raise QueryError(
            Message("error-query-no-text", (Message(f"query-type-{typed.type.base}"),)),
            expr.left.at,
            expr.left.length,
        )
    matches, read = matcher(expr.right), typed.read
    if typed.type.base == "texts":
        return lambda view: bool(texts := read(view)) and any(map(matches, texts)) is wanted
    return lambda view: (text := read(view)) is not None and matches(text) is wanted


def _like(part: Expr, typed: Typed, other: Type, scope: Scope) -> Typed:
    """The part; where it is in quotes, as what the other one is."""
    if other.base == "money" and (
        isinstance(part, Text) or (isinstance(part, Number) and part.said)
    ):
        amount = amount_of(part, scope)
        if amount is not None:
            number = Fraction(amount) if isinstance(amount, Decimal) else amount
            return Typed(Type("number"), lambda _: number)
    if not isinstance(part, Text):
        return typed
    if other.base == "date":
        return _day(part, scope)
    if other.choices is None:
        return typed
    word = chosen(part, other.choices)
    return Typed(other, lambda _: word)


def as_day(part: Expr, scope: Scope) -> Typed | None:
    """What is in quotes as a day; None for anything else. Raises QueryError for what is no day."""
    return _day(part, scope) if isinstance(part, Text) else None


def _day(part: Text, scope: Scope) -> Typed:
    """The day that is said, counted from the day of the answer; where the year is left open, the
    nearest gone.
    """
    day: date | None = day_said(part.value, scope.today, past=True)
    if day is None:
        raise QueryError(
            Message("error-query-no-day", (part.value,)),
            part.at,
            part.length,
            Message("hint-query-no-day"),
        )
    if scope.days is not None and part.value != day.isoformat():
        scope.days[part.value] = day
    return Typed(Type("date"), lambda _: day)


def chosen(part: Text, choices: Mapping[str, Label]) -> str:
    """Which of the words is meant: by itself, by what crm.yaml calls it, or as tables show it.

    Raises QueryError for none.
    """
    if part.value in choices:
        return part.value
    for names in (lambda word: choices[word].values(), operand_shown):
        called = [word for word in choices if part.value in names(word)]
        if len(called) == 1:
            return called[0]
    said = meant(part.value, choices, lambda word: [*choices[word].values(), *operand_shown(word)])
    if len(said) == 1:
        return said[0]
    near = close(
        part.value, [*choices, *(text for label in choices.values() for text in label.values())]
    )
    hint = (
        Message("hint-query-instead", (near,))
        if near
        else Message("hint-query-there-are", (", ".join(choices),))
    )
    raise QueryError(Message("error-query-no-word", (part.value,)), part.at, part.length, hint)


def operand_shown(word: str) -> list[str]:
    """How tables show a fixed word, in each language."""
    every = [Phrases(language) for language in LANGUAGES]
    return [phrases(f"word-{word}") for phrases in every if phrases.has(f"word-{word}")]
