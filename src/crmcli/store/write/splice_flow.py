"""Edits of mappings and lists in brackets, on one line or over several."""

from crmcli.domain.edit import Value
from crmcli.store.write.text_edits import CannotSplice, Sheet
from crmcli.store.yaml.render import begins_line
from crmcli.store.yaml.style import WIDTH
from crmcli.store.yaml.syntax_tree import GAP, Node, column_of, line_end, line_start


def put(sheet: Sheet, node: Node, place: int, value: Value) -> None:
    """The item's value is another one."""
    text, item = sheet.text, node.items[place]
    old = item.value
    sheet.gone.append(old)
    home = line_start(text, old.start)
    indent = len(text[home:]) - len(text[home:].lstrip(" "))
    new = sheet.pen.brackets(
        value,
        sheet.pen.like(node, item.name if item.key else None, value),
        column_of(text, old.start),
        indent,
    )
    if item.key is not None and item.mark < 0:
        sheet.insert(item.key.end, f": {new}")
    elif old.start == old.end:
        rest = text[old.start : line_end(text, old.start)]
        spaces = len(rest) - len(rest.lstrip(" "))
        sheet.replace(
            old.start,
            old.start + (spaces if rest[spaces : spaces + 1] in (",", "}") else 0),
            f" {new}",
        )
    else:
        sheet.replace(old.start, old.end, new)


def add(sheet: Sheet, node: Node, place: int, key: str | None, value: Value) -> None:
    """Another item stands at this place, among its like."""
    text, pen = sheet.text, sheet.pen
    if text[node.start] not in "{[":
        raise CannotSplice
    written = pen.brackets(value, pen.like(node, key, value), 0, 0)
    new = written if key is None else f"{pen.key(key, node, in_flow=True)}: {written}"
    if not node.items:
        _fill(sheet, node, new)
    elif place < len(node.items):
        _before(sheet, node, place, new)
    else:
        _behind(sheet, node, new)


def _fill(sheet: Sheet, node: Node, new: str) -> None:
    inner = sheet.text[node.start + 1 : node.end - 1]
    if inner.strip():  # a comment
        sheet.insert(node.start + 1, new + (" " if inner[0] == "#" else ""))
    else:
        padding = sheet.pen.style.padding if node.kind == "map" else ""
        sheet.replace(node.start + 1, node.end - 1, padding + new + padding)


def _before(sheet: Sheet, node: Node, place: int, new: str) -> None:
    text, start = sheet.text, node.items[place].start
    if begins_line(text, start) and _is_tall(text, node):
        sheet.insert(sheet.comments_above(start), f"{' ' * column_of(text, start)}{new},\n")
    else:
        sheet.insert(start, f"{new}, ")


def _behind(sheet: Sheet, node: Node, new: str) -> None:
    text, last = sheet.text, node.items[-1]
    comma = _comma_after(text, last.end)
    ends = comma + 1 if comma >= 0 else last.end
    own, missing = ("," if comma >= 0 else ""), ("" if comma >= 0 else ",")
    if missing and text[ends - 1] == ":":  # `a:,` is no key with an empty value for libyaml
        missing = " ,"
    if _is_tall(text, node):
        line = f"\n{' ' * column_of(text, last.start)}{new}{own}"
        if "\n" in text[ends : node.end - 1]:
            sheet.insert(last.end, missing)
            sheet.insert(line_end(text, ends), line)
        else:
            sheet.insert(ends, missing + line)
        return
    broken = next((item.start for item in node.items[1:] if begins_line(text, item.start)), None)
    if broken is not None and column_of(text, ends) + len(new) + 2 > WIDTH:
        sheet.insert(ends, f"{missing}\n{' ' * column_of(text, broken)}{new}{own}")
        return
    tight = len(node.items) > 1 and text[node.items[-2].end : last.start] == ","
    sheet.insert(ends, f"{missing}{'' if tight else ' '}{new}{own}")


def remove(sheet: Sheet, node: Node, place: int) -> None:
    """An item is gone, with the comma it had; comments around it stay."""
    text, items, item = sheet.text, node.items, node.items[place]
    sheet.gone.append(Node("text", item.start, item.end))
    if text[node.start] not in "{[":
        raise CannotSplice
    comma = _comma_after(text, item.end)
    ends = comma + 1 if comma >= 0 else item.end
    before = _comma_after(text, items[place - 1].end) if place else -1
    after = items[place + 1].start if place + 1 < len(items) else -1
    if (
        after >= 0
        and "#" not in text[item.end : after]
        and ("\n" not in text[item.end : after] or begins_line(text, item.start) or not place)
    ):
        sheet.replace(item.start, after, "")
    elif before >= 0 and "#" not in text[before : item.start] and "#" not in text[item.end : ends]:
        sheet.replace(before + (comma >= 0), ends, "")
    elif (
        len(items) == 1
        and not text[node.start + 1 : item.start].strip()
        and not text[ends : node.end - 1].strip()
    ):
        sheet.replace(node.start + 1, node.end - 1, "")
    elif begins_line(text, item.start) and "#" not in text[item.end : ends]:
        rest = text[ends : line_end(text, ends)]
        if rest.strip():
            sheet.replace(item.start, ends + len(rest) - len(rest.lstrip(" ")), "")
        else:
            sheet.remove_lines(item.start, ends)
    elif "#" in text[item.end : ends]:
        sheet.replace(item.start, item.end, "")
        sheet.replace(comma, comma + 1, "")
    else:
        sheet.replace(item.start, ends, "")


def _is_tall(text: str, node: Node) -> bool:
    """Does every item begin a line of its own?"""
    return begins_line(text, node.items[-1].start) and all(
        begins_line(text, item.start) for item in node.items[1:]
    )


def _comma_after(text: str, at: int) -> int:
    found = GAP.match(text, at)
    at = found.end() if found else at
    return at if text[at : at + 1] == "," else -1
