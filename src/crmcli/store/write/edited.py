"""What becomes of a file when its data change?

The bytes to write, proved to say what was meant, or why there are none.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from crmcli.domain.edit import Edit, Insert, Remove, Rename, Set, Value, applied, inside
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Path
from crmcli.domain.table import Message
from crmcli.store.write.splice import CannotSplice, spliced
from crmcli.store.yaml.syntax_tree import Outline
from crmcli.store.yaml.tree import Tree, Unreadable, nfc, read_tree
from crmcli.store.yaml.written import checked, listed


class Edited(NamedTuple):
    """A file after an edit; `reformatted` says that more than the lines meant may look
    different.
    """

    data: bytes
    reformatted: bool = False


def edited(data: bytes, edits: Sequence[Edit], order: Sequence[str] = ()) -> Edited:
    """The file after the edits: in place if that can be, else written anew; proved by reading it
    again. `order` is the one of new sections.

    Raises Unreadable for a file that is broken, LookupError for a path that leads nowhere,
    ValueError for a value the format has no place for, and CrmError, with what would have been
    made, where nothing comes out that says what was meant.
    """
    tree = readable(data)
    edits, meant = _meant(tree, edits)
    made = data
    try:
        made = spliced(data, edits, order)
        if says(made, meant, tree, order):
            return Edited(made)
    except CannotSplice:
        pass
    try:
        return _rewritten(data, edits, meant, made)
    except CrmError:
        if not data or data.endswith(b"\n"):
            raise
    # a text of several lines needs the end of the last one
    return edited(data + (b"\r\n" if b"\r\n" in data else b"\n"), edits, order)


@lru_cache(maxsize=4)
def readable(data: bytes) -> Tree:
    """What the file says, for reading only: an edit asks several times.

    Raises Unreadable if it is broken.
    """
    # the fast reader is stricter about tabs and the marks of conflicts than the format
    try:
        return read_tree(data)
    except Unreadable:
        from crmcli.store.yaml.source import Source

        source = Source(data)
        if source.problems or not isinstance(source.tree, dict | None):
            raise
        return source.tree or {}


def says(made: bytes, meant: Value, before: Tree, order: Sequence[str] = ()) -> bool:
    """Does the file say what is meant, everything in its order?

    New sections may stand where the order of sections wants them.
    """
    try:
        tree = readable(made)
    except Unreadable:
        return False
    if (
        order
        and isinstance(meant, Mapping)
        and tree.keys() == meant.keys()
        and [key for key in tree if key in before] == [key for key in meant if key in before]
    ):
        meant = {key: meant[key] for key in tree}
    return repr(tree) == repr(meant)  # which is quick, and tells orders apart


def _meant(tree: Tree, edits: Sequence[Edit]) -> tuple[list[Edit], Value]:
    """The edits with their keys as the file spells them, and the tree they lead to."""
    found: list[Edit] = []
    meant: Value = tree
    for each in edits:
        edit = each._replace(path=_spelled(meant, each.path))
        if isinstance(edit, Set | Insert):
            checked(edit.value)
            edit = edit._replace(value=listed(edit.value))
        elif isinstance(edit, Rename):
            checked({edit.key: None})
        meant = applied(meant, [edit])
        found.append(edit)
    return found, meant


def _spelled(node: Value, path: Path) -> Path:
    found: list[str | int] = []
    for each in path:
        step = each
        if isinstance(node, dict) and each not in node:
            wanted = nfc(str(each))
            step = next(
                (key for key in node if not key.isascii() and nfc(key) == wanted),
                wanted if wanted in node else each,
            )
        found.append(step)
        try:
            node = inside(node, step)
        except LookupError:
            node = None
    return tuple(found)


def _rewritten(data: bytes, edits: Sequence[Edit], meant: Value, attempt: bytes) -> Edited:
    from crmcli.store.write.roundtrip import rewritten

    try:
        made = rewritten(data, edits)
        if says(made, meant, {}) and _keeps_comments(data, made, edits):
            return Edited(made, reformatted=True)
        attempt = made
    except CannotSplice:
        pass
    old, new = (
        each.decode("utf-8-sig", "replace").splitlines(keepends=False) for each in (data, attempt)
    )
    from difflib import unified_diff

    diff = "\n".join(unified_diff(old, new, lineterm="", n=1))
    raise CrmError(
        Message("error-edit-impossible", (diff,)), Message("hint-edit-impossible"), status=4
    )


def _keeps_comments(data: bytes, made: bytes, edits: Sequence[Edit]) -> bool:
    """Is every comment still there that does not stand in something that goes or is replaced?"""
    outline = Outline(data.decode("utf-8-sig"))
    free = [_span(outline, edit.path) for edit in edits if isinstance(edit, Set | Remove)]
    kept = [
        comment.rstrip()
        for at, comment in outline.comments()
        if not any(start <= at < end for start, end in free)
    ]
    left = [comment.rstrip() for _, comment in Outline(made.decode("utf-8-sig")).comments()]
    return all(kept.count(comment) <= left.count(comment) for comment in kept)


def _span(outline: Outline, path: Path) -> tuple[int, int]:
    node = outline.root
    start = 0
    for step in path:
        place = node.place_of(step) if node else None
        if node is None or place is None:
            return 0, 0
        start, node = node.items[place].start, node.items[place].value
    return (start, node.end) if node else (0, 0)
