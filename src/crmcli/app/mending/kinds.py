"""Which findings can be mended, and are they mended beyond doubt?"""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from crmcli.domain.finding import Finding, Place
from crmcli.domain.table import Message
from crmcli.store.files.scan import ACCOUNTS, SUFFIX
from crmcli.store.shapes.finding_places import Located
from crmcli.store.write.mending import Stretch, Text

Kind = Literal["safe", "unsafe", ""]

ORDER = "log-out-of-order"  # whose entries move as a whole
NAME = "file-suffix"  # whose file is renamed
_WORDS = 2  # characters that say by themselves what is meant
_SUFFIX = re.compile(r"(?:\.ya?ml)?(?:\.txt)?\Z", re.IGNORECASE)
_IN_ORDER_AS_TOLD = re.compile(rb"#\s*crm:\s*ignore\[[^\]\n]{0,300}\b" + ORDER.encode() + rb"\b")


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


def told(path: str, located: Located, stretches: Sequence[Stretch], before: Text) -> Mended:
    """What becomes of a finding whose mends are text: the words that change, or the first line that
    does where they are no words by themselves.
    """
    start, end, new = stretches[0]
    old = before.text[start:end]
    if (
        len(stretches) > 1
        or min(len(old.strip()), len(new.strip())) < _WORDS
        or "\n" in old + new
        or old.strip() == new.strip()
    ):
        after = Text(before.with_these(stretches)).text
        old, new = _first_line(before.text, after)
        if old.strip() == new.strip():
            column = len(new) - len(new.lstrip()) + 1
            said = Message("told-mended-column", (column,))
            return Mended(path, located.finding, located.place, old.strip(), said)
    return Mended(path, located.finding, located.place, old.strip(), new.strip())


def _first_line(before: str, after: str) -> tuple[str, str]:
    """The first line that is not the same."""
    pairs = zip_longest(before.split("\n"), after.split("\n"), fillvalue="")
    return next(((old, new) for old, new in pairs if old != new), ("", ""))
