"""A table for a page or a pull-request comment: GitHub's Markdown, with record text that stays
text.
"""

import re

from crmcli.domain.table import Table
from crmcli.domain.text.visible import visible
from crmcli.formats import explain
from crmcli.messages import Phrases
from crmcli.messages.cells import RIGHT, cell, currency_notes, heading, total_cells, with_cents

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!&])")


def escape(text: str) -> str:
    """Text that Markdown and HTML leave as it is."""
    return _SPECIAL.sub(
        lambda match: {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(
            match.group(1), "\\" + match.group(1)
        ),
        text,
    )


def render(table: Table, phrases: Phrases, *, explained: bool = False) -> str:
    """The table, its sections and notes."""
    blocks = []
    for part in map(with_cents, (table, *table.sections)):
        if part.title:
            blocks.append(f"### {escape(visible(phrases.say(part.title)))}")
        if part.rows:
            blocks.append("\n".join(_lines(part, phrases)))
        if part.more:
            blocks.append(escape(visible(phrases.say(part.more))))
    blocks += [
        escape(visible(phrases.say(note))) for note in (*currency_notes(table), *table.notes)
    ]
    if explained:
        blocks += ["\n".join(f"- {escape(line)}" for line in explain.lines(table, phrases))]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _lines(table: Table, phrases: Phrases) -> list[str]:
    lines = [_line([escape(heading(column, phrases)) for column in table.columns])]
    lines.append(_line(["---:" if column.kind in RIGHT else "---" for column in table.columns]))
    for place, row in enumerate(table.rows):
        lines.append(
            _line([escape(cell(table, column, row, place, phrases)) for column in table.columns])
        )
    total = total_cells(table, phrases)
    return (
        [*lines, _line([f"**{escape(each)}**" if each else "" for each in total])]
        if total
        else lines
    )


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
