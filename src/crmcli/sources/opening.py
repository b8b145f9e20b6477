"""Files that somebody names become tables."""

from collections.abc import Sequence
from hashlib import sha256
from zipfile import ZipInfo

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.sheet import sheet
from crmcli.imports.table import Table
from crmcli.sources import limits
from crmcli.sources.archive import Archive, leads_out, refuse, shown
from crmcli.sources.encodings import encoding_of
from crmcli.sources.files import STDIN, Found, begin, found_files, read
from crmcli.sources.kinds import BOOKS, HTML, XML, ZIP, kind_of, wrong_name
from crmcli.sources.lines import lines_of
from crmcli.sources.opened import Digest, How, LeftAside, Listed, Opened


def listing(paths: Sequence[str]) -> list[Listed]:
    """What would be read, by a look at how each file begins. Raises CrmError for what cannot be.

    The kind of a zip is told as `zip` even where it is a workbook; `vcard` and `icalendar` are no
    tables.
    """
    return [
        Listed(each.name, _listed(kind), each.size)
        for each in found_files(paths)
        if each.path != STDIN
        for kind in ["!" if each.why else kind_of(begin(each))]
    ]


def _listed(kind: str) -> str:
    if kind in {"!vCard", "!iCalendar"}:
        return kind[1:].lower()
    return "" if kind.startswith("!") else kind


def tables(paths: Sequence[str], how: How) -> Opened:
    """The tables of the files, folders, zips and workbooks; `-` is standard input.

    Raises CrmError for a file that is named and cannot be read; one of a folder or a zip is left
    aside with the reason.
    """
    run, named = _Run(how), {*paths}
    for each in found_files(paths):
        if each.why:
            run.left.append(LeftAside(each.name, each.why))
        else:
            run.take(each, is_named=each.path in named)
    return Opened(run.tables, run.left, run.told, run.files)


class _Run:
    """What was opened so far."""

    def __init__(self, how: How) -> None:
        self.how = how
        self.tables: list[Table] = []
        self.left: list[LeftAside] = []
        self.told: list[Message] = []
        self.files: list[Digest] = []

    def take(self, file: Found, *, is_named: bool) -> None:
        """A file: an error when it was named, else left aside, if nothing can be made of it."""
        try:
            data = read(file)
            self.open(data, file.name)
        except CrmError as error:
            if is_named:
                raise
            self.left.append(LeftAside(file.name, error.message))
        else:
            self.files.append(Digest(file.name, len(data), sha256(data).hexdigest()))

    def open(self, data: bytes, name: str, *, is_packed: bool = False) -> None:
        """All tables of one file, by what it holds."""
        kind = kind_of(data[:_LOOKED], data)
        if kind.startswith("!"):
            refuse("error-source-kind", name, kind[1:])
        if is_packed and kind == ZIP:
            refuse("error-source-zip-in-zip", name)
        if told := wrong_name(name, kind):
            self.told.append(told)
        if kind in BOOKS:
            from crmcli.sources.workbook import workbook

            book = workbook(data, name, kind, self.how)
            self.left += book.left_aside
            self.told += book.told
            self.put(book.tables, name)
        elif kind == ZIP:
            self.unpack(data, name)
        elif kind == HTML:
            from crmcli.sources.pages import page_tables

            self.put(page_tables(data, name, self.declared(name), self.how.known), name)
        elif kind == XML:
            from crmcli.sources.pages import xml_tables

            self.put(xml_tables(data, name, self.how.known), name)
        else:
            self.put([self.text(data, name)], name)

    def put(self, found: Sequence[Table], name: str) -> None:
        """The tables of a file, which are one at least, and not too wide or too long."""
        if not found:
            refuse("error-import-empty", name, hint="hint-import-empty")
        for each in found:
            if len(each.headings) > limits.COLUMNS:
                refuse("error-source-columns", each.name, limits.COLUMNS)
            if each.count > limits.ROWS:
                refuse("error-source-rows", each.name, limits.ROWS, hint="hint-source-too-large")
        self.tables += found

    def text(self, data: bytes, name: str) -> Table:
        """The table of a text."""
        reading = encoding_of(data, name, self.declared(name))
        table = sheet(lines_of(data, reading.codec), name, self.how.known)
        return table._replace(encoding=reading.encoding, guessed=reading.guessed)

    def declared(self, name: str) -> str:
        """The encoding that somebody named for it."""
        said = self.how.encodings
        return said.get(name) or said.get(name.rpartition("/")[2]) or self.how.encoding

    def unpack(self, data: bytes, name: str) -> None:
        """The files of a zip, in the order of their names."""
        archive = Archive(data, name)
        if len(archive.entries) > limits.FILES:
            refuse("error-source-too-many", name, limits.FILES)
        for each in archive.entries:
            if leads_out(each):
                refuse("error-source-zip-leads-out", name, shown(each))
        before = len(self.tables)
        for each in sorted(archive.entries, key=shown):
            parts = shown(each).replace("\\", "/").split("/")
            if any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts):
                continue
            self.entry(archive, each, f"{name}/{'/'.join(parts)}")
        if len(self.tables) == before and not self.left:
            refuse("error-import-empty", name, hint="hint-import-empty")

    def entry(self, archive: Archive, entry: ZipInfo, name: str) -> None:
        """A file of a zip."""
        try:
            if entry.file_size > limits.FILE:
                refuse("error-import-too-large", name, limits.FILE // limits.MB)
            self.open(archive.read(entry), name, is_packed=True)
        except CrmError as error:
            if error.message.key.startswith("error-source-zip"):
                raise
            self.left.append(LeftAside(name, error.message))


_LOOKED = 4096  # bytes by which a kind is told
