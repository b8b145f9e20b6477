"""A table in the form asked for. Each form is imported when it is asked for."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from crmcli.app.left_out import skipped_row
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.terminal import Screen
from crmcli.domain.table import Message, Table
from crmcli.messages import Phrases
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import Book

BOM = "\ufeff"  # Excel takes a CSV file without it for one in the country's old encoding


def pieces(
    table: Table,
    phrases: Phrases,
    common: Common,
    screen: Screen,
    skipped: Sequence[Skipped],
    lacks: Sequence[Message] = (),
    book: Callable[[], Book] | None = None,
) -> Iterable[str]:
    """The table as text, piece by piece, each made when it is asked for."""
    if common.output == "json":
        from crmcli.formats import json_rows

        said = list(dict.fromkeys(map(phrases.say, lacks)))
        rows = [skipped_row(each, phrases) for each in skipped]
        return json_rows.pieces(table, phrases, rows, explained=common.explain, lacks=said)
    if common.output == "csv":
        from crmcli.formats import spreadsheet

        lines = spreadsheet.pieces(table, phrases)
        return chain((BOM,), lines) if common.bom else lines
    if common.output != "table":
        return [_whole(table, phrases, common, screen)]
    from crmcli.formats import terminal

    return terminal.drawn(
        table._replace(is_of_writing=common.is_writing),
        phrases,
        width=screen.width,
        color=screen.color,
        explained=common.explain,
        linked=_addresses(book()) if book and screen.links else None,
    )


def _whole(table: Table, phrases: Phrases, common: Common, screen: Screen) -> str:
    """To be read aloud, by columns, or on a page: as a whole."""
    explained = common.explain
    if common.output == "spoken":
        from crmcli.formats import spoken

        return spoken.render(table, phrases, explained=explained)
    if common.output == "plain":
        from crmcli.formats import plain

        return plain.render(table, phrases, explained=explained)
    return _page(table, phrases, common.output, explained=explained, width=screen.width)


def _page(table: Table, phrases: Phrases, form: str, *, explained: bool, width: int) -> str:
    """For a page or a picture."""
    if form == "markdown":
        from crmcli.formats import markdown

        return markdown.render(table, phrases, explained=explained)
    if form == "html":
        from crmcli.formats import html

        return html.render(table, phrases, explained=explained)
    if form == "svg":
        from crmcli.formats import picture

        title = f"crm {table.report}"
        return picture.render(table, phrases, width=width, title=title, explained=explained)
    from crmcli.formats import graph

    return graph.mermaid(table, phrases) if form == "mermaid" else graph.dot(table, phrases)


def _addresses(book: Book) -> Callable[[str], str]:
    """An account's name leads to its file: what `crm show` is about."""
    import os

    from crmcli.commands.shared.addresses import file_address

    paths, root = book.library.paths, book.root
    return lambda account: file_address(
        os.path.join(root, paths[account]) if account in paths else root
    )
