"""Text of foreign cells: a line or a note, of HTML perhaps, without what nobody sees, and cut at a
limit; what was taken away is told.
"""

import re
import unicodedata
from typing import NamedTuple

from crmcli.domain.table import Message
from crmcli.imports.card import refuse
from crmcli.imports.cells.brief import brief
from crmcli.imports.values import unwrapped

LONGEST = 2000  # characters of a text, where the engine says nothing else
_LOOKED_AT = 10  # times as many characters are read of markup
_TAG = re.compile(
    r"<(?:/?(?:p|br|div|span|b|i|u|a|ul|ol|li|strong|em|html|body|table|h[1-6])\b|!--)",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]{0,20})\b[^<>]*>|<(!)([A-Za-z\[]{1,9})[^<>]*>")
_SPACE = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#[0-9]{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CLOSED_BY_A_LINE = frozenset(("p", "div", "table", "ul", "ol", *_HEADINGS))
_BLOCKS = _CLOSED_BY_A_LINE | {"br", "tr", "blockquote", "hr"}
_SILENT = frozenset({"script", "style", "head", "title"})
# What a spreadsheet would run, of what begins like it: no list, no number, no @name.
_FORMULA = re.compile(r"[=＝]\s*[+\-@A-Za-z(\"'{$0-9]|[+\-@＋－＠]\s*[A-Za-z_.]{2,40}\s*[(!|]")
# what most cells are: letters, digits and marks that mean nothing to a spreadsheet or a browser
_PLAIN = re.compile(
    r"[A-Za-z0-9가-힣](?:[A-Za-z0-9가-힣 .,:()/%'?!_+#$*-]*[A-Za-z0-9가-힣.,:()/%'?!_])?\Z"
)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")


class Said(NamedTuple):
    """The text, and what is to be told of it."""

    text: str
    told: tuple[Message, ...] = ()


def line(cell: str, most: int = LONGEST) -> Said:
    """One line. Raises Refusal for a formula."""
    said = long(cell, most)
    return said._replace(text=" ".join(said.text.split()))


def shown(text: str) -> str:
    """Without the characters that nobody sees."""
    return text if _PLAIN.match(text) else _HIDDEN.sub("", text)


def long(cell: str, most: int = LONGEST) -> Said:
    """Text of several lines, perhaps. Raises Refusal for a formula."""
    if len(cell) <= most and _PLAIN.match(cell) and "  " not in cell:
        return Said(cell)
    told = list[Message]()
    text = cell[: most * _LOOKED_AT + 1000].replace("\r\n", "\n").replace("\r", "\n")
    text = unwrapped(text)
    if _FORMULA.match(text):
        refuse(Message("told-import-formula", (brief(text),)))
    if _TAG.search(text):
        text = _plain(text)
    elif _ENTITY.search(text):
        from html import unescape

        text = unescape(text)
    text = _ended(text)
    hidden = _HIDDEN.findall(text)
    if hidden:
        told.append(Message("told-import-hidden", (len(hidden), f"U+{ord(hidden[0]):04X}")))
        text = _HIDDEN.sub("", text)
    text = _tidy(unicodedata.normalize("NFC", text))
    if len(text) > most or len(cell) > most * _LOOKED_AT + 1000:
        told.append(Message("told-import-cut", (f"{len(cell):,}", f"{most:,}")))
        text = _cut(text, most)
    return Said(text, tuple(told))


def _ended(text: str) -> str:
    """Line breaks of other systems as ours."""
    return re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]|_x000D_\n?", "\n", text)


def _tidy(text: str) -> str:
    """Without spaces at the ends of lines, and without more than one empty line."""
    lines = (_SPACES.sub(" ", each).strip() for each in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def _cut(text: str, most: int) -> str:
    """The beginning, to the end of a word where one is near."""
    begin = text[: most - 1]
    space = max(begin.rfind(" "), begin.rfind("\n"))
    return f"{begin[:space] if space > most - 40 else begin}…".strip()


def _plain(text: str) -> str:
    """What a browser would show of markup.

    Not by `html.parser`, which takes a time that grows with the square of unclosed tags.
    """
    from html import unescape

    first, *others = text.split("<!--")
    text = first + "".join(each.partition("-->")[2] for each in others)
    parts, place, silent = list[str](), 0, ""
    for found in _ANY_TAG.finditer(text):
        if not silent:
            parts.append(_SPACE.sub(" ", unescape(text[place : found.start()])))
        place = found.end()
        closes, tag = found[1], (found[2] or "").casefold()
        if tag in _SILENT:
            silent = "" if closes and tag == silent else silent or ("" if closes else tag)
        elif not silent:
            parts.append(_between(tag, is_end=bool(closes)))
    if not silent:
        parts.append(_SPACE.sub(" ", unescape(text[place:])))
    return "".join(parts)


def _between(tag: str, *, is_end: bool) -> str:
    """What a tag is in plain text: a block begins a line, an item of a list has a mark."""
    if tag == "li" and not is_end:
        return "\n- "
    if tag in _BLOCKS and (not is_end or tag in _CLOSED_BY_A_LINE):
        return "\n"
    return " " if tag in {"td", "th"} else ""
