"""The cadence report: rep by rep with the lowest as the team's figure, and touch by touch."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.reports.customers import cadence, cadence_accounts

EXAMPLE = Path(__file__).parents[2] / "examples" / "hanbit" / "accounts" / "hanbit-electronics.yaml"
RULES = policy("""
    team: {kim: 김민지, han: {name: 한세은, function: support}, lee: 이준서}
    cadences: {monthly: {for: {status: customer}, touches: [{type: call, per_year: 12}]}, care: {for: {segment: C}, owner: support, touches: [{type: visit, every_months: 4}]}}
""")


def customer(name: str, owner: str, calls: str = "", more: str = ""):
    log = ", ".join(f"{{date: {day}, type: call}}" for day in calls.split())
    return account(
        f"{{name: {name}, status: customer, owner: {owner}, contracts: {{c: {{start: 2026-04-01}}}}, log: [{log}]{more}}}",
        name,
    )


KEPT, HALF, NEVER = (
    customer("a", "kim", "2026-04-10 2026-05-10 2026-06-10 2026-07-10"),
    customer("b", "lee", "2026-04-10 2026-05-10"),
    customer("c", "lee"),
)


def test_the_worked_example_kept_no_call_of_six_one_review_of_two_and_one_meeting_of_one():
    book = account(EXAMPLE.read_text(encoding="utf-8"), "hanbit-electronics")
    rows = ask(cadence_accounts, book, rules=policy(), account="hanbit-electronics").rows
    assert {"call": (0, 6), "review": (1, 2), "meeting": (1, 1)} == {
        row.touch: (row.satisfied, row.completed) for row in rows
    }
    assert [(True, "open"), (False, "open"), (False, "open")] == [
        (row.missed, row.state) for row in rows
    ]
    (row,) = ask(cadence, book, rules=policy()).rows
    assert ("kim-mj", 1, 3, 2, 9, 2 / 9) == row[:6]


def test_the_least_regular_rep_comes_first_and_is_the_teams_figure():
    table = ask(cadence, KEPT, HALF, NEVER, rules=RULES)
    assert [("lee", 2, 2, 8, 0.25, True), ("kim", 1, 4, 4, 1.0, False)] == [
        (row.rep, row.accounts, row.satisfied, row.completed, row.compliance, row.below)
        for row in table.rows
    ]
    expected = {
        "minimum": 0.25,
        "lowest": "lee",
        "floor": 80,
        "below": 1,
        "mean": 0.625,
        "reps": 2,
        "satisfied": 6,
        "completed": 12,
    }
    assert expected == table.totals
    assert Message("title-cadence-team", (25, {"": "이준서"})) == table.title


@pytest.mark.parametrize(("floor", "expected"), [(25, []), (26, ["lee"]), (100, ["lee"])])
def test_the_floor_itself_is_kept(floor, expected):
    assert expected == [
        row.rep
        for row in ask(cadence, KEPT, HALF, NEVER, rules=RULES, floor=floor).rows
        if row.below
    ]


def test_before_the_first_period_is_over_a_rep_is_new_and_outside_of_minimum_and_mean():
    table = ask(
        cadence,
        KEPT,
        account(
            "{name: n, status: customer, owner: lee, contracts: {c: {start: 2026-07-20}}}", "n"
        ),
        rules=RULES,
    )
    assert [("kim", 1.0), ("lee", None)] == [(row.rep, row.compliance) for row in table.rows]
    assert (1.0, 1.0, False) == (table.totals["minimum"], table.totals["mean"], table.rows[1].below)
    assert "new" == Phrases("en").say(table.rows[1].kept)


def test_with_nobody_to_measure_the_team_has_no_figure():
    table = ask(
        cadence,
        account(
            "{name: n, status: customer, owner: lee, contracts: {c: {start: 2026-07-20}}}", "n"
        ),
        rules=RULES,
    )
    assert (None, None, Message("title-cadence-none")) == (
        table.totals["minimum"],
        table.totals["mean"],
        table.title,
    )
    assert [] == ask(cadence, rules=RULES).rows


def test_churned_accounts_and_those_that_never_bought_stop():
    assert (
        []
        == ask(
            cadence,
            KEPT._replace(status="churned"),
            account("{name: p, status: customer, owner: kim}", "p"),
            rules=RULES,
        ).rows
    )


def test_the_rhythm_of_a_function_is_in_the_hands_of_its_first_member():
    book = customer("v", "kim", "2026-04-10", ", segment: C")
    assert {"kim": ("call", 1, 4), "han": ("visit", 1, 1)} == {
        row.owner: (row.touch, row.satisfied, row.completed)
        for row in ask(cadence_accounts, book, rules=RULES).rows
    }


def test_every_four_months_is_overdue_four_months_after_the_last_visit():
    book = customer("v", "kim", "", ", segment: C")
    visits = {
        as_of: next(
            row
            for row in ask(cadence_accounts, book, rules=RULES, as_of=as_of).rows
            if row.touch == "visit"
        )
        for as_of in (date(2026, 8, 1), date(2026, 8, 2))
    }
    assert [("at-risk", 1), ("overdue", 0)] == [
        (row.state, row.satisfied) for row in visits.values()
    ]
    assert {date(2026, 8, 1)} == {row.until for row in visits.values()}


def test_a_missed_period_is_told_beside_the_one_that_runs():
    states = [
        (row.account, row.stands)
        for row in ask(cadence_accounts, KEPT, HALF, rules=RULES, as_of=date(2026, 8, 1)).rows
    ]
    assert [("b", ("missed", "open")), ("a", ("open",))] == states


def test_the_running_period_is_at_risk_when_four_fifths_are_gone():
    found = {
        day: ask(cadence_accounts, KEPT, rules=RULES, as_of=date(2026, 8, day)).rows[0].state
        for day in (24, 25, 31)
    }
    assert {24: "open", 25: "at-risk", 31: "at-risk"} == found


def test_accounts_come_by_how_little_was_kept():
    assert ["c", "b", "a"] == [
        row.account for row in ask(cadence_accounts, KEPT, HALF, NEVER, rules=RULES).rows
    ]


def test_days_after_the_start_count_for_a_year():
    rules = policy(
        "cadences: {x: {for: {status: customer}, touches: [{type: call, at_days: [30, 90]}]}}"
    )
    rows = [
        ask(cadence_accounts, KEPT, rules=rules, as_of=as_of).rows[0]
        for as_of in (date(2026, 8, 1), date(2027, 6, 1), date(2027, 7, 1))
    ]
    assert [(2, 2), (1, 1), (0, 0)] == [(row.satisfied, row.completed) for row in rows]


def test_explain_names_accounts_and_touches():
    (lee, _) = ask(cadence, KEPT, HALF, NEVER, rules=RULES, explain=True).evidence
    assert {
        "accounts": ["b", "c"],
        "kept": ["b/call 2/4", "c/call 0/4"],
        "missed": ["b/call", "c/call"],
        "at_risk": [],
    } == lee
    assert ["log.2026-04-10", "log.2026-05-10"] == list(
        ask(cadence_accounts, HALF, rules=RULES, explain=True).evidence[0]["kept"]
    )


def test_each_row_of_an_account_has_its_longest_gap_and_its_days_in_care():
    text = "name: A\nstatus: customer\nowner: kim\ncontracts: {c: {start: 2026-06-02}}\nlog: [{date: 2026-06-11, type: call}, {date: 2026-07-11, type: visit}]\n"
    table = ask(
        cadence_accounts,
        account(text, "a"),
        rules=policy("freshness: {contact_days: 10}"),
        account="a",
        explain=True,
    )
    assert {(30, date(2026, 6, 11), date(2026, 7, 11), 22 / 61)} == {
        (row.longest_gap, row.gap_from, row.gap_to, row.in_care) for row in table.rows
    }
    assert [("log 2026-06-11 call", "log 2026-07-11 visit")] == [
        found["longest_gap"] for found in table.evidence if "longest_gap" in found
    ]
    assert [
        Message("note-cadence-gap", (30, date(2026, 6, 11), date(2026, 7, 11))),
        Message("note-cadence-care", (36,)),
    ] == list(table.notes)


def test_the_longest_gap_looks_back_to_the_day_it_became_a_customer_from_which_its_rhythms_need_not_count():
    text = "name: A\nstatus: customer\ncontracts: {c: {start: 2026-06-02}}\ndeals: {d: {outcome: {result: won, date: 2026-05-13}}}\n"
    assert {(80, date(2026, 5, 13))} == {
        (row.longest_gap, row.gap_from)
        for row in ask(cadence_accounts, account(text, "a"), as_of=date(2026, 8, 1)).rows
    }


def test_over_all_accounts_each_has_one_line_about_its_care():
    accounts = [
        account(f"name: {name}\nstatus: customer\ncontracts: {{c: {{start: 2026-06-02}}}}\n", name)
        for name in ("a", "b")
    ]
    (section,) = ask(cadence_accounts, *accounts).sections
    assert [("a", 60, 0.0), ("b", 60, 0.0)] == [
        (row.account, row.longest_gap, row.in_care) for row in section.rows
    ]


def test_an_account_without_a_cadence_has_no_gap_to_tell():
    assert (
        []
        == ask(
            cadence_accounts,
            account("name: A\nlog: [{date: 2026-06-11, type: call}]\n", "a"),
            account="a",
        ).rows
    )


def test_at_risk_counts_a_touch_whose_running_period_is_nearly_gone_also_where_the_one_before_was_missed():
    table = ask(cadence, NEVER, rules=RULES, as_of=date(2026, 8, 28), explain=True)
    assert [(1, 1)] == [(row.missed, row.at_risk) for row in table.rows]
    assert (["c/call"], ["c/call"]) == (table.evidence[0]["missed"], table.evidence[0]["at_risk"])
    assert [("missed", "at-risk")] == [
        row.stands
        for row in ask(cadence_accounts, NEVER, rules=RULES, as_of=date(2026, 8, 28)).rows
    ]


def test_on_every_day_the_reps_figure_counts_as_many_at_risk_as_the_accounts_show():
    for place in range(0, 400, 3):
        as_of = date(2026, 4, 1) + timedelta(days=place)
        shown = sum(
            row.state == "at-risk"
            for row in ask(cadence_accounts, KEPT, HALF, NEVER, rules=RULES, as_of=as_of).rows
        )
        assert shown == sum(
            row.at_risk for row in ask(cadence, KEPT, HALF, NEVER, rules=RULES, as_of=as_of).rows
        )


def test_the_last_touch_is_told_however_old_it_is():
    book = account(
        "{name: o, status: customer, owner: kim, contracts: {c: {start: 2022-04-01}}, log: [{date: 2023-05-10, type: call}, {date: 2024-05-10, type: call, outcome: no_answer}]}",
        "o",
    )
    assert [(0, 12, date(2023, 5, 10))] == [
        (row.satisfied, row.completed, row.last)
        for row in ask(cadence_accounts, book, rules=RULES).rows
    ]
    before = account(
        "{name: b, status: customer, owner: kim, contracts: {c: {start: 2026-07-20}}, log: [{date: 2024-05-10, type: call}, {date: 2026-09-01, type: call}]}",
        "b",
    )
    assert [date(2024, 5, 10)] == [
        row.last for row in ask(cadence_accounts, before, rules=RULES).rows
    ]


def test_a_rhythm_is_told_as_the_policy_has_it():
    rules = policy(
        "cadences: {x: {for: {status: customer}, touches: [{type: call, per_year: 12}, {type: visit, every_months: 4}, {type: meeting, at_days: [30, 90]}]}}"
    )
    rows = ask(cadence_accounts, KEPT, rules=rules).rows
    told = {row.touch: row.rhythm for row in rows}
    assert {
        "call": Message("cell-cadence-per-year", (12,)),
        "visit": Message("cell-cadence-every", (4,)),
        "meeting": Message("cell-cadence-at", ("30, 90",)),
    } == told
