"""How is a number written, and which numbers can it be, before its column has said more?"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from crmcli.domain.records.currencies import unmarked
from crmcli.domain.table import Message
from crmcli.imports.card import Refusal, refuse
from crmcli.imports.cells.brief import brief
from crmcli.imports.cells.units import FACTORS

_LONGEST = 60  # characters
_MOST = 18  # digits; no sum of any currency has more, and Decimal multiplies them exactly
_SPACES = re.compile("[\u0009\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_MINUS = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-") | dict.fromkeys("’‘´`＇", "'"))
_USUAL = re.compile(r"(?:0|[1-9][0-9]{0,8})\.[0-9]{1,6}", re.ASCII)
_SIGN = re.compile(r"[-▲△+]")
_IN_BRACKETS = re.compile(r"\((.*)\)")
_FACTOR = "|".join(
    sorted((word for word in FACTORS if word.isascii() and word.isalpha()), key=len, reverse=True)
)
_PARTS = re.compile(
    r"(?P<digits>[0-9.,]?[0-9][0-9.,' _]*)"
    rf"(?:e(?P<power>[+-]?[0-9]{{1,2}})| ?(?P<word>{_FACTOR})\.?)?"
)
_NUMERALS = "일이삼사오육칠팔구십백천"
_KOREAN = re.compile(rf"[0-9.,\s]*[0-9{_NUMERALS}][0-9.,\s{_NUMERALS}만억조]*")
_EATEN = re.compile(r"[0-9][.,][0-9]{5}e\+[0-9]+")  # six digits are what a narrow cell shows
_GROUPS = {
    sign: re.compile(
        rf"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})+"
        rf"|[1-9][0-9]?(?:{re.escape(sign)}[0-9]{{2}})+{re.escape(sign)}[0-9]{{3}}"  # of India
    )
    for sign in ",.'_ "
}


class Form(NamedTuple):
    """How a cell writes its number.

    `digits` holds what has to be read: digits, and signs between them. `korean` stands instead of
    them where words of 만 and 억 count. `marks` are of currencies, as they are written. `readings`
    are the number by which sign stands before decimals, of those with which it is one.
    """

    digits: str
    is_negative: bool = False
    factor: Decimal = Decimal(1)
    has_word: bool = False
    korean: str = ""
    marks: tuple[str, ...] = ()
    is_percent: bool = False
    readings: Mapping[str, Decimal] = {}


def _readings(digits: str) -> dict[str, Decimal]:
    found = {sign: read_with(digits, sign) for sign in ".,"}
    return {sign: number for sign, number in found.items() if number is not None}


@lru_cache(maxsize=1 << 15)
def form_of(cell: str) -> Form | Message:
    """The form, or why it is no number."""
    try:
        return _form(cell)
    except Refusal as refusal:
        return refusal.why


def _form(cell: str) -> Form:
    no_number = Message("told-import-no-number", (brief(cell),))
    if cell.isascii() and cell.isdigit() and len(cell) <= _MOST:
        return Form(cell, readings=dict.fromkeys(".,", Decimal(cell)))
    if _USUAL.fullmatch(cell) and len(cell) <= _MOST and cell[-4:-3] != ".":
        return Form(cell, readings={".": Decimal(cell)})
    text = _SPACES.sub(" ", unicodedata.normalize("NFKC", cell[: _LONGEST * 2]).casefold())
    text = text.translate(_MINUS).strip(" '=\"")
    if not text or len(text) > _LONGEST or len(cell) > _LONGEST * 2:
        refuse(no_number)
    bare, is_negative = _unsigned(text)
    bare, marks = unmarked(bare)
    bare, is_second = _unsigned(bare.strip())
    if is_second and is_negative:
        refuse(no_number)
    is_percent = bare.endswith(("%", "퍼센트"))
    bare = bare.removesuffix("%").removesuffix("퍼센트").strip()
    if not bare or sum(map(str.isdigit, bare)) > _MOST:
        refuse(no_number)
    form = Form("", is_negative or is_second, marks=tuple(marks), is_percent=is_percent)
    if _EATEN.fullmatch(bare):
        refuse(Message("told-import-number-eaten", (brief(cell),)))
    if found := _PARTS.fullmatch(bare):
        return _scaled(form, found, cell)
    if _KOREAN.fullmatch(bare):
        return form._replace(korean=bare, has_word=True)
    raise Refusal(no_number)


def _scaled(form: Form, found: re.Match[str], cell: str) -> Form:
    digits, factor = found["digits"].strip(), Decimal(1)
    if found["power"]:
        factor = Decimal(10) ** int(found["power"])
        if abs(int(found["power"])) >= _MOST:
            refuse(Message("told-import-no-number", (brief(cell),)))
        if re.fullmatch(r"[0-9][.,][0-9]{3}", digits):
            digits += "0"  # one digit stands before the decimals of such a number, never a group
    elif found["word"]:
        factor = Decimal(FACTORS[found["word"]])
    form = form._replace(
        digits=digits,
        factor=factor,
        has_word=bool(found["word"] or found["power"]),
        readings=_readings(digits),
    )
    if not form.readings:
        refuse(Message("told-import-no-number", (brief(cell),)))
    return form


def _unsigned(text: str) -> tuple[str, bool]:
    """The number without its sign, and whether it is less than nothing: -1, (1), ▲1, 1-."""
    if found := _IN_BRACKETS.fullmatch(text):
        return found[1].strip(), True
    if found := _SIGN.match(text):
        return text[found.end() :].strip(), found[0] != "+"
    return (text[:-1].strip(), True) if text.endswith("-") else (text, False)


def read_with(digits: str, decimal: str) -> Decimal | None:
    """The number, with that sign before its decimals; None where the digits make none."""
    whole, sign, part = digits.rpartition(decimal)
    if not sign:
        whole, part = digits, ""
    elif not part.isdigit():
        return None
    other = "," if decimal == "." else "."
    signs = {char for char in whole if not char.isdigit()}
    if decimal in signs or len(signs) > 1:
        return None
    for each in signs:
        if each not in {other, "'", "_", " "} or not _GROUPS[each].fullmatch(whole):
            return None
    return _exact("".join(filter(str.isdigit, whole)) or "0", part)


def _exact(whole: str, part: str) -> Decimal:
    """The number, without the noise behind the fifteen digits that a spreadsheet is sure of."""
    found = Decimal(f"{whole}.{part or 0}")
    significant = len((whole + part).lstrip("0"))
    if part and significant > 15:
        shorter = Decimal(f"{found:.15g}")
        if len(shorter.normalize().as_tuple().digits) <= 11:
            return shorter
    return found
