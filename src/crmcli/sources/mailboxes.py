"""The mails of a file or a folder, one after the other: how each begins, and no more than that.

An attachment is passed over, never read into memory, and never decoded.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.imports.correspondence.mail import HEAD

BODY = 256 << 10  # bytes of a mail in which its text is looked for
FILES = 1_000_000  # of one folder
_CHUNK = 1 << 20
_MOST_SKIPPED = ("T", "D")  # flags of a maildir: trashed, draft
_BEGINS = re.compile(rb"\nFrom [^\r\n]{1,300}\d\d:\d\d[^\r\n]{0,60}\r?\n[!-9;-~]{1,100}[ \t]*:")
_KEEP = 1024  # bytes that the longest beginning of a mail may take
_LEFT_FOLDERS = re.compile(
    r"\.?(?:.*\.)?(?:trash|spam|junk|drafts?|deleted[ _]items|휴지통|스팸메일함|임시보관함)\Z",
    re.IGNORECASE,
)
Step = Callable[[int, int], None]


class RawMail(NamedTuple):
    """One mail: where it stands, and its first bytes, with the headers whole unless they are longer
    than anybody's.
    """

    place: str
    data: bytes


class Mailbox(NamedTuple):
    """What a source is: `mail`, `mbox` or `maildir`, its files with their sizes, and what was left
    out of it, by why.
    """

    kind: str
    files: tuple[tuple[str, int], ...]
    left: dict[str, int]

    def mails(self, *, bodies: bool = False, step: Step | None = None) -> Iterator[RawMail]:
        """Every mail, in the order in which they stand. Raises CrmError."""
        most = HEAD + (BODY if bodies else 0)
        total, done = sum(size for _, size in self.files), 0
        for path, size in self.files:
            read = _of_mbox(path, most) if self.kind == "mbox" else _of_file(path, most)
            for raw, place in read:
                if step:
                    step(min(done + place, total), total)
                yield raw
            done += size
        if step:
            step(total, total)


def mailbox(path: str) -> Mailbox:
    """What lies there. Raises CrmError for what is no mail and holds none."""
    try:
        known = os.stat(path)
        if stat.S_ISDIR(known.st_mode):
            return _folder(path)
        if not stat.S_ISREG(known.st_mode):
            raise _no_mail(path)
        with open(path, "rb") as file:
            beginning = file.read(_CHUNK).lstrip(b"\r\n")
    except (OSError, ValueError) as error:
        said = reason_of(error)
        raise CrmError(Message("error-cannot-open", (path, said)), status=4) from None
    if beginning.startswith(b"From "):
        return Mailbox("mbox", ((path, known.st_size),), {})
    if not re.match(rb"(?:\xef\xbb\xbf)?[!-9;-~]+[ \t]*:", beginning):
        raise _no_mail(path)
    return Mailbox("mail", ((path, known.st_size),), {})


def _no_mail(path: str) -> CrmError:
    return CrmError(Message("error-mail-none", (path,)), Message("hint-mail-none"), status=4)


def _folder(path: str) -> Mailbox:
    left: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    is_maildir = os.path.isdir(os.path.join(path, "cur"))
    for folder in _folders(path, left) if is_maildir else [path]:
        for name in ("new", "cur") if is_maildir else ("",):
            _files(os.path.join(folder, name), found, left, is_maildir=is_maildir)
    if not found and not left:
        raise _no_mail(path)
    return Mailbox("maildir", tuple(sorted(found)), left)


def _folders(path: str, left: dict[str, int]) -> list[str]:
    """A maildir with those in it, but for trash, spam and drafts; links are not followed."""
    found = [path]
    for entry in os.scandir(path):
        if entry.name in ("new", "cur", "tmp") or not entry.is_dir(follow_symlinks=False):
            continue
        if not os.path.isdir(os.path.join(entry.path, "cur")):
            continue
        if _LEFT_FOLDERS.match(entry.name):
            left["folder"] = left.get("folder", 0) + 1
        else:
            found.append(entry.path)
    return sorted(found)


def _files(
    folder: str, found: list[tuple[str, int]], left: dict[str, int], *, is_maildir: bool
) -> None:
    if not os.path.isdir(folder) or os.path.islink(folder):
        return
    for entry in os.scandir(folder):
        if entry.name.startswith(".") or not (is_maildir or entry.name.lower().endswith(".eml")):
            continue
        flags = entry.name.rpartition(":2,")[2] if is_maildir and ":2," in entry.name else ""
        if entry.is_symlink() or not entry.is_file(follow_symlinks=False):
            left["link"] = left.get("link", 0) + 1
        elif any(each in flags for each in _MOST_SKIPPED):
            left["draft"] = left.get("draft", 0) + 1
        else:
            found.append((entry.path, entry.stat(follow_symlinks=False).st_size))
        if len(found) > FILES:
            raise CrmError(Message("error-source-too-many", (folder, FILES)), status=4)


def _of_file(path: str, most: int) -> Iterator[tuple[RawMail, int]]:
    try:
        with open(path, "rb") as file:
            yield RawMail(path, file.read(most).lstrip(b"\r\n")), 0
    except OSError as error:
        said = Message("error-cannot-open", (path, reason_of(error)))
        raise CrmError(said, status=4) from None


def _of_mbox(path: str, most: int) -> Iterator[tuple[RawMail, int]]:
    try:
        with open(path, "rb") as file:
            yield from _divided(path, file, most)
    except OSError as error:
        said = Message("error-cannot-open", (path, reason_of(error)))
        raise CrmError(said, status=4) from None


def _divided(path: str, file: BinaryIO, most: int) -> Iterator[tuple[RawMail, int]]:
    """The mails of an mbox: each begins with a line `From …` behind an empty one. Of a long one
    only the beginning is held while its end is looked for.
    """
    number, held, rest, place = 1, b"", b"", 0
    while True:
        chunk = file.read(_CHUNK)
        place += len(chunk)
        data = rest + chunk
        begin = 0
        for start in _beginnings(data):
            held += data[begin:start][: max(0, most - len(held))]
            yield RawMail(f"{path}:{number}", _without_from(held)), place
            number, held, begin = number + 1, b"", start
        end = len(data) if not chunk else max(begin, len(data) - _KEEP)
        held += data[begin:end][: max(0, most - len(held))]
        rest = data[end:]
        if not chunk:
            break
    if held.strip():
        yield RawMail(f"{path}:{number}", _without_from(held)), place


def _beginnings(data: bytes) -> Iterator[int]:
    """Where a mail begins, behind an empty line."""
    place = data.find(b"\nFrom ")
    while place >= 0:
        is_apart = data[place - 1 : place] == b"\n" or data[place - 2 : place] == b"\n\r"
        if is_apart and _BEGINS.match(data, place):
            yield place + 1
        place = data.find(b"\nFrom ", place + 1)


def _without_from(data: bytes) -> bytes:
    data = data.lstrip(b"\r\n")
    return data.partition(b"\n")[2] if data.startswith(b"From ") else data
