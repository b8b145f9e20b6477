"""What a calendar knows of what happened: entries of many accounts' logs, which follow it as
long as nobody has changed them here; and the next steps of deals that have none.
"""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from crmcli.app.importing.kept import seen_path
from crmcli.app.work import Work
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.edits.deals.steps import Step, promise
from crmcli.edits.entries import Happened
from crmcli.edits.record_editor import Draft
from crmcli.imports.correspondence.again import settled, write
from crmcli.imports.seen import Memory

NAME = "calendar"  # under which it is kept what came the last time


class Appointments(NamedTuple):
    """Entries by account, and by account the deal and its next step."""

    entries: Mapping[str, Sequence[Happened]]
    steps: Mapping[str, tuple[str, Step]]
    title: Message

    def stage(self, work: Work) -> None:
        """Raises CrmError for an account that cannot be read."""
        path = seen_path(NAME)
        before = work.bytes_of(path)
        memory = memory_of(before, work.paths)
        for account in sorted({*self.entries, *self.steps}):
            self._edit(work, account, memory)
        is_empty = not len(memory)  # asked first: data() lets go of everything
        after = memory.data()
        if not is_empty and after != before:
            work.files.replace([(path, before, after)])
        work.title = self.title

    def _edit(self, work: Work, account: str, memory: Memory) -> None:
        entries = self.entries.get(account, ())

        def make(draft: Draft, record: Account) -> None:
            write(draft, record, settled(record, entries, memory), memory, work.today)
            deal, step = self.steps.get(account, ("", None))
            if step is not None and may_promise(record, deal):
                promise(draft, record, deal, step)

        work.edit(account, make)


def memory_of(data: bytes | None, accounts: Container[str]) -> Memory:
    """What is remembered of what came the last time; `accounts` are those of the book."""
    return Memory(data or b"", lambda account: account in accounts)


def may_promise(account: Account, deal: str) -> bool:
    """Has the deal no next step yet?"""
    found = account.deals.get(deal)
    return found is not None and found.next is None and found.outcome is None
