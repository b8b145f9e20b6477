"""Rows of the agenda that somebody put to rest until a day.

A rest belongs to exactly the fact it was said of: the kind and subject of the row, the day that the
fact has, and its own words. When any of these is another one, the row is another row.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.customer import Resting
from crmcli.domain.records.policy import RestRule
from crmcli.domain.relations.task import Rested, Task
from crmcli.domain.table import Message


class Fact(NamedTuple):
    """What a row is about, whatever day it is shown for."""

    kind: str
    subject: str
    day: date | None
    what: str


Rests = Mapping[Fact, Rested]


def fact_of(task: Task) -> Fact:
    """What the row is about."""
    return Fact(task.kind, task.subject, task.fact, _words(task.words))


def about(said: Resting) -> Fact:
    """What was put off."""
    return Fact(said.kind, said.subject, said.day, _words(said.what))


def rests(said: Iterable[Resting], as_of: date) -> Rests:
    """What was said of each fact by that day.

    The last that was said holds; of one day it counts once. One that ends on the day it was said
    takes the one before back, and puts nothing off.
    """
    found: dict[Fact, Rested] = {}
    days: dict[Fact, set[date]] = {}
    for each in sorted((each for each in said if each.date <= as_of), key=lambda one: one.date):
        fact = about(each)
        put_off = days.setdefault(fact, set())
        if each.until > each.date:
            put_off.add(each.date)
        found[fact] = Rested(each.until, each.date, len(put_off), each.by, each.why)
    return found


def with_rest(task: Task, known: Rests, rule: RestRule) -> Task:
    """The row with what was said of it; its reason tells that it was put off, and how often."""
    rested = known.get(fact_of(task))
    if rested is None or not rested.times:
        return task
    key = (
        "why-rested-often"
        if rested.times >= rule.often > 0
        else "why-rested"
        if rested.times > 1
        else "why-rested-once"
    )
    return task._replace(rested=rested, why=Message(key, (task.why, rested.times)))


def _words(said: str | None) -> str:
    return " ".join((said or "").split())
