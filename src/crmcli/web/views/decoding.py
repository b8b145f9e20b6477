"""A report's own options, as an address says them: typed by the report's own record of them."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, get_type_hints

from crmcli.domain.errors import CrmError
from crmcli.domain.label import Label
from crmcli.domain.records.words import STATUSES
from crmcli.domain.table import Message
from crmcli.history.change import KINDS
from crmcli.reports import choices
from crmcli.web.views.askable import Askable
from crmcli.web.views.asked import Asked, day_of, number_of, truth_of

# not asked for in an address: the page has its own word for it, or it is worked out
NOT_ASKED = frozenset(("explain", "filters"))
# What an option may be, where its type says only that it is a word.
WORDS: dict[str, tuple[str, ...]] = {
    "method": choices.METHODS,
    "metric": choices.METRICS,
    "type": KINDS,
    "by": (),
    "status": STATUSES,
}


class Field(NamedTuple):
    """One option: its name in the address, what it may be, and what it is by default; `labels` are
    what its words are called, where they have no column of that name.
    """

    name: str
    kind: type
    default: object
    words: tuple[str, ...] = ()
    labels: Mapping[str, Label] = {}
    wide: bool = False  # is it long, such as a condition?


def fields(report: Askable) -> tuple[Field, ...]:
    """What may be asked of the report in an address."""
    kinds, usual = _kinds(report.options), report.options._field_defaults
    return tuple(
        Field(name.rstrip("_"), kind, usual[name], _words(report, name))
        for name, kind in kinds.items()
        if name not in NOT_ASKED
    )


def _words(report: Askable, name: str) -> tuple[str, ...]:
    return report.groupings if name == "by" else WORDS.get(name, ())


def _kinds(options: type) -> dict[str, type]:
    """The plain type of every option: of `int | None` it is int."""
    found: dict[str, type] = {}
    for name, hint in get_type_hints(options).items():
        known = [each for each in (bool, int, float, str, date) if _is(hint, each)]
        found[name] = known[0] if known else tuple
    return found


def _is(hint: object, kind: type) -> bool:
    return hint is kind or (hint != tuple[str, ...] and kind in getattr(hint, "__args__", ()))


def options(report: Askable, said: Asked, **fixed: object) -> Any:  # noqa: ANN401 - the report's own
    """The report's options as the address says them, but for those that the page fixes.

    Raises CrmError for a name that it has not and for a value that means nothing.
    """
    known = {each.name: each for each in fields(report)}
    for name in said.said:
        if name not in known:
            raise CrmError(Message("page-error-option", (name, _named(sorted(known)))))
    given: dict[str, object] = {}
    names: Sequence[str] = report.options._fields
    for name in names:
        field = known.get(name.rstrip("_"))
        if field is not None and field.name in said.said:
            given[name] = value(field, said)
    if "explain" in names:
        given["explain"] = said.explain
    return report.options(**(given | fixed))


def value(field: Field, said: Asked) -> object:
    """One option's value. Raises CrmError for one that means nothing."""
    if field.kind is tuple:
        return said.said[field.name]
    text = said.one(field.name) or ""
    if field.kind is bool:
        return truth_of(field.name, text)
    if field.kind is int:
        return number_of(field.name, text)
    if field.kind is float:
        return _fraction(field.name, text)
    if field.kind is date:
        return day_of(text)
    if field.words and text not in field.words:
        raise CrmError(Message("page-error-word", (field.name, text, _named(field.words))))
    return text


def _fraction(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1000:
        raise CrmError(Message("page-error-number", (name, text)))
    return number


def _named(words: Sequence[str]) -> Message:
    return Message("list", tuple(words))
