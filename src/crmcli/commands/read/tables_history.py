"""The book's tables with every state since the first commit."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.records.policy import Policy
from crmcli.exports.spool import Spool
from crmcli.store.book.load import Skipped
from crmcli.store.past.blobs import Blob
from crmcli.store.past.book_at import SHORT, recorded_policy
from crmcli.store.past.spans import Since, Spans, spans
from crmcli.store.past.versions import Past
from crmcli.tables import forms
from crmcli.tables.history import State, historic, spanned
from crmcli.tables.registry import OF_ACCOUNTS, OF_POLICY
from crmcli.tables.table import Table

_AT_ONCE = 100  # accounts whose contents are in memory together
HISTORIC = tuple(map(historic, OF_ACCOUNTS))
HISTORIC_POLICY = tuple(map(historic, OF_POLICY))


class Telling:
    """One export's history: what every file said since when, and what could not be read."""

    def __init__(self, session: ReportSession) -> None:
        self.session = session
        self.past: Past = session.past()
        self.found: Spans = spans(self.past)
        self.policies = [
            (each, recorded_policy(self.past, each.blob)) for each in self.found.policy
        ]
        self.skipped: dict[str, Skipped] = {}

    def of_policy(self) -> list[tuple[Table, Any]]:
        """The tables of the policy over time."""
        states = [
            State(_moment(each.moment), each.commit, policy and forms.rows_of_policy(policy))
            for each, policy in self.policies
        ]
        rows = spanned(states, len(OF_POLICY))
        return [
            (table, forms.csv_text(table, found))
            for table, found in zip(HISTORIC_POLICY, rows, strict=True)
        ]

    def fill(self, spool: Spool) -> None:
        """The rows of every account over time; each content is read once."""
        step = self.session.progress()
        waiting, done, total = iter(self.found.accounts.items()), 0, len(self.found.accounts)
        while some := list(islice(waiting, _AT_ONCE)):
            oids = {each.blob for _, states in some for each in states if each.blob}
            blobs = dict(self.past.blobs.read_all(oids))
            for account, states in some:
                rows = spanned(list(self._states(states, blobs)), len(OF_ACCOUNTS))
                parts = [
                    forms.csv_text(table, found)
                    for table, found in zip(HISTORIC, rows, strict=True)
                ]
                spool.add(account, forms.packed(parts))
            done += len(some)
            if step:
                step(done, total)

    def _states(self, states: list[Since], blobs: dict[str, Blob]) -> Iterator[State]:
        """What the account's rows were from when on; once more where the currency changed."""
        known = dict[tuple[str, str], Any]()
        for each, currency in _with_currency(states, self.policies):
            parts = None
            if each.blob is not None:
                parts = known.get((each.blob, currency))
                account = blobs[each.blob].account(each.path) if parts is None else None
                if account is not None:
                    parts = forms.of_account(account, currency)
                    known[each.blob, currency] = parts
                elif parts is None:
                    wrong = blobs[each.blob].wrong(each.path)
                    said = f"{each.commit[:SHORT]}:{each.path}"
                    self.skipped.setdefault(each.blob, Skipped(said, wrong, is_past=True))
            yield State(_moment(each.moment), each.commit, parts)


def _with_currency(
    states: list[Since], policies: list[tuple[Since, Policy | None]]
) -> Iterator[tuple[Since, str]]:
    """Every state with the currency of the book at that moment, and again from where another one
    begins.
    """
    changes = [(each.moment, each.commit, policy.currency) for each, policy in policies if policy]
    if len({currency for _, _, currency in changes}) < 2:
        yield from ((each, changes[0][2] if changes else "") for each in states)
        return
    marks = [(each.moment, 0, each, "") for each in states]
    marks += [
        (moment, -1, Since(moment, commit, "", None), currency)
        for moment, commit, currency in changes
    ]
    now, current = changes[0][2], None
    for moment, kind, each, currency in sorted(marks, key=lambda mark: mark[:2]):
        if kind:
            now = currency
            if current is not None:
                yield current._replace(moment=moment, commit=each.commit), now
        else:
            current = each
            yield each, now


def _moment(when: datetime) -> str:
    """A moment in the book's zone, as every engine reads it."""
    return when.strftime("%Y-%m-%d %H:%M:%S")
