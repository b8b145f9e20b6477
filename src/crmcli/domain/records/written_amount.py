"""Which number does a file mean that does not write it in digits, and how sure is that?"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.records.amounts import amount_of_any, amount_said, number_said
from crmcli.domain.records.money import Money
from crmcli.domain.table import Message
from crmcli.domain.time.written import is_open

_LONGEST = 60  # characters
_ABOUT = re.compile(
    r"^(?:약|대략|한|총|최대|최소|about|approx\.?|approximately|around|ca\.?|circa|roughly|~|≈|±|<|>)\s*"
    r"|\s*(?:정도|내외|안팎|이상|이하|미만|초과|가량|쯤|여원|예상|추정|\+|-|[?]+)$",
    re.IGNORECASE,
)
_TAX = re.compile(
    r"[\s,/]*[\[({]?\s*(?:(?:vat|부가가치세|부가세|세금)\s*(?:별도|포함|제외|미포함|불포함|excluded|included|incl\.?|excl\.?)?"
    r"|(?:excl(?:uding|\.)?|incl(?:uding|\.)?|plus|net of|\+)\s*(?:vat|tax))\s*[\])}]?\s*$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(.*[0-9원만억조천백kmb%])\s*(?:~|〜|–|—|-|에서|to)\s*((?:[^0-9]{0,3}\s*)?[0-9].*)",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:'[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+"
)
_COUNTED = re.compile(
    r"\s*(?:명|개|대|건|회|번|일|인|점|종|식|세트|본|권|카피|라이선스|좌석|석|copies"
    r"|people|persons|employees|staff|days?|ea|pcs?|units?|seats?|licen[cs]es?|sets?|x)\.?$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"[0-9]\s*(?:주|주일|달|개월|년|weeks?|months?|years?)\.?$", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9][0-9_,.]*")
_PERCENT = re.compile(r"\s*(?:%|퍼센트|프로|percent|pct|p)$", re.IGNORECASE)


class WrittenNumber(NamedTuple):
    """What a text means that should be a number: `text` is how it is written, where that is known,
    and what is to be said of it: `form`, `about` (it has words beside it that a number cannot
    hold), `range`, `open`, `negative`, `either` with what is to be said, or nothing.
    """

    why: str = ""
    text: str = ""
    is_safe: bool = False
    more: Message | None = None


def in_digits(number: Money) -> str:
    """A number as a file has it, its digits grouped."""
    if number < 10_000:
        return str(number)
    return f"{number:_}" if isinstance(number, int) else f"{number:,f}".replace(",", "_")


def written_amount(text: str, currency: str = "") -> WrittenNumber:
    """The amount that is meant, in the book's currency where that is known."""
    said = _folded(text)
    if found := _no_number(said):
        return found
    bare, is_bare = _stripped(said)
    if _GROUPED.fullmatch(bare):
        return _read(int(re.sub(r"[.' ]", "", bare)), is_bare=is_bare)
    try:
        number = amount_said(bare, currency) if currency else amount_of_any(bare)
    except CrmError as refused:
        return WrittenNumber("either", more=refused.message)
    read = _read(number, is_bare=is_bare)
    # of which currency it is, and whether 3천 is 3천만, cannot be told without the book's
    return read if currency or _DIGITS.fullmatch(bare) else read._replace(is_safe=False)


def written_count(text: str) -> WrittenNumber:
    """How many are meant: 820명, 1,000 EA; of months and weeks it is not known how many what."""
    said = _folded(text)
    if found := _no_number(said):
        return found
    bare, is_bare = _stripped(said)
    if _SPAN.search(bare):
        return WrittenNumber()
    bare = _COUNTED.sub("", bare)
    try:
        return _read(number_said(bare), is_bare=is_bare)
    except CrmError as refused:
        return WrittenNumber("either", more=refused.message)


def written_percent(text: str) -> WrittenNumber:
    """How many percent are meant: 50%, 50 퍼센트."""
    said = _folded(text)
    found = written_count(_PERCENT.sub("", said))
    if found.text and Decimal(found.text.replace("_", "")) > 100:
        return WrittenNumber()
    return found


def _folded(text: str) -> str:
    """As it is read; nothing where it is longer than any number, and not looked at."""
    return "" if len(text) > _LONGEST * 2 else unicodedata.normalize("NFKC", text).strip()


def _no_number(said: str) -> WrittenNumber | None:
    if not said or len(said) > _LONGEST:
        return WrittenNumber()
    if is_open(said):
        return WrittenNumber("open")
    if re.match(r"[-−▲△]\s*[0-9]", said) or re.fullmatch(r"\([0-9_,.]+\)", said):
        return WrittenNumber("negative")
    if found := _RANGE.fullmatch(said):
        return WrittenNumber("range") if not _TAX.search(found[0]) or found[2] else None
    return None


def _stripped(said: str) -> tuple[str, bool]:
    """Without the words that a number cannot hold, and whether there were none."""
    bare = _TAX.sub("", said)
    for _ in range(3):
        bare = _ABOUT.sub("", bare).strip()
    return bare, bare == said


def _read(number: Money | None, *, is_bare: bool) -> WrittenNumber:
    if number is None:
        return WrittenNumber()
    return WrittenNumber("form" if is_bare else "about", in_digits(number), is_safe=is_bare)
