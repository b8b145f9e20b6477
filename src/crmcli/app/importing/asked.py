"""What somebody asks of an import."""

from collections.abc import Mapping
from typing import NamedTuple

from crmcli.imports.mapping.mapping import Ours


class Asked(NamedTuple):
    """`source` is the preset, `name` what the import is called in the book; `kind` is what the
    rows of a single table are. `columns` maps headings to fields where the command line does;
    `answers` are words that somebody has decided just now, to be kept in the mapping.
    """

    paths: tuple[str, ...]
    source: str = ""
    name: str = ""
    map: str = ""
    kind: str = ""
    prefer: str = ""
    strict: bool = False
    encoding: str = ""
    decimal: str = ""
    dates: str = ""
    extend_policy: bool = False
    columns: Mapping[str, str] = {}
    answers: Mapping[str, Mapping[str, Ours]] = {}
