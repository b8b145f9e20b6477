"""What is known of an import before anything is taken: the files and how they were read, which
column is which field, what is left out, and what words mean.
"""

from datetime import date
from typing import NamedTuple

from crmcli.app.importing.plan import Part, Plan
from crmcli.domain.table import Column, Message, Table
from crmcli.imports.building.outcome import told
from crmcli.imports.mapping.mapping import key, places


class FileRow(NamedTuple):
    """A table as it was read."""

    file: str
    kind: str
    rows: int
    encoding: str
    separator: str
    what: Message | None


class ColumnRow(NamedTuple):
    """A column: the field it is read as, how many cells are filled, two samples."""

    file: str
    column: str
    field: str
    filled: int
    samples: tuple[str, ...]
    how: Message | None


class LeftRow(NamedTuple):
    """A column that is not read."""

    file: str
    column: str
    filled: int


class WordRow(NamedTuple):
    """A word of theirs, and what it is here."""

    kind: str
    word: str
    times: int
    ours: str
    how: str


def sections(plan: Plan, day: date) -> list[Table]:
    """What is known before: files, columns, words, additions."""
    found = [
        Table("import", day, files_of(plan), _FILES, title=Message("title-import-files")),
    ]
    for part in plan.parts:
        own = _columns_of(part)
        title = Message(
            "title-import-columns-of", (part.table.name, Message(f"word-{part.map.as_}"))
        )
        found.append(Table("import", day, own, _COLUMNS, title=title))
    found += left_told(plan, day)
    if words := words_of(plan):
        found.append(Table("import", day, words, _WORDS_SHOWN, title=Message("title-import-words")))
    return found


def left_told(plan: Plan, day: date) -> list[Table]:
    """The columns that are not read, which every run tells."""
    left = left_of(plan)
    return [Table("import", day, left, _LEFT, title=Message("title-import-left"))] if left else []


def files_of(plan: Plan) -> list[FileRow]:
    """Each table as it was read, and what was left aside."""
    rows = []
    for part in plan.parts:
        table = part.table
        notes = [
            Message(key, (each.line, Message("list", tuple(each.texts))))
            for key, each in (
                ("told-import-above-headings", table.above),
                ("told-import-below", table.below),
            )
            if each
        ]
        if part.passed_over:
            columns = Message("list", tuple(part.map.skip))
            notes.append(Message("told-import-passed", (part.passed_over, columns)))
        if table.guessed:
            notes.append(Message("told-import-guessed", (table.encoding, table.guessed)))
        rows.append(
            FileRow(
                table.name,
                part.map.as_,
                part.survey.rows,
                table.encoding,
                table.separator.replace("\t", "tab"),
                told(notes),
            )
        )
    rows += [FileRow(name, "", 0, "", "", why) for name, why in plan.aside]
    return rows


def columns_of(plan: Plan) -> list[ColumnRow]:
    """Every column that is read."""
    return [row for part in plan.parts for row in _columns_of(part)]


def _columns_of(part: Part) -> list[ColumnRow]:
    rows = []
    if part:
        there = places(part.table.headings)
        for column, field, filled, samples in part.columns():
            place = there[key(column)][0]
            how = part.formats.dates.get(place) or part.formats.numbers.get(place)
            evidence = how.evidence if how else None
            rows.append(ColumnRow(part.table.name, column, field, filled, tuple(samples), evidence))
    return rows


def left_of(plan: Plan) -> list[LeftRow]:
    """Each once, though the rows of a table may be read as several things."""
    found: dict[tuple[str, str], int] = {}
    for part in plan.parts:
        for column, filled in part.left_out():
            place = part.table.name, column
            found[place] = max(filled, found.get(place, 0))
    return [LeftRow(*place, filled) for place, filled in found.items()]


def words_of(plan: Plan) -> list[WordRow]:
    """Every word of theirs with what it is here, the most frequent of each kind first."""
    rows = []
    for kind, words in plan.words.items():
        for word, count in words.came.most_common():
            meaning = words.find(word)
            ours = meaning.ours.result or meaning.ours.word
            rows.append(WordRow(kind, word, count, ours, meaning.how))
    return rows


_FILES = (
    Column("file", "text", 9),
    Column("kind", "status", 8, heading="rows_of"),
    Column("rows", "count", 8),
    Column("encoding", "text", 5),
    Column("separator", "text", 4),
    Column("what", "message", 7),
)
_COLUMNS = (
    Column("column", "text", 9),
    Column("field", "text", 9),
    Column("filled", "count", 8),
    Column("samples", "list", 7),
    Column("how", "message", 6),
)
_LEFT = (Column("file", "text", 8), Column("column", "text", 9), Column("filled", "count", 9))
_WORDS_SHOWN = (
    Column("kind", "text", 9, heading="field"),
    Column("word", "text", 9),
    Column("times", "count", 8),
    Column("ours", "text", 9),
    Column("how", "status", 7),
)
