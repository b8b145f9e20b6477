"""Elements of a picture, and what all pictures have in common.

Whatever is no `Svg` is text: it is written out with nothing of it taken for markup. Only classes
and presentation attributes: colours come from stylesheets (`web/static/charts.css`, `dark.css`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from crmcli.domain.text.visible import visible
from crmcli.domain.text.width import cells

CELL, WIDE, LINE = 7.6, 13.2, 18  # pixels of text (13 px): a letter, a Hangul syllable, a line
CAPITAL = 2.2  # so much wider is a capital letter or a percent sign
BOLD = 1.12  # so much wider is what is bold
SMALL = 0.87  # of the ordinary text: what stands at axes and in notes
LONGEST = 500  # characters of a text that is shown in full; more of a name tells nobody anything
DESK = 720  # from this width on a picture has its wide form

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PREFIX = re.compile(r"[^A-Za-z0-9_-]+")


class Svg(str):
    """Markup that was made here of escaped parts."""

    __slots__ = ()

    def __html__(self) -> str:
        """For pages that escape whatever does not say that it is markup."""
        return str(self)


class Head(NamedTuple):
    """What a picture is called, and what is to be seen in it, in a sentence."""

    title: str
    desc: str


def shown(text: str) -> str:
    """The text as it may be shown: nothing unseen in it, no longer than anybody reads."""
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", visible(cut))


def size(text: str, scale: float = 1.0) -> float:
    """About how many pixels wide is the text?"""
    return sum(map(_wide, text)) * scale


@lru_cache(maxsize=4096)
def _wide(char: str) -> float:
    room = cells(char)
    if room > 1:
        return WIDE
    return room * CELL + CAPITAL * (char.isupper() or char == "%")


def fitted(text: str, room: float, scale: float = 1.0) -> str:
    """The text, or as much of it as has room, and three dots."""
    whole = shown(text)
    if size(whole, scale) <= room + 0.01:
        return whole
    left, kept = room - size("…", scale), 0
    for char in whole:
        left -= size(char, scale)
        if left < 0:
            break
        kept += 1
    return f"{whole[:kept].rstrip()}…"


def folded(text: str, room: float, most: int = 2, scale: float = 1.0) -> list[str]:
    """The text in at most so many lines: at blanks where there are some, the last one cut."""
    lines: list[str] = []
    line = ""
    for word in shown(text).split(" "):
        longer = f"{line} {word}".strip()
        if line and size(longer, scale) > room and len(lines) < most - 1:
            lines.append(line)
            line = word
        else:
            line = longer
    return [fitted(each, room, scale) for each in (*lines, line)]


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Pixels, with two decimals where they are needed."""
    told = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if told in ("-0", "") else told


def element(tag: str, *inner: str, **attributes: str | float | None) -> Svg:
    """An element: `text_anchor` is the attribute `text-anchor`, `class_` is `class`."""
    told = "".join([_attribute(*each) for each in attributes.items()])
    if not inner:
        return Svg(f"<{tag}{told}/>")
    body = "".join([each if isinstance(each, Svg) else escape(shown(each)) for each in inner])
    return Svg(f"<{tag}{told}>{body}</{tag}>")


@lru_cache(maxsize=8192)
def _attribute(name: str, value: str | float | None) -> str:
    """With the space before it; most come again and again: a class, a place on a grid."""
    if value is None or value == "":
        return ""
    told = escape(shown(value), quote=True) if isinstance(value, str) else number(value)
    return f' {name.rstrip("_").replace("_", "-")}="{told}"'


def group(*inner: str, says: str = "", class_: str = "") -> Svg:
    """Parts that belong together; who points at them reads `says`."""
    return element("g", *([element("title", says)] if says else []), *inner, class_=class_)


def words(
    text: str, x: float, y: float, class_: str = "", anchor: str = "", **more: str | float | None
) -> Svg:
    """A line of text; `y` is where its letters stand."""
    return element(
        "text", text, x=x, y=y, class_=f"chart-text {class_}".strip(), text_anchor=anchor, **more
    )


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    class_: str,
    *inner: str,
    round_: float | None = None,
) -> Svg:
    """A rectangle."""
    return element(
        "rect", *inner, x=x, y=y, width=max(width, 0), height=height, rx=round_, class_=class_
    )


def stroke(x1: float, y1: float, x2: float, y2: float, class_: str) -> Svg:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def path(points: Sequence[tuple[float, float]], class_: str, *, closed: bool = False) -> Svg:
    """Straight lines from point to point."""
    way = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return element("path", d=f"M{way}{'Z' if closed else ''}", class_=class_)


def picture(
    head: Head, kind: str, prefix: str, width: float, height: float, parts: Sequence[Svg]
) -> Svg:
    """The whole picture. `prefix` makes its ids the only ones of their name on a page."""
    name = _PREFIX.sub("-", prefix)[:80] or "chart"
    return Svg(
        element(
            "svg",
            element("title", head.title, id=f"{name}-title"),
            element("desc", head.desc, id=f"{name}-desc"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            class_=f"chart chart-{kind}",
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
            viewBox=f"0 0 {number(width)} {number(height)}",
            width=width,
            height=height,
        )
        + "\n"
    )
