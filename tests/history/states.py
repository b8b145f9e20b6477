"""Accounts out of thin air, and accounts that differ from another one in one place: drawn from the types of the records, so that new fields join by themselves."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from crmcli.domain.records import account as r
from crmcli.domain.time.dated import Fact

KEYS = ("ceo", "cfo", "lee", "park", "pt2", "core")
TEXTS = (
    "a",
    "b",
    "lee",
    "park",
    "neutral",
    "met",
    "won",
    "call",
    "Two words",
    "two  words",
    "줄\n바꿈",
    "a" * 90 + "x",
    "a" * 90 + "y",
    "{0} %s",
    "",
)
DAYS = tuple(date(2026, month, 3) for month in range(1, 7))
AMOUNTS = (
    0,
    1,
    5_000,
    72_000_000,
    72_000_001,
    72_000_002,
    312_000_000_000,
    Decimal("1800.50"),
    Decimal("1800.51"),
    10**30,
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Anything a field of that type may hold."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return st.one_of(*map(values, inner))
    if origin is tuple and get_origin(inner[0]) is Fact:
        return facts(get_args(inner[0])[0])
    if origin is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(st.sampled_from(KEYS), values(inner[1]), max_size=3)
    if kind is type(None):
        return st.none()
    if hasattr(kind, "_fields"):
        return records(kind)
    return st.sampled_from(
        {
            str: TEXTS,
            date: DAYS,
            int: AMOUNTS[:5],
            Decimal: AMOUNTS[7:9],
            bool: (True, False),
            object: TEXTS,
        }[kind]
    )


def facts(kind: Any) -> st.SearchStrategy[Any]:
    """A history as the reader gives it: at most one value a day, oldest first, an undated one before them."""
    one = st.tuples(
        st.sampled_from((None, *DAYS)),
        values(kind),
        st.sampled_from((None, "kim-mj")),
        st.sampled_from((None, "why")),
    )
    several = st.lists(one, max_size=3, unique_by=lambda fact: fact[0])
    return several.map(
        lambda found: tuple(
            Fact(*fact) for fact in sorted(found, key=lambda fact: fact[0] or date.min)
        )
    )


def records(kind: Any) -> st.SearchStrategy[Any]:
    """A record whose fields are mostly left alone."""
    hints = get_type_hints(kind)
    needed = {
        field: values(hints[field]) for field in kind._fields if field not in kind._field_defaults
    }
    given = {field: values(hints[field]) for field in kind._field_defaults}
    return st.fixed_dictionaries(needed, optional=given).map(lambda fields: kind(**fields))


accounts = records(r.Account).map(lambda account: account._replace(id="a", extra={}))


@st.composite
def pairs(draw: Any) -> tuple[r.Account, r.Account]:
    """Two accounts; mostly all but the same."""
    one = draw(accounts)
    other = draw(st.one_of(accounts, st.just(one)))
    for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2)))):
        other = changed(draw, other, r.Account)
    return one, other


def changed(draw: Any, value: Any, kind: Any) -> Any:
    """The value with something else in one place of it, deep down as often as not."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        kinds = [each for each in inner if hasattr(each, "_fields") and isinstance(value, each)]
        return (
            changed(draw, value, kinds[0]) if kinds and draw(st.booleans()) else draw(values(kind))
        )
    if hasattr(kind, "_fields") and kind is not Fact:
        # has tests of its own
        field = draw(st.sampled_from([each for each in kind._fields if each != "extra"]))
        return value._replace(
            **{field: changed(draw, getattr(value, field), get_type_hints(kind)[field])}
        )
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: changed(draw, value[key], inner[1])}
    if origin is tuple and value and get_origin(inner[0]) is not Fact and draw(st.booleans()):
        place = draw(st.sampled_from(range(len(value))))
        return (*value[:place], changed(draw, value[place], inner[0]), *value[place + 1 :])
    return draw(values(kind))


def filled(kind: Any, variant: int = 0) -> Any:
    """A value of that type with something in every field; different for every variant."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return filled(inner[0], variant)
    if origin is tuple and get_origin(inner[0]) is Fact:
        value = get_args(inner[0])[0]
        return tuple(
            Fact(DAYS[place], filled(value, variant + place), "kim-mj", "why") for place in range(2)
        )
    if origin is tuple:
        return (filled(inner[0], variant), filled(inner[0], variant + 1))
    if origin is not None and issubclass(origin, Mapping):
        return {
            KEYS[variant]: filled(inner[1], variant),
            KEYS[variant + 1]: filled(inner[1], variant + 1),
        }
    if hasattr(kind, "_fields"):
        return kind(
            **{field: filled(hint, variant) for field, hint in get_type_hints(kind).items()}
        )
    known = {str: TEXTS, date: DAYS, int: AMOUNTS[1:], object: TEXTS, bool: [True, False] * 4}
    return known[kind][variant]


def variants(value: Any, kind: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that differs from this one in a single place, with the place: something else there, or nothing."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        yield from variants(value, inner[0], path)
        if type(None) in inner:
            yield path, None
    elif origin is tuple and get_origin(inner[0]) is Fact:
        other = filled(get_args(inner[0])[0], 3)
        yield f"{path}[-1]", value[:-1]
        yield f"{path}[0]", value[1:]
        yield path, ()
        yield f"{path}+", (*value, Fact(DAYS[4], other))
        for place, fact in enumerate(value):
            for field, new in (
                ("value", other),
                ("by", None),
                ("by", "lee"),
                ("why", None),
                ("date", None),
                ("date", DAYS[place + 3]),
            ):
                if field != "date" or place == (0 if new is None else 1):
                    yield (
                        f"{path}[{place}].{field}",
                        (*value[:place], fact._replace(**{field: new}), *value[place + 1 :]),
                    )
    elif hasattr(kind, "_fields"):
        for field, hint in get_type_hints(kind).items():
            for where, each in variants(getattr(value, field), hint, f"{path}.{field}"):
                yield where, value._replace(**{field: each})
    elif origin is tuple:
        yield f"{path}[-1]", value[:-1]
        yield path, ()
        yield f"{path}+", (*value, filled(inner[0], 2))
        for where, each in variants(value[0], inner[0], f"{path}[0]"):
            yield where, (each, *value[1:])
    elif origin is not None and issubclass(origin, Mapping):
        yield path, {}
        yield f"{path}+", {**value, KEYS[3]: filled(inner[1], 2)}
        first = next(iter(value))
        yield f"{path}-", {key: each for key, each in value.items() if key != first}
        for where, each in variants(value[first], inner[1], f"{path}.{first}"):
            yield where, {**value, first: each}
    else:
        yield path, filled(kind, 4)
