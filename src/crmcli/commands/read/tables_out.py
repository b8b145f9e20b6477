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
from crmcli.exports.batches import Making
from crmcli.exports.folder import Folder
from crmcli.exports.spool import Spool
from crmcli.reports.report import FactSource
from crmcli.store.book.facts import FactRequest
from crmcli.store.cache.batches import KeptBatches
from crmcli.store.files.pool import spread
from crmcli.tables import forms
from crmcli.tables.forms import Text
from crmcli.tables.history import CHANGES
from crmcli.tables.registry import OF_ACCOUNTS, OF_POLICY, VERSION
from crmcli.tables.table import Table

# What an account's rows are does not depend on the day, unless one is asked for.
_NO_DAY = date.max
Counts = dict[str, int]
FACTS = FactSource("tables", forms.gather, forms.Options, passing=True)


class Wish(NamedTuple):
    """What is to be written, where, and as what."""

    folder: str
    format: str
    excel: bool = False
    partition: str = ""
    history: bool = False
    views: bool = False
    since: str | None = None


class _Source(NamedTuple):
    """What is written: the policy's tables with their rows, and those of accounts."""

    of_policy: list[tuple[Table, Text]]
    tables: Sequence[Table]
    accounts: Iterator[tuple[str, bytes]]


def written(session: ReportSession, wish: Wish) -> list[Message]:
    """Write the tables; what is to be said of it."""
    day = session.as_of if session.common.as_of is not None else None
    _ = session.book  # which raises where there is none, before anything is written
    with Folder(wish.folder, session.book.root) as folder, closing(Spool()) as spool:
        source = (
            _over_time(session, wish, spool) if wish.history else _now(session, wish, spool, day)
        )
        if wish.format == "jsonl" and not (day or wish.history or wish.since):
            from crmcli.commands.read.tables_book import write_book

            write_book(session, folder, spool)
        said_day = None if day is None else day.isoformat()
        counts, told = _write(session, folder, wish, source, said_day)
        folder.describe(_described(session, wish, day), counts)
    total = sum(counts.values())
    return [Message("told-tables-written", (len(counts), total, len(spool), wish.folder)), *told]


def _now(session: ReportSession, wish: Wish, spool: Spool, day: date | None) -> _Source:
    """The tables as the book is."""
    changes = None if wish.since is None else changed_since(session, wish.since)
    _fill(session, spool, forms.Options(day), changes)
    rows = forms.of_policy(session.book.policy)
    of_policy = list(zip(OF_POLICY, rows, strict=True))
    if changes is not None:
        told = forms.csv_text(CHANGES, sorted(changes.items()))
        of_policy = [(CHANGES, told), *of_policy]
    return _Source(of_policy, OF_ACCOUNTS, _shown(session, spool))


def _over_time(session: ReportSession, wish: Wish, spool: Spool) -> _Source:
    """The tables with every state."""
    from crmcli.commands.read.tables_history import HISTORIC, Telling

    telling = Telling(session)
    telling.fill(spool)
    session.tell_skipped(sorted(telling.skipped.values()), "warning")
    return _Source(telling.of_policy(), HISTORIC, _shown(session, spool))


def changed_since(session: ReportSession, since: str) -> dict[str, str]:
    """Which accounts are new, changed or gone since that commit, or since the last by the end of
    that day?
    """
    from crmcli.store.past.diff import committed, present

    past, today = session.past(), session.opened.today
    old = committed(past, past.resolve(since, today))
    at = session.common.at
    new = present(session.book, old) if at is None else committed(past, past.resolve(at, today))
    # the only thing of crm.yaml that rows of accounts depend on
    is_other_currency = old.policy is None or old.policy.currency != session.book.policy.currency
    found = {key: "gone" for key in old.contents if key not in new.contents}
    for key, content in new.contents.items():
        if key not in old.contents:
            found[key] = "new"
        elif old.contents[key] != content or is_other_currency:
            found[key] = "changed"
    return found


