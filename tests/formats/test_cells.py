"""How each kind of value reads, in both languages, and as plain data."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from crmcli.domain.records.ratio import share, wilson
from crmcli.domain.table import Column, Message, Table
from crmcli.formats.cells import raw
from crmcli.messages.cells import cell, heading, money, number, spark, text
from crmcli.formats import html, markdown, plain, terminal
from crmcli.messages import Phrases

EN, KO = Phrases("en"), Phrases("ko")
LABELS = {
    "x": {
        "kim": {"": "김민지"},
        "core": {"ko": "코어", "en": "Core"},
        "bare": {},
        "half": {"ko": "반"},
    }
}


def read(kind: Any, value: Any, phrases: Phrases = EN) -> str:
    table = Table("t", date(2026, 8, 1), [], (), labels=LABELS)
    return text(value, Column("x", kind), table, phrases)


@pytest.mark.parametrize(
    ("kind", "value", "english", "korean"),
    [
        ("text", None, "", ""),
        ("text", "한빛\u200b", "한빛\\u200b", "한빛\\u200b"),
        ("id", "kim-mj", "kim-mj", "kim-mj"),
        ("date", date(2026, 8, 1), "2026-08-01", "2026-08-01"),
        ("date", None, "", ""),
        ("late", 22, "22d late", "22일 지남"),
        ("late", 0, "today", "오늘"),
        ("late", -3, "in 3d", "3일 남음"),
        ("late", None, "", ""),
        ("days", 1234, "1,234", "1,234"),
        ("days", 17.5, "17.5", "17.5"),
        ("count", 0, "0", "0"),
        ("number", 128.0, "128", "128"),
        ("number", 12.34, "12.3", "12.3"),
        ("money", 72_000_000, "72,000,000", "72,000,000"),
        ("money", Decimal("1234.50"), "1,234.50", "1,234.50"),
        ("money", 0, "0", "0"),
        ("share", 0.999, "99%", "99%"),
        ("share", 1.0, "100%", "100%"),
        ("share", 0.0, "0%", "0%"),
        ("share", None, "n/a", "해당 없음"),
        ("bar", 0.29, "29%", "29%"),
        ("truth", True, "yes", "예"),
        ("truth", False, "no", "아니요"),
        ("label", None, "(none)", "(없음)"),
        ("label", "kim", "김민지", "김민지"),
        ("label", "core", "Core", "코어"),
        ("label", "bare", "bare", "bare"),
        ("label", "half", "반", "반"),
        ("label", "gone", "gone", "gone"),
        ("label", {"ko": "대표이사", "en": "CEO"}, "CEO", "대표이사"),
        ("stance", "friendly", "+ friendly", "+ 우호"),
        ("stance", "neutral", "· neutral", "· 중립"),
        ("stance", "negative", "− negative", "− 부정"),
        ("stance", None, "", ""),
        ("rung", "unknown", "□□□□ unknown", "□□□□ 미파악"),
        ("rung", "met", "■■□□ met", "■■□□ 만남"),
        ("rung", "friendly", "■■■■ friendly", "■■■■ 우호"),
        ("rung", "waived", "waived", "제외"),
        ("answer", "met", "met", "충족"),
        ("answer", "unknown", "?", "?"),
        (
            "message",
            Message("title-account", (30, date(2026, 8, 1))),
            "30 (2026-08-01)",
            "30 (2026-08-01)",
        ),
        (
            "message",
            Message("title-account", ({"ko": "대표", "en": "CEO"}, Message("common-today"))),
            "CEO (today)",
            "대표 (오늘)",
        ),
        ("message", Message("why-plan", ("a\x1b", None)), "a\\x1b: ", "a\\x1b: "),
        ("status", "customer", "customer", "고객"),
        ("status", ("negative", "no-rep"), "negative, no rep", "부정, 담당 없음"),
        ("status", "x\u202e", "x\\u202e", "x\\u202e"),
        ("list", ("a", "b\n"), "a, b ", "a, b "),
        ("list", (), "", ""),
        ("list", ("kim", "gone"), "김민지, gone", "김민지, gone"),
    ],
)
def test_a_value_reads(kind: Any, value: Any, english: str, korean: str) -> None:
    assert (english, korean) == (read(kind, value), read(kind, value, KO))


def test_a_heading_is_the_messages_else_the_fields_name() -> None:
    assert ["late", "role", "nothing-known"] == [
        heading(column, EN)
        for column in (
            Column("days_late"),
            Column("label", heading="role"),
            Column("nothing-known"),
        )
    ]


class Trend(NamedTuple):
    group: str | None
    value: float | None
    change: float | None


class Group(NamedTuple):
    narrow: float | None


def rate(won: int, closed: int, min_sample: int = 20) -> str:
    sample = (won, closed, *(wilson(won, closed) or (0.0, 1.0)))
    row = Group(won / closed if closed else None)
    table = Table(
        "winrate", date(2026, 8, 1), [row], (), samples={"narrow": [sample]}, min_sample=min_sample
    )
    return cell(table, Column("narrow", "rate"), row, 0, EN)


def test_a_rate_over_a_small_sample_is_its_counts_with_an_interval() -> None:
    assert ["3/4 (30–95%)", "5/20 (11–47%)", "25%", "30%", "n/a", "0/1 (0–79%)"] == [
        rate(3, 4),
        rate(5, 20, 21),
        rate(5, 20),
        rate(30, 100),
        rate(0, 0),
        rate(0, 1),
    ]


def test_the_rate_of_the_total_line_has_its_own_sample() -> None:
    table = Table(
        "winrate",
        date(2026, 8, 1),
        [Group(0.5)],
        (),
        totals=Group(0.25),
        samples={"narrow": [(1, 2, 0.1, 0.9), (1, 4, 0.05, 0.7)]},
        min_sample=20,
    )
    assert ["1/2 (10–90%)", "1/4 (5–70%)"] == [
        cell(table, Column("narrow", "rate"), row, place, EN)
        for row, place in ((table.rows[0], 0), (table.totals, -1))
    ]


def test_a_mean_of_enormous_amounts_is_shown_like_any_other() -> None:
    assert "1,000,000,000,000,000,019,884,624,838,656" == money(1e30)


def test_amounts_have_their_thousands_apart_and_cents_only_where_there_are_some() -> None:
    values = (0, 999, 1000, Decimal("1000.50"), Decimal("1000.00"), Decimal("5"), 1_500.0, 1000 / 3)
    assert ["0", "999", "1,000", "1,000.50", "1,000", "5", "1,500", "333.33"] == [
        money(value) for value in values
    ]
    assert ["1", "1,234.5", "0"] == [number(value) for value in (1.0, 1234.5, 0)]


def test_plain_data_has_iso_days_decimals_as_they_are_and_no_records() -> None:
    class Part(NamedTuple):
        with_: tuple[str, ...]
        day: date | None

    given = (
        None,
        True,
        3,
        0.5,
        "x",
        date(2026, 8, 1),
        Decimal("1.50"),
        Message("common-today"),
        {"ko": "가", "en": "A"},
        {"": "n"},
        {"k": date(2026, 8, 1)},
        ("a", Part(("b",), None)),
    )
    expected = [
        None,
        True,
        3,
        0.5,
        "x",
        "2026-08-01",
        Decimal("1.50"),
        "today",
        "A",
        "n",
        {"k": "2026-08-01"},
        ["a", {"with": ["b"], "day": None}],
    ]
    assert expected == [raw(value, EN) for value in given]


def test_an_index_and_percentage_points_have_a_sign_and_nothing_has_none() -> None:
    table = Table("trend", date(2026, 8, 1), [], ())
    assert ["+0.14", "-0.64", "0.00", "+1.00"] == [
        text(value, Column("index", "index"), table, EN) for value in (1 / 7, -14 / 22, -0.001, 1.0)
    ]
    assert ["+3.1", "-12.0", "-0.2", "0.0", "0.0"] == [
        text(value, Column("change", "points"), table, EN)
        for value in (0.031, -0.12, -0.0024, 0.0001, -0.0001)
    ]


def test_a_picture_goes_from_the_lowest_to_the_highest_and_marks_what_is_missing() -> None:
    assert ["▁█", "·▁▅█", "▄▄", "··", "", "█▁", "▄"] == [
        spark(values)
        for values in (
            (0, 1),
            (None, 1, Decimal("3.2"), 5),
            (2, 2),
            (None, None),
            (),
            (1, -1),
            (0,),
        )
    ]


def test_a_row_of_which_nothing_is_known_is_blank_but_for_its_name() -> None:
    rows = [Trend(None, None, None), Trend(None, None, None)]
    table = Table("trend", date(2026, 8, 1), rows, (), silent=frozenset({0}))
    columns = (Column("group", "label"), Column("value", "share"), Column("change", "points"))
    assert [["(none)", "", ""], ["(none)", "n/a", ""]] == [
        [cell(table, column, row, place, EN) for column in columns]
        for place, row in enumerate(rows)
    ]


class Rate(NamedTuple):
    value: float | None


FORMS = (
    lambda table, phrases: terminal.render(table, phrases, width=80, color=False),
    markdown.render,
    html.render,
    plain.render,
)


@pytest.mark.parametrize("kind", ["share", "bar", "rate", "mark", "heat", "points"])
@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (0, 0),
        (0, 7),
        (1, 3),
        (2, 3),
        (249, 250),
        (999, 1000),
        (9999, 10_000),
        (10**12 - 1, 10**12),
        (10**13 - 1, 10**13),
        (7, 7),
    ],
)
def test_no_form_shows_100_percent_but_of_the_whole_and_no_percents_of_nothing(kind, part, whole):
    row = Rate(share(part, whole))
    if row.value is None and kind in ("mark", "heat"):
        return  # these kinds are asked for where there is something
    table = Table("t", date(2026, 8, 1), [row, row], (Column("value", kind),), row)
    for render in FORMS:
        for phrases in (EN, KO):
            shown = render(table, phrases).split("</style>")[-1]
            said = {int(each) for each in re.findall(r"([0-9]+)%", shown)}
            assert said <= (
                set() if row.value is None or kind == "points" else {part * 100 // whole}
            ), shown
            assert part == whole or not re.search(r"100\.0|████████", shown)
