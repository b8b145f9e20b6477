"""How does a file's text change when its data do?

Only the lines that are meant change; everything else stays byte for byte.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.edit import Edit, Insert, Quoted, Remove, Rename, Set, Value
from crmcli.domain.finding import Path
from crmcli.store.write import splice_block, splice_flow
from crmcli.store.write.flow_to_block import unfold
from crmcli.store.write.splice_many import FEW, end_of, put_words, same, together, with_many
from crmcli.store.write.text_edits import CannotSplice, Sheet
from crmcli.store.yaml.render import several_lines
from crmcli.store.yaml.syntax_tree import Node
from crmcli.store.yaml.tree import nfc
from crmcli.store.yaml.written import checked, word

__all__ = ["CannotSplice", "spliced"]

_MOST = 50  # single changes in one value; what changes more is written anew


class _Put(NamedTuple):
    """A new key of a mapping stands at this place among the others."""

    path: Path
    place: int
    value: Value


def spliced(data: bytes, edits: Sequence[Edit], order: Sequence[str] = ()) -> bytes:
    """The file after the edits, one after the other.

    `order` is where new sections go among the others.

    Raises CannotSplice for a text that cannot be changed in place, LookupError for a path that
    leads nowhere and ValueError for a value the format has no place for. What comes out is still to
    be read and compared (`store.write.edited`).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotSplice from error
    for edit in edits:
        if isinstance(edit, Set | Insert):
            checked(edit.value)
        elif isinstance(edit, Rename):
            checked({edit.key: None})
    waiting: Sequence[Edit] = edits
    while waiting:
        sheet = Sheet(text)
        count = put_words(sheet, waiting)
        if count:
            text, waiting = sheet.result(), waiting[count:]
            continue
        text = _changed(text, waiting[0], order, sheet)
        count = together(waiting)
        waiting = waiting[1:]
        if count > FEW:
            text, left = with_many(text, waiting[: count - 1])
            waiting = [*left, *waiting[count - 1 :]]
    return (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + text.encode()


def _changed(
    text: str, edit: "Edit | _Put", order: Sequence[str], sheet: Sheet | None = None
) -> str:
    sheet = sheet or Sheet(text)
    if isinstance(edit, Set):
        parts = _parts(sheet, edit)
        if parts is not None:
            for part in parts:
                text = _changed(text, part, order)
            return text
        _set(sheet, edit, order)
    elif isinstance(edit, Insert):
        chain = sheet.follow(edit.path)
        _add(sheet, chain, end_of(sheet, chain), edit.place, None, edit.value)
    elif isinstance(edit, _Put):
        chain = sheet.follow(edit.path[:-1])
        _add(sheet, chain, end_of(sheet, chain), edit.place, str(edit.path[-1]), edit.value)
    elif isinstance(edit, Remove):
        _remove(sheet, sheet.follow(edit.path))
    else:
        node, place = sheet.follow(edit.path)[-1]
        _rename(sheet, node, place, edit.key)
    return sheet.result()


def _set(sheet: Sheet, edit: Set, order: Sequence[str]) -> None:
    if not edit.path:
        raise CannotSplice
    chain = sheet.follow(edit.path[:-1])
    node, step = end_of(sheet, chain), edit.path[-1]
    place = node.place_of(step) if node else None
    if node is not None and place is not None:
        _put(sheet, [*chain, (node, place)], edit.value)
    elif isinstance(step, str) and (
        node is None or node.kind == "map" or (not chain and node.is_nothing)
    ):
        at = (
            _ordered(node, step, order)
            if node is not None and not chain
            else len(node.items)
            if node
            else 0
        )
        _add(sheet, chain, node, at, step, edit.value)
    else:
        raise LookupError(edit.path)


def _ordered(root: Node, key: str, order: Sequence[str]) -> int:
    """Where a new section goes: after the nearest one that comes before it in the order, else
    last.
    """
    before = set(order[: order.index(key)]) if key in order else set()
    return max(
        (place + 1 for place, item in enumerate(root.items) if nfc(item.name) in before),
        default=len(root.items),
    )


def _parts(sheet: Sheet, edit: Set) -> "list[Edit | _Put] | None":
    """The smaller edits a new value comes down to, if something of the old one stays."""
    try:
        chain = sheet.follow(edit.path)
    except LookupError:
        return None
    node = end_of(sheet, chain)
    old = node.tree() if node else {}
    if (
        node is not None
        and same(old, edit.value)
        and not (isinstance(edit.value, Quoted) and node.style not in ("'", '"'))
    ):
        return []
    if isinstance(old, dict) and isinstance(edit.value, dict):
        parts = list(_of_mapping(edit.path, old, edit.value))
        kept = [key for key in old if key in edit.value]
        return (
            parts
            if kept and kept == [key for key in edit.value if key in old] and len(parts) <= _MOST
            else None
        )
    if isinstance(old, list) and isinstance(edit.value, list | tuple) and old and edit.value:
        parts = list(_of_list(edit.path, old, edit.value))
        return parts if len(parts) <= _MOST else None
    return None


def _of_mapping(
    path: Path, old: Mapping[str, Value], new: Mapping[str, Value]
) -> "Iterator[Edit | _Put]":
    yield from (Remove((*path, key)) for key in old if key not in new)
    for place, (key, value) in enumerate(new.items()):
        yield Set((*path, key), value) if key in old else _Put((*path, key), place, value)


def _of_list(path: Path, old: Sequence[Value], new: Sequence[Value]) -> "Iterator[Edit | _Put]":
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if not same(old[place], new[place])), shorter)
    tail = next(
        (place for place in range(shorter - head) if not same(old[-1 - place], new[-1 - place])),
        shorter - head,
    )
    yield from (Set((*path, place), new[place]) for place in range(head, shorter - tail))
    yield from (Insert(path, place, new[place]) for place in range(shorter - tail, len(new) - tail))
    yield from (
        Remove((*path, place)) for place in range(len(old) - tail - 1, shorter - tail - 1, -1)
    )


