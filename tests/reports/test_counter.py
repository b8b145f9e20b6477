"""Countermeasures: a reason's share of the losses before and since, with what it rests on."""

from datetime import date

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.pipeline import counter


def rules(counters):
    return policy(f"{{reasons: {{price: {{label: 가격, counter: {counters}}}, timing: 시기}}}}")


def lost(*outcomes):
    deals = ", ".join(
        f"d{place}: {{stages: {{2025-12-01: contacting}}, outcome: {{result: {result}, date: {day}, reason: {reason}}}}}"
        for place, (day, reason, result) in enumerate(outcomes)
    )
    return account(f"{{name: A, owner: kim-mj, deals: {{{deals}}}}}", "a")


BOOK = lost(
    ("2026-01-10", "price", "lost"),
    ("2026-02-10", "price", "no_decision"),
    ("2026-03-09", "timing", "lost"),
    ("2026-03-10", "price", "lost"),
    ("2026-04-10", "timing", "lost"),
    ("2026-05-10", "timing", "lost"),
    ("2026-05-11", "price", "invalid"),
    ("2026-05-12", "price", "won"),
)
RULES = rules("{2026-03-10: 임대 제안}")


def test_the_share_before_and_from_the_day_on_which_it_began():
    price = ask(counter, BOOK, rules=RULES).rows[0]
    assert ("price", "임대 제안", date(2026, 3, 10), 3) == price[:4]
    assert (2, 3, 2 / 3, 1, 3, 1 / 3) == (
        price.before_n,
        price.before_of,
        price.before,
        price.after_n,
        price.after_of,
        price.after,
    )
    assert -1 / 3 == price.change


def test_reasons_that_cost_a_deal_and_have_no_countermeasure_are_told():
    table = ask(counter, BOOK, rules=RULES)
    assert [("price", 3), ("timing", 3)] == [(row.reason, row.lost) for row in table.rows]
    assert ((Message("note-counter-without", (1,)),), None, {1}) == (
        table.notes,
        table.rows[1].before,
        table.silent,
    )


def test_each_of_several_is_measured_between_its_neighbours():
    first, second = ask(counter, BOOK, rules=rules("{2026-02-01: 하나, 2026-04-01: 둘}")).rows[:2]
    assert (1, 1, 2, 3) == (first.before_n, first.before_of, first.after_n, first.after_of)
    assert (2, 3, 0, 2) == (second.before_n, second.before_of, second.after_n, second.after_of)


def test_nothing_before_is_unknown_and_so_is_the_change():
    row = ask(counter, BOOK, rules=rules("{2025-01-01: 임대}")).rows[0]
    assert (0, None, None, 6, None) == (
        row.before_of,
        row.before,
        row.before_low,
        row.after_of,
        row.change,
    )


def test_an_undated_countermeasure_cannot_be_measured_and_one_of_tomorrow_is_not_told():
    undated = ask(counter, BOOK, rules=rules("임대")).rows[0]
    assert ("임대", None, None, None) == (
        undated.counter,
        undated.since,
        undated.before,
        undated.after,
    )
    assert None is ask(counter, BOOK, rules=rules("{2026-08-02: 임대}")).rows[0].counter


def test_a_countermeasure_against_a_reason_nobody_gave_stands_there_with_nothing():
    row = ask(counter, lost(("2026-01-10", "timing", "lost")), rules=RULES).rows[1]
    assert ("price", 0, 0.0, None) == (row.reason, row.lost, row.before, row.after)


def test_the_window_cuts_both_sides():
    row = ask(counter, BOOK, rules=RULES, since=date(2026, 2, 1), until=date(2026, 4, 10)).rows
    price = next(each for each in row if each.reason == "price")
    assert (1, 2, 1, 2) == (price.before_n, price.before_of, price.after_n, price.after_of)


def test_explain_names_the_deals_of_the_reason_on_both_sides():
    assert {"before": ("a/d0", "a/d1"), "after": ("a/d3",)} == ask(
        counter, BOOK, rules=RULES, explain=True
    ).evidence[0]
