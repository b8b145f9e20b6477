"""Tables for programs: exact, complete, one row a line, and safe to print."""

import json
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.table import Column, Message, Table
from crmcli.formats.json_rows import render
from crmcli.messages import Phrases

EN, KO = Phrases("en"), Phrases("ko")


class Row(NamedTuple):
    name: Any
    amount: Any = None
    day: Any = None
    why: Any = None
    with_: tuple[str, ...] = ()


TABLE = Table(
    "t",
    date(2026, 8, 1),
    [
        Row("한빛", 72_000_000, date(2026, 6, 11), Message("common-today"), ("x",)),
        Row(None, Decimal("1.50")),
    ],
    (Column("name"),),
    totals={"amount": Decimal("72000001.50")},
)


def test_the_object_is_written_one_row_a_line() -> None:
    expected = """\
{"report": "t", "as_of": "2026-08-01", "rows": [
{"name": "한빛", "amount": 72000000, "day": "2026-06-11", "why": "today", "with": ["x"]},
{"name": null, "amount": 1.50, "day": null, "why": null, "with": []}
], "totals": {"amount": 72000001.50}, "skipped": []}
"""
    assert expected == render(TABLE, EN, [])


def test_no_rows_are_an_empty_list() -> None:
    assert (
        '{"report": "t", "as_of": "2026-08-01", "rows": [], "totals": null, "skipped": [{"file": "x"}]}\n'
        == render(TABLE._replace(rows=[], totals=None), EN, [{"file": "x"}])
    )


def test_the_language_changes_sentences_only() -> None:
    assert ["today", "오늘"] == [
        json.loads(render(TABLE, phrases, []))["rows"][0]["why"] for phrases in (EN, KO)
    ]


def test_totals_that_are_a_row_have_its_fields() -> None:
    assert {"name": "n", "amount": 1, "day": None, "why": None, "with": []} == json.loads(
        render(TABLE._replace(totals=Row("n", 1)), EN, [])
    )["totals"]


def test_explain_adds_definitions_and_the_records_behind_each_row() -> None:
    table = TABLE._replace(
        columns=(Column("name"), Column("rotten", "count")), evidence=[{"rotten": ("a/b",)}, {}]
    )
    answer = json.loads(render(table, EN, [], explained=True))
    assert {
        "definitions": {"rotten": EN("explain-rotten")},
        "rows": [{"rotten": ["a/b"]}, {}],
    } == answer["explain"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1b\u202e\udcff\n"))


@given(
    st.lists(
        st.builds(
            Row, TEXT, st.integers(), st.none(), st.none(), st.lists(TEXT, max_size=3).map(tuple)
        ),
        max_size=4,
    )
)
def test_whatever_the_text_it_comes_back_as_it_was(rows: list[Row]) -> None:
    text = render(TABLE._replace(rows=rows, totals=None), EN, [])
    actual = [(row["name"], row["amount"], row["with"]) for row in json.loads(text)["rows"]]
    assert ascii([(row.name, row.amount, list(row.with_)) for row in rows]) == ascii(actual)
    assert len(rows) + (2 if rows else 1) == text.count("\n")
