"""The whole book as JSON lines, beside its tables: `crm import book` makes the same book of it."""

from collections.abc import Iterator

from crmcli.commands.shared.report_session import ReportSession
from crmcli.exports.folder import Folder
from crmcli.exports.spool import Spool
from crmcli.store.book.lines import BOOK_FILE, head, line_of
from crmcli.store.files.scan import MAX_BYTES, POLICY, read_bytes
from crmcli.store.past.library_at import PastLibrary
from crmcli.store.shapes.reading import account_id


def write_book(session: ReportSession, folder: Folder, spool: Spool) -> None:
    """crm.yaml, and the files of the accounts that are written, in the order of their names."""
    library = session.book.library
    paths = sorted(
        entry[0]
        for entry in library.entries
        if entry[0] != POLICY and account_id(entry[0]) in spool
    )
    with open(folder.file(BOOK_FILE), "w", encoding="utf-8", newline="\n") as file:
        file.write(head(1 + len(paths)))
        file.writelines(_lines(session, [POLICY, *paths]))


def _lines(session: ReportSession, paths: list[str]) -> Iterator[str]:
    library = session.book.library
    for path in paths:
        if isinstance(library, PastLibrary):
            data = library.past.data(library.files.blobs[path])
        else:
            data = read_bytes(session.book.root, path, MAX_BYTES)
        yield line_of(path, data)
