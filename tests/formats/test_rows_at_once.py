"""Rows drawn at once are the very bytes of rows drawn one by one, whatever stands in them."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.domain.table import Column, Message, Table
from crmcli.formats import rows_at_once, terminal
from crmcli.formats.paint import ansi
from crmcli.messages import Phrases

KINDS = (
    *("id", "text", "label", "late", "money", "message", "tree", "stance", "rung", "status"),
    *("share", "bar", "date", "count", "number", "answer", "list", "mark", "heat", "days"),
)
HOSTILE = (
    *("", " ", "  lead", "trail  ", "a\u3000", "\u3000", "new\nline", "\x1b[31mred\x1b[0m", "\x07"),
    *(
        "한빛전자㈜",
        "긴 이름을 가진 아주 오래된 거래처 주식회사",
        "ﾊﾝｶｸ",
        "全角　文字",
        "e\u0301cole",
        "👩‍👩‍👧 가족",
    ),
    *(
        "x" * 50,
        "long-id-with-many_pieces/and.dots@and-more",
        "a b c d e f g h i j k l m n o p q r s t",
    ),
    *("\u202eevil", "\u200bzero", "│  └─ branch", "├─ 가지", "└─ ", "tab\there", "…", "\ud800"),
)
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "late": st.integers(-40, 40),
    "money": st.one_of(st.integers(0, 10**12), st.sampled_from([Decimal("1.0"), Decimal("1.00")])),
    "message": TEXT.map(lambda text: Message("why-next", (text,))),
    "stance": st.sampled_from(["friendly", "neutral", "negative"]),
    "rung": st.sampled_from(["unknown", "named", "met", "reachable", "friendly"]),
    "status": st.sampled_from(["unmet", "met", "won", ("no-rep", "case")]),
    "share": st.floats(0, 1),
    "bar": st.floats(0, 1),
    "heat": st.floats(0, 1),
    "mark": st.one_of(st.floats(0, 1), st.sampled_from(["owned", "lost"])),
    "date": st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    "count": st.integers(0, 10**6),
    "days": st.integers(0, 999),
    "number": st.floats(0, 1000),
    "answer": st.sampled_from(["met", "unmet", "partial", "unknown"]),
    "list": st.lists(TEXT, max_size=3).map(tuple),
}
NEVER_NOTHING = ("bar", "stance", "rung", "status", "heat", "mark", "answer")


class Row(NamedTuple):
    account: Any
    name: Any
    third: Any
    fourth: Any
    fifth: Any


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Three kinds beside an id and a name; few different rows, again and again."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=3, max_size=3, unique=True))

    def values(kind: str) -> st.SearchStrategy[Any]:
        found = VALUES.get(kind, TEXT)
        return found if kind in NEVER_NOTHING else st.one_of(st.none(), found)

    rows = draw(st.lists(st.builds(Row, TEXT, TEXT, *map(values, kinds)), min_size=2, max_size=6))
    columns = (
        Column("account", "id", draw(st.integers(3, 9))),
        Column("name", draw(st.sampled_from(["text", "tree", "label"])), 9),
        *(
            Column(field, kind, draw(st.integers(1, 9)))  # type: ignore[arg-type]
            for field, kind in zip(Row._fields[2:], kinds, strict=True)
        ),
    )
    again = draw(st.sampled_from([1, 30]))
    return Table("list", date(2026, 8, 1), rows * again, columns)


def one_by_one(table: Table, width: int, linked: Any, *, color: bool) -> str:
    """Each row by itself, as pictures have them."""
    lines = terminal.lines(table, Phrases("ko"), width, linked=linked if color else None)
    if color:
        return "".join(f"{ansi(line)}\n" for line in lines)
    return "".join(f"{''.join(text for text, _ in line).rstrip()}\n" for line in lines)


@pytest.mark.parametrize("width", [30, 80, 140])
@pytest.mark.parametrize("color", [False, True], ids=["pipe", "colours"])
@given(table=tables(), is_linked=st.booleans())
@settings(max_examples=150, deadline=None)
def test_they_are_the_bytes_of_rows_drawn_one_by_one(width, color, table, is_linked):
    linked = (lambda account: f"file:///{len(account)}") if is_linked else None
    drawn = terminal.render(table, Phrases("ko"), width=width, color=color, linked=linked)
    assert one_by_one(table, width, linked, color=color) == drawn


def test_a_text_of_two_lines_takes_two_lines():
    sizes = [(Column("name", "text"), 9), (Column("days", "days"), 3)]
    rows = [("one\ntwo", "7")]
    drawn = rows_at_once.rows_at_once(
        rows, lambda text: [(text, "")], sizes, 2, lambda line: "".join(text for text, _ in line)
    )
    assert [[("one          7", "")], [("two", "")]] == [*drawn]


@pytest.mark.parametrize("color", [False, True], ids=["pipe", "colours"])
def test_what_comes_again_is_folded_once(color, monkeypatch):
    folded: list[str] = []
    real = rows_at_once.wrapped
    monkeypatch.setattr(
        rows_at_once, "wrapped", lambda spans, size: folded.append(spans) or real(spans, size)
    )
    long = "a name that no column of a narrow terminal has room for in one line"
    rows = [Row(f"a{number}", long, "", "", "") for number in range(500)]
    columns = (Column("account", "id", 9), Column("name", "text", 9))
    terminal.render(
        Table("list", date(2026, 8, 1), rows, columns), Phrases("en"), width=40, color=color
    )
    assert len(folded) == 1


def test_the_first_line_is_there_before_a_row_is_drawn(monkeypatch):
    folded: list[str] = []
    real = rows_at_once._folded
    monkeypatch.setattr(
        rows_at_once, "_folded", lambda spans, *rest: folded.append(spans) or real(spans, *rest)
    )
    rows = [Row(f"a{number}", f"Account {number}", "", "", "") for number in range(500)]
    columns = (Column("account", "id", 9), Column("name", "text", 9))
    table = Table("list", date(2026, 8, 1), rows, columns)
    lines = terminal.drawn(table, Phrases("en"), width=80, color=False)
    assert next(lines).split() == ["account", "name"]
    assert folded == []
    next(lines), next(lines)
    assert len(folded) == len(columns)
