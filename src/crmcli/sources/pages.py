"""Pages and XML that were saved as workbooks become tables."""

import codecs

from crmcli.imports.frame import Known
from crmcli.imports.table import Table
from crmcli.sources.archive import refuse
from crmcli.sources.encodings import encoding_of
from crmcli.sources.html_tables import MOST, charset, html_tables
from crmcli.sources.limits import MB
from crmcli.sources.packed import table_of
from crmcli.sources.xml_sheets import xml_sheets


def page_tables(data: bytes, name: str, declared: str, known: Known | None) -> list[Table]:
    """The tables of a page: what somebody declares is its encoding, else what it says itself."""
    if len(data) > MOST:
        refuse("error-import-too-large", name, MOST // MB)
    reading = encoding_of(data, name, declared or _known_codec(charset(data)))
    found = html_tables(data.decode(reading.codec).replace("\0", ""), name)
    tables = [
        table_of(rows, name if len(found) == 1 else f"{name}/{number}", known)
        for number, rows in enumerate(found, 1)
    ]
    return [
        each._replace(encoding=reading.encoding, guessed=reading.guessed) for each in tables if each
    ]


def _known_codec(said: str) -> str:
    """What a page says may be nothing that we know."""
    try:
        return codecs.lookup(said).name if said else ""
    except LookupError:
        return ""


def xml_tables(data: bytes, name: str, known: Known | None) -> list[Table]:
    """The tables of an XML of 2003, a sheet each."""
    tables = [
        table_of(rows, f"{name}/{sheet}", known) for sheet, rows in xml_sheets(data, name).items()
    ]
    return [each for each in tables if each]
