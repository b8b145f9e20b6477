"""What an answer leaves for the next command: rows that have numbers, and a question that can be
asked again.
"""

from datetime import date

from crmcli.commands.shared.common import Common
from crmcli.domain.table import Table
from crmcli.store.book.opening import Book


def number(table: Table, book: Book, common: Common) -> tuple[bytes, ...]:
    """From now on a row's number means a row of this list, if it is one that a person reads; what
    was kept of it.
    """
    from crmcli.store.book import listing

    if common.output not in ("table", "spoken", "plain", "markdown"):
        return ()
    if common.no_cache or book.recorded is not None:
        listing.drop(book.root)
        return ()
    rows = [
        listing.Shown(
            row.kind,
            row.account,
            row.subject,
            row.records,
            row.date and row.date.isoformat(),
            table.as_of.isoformat(),
        )
        for row in table.rows
    ]
    kept = listing.packed(rows)
    listing.keep(book.root, kept)
    return (kept,)


def in_plain_data(
    report: str,
    options: tuple[object, ...],
    account: str | None,
    owners: frozenset[str],
    common: Common,
) -> tuple[object, ...]:
    """What was asked, so that another day is asked without parsing the words again."""
    plain = tuple(value.isoformat() if isinstance(value, date) else value for value in options)
    days = tuple(isinstance(value, date) for value in options)
    return (report, (plain, days, account, tuple(sorted(owners))), tuple(common[:-1]))
