"""A grid with more columns than a line has room for goes on below."""

from typing import NamedTuple

from books import AS_OF
from crmcli.domain.table import Column, Table
from crmcli.formats import json_rows, markdown, plain, spreadsheet, terminal
from crmcli.messages import Phrases

EN = Phrases("en")


class Row(NamedTuple):
    """An account and the states of its products."""

    name: str
    states: tuple[str, ...]
    part: float | None = 0.5

    def item(self, place: int) -> str | float | None:
        """One product's state."""
        return self.states[place] if place < len(self.states) else None


def table(count: int, label: str = "Product") -> Table:
    grid = tuple(
        Column("states", "mark", 9, label={"": f"{label} {place}"}, item=place)
        for place in range(count)
    )
    return Table(
        "whitespace",
        AS_OF,
        [Row("Acme", ("owned", "gap") * (count // 2)), Row("Zenith", ("lost",))],
        (Column("name", "text", 9), *grid, Column("part", "share", 9, heading="penetration")),
    )


def test_what_fits_is_one_table():
    text = terminal.render(table(4), EN, width=80, color=False)
    assert 1 == text.count("name")
    assert "Acme    owned      gap        owned      gap                50%" in text


def test_what_does_not_fit_goes_on_below_under_the_names_of_the_rows():
    text = terminal.render(table(16), EN, width=80, color=False)
    blocks = text.split("\n\n")
    assert [["Acme", "Zenith"]] * len(blocks) == [
        [line.split()[0] for line in block.splitlines() if line[:1] in "AZ"] for block in blocks
    ]
    assert (True, 1) == (len(blocks) > 1, text.count("penetration"))
    assert [f"{place}" for place in range(16)] == [
        word for word in text.replace("\n", " ").split() if word.isdigit()
    ]
    assert max(map(len, text.splitlines())) <= 80


def test_however_narrow_every_column_is_there():
    text = terminal.render(table(8, "P"), EN, width=24, color=False)
    assert [f"{place}" for place in range(8)] == sorted(
        {word for word in text.replace("\n", " ").split() if word.isdigit()}
    )


def test_other_forms_have_every_column_in_one_table():
    wide = table(16)
    assert 1 + 16 + 1 == len(plain.render(wide, EN).splitlines()[0].split("\t"))
    assert ["Acme", "owned", "gap"] == plain.render(wide, EN).splitlines()[1].split("\t")[:3]
    assert 18 == markdown.render(wide, EN).splitlines()[0].count("|") - 1
    assert '"states": ["lost"]' in json_rows.render(wide, EN, [])
    assert "Zenith,lost,0.5" in spreadsheet.render(wide, EN)


def test_heat_reads_without_colour():
    cells = (0.0, 0.19, 0.2, 0.4, 0.6, 0.79, 0.8, 1.0)
    grid = tuple(
        Column("states", "heat", 9, label={"": str(place)}, item=place)
        for place in range(len(cells))
    )
    text = terminal.render(
        Table("retention", AS_OF, [Row("2026", cells)], (Column("name", "text", 9), *grid)),
        EN,
        width=120,
        color=False,
    )  # type: ignore[arg-type]
    assert "0% ·  19% ·  20% ░  40% ▒  60% ▓  79% ▓  80% █  100% █" in text


def test_a_label_from_the_book_is_shown_with_its_controls_spelled_out():
    text = terminal.render(table(2, "\x1b[31mred\u202e"), EN, width=120, color=False)
    assert "\x1b" not in text and "\u202e" not in text
