"""What the domain says of a small book whose days all fall on one (tests/one_day.py): the day before, on that day and the day after. one_day.txt; `UPDATE=1 pytest tests/domain/test_one_day.py` renews it."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from one_day import BOOK, DAYS, RULES
from golden import recorded

from crmcli.domain.deals.qualification import framework_of, lacking, score, short_of, written
from crmcli.domain.relations.agenda import all_tasks, tasks
from crmcli.domain.relations.replies import tried
from crmcli.domain.relations.attempts import knocking
from crmcli.domain.relations.cadence import (
    applies,
    periods,
    responsible,
    rhythm,
    running,
    start_of,
    touch_days,
)
from crmcli.domain.relations.contact_gaps import care
from crmcli.domain.deals.charges import charges, left_behind
from crmcli.domain.deals.contracts import first_day, is_customer, renewed_by, won_days, yearly
from crmcli.domain.people.coverage import slots
from crmcli.domain.people.coverage_figures import measure
from crmcli.domain.time.dated import current, run, since, until, value
from crmcli.domain.deals.deals import (
    needed_coverage,
    open_deals,
    stage_order,
    state,
    worth,
)
from crmcli.domain.deals.discounts import unapproved_discounts
from crmcli.domain.deals.endings import ending, reopened, spells
from crmcli.domain.deals.exits import missing_exits
from crmcli.domain.relations.left_contacts import gone, still_named
from crmcli.domain.deals.objections import raised
from crmcli.domain.deals.stage_history import passage
from crmcli.domain.records.policy import Policy
from crmcli.domain.deals.promises import has_begun, is_going, open_promises, open_step
from crmcli.domain.records.account import Account
from crmcli.domain.relations.referral_asks import asks
from crmcli.domain.relations.relation_age import relation
from crmcli.domain.relations.relation_work import work
from crmcli.domain.people.reporting_lines import reporting_lines
from crmcli.domain.people.stances import stances
from crmcli.domain.table import Message
from crmcli.domain.deals.terms import next_term
from crmcli.domain.people.touches import known_log, last_touches, touch_log
from crmcli.domain.searchable import texts
from crmcli.domain.relations.whitespace import cells

GOLDEN = Path(__file__).with_name("one_day.txt")
Ask = Callable[[Account, Policy, date], Any]


def of_deals(ask: Callable[..., Any]) -> Ask:
    """Of each deal, by its id."""
    return lambda account, rules, day: {
        name: ask(account, name, deal, rules, day) for name, deal in account.deals.items()
    }


def of_contracts(ask: Callable[..., Any]) -> Ask:
    return lambda account, rules, day: {
        name: ask(account, each, rules, day) for name, each in account.contracts.items()
    }


def rhythms(account: Account, rules: Policy, day: date) -> Iterator[Any]:
    for cadence in rules.cadences.values():
        start = start_of(cadence, account, day) if applies(cadence.for_, account) else None
        for touch in cadence.touches if start else ():
            now = rhythm(account, touch, start, day)
            yield touch.type, now, running(now, touch, start, day) if now else None
        yield start, responsible(cadence, account, rules, day)


ASKED: dict[str, Ask] = {
    "agenda": lambda account, rules, day: tasks(account, rules, day, 0),
    "agenda of a week": lambda account, rules, day: tasks(account, rules, day, 7),
    "answers": lambda account, rules, day: (
        (each.entry.date, each.entry.type, each.answered) for each in tried(account, 4, day)
    ),
    "attempts": of_deals(
        lambda account, name, _, rules, day: knocking(account, name, rules.attempts, day)
    ),
    "bant": of_deals(lambda _account, _name, deal, rules, day: score(deal, rules, day)[1:]),
    "cadence": rhythms,
    "periods": lambda account, _, day: (
        (name, list(periods(each.start, 3, day)))
        for name, each in account.contracts.items()
        if each.start <= day
    ),
    "care": lambda account, _, day: care(account, date(2026, 7, 20), 4, day),
    "charges": charges,
    "left behind": left_behind,
    "customer": lambda account, rules, day: (
        is_customer(account, rules, day),
        first_day(account, day),
        first_day(account, day, "won"),
        [*won_days(account, day)],
        yearly(account, rules, day),
    ),
    "renewed by": of_contracts(renewed_by),
    "next term": lambda account, _, __: {
        name: next_term(account.contracts, each) for name, each in account.contracts.items()
    },
    "coverage": lambda account, rules, day: measure(slots(account, rules, day)),
    "slots": lambda account, rules, day: (
        each._replace(spec=None) for each in slots(account, rules, day)
    ),
    "amounts": of_deals(
        lambda _account, _name, deal, _rules, day: (
            current(deal.amount, day),
            value(deal.close, day),
            run(deal.amount, day),
            since(deal.amount, day),
            until(deal.stages, day),
        )
    ),
    "deals": of_deals(
        lambda account, name, deal, rules, day: state(
            deal, rules, day, last_touches(account, day).deals.get(name), account.contacts
        )
    ),
    "found": lambda account, _, day: [
        (each.kind, each.said, each.day) for each in texts(account, day)
    ],
    "open deals": lambda account, rules, day: [
        (each.key, each.now, each.owner) for each in open_deals(account, rules, day)
    ],
    "qualified": of_deals(
        lambda _account, _name, deal, rules, day: (
            framework_of(deal, rules).name,
            [*written(deal)],
            lacking(deal, rules, day),
            short_of(deal, rules, day),
        )
    ),
    "all of the agenda": lambda account, rules, day: all_tasks(account, rules, day, 7),
    "going": of_deals(
        lambda account, name, deal, rules, day: (
            is_going(deal, day),
            has_begun(deal, day),
            worth(deal, rules, day),
            open_step(name, deal, account.log, day, rules.holiday_dates),
        )
    ),
    "touched": lambda account, rules, day: {
        each.type: touch_days(account, each, day)
        for cadence in rules.cadences.values()
        for each in cadence.touches
    },
    "log": lambda account, _, day: (known_log(account, day), touch_log(account, day)),
    "discounts": of_deals(
        lambda _account, _name, deal, rules, day: unapproved_discounts(deal, rules, day)
    ),
    "endings": of_deals(
        lambda _account, _name, deal, _rules, day: (
            ending(deal, day),
            reopened(deal, day),
            spells(deal, day),
        )
    ),
    "exits": of_deals(
        lambda account, name, deal, rules, day: (
            missing_exits(account, name, deal, value(deal.stages, day), rules, day),
            needed_coverage(value(deal.stages, day), rules),
        )
    ),
    "who left": lambda account, rules, day: (
        sorted(gone(account, day)),
        [*still_named(account, rules, day)],
    ),
    "objections": lambda account, _, day: raised(account, day),
    "passages": of_deals(
        lambda _account, _name, deal, rules, day: passage(deal, stage_order(rules), day)
    ),
    "promises": lambda account, rules, day: open_promises(account, day, rules.holiday_dates),
    "referral asks": asks,
    "relation": lambda account, _, day: relation(account, day),
    "work": lambda account, _, day: work(account, day),
    "lines": lambda account, _, day: reporting_lines(account, day),
    "stances": lambda account, rules, day: stances(slots(account, rules, day)),
    "touches": lambda account, _, day: last_touches(account, day),
    "whitespace": cells,
}


def told(found: Any) -> str:
    """A value on one line: fields that say nothing are left out."""
    if isinstance(found, Message):
        return f"{found.key}({', '.join(map(told, found.args))})"
    if isinstance(found, tuple) and hasattr(found, "_fields"):
        named = (
            f"{field}={told(each)}"
            for field, each in zip(found._fields, found, strict=True)
            if each is not None and each is not False and each != () and each != {}
        )
        return f"{type(found).__name__}({', '.join(named)})"
    if isinstance(found, dict):
        return f"{{{', '.join(f'{key}: {told(each)}' for key, each in found.items())}}}"
    if isinstance(found, (list, tuple, Iterator)):
        return f"[{', '.join(map(told, found))}]"
    return str(found)


def lines() -> Iterator[str]:
    for name, ask in ASKED.items():
        yield name
        for account in BOOK:
            by_day = [(f"{day:%m-%d}", parts(ask(account, RULES, day))) for day in DAYS]
            before: dict[str, str] = {}
            for found, days in groupby(by_day, key=lambda each: each[1]):
                yield f"  {account.id} {' '.join(day for day, _ in days)}"
                yield from (f"    {text}" for key, text in found.items() if before.get(key) != text)
                yield from (f"    no more {key[:70]}" for key in before if key not in found)
                before = found


def parts(found: Any) -> dict[str, str]:
    """What is told of each of several, a line each; of one thing it is the line."""
    if isinstance(found, dict):
        return {key: f"{key}: {told(each)}" for key, each in found.items() if each}
    several = list(found) if isinstance(found, (list, Iterator)) else [found]
    return {told(each): told(each) for each in several}


def test_the_domain_says_just_this_before_the_day_on_it_and_after():
    found = list(lines())
    assert recorded(GOLDEN, found) == found