def _fill(
    session: ReportSession, spool: Spool, options: forms.Options, only: dict[str, str] | None
) -> None:
    """Gather every account's rows that the filters let through."""
    asked = session.filters()

    def take(part: Sequence[tuple[Any, ...]]) -> None:
        for owner, account, segment, tags, packed in part:
            if (
                (not asked.owners or owner in asked.owners)
                and (not asked.segments or segment in asked.segments)
                and (not asked.tags or asked.tags & {*tags})
                and (only is None or account in only)
            ):
                spool.add(account, packed)

    want = FactRequest(FACTS, session.book.policy, _NO_DAY, options)
    session.opened.stream(want, take, spool.clear)


def _shown(session: ReportSession, spool: Spool) -> Iterator[tuple[str, bytes]]:
    """The accounts one after the other, told how far it is."""
    step = session.screen.progress(lambda: session.phrases("common-writing"))
    total = len(spool)
    for done, account in enumerate(spool, start=1):
        if step and (not done % 100 or done == total):
            step(done, total)
        yield account


def _write(
    session: ReportSession, folder: Folder, wish: Wish, source: _Source, day: str | None
) -> tuple[Counts, list[Message]]:
    """Write them in the form asked for, and the views where they are wanted."""
    tables = (*(table for table, _ in source.of_policy), *source.tables)
    told: list[Message] = []
    if wish.format == "xlsx":
        from crmcli.exports import workbook

        counts, cut = workbook.write(folder, *source, _making(session, wish))
        told = [Message("told-tables-cut", (cut,))] if cut else []
    elif wish.format == "sqlite":
        from crmcli.exports import sqlite_file

        views = _script("sqlite", tables, day)
        counts = sqlite_file.write(folder, *source, _making(session, wish), views)
    elif wish.format == "duckdb":
        from crmcli.exports import parquet_files

        counts = parquet_files.write_database(folder, *source, _script("duckdb", tables, day))
    else:
        counts = _write_files(session, folder, wish, source)
        if wish.views:
            _write_views(folder, wish, tables, day, counts)
    return counts, told


def _write_files(session: ReportSession, folder: Folder, wish: Wish, source: _Source) -> Counts:
    """A file a table."""
    if wish.format == "parquet":
        from crmcli.exports import parquet_files

        return parquet_files.write(folder, *source, wish.partition)
    if wish.format == "jsonl":
        from crmcli.exports import jsonl_files

        return jsonl_files.write(folder, *source, _making(session, wish))
    if wish.excel:
        from crmcli.exports import excel_csv

        return excel_csv.write(folder, *source)
    from crmcli.exports import csv_files

    return csv_files.write(folder, *source)


def _making(session: ReportSession, wish: Wish) -> Making:
    """What is remembered of this form, and who makes the rest."""
    form = f"{wish.format} {'history' if wish.history else 'now'}"
    return Making(KeptBatches(session.book.cache, form), spread)


def _script(dialect: str, tables: Sequence[Table], day: str | None) -> str:
    from crmcli.exports.views.script import script

    return script(dialect, tables, day)


def _write_views(
    folder: Folder, wish: Wish, tables: Sequence[Table], day: str | None, counts: Counts
) -> None:
    """views.sql for DuckDB, which reads all of these files; for Spark where they are Parquet."""
    from crmcli.exports.views.script import script

    # a table without rows is a file, however it was to be parted
    parted = {each.name for each in tables if wish.partition and each.day and counts[each.name]}
    made = {"views.sql": script("duckdb", tables, day, wish.format, parted)}
    if wish.format == "parquet":
        made["views.spark.sql"] = script("spark", tables, day, "spark", parted)
    for name, text in made.items():
        with open(folder.file(name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _described(session: ReportSession, wish: Wish, day: date | None) -> dict[str, Any]:
    """What the manifest says of how it was made."""
    common = session.common
    return {
        "crm": __version__,
        "tables": VERSION,
        "format": wish.format,
        "excel": wish.excel,
        "partition": wish.partition or None,
        "history": wish.history,
        "since": wish.since,
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
