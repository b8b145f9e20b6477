"""What a run is told of the files it takes, and what opening them comes to."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.table import Message
from crmcli.imports.frame import Known
from crmcli.imports.table import Table


class How(NamedTuple):
    """What somebody says of the files.

    `encoding` is that of all of them, `encodings` that of single ones, by the name a Table has or
    the last part of it. `known` counts the columns that headings name, 0 when they name nothing:
    it finds headings below other lines.
    """

    encoding: str = ""
    encodings: Mapping[str, str] = {}
    known: Known | None = None


class LeftAside(NamedTuple):
    """A file or a sheet that no table was made of."""

    name: str
    why: Message


class Digest(NamedTuple):
    """A file as it lay there: its bytes, and the SHA-256 of them."""

    name: str
    size: int
    sha256: str


class Opened(NamedTuple):
    """The tables of a run, in the order in which the files were named.

    `told` is what somebody should know of how they were read, such as a file whose name says
    something else than what it holds.
    """

    tables: Sequence[Table]
    left_aside: Sequence[LeftAside] = ()
    told: Sequence[Message] = ()
    files: Sequence[Digest] = ()


class Listed(NamedTuple):
    """A file that would be read: `kind` is `text`, `xlsx`, `xls`, `ods`, `html`, `xml` or `zip`,
    empty for what is none of them.
    """

    name: str
    kind: str
    size: int
