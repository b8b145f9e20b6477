"""Files as a whole: their text replaced, put in the usual order, renamed, taken back."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from crmcli.app.accounts import taken_ids
from crmcli.app.requests.kinds import AccountId
from crmcli.app.work import Work
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Referral
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold
from crmcli.edits.record_editor import Draft
from crmcli.edits.referrals import follow
from crmcli.reports.options import NoOptions
from crmcli.reports.relations import referrals
from crmcli.store.files.editors import leading
from crmcli.store.files.save import file_changed
from crmcli.store.files.scan import POLICY, SUFFIX
from crmcli.store.git.undoing import UNDOES, last_change
from crmcli.store.write.arranging import arranged
from crmcli.store.write.rewriting import ORDER, NotSaved
from crmcli.store.write.splice import CannotSplice

File = tuple[str, bytes | None, bytes | None]  # its path, what it says now, what it is to say


class ReplaceText(NamedTuple):
    """An account's whole text is another one, as somebody left it in an editor.

    `base` is the SHA-256 of the text that it was made from; without it nobody else's change since
    is noticed.
    """

    account: AccountId
    text: str
    base: str | None = None

    def stage(self, work: Work) -> None:
        """Raises NotSaved for a file that is not what it was, CrmError for one that cannot be
        opened.
        """
        path = work.path(self.account)
        before, after = work.files.read(path).data, self.text.encode("utf-8", "surrogateescape")
        work.files.replace([(path, before, after)])
        if self.base not in (None, sha256(before).hexdigest()):
            raise NotSaved(file_changed(path), work.files.changes())


class ReplaceFiles(NamedTuple):
    """Files are to say something else, come or go: None where there is nothing."""

    files: Sequence[File]
    title: Message

    def stage(self, work: Work) -> None:
        """Nothing is looked at: what a file says now is seen when it is replaced."""
        work.files.replace(self.files)
        work.title = self.title


class Format(NamedTuple):
    """Files are put into the usual order: these accounts', or all of them where none is named.

    The comment that leads an editor to the book's schema leads there again, if a file was moved.
    """

    accounts: Sequence[AccountId] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for a file that cannot be read, or not be arranged."""
        named = map(work.path, self.accounts) if self.accounts else work.paths.values()
        found = []
        for path in sorted(set(named)):
            work.record(path)
            before = work.files.read(path).data
            try:
                after = leading(path, arranged(before, ORDER))
            except CannotSplice:
                hint = Message("hint-edit-impossible")
                raise CrmError(Message("error-fmt-cannot", (path,)), hint, status=4) from None
            if after != before:
                found.append((path, before, after))
        work.files.replace(found)
        work.title = Message("title-fmt", (len(found),))


class RenameAccount(NamedTuple):
    """An account gets another id: its file is renamed, and accounts that name it follow."""

    account: AccountId
    id: str

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id that is taken, and for a file that is a link."""
        old, was = work.path(self.account), self.account
        if work.files.is_link(old):
            hint = Message("hint-rename-link")
            raise CrmError(Message("error-rename-link", (old,)), hint, status=4)
        work.whole("error-rename-not-here", was)
        others = set(map(fold, taken_ids(work.session.book) - {was}))
        if self.id == was or fold(self.id) in others:
            raise CrmError(Message("error-edit-exists", (self.id,)), status=4)
        naming = {
            row.account
            for row in work.session.gather(referrals.FACTS, NoOptions(), work.today)
            if row.referral.account == was and row.account != was
        } | {row.account for row in work.names() if row.parent == was and row.account != was}
        new = f"{old.rpartition('/')[0]}/{self.id}{SUFFIX}"
        work.files.move(old, new, self._follow)
        for each in sorted(naming):
            work.edit(each, self._follow)

    def _follow(self, draft: Draft, record: Account) -> None:
        follow(draft, record, self._renamed)

    def _renamed(self, referral: Referral) -> str | None:
        if referral.account != self.account:
            return None
        return f"{self.id}/{referral.contact}" if referral.contact else self.id


class Undo(NamedTuple):
    """The last change that was committed with crm by one of these addresses is taken back.

    `commit` is the one that is meant: where the last is another one, nothing is taken back.
    """

    addresses: Sequence[str]
    commit: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError when there is none, somebody built on it, or it is another one."""
        found = last_change(work.files.root, set(self.addresses))
        if self.commit not in (None, found.id):
            raise CrmError(Message("error-undo-not-last", (found.subject,)), status=4)
        if POLICY in found.changed and not found.changed[POLICY][0].strip("0"):
            raise CrmError(Message("error-undo-book"), Message("hint-undo-book"), status=4)
        work.files.replace((each.path, each.after, each.before) for each in found.files)
        work.title = Message("title-undo", (found.subject,))
        work.trailer = f"{UNDOES}{found.id}"
