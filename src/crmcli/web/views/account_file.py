"""The file of an account as it is written, with what is wrong in it beside its lines."""

from collections.abc import Mapping
from typing import Literal

from crmcli.app.account_file import AccountFile
from crmcli.domain.table import Message
from crmcli.web.views.parts import Remark, Source

_TONES: Mapping[str, Literal["note", "warning", "bad"]] = {
    "error": "bad",
    "warning": "warning",
    "info": "note",
}


def source(file: AccountFile, start: int, number: int, *, folded: bool = False) -> Source:
    """Its lines from `start` on."""
    return Source(file.path, file.lines, remarks(file), start, number, folded)


def remarks(file: AccountFile) -> tuple[Remark, ...]:
    """The findings, as they are said beside their lines."""
    return tuple(
        Remark(
            each.place.line,
            _TONES.get(each.finding.severity, "note"),
            Message(
                "page-finding",
                (Message(f"word-{each.finding.severity}"), each.finding.message, each.finding.rule),
            ),
            each.write,
        )
        for each in file.findings
    )
