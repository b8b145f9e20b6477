"""Dated facts: values that change over time, kept with the day each became true."""

from collections.abc import Iterable
from datetime import date as Day
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Fact(NamedTuple, Generic[T]):
    """One value and since when it holds; without a date it holds now and its age is unknown."""

    date: Day | None
    value: T
    by: str | None = None
    why: str | None = None


def current(facts: Iterable[Fact[T]], as_of: Day) -> Fact[T] | None:
    """Which value holds on that day? Facts come oldest first, later ones win, the future does not count."""
    found = None
    for fact in facts:
        if fact.date is not None and fact.date > as_of:
            break
        found = fact
    return found


def value(facts: Iterable[Fact[T]], as_of: Day) -> T | None:
    """The bare value that holds on that day, if any."""
    fact = current(facts, as_of)
    return None if fact is None else fact.value


def until(facts: Iterable[Fact[T]], as_of: Day) -> list[Fact[T]]:
    """Every fact known on that day, oldest first."""
    return [fact for fact in facts if fact.date is None or fact.date <= as_of]
