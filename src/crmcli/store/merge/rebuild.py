"""A text brought to say what a merge wants, with as few changes as possible: what is new is cut out
of the text it was written in.
"""

from collections.abc import Mapping, Sequence

from crmcli.domain.edit import Value
from crmcli.store.merge.alignment import (
    New,
    Piece,
    giver,
    in_place,
    inner,
    is_word,
    newcomers,
    paired,
    runs,
)
from crmcli.store.merge.changes import Change, cut, made_in
from crmcli.store.write.fragments import (
    Box,
    Stuck,
    blanks_above,
    broken_apart,
    cut_for_flow,
    cut_for_lines,
    first_line,
)
from crmcli.store.write.side import Side, composed, side_of
from crmcli.store.yaml.render import ValueWriter
from crmcli.store.yaml.syntax_tree import BLOCKS, Item, Node, column_of, line_end, line_start


def rebuilt(side: Side, target: Value, donors: Sequence[Side]) -> Side:
    """The side's text, changed to say `target`; what it does not say yet is taken from the donors.

    Raises Stuck where that cannot be done surely.
    """
    if side.tree == target:
        return side
    root = side.outline.root
    if not isinstance(target, Mapping):
        raise Stuck
    if root is None:
        made = next(
            (side_of(side.text + each.text) for each in donors if each.tree == target), None
        )
        if made is None or made.tree != target:
            raise Stuck
        return made
    work = _Rebuilding(side)
    work.mapping(
        Box(side.outline, root),
        target,
        [Box(each.outline, each.outline.root) for each in donors if each.outline.root is not None],
    )
    made = side_of(made_in(side.text, work.changes))
    if made is None or made.tree != target:
        raise Stuck
    return made


