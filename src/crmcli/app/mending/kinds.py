"""Which findings can be mended, and are they mended beyond doubt?"""

import re
from typing import Literal, NamedTuple

from crmcli.domain.finding import Finding, Place
from crmcli.domain.table import Message
from crmcli.store.files.scan import ACCOUNTS, SUFFIX
from crmcli.store.shapes.finding_places import Located, mended, place_mends

Kind = Literal["safe", "unsafe", ""]

ORDER = "log-out-of-order"  # whose entries move as a whole
NAME = "file-suffix"  # whose file is renamed
_SUFFIX = re.compile(r"(?:\.ya?ml)?(?:\.txt)?\Z", re.IGNORECASE)
_IN_ORDER_AS_TOLD = re.compile(rb"#\s*crm:\s*ignore\[[^\]\n]*\b" + ORDER.encode() + rb"\b")


class Mended(NamedTuple):
    """A finding that was put right: what stood there, and what stands there now."""

    path: str
    finding: Finding
    place: Place
    old: str
    new: str | Message


def kind_of(finding: Finding) -> Kind:
    """Is what was meant known beyond doubt, likely, or not known?"""
    if finding.rule in (ORDER, NAME):
        return "safe"
    if not finding.mends:
        return ""
    return "safe" if all(mend.is_safe for mend in finding.mends) else "unsafe"


def may_mend(finding: Finding, *, unsafe: bool) -> bool:
    """Is it to be mended?"""
    kind = kind_of(finding)
    return kind == "safe" or (unsafe and kind == "unsafe")


def is_order_wanted(data: bytes) -> bool:
    """Does a comment say that the log stands as it is meant to?"""
    return _IN_ORDER_AS_TOLD.search(data) is not None


def renamed(path: str) -> str:
    """What a file of an account should be called that is called nearly so."""
    folder, _, name = path.rpartition("/")
    return f"{folder or ACCOUNTS}/{_SUFFIX.sub('', name)}{SUFFIX}"


def told(path: str, located: Located, lines: list[str]) -> Mended:
    """What becomes of a finding whose mends are text: the words that change, or the line where they
    are no words by themselves.
    """
    finding, place = located.finding, located.place
    mends = place_mends(finding, place)
    at, new = mends[0]
    old = _stretch(lines, at)
    if len(mends) > 1 or min(len(old.strip()), len(new.strip())) < 2 or "\n" in old + new:
        line = lines[at.line - 1] if at.line <= len(lines) else ""
        whole = mended(lines, mends)
        if whole:
            return Mended(path, finding, place, line.strip(), whole)
    return Mended(path, finding, place, old.strip(), new.strip())


def _stretch(lines: list[str], at: Place) -> str:
    rows = lines[at.line - 1 : at.end_line]
    if not rows:
        return ""
    rows[-1] = rows[-1][: at.end_column - 1]
    rows[0] = rows[0][at.column - 1 :]
    return "\n".join(rows)
