"""Objections: raised once a deal, settled as told last, with the win rate of the deals that had them."""

from datetime import date
from itertools import permutations

import pytest

from books import account, ask, policy
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.reports.pipeline import objection, objections
from crmcli.reports.pipeline.objection import AnswerRow, RaisedRow

RULES = policy("""
    objections:
      price: {label: {ko: 비싸다, en: Too expensive}, answers: {payback: {text: 회수 기간, evidence: 16개월}, lease: 임대}}
      noise: {label: 시끄럽다}
      space: {label: 좁다, answers: {wall: 벽에 건다}}
""")
BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    deals:
      a: {stages: {2026-01-01: contacting, 2026-02-01: presenting}, products: {x: 1, y: 1}, outcome: {result: won, date: 2026-03-01}}
      b: {stages: {2026-01-01: presenting}, products: {x: 1}, owner: lee-js, outcome: {result: lost, date: 2026-03-01}}
      c: {stages: {2026-01-01: presenting}}
    log:
      - {date: 2026-01-10, type: call, deal: a, said: 비싸요, objections: {price: unresolved}}
      - {date: 2026-02-10, type: visit, deal: a, objections: {price: resolved}}
      - {date: 2026-02-11, type: visit, deal: b, objections: {price: unresolved, noise: deferred}}
      - {date: 2026-02-12, type: visit, deal: c, objections: {price: deferred}}
      - {date: 2026-02-13, type: visit, objections: {noise: unresolved}}
      - {date: 2026-08-02, type: visit, deal: c, objections: {space: unresolved}}
