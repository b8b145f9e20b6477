"""Edits of mappings and lists that go on lines, without brackets."""

from crmcli.domain.edit import Value
from crmcli.store.write.text_edits import BLANK, CannotSplice, Sheet
from crmcli.store.yaml.render import begins_line
from crmcli.store.yaml.syntax_tree import (
    BLOCKS,
    Node,
    block_comment,
    column_of,
    line_end,
    line_start,
)


def put(sheet: Sheet, node: Node, place: int, value: Value) -> None:
    """The item's value is another one."""
    text, item = sheet.text, node.items[place]
    old, column, is_list = item.value, column_of(text, item.start), node.kind == "list"
    sheet.gone.append(old)
    at = column_of(text, old.start if old.end > old.start else item.mark + 1)
    new = sheet.pen.after_mark(
        value, column, at, sheet.pen.like(node, None if is_list else item.name, value), dash=is_list
    )
    head, line, rest = new.partition("\n")
    rest = line + rest
    if item.mark < 0:  # `? key` and no colon
        sheet.insert(line_end(text, item.end), f"\n{' ' * column}:{new}")
    elif old.start == old.end:
        gap = (
            1
            if is_list or item.key is None or not head
            else sheet.gap_after(node, text[item.key.start : item.key.end])[1]
        )
        sheet.insert(item.mark, head and " " * (gap - 1) + head)
        sheet.insert(line_end(text, item.mark), rest)
    elif "\n" not in text[item.mark : old.start]:
        beside = block_comment(text, old)
        comment = f" {beside[1].rstrip()}" if beside else ""
        # lines below a dash are set to the gap they are written with
        keeps_gap = head and not (is_list and rest)
        sheet.replace(
            old.start if keeps_gap else item.mark,
            old.end,
            (head.lstrip(" ") if keeps_gap else head) + comment,
        )
        sheet.insert(line_end(text, old.end), rest)
    elif old.kind == "text" and old.style not in BLOCKS and head and not rest:
        sheet.replace(old.start, old.end, head.lstrip(" "))
    elif rest and not head:
        sheet.replace(line_start(text, old.start), old.end, rest[1:])
    else:
        sheet.insert(item.mark, head)
        sheet.insert(line_end(text, item.mark), rest)
        sheet.remove_lines(old.start, old.end)


def add(sheet: Sheet, node: Node, place: int, key: str | None, value: Value) -> None:
    """Another item stands at this place, among its like."""
    text, pen = sheet.text, sheet.pen
    column = column_of(text, node.items[0].start)
    new = (
        pen.item(value, column, node)
        if key is None
        else pen.pair(
            key, value, column, node, sheet.gap_after(node, pen.key(key, node, in_flow=False))
        )
    )
    part = "\n" if sheet.is_parted(node, place, new) else ""
    if place:
        at = sheet.last_line_of(node.items[place - 1], column)
        # a text that keeps its blank lines ends with one
        part = "" if text[at - 1] == "\n" else part
        sheet.insert(at, f"\n{part}{' ' * column}{new}")
        return
    start = node.items[0].start
    if begins_line(text, start):
        sheet.insert(sheet.comments_above(start), f"{' ' * column}{new}\n{part}")
    else:
        sheet.insert(start, f"{new}\n{part}{' ' * column}")


def remove(sheet: Sheet, node: Node, place: int) -> None:
    """An item is gone that is not the only one; comments above it and behind it stay."""
    text, item = sheet.text, node.items[place]
    sheet.gone.append(Node("text", item.start, item.end))
    if begins_line(text, item.start):
        sheet.remove_lines(item.start, item.end)
        _close_gap(sheet, is_first=not place)
        return
    if place or len(node.items) == 1:
        raise CannotSplice
    after = node.items[1].start
    if "#" in text[item.end : after]:
        after = item.end + len(text[item.end :]) - len(text[item.end :].lstrip(" "))
    sheet.replace(item.start, after, "")


def remove_all(sheet: Sheet, root: Node) -> None:
    """The only item of a file is gone."""
    sheet.gone.append(root)
    if sheet.outline.foot is None:
        sheet.remove_lines(root.start, root.end)
    else:  # a document that is said to end must have begun
        sheet.replace(root.start, root.end, "{}")


def add_first(sheet: Sheet, key: str, value: Value) -> None:
    """The first item of a file that says nothing."""
    text, root, foot = sheet.text, sheet.outline.root, sheet.outline.foot
    if root is not None and root.start < root.end:
        raise CannotSplice
    new = sheet.pen.pair(key, value, 0, None)
    at = len(text) if foot is None else foot
    if at and text[at - 1] != "\n":
        sheet.insert(at, f"\n{new}")
    else:
        sheet.insert(at, f"{new}\n")


def _close_gap(sheet: Sheet, *, is_first: bool) -> None:
    """Of the blank lines before and after removed lines, one set is enough; the ones after the
    first item were between it and the next.
    """
    text, piece = sheet.text, sheet.pieces[-1]
    if piece.new or not piece.start or text[piece.start - 1] != "\n":
        return
    above = line_start(text, piece.start - 1)
    if text[above : piece.start].strip(" \r\n") and not is_first:
        return
    below = BLANK.match(f"\n{text[piece.end : piece.end + 200]}")
    if below:
        sheet.pieces[-1] = piece._replace(end=piece.end + below.end())
    elif piece.end == len(text) and not is_first:
        sheet.pieces[-1] = piece._replace(start=above)
