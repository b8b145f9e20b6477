"""What a request may look at and change while it is carried out: the book as it is, with everything
that was asked for before.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from crmcli.app.accounts import find_account
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft
from crmcli.reports.queries.names import NameRow
from crmcli.store.book.load import Skipped
from crmcli.store.files.scan import ACCOUNTS, MAX_BESIDE, POLICY, SUFFIX, read_bytes
from crmcli.store.write.rewriting import Make, close_to
from crmcli.store.write.staging import Staging
from crmcli.store.write.twins import refuse_twins


class NotHere(CrmError):
    """Accounts that a change has to look at are not in this checkout: their files."""

    def __init__(self, message: Message, files: Sequence[Skipped]) -> None:
        super().__init__(message, status=4)
        self.files = files


class Seen(Protocol):
    """An account as somebody looked at it before asking for a change."""

    @property
    def path(self) -> str:
        """Its file."""
        ...

    @property
    def account(self) -> Account:
        """What the file said."""
        ...


class Work:
    """One change under way.

    `seen`: accounts by id as whoever asks has looked at them; what was meant may be gone since.
    `title` is the commit's first line where what changed does not tell it, `trailer` its last.
    """

    def __init__(self, session: Session, seen: Mapping[str, Seen]) -> None:
        self.session, self.seen = session, seen
        self.files = Staging(session.book.root)
        self.title: Message | None = None
        self.trailer = ""
        self._policy: Policy | None = None  # as this very change makes it

    @property
    def policy(self) -> Policy:
        """What the team agreed on."""
        return self._policy or self.session.book.policy

    def extend_policy(self, before: bytes, after: bytes, policy: Policy) -> None:
        """crm.yaml says more, and what else is asked for goes by it."""
        self.files.replace([(POLICY, before, after)])
        self._policy = policy

    def bytes_of(self, path: str) -> bytes | None:
        """A file of the book that is no account, as it is; None where there is none.

        Raises CrmError for one that cannot be read.
        """
        try:
            return read_bytes(self.files.root, path, MAX_BESIDE)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CrmError(
                Message("error-cannot-open", (path, reason_of(error))), status=4
            ) from None

    @property
    def today(self) -> date:
        """The day where the book is."""
        return self.session.now.date()

    @property
    def paths(self) -> Mapping[str, str]:
        """Every account's file by its id, as the book has them on disk."""
        return self.session.book.library.paths

    def path(self, account: str) -> str:
        """The file of the account. Raises CrmError when there is none, or git alone has it."""
        if account in self.seen:
            return self.seen[account].path
        new = f"{ACCOUNTS}/{account}{SUFFIX}"
        if self.files.has(new):
            return new
        found = close_to(self.files.root, account)
        return found or find_account(account, self.session.book, self.names)

    def names(self) -> list[NameRow]:
        """What every account on disk answers to."""
        return self.session.names(self.today)

    def whole(self, key: str, *words: str) -> None:
        """Every account has to be here, and once, for what is about to be written.

        Raises NotHere with the message of that key where git has one that this checkout has not,
        CrmError for two files with one id.
        """
        skipped = self.session.book.library.skipped
        missing = sorted(each for each in skipped if each.is_missing)
        if missing:
            raise NotHere(Message(key, (len(missing), *words)), missing)
        twins = [each.path for each in skipped if each.problems[0][0].rule == "duplicate-account"]
        refuse_twins(self.files.root, twins)

    def account(self, account: str) -> Account:
        """The account as it is to be. Raises CrmError for a file that cannot be read."""
        return self.record(self.path(account))

    def record(self, path: str) -> Account:
        """The account of that file as it is to be. Raises CrmError for one that cannot be read."""
        found = self.files.read(path).account
        if found is None:
            hint = Message("hint-edit-broken", (path,))
            raise CrmError(Message("error-edit-broken", (path,)), hint, status=4)
        return found

    def edit(self, account: str, make: Make) -> None:
        """The account's file is changed.

        Raises CrmError where what was meant is gone since somebody looked.
        """
        path, seen = self.path(account), self.seen.get(account)

        def still(draft: Draft, record: Account) -> None:
            try:
                make(draft, record)
            except LookupError:
                if seen is None or record == seen.account:
                    raise
                raise CrmError(
                    Message("error-file-moved", (path,)), Message("hint-file-moved"), status=4
                ) from None

        self.files.edit(path, still)


class Request(Protocol):
    """One thing that a book is asked to change, in plain data."""

    def stage(self, work: Work) -> None:
        """Make it, on what the files are to be by then. Raises CrmError."""


class Batch(NamedTuple):
    """Requests to be made together, and the digests of the files that a preview was made from."""

    requests: tuple[Request, ...]
    base: Mapping[str, str | None] | None = None
