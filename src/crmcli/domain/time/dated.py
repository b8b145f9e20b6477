"""Dated facts: values that change over time, kept with the day each became true."""

from collections.abc import Iterable
from datetime import date as Day
from typing import Generic, NamedTuple, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Fact(NamedTuple, Generic[T_co]):
    """One value and since when it holds; without a date it holds now and its age is unknown."""

    date: Day | None
    value: T_co
    by: str | None = None
    why: str | None = None


def current(facts: Iterable[Fact[T_co]], as_of: Day) -> Fact[T_co] | None:
    """Which value holds on that day?

    Facts come oldest first, later ones win, the future does not count.
    """
    found = None
    for fact in facts:
        if fact.date is not None and fact.date > as_of:
            break
        found = fact
    return found


def value(facts: Iterable[Fact[T_co]], as_of: Day) -> T_co | None:
    """The bare value that holds on that day, if any."""
    fact = current(facts, as_of)
    return None if fact is None else fact.value


def run(facts: Iterable[Fact[T_co]], as_of: Day) -> list[Fact[T_co]]:
    """The facts that say what holds on that day, without a break before them: since the first one
    nothing changed.
    """
    found: list[Fact[T_co]] = []
    for fact in until(facts, as_of):
        found = [*found, fact] if found and found[-1].value == fact.value else [fact]
    return found


def since(facts: Iterable[Fact[T_co]], as_of: Day) -> Day | None:
    """From which known day on has the value been what it is on that day?

    To say the same again changes nothing.
    """
    return next((fact.date for fact in run(facts, as_of) if fact.date is not None), None)


def until(facts: Iterable[Fact[T_co]], as_of: Day) -> list[Fact[T_co]]:
    """Every fact known on that day, oldest first."""
    return [fact for fact in facts if fact.date is None or fact.date <= as_of]
