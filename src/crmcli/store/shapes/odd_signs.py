"""Is there anything in a file that may read as something else than its author sees?

Few files have any of it: bytes are looked for that such things need, and only a file with some of
them is read once more, with places (`odd_text`).
"""

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.domain.records.odd import Odd
    from crmcli.store.yaml.record_shape import Record

# Bytes that are in every file with the oddity and in few others, each with the pattern to look for
# then: one byte is looked for a hundred times as fast as anything else. Patterns are made when one
# is needed first.
_SIGNS = (
    (b"/", rb" //|- ['\"]?//"),
    (b"\xc2", rb"\xc2[\xa0\xad]|- ['\"]?\xc2\xb7"),  # other spaces and hyphens
    (b"\xe1", rb"\xe1[\x84-\x87]"),  # Hangul taken apart
    # other spaces, what turns the direction, quotes, bullets, dashes
    (b"\xe2", rb"\xe2(?:\x80[\x80-\x8f\xa8-\xaf]|\x81\xa0)"),
    (b"\xe2", rb"[:\[{,-] ?['\"]?\xe2\x80[\x98\x9c]"),
    (b"\xe2", rb"- ['\"]?\xe2(?:\x80[\xa2\xa3\x93\x94]|[\x96\x97])"),
    # the full-width space; a letter of Hangul alone
    (b"\xe3", rb"\xe3(?:\x80[\x80\x81\x8c-\x95]|\x85\xa4)|: \xe3[\x84\x85][\x80-\xbf][,}\r\n]"),
    (b"\xe2", rb"\n *\xe2\x91[\xa0-\xae]"),  # (1) in a circle, ㅇ as a bullet
    (b"\xe3", rb"\n *\xe3\x85[\x81\x87] "),
    (b"&", rb"&(?:nbsp|amp|lt|gt|quot|apos|#[0-9]{1,6});"),
    (b"1", rb"\n +1[.)] "),
    (b"\xef", rb"\xef(?:\xbb\xbf|\xbc[\x81-\xbf]|\xbd[\x80-\x9e])"),  # full-width ones
)
_MOST = 200  # comments of a file that are looked at
# a comma at the end of `key: text` or `- text`; in brackets over several lines it belongs there
_COMMA = rb"(?m)^ *(?:(?:- )*[^\s{\[:]+: |- )[^{}\[\]\n:]*[^\s\]}\"'],[ \t]*\r?$"
_ALONE = rb": ['\"]?-['\"]?[,}\r\n]"
_CUT = rb"[ \t]#(?:[^\s#!]|[ \t]*[^\s#][^\n]{0,200}[)\]}\"'\xe2])"


def odd_texts(data: bytes, shape: "Record[Any]") -> "tuple[Odd, ...]":
    """The oddities of a file that can be read."""
    if not _may_have(data):
        return ()
    from crmcli.store.shapes.odd_text import odd_in

    return odd_in(data, shape)


def _may_have(data: bytes) -> bool:
    """Is it worth a closer look?"""
    if b"#" in data and any(
        data[data.rfind(b"\n", 0, found.start()) + 1 : found.start()].strip()
        for found in islice(re.finditer(_CUT, data), _MOST)
    ):
        return True
    if any(sign in data and re.search(pattern, data) for sign, pattern in _SIGNS):
        return True
    has_comma = b",\n" in data or b",\r\n" in data
    return (has_comma and re.search(_COMMA, data) is not None) or (
        b": -" in data and re.search(_ALONE, data) is not None
    )
