"""One run of a command that changes files: finds the account meant, writes under the lock, says
what changed, and commits if asked.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple, NoReturn

from crmcli.app.changing import Change, Committing, change
from crmcli.app.filters import member
from crmcli.app.session import Session
from crmcli.app.who import me
from crmcli.app.work import Batch, NotHere, Request
from crmcli.commands.shared.asking import Asking, Choice
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.telling.skipped_files import shown_path, skipped_line
from crmcli.commands.shared.writing import Write
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import locate
from crmcli.store.files.lock import BookLocked
from crmcli.store.files.scan import glance
from crmcli.store.write.rewriting import (
    NotSaved,
    close_to,
    read_page,
)
from crmcli.store.write.twins import refuse_twins

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


Tell = Callable[[ReportSession, Write, Change], NoReturn]


class Page(NamedTuple):
    """An account to write to: its file, and what it said when it was looked up."""

    path: str
    account: Account


class EditSession:
    """One command's edit: whom it is about, and how it gets into the files."""

    def __init__(self, write: Write) -> None:
        self.asked = write
        self.root = locate(write.book)
        common = Common(
            book=self.root,
            lang=write.lang,
            output="json" if write.output == "json" else "table",
            opening=write.opening,
            is_writing=True,
        )
        # the policy is enough until somebody has to be looked for
        glanced = write.opening._replace(scan=glance(self.root))
        # one small file is read as quickly as remembered
        opened = Session(self.root, use_cache=False, opening=glanced)
        self.session = ReportSession(common, memorable=False, opened=opened)
        self.is_glance = True
        self._seen: dict[str, Page] = {}
        self.unknown: Message | None = None  # why nobody knows who sits at the keyboard, once asked

    def whole_book(self) -> ReportSession:
        """The book with every file of the book in sight."""
        if self.is_glance:
            self.session.look_at_all()
            self.is_glance = False
        return self.session

    @property
    def policy(self) -> Policy:
        """What the team agreed on."""
        return self.session.book.policy

    @property
    def today(self) -> date:
        """The day where the book is."""
        return self.session.now.date()

    @cached_property
    def asking(self) -> Asking:
        """Who asks for what the command line left out."""
        return Asking(self.session.screen, self.session.phrases)

    def day(self, said: str | None, *, past: bool = False) -> date:
        """A day as people say it, today if nothing was said; told back where it was not written
        out. Raises CrmError.
        """
        if said is None:
            return self.today
        day = self.as_day(said, past=past)
        self.echo(said, day)
        return day

    def as_day(self, said: str, *, past: bool = False) -> date:
        """The day that is meant. Raises CrmError."""
        day = _written_out(said) if _ISO.match(said) else self._said(said, past=past)
        if day is None:
            raise CrmError(Message("error-bad-day", (said,)), Message("hint-bad-day"))
        return day

    def echo(self, said: str, day: date) -> None:
        """Tell which day somebody's words mean, unless they were the day itself."""
        if day.isoformat() != said:
            self.session.screen.tell(
                f"{visible(said)} = {day.isoformat()} "
                f"({self.session.phrases(f'weekday-{day.weekday()}')})"
            )

    def _said(self, said: str, *, past: bool) -> date | None:
        from crmcli.domain.time.when import day_said  # knows many words: only for who uses them

        return day_said(said, self.today, past=past)

    @cached_property
    def me(self) -> str | None:
        """The team member at the keyboard, if git and the team know."""
        try:
            return me(self.session.book) if self.policy.team else None
        except CrmError as error:
            self.unknown = error.message
            return None

    def member(self, said: str | None) -> str | None:
        """One of ours by id, name or address; as said where crm.yaml names no team. Raises
        CrmError.
        """
        return member(said, self.policy.team) if said else said

    def path(self, given: str | None) -> str:
        """The file of the account that is meant. Raises CrmError when none or several may be."""
        said = given
        if said is None:
            choices = self._accounts() if self.asking.may_ask else ()
            said = self.asking.need(None, "ACCOUNT", "ask-account", choices, check=self.file_of)
        path = self.file_of(said)
        refuse_twins(self.root, [path])
        return path

    def file_of(self, said: str) -> str:
        """The file of the one account that is meant. Raises CrmError when none or several may
        be.
        """
        path = close_to(self.root, said)
        if path is not None:
            return path
        from crmcli.app.accounts import find_account

        session = self.whole_book()
        return find_account(said, session.book, session.names)

    def _accounts(self) -> list[Choice]:
        return sorted(Choice(fact.account, fact.names[0]) for fact in self.whole_book().names())

    def page(self, given: str | None) -> Page:
        """The account that is meant. Raises CrmError also when its file cannot be read."""
        path = self.path(given)
        found = read_page(self.root, path)
        if found.account is None:
            self.session.screen.tell(
                skipped_line(
                    Skipped(path, found.problems),
                    shown_path(self.root, path),
                    "error",
                    self.session.phrases,
                )
            )
            raise CrmError(
                Message("error-edit-broken", (path,)),
                Message("hint-edit-broken", (path,)),
                status=4,
            )
        page = self._seen[found.account.id] = Page(path, found.account)
        return page

    def submit(self, *requests: Request, tell: Tell | None = None) -> NoReturn:
        """Make what is asked for, or with --dry-run only show it, and end the command: say what
        changed; commit if asked. Raises CrmError.
        """
        self._submit(Batch(requests), self._seen, tell)

    def submit_all(self, batch: Batch) -> NoReturn:
        """Make what a program asks for, whose words are not ids yet, and end the command. Raises
        CrmError, also where a file is not what the program had looked at.
        """
        self._submit(batch, None, None)

    def preview(self, *requests: Request) -> Change:
        """What would change. Raises CrmError."""
        return self._made(Batch(requests), self._seen, dry_run=True)

    def make(self, *requests: Request) -> Change:
        """Make what is asked for, and go on. Raises CrmError."""
        return self._made(Batch(requests), self._seen)

    def _submit(self, batch: Batch, seen: Mapping[str, Page] | None, tell: Tell | None) -> NoReturn:
        from crmcli.commands.shared import change_output

        tell = tell or change_output.tell
        if self.asked.dry_run:
            tell(self.session, self.asked, self._made(batch, seen, dry_run=True))
        try:
            made = self._made(batch, seen)
        except (BookLocked, NotSaved) as error:  # what somebody typed is not lost
            left = error.left if isinstance(error, NotSaved) else ()
            left = left or self._made(batch, seen, dry_run=True).files
            change_output.tell_unsaved(self.session, self.asked, left)
            raise
        for each in made.told:
            self.session.screen.tell(self.session.phrases.say(each))
        tell(self.session, self.asked, made)

    def _made(
        self, batch: Batch, seen: Mapping[str, Page] | None, *, dry_run: bool = False
    ) -> Change:
        committing = Committing(self.asked.commit, self.asked.message or "")
        try:
            return change(
                self.session.opened,
                *batch.requests,
                dry_run=dry_run,
                base=batch.base,
                committing=committing,
                phrases=self.session.phrases,
                seen=seen,
            )
        except NotHere as error:
            self.session.tell_skipped(error.files)
            raise


def _written_out(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
