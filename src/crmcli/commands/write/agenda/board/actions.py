"""What a key does with the row: a request like that of any other command, made at once."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.app.changing import Change
from crmcli.app.requests.agenda import SettleRow
from crmcli.app.requests.agenda_rows import Row
from crmcli.app.requests.log import LogEntry
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.parse import members, promised, step, tell_nobody
from crmcli.commands.shared.words import one_of
from crmcli.commands.write.again import meant_again
from crmcli.commands.write.agenda.asked import asked_for
from crmcli.commands.write.agenda.board.page import PageScreen
from crmcli.commands.write.agenda.board.state import Item
from crmcli.commands.write.agenda.resting import rested
from crmcli.commands.write.agenda.row_stays import stays
from crmcli.commands.write.log import asked_entry, contact_choices
from crmcli.domain.naming import find_contact
from crmcli.domain.records.words import DEFAULT_OUTCOMES, ENTRY_OUTCOMES, ENTRY_TYPES
from crmcli.domain.table import Message

_WITH_WORDS = ("plan", "close", "referral_ask")  # rows that may be told of, and need not
_ASKED = ("type", "with_", "outcome", "what", "next")  # of an entry, question by question


class Done(NamedTuple):
    """What was written, and what is to be told of it beside the changes."""

    made: Change
    told: Message | None = None


class At(NamedTuple):
    """The row that the key is about, its account as it is now, and the day that things happened."""

    editing: EditSession
    screen: PageScreen
    page: Page
    row: Row
    day: date


def at(editing: EditSession, screen: PageScreen, item: Item, day: date) -> At:
    """The row, and its account as the file has it now. Raises CrmError."""
    page = editing.page(item.account)
    row = Row(item.kind, item.subject, item.day, item.records, item.as_of)
    return At(editing, screen, page, row, day)


def tick(here: At) -> Done:
    """What happened is asked for, and written down. Raises CrmError, Cancelled."""
    editing, page = here.editing, here.page
    ours = members(editing, None)
    said = SettleRow(page.account.id, here.row.kind, here.row.subject, date=here.day, by=ours)
    said = said.of_row(here.row)
    said.lacking(page.account, editing.policy)  # refuses what nobody can tick off
    if said.interaction(page.account, editing.policy) is not None:
        said = _happened(here, said)
    elif here.row.kind in _WITH_WORDS:
        said = said._replace(what=editing.asking.may_text(None, "ask-what"))
    known = _ASKED if said.type else ()
    asked = asked_for(editing, page, said, known=known)
    made = editing.make(asked)
    still = any(stays(editing.session, each, asked) for each in made.files)
    told = Message("told-done-stays", (Message(f"word-{here.row.kind}"), here.row.subject))
    return Done(made, told if still else None)


def _happened(here: At, said: SettleRow) -> SettleRow:
    """The entry, question by question, each with what was promised to be taken or changed."""
    editing, page, screen = here.editing, here.page, here.screen
    asking, known = editing.asking, page.account.contacts
    usual = said.completed(page.account, editing.policy)
    screen.choice = usual.type or ""
    kind = asking.need_word(None, "--type", "ask-type", ENTRY_TYPES)
    screen.choice = ", ".join(usual.with_)
    theirs = asking.several(
        None, "ask-with", contact_choices(page.account), check=lambda one: find_contact(one, known)
    )
    screen.choice = "" if here.row.kind == "attempt" else DEFAULT_OUTCOMES.get(kind, "held")
    outcome = asking.need_word(None, "--outcome", "ask-outcome", ENTRY_OUTCOMES)
    screen.prefill = usual.what or ""
    what = asking.may_text(None, "ask-what")
    then = asking.may(None, "ask-next-or-none", check=lambda one: promised(editing, one))
    return said._replace(
        type=one_of(kind, ENTRY_TYPES, "--type"),
        with_=[find_contact(each, known) for each in theirs],
        outcome=None if outcome == DEFAULT_OUTCOMES.get(kind, "held") else outcome,
        what=what,
        next=step(editing, then),
    )


def rest(here: At) -> Done:
    """Put off until the day that is said. Raises CrmError, Cancelled."""
    editing = here.editing
    ours = members(editing, None)
    asked = rested(editing, here.page, here.row, None, None, ours[0] if ours else None, here.day)
    return Done(editing.make(asked))


def write(here: At) -> Done:
    """Something else that happened at the account. Raises CrmError, Cancelled."""
    editing, page = here.editing, here.page
    entry = LogEntry(page.account.id, "", here.day, members(editing, None))
    entry = asked_entry(editing, page, entry, is_about_none=False)
    asking = editing.asking
    then = asking.may(None, "ask-next-or-none", check=lambda one: promised(editing, one))
    entry = entry._replace(next=step(editing, then))
    again = meant_again(editing, page, entry.already(page.account))
    tell_nobody(editing, entry.by)
    return Done(editing.make(entry._replace(again=again)))


ACTIONS: Mapping[str, Callable[[At], Done]] = {"tick": tick, "rest": rest, "write": write}
