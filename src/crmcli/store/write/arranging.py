"""What does a file look like in the usual order?

Its sections as the format lists them, its log oldest first; every line stays, comments above with
what they stand above.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from crmcli.store.write.edited import readable
from crmcli.store.write.fragments import Box, first_line, held
from crmcli.store.write.text_edits import CannotSplice
from crmcli.store.yaml.render import begins_line
from crmcli.store.yaml.syntax_tree import Item, Node, Outline, line_end
from crmcli.store.yaml.tree import Tree, Unreadable, nfc


def arranged(data: bytes, order: Sequence[str]) -> bytes:
    """The file in the usual order; itself where it is in it, or says nothing.

    Raises Unreadable for a broken file, CannotSplice for one that cannot be taken apart.
    """
    tree = readable(data)
    text = data.decode("utf-8")
    mark = text[:1] if text[:1] == "\ufeff" else ""
    text = text.removeprefix(mark)
    ranks = {name: place for place, name in enumerate(order)}
    text = _log_in_order(text)
    text = _sorted(text, _root(text), lambda item: ranks.get(nfc(item.name), len(ranks)))
    made = (mark + text).encode()
    if made != data and not _says_the_same(tree, data, made):
        raise CannotSplice
    return made


def log_arranged(data: bytes) -> bytes:
    """The file with its log in order: newest first where most entries stand so, else oldest first.

    Raises Unreadable for a broken file, CannotSplice for one that cannot be taken apart.
    """
    tree = readable(data)
    text = data.decode("utf-8")
    mark = text[:1] if text[:1] == "\ufeff" else ""
    made = (mark + _log_in_order(text.removeprefix(mark), is_newest_first=_most_are(tree))).encode()
    if made != data and not _says_the_same(tree, data, made):
        raise CannotSplice
    return made


def _most_are(tree: Tree) -> bool:
    """Do most entries of the log stand below a newer one?"""
    log = tree.get("log")
    days = [str(each.get("date")) for each in log or () if isinstance(each, dict)]
    pairs = list(pairwise(days))
    return sum(a > b for a, b in pairs) > sum(a < b for a, b in pairs)


def _root(text: str) -> Node | None:
    return Outline(text).root


def _log_in_order(text: str, *, is_newest_first: bool = False) -> str:
    root = _root(text)
    place = root.place_of("log") if root is not None and root.kind == "map" else None
    if root is None or place is None:
        return text
    log = root.items[place].value
    node = log if log.kind == "list" else None
    return _sorted(text, node, _day_back if is_newest_first else _day)


def _day(item: Item) -> str:
    entry = item.value.tree()
    return str(entry.get("date")) if isinstance(entry, dict) else ""


def _day_back(item: Item) -> int:
    """The newer, the less; two of one day stay as they stand."""
    digits = re.sub(r"\D", "", _day(item))
    return -int(digits or 0)


def _sorted(text: str, node: Node | None, key: Callable[[Item], int | str]) -> str:
    """The text with the items of a collection in this order.

    What stands between two places stays between them: blank lines do not wander.
    """
    if node is None or node.flow or node.kind == "text" or len(node.items) < 2:
        return text
    wanted = sorted(range(len(node.items)), key=lambda place: key(node.items[place]))
    if wanted == list(range(len(node.items))):
        return text
    if not all(begins_line(text, item.start) for item in node.items):
        raise CannotSplice
    box = Box(Outline(text), node)
    starts = [first_line(box, place) for place in range(len(node.items))]
    ends = [held(box, place) for place in range(1, len(node.items))] + [
        line_end(text, node.items[-1].end)
    ]
    bodies = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    between = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    pieces = [
        part
        for place, body in enumerate(wanted)
        for part in (bodies[body], between[place] if place < len(between) else "")
    ]
    return text[: starts[0]] + "".join(pieces) + text[ends[-1] :]


def _says_the_same(tree: Tree, before: bytes, after: bytes) -> bool:
    """The same data but for the order, and every line still there."""
    try:
        now = readable(after)
    except Unreadable:
        return False
    logs = [
        sorted(map(repr, each.get("log") or []))
        if isinstance(each.get("log"), list)
        else each.get("log")
        for each in (tree, now)
    ]
    rest = [{key: value for key, value in each.items() if key != "log"} for each in (tree, now)]
    lines = [
        Counter(line.rstrip() for line in each.decode("utf-8-sig").splitlines())
        for each in (before, after)
    ]
    return (
        logs[0] == logs[1]
        and rest[0] == rest[1]
        and tree.keys() == now.keys()
        and lines[0] == lines[1]
    )
