"""The fast reader: bytes of one YAML file to plain dicts, lists and text, or the reason why not.

It is a builder over libyaml's events. Scalars stay the text their author wrote; only a plain empty
scalar, `~` or `null` is None. Whatever the format forbids ends the reading at once with
`Unreadable`; `store.yaml.source` reads the file again then, slowly, and says where and what.
"""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from crmcli.store.files.scan import MAX_BYTES

if TYPE_CHECKING:
    from types import ModuleType

    from crmcli.store.yaml.libyaml import Events

Tree = dict[str, "Node"]
Node = str | None | list["Node"] | Tree

MAX_DEPTH = 64
MAX_ITEMS = 100_000
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# Tabs, line breaks that only YAML 1.1 knows, and the marks git leaves: rare, and judged in
# store/yaml/source.py.
SUSPECTS = ("\t", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "<<<<<<<", ">>>>>>>", "|||||||")
BLANK_LINE = re.compile(r"\n[ ]*\r?\n")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Unreadable(Exception):
    """The bytes are not a file of the format."""


@cache
def events() -> "ModuleType":
    """The events of YAML and the parser that makes them; imported when the first file is read,
    which a quick answer never does.
    """
    from crmcli.store.yaml import libyaml

    return libyaml


def read_tree(data: bytes) -> Tree:
    """What does this file say, as text? Raises Unreadable for anything the format forbids."""
    yaml = events()
    if len(data) > MAX_BYTES:
        raise Unreadable
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable from error
    if any(suspect in text for suspect in SUSPECTS) or (
        "\r" in text and text.count("\r") != text.count("\r\n")
    ):
        raise Unreadable
    try:
        marked = "&" in text or "!" in text or "*" in text or "<<" in text
        odd = "\\" in text or BLANK_LINE.search(text) is not None
        root = _build(yaml, yaml.Parser(text), marked=marked, odd=odd)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise Unreadable from error
    if root is None:
        return {}
    if type(root) is not dict:
        raise Unreadable
    return root


def _build(yaml: "ModuleType", parser: "Events", *, marked: bool, odd: bool) -> Node:  # noqa: C901, PLR0912, PLR0915 - a call per event would cost a third of the reading
    """One document's tree, in one loop without recursion, so that depth is bounded.

    `marked` says that the text has a character that anchors, tags and merge keys need; `odd` that
    it has a backslash or a blank line, without which no scalar outside a block can hold a control
    character or a line break.
    """
    next_event = parser.get_event
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    stack: list[tuple[Node, bool]] = []
    node: Any = None  # the collection being filled; `in_mapping` says of which kind it is
    in_mapping = False
    key: str | None = None  # the key waiting for its value, in a mapping
    root: Node = None
    documents = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind is scalar:
            value = event.value
            if marked and (
                event.anchor is not None or event.tag is not None or (value == "<<" and key is None)
            ):
                raise Unreadable
            if in_mapping and key is None:
                if value in node or (odd and CONTROL.search(value)):
                    raise Unreadable
                key = value
                continue
            if value in NULLS and not event.style:
                value = None
            elif odd and event.style not in ("|", ">") and CONTROL.search(value):
                raise Unreadable
            if in_mapping:
                node[key] = value
                key = None
            elif node is None:
                root = value
            else:
                node.append(value)
        elif kind is mapping_end or kind is sequence_end:
            if len(node) > MAX_ITEMS:
                raise Unreadable
            node, in_mapping = stack.pop()
            key = None
        elif kind is mapping or kind is sequence:
            if len(stack) >= MAX_DEPTH or (
                marked and (event.anchor is not None or event.tag is not None)
            ):
                raise Unreadable
            child: Tree | list[Node] = {} if kind is mapping else []
            if in_mapping:
                if key is None:
                    raise Unreadable
                node[key] = child
            elif node is None:
                root = child
            else:
                node.append(child)
            stack.append((node, in_mapping))
            node, in_mapping, key = child, kind is mapping, None
        elif kind is yaml.StreamEndEvent:
            return root
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1 or event.version or event.tags:
                raise Unreadable
        elif kind is yaml.AliasEvent:
            raise Unreadable


def nfc(text: str) -> str:
    """The composed spelling, in which ids and names are compared (macOS hands over Hangul
    decomposed).
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)
