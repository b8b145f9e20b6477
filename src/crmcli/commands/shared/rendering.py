"""A table in the form asked for. Each form is imported when it is asked for."""

from collections.abc import Sequence

from crmcli.commands.shared.common import Common
from crmcli.commands.shared.skipped_files import skipped_row
from crmcli.commands.shared.terminal import Screen
from crmcli.domain.table import Message, Table
from crmcli.messages import Phrases
from crmcli.store.book.load import Skipped

BOM = "\ufeff"  # Excel takes a CSV file without it for one in the country's old encoding


def render(
    table: Table,
    phrases: Phrases,
    common: Common,
    screen: Screen,
    skipped: Sequence[Skipped],
    lacks: Sequence[Message] = (),
) -> str:
    """The table as text."""
    explained = common.explain
    if common.output == "json":
        from crmcli.formats import json_rows

        return json_rows.render(
            table,
            phrases,
            [skipped_row(each, phrases) for each in skipped],
            explained=explained,
            lacks=list(dict.fromkeys(map(phrases.say, lacks))),
        )
    if common.output == "csv":
        from crmcli.formats import spreadsheet

        return f"{BOM if common.bom else ''}{spreadsheet.render(table, phrases)}"
    if common.output == "plain":
        from crmcli.formats import plain

        return plain.render(table, phrases, explained=explained)
    if common.output == "markdown":
        from crmcli.formats import markdown

        return markdown.render(table, phrases, explained=explained)
    if common.output == "html":
        from crmcli.formats import html

        return html.render(table, phrases, explained=explained)
    if common.output in ("mermaid", "dot"):
        from crmcli.formats import graph

        return (
            graph.mermaid(table, phrases)
            if common.output == "mermaid"
            else graph.dot(table, phrases)
        )
    if common.output == "svg":
        from crmcli.formats import picture

        return picture.render(
            table, phrases, width=screen.width, title=f"crm {table.report}", explained=explained
        )
    from crmcli.formats import terminal

    return terminal.render(
        table, phrases, width=screen.width, color=screen.color, explained=explained
    )
