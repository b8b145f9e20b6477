"""Which entries of the log do mails make, and which make none?"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from crmcli.edits.entries import Happened
from crmcli.imports.correspondence.mail import Mail
from crmcli.imports.correspondence.people import AddressBook, first_of

SYSTEM = "message"  # under which an entry keeps what the mail is called


class Wanted(NamedTuple):
    """Which mails are wanted: those of these days; whose box it is where no address tells, and by
    account the deal that they are about.
    """

    since: date | None
    until: date
    zone: tzinfo | None
    me: str = ""
    deals: dict[str, str] = {}  # noqa: RUF012 - never changed


class MailEntries:
    """What comes of the mails of one run."""

    def __init__(self, book: AddressBook, wanted: Wanted) -> None:
        self.book, self.wanted = book, wanted
        self.of: dict[str, list[Happened]] = {}  # by account
        self.left: Counter[str] = Counter()  # mails that make none, by why
        self.mails = self.cleaned = self.cut = 0
        self._seen: set[str] = set()

    @property
    def totals(self) -> dict[str, int]:
        """What else is counted."""
        return {"mails": self.mails, "cleaned": self.cleaned, "cut": self.cut}

    def wants(self, mail: Mail | None) -> date | None:
        """The day of a mail that makes an entry, if it names anybody; None for one that makes none,
        which is counted.
        """
        self.mails += 1
        why, day = self._left(mail)
        if why:
            self.left[why] += 1
            return None
        return day

    def _left(self, mail: Mail | None) -> tuple[str, date | None]:
        if mail is None:
            return "broken", None
        if mail.left:
            return mail.left, None
        if mail.id in self._seen:
            return "twice", None
        self._seen.add(mail.id)
        if mail.when is None:
            return "undated", None
        if mail.sender is None:
            return "nobody", None
        day = self._local(mail.when).date()
        if day > self.wanted.until:
            return "later", None
        if self.wanted.since and day < self.wanted.since:
            return "earlier", None
        return "", day

    def _local(self, when: datetime) -> datetime:
        return when.astimezone(self.wanted.zone)

    def take(self, mail: Mail, day: date, note: Callable[[], tuple[str, bool]] | None) -> None:
        """An entry at each account whose people it names; who is not in the book is remembered.

        `note` reads what was written, and says whether it was cut.
        """
        assert mail.sender is not None  # noqa: S101 - `wants` has looked
        sender, others = mail.sender.address, [each.address for each in (*mail.to, *mail.cc)]
        found = self.book.with_these([sender, *others], day)
        strangers = [mail.sender, *mail.to, *mail.cc]
        for each in strangers:
            self.book.meet(each.address, each.name)
        if not found:
            is_inside = all(map(self.book.is_ours, [sender, *others]))
            self.left["inside" if is_inside else "strangers"] += 1
            return
        outbound = self.book.is_ours(sender)
        self.cleaned += mail.is_cleaned
        body, is_cut = note() if note else ("", False)
        self.cut += is_cut
        for account, people in found.items():
            entry = Happened(
                day,
                "email",
                by=self._by(mail, others, outbound=outbound),
                with_=people,
                deal=self.wanted.deals.get(account),
                direction="outbound" if outbound else "inbound",
                what=mail.subject or None,
                note=body or None,
                ids={SYSTEM: (mail.id,)},
                time=f"{self._local(mail.when):%H:%M}" if mail.when else None,
            )
            self.of.setdefault(account, []).append(entry)

    def _by(self, mail: Mail, others: Sequence[str], *, outbound: bool) -> tuple[str, ...]:
        """Who of us wrote it, or to whom of us it was written; else whose box it lies in."""
        team = self.book.team
        sender = mail.sender.address if mail.sender else ""
        to = [each.address for each in mail.to]
        ours = (
            first_of([sender], team)
            if outbound
            else first_of(to, team)
            or first_of(others, team)
            or first_of([each.address for each in mail.mailbox], team)
        )
        return ours or ((self.wanted.me,) if self.wanted.me else ())
