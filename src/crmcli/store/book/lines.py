"""A whole book as JSON lines: one that says so, and one for each file, with its text as it is."""

import json
import os
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.finding import Finding
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold, unportable
from crmcli.store.book.opening import policy_reading
from crmcli.store.files.scan import ACCOUNTS, MAX_BYTES, POLICY, SUFFIX
from crmcli.store.shapes.reading import account_id, account_reading

BOOK_FILE = "book.jsonl"
_EDITION = 1
_LONGEST = 8 * MAX_BYTES  # bytes of a line: a file whose every character is escaped


class BookFile(NamedTuple):
    """One file of the book, and the line that it stands in."""

    line: int
    path: str
    text: str


def is_book_jsonl(first_line: str) -> bool:
    """Does a file that begins so hold a whole book?"""
    try:
        found = json.loads(first_line)
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("crm") == _EDITION and found.get("kind") == "book"


def head(files: int) -> str:
    """The line that such a file begins with."""
    return json.dumps({"crm": _EDITION, "kind": "book", "files": files}) + "\n"


def line_of(path: str, data: bytes) -> str:
    """The line of one file. Raises UnicodeDecodeError for one that is no text."""
    return json.dumps({"file": path, "text": data.decode("utf-8")}, ensure_ascii=False) + "\n"


def book_files(said: str) -> Iterator[BookFile]:
    """The files of the book that it holds, each checked as any file of a book is. Raises CrmError
    for anything else, with its line.
    """
    expected, seen = 0, dict[str, int]()
    for number, line in _lines(said):
        if number == 1:
            if not is_book_jsonl(line):
                raise CrmError(
                    Message("error-no-book-lines", (said,)), Message("hint-book-lines"), status=4
                )
            expected = json.loads(line).get("files")
            continue
        found = _file(said, number, line)
        key = fold(found.path.rpartition("/")[2])
        if key in seen:
            raise _refused(said, number, Finding("duplicate-account", (), "", (found.path,)))
        seen[key] = number
        yield found
    if POLICY not in seen or len(seen) != expected:
        raise CrmError(
            Message("error-book-lines-cut", (said,)), Message("hint-book-lines"), status=4
        )


def _lines(said: str) -> Iterator[tuple[int, str]]:
    try:
        with open(said, "rb") as file:
            number = 0
            while data := file.readline(_LONGEST):
                number += 1
                if number > 1 and not data.endswith(b"\n"):
                    raise CrmError(
                        Message("error-book-lines-cut", (said,)),
                        Message("hint-book-lines"),
                        status=4,
                    )
                yield number, data.decode("utf-8")
    except OSError as error:
        raise CrmError(Message("error-cannot-open", (said, reason_of(error))), status=4) from None
    except UnicodeDecodeError:
        raise CrmError(
            Message("error-no-book-lines", (said,)), Message("hint-book-lines"), status=4
        ) from None


def _file(said: str, number: int, line: str) -> BookFile:
    """One line as a file of a book: where it may lie, and what it says."""
    try:
        found = json.loads(line)
        path, text = found["file"], found["text"]
        data = text.encode("utf-8")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CrmError(
            Message("error-book-line", (said, str(number))), Message("hint-book-lines"), status=4
        ) from None
    if not isinstance(path, str) or not _may_lie(path):
        raise _refused(said, number, Finding("bad-file-name", (), "", (str(path),)))
    reading = policy_reading(data) if path == POLICY else account_reading(path, data)
    if reading.tree is None:
        raise _refused(said, number, reading.problems[0][0])
    return BookFile(number, path, text)


def _may_lie(path: str) -> bool:
    """Is it crm.yaml, or an account's file somewhere below the folder of accounts?"""
    if path == POLICY:
        return True
    folder, *names = path.split("/")
    stem = account_id(path)
    return (
        folder == ACCOUNTS
        and bool(names)
        and path.endswith(SUFFIX)
        and os.path.normpath(path) == path
        and not unportable(stem)
        and not any(unportable(name, "") for name in names[:-1])
    )


def _refused(said: str, number: int, finding: Finding) -> CrmError:
    return CrmError(
        Message("error-book-line-wrong", (said, str(number), finding.message)), status=4
    )
