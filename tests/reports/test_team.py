"""The team: what every function and every one of us does."""

from datetime import date

import pytest
from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.relations import team
from crmcli.reports.relations.team_rows import FunctionRow, MemberRow

RULES = policy(
    """
    role_sets: {r: {ceo: {weight: 3}, cio: {}, buyer: {}}}
    default_role_set: r
    cadences: {c: {owner: support, touches: [{type: call, per_year: 1}]}, d: {owner: kim, touches: [{type: call, per_year: 1}]}}
    discounts: {approval: {10: manager}}
    team: {kim: {function: sales}, lee: {function: sales}, choi: {function: executive}, baek: {function: sales, left: 2026-03-31}, old: {function: finance, left: 2020-01-01}}
    """
)
ACME = account(
    """
    name: Acme
    owner: kim
    roles: {ceo: {rep: choi}, cio: {rep: kim}, buyer: {rep: lee, waived: x}, extra: {rep: lee}}
    plans:
      late: {for: ceo, owner: kim, due: 2026-07-31}
      today: {for: ceo, owner: kim, due: 2026-08-01}
      was: {for: ceo, owner: choi, due: 2026-01-01, done: 2026-08-01}
      long-ago: {for: ceo, owner: choi, due: 2025-01-01, done: 2025-08-01}
      nobodys: {for: ceo, due: 2026-01-01}
    log:
      - {date: 2025-08-01, type: call, by: lee}
      - {date: 2025-08-02, type: call, by: baek}
      - {date: 2026-06-01, type: review, by: [kim, lee, choi]}
      - {date: 2026-06-02, type: call, by: kim, outcome: no_answer}
      - {date: 2026-06-03, type: call}
      - {date: 2026-06-04, type: call, by: stranger}
      - {date: 2026-08-02, type: call, by: choi}
    """,
    "acme",
)


def test_every_function_that_is_counted_on_is_shown_also_with_nothing():
    rows = ask(team, ACME, rules=RULES).rows
    expected = [
        FunctionRow("sales", 2, 1, 2, 2 / 3, 1, 2, 0, 1),
        FunctionRow("executive", 1, 1, 1, 1 / 3, 1, 0, 1, 0),
        FunctionRow("manager", 0, 0, 0, 0.0, 0, 0, 0, 0),
        FunctionRow("support", 0, 0, 0, 0.0, 0, 0, 0, 0),
        FunctionRow("finance", 0, 0, 0, 0.0, 0, 0, 0, 0),
        FunctionRow(None, 0, 0, 1, 1 / 3, 1, 0, 0, 0),
    ]
    assert expected == rows


def test_members_count_a_shared_touch_each_and_who_left_is_shown_as_long_as_there_are_figures():
    rows = ask(team, ACME, rules=RULES, by="member").rows
    expected = [
        MemberRow("sales", "baek", True, 0, 1, 1 / 3, 1, 0, 0, 0),
        MemberRow("sales", "kim", False, 1, 1, 1 / 3, 1, 2, 0, 1),
        MemberRow("sales", "lee", False, 0, 1, 1 / 3, 1, 0, 0, 0),
        MemberRow("executive", "choi", False, 1, 1, 1 / 3, 1, 0, 1, 0),
        MemberRow(None, "stranger", False, 0, 1, 1 / 3, 1, 0, 0, 0),
    ]
    assert expected == rows


def test_since_moves_the_window_of_touches_and_of_finished_plans():
    rows = {
        row.function: (row.touches, row.done)
        for row in ask(team, ACME, rules=RULES, since=date(2025, 8, 1)).rows
    }
    assert {"sales": (3, 0), "executive": (1, 2)} == {
        name: rows[name] for name in ("sales", "executive")
    }
    assert {"touches": 1, "roles": 2, "plans": 2, "done": 1, "overdue": 1} == {
        field: ask(team, ACME, rules=RULES, since=date(2026, 6, 2)).totals[field]
        for field in ("touches", "roles", "plans", "done", "overdue")
    }


