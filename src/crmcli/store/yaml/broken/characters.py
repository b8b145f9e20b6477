"""Characters that look like those of YAML and are others: full-width signs, curly quotes, spaces
that are none.
"""

import re
import unicodedata
from collections.abc import Iterator

from crmcli.store.yaml.broken.page import Edit, Page, following, previous, says
from crmcli.store.yaml.broken.slip import Slip, spot

COLONS = "：﹕∶︰꞉˸։"
_COMMAS = "，、﹐､"
_QUOTES = "“”„‟〝〞＂"
_SINGLE = "‘’‚‛＇"
SIGNS = {
    **dict.fromkeys(COLONS, ":"),
    **dict.fromkeys(_COMMAS, ","),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_SINGLE, "'"),
    "｛": "{",
    "｝": "}",
    "［": "[",
    "］": "]",
    "－": "-",
    "＃": "#",
    "｜": "|",
    "＞": ">",
}
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u180e"
UNSEEN = "\u200b-\u200f\u2060-\u2064\u00ad\ufe00-\ufe0f\ufeff\u202a-\u202e\u2066-\u2069"
KEY = r"(?:[^\W\d][\w.-]*|\"[^\"]*\"|'[^']*')"
_KEY_COLON = re.compile(rf"(?P<before>\s*(?:[-－] *)*{KEY})(?P<colon>\s*[{COLONS}])\s*")
_INDENT = re.compile(rf"[ \t{SPACES}{UNSEEN}]+")
_ODD_SPACE = re.compile(f"[{SPACES}{UNSEEN}]")
_ODD_GAP = re.compile(rf"(?:^ *-|[^\s:]:) *(?P<gap>[{SPACES}][ {SPACES}]*)")
_QUOTED = re.compile(
    rf"(?P<before>.*?(?:: +|[-\[{{,] *))(?P<open>[{_QUOTES}{_SINGLE}\"'])"
    rf"(?P<text>[^{_QUOTES}{_SINGLE}\"']*)(?P<close>[{_QUOTES}{_SINGLE}\"'])(?P<after>\s*(?:[,\]}}].*|#.*)?)$"
)
_FULL_DASH = re.compile(r"(?P<indent> *)(?P<dash>－)(?P<space> *)(?=\S)")


def named(char: str) -> str:
    """The character as a person finds it in a table: `U+FF1A`."""
    return f"U+{ord(char):04X}"


def look_alikes(page: Page, row: int) -> Iterator[Slip]:
    """What a line says when each of these is taken for what it looks like."""
    line = page.lines[row]
    if line.isascii() or not says(line):
        return
    yield from _indentation(page, row)
    yield from _gap(line, row)
    yield from _key_colon(line, row)
    yield from _dash(line, row)
    yield from _quotes(line, row)
    yield from _signs(line, row)


def _indentation(page: Page, row: int) -> Iterator[Slip]:
    line = page.lines[row]
    found = _INDENT.match(line)
    odd = _ODD_SPACE.search(found.group()) if found else None
    if found is None or odd is None:
        return
    wide = sum(
        2 if unicodedata.east_asian_width(char) == "F" else 0 if _is_unseen(char) else 1
        for char in found.group()
    )
    others = [
        len(page.lines[at]) - len(page.lines[at].lstrip(" "))
        for at in (previous(page.lines, row), following(page.lines, row))
        if at >= 0
    ]
    for width in dict.fromkeys((wide, *others)):
        edits = (Edit(row, 0, found.end(), " " * width),)
        key = "slip-unseen" if _is_unseen(odd.group()) else "slip-odd-space"
        place = spot(row, odd.start(), found.end())
        yield Slip(place, key, (named(odd.group()),), edits, is_safe=True)


def _gap(line: str, row: int) -> Iterator[Slip]:
    """A space behind a key or a dash that is none."""
    for found in _ODD_GAP.finditer(line):
        start, end = found.span("gap")
        edits = (Edit(row, start, end, " "),)
        yield Slip(
            spot(row, start, end), "slip-odd-space", (named(line[start]),), edits, is_safe=True
        )


def _is_unseen(char: str) -> bool:
    return re.match(f"[{UNSEEN}]", char) is not None


def _key_colon(line: str, row: int) -> Iterator[Slip]:
    found = _KEY_COLON.match(line)
    if found is None:
        return
    start, end = found.start("colon"), found.end()
    sign = line[found.end("colon") - 1]
    place = spot(row, found.end("colon") - 1)
    if end == len(line):
        yield _sign(place, sign, (Edit(row, start, end, ":"),))
        return
    yield _sign(place, sign, (Edit(row, start, end, ": "),))
    yield from (
        _sign(place, sign, (Edit(row, start, len(line), f": {written}"),), cost=1)
        for written in [_in_order(line[end:])]
        if written != line[end:]
    )


def _dash(line: str, row: int) -> Iterator[Slip]:
    found = _FULL_DASH.match(line)
    if found is not None:
        edits = (Edit(row, found.start("dash"), found.end("space"), "- "),)
        yield _sign(spot(row, found.start("dash")), "－", edits)


def _quotes(line: str, row: int) -> Iterator[Slip]:
    found = _QUOTED.match(line)
    if found is None:
        return
    signs = [(found.start(name), found[name]) for name in ("open", "close")]
    odd = [(at, sign) for at, sign in signs if sign in SIGNS]
    if not odd:
        return
    quote = '"' if "\\" not in found["text"] else "'"
    edits = tuple(Edit(row, at, at + 1, quote) for at, _ in signs)
    at, sign = odd[0]
    place = spot(row, at, signs[1][0] + 1)
    yield Slip(place, "slip-curly-quote", (sign, named(sign)), edits, is_safe=True)


def _signs(line: str, row: int) -> Iterator[Slip]:
    """All of them at once, and each kind alone: between brackets a comma is no text."""
    kinds = dict.fromkeys(char for char in line if char in SIGNS)
    for group in ([*kinds], *([kind] for kind in kinds)):
        found = [(at, char) for at, char in enumerate(line) if char in group]
        if not found:
            continue
        edits = tuple(Edit(row, at, at + 1, _spaced(line, at, SIGNS[char])) for at, char in found)
        at, sign = found[0]
        yield _sign(spot(row, at), sign, edits, cost=1 if len(group) > 1 or len(found) > 1 else 0)


def _spaced(line: str, at: int, sign: str) -> str:
    follows = line[at + 1 : at + 2]
    return f"{sign} " if sign in ":,-" and follows and follows not in " ]}］｝" else sign


def _in_order(text: str) -> str:
    return "".join(_spaced(text, at, SIGNS.get(char, char)) for at, char in enumerate(text))


def _sign(place: object, sign: str, edits: tuple[Edit, ...], *, cost: int = 0) -> Slip:
    args = (sign, named(sign), SIGNS[sign])
    return Slip(place, "slip-look-alike", args, edits, is_safe=True, cost=cost)  # type: ignore[arg-type]
