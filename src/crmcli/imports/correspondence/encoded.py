"""Which text does a header of a mail hold? Encoded words (RFC 2047), bytes without any, and what no
text of ours may have.
"""

import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(rb"=\?([A-Za-z0-9_.:+-]{1,40})(?:\*[^?]*)?\?([bBqQ])\?([^?\s]*)\?=")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")
# Mail calls them by these names and means the larger one; CP949 holds all of KS X 1001.
_MEANT = {
    "ks_c_5601-1987": "cp949",
    "ks_c_5601-1989": "cp949",
    "ksc5601": "cp949",
    "ksc_5601": "cp949",
    "ks_c_5601": "cp949",
    "korean": "cp949",
    "euc-kr": "cp949",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "unknown-8bit": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
}
# Codecs of Python that are no encodings of text, or that grow what they are given.
_TEXT = re.compile(
    r"(?:utf|iso|windows|cp|koi|mac|big5|shift|sjis|euc|gb|hz|tis|johab|ibm|x-)[\w.:-]*\Z|"
    r"(?:cp949|x-windows-949|ms949|uhc)\Z"
)
# letters that join others, as in emoji, are no harm in a text; what turns the direction is
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_KEPT = "\u200c\u200d"


def decoded(data: bytes) -> str:
    """The header's text on one line, as it was meant; every hidden character is still in it."""
    return " ".join("".join(_texts(data)).split())


def _texts(data: bytes) -> Iterator[str]:
    """Its parts: words side by side are one text, and those of one encoding are one run of bytes,
    for some programs divide a letter between them.
    """
    place, charset, held = 0, "", b""
    for match in _WORD.finditer(data):
        between = data[place : match.start()]
        known = match[1].decode("ascii").lower()
        if between.strip() or known != charset:
            if held:
                yield as_text(held, charset)
                held = b""
            if between.strip() or not charset:
                yield as_text(between, "")
        charset = known
        held += _bytes(match[2], match[3])
        place = match.end()
    if held:
        yield as_text(held, charset)
    yield as_text(data[place:], "")


def _bytes(kind: bytes, said: bytes) -> bytes:
    """What an encoded word holds; the word itself where that cannot be told."""
    if kind in b"qQ":
        return _QUOTED.sub(lambda match: bytes([int(match[1], 16)]), said.replace(b"_", b" "))
    try:
        return binascii.a2b_base64(said + b"=" * (-len(said) % 4))
    except binascii.Error:
        return said


def as_text(data: bytes, charset: str) -> str:
    """The bytes in the encoding that they say, else in UTF-8 or Korean Windows' CP949; what fits
    nothing is shown as such.
    """
    if data.isascii() and charset not in ("iso-2022-kr", "iso-2022-jp", "utf-7", "hz-gb-2312"):
        return data.decode("ascii")
    for each in (codec(charset), "utf-8", "cp949"):
        if each:
            try:
                return data.decode(each)
            except (UnicodeError, LookupError, ValueError):
                continue
    return data.decode(codec(charset) or "utf-8", "replace")


def codec(charset: str) -> str:
    """Python's name of an encoding of text; nothing for what is none."""
    name = charset.strip().strip('"').lower()
    name = _MEANT.get(name, name)
    if not _TEXT.match(name):
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def cleaned(text: str, longest: int) -> tuple[str, bool]:
    """One line without hidden characters and no longer than that, and whether it was otherwise."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        char
        for char in composed
        if char in _KEPT or unicodedata.category(char) not in _DROPPED or char in "\t\n"
    )
    line = " ".join(kept.split())
    short = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    return short, len(kept) != len(composed) or short != line
