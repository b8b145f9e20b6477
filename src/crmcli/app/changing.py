"""What is asked of a book in plain data is made: together or not at all, or only shown."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from crmcli.app.session import Session
from crmcli.app.work import Request, Seen, Work
from crmcli.domain.deals.discounts import unapproved_discounts
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.text.portable import portable
from crmcli.domain.text.visible import visible
from crmcli.edits.deals.gates import said_of, thinly_known
from crmcli.history.change import Change as AccountChange
from crmcli.history.change import Part
from crmcli.history.changes import changes
from crmcli.history.policies import policy_changes
from crmcli.messages import Phrases
from crmcli.store.book.opening import policy_of, policy_reading
from crmcli.store.files.diff3 import lines_of
from crmcli.store.files.lock import locked
from crmcli.store.files.scan import POLICY
from crmcli.store.shapes.reading import account_id, is_account_path
from crmcli.store.write.rewriting import FileChange, NotSaved, saved
from crmcli.store.write.twins import refuse_twins

WIDEST = 72  # characters of a commit's first line


class ChangedRow(NamedTuple):
    """One change of one account."""

    account: str
    name: str
    file: str
    kind: str
    subject: str
    change: Message


class Committing(NamedTuple):
    """Is it committed (None: as the book has it), and with which message?"""

    wanted: bool | None = None
    message: str = ""


AS_THE_BOOK_HAS_IT = Committing()


class Change:
    """What was changed, or would be: `files` before and after, also those that stay as they are.

    `commit` is the commit's id, if there is one; `told` what is to be said of committing it.
    """

    def __init__(
        self,
        policy: Policy,
        today: date,
        files: Sequence[FileChange],
        commit: str = "",
        told: Sequence[Message] = (),
    ) -> None:
        self.policy, self.today = policy, today
        self.files, self.commit, self.told = files, commit, told

    @property
    def changed(self) -> list[FileChange]:
        """The files that are not as they were."""
        return [each for each in self.files if each.before != each.after]

    @property
    def base(self) -> dict[str, str | None]:
        """What it was worked out from: each changed file's SHA-256, None where there was none."""
        return {each.path: digest(each.before) for each in self.changed}

    @property
    def diff(self) -> str:
        """The lines that change."""
        return "".join(map(difference, self.files))

    @cached_property
    def rows(self) -> list[ChangedRow]:
        """Every change of every account and of the policy, one by one."""
        return [*self._policy_rows(), *self._account_rows()]

    def _policy_rows(self) -> list[ChangedRow]:
        return [
            ChangedRow(POLICY, POLICY, POLICY, change.kind, change.subject, change.message)
            for each in self.changed
            if each.path == POLICY
            for change in policy_changes(_policy(each.before), _policy(each.after))
        ]

    def _account_rows(self) -> list[ChangedRow]:
        return [
            ChangedRow(
                record.id, record.name, each.path, change.kind, change.subject, change.message
            )
            for each in self.changed
            if (record := each.new or each.old) is not None
            for change in changes_of(each, self.policy, self.today, has_parts=False)
        ]

    @property
    def warnings(self) -> list[Message]:
        """What whoever asked should know: discounts nobody approved, stages ahead of what is known
        of the account.
        """
        return [*self._discounts(), *self._blind()]

    def _discounts(self) -> list[Message]:
        found = []
        for name, was, deal, _ in self._deals():
            known = unapproved_discounts(was, self.policy, self.today) if was is not None else []
            now = unapproved_discounts(deal, self.policy, self.today) if deal != was else ()
            found += [
                Message("told-edit-discount", (name, said_of(each)))
                for each in now
                if each not in known
            ]
        return found

    def _blind(self) -> list[Message]:
        found = []
        for name, was, deal, account in self._deals():
            if deal.outcome or not deal.stages or (was and was.stages == deal.stages):
                continue
            thin = thinly_known(account, name, deal.stages[-1].value, self.policy, self.today)
            found += [Message("told-edit-blind", tuple(thin))] if thin is not None else []
        return found

    def _deals(self) -> list[tuple[str, Deal | None, Deal, Account]]:
        """Every deal of the files, as it was and as it is."""
        return [
            (name, each.old.deals.get(name) if each.old else None, deal, each.new)
            for each in self.files
            if each.new is not None
            for name, deal in each.new.deals.items()
        ]


def changes_of(
    changed: FileChange, policy: Policy, day: date, *, has_parts: bool = True
) -> list[AccountChange]:
    """What a file that changed says otherwise. One that could not be read and now can is no new
    account.
    """
    if changed.before is None or changed.after is None or changed.like:
        return changes(changed.old, changed.new, policy, day, has_parts=has_parts)
    if changed.old is None and changed.new is not None:
        part = Part("file", "broken", "read")
        return [
            AccountChange(changed.new.id, "file", "file", Message("change-file-mended"), (part,))
        ]
    if changed.new is None and changed.old is not None:
        part = Part("file", "read", "broken")
        return [
            AccountChange(changed.old.id, "file", "file", Message("change-file-broken"), (part,))
        ]
    return changes(changed.old, changed.new, policy, day)


