"""One run of a command that changes files: finds the account meant, writes under the lock, says
what changed, and commits if asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, NoReturn

from crmcli.app.session import Session
from crmcli.commands.shared.asking import Asking, Choice
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.find_member import me, member
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.say import language_of
from crmcli.commands.shared.skipped_files import shown_path, skipped_line
from crmcli.commands.shared.writing import Write
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.text.portable import portable
from crmcli.edits.record_editor import Draft
from crmcli.formats.visible import visible
from crmcli.messages import Phrases
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import locate
from crmcli.store.files.lock import BookLocked, locked
from crmcli.store.files.scan import glance
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.rewriting import (
    FileChange,
    Make,
    Move,
    NotSaved,
    close_to,
    put_pages,
    read_page,
    write_pages,
)
from crmcli.store.write.twins import refuse_twins

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


# what changed, and the id of the commit
Tell = Callable[[ReportSession, Write, Sequence[FileChange], str], NoReturn]


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
        )
        self.session = ReportSession(common, memorable=False)
        # the policy is enough until somebody has to be looked for
        glanced = write.opening._replace(scan=glance(self.root))
        # one small file is read as quickly as remembered
        self.session.opened = Session(self.root, use_cache=False, opening=glanced)
        self.session.phrases = Phrases(language_of(write.lang, self.session.book.policy.language))
        self.is_glance = True
        self.unknown: Message | None = None  # why nobody knows who sits at the keyboard, once asked

    def whole_book(self) -> ReportSession:
        """The book with every file of the book in sight."""
        if self.is_glance:
            self.session.__dict__.pop("opened", None)
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
        return Page(path, found.account)

    def change(self, page: Page, make: Make, *, tell: Tell | None = None) -> NoReturn:
        """Make the edits to the account's file as it is now, and end the command. Raises CrmError
        where what was meant is gone by now.
        """

        def still(draft: Draft, record: Account) -> None:
            try:
                make(draft, record)
            except LookupError:
                if record == page.account:
                    raise
                raise CrmError(
                    Message("error-file-moved", (page.path,)), Message("hint-file-moved"), status=4
                ) from None

        self.write([(page.path, still)], tell=tell)

    def write(
        self,
        pages: Sequence[tuple[str, Make]],
        *,
        new: Mapping[str, bytes] | None = None,
        moves: Sequence[Move] = (),
        tell: Tell | None = None,
        title: str = "",
    ) -> NoReturn:
        """Change several files together, and end the command: say what changed, or with --dry-run
        what would; commit if asked.
        """
        for path in (*(new or {}), *(move.new for move in moves)):
            portable(account_id(path))
        refuse_twins(self.root, [*(path for path, _ in pages), *(move.old for move in moves)])
        self._carry_out(
            lambda dry: write_pages(self.root, pages, new or {}, moves, dry=dry),
            tell=tell,
            title=title,
        )

    def put(
        self,
        files: Sequence[tuple[str, bytes | None, bytes | None]],
        *,
        title: str = "",
        trailer: str = "",
    ) -> NoReturn:
        """Replace files as a whole, and end the command."""
        self._carry_out(
            lambda dry: put_pages(self.root, files, dry=dry), title=title, trailer=trailer
        )

    def _carry_out(
        self,
        write: Callable[[bool], list[FileChange]],
        *,
        tell: Tell | None = None,
        title: str = "",
        trailer: str = "",
    ) -> NoReturn:
        from crmcli.commands.shared import change_output

        tell = tell or change_output.tell
        if self.asked.dry_run:
            tell(self.session, self.asked, write(True), "")
        try:
            with locked(self.root):
                written = write(False)
                committed = self._commit(written, title, trailer)
        except (BookLocked, NotSaved) as error:  # what somebody typed is not lost
            change_output.tell_unsaved(
                self.session,
                self.asked,
                write(True) if isinstance(error, BookLocked) else error.left,
            )
            raise
        tell(self.session, self.asked, written, committed)

    def _commit(self, written: Sequence[FileChange], title: str, trailer: str) -> str:
        wanted = (
            self.asked.commit
            if self.asked.commit is not None
            else self.policy.commit.when == "auto"
        )
        changed = [each for each in written if each.before != each.after]
        if not wanted or not changed:
            return ""
        from crmcli.commands.shared.change_output import subject
        from crmcli.store.git.committing import File, commit, is_on_branch

        message = self.asked.message or title or subject(self.session, written)
        made = commit(
            self.root,
            [File(each.path, each.before, each.after) for each in changed],
            message,
            trailer,
            hooks=self.policy.commit.hooks == "run",
        )
        if not made and self.asked.commit:
            self.session.screen.tell(self.session.phrases("told-edit-not-committed"))
        if made:
            self._tell_passed_by()
        if made and not is_on_branch(self.root):
            self.session.screen.tell(self.session.phrases("told-edit-detached"))
        return made

    def _tell_passed_by(self) -> None:
        """What `git commit` would have run here, and this commit has not: hooks, unless the book
        decided on that, and signing.
        """
        from crmcli.store.git.hooks import hooks_of, is_signing

        passed_by = hooks_of(self.root) if self.policy.commit.hooks is None else []
        if passed_by:
            self.session.screen.tell(
                self.session.phrases("told-commit-hooks-passed-by", ", ".join(passed_by))
            )
        if is_signing(self.root):
            self.session.screen.tell(self.session.phrases("told-commit-unsigned"))


def _written_out(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


__all__ = ["Draft", "EditSession", "Page"]
