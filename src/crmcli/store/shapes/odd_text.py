"""What a file holds that reads as something else than its author sees: a text that a comment cuts
short, characters that nobody sees, signs of other ways to write lists.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from crmcli.domain.finding import Path, Place
from crmcli.domain.records.odd import Odd
from crmcli.domain.text.unseen import QUOTES, as_meant, is_unseen, without_unseen
from crmcli.store.shapes.odd_lists import of_list
from crmcli.store.yaml.meaning.spot import key_shape, leaf, spot
from crmcli.store.yaml.record_shape import Record
from crmcli.store.yaml.scalars import ID, KEY, TEXT
from crmcli.store.yaml.tree import nfc
from crmcli.store.yaml.written import word

if TYPE_CHECKING:
    from crmcli.store.yaml.source import Source

# Texts in which somebody tells something: signs of all sorts belong to them.
_PROSE = frozenset(
    (
        *("what", "said", "why", "note", "how", "resolution", "usage", "waived", "value"),
        *("solution", "provenance", "status_why", "problems", "icebreakers", "differentiators"),
        *("text", "evidence", "guide", "questions", "question", "result", "progress", "gave"),
        *("counter", "label", "address"),
    )
)
_WAYS = frozenset(("phones", "emails"))  # have rules of their own
_BULLET = re.compile(r"[•·‣▪◦●○■–—]\s*(?=\S)|//\s*(?=\S)")
_COMMENT = re.compile(r"[ \t]+#")
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "「": "」", "『": "』", "（": "）"}
_MARK = re.compile(r"[-.ㄱ-ㅎㅏ-ㅣ]")


def odd_in(data: bytes, shape: Record[Any]) -> tuple[Odd, ...]:
    """The oddities of a file that can be read and has signs of some."""
    from crmcli.store.yaml.source import Source  # only such files are read this way

    source = Source(data)
    if source.problems or not isinstance(source.tree, dict):
        return ()
    return tuple(_odd(source, shape))


def _odd(source: "Source", shape: Record[Any]) -> Iterator[Odd]:
    told: set[Path] = set()
    for path, span in source.spans.items():
        if not path or path in told:
            continue
        if span.key and isinstance(path[-1], str):
            key = key_shape(shape, source.tree, path)
            yield from _in_name(path, path[-1], at_key=True) if key in (KEY, ID) else ()
        if span.is_collection:
            continue
        at = spot(shape, source.tree, path)
        if leaf(at.shape, at.node)[0] is not TEXT:
            continue
        found = of_list(source, shape, path)
        if found:
            told.update(found.places)
            yield found.odd
            continue
        if isinstance(at.node, str):
            yield from _in_text(path, at.node)
        yield from _cut(source, path, at.node if isinstance(at.node, str) else "", span.value)


def _in_text(path: Path, text: str) -> Iterator[Odd]:
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if name not in _PROSE and name not in _WAYS:
        yield from _in_name(path, text)
        return
    if name in _WAYS:
        return
    if is_unseen(text) and "\n" not in text:
        yield Odd("odd-character", path, text, word(without_unseen(text), in_flow=True), True)
    elif isinstance(path[-1], int) and "\n" not in text:
        yield from _at_end(path, text) or _bullet(path, text)


def _in_name(path: Path, text: str, *, at_key: bool = False) -> Iterator[Odd]:
    """A short text: whatever is no letter of ours in it is a slip."""
    if "\n" in text or (text.isascii() and not _is_marked(text)):
        return
    meant = as_meant(text)
    if len(meant) > 1 and QUOTES.get(meant[0]) == meant[-1]:
        inner = meant[1:-1].strip()
        if inner:
            yield Odd("odd-character", path, text, word(inner, in_flow=True), True, at_key)
        return
    if meant != nfc(text) or is_unseen(text):
        if meant:
            yield Odd("odd-character", path, text, word(meant, in_flow=True), True, at_key)
        return
    if text != nfc(text) and not at_key:
        yield Odd("odd-character", path, text, word(nfc(text), in_flow=True), True)
    elif not at_key:
        yield from _stray(path, text)


def _is_marked(text: str) -> bool:
    return text[-1:] == "," or "//" in text or _MARK.fullmatch(text) is not None


def _stray(path: Path, text: str) -> Iterator[Odd]:
    if _MARK.fullmatch(text):
        yield Odd("stray-mark", path, text, "", False, False, "alone")
    elif found := _at_end(path, text):
        yield from found
    elif " //" in text and text.partition(" //")[0].strip():
        before, _, after = text.partition(" //")
        meant = f"{word(before.strip(), in_flow=True)}  # {after.strip()}"
        yield Odd("stray-mark", path, text, meant, False, False, "comment")
    else:
        yield from _bullet(path, text)


def _at_end(path: Path, text: str) -> list[Odd]:
    if text[-1:] != "," or not text.strip(", "):
        return []
    meant = word(text.rstrip(", "), in_flow=True)
    return [Odd("stray-mark", path, text, meant, True, False, "comma")]


def _bullet(path: Path, text: str) -> Iterator[Odd]:
    if found := _BULLET.match(text):
        is_comment = found[0].startswith("//")
        meant = "" if is_comment else word(text[found.end() :], in_flow=True)
        yield Odd(
            "stray-mark", path, text, meant, True, False, "comment" if is_comment else "bullet"
        )


def _cut(source: "Source", path: Path, text: str, place: Place) -> Iterator[Odd]:
    """A text that goes on behind ` #`: nothing stands between the sign and what follows, or a
    bracket or a quote is open before it.
    """
    if place.line != place.end_line or path in source.ends:
        return
    line = source.lines[place.line - 1]
    written, rest = line[place.column - 1 : place.end_column - 1], line[place.end_column - 1 :]
    if (text and written != text) or "ignore[" in rest:
        return
    found = _COMMENT.match(rest if text else f" {rest.lstrip()}")
    if found is None:
        return
    behind = rest.lstrip()[1:]
    if not behind[:1].strip() and not _is_open(text, behind):
        return
    if not behind.strip(" \t#!") or behind[:1] in "#!":
        return
    whole = f"{text}{rest}".strip() if text else rest.strip()
    end = place.column + len(line[place.column - 1 :].rstrip())
    start = place.column if text else len(line) - len(rest.lstrip()) + 1
    stretch = (place.line, start, place.line, end)
    meant = '"' + whole.replace("\\", "\\\\").replace('"', '\\"') + '"'
    yield Odd("cut-text", path, text, meant, False, False, "cut" if text else "empty", stretch)


def _is_open(text: str, behind: str) -> bool:
    """Does a bracket or a quote open before the sign and close behind it?"""
    return any(
        text.count(begin) > text.count(end) and end in behind
        for begin, end in (*_PAIRS.items(), ("'", "'"), ('"', '"'))
        if begin != end or text.count(begin) % 2
    )
