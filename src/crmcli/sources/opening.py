"""Files that somebody names become tables."""

from collections.abc import Sequence
from hashlib import sha256

from crmcli.domain.errors import CrmError
from crmcli.imports.sheet import sheet
from crmcli.imports.table import Table
from crmcli.sources.encodings import encoding_of
from crmcli.sources.files import Found, found_files, read
from crmcli.sources.lines import lines_of
from crmcli.sources.opened import Digest, How, LeftAside, Listed, Opened


def listing(paths: Sequence[str]) -> list[Listed]:
    """What would be read, without reading it. Raises CrmError for what cannot be."""
    return [Listed(each.name, "", each.size) for each in found_files(paths)]


def tables(paths: Sequence[str], how: How) -> Opened:
    """The tables of the files, folders, zips and workbooks; `-` is standard input.

    Raises CrmError for a file that is named and cannot be read; one of a folder or a zip is left
    aside with the reason.
    """
    found, left, digests = list[Table](), list[LeftAside](), list[Digest]()
    named = {*paths}
    for each in found_files(paths):
        if each.why:
            left.append(LeftAside(each.name, each.why))
            continue
        try:
            data = read(each)
            found.append(_text(data, each, how))
        except CrmError as error:
            if each.path in named:
                raise
            left.append(LeftAside(each.name, error.message))
            continue
        digests.append(Digest(each.name, len(data), sha256(data).hexdigest()))
    return Opened(found, left, files=digests)


def _text(data: bytes, file: Found, how: How) -> Table:
    reading = encoding_of(data, file.name, _declared(file.name, how))
    table = sheet(lines_of(data, reading.codec), file.name, how.known)
    return table._replace(encoding=reading.encoding, guessed=reading.guessed)


def _declared(name: str, how: How) -> str:
    return how.encodings.get(name) or how.encodings.get(name.rpartition("/")[2]) or how.encoding
