"""A text of several lines cannot stand in brackets: what is around it goes on lines, with the
comments that were in it.
"""

from collections.abc import Callable

from crmcli.domain.edit import Insert, Set, Value, applied
from crmcli.domain.finding import Path
from crmcli.store.write.splice_block import put
from crmcli.store.write.text_edits import Sheet
from crmcli.store.yaml.syntax_tree import Node, column_of, line_end, line_start
from crmcli.store.yaml.written import Written


def unfold(
    sheet: Sheet, chain: list[tuple[Node, int]], edit: Callable[[Path], Set | Insert]
) -> None:
    """The outermost brackets of the chain become lines in which the edit is made; a place of -1
    means the mapping or list itself.
    """
    outer = next(place for place, (node, _) in enumerate(chain) if node.flow)
    node = chain[outer][0]
    path: Path = tuple(
        at.items[place].name if at.kind == "map" else place
        for at, place in chain[outer:]
        if place >= 0
    )
    change = edit(path)
    tree = applied(_as_written(sheet.text, node), [change])
    comments = [comment.rstrip() for _, comment in sheet.outline.comments(node.start, node.end)]
    if outer and not comments:
        put(sheet, *chain[outer - 1], tree)
        return
    around, place = chain[outer - 1] if outer else (None, 0)
    column = _column(sheet, around, place, node)
    rows = sheet.pen.rows(tree, column, None)
    new = [
        f"{' ' * column}{row}"
        for row in _with_comments(sheet, node, rows, _places(node, tree, change), column)
    ]
    _replace(sheet, node, "\n".join(new), is_inner=around is not None)


def _column(sheet: Sheet, around: Node | None, place: int, node: Node) -> int:
    if around is None:
        return 0
    column = column_of(sheet.text, around.items[place].start)
    return column + (
        sheet.pen.style.step
        if node.kind == "map" or around.kind == "list"
        else sheet.pen.style.offset
    )


def _places(node: Node, tree: Value, change: Set | Insert) -> list[int]:
    """Where the items of old are now."""
    if node.kind == "map":
        names = list(tree) if isinstance(tree, dict) else []
        return [names.index(item.name) for item in node.items]
    shift = change.place if isinstance(change, Insert) and not change.path else len(node.items)
    return [place + (place >= shift) for place in range(len(node.items))]


def _with_comments(
    sheet: Sheet, node: Node, rows: list[str], places: list[int], column: int
) -> list[str]:
    """Comments go above the item they stood above, beside or in; the last ones after the last."""
    found = list(rows)
    text = sheet.text
    for at, comment in sorted(sheet.outline.comments(node.start, node.end), reverse=True):
        line = line_start(text, at)
        owner = next(
            (old for old, item in enumerate(node.items) if item.end > at or item.end > line), None
        )
        if owner is None:
            found.append(f"{comment.rstrip()}")
        else:
            row = places[owner]
            found[row] = f"{comment.rstrip()}\n{' ' * column}{found[row]}"
    return found


def _replace(sheet: Sheet, node: Node, new: str, *, is_inner: bool) -> None:
    """The lines stand where the brackets stood; a comment behind those goes before the lines."""
    text = sheet.text
    start, end = line_start(text, node.start), line_end(text, node.end)
    comment = text[node.end : end].strip()
    before = text[start : node.start].rstrip()
    if before or is_inner:
        sheet.replace(start + len(before), end, f" {comment}\n{new}" if comment else f"\n{new}")
    else:
        sheet.replace(start, end, f"{comment}\n{new}" if comment else new)


def _as_written(text: str, node: Node) -> Value:
    """The node's tree with every text as its author wrote it."""
    if node.kind == "map":
        return {
            _word(text, item.key) or "" if item.key else "": _as_written(text, item.value)
            for item in node.items
        }
    if node.kind == "list":
        return [_as_written(text, item.value) for item in node.items]
    return _word(text, node)


def _word(text: str, node: Node) -> str | None:
    written = text[node.start : node.end]
    if node.is_nothing or "\n" in written:
        return None if node.is_nothing else node.value
    made = Written(node.value)
    made.text = written
    return made
