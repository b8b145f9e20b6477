"""Tables for people: they fit the width, stand in line with Hangul in them, and lose the least important first."""

import re
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.domain.table import Column, Message, Table
from crmcli.domain.text.width import cells as cell_len
from crmcli.formats.fitting import GAP, LEAST, Measure, fit, measure
from crmcli.formats.terminal import render
from crmcli.messages import Phrases

EN, KO = Phrases("en"), Phrases("ko")


class Row(NamedTuple):
    account: str | None
    name: str | None
    owner: str | None
    days_late: int | None
    amount: Any
    why: Any


COLUMNS = (
    Column("account", "id", 5),
    Column("name", "text", 9),
    Column("owner", "label", 6),
    Column("days_late", "late", 7),
    Column("amount", "money", 4),
    Column("why", "message", 9),
)
HANBIT = Row(
    "hanbit",
    "한빛전자㈜",
    "kim-mj",
    22,
    72_000_000,
    Message("why-next", ("시험 가동 결과 통화 후 일정을 다시 잡기로 함",)),
)
NORTH = Row(
    "northwind",
    "Northwind Industrial Holdings",
    None,
    0,
    1_234,
    Message("why-next", ("nothing moved for 30 days (limit 21)",)),
)
ZETA = Row("z", "Zeta", None, -3, None, Message("why-next-bare"))
TABLE = Table(
    "due",
    date(2026, 8, 1),
    [HANBIT, NORTH, ZETA],
    COLUMNS,
    totals=Row(None, None, None, None, 72_001_234, None),
    labels={"owner": {"kim-mj": {"": "김민지"}}},
    notes=(Message("note-due-cut", (3, 9)),),
)


def shown(table: Table, width: int, phrases: Phrases = EN, **more: bool) -> str:
    return render(table, phrases, width=width, color=False, **more)


NOTE = EN.say(TABLE.notes[0])


def blank(text: str) -> str:
    """The expected table as it is written below: without its first line break, and with the note in the words it has today."""
    return text.removeprefix("\n").replace("NOTE", NOTE)


def test_with_room_enough_every_column_is_there() -> None:
    expected = blank("""
account    name                           owner       late      amount  why
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
hanbit     한빛전자㈜                     김민지  22d late  72,000,000  시험 가동 결과 통화 후 일정을 다시 잡기로 함
northwind  Northwind Industrial Holdings  (none)     today       1,234  nothing moved for 30 days (limit 21)
z          Zeta                           (none)     in 3d              next step

           total                                            72,001,234
NOTE
""")
    assert expected == shown(TABLE, 140)


def test_at_80_cells_texts_fold_once_the_least_important_columns_are_gone() -> None:
    expected = blank("""
account    name                   owner       late  why
────────────────────────────────────────────────────────────────────────────────
hanbit     한빛전자㈜             김민지  22d late  시험 가동 결과 통화 후
                                                    일정을 다시 잡기로 함
northwind  Northwind Industrial   (none)     today  nothing moved for 30 days
           Holdings                                 (limit 21)
z          Zeta                   (none)     in 3d  next step
Not at this width: amount (see -o plain).
NOTE
""")
    assert expected == shown(TABLE._replace(totals=None), 80)


def test_at_60_cells_less_stays() -> None:
    expected = blank("""
이름                      지연  이유
────────────────────────────────────────────────────────────
한빛전자㈜           22일 지남  시험 가동 결과 통화 후
                                일정을 다시 잡기로 함
Northwind                 오늘  nothing moved for 30 days
Industrial Holdings             (limit 21)
Zeta                  3일 남음  다음 약속
이 폭에 들어가지 않은 열: 거래처, 담당, 금액 (-o plain으로
보기).
NOTE
""")
    assert expected.replace(NOTE, KO.say(TABLE.notes[0])) == shown(
        TABLE._replace(totals=None), 60, KO
    )


def test_at_40_cells_the_columns_kept_always_fold() -> None:
    expected = blank("""
name                why
────────────────────────────────────────
한빛전자㈜          시험 가동 결과 통화
                    후 일정을 다시
                    잡기로 함
Northwind           nothing moved for 30
Industrial          days (limit 21)
Holdings
Zeta                next step
Not at this width: account, owner, late,
amount (see -o plain).
NOTE
""")
    assert expected == shown(TABLE._replace(totals=None), 40)


@pytest.mark.parametrize("phrases", [EN, KO], ids=["en", "ko"])
@pytest.mark.parametrize("width", [20, 40, 60, 72, 80, 100, 140, 200])
def test_no_line_of_a_table_is_wider_than_the_terminal(width: int, phrases: Phrases) -> None:
    assert [] == [
        line
        for line in shown(TABLE._replace(notes=()), width, phrases).splitlines()
        if cell_len(line) > width
    ]