def test_functions_and_members_stand_in_two_tables_unless_one_is_asked_for():
    both, functions, members = (
        ask(team, rules=RULES, by=by) for by in (None, "function", "member")
    )
    assert (["sales", "executive", "manager", "support", "finance"], ["kim", "lee", "choi"]) == (
        [row.function for row in both.rows],
        [row.member for row in both.sections[0].rows],
    )
    assert (both.rows, ()) == (functions.rows, functions.sections)
    assert (both.sections[0].rows, ()) == (members.rows, members.sections)


def test_without_any_touch_shares_are_unknown_not_zero():
    assert {None} == {row.part for row in ask(team, rules=RULES).rows}


def test_two_accounts_are_two_accounts():
    (sales, *_) = ask(team, ACME, ACME._replace(id="b"), rules=RULES).rows
    assert (4, 2, 4) == (sales.touches, sales.accounts, sales.plans)


def test_explain_names_who_took_part_and_where():
    assert [["baek", "kim", "lee"], ["choi"], [], [], [], ["stranger"]] == [
        each["members"] for each in ask(team, ACME, rules=RULES, explain=True).evidence
    ]
    assert [("acme",)] * 5 == [
        each["accounts"]
        for each in ask(team, ACME, rules=RULES, by="member", explain=True).evidence
    ]


def worked(recent, before, more=""):
    """An account with so many entries about no deal, and about one, in the last 30 days and in the 90 before."""
    groups = zip(
        ((2026, 7, 3), (2026, 7, 3), (2026, 7, 2), (2026, 7, 2)),
        ("", ", deal: d", "", ", deal: d"),
        (*recent, *before),
        strict=True,
    )
    entries = [
        f"\n  - {{date: {date(*day)}, type: call{deal}}}"
        for day, deal, count in groups
        for _ in range(count)
    ]
    return account(
        f"name: A\ndeals: {{d: {{stages: {{2026-01-01: contacting}}}}}}\nlog:{''.join(entries)}{more}\n",
        "a",
    )


def told(*accounts):
    return [
        note for note in ask(team, *accounts, rules=RULES).notes if note.key == "note-relation-fell"
    ]


def test_that_work_on_relations_fell_by_a_third_is_told_with_its_numbers():
    assert [Message("note-relation-fell", (40, 2, 5, 60, 3, 5))] == told(worked((2, 3), (3, 2)))


def test_less_than_a_third_less_is_not_told_nor_is_more():
    assert [] == told(worked((5, 5), (7, 3)))
    assert [] == told(worked((5, 0), (1, 4)))


def test_four_entries_are_too_few_in_either_time():
    assert [] == told(worked((0, 4), (5, 0)))
    assert [] == told(worked((0, 5), (4, 0)))


def test_entries_of_several_accounts_are_added_up():
    assert [Message("note-relation-fell", (0, 0, 6, 50, 3, 6))] == told(
        worked((0, 3), (3, 0)), worked((0, 3), (0, 3))
    )


def test_where_nothing_was_relation_work_before_nothing_fell():
    assert [] == told(worked((0, 5), (0, 5)))


def test_cancelled_ones_the_future_and_what_is_older_than_both_do_not_count():
    more = "\n  - {date: 2026-08-02, type: call, deal: d}\n  - {date: 2026-07-20, type: visit, outcome: cancelled}\n  - {date: 2026-04-03, type: call, deal: d}\n  - {date: 2026-04-04, type: call, deal: d}"
    totals = ask(team, worked((2, 3), (3, 2), more), rules=RULES).totals
    assert {
        "relation_recent": 2,
        "entries_recent": 5,
        "relation_before": 3,
        "entries_before": 6,
    } == {key: value for key, value in totals.items() if "_" in key}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SDR", "sdr"),
        ("customer success", "customer_success"),
        ("Customer Success", "customer_success"),
        ("customer_success", "customer_success"),
        ("기술 영업", "기술_영업"),
        ("QA", "QA"),
    ],
)
def test_a_function_is_taken_as_people_write_it(written, meant):
    rules = policy(f"team: {{kim: {{name: Kim, function: {written}}}}}")
    assert meant == rules.team["kim"].function


def test_a_function_of_the_teams_own_has_a_row_like_any_other():
    rules = policy(
        "team: {kim: {function: sdr}, lee: {function: field}, han: {function: customer_success}}\n"
    )
    assert ["sdr", "customer_success", "field"] == [
        row.function for row in ask(team, rules=rules, by="function").rows
    ]
