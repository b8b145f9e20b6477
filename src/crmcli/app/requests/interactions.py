"""Rows of the agenda that an interaction settles: what it was where not all of it was said, and
what it leads to.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.app.requests.agenda_rows import Row, settled
from crmcli.app.requests.deals.promises import Promised
from crmcli.app.requests.log import LogEntry
from crmcli.domain.deals.promises import Promise, keeps, open_promises, settles
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Path
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account, Entry, NextStep
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import working_day
from crmcli.edits.deals.steps import Step, clear, like, written
from crmcli.edits.record_editor import Draft

OF_DEALS = ("next", "attempt", "final", "rotten")  # rows whose entry is about their deal


class Lack(NamedTuple):
    """A field that was not said and is not known: the row cannot be settled without it, or it may
    stay empty.
    """

    field: str
    is_needed: bool = False


class Interaction:
    """What settles a row of an account: an entry, or only another day (`is_move`).

    `said` is the entry as far as somebody told it, `entry` with what was left out as it was
    promised, or as the deal was tried last; its type is empty where nobody knows it.
    """

    def __init__(self, row: Row, said: LogEntry, account: Account, policy: Policy) -> None:
        self.row, self.account, self.policy = row, account, policy
        self.day = said.date or row.as_of
        self.told = self._told()
        self.deal = self._deal()
        self.promised = self._promised()
        self.is_move = self._is_move(said)
        self.entry = said if self.is_move else self._completed(said)

    def lacking(self) -> Iterator[Lack]:
        """What should still be said. Raises CrmError for words beside the day to ask again."""
        if self.is_move:
            self._refuse_words()
            return
        entry = self.entry
        if not entry.type:
            yield Lack("type", is_needed=True)
        if not entry.with_:
            yield Lack("with_")
        if entry.outcome is None and self.row.kind == "attempt":
            yield Lack("outcome", is_needed=True)
        if not entry.what:
            yield Lack("what")
        if entry.next is None and self.deal:
            yield Lack("next")

    def refuse_twice(self) -> None:
        """Raises CrmError for the very same touch once more, where the first one did not count for
        its rhythm.
        """
        if self.row.kind == "cadence" and any(map(self._is_it, self.account.log)):
            raise settled(self.row, self.account)

    def write(self, draft: Draft, today: date) -> None:
        """Into the account's file. Raises CrmError."""
        if self.is_move:
            self._refuse_words()
            self._put_off(draft)
            return
        self.refuse_twice()
        if self.told and not self._keeps(self.told):
            draft.remove(("log", self.told.entry or 0, "next"))
        if self.row.kind == "revisit" and not self._settles_revisit():
            draft.remove(("deals", self.row.subject, "outcome", "revisit"))
        self.entry.write(draft, self.account, today, keeps_step=bool(self.promised))
        if self.deal and self.row.kind == "next" and self.entry.next is None:
            clear(draft, self.deal)

    def _told(self) -> Promise | None:
        """The promise of the log that the row is about, if it is about one."""
        if self.row.kind != "next":
            return None
        log, holidays = self.account.log, self.policy.holiday_dates
        for each in open_promises(self.account, max(self.row.as_of, self.day), holidays):
            if each.entry is None or each.subject(self.account.id) != self.row.subject:
                continue
            is_there = f"log.{log[each.entry].date}.next" in self.row.records
            if is_there and working_day(each.step.date, holidays) == self.row.day:
                return each
        return None

    def _deal(self) -> str | None:
        """The deal that the entry is about."""
        subject, kind = self.row.subject, self.row.kind
        is_deals = self.told is None and subject in self.account.deals and kind in OF_DEALS
        return subject if is_deals else None

    def _promised(self) -> NextStep | None:
        """The deal's own promise, if the row is about it."""
        is_promise = self.deal and self.row.kind == "next"
        return self.account.deals[self.row.subject].next if is_promise else None

    def _is_move(self, said: LogEntry) -> bool:
        """Was only another day named, and nothing that happened?"""
        happened = said.what or said.type or said.with_ or said.outcome or said.gave
        may_be = self.promised or self.told or self.row.kind == "revisit"
        return said.next is not None and not happened and bool(may_be)

    def _completed(self, said: LogEntry) -> LogEntry:
        tries = self.deal and self.row.kind in ("attempt", "final")
        tried = self._last_try() if tries else None
        usual = self.promised.channel if self.promised else tried.type if tried else None
        theirs = self._promised_to() or (self._here(tried.with_) if tried else ())
        return said._replace(
            type=said.type or self._agreed() or usual or "",
            with_=said.with_ or list(theirs),
            deal=self.deal,
            what=said.what or (self.promised.what if self.promised else None),
            next=self._following(said.next),
        )

    def _agreed(self) -> str | None:
        """The kind of interaction that crm.yaml asks for."""
        if self.row.kind == "cadence":
            return self.row.subject.rpartition("/")[2]
        return self.policy.attempts.final if self.row.kind == "final" else None

    def _promised_to(self) -> Sequence[str]:
        """Those it was promised to."""
        if self.promised:
            return self.promised.with_
        to = self.told.to if self.told else ()
        return [each for each in to if each in self.account.contacts]

    def _last_try(self) -> Entry | None:
        """The last entry about the deal of those that ask for the row."""
        tries = [
            entry
            for entry in self.account.log
            if entry.deal == self.deal and f"log.{entry.date}" in self.row.records
        ]
        return max(tries, key=lambda entry: entry.date, default=None)

    def _here(self, contacts: Iterable[str]) -> list[str]:
        """Those of them who had not left by that day."""
        known = self.account.contacts
        return [each for each in contacts if each in known and not has_left(known[each], self.day)]

    def _following(self, then: Promised | None) -> Promised | None:
        """What is promised now, by and to the same people as before where that is not said."""
        return Promised(*like(then.step(), self.promised)) if then and self.promised else then

    def _is_it(self, entry: Entry) -> bool:
        """Does the log say the very same there?"""
        said = self.entry
        how, words = (said.type, tuple(said.with_), said.outcome), (said.what, tuple(said.gave))
        there = (entry.date, entry.type, entry.with_, entry.outcome, entry.what, entry.gave)
        return there == (self.day, *how, *words)

    def _made(self) -> Entry:
        """The entry as it will stand in the log, without its words."""
        entry = self.entry
        return Entry(self.day, entry.type, with_=tuple(entry.with_), outcome=entry.outcome)

    def _keeps(self, promised: Promise) -> bool:
        """Is the promise settled by what stands in the log then? Else it is taken out of it."""
        made = self._made()._replace(deal=promised.deal)
        return keeps(promised, made, self.policy.holiday_dates)

    def _settles_revisit(self) -> bool:
        """Would the agenda stop asking for it by the entry alone? One before its day would not, nor
        one that came to nothing.
        """
        ended = self.account.deals[self.row.subject].outcome
        if ended is None or ended.revisit is None:
            return True
        first = working_day(ended.revisit, self.policy.holiday_dates)
        return settles(self._made()) and self.day >= first

    def _put_off(self, draft: Draft) -> None:
        """The same for another day: nothing happened yet."""
        then = self.entry.next
        if then is None:
            return
        if self.promised:
            _move(draft, ("deals", self.row.subject), self.promised, then.step())
        elif self.told:
            _move(draft, ("log", self.told.entry or 0), self.told.step, then.step())
        else:
            place = ("deals", self.row.subject, "outcome", "revisit")
            draft.set(place, then.date.isoformat())

    def _refuse_words(self) -> None:
        """Raises CrmError for words beside the day to ask again, which have no place there."""
        then = self.entry.next
        if then is not None and then.what and self.row.kind == "revisit":
            raise CrmError(
                Message("error-done-revisit-words", (then.what,)),
                Message("hint-done-revisit-words", (then.date,)),
            )


def _move(draft: Draft, place: Path, promised: NextStep, then: Step) -> None:
    """The same promise for another day."""
    moved = like(then, promised)._replace(what=then.what or promised.what)
    draft.set((*place, "next"), written(moved))
