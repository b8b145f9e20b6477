"""What an expression says, what is told of one that says nothing, and that writing it down loses nothing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from query.expressions import EXPRESSIONS

from crmcli.domain.records.currencies import MARKS
from crmcli.domain.table import Message
from crmcli.domain.text.width import cells
from crmcli.query.errors import QueryError
from crmcli.query.parse import DEEPEST, LONGEST, parse
from crmcli.query.printing import said
from crmcli.query.tree import (
    Call,
    Compared,
    Day,
    Length,
    Listing,
    Logic,
    Name,
    Not,
    Null,
    Number,
    Span,
    Sum,
    Text,
    Truth,
)

A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a or b and not c", Logic("or", (A, Logic("and", (B, Not(C)))))),
        ("(a or b) and c", Logic("and", (Logic("or", (A, B)), C))),
        ("a or b or c", Logic("or", (A, B, C))),
        ("not a == b", Not(Compared("==", A, B))),
        ("a not in [b, c]", Compared("not in", A, Listing((B, C)))),
        ("a in (b, c)", Compared("in", A, Listing((B, C)))),
        ("a is null", Null(A)),
        ("a is not null", Null(A, negated=True)),
        (
            "today - 30d + 2w",
            Sum("+", Sum("-", Day(None), Length(Span(30, "d"))), Length(Span(2, "w"))),
        ),
        ("today-30d", Sum("-", Day(None), Length(Span(30, "d")))),
        ("any(a, b, c) >= 2", Compared(">=", Call("any", (A, B, C)), Number(2))),
        ("f()", Call("f", ())),
        ("a.b.c", Name("a.b.c")),
        ("custom.erp-id", Name("custom.erp-id")),
        ("android", Name("android")),
        ("true != false", Compared("!=", Truth(True), Truth(False))),
        ("2026-03-01", Day(date(2026, 3, 1))),
        (r"'a\d\'\\'", Text(r"a\d'" + "\\")),
        ("“한빛”", Text("한빛")),
        ("40%", Number(40, percent=True)),
        ("0.5", Number(Decimal("0.5"))),
        ("72_000", Number(72_000)),
        ("5M", Number(5_000_000)),
        ("5m", Length(Span(5, "m"))),
        ("1.5k", Number(1500)),
        ("1억2000만", Number(120_000_000)),
        ("1억 2000만", Number(120_000_000)),
        ("30일", Length(Span(30, "d"))),
        ("3개월", Length(Span(3, "m"))),
        ("60 days", Length(Span(60, "d"))),
        ("1 year", Length(Span(1, "y"))),
    ],
)
def test_what_is_written_is_what_is_meant(text, expected):
    assert expected == parse(text)


def test_white_space_and_line_breaks_mean_nothing():
    assert parse("a == b and not c") == parse("  a==b\n\tand\r\n not   c ")


@pytest.mark.parametrize(
    ("text", "key", "at", "hint"),
    [
        ("", "error-query-empty", 0, "hint-query-empty"),
        ("a = b", "error-query-unexpected", 2, "hint-query-write"),
        ("a && b", "error-query-unexpected", 2, "hint-query-write"),
        ("a AND b", "error-query-unexpected", 2, "hint-query-write"),
        ("a <> b", "error-query-unexpected", 3, None),
        ("a ==", "error-query-ends", 4, None),
        ("(a == b", "error-query-ends", 7, None),
        ("a b", "error-query-unexpected", 2, None),
        ("a)", "error-query-unexpected", 1, None),
        ('a == "b', "error-query-open-quote", 5, None),
        ("2026-02-30 < today", "error-query-no-such-day", 0, None),
        ("1" * 31, "error-query-no-number", 0, None),
        ("12abc", "error-query-unexpected", 0, None),
        ("a == \ud800", "error-query-bad-character", 5, None),
        ("a \x00", "error-query-unexpected", 2, None),
        ("(" * 100_000, "error-query-too-long", LONGEST, None),
        ("(" * LONGEST, "error-query-ends", LONGEST, None),
        ("not " * DEEPEST + "a", "error-query-too-deep", 4 * DEEPEST, None),
        ("a" + " + 1" * 900, "error-query-too-deep", None, None),
        ("f(" * 900 + ")" * 900, "error-query-too-deep", None, None),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, key, at, hint):
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert (key, hint) == (error.message.key, error.hint and error.hint.key)
    assert at in (None, error.at)


def test_any_number_of_parentheses_around_one_thing_is_that_thing():
    assert A == parse("(" * 1999 + "a" + ")" * 1999)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a = b", ("  a = b", "    ^")),
        ("한빛 전자", ("  한빛 전자", "       ^^^^")),
        ("a and\n  b = c", ("    b = c", "      ^")),
        ("a" * 60 + " = b", ("  …" + "a" * 39 + " = b", "  " + " " * 41 + "^")),
        ("= " + "b" * 100, ("  = " + "b" * 70 + "…", "  ^")),
    ],
)
def test_the_place_is_marked_below_its_line_within_eighty_cells(text, lines):
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert lines == caught.value.excerpt
    assert all(cells(line) <= 80 for line in lines)


def test_a_word_that_was_meant_is_told():
    with pytest.raises(QueryError) as caught:
        parse("a = b")
    assert Message("hint-query-write", ("==",)) == caught.value.hint


@given(EXPRESSIONS)
def test_an_expression_that_is_written_down_and_read_again_is_the_same(expr):
    assert expr == parse(said(expr))


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "(",
                ")",
                "[",
                "]",
                "a",
                "not",
                "and",
                "in",
                "is",
                "null",
                "==",
                "~",
                "-",
                "1",
                '"x"',
                "30d",
                ",",
                "any",
                "'",
                "\\",
                "%",
            ]
        )
    ).map(" ".join)
)
@settings(max_examples=300)
def test_no_text_is_anything_but_an_expression_or_an_error_with_a_place(text):
    try:
        parse(text)
    except QueryError as error:
        assert 0 <= error.at <= len(text)
        assert 2 == len(error.excerpt)


@pytest.mark.parametrize("sign", [mark for mark in MARKS if not mark.isalnum() and mark != "us$"])
def test_a_currency_s_sign_stands_before_an_amount_or_after_it(sign):
    assert parse(f"a > {sign}12000")
    assert sign == "\\" or parse(f"a > 12000{sign}")
