"""Trees of text written as YAML the way different hands write it: a generator for hypothesis."""

import re
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from crmcli.store.yaml.tree import NULLS, Node

# Words that look like something else, or that quoting makes interesting.
WORDS = (
    "a",
    "b",
    "c",
    "kim-mj",
    "park-jh",
    "한빛전자㈜",
    "가",
    "값",
    "😀",
    "null",
    "~",
    "Null",
    "true",
    "NO",
    "on",
    "12:30",
    "2026-01-05",
    "1_000",
    "0o17",
    "0x1F",
    "1e3",
    "-1",
    "010-1234-5678",
    "http://x.example/a?b=1#c",
    "a:b",
    "a#b",
    "it's",
    'say "hi"',
    "a\\b",
    "[a",
    "a]",
    "{b}",
    "a,b",
    "- a",
    "? a",
    ": a",
    "a: b",
    "a #b",
    "#a",
    "a:",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a",
    "|",
    ">",
    "---",
    "...",
    "<<",
    "=",
    "",
    " ",
    " a ",
    "50%",
    "a & b",
    "a*b",
    "-",
    "?",
    "e\u0301",
    "\u1100\u1161",
    "\u00a0x",
    "--- a",
)
texts = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" ".join),
    st.text("ab가: #-'\"\\,[]{}|>&*!%@`~?.0é", max_size=8),
)
blocks = st.lists(st.one_of(st.just(""), texts), min_size=1, max_size=4).map("\n".join)
keys = texts.filter(lambda text: text != "<<")
trees = st.dictionaries(
    keys,
    st.recursive(
        st.one_of(st.none(), texts, blocks),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)
        ),
        max_leaves=12,
    ),
    max_size=5,
)

_PLAIN = re.compile(
    r"[A-Za-z0-9가-힣](?:[\w가-힣 .'\"/@%+&*!~=|>-]|:(?=[\w/])|(?<=\w)#|(?<=\w)[,?\\](?=\w))*\Z"
)
_PLAIN_IN_FLOW = re.compile(r"[A-Za-z가-힣](?:[\w가-힣 .'\"/@%+&*!~=|>-]|:(?=\w)|(?<=\w)#)*\Z")
_ESCAPED = {"\\": "\\\\", '"': '\\"'}


@lru_cache(maxsize=None, typed=True)
def _one_of(*choices: Any) -> st.SearchStrategy[Any]:
    """Made once: a file is written by hundreds of the same choices."""
    return st.sampled_from(choices)


