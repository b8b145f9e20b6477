"""A table as a page of its own: for printing before a meeting, or for somebody without a terminal.

No script, nothing loaded, record text stays text.
"""

from html import escape

from crmcli.domain.records.ratio import percent
from crmcli.domain.table import Column, Table
from crmcli.domain.text.visible import visible
from crmcli.formats import explain
from crmcli.messages import Phrases
from crmcli.messages.cells import RIGHT, cell, currency_notes, heading, total_cells, with_cents

_STYLE = """\
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #666; --line: #d0d0d0; --page: #fff; --bar: #3b7dd8; --good: #1b7a34; --middle: #8a6100; --bad: #b3261e }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --soft: #a0a0a0; --line: #444; --page: #161616; --bar: #6ea8f5; --good: #6fd08c; --middle: #e3b341; --bad: #ff8a80 }
}
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", sans-serif }
h1 { font-size: 1.4rem; margin: 0 0 .2rem } h2 { font-size: 1.05rem; margin: 1.6rem 0 .3rem }
.day, .note { color: var(--soft); font-size: .9rem }
.wide { overflow-x: auto } .wide + .wide { margin-top: 1rem }
table { border-collapse: collapse; width: 100% }
th, td { padding: .25rem .8rem .25rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); word-break: keep-all; overflow-wrap: break-word }
th { font-weight: 600; white-space: nowrap } tfoot td { font-weight: 600; border-bottom: 0 }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums } .date { white-space: nowrap } .id { min-width: 7rem; overflow-wrap: anywhere } .pre { white-space: pre-wrap }
meter { width: 5rem; vertical-align: middle } meter + span { display: inline-block; min-width: 3rem } ul { padding-left: 1.2rem; font-size: .9rem; color: var(--soft); overflow-wrap: anywhere }
.friendly, .met { color: var(--good) } .neutral { color: var(--middle) } .negative, .unmet, .late { color: var(--bad) }
@page { size: A4; margin: 14mm }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --page: #fff; --good: #000; --middle: #000; --bad: #000 }
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt } h2 { break-after: avoid } tr { break-inside: avoid } thead { display: table-header-group } .wide { overflow: visible } td, th, .date { white-space: normal; overflow-wrap: anywhere }
}
"""


def render(table: Table, phrases: Phrases, *, explained: bool = False) -> str:
    """The page: a title, the table, its sections, notes and what explains them."""
    title = text(phrases.say(table.title)) if table.title else f"crm {text(table.report)}"
    blocks = [f"<h1>{title}</h1>", f'<p class="day">{table.as_of.isoformat()}</p>']
    for part in map(with_cents, (table, *table.sections)):
        if part is not table and part.title and part.title != table.title:
            blocks.append(f"<h2>{text(phrases.say(part.title))}</h2>")
        if part.rows:
            blocks.append(_table(part, phrases))
            blocks += [f'<p class="note">{text(phrases.say(part.more))}</p>'] if part.more else []
        elif not table.sections and not table.notes:
            blocks.append(f'<p class="note">{text(phrases("common-no-rows"))}</p>')
    blocks += [
        f'<p class="note">{text(phrases.say(note))}</p>'
        for note in (*currency_notes(table), *table.notes)
    ]
    if explained:
        blocks.append(
            "<ul>\n"
            + "".join(f"<li>{text(line)}</li>\n" for line in explain.lines(table, phrases))
            + "</ul>"
        )
    body = "\n".join(blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{phrases.language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        f"'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def text(said: str) -> str:
    """Text that a browser shows as it is, with nothing hidden in it."""
    return escape(visible(said), quote=True)


def _table(table: Table, phrases: Phrases) -> str:
    head = "".join(
        f'<th scope="col"{_class(column)}>{text(heading(column, phrases))}</th>'
        for column in table.columns
    )
    rows = [
        "".join(_cell(table, column, row, place, phrases) for column in table.columns)
        for place, row in enumerate(table.rows)
    ]
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n{_foot(table, phrases)}</table></div>'


def _foot(table: Table, phrases: Phrases) -> str:
    """The totals, where they are a row and there is more than one to add up."""
    cells = total_cells(table, phrases)
    if not cells:
        return ""
    return (
        "<tfoot><tr>"
        + "".join(
            f"<td{_class(column)}>{text(each)}</td>"
            for column, each in zip(table.columns, cells, strict=True)
        )
        + "</tr></tfoot>\n"
    )


def _cell(table: Table, column: Column, row: object, place: int, phrases: Phrases) -> str:
    shown = text(cell(table, column, row, place, phrases))
    value = getattr(row, column.field, None)
    if column.kind == "bar" and value is not None:
        shown = f'<meter max="100" value="{percent(value)}" aria-hidden="true"></meter> <span>{shown}</span>'
    return f"<td{_class(column, value)}>{shown}</td>"


def _class(column: Column, value: object = None) -> str:
    """How the cell reads: a number, a tree, or a word that also has a colour."""
    names = ["number"] if column.kind in RIGHT or column.kind == "bar" else []
    if column.kind in ("id", "date"):
        names.append(column.kind)
    if column.kind == "tree":
        names.append("pre")
    if column.kind in ("stance", "answer") and value in (
        "friendly",
        "neutral",
        "negative",
        "met",
        "unmet",
    ):
        names.append(str(value))
    if column.kind == "late" and isinstance(value, int) and value > 0:
        names.append("late")
    return f' class="{" ".join(names)}"' if names else ""
