"""BANT of the open deals: four answers, what is known, and who passes the gate."""

from datetime import date

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.pipeline import bant

BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    deals:
      blank: {stages: {2026-07-01: contacting}}
      strong: {stages: {2026-07-01: presenting}, amount: 9, bant: {budget: met, authority: met, need: {status: met, date: 2026-01-01}, timeline: partial}}
      weak: {stages: {2026-07-01: presenting}, amount: 1, bant: {budget: met, authority: {status: met, date: 2026-08-02}}}
      mitigated: {stages: {2026-07-01: contacting}, bant: {budget: met, need: met, timeline: {status: unmet, mitigation: wait}}}
      won: {stages: {2026-07-01: contacting}, outcome: {result: won, date: 2026-07-02}}
""")


def test_a_row_per_open_deal_the_furthest_first_and_there_the_least_qualified():
    expected = [
        (
            "hanbit",
            "weak",
            "presenting",
            "met",
            "unknown",
            "unknown",
            "unknown",
            1,
            3,
            0,
            1,
            1,
            "kim-mj",
        ),
        (
            "hanbit",
            "strong",
            "presenting",
            "met",
            "met",
            "met",
            "partial",
            3,
            0,
            1,
            3,
            9,
            "kim-mj",
        ),
        (
            "hanbit",
            "blank",
            "contacting",
            "unknown",
            "unknown",
            "unknown",
            "unknown",
            0,
            4,
            0,
            0,
            None,
            "kim-mj",
        ),
        (
            "hanbit",
            "mitigated",
            "contacting",
            "met",
            "unknown",
            "met",
            "unmet",
            2,
            1,
            0,
            3,
            None,
            "kim-mj",
        ),
    ]
    assert expected == [tuple(row) for row in ask(bant, BOOK).rows]


def test_the_note_says_how_many_pass_the_gate_mitigated_ones_too():
    table = ask(bant, BOOK)
    assert ({"deals": 4, "passed": 2, "gate": 3}, (Message("note-gate-passed", (2, 4, 3)),)) == (
        table.totals,
        table.notes,
    )


def test_where_mitigation_is_not_accepted_fewer_pass():
    assert (
        1
        == ask(bant, BOOK, rules=policy("bant: {gate: 3, accept_mitigation: false}")).totals[
            "passed"
        ]
    )


def test_below_keeps_those_with_fewer_met():
    assert ["weak", "blank"] == [row.deal for row in ask(bant, BOOK, below=2).rows]
    assert ["weak", "blank", "mitigated"] == [row.deal for row in ask(bant, BOOK, below=3).rows]


def test_tomorrows_answer_is_known_tomorrow():
    assert 2 == ask(bant, BOOK, as_of=date(2026, 8, 2)).rows[0].met


def test_explain_tells_what_each_answer_rests_on_in_the_order_of_the_rows():
    table = ask(bant, BOOK, explain=True)
    assert [("weak", ()), ("strong", ("2026-01-01",)), ("blank", ()), ("mitigated", ())] == [
        (row.deal, each["need"]) for row, each in zip(table.rows, table.evidence, strict=True)
    ]
    assert ("wait",) == table.evidence[3]["timeline"]


def test_an_account_names_all_of_its_open_deals():
    assert [*map(tuple, ask(bant, BOOK).rows)] == [*map(tuple, ask(bant, BOOK, deal="hanbit").rows)]
