"""Many edits at once: those that do not depend on each other need no outline of the text each."""

from collections.abc import Sequence
from itertools import takewhile

from crmcli.domain.edit import Edit, Insert, Prose, Set, Value
from crmcli.domain.finding import Path
from crmcli.store.write import splice_block, splice_flow
from crmcli.store.write.text_edits import Sheet
from crmcli.store.yaml.render import several_lines
from crmcli.store.yaml.syntax_tree import Node
from crmcli.store.yaml.tree import nfc
from crmcli.store.yaml.written import can_be_plain, listed

FEW = 8  # new keys of one mapping, or items of one list, that are put there one by one
_LIKE = 40  # of its last items, so many are the pattern for the new ones


def together(edits: Sequence[Edit]) -> int:
    """How many of the first edits are about one mapping's keys, or one list's new items."""
    first = edits[0]
    if isinstance(first, Insert):
        return sum(
            1
            for _ in takewhile(
                lambda each: isinstance(each, Insert) and each.path == first.path, edits
            )
        )
    if not isinstance(first, Set) or len(first.path) < 2:
        return 1
    return sum(
        1
        for _ in takewhile(
            lambda each: isinstance(each, Set) and each.path[:-1] == first.path[:-1], edits
        )
    )


def put_words(sheet: Sheet, edits: Sequence[Edit]) -> int:
    """Put one plain text in the place of another, as long as the edits are no more than that; how
    many they are. Nothing around such a place depends on what it says.
    """
    seen: set[Path] = set()
    for count, edit in enumerate(edits):
        if (
            not isinstance(edit, Set)
            or type(edit.value) not in (str, Prose)
            or edit.path in seen
            or not _put_word(sheet, edit.path, edit.value)
        ):
            return count
        seen.add(edit.path)
    return len(edits)


def _put_word(sheet: Sheet, path: Path, value: Value) -> bool:
    try:
        node, place = sheet.follow(path)[-1]
    except (LookupError, IndexError):
        return False
    item, text = node.items[place], sheet.text
    old = item.value
    if (
        old.kind != "text"
        or old.style
        or not item.mark < old.start < old.end
        or (item.mark < 0 and item.key is not None)
        or "\n" in text[max(item.mark, 0) : old.end]
        or not isinstance(value, str)
        or "\n" in value
        or not can_be_plain(value, in_flow=node.flow)
    ):
        return False
    if not same(old.tree(), value):
        sheet.gone.append(old)
        sheet.replace(old.start, old.end, value)
    return True


def with_many(text: str, edits: Sequence[Edit]) -> tuple[str, list[Edit]]:
    """The text with the new keys of one mapping, or the new items of one list, that can be put
    there together, one behind the other, and the edits that are left: an outline of the text for
    each would take forever.
    """
    sheet = Sheet(text)
    if isinstance(edits[0], Insert):
        return _items(sheet, edits)
    chain = sheet.follow(edits[0].path[:-1])
    node = end_of(sheet, chain)
    if node is None or node.kind != "map" or not node.items:
        return text, list(edits)
    taken = {nfc(item.name) for item in node.items}
    pattern = node.last(_LIKE)
    for count, edit in enumerate(edits):
        step, value = edit.path[-1], edit.value if isinstance(edit, Set) else None
        if not isinstance(step, str) or nfc(step) in taken or (node.flow and several_lines(value)):
            return sheet.result(), list(edits[count:])
        taken.add(nfc(step))
        (splice_flow if node.flow else splice_block).add(
            sheet, pattern, len(pattern.items), step, value
        )
    return sheet.result(), []


def _items(sheet: Sheet, edits: Sequence[Edit]) -> tuple[str, list[Edit]]:
    node = end_of(sheet, sheet.follow(edits[0].path))
    if node is None or node.kind != "list" or not node.items or node.flow:
        return sheet.text, list(edits)
    pattern, last = node.last(_LIKE), 0
    for count, edit in enumerate(edits):
        # the items before it that are not in this outline yet
        place = edit.place - count if isinstance(edit, Insert) else -1
        if not isinstance(edit, Insert) or not last <= place <= len(node.items):
            return sheet.result(), list(edits[count:])
        last, is_last = place, place == len(node.items)
        among, at = (pattern, len(pattern.items)) if is_last else (node, place)
        splice_block.add(sheet, among, at, None, edit.value)
    return sheet.result(), []


def end_of(sheet: Sheet, chain: list[tuple[Node, int]]) -> Node | None:
    """What a chain of places leads to."""
    return chain[-1][0].items[chain[-1][1]].value if chain else sheet.outline.root


def same(one: Value, other: Value) -> bool:
    """The same data in the same order?"""
    return repr(one) == repr(listed(other))
