"""Tables for pages: GitHub's Markdown, in which record text stays text."""

import html
import re
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.table import Column, Message, Table
from crmcli.formats.markdown import escape, render
from crmcli.messages import Phrases

EN, KO = Phrases("en"), Phrases("ko")


class Row(NamedTuple):
    name: str | None
    owner: str | None
    amount: Any
    share: float | None


COLUMNS = (
    Column("name", "text", 9),
    Column("owner", "label", 6),
    Column("amount", "money", 4),
    Column("share", "share", 7),
)
ROWS = [Row("한빛 | <b>전자</b>", "kim", 72_000_000, 0.5), Row("Zeta *x*", None, None, None)]
TABLE = Table(
    "t",
    date(2026, 8, 1),
    ROWS,
    COLUMNS,
    totals=Row(None, None, 72_000_000, 0.25),
    labels={"owner": {"kim": {"": "김민지"}}},
    notes=(Message("note-gaps-planned", (3, 1)),),
)


def test_a_table_with_its_total_and_note() -> None:
    expected = """\
| name | owner | amount | share |
| --- | --- | ---: | ---: |
| 한빛 \\| &lt;b&gt;전자&lt;/b&gt; | 김민지 | 72,000,000 | 50% |
| Zeta \\*x\\* | (none) |  | n/a |
| **total** |  | **72,000,000** | **25%** |

"""
    assert f"{expected}{EN.say(TABLE.notes[0])}\n" == render(TABLE, EN)


def test_titles_and_sections() -> None:
    part = Table("show", TABLE.as_of, ROWS[1:], COLUMNS[:1], title=Message("title-people"))
    assert "### Zeta \\_ (z)\n\n### 사람\n\n| 이름 |\n| --- |\n| Zeta \\*x\\* |\n" == render(
        Table(
            "show",
            TABLE.as_of,
            [],
            COLUMNS,
            title=Message("title-account", ("Zeta _", "z")),
            sections=(part,),
        ),
        KO,
    )


def test_what_was_left_out_of_a_section_is_told_right_below_it() -> None:
    part = Table(
        "show",
        TABLE.as_of,
        ROWS[1:],
        COLUMNS[:1],
        more=Message("note-review-more", (3, "crm blind --tag '*'")),
    )
    assert "| Zeta \\*x\\* |\n\n3 more: crm blind --tag '\\*'\n\n### 사람\n" in render(
        Table(
            "show",
            TABLE.as_of,
            [],
            COLUMNS,
            sections=(part, part._replace(title=Message("title-people"))),
        ),
        KO,
    ).replace("3건 더", "3 more")


def test_record_text_in_titles_and_notes_is_made_visible_too() -> None:
    table = Table(
        "t",
        TABLE.as_of,
        [],
        COLUMNS,
        title=Message("title-account", ("a\u202eb\nc", "z")),
        notes=(Message("note-single-threaded", ("d\u200b",)),),
    )
    text = render(table, EN)
    assert ("a\\\\u202eb c" in text, "d\\\\u200b" in text) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "<script>",
        "a|b",
        "[l](http://x)",
        "![i](y)",
        "`code`",
        "# head",
        "~~s~~",
        "*b*",
        "_i_",
        "&amp;",
        "\\|",
        "{x}",
    ],
)
def test_nothing_in_a_text_is_markup(text: str) -> None:
    bare = re.sub(r"\\.", "", escape(text)).replace("&#8203;", "").replace("&#36;", "")
    assert not set(bare) & set("`*_[]<>|#~!{}\\")
    assert re.fullmatch(r"([^&]|&(lt|gt|amp);)*", bare)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_row_is_one_line_with_one_cell_a_column(name: str) -> None:
    lines = (
        render(Table("t", TABLE.as_of, [Row(name, "kim", 1, 1.0)], COLUMNS), EN)
        .rstrip("\n")
        .split("\n")
    )
    assert [5] * 3 == [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "@ann",
        "ask @org/team",
        "see #1 and other/book#2, GH-3, !4, $5, %6, ~7, &8, ^9",
        '%"one day" ~"a label"',
        "https://x.example/a www.x.example ftp://x.example",
        "mailto:a@x.example xmpp:b@x.example c@x.example",
        ":tada:",
        "$a$ and $b",
    ],
)
def test_nothing_in_a_text_calls_somebody_refers_to_something_or_leads_anywhere(text: str) -> None:
    """Escapes are gone by the time a page looks for these: only a mark apart from its word is none."""
    shown = html.unescape(re.sub(r"\\(.)", r"\1", escape(text)))
    assert text == shown.replace("\u200b", "")
    assert not re.search(r"[@#!$%&~^][\w\"]|://|\bwww\.|GH-\d|(mailto|xmpp):\w|:\w+:", shown)


@pytest.mark.parametrize("text", ["/close", "- item", "1. item", "+ item", "=====", "---", ": x"])
def test_a_line_of_its_own_is_no_list_and_no_command_to_the_page(text: str) -> None:
    table = Table("t", TABLE.as_of, [], COLUMNS, notes=(Message("list", (text,)),))
    assert render(table, EN).startswith("&#8203;")


def of_size(changes: int, found: int, figures: int, width: int) -> Table:
    def part(count: int, title: str = "") -> Table:
        rows = [Row(f"{place} {'한' * width}", "kim", place, 0.5) for place in range(count)]
        said = Message("title-people") if title else None
        return Table("t", TABLE.as_of, rows, COLUMNS, title=said)

    sections = (part(figures, "figures"), part(found, "found"))
    return part(changes)._replace(sections=sections, whole="crm diff a..b --figures")


@pytest.mark.parametrize(
    ("changes", "found", "figures", "left"),
    [
        (20, 20, 20, (20, 20, 20)),
        (3_000, 20, 20, (None, 20, 20)),
        (3_000, 3_000, 20, (0, None, 20)),
        (3_000, 3_000, 3_000, (0, 0, None)),
    ],
)
def test_a_comment_loses_whole_rows_changes_first_and_figures_last(
    changes: int, found: int, figures: int, left: tuple[int | None, ...]
) -> None:
    text = render(of_size(changes, found, figures, 30), EN)
    main, shown, last = text.split("### People")
    counts = [
        len(re.findall(r"^\| \d+ 한{30} \| kim \| [\d,]+ \| 50% \|$", part, re.MULTILINE))
        for part in (main, last, shown)
    ]
    assert len(text.encode()) <= 65_000
    assert all(wanted in (None, count) for wanted, count in zip(left, counts, strict=True))
    whole = (changes, found, figures)
    for count, of, part in zip(counts, whole, (main, last, shown), strict=True):
        assert (count < of) == (f"{of - count} more; all of it: crm diff a..b --figures" in part)
    if None in left:
        assert len(text.encode()) > 64_000  # no more than had to go


def test_a_row_too_long_for_any_comment_goes_whole() -> None:
    text = render(of_size(1, 0, 1, 70_000)._replace(sections=()), EN)
    assert "1 more; all of it: crm diff a..b --figures\n" == text


def test_a_page_that_may_be_as_long_as_it_is_loses_nothing() -> None:
    assert len(render(of_size(3_000, 0, 0, 30)._replace(whole=""), EN).encode()) > 300_000
