"""Entries that another program knew of, told account by account; and who is not in the book."""

import shlex
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, NoReturn, Protocol

from crmcli.app.changing import Change
from crmcli.commands.shared.change_output import tell_end, tell_reformatted
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.text.visible import visible
from crmcli.edits.entries import Happened
from crmcli.imports.correspondence.people import AddressBook, Stranger

_SHOWN = 20  # people to add that are shown to a person; programs get all


class Found(Protocol):
    """What comes of another program's records."""

    book: AddressBook
    of: dict[str, list[Happened]]
    left: Counter[str]

    @property
    def totals(self) -> Mapping[str, int]:
        """What else is counted."""
        ...


class EntryRow(NamedTuple):
    """One entry, for programs."""

    account: str
    state: str
    date: date
    time: str | None
    type: str
    direction: str
    by: tuple[str, ...]
    with_: tuple[str, ...]
    what: str | None
    id: str


class LogRow(NamedTuple):
    """What came into one account's log."""

    account: str
    added: int
    changed: int
    same: int
    stays: int
    first: date
    last: date


class StrangerRow(NamedTuple):
    """Somebody to be added."""

    email: str
    name: str
    times: int
    account: str


_ENTRIES = (Column("account", "id", 9), Column("state", "status", 9), Column("date", "date", 9))
_LOGS = (
    Column("account", "id", 9),
    Column("added", "count", 9),
    Column("changed", "count", 9),
    Column("same", "count", 9),
    Column("stays", "count", 9, heading="stays-here"),
    Column("first", "date", 9),
    Column("last", "date", 9),
)
_STAYS = ("conflict", "kept")  # the calendar says otherwise, and the log stays as it is
_STRANGERS = (
    Column("email", "text", 9),
    Column("name", "text", 9),
    Column("times", "count", 9),
    Column("account", "id", 9),
)


def row_of(account: str, entry: Happened, state: str) -> EntryRow:
    """One entry, with what became of it."""
    return EntryRow(
        account,
        state,
        entry.date,
        entry.time,
        entry.type,
        entry.direction or "outbound",
        tuple(entry.by),
        tuple(entry.with_),
        entry.what,
        next((each for known in entry.ids.values() for each in known), ""),
    )


class Telling(NamedTuple):
    """The answer of such an import."""

    found: Found
    rows: list[EntryRow]
    report: str
    differs: tuple[Message, ...] = ()  # what is to be said of single entries
    follows: bool = False  # may an entry change when it comes again?

    def tell(self, session: ReportSession, asked: Write, made: Change) -> NoReturn:
        tell_reformatted(session, made.files)
        strangers = self.found.book.strangers()
        states = Counter(row.state for row in self.rows)
        totals: dict[str, object] = {
            "added": states["added"],
            **({"changed": states["changed"]} if self.follows else {}),
            "same": states["same"],
            **({each: states[each] for each in _STAYS} if self.follows else {}),
            **self.found.totals,
            "left_out": dict(sorted(self.found.left.items())),
        }
        if asked.output == "json":
            totals |= {
                "strangers": [{**each._asdict(), "command": _command(each)} for each in strangers],
                "files": [each.path for each in made.changed],
                "commit": made.commit or None,
                "dry_run": asked.dry_run,
            }
            day = session.now.date()
            text = session.render(Table(self.report, day, self.rows, _ENTRIES, totals=totals))
        else:
            text = self._text(session, strangers, states)
            tell_end(session, made)
        session.finish(text.encode("utf-8", "surrogateescape"), 0)

    def _text(self, session: ReportSession, strangers: list[Stranger], states: Counter[str]) -> str:
        day, say = session.now.date(), session.phrases.say
        left = tuple(
            Message("told-left-out", (Message(f"told-left-{why}"), count))
            for why, count in sorted(self.found.left.items())
        )
        notes = [Message("told-happened-summary", (states["added"], states["same"]))]
        if self.follows:
            stays = sum(states[each] for each in _STAYS)
            counts = (states["added"], states["changed"], states["same"], stays)
            notes = [Message("told-happened-followed", counts)]
        notes += [
            Message(f"told-happened-{each}", (count,))
            for each, count in self.found.totals.items()
            if count
        ]
        notes += [Message("told-happened-left", (Message("list", left),))] if left else []
        notes += self.differs
        columns = tuple(
            each for each in _LOGS if self.follows or each.field not in ("changed", "stays")
        )
        text = session.render(Table(self.report, day, self._logs(), columns, notes=tuple(notes)))
        if not strangers:
            return text
        shown = [
            StrangerRow(each.address, each.name, each.times, each.account)
            for each in strangers[:_SHOWN]
        ]
        more: tuple[Message, ...] = (
            (Message("told-strangers-more", (len(strangers) - _SHOWN,)),)
            if len(strangers) > _SHOWN
            else ()
        )
        sure = next((each for each in strangers if each.account and each.name), strangers[0])
        add = Message("told-strangers-add", (_command(sure),))
        text += "\n" + say(Message("told-strangers", (len(strangers),))) + "\n"
        table = Table(self.report, day, shown, _STRANGERS, notes=(*more, add))
        return text + session.render(table)

    def _logs(self) -> list[LogRow]:
        found: dict[str, list[EntryRow]] = {}
        for row in self.rows:
            found.setdefault(row.account, []).append(row)
        return [
            LogRow(
                account,
                counts["added"],
                counts["changed"],
                counts["same"],
                sum(counts[each] for each in _STAYS),
                min(row.date for row in rows),
                max(row.date for row in rows),
            )
            for account, rows in found.items()
            for counts in [Counter(row.state for row in rows)]
        ]


def _command(stranger: Stranger) -> str:
    """What adds somebody to the book."""
    name = stranger.name or stranger.address.partition("@")[0]
    words = ("crm", "contact", "add", stranger.account or "ACCOUNT", visible(name))
    return shlex.join((*words, "--email", stranger.address))
