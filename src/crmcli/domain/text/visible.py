"""Record text is hostile until shown otherwise: whatever could steer a terminal or hide in a line
is spelled out.
"""

import re
from functools import cache

# Controls, line and paragraph separators, bidi controls, zero-width and other invisible characters,
# lone surrogates.
# ZWNJ and ZWJ (200c, 200d) stay out of names too: no Korean or English name needs them.
_HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


# Invisible, and yet letters or marks to Unicode: all other hidden characters are unprintable to
# Python.
_SEEMING = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(_HIDDEN)


def visible(text: str) -> str:
    r"""The text with everything unseen written out as an escape, such as \x1b or \u202e.

    A line break becomes a space.
    """
    if text.isprintable() and (text.isascii() or _SEEMING.isdisjoint(text)):
        return text
    return _hidden().sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in "\n\t\r":
        return " "
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def json_safe(text: str) -> str:
    """JSON text with the same characters as JSON escapes; it parses to what it did before."""
    return _hidden().sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 0x0A:
        return "\n"  # between rows; inside strings the encoder has escaped it already
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
