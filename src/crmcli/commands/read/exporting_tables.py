"""`crm export tables`: the book as tables that spreadsheets, databases and engines read."""

from enum import Enum
from typing import Annotated

import typer

from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import form
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message


class Form(str, Enum):
    """As what the tables are written."""

    csv = "csv"
    xlsx = "xlsx"
    sqlite = "sqlite"
    parquet = "parquet"
    duckdb = "duckdb"
    jsonl = "jsonl"


class Parts(str, Enum):
    """By what the rows of a table are put into folders."""

    year = "year"
    month = "month"


def tables(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="DIR",
            help="A new or empty folder, or one that an earlier export filled.",
        ),
    ],
    format: Annotated[
        Form,
        typer.Option("--format", help="As what they are written.", **form("--format", Form)),
    ] = Form.csv,
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help="With csv: for Excel, with a byte order mark and texts that stay texts.",
        ),
    ] = False,
    partition: Annotated[
        Parts | None,
        typer.Option(
            "--partition",
            help="With parquet: tables with a day in folders by year or month.",
            **form("--partition", Parts),
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV|DATE",
            help="Only accounts that changed after this commit or day, and which they are.",
        ),
    ] = None,
    history: Annotated[
        bool,
        typer.Option(
            "--history", help="Every state since the first commit, each row with its span."
        ),
    ] = False,
    views: Annotated[
        bool,
        typer.Option(
            "--views", help="With the figures of the reports as SQL, for DuckDB and Spark."
        ),
    ] = False,
    common: Common = Common(),
) -> None:
    """Write the book as tables with stable names, keys and types: CSV, a workbook, SQLite,
    Parquet, DuckDB or JSON lines.

    \b
    Example: crm export tables out --format sqlite
    Example: crm export tables out --format csv --excel
    """
    from crmcli.commands.read.tables_out import Wish, written
    from crmcli.commands.read.written_folder import manifest_json

    if excel and format != Form.csv:
        raise CrmError(Message("error-tables-format", ("--excel", "csv")))
    if partition and format != Form.parquet:
        raise CrmError(Message("error-tables-format", ("--partition", "parquet")))
    if history and since:
        raise CrmError(Message("error-apart", ("--history", "--since")))
    if history and (common.as_of or common.owner or common.segment or common.tag):
        other = "--as-of" if common.as_of else "--owner, --segment, --tag"
        raise CrmError(Message("error-apart", ("--history", other)))
    if views and (excel or format == Form.xlsx):
        raise CrmError(Message("error-apart", ("--views", "--excel" if excel else "xlsx")))
    session = ReportSession(common, memorable=False)
    wish = Wish(
        folder,
        format.value,
        excel=excel,
        partition=partition.value if partition else "",
        history=history,
        since=since,
        views=views,
    )
    told = written(session, wish)
    skipped = sorted(session.book.library.skipped)
    session.tell_skipped(skipped)
    session.tell_skipped(session.book.library.warnings, "warning")
    if common.output == "json":
        lines = manifest_json(session, "export-tables", folder)
    else:
        lines = session.screen.broken("".join(f"{session.phrases.say(each)}\n" for each in told))
    session.finish(lines.encode("utf-8", "surrogateescape"), 1 if skipped else 0)


tables = shared("output", "explain", "bom", "no_pager")(tables)
