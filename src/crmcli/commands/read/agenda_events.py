"""The agenda as events of a calendar: each with a name that it keeps, whatever is renamed."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.relations.task import NAMED
from crmcli.domain.table import Message, Table
from crmcli.formats.ics import Event, uid
from crmcli.reports.pages.due import DueRow
from crmcli.store.past.first_names import FirstNames, first_names

# whose reasons are figures and the team's own words; those of the others hold names and free text
_OF_FIGURES = frozenset(("attempt", "final", "close", "renewal", "revisit", "cadence", "rotten"))


class AgendaRow(NamedTuple):
    """An event."""

    uid: str
    date: date
    summary: str
    description: str
    category: str


def agenda_table(found: Sequence[Event], due: Table) -> Table:
    """The events for programs, with how many rows have no day to stand on."""
    rows = [AgendaRow(uid(each.key), *each[1:]) for each in found]
    totals = {"events": len(rows), "undated": len(due.rows) - len(rows)}
    return Table("export-agenda", due.as_of, rows, (), totals)


def events(session: ReportSession, table: Table, without: Collection[str]) -> list[Event]:
    """An event for each row that has a day, without what names people or accounts if asked."""
    rows: list[DueRow] = [row for row in table.rows if row.date is not None]
    known = _first_names(session, {row.account for row in rows})
    seen, found = Counter[tuple[str, ...]](), []
    for row in rows:
        key = _key(row, known.get(row.account, FirstNames(row.account)))
        seen[key] += 1  # two of the same kind about the same keep their order
        kind = session.phrases(f"word-{row.kind}")
        told = map(session.phrases.say, _told(row, table.labels["owner"], without))
        title = kind if "accounts" in without else f"{kind}: {row.name}"
        assert row.date is not None  # noqa: S101 - those without a day are not among them
        found.append(Event((*key, str(seen[key])), row.date, title, "\n".join(told), kind))
    return found


def _first_names(session: ReportSession, accounts: Collection[str]) -> Mapping[str, FirstNames]:
    """What git knows of former names. Where its history was cut off, that is told."""
    at_hand = session.book if session.common.at is None else None
    with session.past() as past:
        found = first_names(past, at_hand, accounts, session.progress())
    if past.lacks:
        session.screen.tell(session.phrases("told-agenda-cut", past.lacks))
    return found


def _key(row: DueRow, first: FirstNames) -> tuple[str, ...]:
    """What tells the row from all others of the calendar, today and tomorrow."""
    section = _section(row)
    subject = row.subject
    if subject == row.account:
        subject = first.account
    elif section:
        subject = first.of(section, subject)
    # one deal has one next step; with one person there may be several
    place = row.records[:1] if row.kind == "next" and _is_of_log(row) else ()
    return (first.account, row.kind, subject, *place)


def _section(row: DueRow) -> str:
    return "contacts" if row.kind == "next" and _is_of_log(row) else NAMED.get(row.kind, "")


def _is_of_log(row: DueRow) -> bool:
    return bool(row.records) and row.records[0].startswith("log.")


def _told(row: DueRow, owners: Mapping[str, object], without: Collection[str]) -> Iterator[Message]:
    has_people = "people" not in without
    if has_people or row.kind in _OF_FIGURES:
        yield row.why
    names_nobody = _section(row) != "contacts" and row.kind != "owner-left"
    if row.about and (has_people or names_nobody):
        yield Message("told-agenda-about", (row.about,))
    if row.owner and has_people:
        owner = owners.get(row.owner, {"": row.owner})
        yield Message("told-agenda-owner", (owner,))
