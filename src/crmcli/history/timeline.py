"""Changes as tables: who changed what and when, and what differs between two states."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.history.change import Change, Part

SHORT = 10  # digits of a commit's id that people are shown


class Author(NamedTuple):
    """Who made a commit: a name and an address as git has them, and the team member with that
    address.
    """

    name: str
    email: str
    member: str | None

    def shown(self, policy: Policy) -> str:
        """The member's name, else git's."""
        return policy.team[self.member].name or self.member if self.member else self.name


class HistoryRow(NamedTuple):
    """One change of one commit. `date` and `time` in the book's zone."""

    date: date
    who: str
    account: str
    change: Message
    kind: str
    subject: str
    parts: tuple[Part, ...]
    member: str | None
    author: str
    email: str
    time: str
    commit: str
    commit_id: str


class DiffRow(NamedTuple):
    """One change between two states."""

    account: str
    change: Message
    kind: str
    subject: str
    parts: tuple[Part, ...]


def author_of(name: str, email: str, policy: Policy) -> Author:
    """Who of the team has the address? Letter case does not count."""
    wanted = email.casefold()
    return Author(
        name,
        email,
        next(
            (
                key
                for key, member in policy.team.items()
                if wanted in {each.casefold() for each in member.emails}
            ),
            None,
        ),
    )


def is_by(author: Author, wanted: str, policy: Policy) -> bool:
    """Is that how the author may be called: by member id or name, or by git's name or address?"""
    called = {author.name, author.email, author.member or author.name, author.shown(policy)}
    return wanted.casefold() in {each.casefold() for each in called}


def history_row(
    change: Change, commit: str, when: datetime, author: Author, policy: Policy
) -> HistoryRow:
    """One change with its commit."""
    return HistoryRow(
        when.date(),
        author.shown(policy),
        change.account,
        change.message,
        change.kind,
        change.subject,
        change.parts,
        author.member,
        author.name,
        author.email,
        when.isoformat(timespec="seconds"),
        commit[:SHORT],
        commit,
    )


def history_table(
    rows: Sequence[HistoryRow],
    as_of: date,
    *,
    whole: bool,
    limit: int,
    team: Mapping[str, Label],
    explain: bool,
) -> Table:
    """Newest first.

    `whole`: nothing older was left out; `team`: what our people are called by name, those who left
    as left; `explain`: which fields differ behind each sentence.
    """
    notes = (Message("note-history-cut", (limit,)),) if not whole else ()
    columns = (
        Column("date", "date", 9),
        Column("who", "label", 9),
        Column("account", "id", 9),
        Column("change", "message", 9),
        Column("commit", "id", 4),
    )
    return Table(
        "history",
        as_of,
        rows,
        columns,
        notes=notes,
        labels={"who": team},
        cut=0 if whole else 1,
        evidence=_fields(rows) if explain else (),
        named_by=("commit", "account"),
    )


def diff_table(changes: Sequence[Change], as_of: date, title: Message, *, explain: bool) -> Table:
    """Account by account; `explain`: which fields differ behind each sentence."""
    rows = [
        DiffRow(change.account, change.message, change.kind, change.subject, change.parts)
        for change in changes
    ]
    notes = () if rows else (Message("note-diff-nothing"),)
    return Table(
        "diff",
        as_of,
        rows,
        (Column("account", "id", 9), Column("change", "message", 9)),
        title=title,
        notes=notes,
        evidence=_fields(rows) if explain else (),
        named_by=("account",),
    )


def _fields(rows: Sequence[HistoryRow] | Sequence[DiffRow]) -> list[dict[str, tuple[str, ...]]]:
    return [{"change": tuple(part.field for part in row.parts)} for row in rows]