class _Rebuilding:
    """The changes to one text, collected from the outside in."""

    def __init__(self, side: Side) -> None:
        self.outline = side.outline
        self.source = side.text
        self.pen = ValueWriter(side.outline)
        self.changes: list[Change] = []

    def mapping(self, box: Box, target: Mapping[str, Value], donors: Sequence[Box]) -> None:
        places = {each.name: place for place, each in enumerate(box.items)}
        steps: list[int | New] = []
        for key, value in target.items():
            if key in places:
                steps.append(places[key])
                self._value(box, places[key], value, key, donors)
            else:
                donor, item = giver(donors, key, value)
                steps.append(New(value, item, donor, key))
        self._arrange(box, steps)

    def items(self, box: Box, target: Sequence[Value], donors: Sequence[Box]) -> None:
        steps: list[int | New] = []
        for place, value in paired(
            [composed(each.item.value.tree()) for each in box.items], target
        ):
            if place is not None:
                steps.append(place)
                self._value(box, place, value, None, donors)
            else:
                donor, item = giver(donors, None, value)
                steps.append(New(value, item, donor))
        self._arrange(box, steps)

    def _value(
        self, box: Box, place: int, target: Value, key: str | None, donors: Sequence[Box]
    ) -> None:
        """One item that stays has this value now."""
        item = box.items[place].item
        node = item.value
        if composed(node.tree()) == target:
            return
        inside = [found for donor in donors if (found := inner(donor, key, target)) is not None]
        if node.items and target and node.kind == "map" and isinstance(target, dict):
            self.mapping(Box(self.outline, node), target, inside)
            return
        if node.items and target and node.kind == "list" and isinstance(target, list):
            self.items(Box(self.outline, node), target, inside)
            return
        donor, given = giver(donors, key, target)
        if (
            is_word(target)
            and node.kind == "text"
            and node.style not in BLOCKS
            and "\n" not in self.source[node.start : node.end]
        ):
            self._word(box, node, target, given.value if given else None, donor)
        else:
            self._whole(box, item, New(target, given, donor, key or ""))

    def _word(
        self, box: Box, node: Node, target: str | None, given: Node | None, donor: Box | None
    ) -> None:
        """A text of one line for another one: with the quotes it has where it comes from."""
        if target is None:
            new = "null"
        elif (
            given is not None
            and given.style in ("'", '"')
            and given.style
            and donor is not None
            and "\n" not in (raw := donor.text[given.start : given.end])
        ):
            new = raw
        else:
            new = (
                self.pen.brackets(target, None, 0, 0)
                if box.flow
                else self.pen.after_mark(target, 0, 0)[1:]
            )
        gap = " " if node.start and self.source[node.start - 1] in ":-" else ""
        self.changes.append(Change(node.start, node.end, gap + new))

    def _whole(self, box: Box, item: Item, new: New) -> None:
        """The item anew, from its key or dash on; a comment beside it stays, or comes along."""
        piece = self._written(box, column_of(self.source, item.start), new)
        text = piece.text
        if piece.beside and not self.source[item.end : line_end(self.source, item.end)].strip():
            text += piece.beside
        self.changes.append(Change(item.start, item.end, text))

    def _written(self, box: Box, column: int, new: New) -> Piece:
        """An item's text as it goes into the box: cut from where it stands, or written if it stands
        nowhere like that.
        """
        value, item, donor, key = new
        if item is not None and donor is not None:
            if box.flow:
                return Piece(cut_for_flow(donor, item, value, key, self.pen, box.node))
            above, text, beside = cut_for_lines(
                donor, item, column, in_list=box.node.kind == "list"
            )
            return Piece(text, above, beside, blanks_above(donor, item))
        if box.flow:
            body = self.pen.brackets(value, None, 0, 0)
            return Piece(
                f"{self.pen.key(key, box.node, in_flow=True)}: {body}"
                if box.node.kind == "map"
                else body
            )
        return Piece(
            self.pen.pair(key, value, column, None)
            if box.node.kind == "map"
            else self.pen.item(value, column, None)
        )

    def _arrange(self, box: Box, steps: Sequence[int | New]) -> None:
        """What stays, and what is new between it, in this order; what is not mentioned goes."""
        kept = [step for step in steps if isinstance(step, int)]
        if kept != sorted(kept):
            if box.node.kind == "list":
                raise Stuck
            steps = in_place(steps)
        gone = list(runs(sorted(set(range(len(box.items))) - set(kept))))
        (self._arrange_flow if box.flow else self._arrange_lines)(
            box, list(newcomers(steps)), gone, all_go=not kept
        )

    def _arrange_flow(
        self,
        box: Box,
        new: Sequence[tuple[int | None, list[New]]],
        gone: list[tuple[int, int]],
        *,
        all_go: bool,
    ) -> None:
        items = [each.item for each in box.items]
        between = broken_apart(box) or ", "
        for after, comers in new:
            pieces = [self._written(box, 0, each).text for each in comers]
            if all_go:
                self.changes.append(Change(items[0].start, items[-1].end, between.join(pieces)))
                return
            if after is None:
                self.changes.append(
                    Change(
                        items[0].start, items[0].start, "".join(piece + between for piece in pieces)
                    )
                )
            else:
                self.changes.append(
                    Change(
                        items[after].end,
                        items[after].end,
                        "".join(between + piece for piece in pieces),
                    )
                )
        for first, last in gone:
            if last + 1 < len(items):
                self.changes.append(Change(items[first].start, items[last + 1].start, ""))
            else:
                self.changes.append(Change(items[first - 1].end, items[last].end, ""))

    def _arrange_lines(
        self,
        box: Box,
        new: Sequence[tuple[int | None, list[New]]],
        gone: list[tuple[int, int]],
        *,
        all_go: bool,
    ) -> None:
        source, items = self.source, [each.item for each in box.items]
        indent = " " * column_of(source, items[0].start)
        head = first_line(box, 0)
        on_line = head == line_start(source, head)  # else a dash stands before it
        for after, comers in new:
            pieces = [self._written(box, len(indent), each) for each in comers]
            texts = [piece.above(indent) + piece.text + piece.beside for piece in pieces]
            if after is not None:
                at = line_end(source, items[after].end)
                self.changes.append(
                    Change(
                        at,
                        at,
                        "".join(
                            "\n" * (1 + piece.blanks) + indent + text
                            for piece, text in zip(pieces, texts, strict=True)
                        ),
                    )
                )
            elif all_go:
                self.changes.append(
                    Change(
                        head,
                        line_end(source, items[-1].end),
                        (indent if on_line else "") + f"\n{indent}".join(texts),
                    )
                )
                return
            else:
                gap = "\n" * (1 + (blanks_above(box, items[1]) if len(items) > 1 else 0))
                self.changes.append(
                    Change(
                        head,
                        head,
                        "".join(
                            indent + text + gap if on_line else text + gap + indent
                            for text in texts
                        ),
                    )
                )
        for first, last in gone:
            self.changes.append(cut(box, first, last, all_go=all_go))
