"""What other programs know of what happened: entries of many accounts' logs, together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.app.work import Work
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.edits.entries import Happened, log_all
from crmcli.edits.record_editor import Draft
from crmcli.store.write.rewriting import Make


class Happenings(NamedTuple):
    """Entries by account; those that a log has already are not written again."""

    entries: Mapping[str, Sequence[Happened]]
    title: Message

    def stage(self, work: Work) -> None:
        """Raises CrmError for an account that cannot be read."""
        for account, entries in sorted(self.entries.items()):
            work.edit(account, _taking(entries, work.today))
        work.title = self.title


def _taking(entries: Sequence[Happened], today: date) -> Make:
    def make(draft: Draft, record: Account) -> None:
        log_all(draft, record, entries, today)

    return make