""")


def shown(rows):
    return [
        (row[0], row.raised, row.resolved, row.deferred, row.unresolved, row.won, row.lost)
        for row in rows
    ]


def test_a_row_per_objection_the_most_frequent_first_and_the_unraised_last():
    assert [
        ("price", 3, 1, 1, 1, 1, 1),
        ("noise", 2, 0, 1, 1, 0, 1),
        ("space", 0, 0, 0, 0, 0, 0),
    ] == shown(ask(objections, BOOK, rules=RULES).rows)


def test_raised_is_resolved_deferred_and_unresolved_together():
    table = ask(objections, BOOK, rules=RULES)
    assert all(
        row.raised == row.resolved + row.deferred + row.unresolved
        for row in (*table.rows, table.totals)
    )


def test_rates_rest_on_what_was_raised_and_on_closed_deals():
    table = ask(objections, BOOK, rules=RULES)
    assert (1 / 3, 0.5) == (table.rows[0].overcome, table.rows[0].narrow)
    assert ((1, 3), (1, 2)) == (table.samples["overcome"][0][:2], table.samples["narrow"][0][:2])
    assert (None, None) == (table.rows[2].overcome, table.rows[2].narrow)


def test_the_total_counts_each_deal_once():
    assert (None, 5, 1, 2, 2, 1, 1) == shown([ask(objections, BOOK, rules=RULES).totals])[0]


def test_the_order_of_the_log_in_the_file_changes_nothing():
    turned = BOOK._replace(log=BOOK.log[::-1])
    assert shown(ask(objections, BOOK, rules=RULES).rows) == shown(
        ask(objections, turned, rules=RULES).rows
    )


SAME_DAY = "{{name: A, deals: {{a: {{stages: contacting}}}}, log: [{}]}}"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["01: unresolved", "01: resolved"], "resolved"),  # raised and answered on its first day
        (["01: unresolved", "01: deferred"], "deferred"),
        (["01: unresolved", "02: resolved"], "resolved"),
        (
            ["01: unresolved", "02: resolved", "02: unresolved"],
            "unresolved",
        ),  # raised again: it was not answered
        (["01: unresolved", "02: deferred", "02: resolved"], "deferred"),
    ],
)
def test_what_is_told_of_an_objection_on_one_day_counts_alike_in_any_order(told, expected):
    entries = [
        f"{{date: 2026-05-{day}, type: call, deal: a, objections: {{price: {state}}}}}"
        for day, state in (each.split(": ") for each in told)
    ]
    for log in permutations(entries):
        (row, *_) = ask(objections, account(SAME_DAY.format(", ".join(log))), rules=RULES).rows
        assert ("price", 1, 1) == (row.objection, row.raised, getattr(row, expected))


def test_what_nobody_has_prepared_an_answer_for_is_told():
    note = Message(
        "note-objections-unprepared",
        (Message("list", (Message("note-objections-times", ({"": "시끄럽다"}, 2)),)),),
    )
    assert (note,) == ask(objections, BOOK, rules=RULES).notes
    assert [0, 2, 0] == [row.unprepared for row in ask(objections, BOOK, rules=RULES).rows]


def test_an_objection_the_policy_does_not_know_counts_and_is_unprepared():
    strange = account(
        "{name: A, log: [{date: 2026-01-01, type: call, objections: {fear: unresolved}}]}"
    )
    row = ask(objections, strange, rules=RULES).rows[0]
    assert ("fear", 1, 0, 1) == (row.objection, row.raised, row.answers, row.unprepared)


def test_the_window_is_by_the_day_it_was_first_raised():
    assert [("noise", 2), ("price", 2)] == [
        (row.objection, row.raised)
        for row in ask(objections, BOOK, rules=RULES, since=date(2026, 1, 11)).rows
        if row.raised
    ]


def test_by_stage_is_where_the_deal_stood_when_it_was_raised():
    rows = ask(objections, BOOK, rules=RULES, by="stage").rows
    assert [("presenting", 3, "price"), ("contacting", 1, "price"), (None, 1, "noise")] == [
        (row.group, row.raised, row.objection) for row in rows
    ]


def test_by_product_a_deal_stands_in_several_rows_and_by_owner_the_deals_owner_counts():
    assert [("x", 3), (None, 2), ("y", 1)] == [
        (row.group, row.raised) for row in ask(objections, BOOK, rules=RULES, by="product").rows
    ]
    assert [("kim-mj", 3), ("lee-js", 2)] == [
        (row.group, row.raised) for row in ask(objections, BOOK, rules=RULES, by="owner").rows
    ]


def test_explain_names_the_log_entries_of_each_state():
    behind = ask(objections, BOOK, rules=RULES, explain=True).evidence[0]
    expected = {
        "resolved": ("hanbit log 2026-01-10 call", "hanbit log 2026-02-10 visit"),
        "deferred": ("hanbit log 2026-02-12 visit",),
        "unresolved": ("hanbit log 2026-02-11 visit",),
        "narrow": ("hanbit/a won", "hanbit/b lost"),
        "unprepared": (),
    }
    assert expected == behind


def test_one_objection_has_its_answers_and_where_it_was_raised_the_latest_first():
    (row,) = ask(objection, BOOK, rules=RULES, text="price").rows
    assert (
        AnswerRow("payback", "회수 기간", "16개월"),
        AnswerRow("lease", "임대", None),
    ) == row.answers
    expected = [
        RaisedRow("hanbit", "c", date(2026, 2, 12), date(2026, 2, 12), "deferred", None),
        RaisedRow("hanbit", "b", date(2026, 2, 11), date(2026, 2, 11), "unresolved", None),
        RaisedRow("hanbit", "a", date(2026, 1, 10), date(2026, 2, 10), "resolved", "비싸요"),
    ]
    assert (3, expected) == (row.raised, list(row.log))


@pytest.mark.parametrize("said", ["pri", "비싸다", "Too expensive", "too"])
def test_an_objection_is_found_by_the_beginning_of_its_id_or_by_its_name(said):
    assert "price" == ask(objection, BOOK, rules=RULES, text=said).rows[0].objection


def test_one_that_only_the_log_knows_has_no_figures_where_it_was_raised_before_the_window():
    rain = account(
        "{name: A, log: [{date: 2026-01-05, type: call, objections: {rain: resolved}}]}", "a"
    )
    rows = [
        ask(objection, rain, rules=RULES, text="rain", since=date(2026, 1, day)).rows[0]
        for day in (5, 6)
    ]
    assert [("rain", 1, 1, 1.0, 1), ("rain", 0, 0, None, 0)] == [
        (row.objection, row.raised, row.resolved, row.overcome, len(row.log)) for row in rows
    ]


def test_one_without_answers_says_so_and_an_unknown_one_is_refused():
    assert (Message("note-objections-no-answer"),) == ask(
        objection, BOOK, rules=RULES, text="noise"
    ).notes
    with pytest.raises(CrmError) as refused:
        ask(objection, BOOK, rules=RULES, text="weather")
    assert ("error-no-objection", 4) == (refused.value.message.key, refused.value.status)
