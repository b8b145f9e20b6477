"""Entries that another program knew of: matched with the book, made, told account by account."""

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, NoReturn, Protocol

from crmcli.app.changing import Change
from crmcli.app.requests.happenings import Happenings
from crmcli.commands.shared.change_output import tell_end, tell_reformatted
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write
from crmcli.commands.write.find_deal import deal_named
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.text.visible import visible
from crmcli.edits.entries import Happened, unknown
from crmcli.imports.correspondence.people import AddressBook, Stranger
from crmcli.store.shapes.reading import account_id, is_account_path
from crmcli.store.write.rewriting import read_page

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
    same: int
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
    Column("same", "count", 9),
    Column("first", "date", 9),
    Column("last", "date", 9),
)
_STRANGERS = (
    Column("email", "text", 9),
    Column("name", "text", 9),
    Column("times", "count", 9),
    Column("account", "id", 9),
)


def addresses(editing: EditSession) -> AddressBook:
    """The addresses of the team and of everybody in the book.

    Raises CrmError where the team has none: what was sent and what came is not told apart then.
    """
    book = AddressBook(editing.policy.team)
    if not book.team:
        raise CrmError(Message("error-mail-no-team"), Message("hint-mail-no-team"), status=4)
    session = editing.whole_book()
    reached = {fact.account for fact in session.names() if fact.emails}
    session.tell_skipped(sorted(session.book.library.skipped))
    for path in paths(session):
        if account_id(path) in reached:
            found = read_page(editing.root, path).account
            book.add(account_id(path), found.contacts if found else {})
    return book


def paths(session: ReportSession) -> list[str]:
    """The files of the book's accounts."""
    entries = session.book.library.entries
    return sorted(entry[0] for entry in entries if is_account_path(entry[0]))


def deals_said(editing: EditSession, said: Sequence[str] | None) -> dict[str, str]:
    """By account the deal that is meant. Raises CrmError for what is none."""
    found: dict[str, str] = {}
    for each in said or ():
        account, _, deal = each.partition("/")
        page = editing.page(account)
        found[page.account.id] = deal_named(page.account, deal)
    return found


def tell_entries(editing: EditSession, found: Found, title: Message, report: str) -> NoReturn:
    """Make the entries that the logs have not yet, and tell all of it."""
    known = {account_id(path): path for path in paths(editing.whole_book())}
    rows: list[EntryRow] = []
    new: dict[str, list[Happened]] = {}
    for account, entries in sorted(found.of.items()):
        record = read_page(editing.root, known[account]).account
        added = unknown(record, entries) if record else []
        fresh = {id(each) for each in added}
        rows += [_row(account, each, is_new=id(each) in fresh) for each in entries]
        if added:
            new[account] = added
    editing.submit(Happenings(new, title), tell=_Telling(found, rows, report).tell)


def _row(account: str, entry: Happened, *, is_new: bool) -> EntryRow:
    return EntryRow(
        account,
        "added" if is_new else "same",
        entry.date,
        entry.time,
        entry.type,
        entry.direction or "outbound",
        tuple(entry.by),
        tuple(entry.with_),
        entry.what,
        next((each for known in entry.ids.values() for each in known), ""),
    )


class _Telling(NamedTuple):
    """The answer of such an import."""

    found: Found
    rows: list[EntryRow]
    report: str

    def tell(self, session: ReportSession, asked: Write, made: Change) -> NoReturn:
        tell_reformatted(session, made.files)
        strangers = self.found.book.strangers()
        states = Counter(row.state for row in self.rows)
        totals: dict[str, object] = {
            "added": states["added"],
            "same": states["same"],
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
        notes += [
            Message(f"told-happened-{each}", (count,))
            for each, count in self.found.totals.items()
            if count
        ]
        notes += [Message("told-happened-left", (Message("list", left),))] if left else []
        text = session.render(Table(self.report, day, self._logs(), _LOGS, notes=tuple(notes)))
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
                sum(row.state == "added" for row in rows),
                sum(row.state == "same" for row in rows),
                min(row.date for row in rows),
                max(row.date for row in rows),
            )
            for account, rows in found.items()
        ]


def _command(stranger: Stranger) -> str:
    """What adds somebody to the book."""
    name = stranger.name or stranger.address.partition("@")[0]
    words = ("crm", "contact", "add", stranger.account or "ACCOUNT", visible(name))
    return shlex.join((*words, "--email", stranger.address))
