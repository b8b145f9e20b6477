"""Appointments made entries, and told: what came, what changed, and what stays as it was here."""

from typing import NoReturn

from crmcli.app.importing.appointments import NAME, Appointments, may_promise, memory_of
from crmcli.app.importing.kept import seen_path
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.write.importing.happened import paths
from crmcli.commands.write.importing.happened_told import EntryRow, Telling, row_of
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.edits.deals.steps import Step
from crmcli.imports.correspondence.again import settled
from crmcli.imports.correspondence.calendar_entries import CalendarEntries
from crmcli.store.files.scan import MAX_BESIDE, read_bytes
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.rewriting import read_page

_SHOWN = 20  # entries that differ, told to a person


def tell_appointments(editing: EditSession, found: CalendarEntries, title: Message) -> NoReturn:
    """Make the entries and the next steps, and tell all of it."""
    known = {account_id(path): path for path in paths(editing.whole_book())}
    memory = memory_of(_remembered(editing.root), known)
    rows: list[EntryRow] = []
    differs: list[Message] = []
    steps: dict[str, tuple[str, Step]] = {}
    for account in sorted({*found.of, *found.ahead}):
        record = read_page(editing.root, known[account]).account
        if record is None:
            continue
        for each in settled(record, found.of.get(account, ()), memory):
            rows.append(row_of(account, each.entry, each.state))
            if each.state == "conflict":
                fields = tuple(Message(f"change-field-{field}") for field in each.fields)
                said = (account, each.entry.date, Message("list", fields))
                differs.append(Message("told-calendar-differs", said))
        if account in found.ahead:
            deal = found.span.deals[account]
            steps[account] = (deal, found.ahead[account])
            differs.append(_told(record, deal, found.ahead[account]))
    asked = Appointments(found.of, steps, title)
    telling = Telling(found, rows, "import-calendar", tuple(differs[:_SHOWN]), follows=True)
    editing.submit(asked, tell=telling.tell)


def _told(account: Account, deal: str, step: Step) -> Message:
    """Does the deal get this next step?"""
    key = "told-calendar-next" if may_promise(account, deal) else "told-calendar-next-stays"
    return Message(key, (f"{account.id}/{deal}", step.date, step.what or ""))


def _remembered(root: str) -> bytes | None:
    try:
        return read_bytes(root, seen_path(NAME), MAX_BESIDE)
    except FileNotFoundError:
        return None
