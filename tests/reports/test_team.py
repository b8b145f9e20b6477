"""The team: what every function and every one of us does."""

from datetime import date

from books import account, ask, policy
from crmcli.reports import team
from crmcli.reports.team import FunctionRow, MemberRow

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
    rows = {row.function: (row.touches, row.done) for row in ask(team, ACME, rules=RULES, since=date(2025, 8, 1)).rows}
    assert {"sales": (3, 0), "executive": (1, 2)} == {name: rows[name] for name in ("sales", "executive")}
    assert {"touches": 1, "roles": 2, "plans": 2, "done": 1, "overdue": 1} == ask(team, ACME, rules=RULES, since=date(2026, 6, 2)).totals


def test_functions_and_members_stand_in_two_tables_unless_one_is_asked_for():
    both, functions, members = (ask(team, rules=RULES, by=by) for by in (None, "function", "member"))
    assert (["sales", "executive", "manager", "support", "finance"], ["kim", "lee", "choi"]) == ([row.function for row in both.rows], [row.member for row in both.sections[0].rows])
    assert (both.rows, ()) == (functions.rows, functions.sections)
    assert (both.sections[0].rows, ()) == (members.rows, members.sections)


def test_without_any_touch_shares_are_unknown_not_zero():
    assert {None} == {row.part for row in ask(team, rules=RULES).rows}


def test_two_accounts_are_two_accounts():
    (sales, *_) = ask(team, ACME, ACME._replace(id="b"), rules=RULES).rows
    assert (4, 2, 4) == (sales.touches, sales.accounts, sales.plans)


def test_explain_names_who_took_part_and_where():
    assert [["baek", "kim", "lee"], ["choi"], [], [], [], ["stranger"]] == [each["members"] for each in ask(team, ACME, rules=RULES, explain=True).evidence]
    assert [("acme",)] * 5 == [each["accounts"] for each in ask(team, ACME, rules=RULES, by="member", explain=True).evidence]
