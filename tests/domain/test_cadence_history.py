"""Every period told one by one adds up to what the rhythm counts."""

from datetime import date, timedelta
from random import Random

import pytest

from books import AS_OF, account
from crmcli.domain.records.policy import CadenceTouch
from crmcli.domain.relations.cadence import rhythm, running
from crmcli.domain.relations.cadence_history import Stretch, stretches

START = date(2026, 1, 15)


def told(touch: CadenceTouch, *days: date, as_of: date = AS_OF, start: date = START):
    log = ", ".join(f"{{date: {day}, type: call}}" for day in days)
    book = account(f"name: 한빛전자\nlog: [{log}]\n")
    now = rhythm(book, touch, start, as_of)
    assert now is not None
    runs = running(now, touch, start, as_of)
    return now, runs, stretches(book, touch, start, as_of, now, runs)


@pytest.mark.parametrize("per_year", [1, 2, 4, 5, 12, 52])
@pytest.mark.parametrize("seed", range(12))
def test_the_periods_of_a_year_are_those_that_the_rhythm_counts(per_year, seed):
    chance = Random(seed)
    start = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
    as_of = start + timedelta(days=chance.randrange(900))
    days = [start + timedelta(days=chance.randrange(900)) for _ in range(chance.randrange(30))]
    now, runs, found = told(
        CadenceTouch("call", per_year=per_year), *days, as_of=as_of, start=start
    )
    *past, last = found
    assert len(past) == now.completed
    assert sum(each.state == "done" for each in past) == now.satisfied
    assert (last.state, last.end) == runs
    for one, other in zip(found, found[1:], strict=False):
        assert one.end + timedelta(days=1) == other.start
    assert all(each.start <= day <= each.end for each in found for day in each.days)


def test_what_comes_every_months_is_late_between_two_touches_and_after_the_last():
    touch = CadenceTouch("call", every_months=2)
    one, other = date(2026, 3, 1), date(2026, 6, 20)
    _, _, found = told(touch, one, other)
    assert found == [
        Stretch(START, one, "done", (one,)),
        Stretch(one, date(2026, 5, 1), "missed", (other,)),
        Stretch(other, date(2026, 8, 20), "open", ()),
    ]
    _, _, found = told(touch)
    assert found == [Stretch(START, date(2026, 3, 15), "overdue", ())]


def test_fixed_days_are_kept_one_by_one():
    touch = CadenceTouch("call", at_days=(30, 90, 365))
    day = date(2026, 2, 1)
    _, _, found = told(touch, day)
    assert [(each.end, each.state, each.days) for each in found] == [
        (date(2026, 2, 14), "done", (day,)),
        (date(2026, 4, 15), "missed", ()),
        (date(2027, 1, 15), "open", ()),
    ]
