"""What reading noticed beside the values, as findings."""

from collections.abc import Iterator, Sequence

from crmcli.domain.finding import Finding, Mend, Place
from crmcli.domain.records.odd import Odd
from crmcli.domain.table import Message
from crmcli.domain.text.unseen import QUOTES, odd_character
from crmcli.domain.text.unseen import Odd as OddChar

_CUT = {"cut": "cut-text", "empty": "cut-text-whole"}
_STRAY = {
    "alone": "stray-alone",
    "brackets": "stray-brackets",
    "bullet": "stray-bullet",
    "comma": "stray-comma",
    "comment": "stray-comment",
    "html": "stray-html",
    "list": "stray-list",
    "numbers": "stray-dash",
    "quotes": "stray-quotes",
}


def odd_findings(odd: Sequence[Odd], rule: str) -> Iterator[Finding]:
    """Those that one rule tells."""
    for each in odd:
        if each.rule == rule:
            yield _finding(each)


def _finding(odd: Odd) -> Finding:
    key, args = _told(odd)
    at = Place(*odd.stretch) if odd.stretch else None
    mends = (Mend(odd.meant, odd.is_safe, at),) if odd.meant else ()
    return Finding(odd.rule, odd.path, key, args, odd.at_key, mends=mends)


def _told(odd: Odd) -> tuple[str, tuple[object, ...]]:
    if odd.rule == "cut-text":
        return _CUT[odd.kind], (odd.text, odd.meant) if odd.text else (odd.meant,)
    if odd.rule == "stray-mark":
        if odd.kind == "quotes":
            return _STRAY[odd.kind], (odd.text[0],)
        if odd.kind == "brackets":
            return _STRAY[odd.kind], (odd.text[0] + odd.text[-1], odd.meant)
        if odd.kind == "numbers":
            return _STRAY[odd.kind], (odd.text.partition(" ")[0],)
        return _STRAY[odd.kind], (odd.text,)
    return "odd-character", (odd.text, _named(odd.text))


def _named(text: str) -> Message:
    """The character that is not what it seems."""
    found = odd_character(text)
    if found is not None:
        return found.told()
    if text[:1] in QUOTES:
        return Message("char-quotes", (text[0],))
    return OddChar(text[0], "decomposed").told()
