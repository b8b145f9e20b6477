"""What was put off: which row it holds back, until when, and what wakes it."""

from datetime import date

import pytest
from books import account, policy

from crmcli.domain.relations.agenda import all_tasks, tasks
from crmcli.domain.relations.task import Task
from crmcli.messages import Phrases
from crmcli.reports.forecast.trend_metrics import METRICS
from crmcli.rules import rest_nowhere

RULES = policy("{role_sets: {}, cadences: {}}", holidays=(date(2026, 8, 14),))
REST = "resting: [{date: 2026-08-03, kind: next, subject: pt2, day: 2026-08-03, what: Send it, until: 2026-08-17, why: audit}]"
PT2 = "deals: {pt2: {stages: contacting, next: {date: 2026-08-03, what: Send it}}}"
DAY, BACK = date(2026, 8, 10), date(2026, 8, 17)


def due(text: str, as_of: date = DAY, days: int = 0) -> list[tuple[str, str]]:
    found = tasks(account(f"name: A\n{text}"), RULES, as_of, days)
    return [(each.kind, each.subject) for each in found]


def row(text: str, as_of: date) -> Task:
    (found,) = tasks(account(f"name: A\n{text}"), RULES, as_of, 0)
    return found


def test_what_was_put_off_is_away_until_its_day_and_then_says_how_often():
    book = f"{PT2}\n{REST}"
    assert [] == due(book, date(2026, 8, 3))
    assert [] == due(book, date(2026, 8, 16))
    assert "Send it (put off once)" == Phrases("en").say(row(book, BACK).why)
    assert "Send it (1번 미룸)" == Phrases("ko").say(row(book, BACK).why)


def test_it_is_not_known_before_the_day_it_was_said():
    said = REST.replace("date: 2026-08-03,", "date: 2026-08-05,")
    assert [("next", "pt2")] == due(f"{PT2}\n{said}", date(2026, 8, 4))
    assert [] == due(f"{PT2}\n{said}", date(2026, 8, 5))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("next: {date: 2026-08-03, what: Send it}", "next: {date: 2026-08-04, what: Send it}"),
        ("next: {date: 2026-08-03, what: Send it}", "next: {date: 2026-08-03, what: Call}"),
        ("next: {date: 2026-08-03, what: Send it}", "next: 2026-08-03"),
        ("{pt2: {stages", "{pt3: {stages"),
    ],
)
def test_another_day_other_words_or_another_deal_is_another_row(old, new):
    assert due(f"{PT2}\n{REST}") == []
    assert [kind for kind, _ in due(f"{PT2.replace(old, new)}\n{REST}")] == ["next"]


def test_spaces_are_no_other_words():
    spaced = PT2.replace("Send it", '"Send  it"')
    assert [] == due(f"{spaced}\n{REST}")


def test_a_day_that_came_forward_is_the_day_that_was_promised():
    moved = PT2.replace("date: 2026-08-03", "date: 2026-08-14")
    said = REST.replace("day: 2026-08-03", "day: 2026-08-14")
    assert [("next", "pt2")] == due(moved, date(2026, 8, 13))  # the holiday's day before
    assert [] == due(f"{moved}\n{said}", date(2026, 8, 13))


def test_a_contract_rests_through_its_reminders_and_wakes_with_another_end():
    contract = "status: customer\ncontracts: {c: {start: 2025-09-01, end: 2026-08-31}}"
    said = "resting: [{date: 2026-07-20, kind: renewal, subject: c, day: 2026-08-31, until: 2026-08-28, why: audit}]"
    for day in (date(2026, 7, 21), date(2026, 8, 1), date(2026, 8, 18), date(2026, 8, 27)):
        assert [("renewal", "c")] == due(contract, day)
        assert [] == due(f"{contract}\n{said}", day)
    other = contract.replace("2026-08-31", "2026-09-30")
    assert [("renewal", "c")] == due(f"{other}\n{said}", date(2026, 8, 1))


def test_of_one_day_it_counts_once_and_the_last_that_was_said_holds():
    twice = REST.replace(
        "}]",
        "}, {date: 2026-08-03, kind: next, subject: pt2, day: 2026-08-03, what: Send it, until: 2026-08-12}]",
    )
    assert [] == due(f"{PT2}\n{twice}", date(2026, 8, 11))
    rested = row(f"{PT2}\n{twice}", date(2026, 8, 12)).rested
    assert rested is not None
    assert (1, date(2026, 8, 12)) == (rested.times, rested.until)


def test_the_day_it_was_said_takes_back_what_was_put_off_and_counts_as_none():
    back = REST.replace(
        "}]",
        "}, {date: 2026-08-06, kind: next, subject: pt2, day: 2026-08-03, what: Send it, until: 2026-08-06}]",
    )
    assert [] == due(f"{PT2}\n{back}", date(2026, 8, 5))
    assert "Send it (put off once)" == Phrases("en").say(row(f"{PT2}\n{back}", DAY).why)
    only = REST.replace("until: 2026-08-17", "until: 2026-08-03")
    assert "Send it" == Phrases("en").say(row(f"{PT2}\n{only}", DAY).why)


def test_from_three_times_on_its_reason_says_that_this_has_to_be_decided():
    said = ", ".join(
        f"{{date: 2026-08-0{day}, kind: next, subject: pt2, day: 2026-08-03, what: Send it, until: 2026-08-0{day + 1}}}"
        for day in (3, 5, 7)
    )
    why = row(f"{PT2}\nresting: [{said}]", DAY).why
    assert "put off 3 times: do it" in Phrases("en").say(why)
    found = account(f"name: A\n{PT2}\nresting: [{said}]")
    for rule, key in (
        ("often: 4", "why-rested"),
        ("often: 0", "why-rested"),
        ("often: 2", "why-rested-often"),
    ):
        rules = policy(f"{{role_sets: {{}}, cadences: {{}}, resting: {{{rule}}}}}")
        assert [key] == [each.why.key for each in tasks(found, rules, DAY, 0)]


def test_nothing_rests_at_an_account_that_asks_for_nothing():
    plan = "plans: {p: {for: ceo, due: 2026-08-03, how: lunch}}"
    said = "resting: [{date: 2026-08-03, kind: plan, subject: p, day: 2026-08-03, what: lunch, until: 2026-08-17}]"
    for status, number in (("customer", 1), ("churned", 0)):
        found = account(f"name: A\nstatus: {status}\n{plan}\n{said}")
        assert number == sum(each.rests(DAY) for each in all_tasks(found, RULES, DAY, 0))


def test_what_rests_is_no_overdue_task_of_the_trend():
    overdue = METRICS["overdue"]
    at, rest = (account(f"name: A\n{text}") for text in (PT2, f"{PT2}\n{REST}"))
    assert (1, 0) == tuple(len([*overdue(each, RULES, DAY)]) for each in (at, rest))
    assert 1 == len([*overdue(rest, RULES, BACK)])


def test_what_is_put_off_and_named_wrongly_is_told_and_a_section_that_is_empty_is_not():
    said = REST.replace("subject: pt2", "subject: pt9")
    (found,) = rest_nowhere.check(account(f"name: A\n{PT2}\n{said}"), RULES, DAY)
    assert (("resting", 0, "subject"), ("pt9",)) == (found.path, found.args)
    plan = said.replace("kind: next", "kind: plan")
    assert [] == [*rest_nowhere.check(account(f"name: A\n{PT2}\n{plan}"), RULES, DAY)]