NAMES = st.text(st.sampled_from("abc 가나다㈜é　，·"), max_size=40)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Row,
            NAMES,
            NAMES,
            NAMES,
            st.integers(-900, 900),
            st.integers(0, 10**12),
            NAMES.map(lambda text: Message("why-next", (text,))),
        ),
        max_size=5,
    ),
    st.integers(24, 160),
)
def test_whatever_the_rows_every_line_fits_and_no_character_is_cut_away(
    rows: list[Row], width: int
) -> None:
    table = TABLE._replace(rows=rows, notes=(), totals=None)
    text = shown(table, width)
    assert [] == [line for line in text.splitlines() if cell_len(line) > width]
    for row in rows:
        for char in (row.name or "").split():
            assert set(char) <= set(text)


def starts(line: str, words: list[str]) -> list[int]:
    """In which cell each word begins."""
    return [cell_len(line[: line.index(word)]) for word in words]


def test_columns_stand_in_line_whether_hangul_is_in_them_or_not() -> None:
    lines = shown(TABLE._replace(totals=None), 140).splitlines()
    assert {0} == {
        starts(line, [word])[0]
        for line, word in zip(lines[2:5], ("hanbit", "northwind", "z"), strict=True)
    }
    found = [
        starts(line, words)
        for line, words in zip(
            lines[2:5],
            (
                ["한빛", "김민지", "시험"],
                ["Northwind", "(none)", "nothing"],
                ["Zeta", "(none)", "next"],
            ),
            strict=True,
        )
    ]
    assert [found[0]] * 3 == found
    ends = [
        cell_len(line[: line.index(word)] + word)
        for line, word in zip(lines[2:5], ("22d late", "today", "in 3d"), strict=True)
    ]
    assert [ends[0]] * 3 == ends


def test_columns_go_the_least_important_first_and_of_equals_the_last_first() -> None:
    columns = [
        Measure(Column(name, "id", keep), 10, 10, 10)
        for name, keep in (("a", 9), ("b", 3), ("c", 5), ("d", 3))
    ]
    assert [[0, 1, 2, 3], [0, 1, 2], [0, 2], [0]] == [
        list(fit(columns, width) or ()) for width in (46, 45, 33, 21)
    ]


def test_where_a_wide_column_went_a_smaller_one_has_room() -> None:
    columns = [
        Measure(Column(name, "id", keep), size, size, size)
        for name, keep, size in (("a", 9, 10), ("b", 3, 5), ("c", 5, 20))
    ]
    assert [0, 1] == list(fit(columns, 25) or ())


def test_columns_that_never_go_fold_as_far_as_they_can_be_read_and_stand_below_one_another_where_that_is_not_enough() -> (
    None
):
    columns = [Measure(Column(name, "id", 9), 20, 20, 8) for name in "ab"]
    assert [{0: 20, 1: 20}, {0: 10, 1: 11}, {0: 8, 1: 8}, None] == [
        fit(columns, width) for width in (42, 23, 18, 17)
    ]


def test_a_short_message_folds_between_its_words_before_an_important_column_goes() -> None:
    score = measure(Column("score", "message", 9), "score", ["3/4", "0/4 (4 unknown)"])
    sentence = measure(Column("why", "message", 9), "why", ["nothing moved for 22 days"])
    owner = measure(Column("owner", "label", 8), "owner", ["Ada Ferris"])
    assert (15, 8) == (score.least, score.tight)
    assert 20 == sentence.tight
    assert [[0, 1], [0, 1], [0]] == [
        list(fit([score, owner], width) or ()) for width in (27, 16, 15)
    ]


def test_a_blank_column_goes_before_one_that_says_something() -> None:
    columns = [
        Measure(Column("a", "id", 9), 10, 10, 10),
        Measure(Column("b", "id", 8), 10, 10, 10, is_blank=True),
        Measure(Column("c", "id", 1), 10, 10, 10),
    ]
    assert [0, 2] == list(fit(columns, 25) or ())


def test_a_column_without_anything_to_say_is_not_shown_even_with_room() -> None:
    assert {0: 3, 2: 3} == fit([Measure(Column("a"), size, size, size) for size in (3, 0, 3)], 80)


def test_what_folds_keeps_a_least_width_and_the_widest_gives_first() -> None:
    text, message = LEAST["text"], LEAST["message"]

    def sizes(one: int, other: int, width: int) -> dict[int, int] | None:
        columns = (("a", "text", one, text), ("b", "message", other, message))
        return fit(
            [
                Measure(Column(name, kind, 9), size, min(size, least), 10)
                for name, kind, size, least in columns
            ],
            width,
        )

    assert {0: 20, 1: 38} == sizes(20, 60, 60)
    assert sizes(60, 60, 60) in ({0: 28, 1: 30}, {0: 29, 1: 29})
    assert {0: text, 1: message} == sizes(60, 60, text + message + GAP)


