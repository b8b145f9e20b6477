"""Tables for pages: GitHub's Markdown, in which record text stays text."""

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
    bare = re.sub(r"\\.", "", escape(text))
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
