"""A table for a page or a comment on a change, in the Markdown of GitHub and GitLab, with record
text that stays text: no markup, no link, nobody called, nothing referred to.
"""

import re

from crmcli.domain.table import Message, Table
from crmcli.domain.text.visible import visible
from crmcli.formats import explain
from crmcli.messages import Phrases
from crmcli.messages.cells import RIGHT, cell, currency_notes, heading, total_cells, with_cents

# bytes of a comment; a line of whoever writes it has room below the 65,536 that some take
MOST = 65_000
_APART = "&#8203;"  # a space without width: what it parts is no name and no address
# marks that, right before a word, call somebody or refer to something, whatever is escaped
_CALLING = re.compile(r"(?<=[@#!$%&~^])(?=[\w\"])|(?<=GH)(?=-\d)", re.IGNORECASE)
# what becomes a link, and words between colons that become a picture
_LINKING = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=mailto:)|(?<=xmpp:)|(?<=:)(?=[\w+-]+:)", re.IGNORECASE
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!&$])")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;"}
_BEGINNING = re.compile(r"^(?=[-+=/:.]|\d+[.)])")  # of a list, a line, a command to the page


def escape(text: str) -> str:
    """Text that Markdown and HTML leave as it is."""
    parted = _LINKING.sub("\u200b", _CALLING.sub("\u200b", text))
    said = _SPECIAL.sub(lambda match: _NAMED.get(match.group(), "\\" + match.group()), parted)
    return said.replace("\u200b", _APART)


def _paragraph(text: str) -> str:
    """A text on a line of its own, which is neither a list nor a command."""
    return _BEGINNING.sub(_APART, escape(text))


def render(table: Table, phrases: Phrases, *, explained: bool = False) -> str:
    """The table, its sections and notes; what may be only so long is cut at rows."""
    text = _whole(table, phrases, explained=explained)
    if not table.whole or _size(text) <= MOST:
        return text
    if explained:  # whoever reads that much asks for it
        text = _whole(table, phrases, explained=False)
    # the changes go first, the findings that are gone, the figures last
    for place in (0, *range(len(table.sections), 0, -1)):
        if _size(text) <= MOST:
            break
        table = _shortened(table, place, _size(text) - MOST, phrases)
        text = _whole(table, phrases, explained=False)
    return text


def _shortened(table: Table, place: int, excess: int, phrases: Phrases) -> Table:
    """The answer with so many bytes less in one of its parts, if it has them: whole rows from its
    end, and a line that tells how many, and where they are.
    """
    part = table.sections[place - 1] if place else table
    if not part.rows:
        return table
    more = _left_out(len(part.rows), table.whole)
    excess += _size(_paragraph(visible(phrases.say(more)))) + 2
    lines, left = _lines(with_cents(part), phrases)[2:], len(part.rows)
    while left and excess > 0:
        left -= 1
        excess -= _size(lines[left]) + 1
    part = part._replace(rows=part.rows[:left], more=_left_out(len(part.rows) - left, table.whole))
    if not place:
        return part
    parts = [*table.sections]
    parts[place - 1] = part
    return table._replace(sections=tuple(parts))


def _left_out(count: int, command: str) -> Message:
    return Message("note-figures-cut", (count, command))


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _whole(table: Table, phrases: Phrases, *, explained: bool) -> str:
    blocks = []
    for part in map(with_cents, (table, *table.sections)):
        if part.title:
            blocks.append(f"### {escape(visible(phrases.say(part.title)))}")
        if part.rows:
            blocks.append("\n".join(_lines(part, phrases)))
        if part.more:
            blocks.append(_paragraph(visible(phrases.say(part.more))))
    blocks += [
        _paragraph(visible(phrases.say(note))) for note in (*currency_notes(table), *table.notes)
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
