"""Phone numbers and e-mail addresses as people write them: what is wrong with one, and what was
meant.
"""

import re
from typing import NamedTuple

from crmcli.domain.text.phones import folded_phone
from crmcli.domain.text.unseen import QUOTES, as_meant

# a number, perhaps with the extension of an office
PHONE = re.compile(
    r"\+?[0-9][0-9() ./-]*(?:\s*(?:x|ext\.?|#|내선)\s*[0-9]+)?\Z|\([0-9)][0-9() ./-]*\Z",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[^\s@<>,;\"']+@[^\s@<>,;\"']+\.[^\s@<>,;\"']+\Z")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# how nearly all are written: told apart without a closer look
_USUAL_PHONE = re.compile(r"(?:010-[0-9]{4}|02-[0-9]{3,4}|0[3-6][1-5]-[0-9]{3,4})-[0-9]{4}\Z")
_USUAL_EMAIL = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+\Z")
_EXTENSION = re.compile(r"\s*(?:x|ext\.?|#|내선)\s*[0-9]+\s*\Z", re.IGNORECASE)
_LABEL = re.compile(
    r"\A\s*(?:tel|phone|mobile|m|t|hp|h\.p|c\.p|cell|전화|휴대폰|핸드폰|직통|사무실|대표)\s*[.:)]\s*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*[(\[](?![0-9\s()-]+[)\]])[^)\]]*[)\]]\s*\Z")
_BETWEEN_PHONES = re.compile(r"\s*(?:[/;,|]|\bor\b|또는|혹은|\n)\s*", re.IGNORECASE)
_LOOK_ALIKE = str.maketrans("lIiOoQSsBZz", "11100055822")
_FEWEST, _MOST = 7, 15  # digits of a number that can be dialled from anywhere
_MOBILE = re.compile(r"010[0-9]{8}\Z")
_KOREAN = re.compile(r"0[0-9]{8,11}\Z")
_ANGLE = re.compile(r"(?P<name>[^<>]*)<\s*(?P<address>[^<>\s]+@[^<>\s]+)\s*>\Z")
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\(골뱅이\)|골뱅이| at )\s*", re.IGNORECASE)
_BETWEEN_EMAILS = re.compile(r"[;,/|\s]+")
_ASCII_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+\Z")


class Fault(NamedTuple):
    """What is wrong, as the end of a message's key, and what to write, where it is known."""

    why: str
    meant: str = ""
    is_safe: bool = False
    parts: tuple[str, ...] = ()  # where there are several in one


LONGEST = 254  # characters of an address, by the standard
_QUOTES = "\"'" + "".join(QUOTES) + "".join(QUOTES.values())


def phone_fault(text: str, *, korean: bool = False) -> Fault | None:
    """What is wrong with a phone number; `korean` numbers begin with 0 and have so many digits."""
    if _USUAL_PHONE.match(text):
        return None
    if len(text) > LONGEST:  # no number, and long to look at
        return Fault("letters")
    if "@" in text or "＠" in text:
        return Fault("email")
    meant = as_meant(text).translate(DASHES).strip(_QUOTES)
    if meant != text and _is_phone(meant, korean=korean):
        return Fault("characters", meant, is_safe=True)
    parts = [part for part in _BETWEEN_PHONES.split(meant) if part]
    if len(parts) > 1 and all(_is_phone(part, korean=korean) for part in parts):
        return Fault("several", parts=tuple(parts))
    digits = re.sub(r"[^0-9]", "", meant)
    if korean and (whole := _with_country(meant, digits)):
        return Fault("country", whole)
    if not PHONE.match(meant):
        bare = _NOTE.sub("", _LABEL.sub("", meant))
        if bare != meant and _is_phone(bare, korean=korean):
            return Fault("words", bare)
        read = meant.translate(_LOOK_ALIKE)
        if len(digits) >= _FEWEST - 1 and _is_phone(read, korean=korean):
            return Fault("letters", read)
        return Fault("letters")
    count = len(_digits(meant))
    if count < _FEWEST:
        return Fault("short")
    if count > _MOST:
        return Fault("long")
    if korean and not _is_phone(meant, korean=True):
        return Fault("digits")
    return None


def _with_country(text: str, digits: str) -> str:
    """A number with the country's 82 in front that lacks its +, or has a 0 too many."""
    if not digits.startswith("82") or len(digits) < _FEWEST + 4:
        return ""
    whole = re.sub(r"\A\+?82([- .)]*)\(?0\)?", r"+82\1", text)
    whole = whole if whole.startswith("+") else f"+{whole}"
    return whole if whole != text and _is_phone(whole, korean=True) else ""


def _digits(text: str) -> str:
    return folded_phone(_EXTENSION.sub("", text)).lstrip("+")


def _is_phone(text: str, *, korean: bool) -> bool:
    digits = _digits(text)
    if not PHONE.match(text) or not _FEWEST <= len(digits) <= _MOST:
        return False
    if not korean or digits[:1] != "0" or digits[:2] == "00":
        return True
    return bool((_MOBILE if digits.startswith("010") else _KOREAN).match(digits))


def email_fault(text: str) -> Fault | None:
    """What is wrong with an e-mail address."""
    if _USUAL_EMAIL.match(text):
        return None
    if len(text) > LONGEST:
        return Fault("none")
    meant = as_meant(text)
    bare = re.sub(r"\Amailto:\s*", "", meant, flags=re.IGNORECASE)
    if found := _ANGLE.match(bare):
        bare = found["address"]
    bare = bare.strip(" <>\"'").rstrip(".,;:")
    if _is_email(bare):
        return None if bare == text else Fault("form", bare, is_safe=True)
    parts = [part.strip("<>.,") for part in _BETWEEN_EMAILS.split(bare) if part]
    if len(parts) > 1 and all(map(_is_email, parts)):
        return Fault("several", parts=tuple(parts))
    joined = re.sub(r"\s+", "", _AT.sub("@", bare)).replace("@@", "@").replace("..", ".")
    joined = re.sub(r",(?=[a-z]{2,}\Z)", ".", joined)
    if joined != bare and _is_email(joined):
        return Fault("spaces", joined)
    if "@" not in bare:
        return Fault("phone" if phone_fault(bare) is None else "no-at")
    if not bare.isascii():
        return Fault("letters")
    return Fault("no-end" if re.fullmatch(r"[^@\s]+@[^@\s.]+", bare) else "none")


def _is_email(text: str) -> bool:
    own = text.rpartition("@")[0]
    is_plain = _ASCII_EMAIL.match(text) or (own.isascii() and not text[-1:].isascii())
    return bool(EMAIL.match(text) and is_plain) and ".." not in text
