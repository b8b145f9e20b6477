"""Tables on their way out of the book: gathered account by account, written in the form asked
for, put in place whole.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import Any, NamedTuple

from crmcli import __version__
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.exports.folder import Folder
from crmcli.exports.spool import Spool
from crmcli.reports.report import FactSource
from crmcli.store.book.facts import FactRequest
from crmcli.tables import forms
from crmcli.tables.registry import OF_ACCOUNTS, OF_POLICY, VERSION
from crmcli.tables.table import Table

# What an account's rows are does not depend on the day, unless one is asked for.
_NO_DAY = date.max
FACTS = FactSource("tables", forms.gather, forms.Options, passing=True)


class Wish(NamedTuple):
    """What is to be written, where, and as what."""

    folder: str
    format: str
    excel: bool = False
    partition: str = ""

    @property
    def form(self) -> str:
        """In which form its writer takes the rows."""
        is_text = self.format in ("csv", "parquet") and not self.excel
        return "csv" if is_text else "plain"


def written(session: ReportSession, wish: Wish) -> list[Message]:
    """Write the tables; what is to be said of it."""
    day = session.as_of if session.common.as_of is not None else None
    _ = session.book  # which raises where there is none, before anything is written
    with Folder(wish.folder, session.book.root) as folder, closing(Spool(forms.unpacked)) as spool:
        _fill(session, spool, forms.Options(wish.form, day))
        of_policy = list(
            zip(OF_POLICY, forms.of_policy(session.book.policy, wish.form), strict=True)
        )
        accounts = _shown(session, spool)
        counts, told = _write(folder, wish, of_policy, OF_ACCOUNTS, accounts)
        folder.describe(_described(session, wish, day), counts)
    total = sum(counts.values())
    return [Message("told-tables-written", (len(counts), total, len(spool), wish.folder)), *told]


def _fill(session: ReportSession, spool: Spool, options: forms.Options) -> None:
    """Gather every account's rows that the filters let through."""
    asked = session.filters()

    def take(part: Sequence[tuple[Any, ...]]) -> None:
        for owner, account, segment, tags, packed in part:
            if (
                (not asked.owners or owner in asked.owners)
                and (not asked.segments or segment in asked.segments)
                and (not asked.tags or asked.tags & {*tags})
            ):
                spool.add(account, packed)

    want = FactRequest(FACTS, session.book.policy, _NO_DAY, options)
    session.opened.stream(want, take, spool.clear)


def _shown(session: ReportSession, spool: Spool) -> Iterator[list[Any]]:
    """The accounts one after the other, told how far it is."""
    step = session.screen.progress(lambda: session.phrases("common-writing"))
    total = len(spool)
    for done, parts in enumerate(spool, start=1):
        if step and (not done % 100 or done == total):
            step(done, total)
        yield parts


def _write(
    folder: Folder,
    wish: Wish,
    of_policy: list[tuple[Table, Any]],
    tables: Sequence[Table],
    accounts: Iterator[list[Any]],
) -> tuple[dict[str, int], list[Message]]:
    """Write them in the form asked for."""
    match wish.format:
        case "csv" if wish.excel:
            from crmcli.exports import excel_csv

            return excel_csv.write(folder, of_policy, tables, accounts), []
        case "csv":
            from crmcli.exports import csv_files

            return csv_files.write(folder, of_policy, tables, accounts), []
        case "xlsx":
            from crmcli.exports import workbook

            counts, cut = workbook.write(folder, of_policy, tables, accounts)
            return counts, [Message("told-tables-cut", (cut,))] if cut else []
        case "sqlite":
            from crmcli.exports import sqlite_file

            return sqlite_file.write(folder, of_policy, tables, accounts), []
        case "jsonl":
            from crmcli.exports import jsonl_files

            return jsonl_files.write(folder, of_policy, tables, accounts), []
        case _:
            from crmcli.exports import parquet_files

            return parquet_files.write(folder, of_policy, tables, accounts, wish.partition), []


def _described(session: ReportSession, wish: Wish, day: date | None) -> dict[str, Any]:
    """What the manifest says of how it was made."""
    common = session.common
    return {
        "crm": __version__,
        "tables": VERSION,
        "format": wish.format,
        "excel": wish.excel,
        "partition": wish.partition or None,
        "as_of": None if day is None else day.isoformat(),
        "at": common.at,
        "commit": _commit(session),
        "owner": list(common.owner),
        "segment": list(common.segment),
        "tag": list(common.tag),
    }


def _commit(session: ReportSession) -> str | None:
    """The commit that the files are from, or were last committed with; None outside of git."""
    past = session.opened.past()
    try:
        return past.resolve(session.common.at or "HEAD", session.opened.today).id
    except CrmError:
        return None
    finally:
        past.close()