def _put(sheet: Sheet, chain: list[tuple[Node, int]], value: Value) -> None:
    node, place = chain[-1]
    if not node.flow:
        splice_block.put(sheet, node, place, value)
    elif several_lines(value):
        unfold(sheet, chain, lambda path: Set(path, value))
    else:
        splice_flow.put(sheet, node, place, value)


def _add(
    sheet: Sheet,
    chain: list[tuple[Node, int]],
    node: Node | None,
    place: int,
    key: str | None,
    value: Value,
) -> None:
    """A new item of the mapping or list that the chain leads to."""
    if node is None or (not chain and node.is_nothing):
        splice_block.add_first(sheet, str(key), value)
    elif node.kind == "text":
        raise LookupError(key)
    elif not node.flow:
        splice_block.add(sheet, node, place, key, value)
    elif (
        node.items
        or sheet.text[node.start + 1 : node.end - 1].strip()
        or not chain
        or chain[-1][0].flow
    ):
        if several_lines(value) or not (node.items or chain):
            unfold(
                sheet,
                [*chain, (node, -1)],
                lambda path: (
                    Insert(path, place, value) if key is None else Set((*path, key), value)
                ),
            )
        else:
            splice_flow.add(sheet, node, place, key, value)
    else:
        splice_block.put(sheet, *chain[-1], [value] if key is None else {key: value})


def _remove(sheet: Sheet, chain: list[tuple[Node, int]]) -> None:
    if not chain:
        raise CannotSplice
    node, place = chain[-1]
    if len(node.items) == 1 and (not node.flow or sheet.text[node.start] not in "{["):
        if len(chain) == 1:
            splice_block.remove_all(sheet, node)
        else:
            _put(sheet, chain[:-1], {} if node.kind == "map" else [])
    elif node.flow:
        splice_flow.remove(sheet, node, place)
    else:
        splice_block.remove(sheet, node, place)


def _rename(sheet: Sheet, node: Node, place: int, name: str) -> None:
    """Another key, in its author's quotes; the value stays below the others if it stood there."""
    item = node.items[place]
    if item.key is None:
        raise LookupError(name)
    new = word(name, in_flow=node.flow, style=item.key.style, quote=sheet.pen.style.quote)
    sheet.replace(item.key.start, item.key.end, new)
    gap = item.value.start - item.mark
    if (
        not node.flow
        and gap > 1
        and "\n" not in sheet.text[item.mark : item.value.start]
        and item.value.end > item.value.start
    ):
        sheet.replace(item.mark, item.value.start, " " * sheet.gap_after(node, new)[1])
