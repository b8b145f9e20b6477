"""What long pages are made of besides tables: sections, forms within them, a diary, a file."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.domain.table import Column, Table
from crmcli.messages import Phrases
from crmcli.messages.cells import cell, heading, value_of
from crmcli.web.html.links import Links
from crmcli.web.html.tables import link_of
from crmcli.web.views import parts as of

MANY = 200  # entries of a page that is a file


class SectionShown(NamedTuple):
    """Where it is, and its title."""

    anchor: str
    title: str


class Fact(NamedTuple):
    """A heading and what stands below it."""

    name: str
    value: str
    href: str = ""


class FactsShown(NamedTuple):
    """Facts under a title."""

    title: str
    facts: list[Fact]


class Choice(NamedTuple):
    """Something to choose."""

    value: str
    text: str
    chosen: bool


class FieldShown(NamedTuple):
    """A field as its element needs it."""

    name: str
    label: str
    kind: str
    value: str
    choices: Sequence[Choice]


class FormShown(NamedTuple):
    """A form: empty of fields where nobody would answer it."""

    title: str
    action: str
    kept: list[tuple[str, str]]
    fields: list[FieldShown]
    clear: str


class EntryShown(NamedTuple):
    """One entry: when, words with their tones, who with whom, and the texts."""

    day: str
    marks: list[tuple[str, str]]
    sides: str
    text: str
    quote: str
    rest: list[Fact]


class EntriesShown(NamedTuple):
    """Entries of one page, and where the ones before and after are."""

    entries: list[EntryShown]
    told: str
    back: str
    on: str
    empty: str


class LineShown(NamedTuple):
    """A line with its number and what is said beside it: tone, words, what to write."""

    number: int
    text: str
    remarks: list[tuple[str, str, str]]


class SourceShown(NamedTuple):
    """Lines of a file; `fold` is what opens them where they are folded."""

    path: str
    first: int
    lines: list[LineShown]
    fold: str
    prefix: str


def section(part: of.Section, phrases: Phrases, links: Links) -> SectionShown:  # noqa: ARG001 - as every part
    """A title that can be gone to."""
    return SectionShown(part.anchor, phrases.say(part.title))


def contents(part: of.Contents, phrases: Phrases, links: Links) -> list[SectionShown]:
    """All of them."""
    return [section(each, phrases, links) for each in part.sections]


def facts(part: of.Facts, phrases: Phrases, links: Links) -> FactsShown:
    """What is known of one row."""
    row = part.table.rows[part.place]
    found = [
        Fact(heading(column, phrases), text, link_of(column, row, links.to))
        for column in part.table.columns
        if (not part.columns or column.field in part.columns)
        and (text := _said(part.table, column, row, part.place, phrases))
    ]
    return FactsShown(phrases.say(part.title) if part.title else "", found)


def _said(table: Table, column: Column, row: object, place: int, phrases: Phrases) -> str:
    if value_of(column, row) in (None, (), ""):
        return ""
    return cell(table, column, row, place, phrases)


def form(part: of.Form, phrases: Phrases, links: Links) -> FormShown:
    """Its fields with what was said of them; what the address says besides goes along unseen."""
    asked, names = part.asked, {each.name for each in part.fields}
    here = links.here(asked)
    bare = asked._replace(
        said={name: said for name, said in asked.said.items() if name not in names}, start=0
    )
    fields = [
        FieldShown(
            each.name,
            phrases.say(each.label),
            each.kind,
            said := ",".join(asked.said.get(each.name, ())),
            _choices(each, said, phrases),
        )
        for each in part.fields
    ]
    is_asked = any(field.value for field in fields)
    anchor = f"#{part.anchor}" if part.anchor else ""
    return FormShown(
        phrases.say(part.title) if part.title else phrases("page-filters"),
        anchor or "?",
        bare.pairs(),
        fields if here else [],
        links.here(bare) + anchor if is_asked and here else "",
    )


def _choices(field: of.Ask, said: str, phrases: Phrases) -> list[Choice]:
    if field.kind != "choice":
        return []
    return [
        Choice("", phrases.say(field.first), not said),
        *(Choice(value, phrases.word(name), value == said) for value, name in field.choices),
    ]


def entries(part: of.Entries, phrases: Phrases, links: Links) -> EntriesShown:
    """Those of this page."""
    asked, whole = part.asked, len(part.table.rows)
    # where nobody answers, a long diary is better than many pages
    number = part.number if links.here(asked) else MANY
    start = asked.start if asked.start < whole else 0
    last = min(whole, start + number)

    def at(place: int) -> str:
        href = links.here(asked._replace(start=place))
        return href and f"{href}#{part.anchor}"

    return EntriesShown(
        [_entry(part, place, phrases) for place in range(start, last)],
        phrases("page-rows", start + 1, last, whole) if whole > number else "",
        at(max(0, start - number)) if start else "",
        at(last) if last < whole else "",
        "" if whole else phrases("common-no-rows"),
    )


def _entry(part: of.Entries, place: int, phrases: Phrases) -> EntryShown:
    table, row = part.table, part.table.rows[place]
    columns = {column.field: column for column in table.columns}
    known = {part.day, *part.marks, *part.sides, part.text, part.quote}

    def said(field: str) -> str:
        column = columns.get(field)
        return _said(table, column, row, place, phrases) if column else ""

    marks = [
        (str(value_of(columns[field], row)), text) for field in part.marks if (text := said(field))
    ]
    rest = [
        Fact(heading(column, phrases), text)
        for field, column in columns.items()
        if field not in known and (text := said(field))
    ]
    sides = " → ".join(filter(None, map(said, part.sides)))
    return EntryShown(said(part.day), marks, sides, said(part.text), said(part.quote), rest)


def source(part: of.Source, phrases: Phrases, links: Links) -> SourceShown:  # noqa: ARG001 - as every part
    """The lines, each with what is said beside it."""
    beside: dict[int, list[tuple[str, str, str]]] = {}
    for each in part.remarks:
        beside.setdefault(each.line, []).append((each.tone, phrases.say(each.words), each.write))
    lines = [
        LineShown(
            part.start + place,
            text if isinstance(text, str) else phrases.label(text),
            beside.get(part.start + place, []),
        )
        for place, text in enumerate(part.lines[part.start : part.start + part.number], 1)
    ]
    fold = phrases("page-file-lines", part.path, len(part.lines)) if part.folded else ""
    return SourceShown(part.path, part.start + 1, lines, fold, part.prefix)
