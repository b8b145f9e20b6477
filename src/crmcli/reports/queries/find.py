"""Where in the book does this stand?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.searchable import Text, texts
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.text.text_search import Hit, Query, excerpt, hit, query, spelled
from crmcli.reports.report import FactSource, Report

EXCERPT = 60  # cells of a hit's line that tables show


class FactOptions(NamedTuple):
    """What the facts depend on."""

    text: str | None
    within: str | None


class Options(NamedTuple):
    """What may be asked of the report."""

    limit: int | None = None
    text: str | None = None
    within: str | None = None
    explain: bool = False


class FindRow(NamedTuple):
    """One hit.

    `text` is the part of the line around it, `whole` all of the line; `date` is when it happened,
    None where a text has no day.
    """

    account: str
    name: str
    owner: str | None
    kind: str
    where: str
    date: date | None
    text: str
    whole: str


COLUMNS = (
    Column("account", "id", 4),
    Column("name", "text", 9),
    Column("where", "id", 8),
    Column("date", "date", 5),
    Column("text", "text", 9),
)


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[FindRow]:
    """The account's hits: one for each field, log entry or item of a list."""
    wanted = query(options.text or "")
    rows = []
    for text in texts(account, as_of, options.within):
        found = _first(wanted, text)
        if found is not None:
            where, line = found
            rows.append(
                FindRow(
                    account.id,
                    account.name,
                    account.owner,
                    text.kind,
                    where,
                    text.day,
                    excerpt(line, EXCERPT),
                    line.line,
                )
            )
    return rows


def _first(wanted: Query, text: Text) -> tuple[str, Hit] | None:
    """The first of the texts that holds what is wanted; a name that is spelled in another way only
    where none does.
    """
    for where, value in text.said:
        if (found := hit(wanted, value, text.of)) is not None:
            return where, found
    if text.of == "name":
        for where, value in text.said:
            if (found := spelled(wanted, value)) is not None:
                return where, found
    return None


def tabulate(facts: Sequence[FindRow], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per hit: accounts called so, then people and deals, then what happened, the newest
    first, then the rest.
    """
    rows = sorted(facts, key=_order)[: options.limit]
    cut = len(facts) - len(rows)
    return Table(
        report="find",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={"hits": len(facts), "accounts": len({row.account for row in facts})},
        notes=(Message("note-find-cut", (len(rows), len(facts))),)
        if cut
        else ()
        if facts
        else (Message("note-find-nothing", (options.text,)),),
        evidence=[{"where": (f"{row.account} {row.where}",)} for row in rows]
        if options.explain
        else (),
        named_by=("name", "where"),
        cut=cut,
    )


def _order(row: FindRow) -> tuple[int, int, str, str]:
    if row.kind == "name" and row.where != "note":
        rank = 0
    elif row.kind in ("contacts", "deals") and (
        row.where.endswith(".name") or row.where.count(".") == 1
    ):
        rank = 1
    else:
        rank = 2 if row.date else 3
    return rank, -row.date.toordinal() if row.date else 0, row.account, row.where


FACTS = FactSource("find", gather, FactOptions, passing=True)
REPORT = Report("find", FACTS, tabulate, Options)
