"""Tables for spreadsheets: every field, English names, and nothing a spreadsheet would run."""

import csv
import json
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.table import Column, Message, Table
from crmcli.formats.spreadsheet import render
from crmcli.messages import Phrases

KO = Phrases("ko")


class Part(NamedTuple):
    day: date
    what: str


class Row(NamedTuple):
    name: Any
    amount: Any = None
    share: Any = None
    days: Any = None
    why: Any = None
    with_: Any = ()


def cells(*rows: Row) -> list[list[str]]:
    return list(
        csv.reader(StringIO(render(Table("t", date(2026, 8, 1), rows, (Column("name"),)), KO)))
    )


def test_every_field_of_every_row_is_there_under_its_english_name() -> None:
    expected = [
        ["name", "amount", "share", "days", "why", "with"],
        ["한빛전자㈜", "72000000", "0.295", "-3", "오늘", "a; b"],
        ["", "1.50", "", "", "", '[{"day": "2026-08-01", "what": "왔음"}]'],
    ]
    assert expected == cells(
        Row("한빛전자㈜", 72_000_000, 0.295, -3, Message("common-today"), ("a", "b")),
        Row(None, Decimal("1.50"), with_=(Part(date(2026, 8, 1), "왔음"),)),
    )


def test_without_rows_the_columns_are_the_heading() -> None:
    assert "name,with\n" == render(
        Table("t", date(2026, 8, 1), [], (Column("name"), Column("with_"))), KO
    )


def test_commas_quotes_and_line_breaks_stay_in_their_cell() -> None:
    assert 'a, "b" c' == cells(Row('a, "b"\nc'))[1][0]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0", "-2+3", "+8210", " =1+1", "＝1+1"]
)
def test_text_that_begins_like_a_formula_is_text(text: str) -> None:
    assert [f"'{text}", f"'{text}; b"] == [
        cells(Row(text))[1][0],
        cells(Row("x", with_=(text, "b")))[1][5],
    ]


def test_numbers_that_begin_like_a_formula_stay_numbers() -> None:
    assert ["-5", "-0.5"] == cells(Row("x", -5, -0.5))[1][1:3]


def test_rows_in_a_cell_are_json_that_programs_can_read() -> None:
    class Role(NamedTuple):
        role: str
        holders: tuple[str, ...]

    assert [{"role": "ceo", "holders": ["park", "이"]}] == json.loads(
        cells(Row("x", with_=(Role("ceo", ("park", "이")),)))[1][5]
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_no_text_becomes_a_formula_or_leaves_its_line(text: str) -> None:
    out = render(Table("t", date(2026, 8, 1), [Row(text)], ()), KO)
    (_, row) = csv.reader(StringIO(out))
    assert (6, False) == (len(row), row[0].startswith(("=", "+", "-", "@", "\t", "\r")))
    assert 2 == out.count("\n")


def test_one_rule_writes_what_is_no_text() -> None:
    row = Row("A", Decimal("-1.50"), 1 / 3, True, False, (date(2026, 8, 1), None, True))
    assert ["A", "-1.50", "0.333333333", "true", "false", "2026-08-01; ; true"] == cells(row)[1]
    assert ["", "", "0.0", "", '{"k": 1}', ""] == cells(
        Row(None, None, 4.87e-17, None, {"k": 1}, ())
    )[1]