def test_an_empty_table_says_so_unless_a_note_does() -> None:
    empty = TABLE._replace(rows=[], totals=TABLE.totals, notes=())
    assert [f"{phrases('common-no-rows')}\n" for phrases in (EN, KO)] == [
        shown(empty, 80),
        shown(empty, 80, KO),
    ]
    assert f"{EN('note-due-nothing')}\n" == shown(
        empty._replace(notes=(Message("note-due-nothing"),)), 80
    )


def test_one_row_needs_no_total() -> None:
    assert "total" not in shown(TABLE._replace(rows=[HANBIT]), 140)


def test_no_total_is_shown_where_the_columns_it_speaks_of_had_no_room() -> None:
    assert "total" not in shown(TABLE, 40)


def test_what_was_left_out_of_a_section_is_told_right_below_it() -> None:
    parts = (
        Table(
            "show",
            TABLE.as_of,
            [ZETA],
            COLUMNS[:1],
            title=Message("title-people"),
            more=Message("note-review-more", (3, "crm \u202eblind")),
        ),
        Table("show", TABLE.as_of, [ZETA], COLUMNS[:1]),
    )
    text = shown(Table("show", TABLE.as_of, [ZETA], COLUMNS[:1], sections=parts), 80)
    assert "\nz\n3 more: crm \\u202eblind\n\naccount\n" in text


def test_a_heading_that_counts_no_rows_says_all_there_is_to_say() -> None:
    parts = (
        Table("show", TABLE.as_of, [], COLUMNS[:1], title=Message("title-review-won-over", (0,))),
        Table("show", TABLE.as_of, [], COLUMNS[:1], title=Message("title-people")),
    )
    whole = Table("show", TABLE.as_of, [ZETA], COLUMNS[:1], sections=parts)
    assert shown(whole, 80).endswith("\nWon over: 0\n\nPeople\nnothing to show\n")
    alone = parts[0]._replace(title=Message("title-account", ("Zeta", "z")))
    assert shown(alone, 80) == "Zeta (z)\nnothing to show\n"


def test_sections_have_their_titles_and_a_blank_line_between() -> None:
    parts = (
        Table("show", TABLE.as_of, [ZETA], COLUMNS[1:2], title=Message("title-people")),
        Table("show", TABLE.as_of, [ZETA], COLUMNS[:1], title=Message("title-roles")),
    )
    text = shown(
        Table(
            "show",
            TABLE.as_of,
            [ZETA],
            COLUMNS[:1],
            title=Message("title-account", ("Zeta", "z")),
            sections=parts,
        ),
        80,
    )
    assert (
        blank("""
Zeta (z)
account
───────
z

People
name
────
Zeta

Roles
account
───────
z
""")
        == text
    )


def test_without_colour_there_is_no_escape_and_no_space_at_the_end_of_a_line() -> None:
    text = shown(TABLE, 100)
    assert "\x1b" not in text
    assert [] == [line for line in text.splitlines() if line != line.rstrip()]


def test_colour_changes_no_character() -> None:
    coloured = render(TABLE, EN, width=100, color=True)
    assert "\x1b[91m" in coloured or "\x1b[1;91m" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert shown(TABLE, 100) == "".join(f"{line.rstrip()}\n" for line in plain.splitlines())


def test_markup_and_emoji_codes_of_the_table_library_are_only_text() -> None:
    row = ZETA._replace(name="[red]x[/] :smile: [/] [link=http://e]y", account="[bold]z")
    text = shown(
        TABLE._replace(rows=[row], title=Message("title-account", ("[b]t[/b]", ":x:"))), 200
    )
    assert all(
        part in text
        for part in ("[red]x[/] :smile: [/] [link=http://e]y", "[bold]z", "[b]t[/b] (:x:)")
    )


def test_record_text_in_titles_and_notes_is_made_visible_too() -> None:
    table = TABLE._replace(
        title=Message("title-account", ("a\u202eb", "id")),
        notes=(Message("note-single-threaded", ("c\u200bd",)),),
    )
    text = shown(table, 100)
    assert ("a\\u202eb (id)" in text, "c\\u200bd" in text) == (True, True)


# Bars


class Known(NamedTuple):
    name: str
    composite: float | None


def bars(*shares: float | None, phrases: Phrases = EN, width: int = 80) -> list[str]:
    rows = [Known(f"n{place}", share) for place, share in enumerate(shares)]
    return shown(
        Table(
            "coverage",
            TABLE.as_of,
            rows,
            (Column("name", "text", 9), Column("composite", "bar", 8)),
        ),
        width,
        phrases,
    ).splitlines()[2:]


