"""Pages of the book rewritten: read, edited, read again and only then put in place."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from crmcli.domain.edit import Edit, Set, Value
from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.finding import Problem
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft
from crmcli.store.files.save import remove, save, still
from crmcli.store.files.scan import ACCOUNTS, MAX_BYTES, SUFFIX, read_bytes
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.reading import account_id, is_account_path, plain_phones, read
from crmcli.store.write.edited import Edited, edited, readable, says
from crmcli.store.write.side import composed
from crmcli.store.yaml.page import section
from crmcli.store.yaml.scalars import ID
from crmcli.store.yaml.shape import DecodeError
from crmcli.store.yaml.tree import Unreadable, nfc
from crmcli.store.yaml.written import checked as writable
from crmcli.store.yaml.written import listed, word


class Read(NamedTuple):
    """A file's bytes, and the account they are; None with the problems if they are none."""

    data: bytes
    account: Account | None
    problems: tuple[Problem, ...]


class FileChange(NamedTuple):
    """One file before and after.

    None where there was or is none; `reformatted` when more than the lines meant had to change.

    `like` is the file whose access rights a new one gets: what it was called before.
    """

    path: str
    before: bytes | None
    after: bytes | None
    old: Account | None
    new: Account | None
    reformatted: bool = False
    like: str = ""


class NotSaved(CrmError):
    """Files could not be put in place: `left` are as they were."""

    def __init__(self, cause: CrmError, left: Sequence[FileChange]) -> None:
        super().__init__(cause.message, cause.hint, cause.status)
        self.left = left


Make = Callable[[Draft, Account], object]


ORDER = tuple(ACCOUNT.fields)  # where a section goes that a file has not had yet


def close_to(root: str, said: str) -> str | None:
    """The file of an account called by its very id, found without looking at any other; None if
    there is none.
    """
    try:
        ID.decode(said)
    except DecodeError:
        return None
    for name in dict.fromkeys((said, nfc(said))):
        path = f"{ACCOUNTS}/{name}{SUFFIX}"
        full = os.path.join(root, path)
        if (
            os.path.isfile(full)
            and not os.path.islink(full)
            and os.path.basename(os.path.realpath(full)) == f"{name}{SUFFIX}"
        ):
            return path
    return None


def read_page(root: str, path: str) -> Read:
    """An account's file as it is now. Raises CrmError when it cannot be opened."""
    try:
        data = read_bytes(root, path, MAX_BYTES)
    except OSError as error:
        raise CrmError(Message("error-cannot-open", (path, reason_of(error))), status=4) from None
    return understood(path, data)


@lru_cache(maxsize=4)
def understood(path: str, data: bytes) -> Read:
    """The account that these bytes are. Asked again under the lock, mostly of the same bytes."""
    try:
        problems: tuple[Problem, ...] = ()
        record = ACCOUNT.decode(readable(data))
    except (Unreadable, DecodeError):
        reading = read(data, ACCOUNT)
        if reading.record is None:
            return Read(data, None, reading.problems)
        record, problems = reading.record, reading.problems
    return Read(
        data,
        record._replace(id=account_id(path), plain_phones=plain_phones(record, data)),
        problems,
    )


def saved(root: str, written: list[FileChange]) -> list[FileChange]:
    """Every file in its place; several of them together or none.

    Raises NotSaved; before the first is touched, if one of them is not what it was.
    """
    changed = [each for each in written if each.after != each.before]
    place = 0
    try:
        if len(changed) > 1:
            from crmcli.store.files.together import can_save_together, save_together

            if can_save_together(root, changed):
                save_together(root, changed)
                return written
        for each in changed[1:]:
            still(root, each.path, each.before)
        for place, each in enumerate(changed):  # noqa: B007 - where it ended is told
            if each.after is None:
                remove(root, each.path, each.before or b"")
            else:
                save(root, each.path, each.before, each.after, like=each.like)
    except CrmError as error:
        raise NotSaved(error, changed[place:]) from None
    return written


def account_of(path: str, data: bytes | None) -> Account | None:
    """The account that a file's bytes are, if they are one."""
    return None if data is None or not is_account_path(path) else understood(path, data).account


def edited_page(path: str, page: Read, make: Make) -> FileChange:
    """The file after the edits. Raises CrmError for one that cannot be read, and for edits that
    would break it.
    """
    if page.account is None:
        raise CrmError(
            Message("error-edit-broken", (path,)), Message("hint-edit-broken", (path,)), status=4
        )
    try:
        # ids are looked for as records have them, however the file spells them
        draft = Draft(composed(readable(page.data)))
    except ValueError:
        raise CrmError(
            Message("error-edit-broken", (path,)), Message("hint-edit-broken", (path,)), status=4
        ) from None
    make(draft, page.account)
    if not draft.edits:
        return FileChange(path, page.data, page.data, page.account, page.account)
    result = _told(page.data, draft.edits)
    return FileChange(
        path,
        page.data,
        result.data,
        page.account,
        checked(path, result.data, page.problems),
        result.reformatted,
    )


def checked(path: str, data: bytes, known: Sequence[Problem]) -> Account:
    """The account that a file would be.

    Raises CrmError if the edit would break it: what a command was told fits no field.
    """
    page = understood(path, data)
    before = [finding for finding, _ in known]
    fresh = [finding for finding, _ in page.problems if finding not in before]
    if page.account is None or fresh:
        finding = fresh[0] if fresh else page.problems[0][0]
        raise CrmError(
            Message(
                "error-edit-wrong",
                (
                    ".".join(map(str, finding.path)),
                    finding.message,
                ),
            ),
            status=4,
        )
    return page.account


def as_new(data: Mapping[str, Value]) -> bytes:
    """A file that says this and nothing else."""
    # a line each, to be filled in by hand
    rows = {
        key: value
        for key, value in data.items()
        if isinstance(value, dict) and not any(value.values())
    }
    made = _told(b"", [Set((key,), value) for key, value in data.items() if key not in rows]).data
    return (
        made
        + "".join(
            f"{key}:\n" + "".join(f"  {word(each, in_flow=False)}:\n" for each in value)
            for key, value in rows.items()
        ).encode()
    )


def as_page(data: Mapping[str, Value]) -> bytes:
    """The same of a whole record with all its sections, in one go and in the order given; proved by
    reading it again.
    """
    writable(dict(data))
    meant = {key: listed(value) for key, value in data.items()}
    lines = []
    for key, value in meant.items():
        if isinstance(value, dict) and value and not any(value.values()):
            lines.append(f"{word(key, in_flow=False)}:")
            lines += [f"  {word(each, in_flow=False)}:" for each in value]
        else:
            lines.append(section(key, value))
    made = "".join(f"{line}\n" for line in lines).encode()
    return made if says(made, meant, {}) else as_new(data)


def _told(data: bytes, edits: Sequence[Edit]) -> Edited:
    """The file after the edits. Raises CrmError for a text that no file can hold."""
    try:
        return edited(data, edits, ORDER)
    except ValueError as error:
        raise CrmError(
            Message("error-edit-no-text", (str(error),)), Message("hint-edit-no-text")
        ) from None
