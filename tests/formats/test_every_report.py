"""Every report over both example books, as a person sees it: nothing is left out in silence, no two rows read the same, no line is too wide."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crmcli.commands.shared import rendering
from crmcli.commands.app import app
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Column, Table
from crmcli.domain.text.width import cells as cell_len
from crmcli.domain.text.visible import visible
from crmcli.formats import spoken, terminal
from crmcli.messages.cells import (
    cell,
    currency_notes,
    heading,
    naming_columns,
    number,
    total_cells,
    value_of,
    with_cents,
)
from crmcli.formats.grid import blocks
from crmcli.messages import Phrases

EXAMPLES = Path(__file__).parents[2] / "examples"
SPOKEN = {"en": Phrases("en"), "ko": Phrases("ko")}
WIDTHS = (60, 80, 100, 140)
BOOK_WIDE = """
coverage|coverage --gaps|coverage --by owner|coverage --by segment|coverage --by role|due|due --days 60 --limit 0
pipeline|pipeline --by owner|pipeline --by product|pipeline --rotten|pipeline --exits|pipeline --change 2026-06-01 2026-08-01|bant
losses|losses --by competitor|losses --by owner|losses --counter|winrate|winrate --by owner|winrate --by quarter|winrate --by bant
stance|stance --by owner|stance --by role|stance --since 2026-01-01|plans|plans --by kind|blind|cooling|team|orphans
stages|stages --by type|playbook|objections|objections --by stage|attempts|attempts --by channel
cadence|cadence --by account|renewals|retention|retention --cohort quarter|balance|referrals|referrals --tree|satisfaction
satisfaction --by owner|whitespace|assets|assets --all
forecast|forecast --by owner|forecast --method history|forecast --method category|forecast --quantity|forecast --backtest
velocity|velocity --by owner|focus|goals|quality|quality --by status|review
trend open|trend coverage|slips|slips --by owner|list|find a|query true --on deals|query amount>0 --on deals --by stage
"""
OF_ONE = "coverage|show|brief|map|stance|cadence|attempts|whitespace|blame|history"
ONE = {"northwind": "prairie-print", "hanbit": "hanbit-electronics"}
STAGE = {"northwind": "quoted", "hanbit": "closing"}


def _commands(book: str) -> Iterator[str]:
    yield from (words for line in BOOK_WIDE.split("\n") for words in line.split("|") if words)
    yield f"playbook {STAGE[book]}"
    yield from (f"{command} {ONE[book]}" for command in OF_ONE.split("|"))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    """The answer of every report, before it is written in any form."""
    found: dict[str, Table] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        for book in ONE:
            for words in _commands(book):
                name = f"{book}: {words}"

                def kept(table: Table, *_: Any, name: str = name) -> str:
                    found[name] = table
                    return ""

                patch.setattr(rendering, "pieces", kept)
                with pytest.raises((SystemExit, CrmError)):
                    app(
                        ["-C", str(EXAMPLES / book), *words.split(), "--as-of", "2026-08-01"],
                        prog_name="crm",
                    )
                sys.stdout.flush()
    return found


def test_every_report_answered(tables: dict[str, Table]) -> None:
    assert [] == [
        f"{book}: {words}"
        for book in ONE
        for words in _commands(book)
        if f"{book}: {words}" not in tables
    ]


def _once(make: Callable[[Table, Phrases, int], Any]) -> Callable[[Table, Phrases, int], Any]:
    """Remembers what it makes of a table, in a language and width that several tests ask for."""
    known: dict[tuple[int, str, int], tuple[Table, Any]] = {}

    def made(table: Table, phrases: Phrases, width: int) -> Any:
        asked = (id(table), phrases.language, width)
        if asked not in known:
            known[asked] = (
                table,
                make(table, phrases, width),
            )  # the table too: its id stays its own
        return known[asked][1]

    return made


@_once
def _text(table: Table, phrases: Phrases, width: int) -> str:
    """The answer at a terminal."""
    return terminal.render(table, phrases, width=width, color=False)


@_once
def _shown(table: Table, phrases: Phrases, width: int) -> list[Column]:
    """The columns that have room in one part of an answer."""
    found: list[Column] = []
    for block in blocks(terminal.told_apart(with_cents(table), phrases), phrases, width):
        lines = terminal._block(block, phrases, width, is_told=True)
        while True:
            try:
                next(lines)
            except StopIteration as end:
                found += end.value
                break
    return found


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(
    tables: dict[str, Table], width: int, language: str
) -> None:
    phrases = SPOKEN[language]
    wide = {
        name: [line for line in _text(table, phrases, width).splitlines() if cell_len(line) > width]
        for name, table in tables.items()
    }
    assert {} == {name: lines for name, lines in wide.items() if lines}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_column_is_shown_or_told(tables: dict[str, Table], width: int, language: str) -> None:
    phrases, silent = SPOKEN[language], {}
    for name, table in tables.items():
        text = " ".join(_text(table, phrases, width).split())
        for part in (table, *table.sections):
            fields = {(column.field, column.item) for column in _shown(part, phrases, width)}
            left = [
                heading(column, phrases)
                for column in part.columns
                if (column.field, column.item) not in fields
            ]
            if part.rows and left and phrases("common-columns-left", ", ".join(left)) not in text:
                silent[f"{name} {part.title}"] = left
    assert {} == silent


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_two_rows_read_the_same(tables: dict[str, Table], width: int, language: str) -> None:
    phrases, same = SPOKEN[language], {}
    for name, table in tables.items():
        for part in (table, *table.sections):
            columns = _shown(part, phrases, width)
            texts = [
                tuple(cell(part, column, row, place, phrases) for column in columns)
                for place, row in enumerate(part.rows)
            ]
            named = [
                tuple(str(getattr(row, field, None)) for field in part.named_by) or place
                for place, row in enumerate(part.rows)
            ]
            if len(set(texts)) < len(set(named)):
                same[f"{name} {part.title}"] = sorted(
                    {text for text in texts if texts.count(text) > 1}
                )
    assert {} == same


# What a person looks for first in each report: its rows' names and its own figures stand at 80 columns too.
AT_80 = {
    "due": "late|what|name|about|why",
    "bant": "account|deal|budget|authority|need|timeline|score",
    "goals": "why|from|now|to|by|state",
    "list": "account|name|open|open amount|last touch",
    "slips": "account|promise|about|first|now|moves|days",
    "pipeline --rotten": "account|deal",
    "referrals --tree": "name|sent us|won|won amount",
}


@pytest.mark.parametrize("words", AT_80)
def test_at_80_columns_a_report_keeps_what_it_is_asked_for(
    tables: dict[str, Table], words: str
) -> None:
    for book in ONE:
        table = tables[f"{book}: {words}"]
        heads = (
            [heading(column, SPOKEN["en"]) for column in _shown(table, SPOKEN["en"], 80)]
            if table.rows
            else AT_80[words].split("|")
        )
        assert [] == [each for each in AT_80[words].split("|") if each not in heads]


def test_every_table_with_amounts_names_their_currency(tables: dict[str, Table]) -> None:
    def has_money(table: Table) -> bool:
        return any(
            column.kind == "money" for part in (table, *table.sections) for column in part.columns
        )

    assert [] == [name for name, table in tables.items() if has_money(table) and not table.currency]


def test_naming_columns_are_columns(tables: dict[str, Table]) -> None:
    assert [] == [
        name
        for name, table in tables.items()
        for part in (table, *table.sections)
        if part.named_by and not naming_columns(part)
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_at_80_cells_the_answers_of_bant_and_whose_the_deal_is_are_there(
    tables: dict[str, Table], language: str
) -> None:
    kept = ["account", "deal", "budget", "authority", "need", "timeline", "score", "owner"]
    assert {book: kept for book in ONE} == {
        book: [column.field for column in _shown(tables[f"{book}: bant"], SPOKEN[language], 80)]
        for book in ONE
    }


@pytest.mark.parametrize("language", ["en", "ko"])
def test_at_80_cells_the_page_before_a_meeting_says_who_of_us_looks_after_each_person(
    tables: dict[str, Table], language: str
) -> None:
    for book, account in ONE.items():
        people = tables[f"{book}: brief {account}"].sections[0]
        shown = {column.field for column in _shown(people, SPOKEN[language], 80)}
        assert {"name", "roles", "stance", "last_touch", "reps"} <= shown


# what is drawn: lines, blocks, shapes, and the signs that stand before a stance
DRAWN = re.compile("[\u2500-\u25ff·×–−]")


def _words_of(part: Table, column: Column, row: Any, place: int, phrases: Phrases) -> list[str]:
    """What a cell tells, without what is drawn in it: its words, or its mark's name, or figures."""
    text = cell(part, column, row, place, phrases)
    if column.kind == "late":
        return re.findall("[0-9]+", text)
    if column.kind == "spark":
        return [number(each) for each in value_of(column, row) if each is not None]
    if column.kind in ("stance", "rung", "heat", "tree", "message"):
        told = text[2:] if column.kind == "stance" else re.sub("[\u2500-\u25ff]| ·$", "", text)
        return [told.strip()] if told.strip() else []
    if column.kind == "mark" and DRAWN.fullmatch(text):
        return [
            {"missed": MISSED, "open": DUE}.get(row_mark(column, row), {}).get(phrases.language)
            or phrases(f"word-{row_mark(column, row)}")
        ]
    return [text] if text else []