def change(
    session: Session,
    *requests: Request,
    dry_run: bool = False,
    base: Mapping[str, str | None] | None = None,
    committing: Committing = AS_THE_BOOK_HAS_IT,
    phrases: Phrases | None = None,
    seen: Mapping[str, Seen] | None = None,
) -> Change:
    """Make what is asked for: each request upon those before it, all of them or none; with
    `dry_run` only work it out.

    What a request names may be said as people say it; each is found in the files as they are by
    then. With `seen`, the accounts that whoever asks has looked at, everything is an id already.

    `base`: the digests of the files as a preview had them (`Change.base`). `phrases` say what
    changed in the commit's message; by default in the book's language. Raises CrmError, also
    where a file is not what `base` says; NotSaved when files could not be put in place.
    """
    if session.at is not None:
        raise CrmError(Message("error-request-past", (session.at,)))
    session.look_again()
    if dry_run:
        work = _staged(session, requests, base, seen)
        return Change(work.policy, work.today, work.files.changes())
    with locked(session.book.root):
        work = _staged(session, requests, base, seen)
        session.is_stale = True
        made = Change(work.policy, work.today, saved(work.files.root, work.files.changes()))
        say = phrases or Phrases(work.policy.language or "en")
        made.commit, made.told = committed(
            made, work.files.root, work.title, committing, say, trailer=work.trailer
        )
    return made


def _staged(
    session: Session,
    requests: Sequence[Request],
    base: Mapping[str, str | None] | None,
    seen: Mapping[str, Seen] | None,
) -> Work:
    work = Work(session, seen or {})
    for place, request in enumerate(requests):
        try:
            (request if seen is not None else _resolved(request, work)).stage(work)
        except CrmError as error:
            if len(requests) == 1 or isinstance(error, NotSaved):
                raise
            said = Message("error-request-of-many", (place, error.message))
            raise CrmError(said, error.hint, error.status) from error
    files = work.files.changes()
    for each in files:
        if each.before is None:
            portable(account_id(each.path))
    refuse_twins(
        work.files.root,
        [each.path for each in files if each.before is not None and is_account_path(each.path)],
    )
    if base is not None:
        _refuse_moved(files, base)
    return work


def _resolved(request: Request, work: Work) -> Request:
    from crmcli.app.protocol.resolving import resolved

    return resolved(request, work)


def _refuse_moved(files: Sequence[FileChange], base: Mapping[str, str | None]) -> None:
    """Raises CrmError for a file that is not what it was when somebody looked at the change."""
    for each in files:
        if each.before != each.after and base.get(each.path, "") != digest(each.before):
            raise CrmError(
                Message("error-request-moved", (each.path,)),
                Message("hint-request-moved"),
                status=4,
            )


def committed(
    made: Change,
    root: str,
    about: Message | None,
    committing: Committing,
    phrases: Phrases,
    *,
    trailer: str = "",
) -> tuple[str, list[Message]]:
    """The commit's id, and what is to be said of it. Its first line is `about`, else what changed.
    Raises CrmError.
    """
    policy = made.policy.commit
    wanted = policy.when == "auto" if committing.wanted is None else committing.wanted
    if not wanted or not made.changed:
        return "", []
    from crmcli.store.git.committing import commit, is_on_branch

    title = phrases.say(about) if about else ""
    commit_id = commit(
        root,
        made.changed,
        committing.message or title or subject(made, phrases.say),
        trailer,
        hooks=policy.hooks == "run",
    )
    if not commit_id:
        return "", [Message("told-edit-not-committed")] if committing.wanted else []
    told = _passed_by(root, is_decided=policy.hooks is not None)
    return commit_id, told if is_on_branch(root) else [*told, Message("told-edit-detached")]


def _passed_by(root: str, *, is_decided: bool) -> list[Message]:
    """What `git commit` would have run here, and this commit has not: hooks, unless the book
    decided on that, and signing.
    """
    from crmcli.store.git.hooks import hooks_of, is_signing

    hooks = [] if is_decided else hooks_of(root)
    told = [Message("told-commit-hooks-passed-by", (", ".join(hooks),))] if hooks else []
    return [*told, Message("told-commit-unsigned")] if is_signing(root) else told


def subject(made: Change, say: Callable[[Message], str]) -> str:
    """A commit's message: the account and its first change in the first line, what happened before
    what followed from it, all of them below when there are more.
    """
    lines = [
        ": ".join(visible(" ".join(text.split())) for text in (row.name, say(row.change)))
        for row in sorted(made.rows, key=lambda row: row.kind != "log")
    ]
    if not lines:
        files = ", ".join(each.path for each in made.changed)
        return say(Message("told-edit-touched", (files,)))
    first = lines[0] if len(lines) == 1 else f"{lines[0]} (+{len(lines) - 1})"
    if len(first) <= WIDEST and len(lines) == 1:
        return first
    return "\n".join([_cut(lines[0], len(lines) - 1), "", *lines])


def _cut(line: str, more: int) -> str:
    end = f" (+{more})" if more else ""
    return (
        line if len(line) + len(end) <= WIDEST else line[: WIDEST - len(end) - 1].rstrip() + "…"
    ) + end


def _policy(data: bytes | None) -> Policy | None:
    """What a crm.yaml said; None where there was none, or none that can be read."""
    tree = None if data is None else policy_reading(data).tree
    return None if tree is None else policy_of(tree)


def digest(data: bytes | None) -> str | None:
    """A file's SHA-256; None where there is none."""
    return None if data is None else sha256(data).hexdigest()


def difference(changed: FileChange) -> str:
    """The lines of a file that change, as a diff."""
    import difflib

    before, after = (
        lines_of((each or b"").decode("utf-8", "replace"))
        for each in (changed.before, changed.after)
    )
    old = f"a/{changed.path}" if changed.before is not None else "/dev/null"
    new = f"b/{changed.path}" if changed.after is not None else "/dev/null"
    found = difflib.unified_diff(before, after, visible(old), visible(new))
    return "".join(map(_line, found))


def _line(line: str) -> str:
    """A line of it with its own line end, which git wants to see."""
    for end in ("\r\n", "\n"):
        if line.endswith(end):
            return f"{visible(line.removesuffix(end))}{end}"
    return f"{visible(line)}\n\\ No newline at end of file\n"
