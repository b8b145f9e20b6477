"""The file of an account as it is written, with what is wrong in it beside its lines."""

from collections.abc import Mapping
from typing import Literal

from crmcli.app.account_file import AccountFile
from crmcli.domain.table import Message
from crmcli.store.shapes.finding_places import Located
from crmcli.web.views.parts import Remark, Source

TONES: Mapping[str, Literal["note", "warning", "bad"]] = {
    "error": "bad",
    "warning": "warning",
    "info": "note",
}


def source(file: AccountFile, start: int, number: int, *, folded: bool = False) -> Source:
    """Its lines from `start` on."""
    return Source(file.path, file.lines, remarks(file), start, number, folded)


def remarks(file: AccountFile) -> tuple[Remark, ...]:
    """The findings, as they are said beside their lines."""
    return tuple(map(remark, file.findings))


def remark(each: Located) -> Remark:
    """One of them."""
    finding = each.finding
    said = (Message(f"severity-{finding.severity}"), finding.message, finding.rule)
    tone = TONES.get(finding.severity, "note")
    return Remark(each.place.line, tone, Message("page-finding", said), each.write)