MISSED, DUE = {"en": "missed", "ko": "놓침"}, {"en": "due", "ko": "예정"}


def row_mark(column: Column, row: Any) -> str:
    return str(value_of(column, row))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_spoken_every_row_is_a_line_with_every_cell_behind_its_heading(
    tables: dict[str, Table], language: str
) -> None:
    phrases, missing = SPOKEN[language], []
    for name, table in tables.items():
        lines = iter(spoken.render(table, phrases).splitlines())
        for part in map(with_cents, (table, *table.sections)):
            if part.title:
                assert phrases.say(part.title) in lines
            for place, row in enumerate(part.rows):
                heads = [heading(column, phrases) for column in part.columns]
                first = next(
                    head
                    for head, column in zip(heads, part.columns, strict=True)
                    if cell(part, column, row, place, phrases)
                )
                line = next((each for each in lines if each.startswith(f"{first}: ")), "")
                for head, column in zip(heads, part.columns, strict=True):
                    for word in _words_of(part, column, row, place, phrases):
                        pair = f"; {head}: "
                        at = f"; {line};".find(pair)
                        if at < 0 or word not in f"; {line};"[at + len(pair) :]:
                            missing.append((name, place, head, word))
    assert [] == missing


@pytest.mark.parametrize("language", ["en", "ko"])
def test_spoken_totals_titles_and_notes_are_lines_too(
    tables: dict[str, Table], language: str
) -> None:
    phrases, missing = SPOKEN[language], []
    for name, table in tables.items():
        lines = spoken.render(table, phrases).splitlines()
        text = "\n".join(lines)
        for part in map(with_cents, (table, *table.sections)):
            total = [each for each in total_cells(part, phrases) if each]
            summed = [line for line in lines if line.startswith(f"{phrases('common-total')}; ")]
            said = [part.title, *([part.more] if part.rows else [])]
            missing += [(name, each) for each in said if each and phrases.say(each) not in lines]
            if len(total) > 1 and not any(
                all(each in line for each in total[1:]) for line in summed
            ):
                missing.append((name, total))
        missing += [
            (name, note.key)
            for note in (*currency_notes(table), *table.notes)
            if not DRAWN.search(phrases.say(note)) and visible(phrases.say(note)) not in text
        ]
    assert [] == missing


