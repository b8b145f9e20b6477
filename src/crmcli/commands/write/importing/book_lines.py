"""A whole book from JSON lines, as `crm export tables --format jsonl` writes them."""

import json
import os
from typing import Annotated, NamedTuple

import typer

from crmcli.app.changing import Committing
from crmcli.commands.shared.telling.say import language_of
from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.domain.text.visible import json_safe
from crmcli.messages import Phrases
from crmcli.store.book.lines import book_files
from crmcli.store.book.new_book import make_book
from crmcli.store.files.lock import locked
from crmcli.store.files.scan import MAX_BYTES, POLICY, find_root, read_bytes
from crmcli.store.files.together import save_together

_SHOWN = 5


class Imported(NamedTuple):
    """What an import of a book did: the files it wrote, how many it found the same, the commit."""

    folder: str
    written: list[str]
    same: int
    commit: str


class _New(NamedTuple):
    """A file that is to come into the book."""

    path: str
    after: bytes
    before: bytes | None = None
    like: str = ""


def import_book(
    said: str,
    folder: str,
    *,
    dry_run: bool = False,
    committing: Committing | None = None,
    phrases: Phrases | None = None,
) -> Imported:
    """Make the book that the file holds in a folder without one, or add what a book there has not.

    Every file is read as any file of a book before the first is written; all of them or none.
    Raises CrmError, also where a file is there that says something else.
    """
    files = {each.path: each.text for each in book_files(said)}
    if os.path.lexists(os.path.join(folder, POLICY)):
        return _added(folder, files, said, dry_run=dry_run, committing=committing, phrases=phrases)
    if not dry_run:
        make_book(folder, files, "en")
    commit = "" if dry_run else _committed(folder, [*files], committing, said, phrases)
    return Imported(folder, [*files], 0, commit)


def _added(
    folder: str,
    files: dict[str, str],
    said: str,
    *,
    dry_run: bool,
    committing: Committing | None,
    phrases: Phrases | None,
) -> Imported:
    with locked(folder):
        known = {path: _now(folder, path) for path in files}
        differ = [path for path, now in known.items() if now not in (None, files[path].encode())]
        if differ:
            told = ", ".join([*differ[:_SHOWN], *(["…"] if len(differ) > _SHOWN else [])])
            raise CrmError(
                Message("error-book-lines-differ", (len(differ), told)),
                Message("hint-book-lines-differ"),
                status=4,
            )
        new = [_New(path, files[path].encode()) for path, now in known.items() if now is None]
        if new and not dry_run:
            save_together(folder, new)
        paths = [each.path for each in new]
        commit = "" if dry_run or not new else _committed(folder, paths, committing, said, phrases)
    return Imported(folder, paths, len(files) - len(new), commit)


def _now(folder: str, path: str) -> bytes | None:
    try:
        return read_bytes(folder, path, MAX_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CrmError(Message("error-cannot-open", (path, reason_of(error))), status=4) from None


def _committed(
    folder: str,
    paths: list[str],
    committing: Committing | None,
    said: str,
    phrases: Phrases | None,
) -> str:
    """The commit's id where one is wanted."""
    if committing is None or not committing.wanted:
        return ""
    from crmcli.store.git.committing import File, commit

    files = [File(path, None, read_bytes(folder, path, MAX_BYTES)) for path in paths]
    say = phrases or Phrases("en")
    title = say("title-import-book", os.path.basename(said), len(paths))
    return commit(folder, files, committing.message or title)


@writing()
def book(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="book.jsonl, as crm export tables --format jsonl writes it."
        ),
    ],
    write: Write = Write(),
) -> None:
    """Make the same book of book.jsonl, in the folder that -C names or in this one; into a book
    that is there comes what it has not.

    \b
    Example: crm import book out/book.jsonl -C copy
    Example: crm import book out/book.jsonl --dry-run
    """
    phrases, screen = Phrases(language_of(write.lang, None)), Screen()
    named = write.book or os.environ.get("CRM_BOOK")
    folder = os.path.abspath(named) if named else find_root(os.getcwd()) or os.getcwd()
    wanted = write.commit or (write.commit is None and bool(write.message))
    made = import_book(
        file,
        folder,
        dry_run=write.dry_run,
        committing=Committing(wanted, write.message or ""),
        phrases=phrases,
    )
    if write.output == "json":
        said = {
            "files": made.written,
            "same": made.same,
            "commit": made.commit or None,
            "dry_run": write.dry_run,
        }
        text = json_safe(json.dumps({"report": "import-book", **said}, ensure_ascii=False))
        screen.write(f"{text}\n".encode("utf-8", "surrogateescape"))
        return
    key = "told-book-would-import" if write.dry_run else "told-book-imported"
    line = phrases(key, len(made.written), made.same, os.path.relpath(folder))
    screen.write(screen.broken(f"{line}\n").encode("utf-8", "surrogateescape"))
    if made.commit:
        screen.tell(phrases("told-edit-committed", made.commit[:10]))