class Hand:
    """One hand's way of writing; every choice is drawn, so that hypothesis can make it simpler."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw

    def one(self, *choices: Any) -> Any:
        return self.draw(_one_of(*choices))

    def document(self, tree: dict[str, Node]) -> bytes:
        """The whole tree as a file."""
        body = (
            self.flow(tree) + "\n"
            if not tree or _fits_flow(tree) and self.one(False, False, False, True)
            else self.mapping(tree, 0)
        )
        text = (
            self.one("", "", "# c\n", "---\n", "\n", "# c\n---\n", "--- # c\n")
            + body
            + self.one("", "", "...\n", "# c\n", "...\n# c\n", "" if "|" in body else "\n")
        )
        # without its line end, a block's last line means something else
        if "|" not in text and self.one(False, False, True):
            text = text.removesuffix("\n")
        data = text.replace("\n", self.one("\n", "\n", "\r\n")).encode()
        return self.one(b"", b"", b"\xef\xbb\xbf") + data

    def comment(self) -> str:
        return (
            self.one("", "", "", "", " # c", "   #: [c", " ")
            + "\n"
            + self.one("", "", "", "", "\n", "# c\n", "        # - c\n")
        )

    def mapping(self, tree: dict[str, Node], indent: int) -> str:
        return "".join(" " * indent + self.pair(key, value, indent) for key, value in tree.items())

    def pair(self, key: str, value: Node, indent: int) -> str:
        if self.one(*[False] * 9, True):
            return (
                f"? {self.scalar(key, None)}\n"
                + " " * indent
                + ":"
                + self.block(value, indent, in_mapping=True)
            )
        return f"{self.scalar(key, None)}{self.one('', '', '', ' ')}:" + self.block(
            value, indent, in_mapping=True
        )

    def block(self, value: Node, indent: int, *, in_mapping: bool) -> str:
        """What follows `key:` or `-`."""
        if value is None:
            return self.one("", " null", " ~", " Null", "  NULL") + self.comment()
        gap = self.one(" ", " ", " ", "  ", "     ")
        if isinstance(value, str):
            if "\n" in value:
                return gap + self.literal(value, indent)
            if self.one(*[False] * 9, True):
                return gap + self.folded(value, indent)
            return gap + self.scalar(value, indent) + self.comment()
        if not value or self.one(False, False, True) and _fits_flow(value):
            return gap + self.flow(value, indent) + self.comment()
        if isinstance(value, dict):
            deeper = indent + self.one(2, 2, 2, 4, 1, 3)
            return self.comment() + self.mapping(value, deeper)
        deeper = indent + (self.one(2, 2, 0, 1, 4) if in_mapping else self.one(2, 2, 1, 4))
        return self.comment() + "".join(" " * deeper + self.item(each, deeper) for each in value)

    def item(self, value: Node, indent: int) -> str:
        """A list's item; collections may begin on its own line."""
        if value and isinstance(value, dict | list) and self.one(True, True, False):
            gap = self.one(1, 1, 1, 3)
            inner = indent + 1 + gap
            if isinstance(value, dict):
                return "-" + " " * gap + self.mapping(value, inner)[inner:]
            return (
                "-"
                + " " * gap
                + "".join(" " * inner + self.item(each, inner) for each in value)[inner:]
            )
        return "-" + self.block(value, indent, in_mapping=False)

    def flow(self, value: Node, indent: int = 0) -> str:
        """Brackets, on one line or over several."""
        if value is None:
            return self.one("null", "~")
        if isinstance(value, str):
            return self.scalar(value, None, in_flow=True)
        line = self.one("", "", "", "\n" + " " * (indent + 1), " # c\n" + " " * (indent + 4))
        if isinstance(value, list):
            inner = f",{line or ' '}".join(self.flow(each, indent) for each in value)
            return f"[{line}{inner}{self.one('', '', ' ', ', ') if value else ''}{line}]"
        inner = f",{line or ' '}".join(
            f"{self.scalar(key, None, in_flow=True)}: {self.flow(each, indent)}"
            for key, each in value.items()
        )
        return "{" + f"{line}{inner}{self.one('', '', ' ', ', ') if value else ''}{line}" + "}"

    def scalar(self, text: str, indent: int | None, *, in_flow: bool = False) -> str:
        """A text in one line, or, below an indent, sometimes in several."""
        plain = (
            (_PLAIN_IN_FLOW if in_flow else _PLAIN).match(text)
            and text not in NULLS
            and not text.endswith((" ", ":"))
            and not text.startswith(("---", "..."))
        )
        style = self.one(*(["plain"] * 4 if plain else []), "single", "double")
        if style == "plain":
            written = text
        elif style == "single":
            written = "'" + text.replace("'", "''") + "'"
        else:
            written = '"' + "".join(self.escaped(character) for character in text) + '"'
        if indent is not None and self.one(*[False] * 5, True):
            return _broken(written, "\n" + " " * (indent + self.one(1, 2, 5)))
        return written

    def escaped(self, character: str) -> str:
        if character in _ESCAPED:
            return _ESCAPED[character]
        if self.one(*[False] * 9, True):
            number = ord(character)
            return (
                f"\\x{number:02x}"
                if number < 256 and self.one(True, False)
                else f"\\u{number:04X}"
                if number < 65536 and self.one(True, False)
                else f"\\U{number:08x}"
            )
        return character

    def literal(self, text: str, indent: int) -> str:
        """A block text, every line as it is."""
        body = text.rstrip("\n")
        ends = len(text) - len(body)
        if not body:
            # nothing but line ends: refused by crm, and the same to both
            return '"' + text.replace("\n", "\\n") + '"\n'
        chomp = ("-", "", "+")[min(ends, 2)] if ends != 1 else self.one("", "+")
        deeper = self.one(2, 2, 3, 1)
        needs = body[0] in " \n" or any(
            line[:1] == " " and not line.strip() for line in body.split("\n")
        )
        mark = str(deeper) if needs or self.one(*[False] * 5, True) else ""
        head = (
            "|"
            + (mark + chomp if self.one(True, False) else chomp + mark)
            + self.one("", "", " # c")
        )
        lines = [
            " " * (indent + deeper) + line if line else self.one("", " " * indent)
            for line in body.split("\n")
        ]
        return (
            head
            + "\n"
            + "\n".join(lines)
            + "\n" * max(1, ends)
            + (self.one("", "\n") if chomp != "+" else "")
        )

    def folded(self, text: str, indent: int) -> str:
        """A block text whose lines are folded: the words of one line, broken."""
        if not text.strip() or text != text.strip() or "  " in text:
            return '"' + "".join(_ESCAPED.get(character, character) for character in text) + '"\n'
        deeper = " " * (indent + self.one(2, 4))
        return (
            ">-"
            + self.one("", " # c")
            + "\n"
            + deeper
            + text.replace(" ", self.one(" ", "\n" + deeper))
            + "\n"
            + self.one("", "\n")
        )


def _broken(written: str, line: str) -> str:
    """Broken at its first gap between two words, if it has one that may be."""
    place = re.search(r"(?<=[\w가-힣]) (?=[A-Za-z가-힣])", written)
    return written if place is None else written[: place.start()] + line + written[place.end() :]


def _fits_flow(value: Node) -> bool:
    """Is there no text of several lines in it?"""
    if isinstance(value, str):
        return "\n" not in value
    if isinstance(value, dict):
        return all(map(_fits_flow, value.values()))
    return value is None or all(map(_fits_flow, value))


@st.composite
def documents(draw: Any) -> tuple[dict[str, Node], bytes]:
    """A tree and one way to write it."""
    tree = draw(trees)
    return tree, Hand(draw).document(tree)
