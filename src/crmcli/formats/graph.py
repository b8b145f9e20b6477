"""A table of places as a drawing's text: Mermaid for Markdown pages, DOT for Graphviz.

Whatever a record says is a label, never syntax.
"""

from collections.abc import Sequence
from typing import Protocol

from crmcli.domain.table import Table
from crmcli.domain.text.visible import visible
from crmcli.messages import Phrases
from crmcli.messages.cells import cell

_FILLS = {"friendly": "#d3f0d8", "neutral": "#fdf0c4", "negative": "#f8d2d2"}
_PLAIN = frozenset(" ,·?")
# Graphviz reads &lt; and the like in labels
_DOT = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})


class Place(Protocol):
    """What a drawing needs of a row."""

    @property
    def contact(self) -> str | None:
        """Who stands there; None for an empty place."""

    @property
    def above(self) -> str | None:
        """Who stands above."""

    @property
    def name(self) -> str | None:
        """What who stands there is called."""

    @property
    def stance(self) -> str | None:
        """What who stands there thinks of us."""


def mermaid(table: Table, phrases: Phrases) -> str:
    """A flowchart from the top down; empty places are dashed."""
    lines = ["flowchart TD"]
    names = _names(table.rows)
    for place, row in enumerate(table.rows):
        label = "<br>".join(_entities(line) for line in _label(table, row, place, phrases))
        lines.append(f'    {names[place]}["{label}"]{_class(row)}')
    lines += [f"    {upper} --> {lower}" for upper, lower in _lines(table.rows, names)]
    lines += [
        f"    classDef {stance} fill:{fill},color:#1a1a1a,stroke:#555"
        for stance, fill in _FILLS.items()
    ]
    lines.append("    classDef empty fill:none,stroke-dasharray:4 3")
    return "\n".join(lines) + "\n"


def dot(table: Table, phrases: Phrases) -> str:
    """A directed graph from the top down; empty places are dashed."""
    lines = [
        "digraph account {",
        '    node [shape=box, style="filled,rounded", fillcolor=white, fontname="sans-serif"];',
    ]
    names = _names(table.rows)
    for place, row in enumerate(table.rows):
        label = "\\n".join(line.translate(_DOT) for line in _label(table, row, place, phrases))
        style = (
            'style="dashed,rounded"'
            if row.contact is None
            else f'fillcolor="{_FILLS.get(row.stance, "white")}"'
        )
        lines.append(f'    {names[place]} [label="{label}", {style}];')
    lines += [f"    {upper} -> {lower};" for upper, lower in _lines(table.rows, names)]
    return "\n".join([*lines, "}"]) + "\n"


def _names(rows: Sequence[Place]) -> list[str]:
    """Names of our own: an id of the book could be a keyword."""
    return [f"p{place}" for place, _ in enumerate(rows, 1)]


def _lines(rows: Sequence[Place], names: Sequence[str]) -> list[tuple[str, str]]:
    known = {
        row.contact: name for row, name in zip(rows, names, strict=True) if row.contact is not None
    }
    return [
        (known[row.above], name)
        for row, name in zip(rows, names, strict=True)
        if row.above in known
    ]


def _label(table: Table, row: Place, place: int, phrases: Phrases) -> list[str]:
    """The cells that say who it is, the first of them without the tree's lines."""
    shown = {column.field: cell(table, column, row, place, phrases) for column in table.columns}
    shown["tree"] = visible(row.name) if row.name else "?"
    return [text for text in shown.values() if text]


def _entities(text: str) -> str:
    """Mermaid's own escapes for whatever is not a letter, a digit or harmless."""
    return "".join(char if char.isalnum() or char in _PLAIN else f"#{ord(char)};" for char in text)


def _class(row: Place) -> str:
    kind = "empty" if row.contact is None else row.stance if row.stance in _FILLS else ""
    return f":::{kind}" if kind else ""
