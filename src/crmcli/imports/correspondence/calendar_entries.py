"""Which entries of the log do appointments make, and which make none?"""

import re
from collections import Counter
from datetime import date, tzinfo
from typing import NamedTuple

from crmcli.edits.deals.steps import Step
from crmcli.edits.entries import Happened
from crmcli.imports.correspondence.appointments import Appointment
from crmcli.imports.correspondence.people import AddressBook, first_of

SYSTEM = "event"  # under which an entry keeps what the appointment is called
# What a word of the subject or the place says that it was; the first that is found counts.
_KINDS = (
    ("demo", r"\bdemo\b|데모|시연"),
    ("call", r"\bcall\b|\bphone\b|통화|전화"),
    ("visit", r"\bvisit\b|\bon[- ]?site\b|방문|현장|외근"),
    ("review", r"\breview\b|\bqbr\b|리뷰|정기 ?점검"),
    ("event", r"\bconference\b|\bfair\b|\bexpo\b|박람회|전시회|컨퍼런스|세미나"),
)


class Span(NamedTuple):
    """Which appointments are taken: up to that day; whose calendar it is where no address tells,
    and by account the deal that they are about.
    """

    until: date
    zone: tzinfo | None
    me: str = ""
    deals: dict[str, str] = {}  # noqa: RUF012 - never changed


class CalendarEntries:
    """What comes of the appointments of one run; `ahead` is by account the first to come."""

    def __init__(self, book: AddressBook, span: Span) -> None:
        self.book, self.span = book, span
        self.of: dict[str, list[Happened]] = {}
        self.ahead: dict[str, Step] = {}
        self.left: Counter[str] = Counter()
        self.events = self.cleaned = 0

    @property
    def totals(self) -> dict[str, int]:
        """What else is counted."""
        return {"events": self.events, "cleaned": self.cleaned}

    def take(self, event: Appointment) -> None:
        """An entry at each account whose people it names; who is not in the book is remembered."""
        self.events += 1
        named = [*([event.organizer] if event.organizer else []), *event.guests]
        found = self.book.with_these([each.address for each in named], event.day)
        for each in named:
            self.book.meet(each.address, each.name)
        if not found:
            is_inside = bool(named) and all(self.book.is_ours(each.address) for each in named)
            self.left["alone" if not named else "inside" if is_inside else "strangers"] += 1
        elif event.day > self.span.until:
            self.left["ahead"] += 1
            if not event.is_cancelled:
                self._promise(event, found)
        else:
            self.cleaned += event.is_cleaned
            for account, people in found.items():
                entry = self._entry(event, account, people)
                self.of.setdefault(account, []).append(entry)

    def _entry(self, event: Appointment, account: str, people: list[str]) -> Happened:
        organizer = event.organizer.address if event.organizer else ""
        guests = [each.address for each in event.guests]
        team = self.book.team
        by = first_of([organizer], team) or first_of(guests, team)
        is_theirs = bool(organizer) and not self.book.is_ours(organizer)
        when = event.when.astimezone(self.span.zone) if event.when else None
        return Happened(
            event.day,
            kind_of(f"{event.subject} {event.place}"),
            by=by or ((self.span.me,) if self.span.me else ()),
            with_=people,
            deal=self.span.deals.get(account),
            direction="inbound" if is_theirs else "outbound",
            outcome="cancelled" if event.is_cancelled else None,
            what=event.subject or None,
            ids={SYSTEM: (event.id,)},
            time=f"{when:%H:%M}" if when else None,
        )

    def _promise(self, event: Appointment, found: dict[str, list[str]]) -> None:
        for account, people in found.items():
            if account in self.span.deals:
                step = Step(event.day, event.subject or None, with_=people)
                known = self.ahead.get(account)
                if known is None or step.date < known.date:
                    self.ahead[account] = step


def kind_of(text: str) -> str:
    """The type of entry that the words of an appointment tell; a meeting where none does."""
    found = (kind for kind, words in _KINDS if re.search(words, text, re.IGNORECASE))
    return next(found, "meeting")