def test_a_bar_has_a_block_for_each_eighth() -> None:
    assert [
        "n0      0% ░░░░░░░░",
        "n1     50% ████░░░░",
        "n2    100% ████████",
        "n3    n/a ░░░░░░░░",
    ] == [line.replace("n3     n/a", "n3    n/a") for line in bars(0.0, 0.5, 1.0, None)]


def test_bars_begin_in_one_column_in_every_language() -> None:
    for phrases in (EN, KO):
        assert 1 == len(
            {
                cell_len(re.split("[█░]", line)[0])
                for line in bars(0.05, 0.5, 1.0, None, phrases=phrases)
            }
        )


def test_a_column_of_bars_is_no_wider_than_its_bars_and_its_heading_need() -> None:
    rule = shown(
        Table(
            "coverage",
            TABLE.as_of,
            [Known("n", 1.0)],
            (Column("name", "text", 9), Column("composite", "bar", 8)),
        ),
        80,
    ).splitlines()[1]
    assert len("name") + 2 + len("100% ████████") == len(rule)


# What --explain adds


def test_explain_tells_what_the_figures_mean_and_the_records_behind_them() -> None:
    class Stage(NamedTuple):
        stage: str
        deals: int
        rotten: int

    table = Table(
        "pipeline",
        TABLE.as_of,
        [Stage("contacting", 2, 1)],
        (Column("stage", "label", 9), Column("deals", "count", 9), Column("rotten", "count", 7)),
        labels={"stage": {"contacting": {"ko": "연락", "en": "Contacting"}}},
        evidence=[{"deals": ("a/x", "a/y"), "rotten": ("a/y",), "parked": ()}],
    )
    assert blank("""
stage       deals  rotten
─────────────────────────
Contacting      2       1

rotten: MEANING
Contacting · deals (2): a/x, a/y
Contacting · rotten (1): a/y
""").replace("MEANING", EN("explain-rotten")) == shown(table, 80, explained=True)


def test_rows_that_one_column_does_not_tell_apart_are_named_by_several() -> None:
    class Gap(NamedTuple):
        account: str
        kind: str
        idle: int

    table = Table(
        "pipeline",
        TABLE.as_of,
        [Gap("acme", "rotten", 20)],
        (Column("idle", "count", 9), Column("kind", "status", 9), Column("account", "id", 9)),
        evidence=[{"no-such-heading": ("x",), "not-met": ("y\u202e",)}],
        named_by=("account", "kind"),
    )
    told = shown(table, 80, explained=True).splitlines()
    assert [
        "acme · rotten deal · no-such-heading (1): x",
        "acme · rotten deal · never met (1): y\\u202e",
    ] == told[-2:]


def test_words_of_the_rows_are_told_after_the_figures_with_explain_only() -> None:
    table = TABLE._replace(terms={"stale-stance (2)": Message("about-stale-stance")})
    assert (
        f"stale-stance (2): {EN('about-stale-stance')}\n"
        == shown(table, 80, explained=True).splitlines(keepends=True)[-1]
    )
    assert "stale-stance" not in shown(table, 80)


def test_rows_that_read_the_same_get_back_the_columns_that_tell_them_apart() -> None:
    twins = [HANBIT._replace(why=None), HANBIT._replace(account="hanbit-2", why=None)]
    table = TABLE._replace(rows=twins, totals=None, notes=(), named_by=("account",))
    assert ["hanbit", "hanbit-2"] == [
        line.split()[0] for line in shown(table, 40).splitlines()[2:4]
    ]


def test_a_name_of_a_tree_goes_on_below_under_its_beginning_beside_its_branches() -> None:
    class Place(NamedTuple):
        name: str

    rows = [
        Place("Lakeview"),
        Place("│  ├─ Union Creek District"),
        Place("   └─ Mercer Dental Group"),
    ]
    lines = shown(Table("map", TABLE.as_of, rows, (Column("name", "tree", 9),)), 20).splitlines()[
        2:
    ]
    assert [
        "Lakeview",
        "│  ├─ Union Creek",
        "│  │  District",
        "   └─ Mercer Dental",
        "      Group",
    ] == lines


def test_where_no_line_has_room_the_fields_of_a_row_stand_below_one_another() -> None:
    columns = tuple(column._replace(keep=9) for column in COLUMNS)
    text = shown(
        Table("due", TABLE.as_of, [HANBIT._replace(why=None), ZETA], columns, currency="KRW"), 40
    )
    assert (
        blank("""
account  hanbit
name     한빛전자㈜
owner    kim-mj
late     22d late
amount   72,000,000
────────────────────────────────────────
account  z
name     Zeta
owner    (none)
late     in 3d
why      next step
Amounts in KRW.
""")
        == text
    )