@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_spoken_is_drawn_padded_or_coloured(
    tables: dict[str, Table], language: str
) -> None:
    phrases = SPOKEN[language]
    records = {path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*/**/*.yaml")}
    theirs = set(DRAWN.findall("".join(records)))
    assert theirs <= {"·", "–", "×", "−"}, "no record has what only we draw"
    drawn = {
        name: lines
        for name, table in tables.items()
        if (
            lines := [
                line
                for line in spoken.render(table, phrases, explained=True).splitlines()
                if re.search("[\u2500-\u25ff]|\t|  |\x1b|; ;|: ;", line) or line != line.strip()
            ]
        )
    }
    assert {} == drawn


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_colours_the_text_is_the_same(tables: dict[str, Table], language: str) -> None:
    phrases, other, coloured = SPOKEN[language], [], 0
    for name, table in tables.items():
        plain = _text(table, phrases, 80)
        painted = terminal.render(table, phrases, width=80, color=True)
        coloured += painted != plain
        if re.sub("\x1b\\[[0-9;]*m *(?=\n)|\x1b\\[[0-9;]*m", "", painted) != plain:
            other.append(name)
    assert ([], True) == (other, coloured > len(tables) / 2)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_two_cells_of_a_column_that_read_the_same_are_coloured_differently(
    tables: dict[str, Table], language: str
) -> None:
    phrases, styles = SPOKEN[language], dict[tuple[str, str, str], set[str]]()
    for name, table in tables.items():
        for part in map(with_cents, (table, *table.sections)):
            for column in part.columns:
                for place, row in enumerate(part.rows):
                    text = cell(part, column, row, place, phrases)
                    style = terminal._style(column, value_of(column, row))
                    if column.kind == "bar":
                        style = terminal._share_style(value_of(column, row))
                    styles.setdefault((name, column.kind, text), set()).add(style)
    assert {} == {key: found for key, found in styles.items() if len(found) > 1}
    assert {"", "dim", terminal.GOOD, terminal.BAD} <= set().union(*styles.values())
