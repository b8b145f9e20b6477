"""How does a value look in a file whose author has habits?

Values to text, with the neighbours as the pattern.
"""

from collections.abc import Iterable, Sequence

from crmcli.domain.edit import Rows, Value
from crmcli.store.yaml.style import WIDTH, style_of
from crmcli.store.yaml.syntax_tree import Node, Outline, column_of, line_end, line_start
from crmcli.store.yaml.tree import nfc
from crmcli.store.yaml.written import Written, block, word

QUOTES = frozenset(("'", '"'))
# brackets in brackets in brackets are hard to read; such a value goes on lines of its own
_DEEPEST = 2


class ValueWriter:
    """Writes values as the author of this text would.

    Line ends are the usual ones here, whatever they are in the file.
    """

    def __init__(self, outline: Outline) -> None:
        self.text = outline.text
        self.style = style_of(outline)
        # what was written last to see whether it fits
        self._drawn: tuple[Value, str] = (None, "")

    def after_mark(
        self, value: Value, column: int, at: int, like: Node | None = None, *, dash: bool = False
    ) -> str:
        """What follows a colon or a dash.

        `column` is its key's or the dash's; `at` is where a value on the same line would begin.
        """
        if value is None:
            return ""
        if isinstance(value, str):
            if "\n" in value:
                sign, lines = block(value, self.style.step)
                return f" {sign}" + "".join(
                    f"\n{' ' * (column + self.style.step)}{line}" if line else "\n"
                    for line in lines
                )
            return " " + word(
                value, in_flow=False, style=self._quotes(like), quote=self.style.quote
            )
        if isinstance(value, Rows):
            like = None
        if self.in_brackets(value, at, like, is_section=not column and not dash):
            drawn, line = self._drawn
            return " " + (
                line if drawn is value and like is None else self.brackets(value, like, at, column)
            )
        if dash:
            inner = column + 1 + self.style.gap
            return " " * self.style.gap + f"\n{' ' * inner}".join(self.rows(value, inner, like))
        inner = column + (self.style.step if isinstance(value, dict) else self.style.offset)
        return "".join(f"\n{' ' * inner}{row}" for row in self.rows(value, inner, like))

    def rows(self, value: Value, column: int, like: Node | None) -> list[str]:
        """A mapping's or list's items, each with its lines."""
        if isinstance(value, dict):
            return [self.pair(key, each, column, like) for key, each in value.items()]
        return [self.item(each, column, like) for each in value or ()]

    def pair(
        self,
        key: str,
        value: Value,
        column: int,
        beside: Node | None,
        gap: tuple[int, int] = (0, 1),
    ) -> str:
        """One key and its value; `beside` is the mapping it goes into or one like it, `gap` what
        stands before and after its colon.
        """
        head = self.key(key, beside, in_flow=False) + " " * gap[0] + ":"
        after = self.after_mark(
            value, column, column + len(head) + gap[1], self.like(beside, key, value)
        )
        return head + (" " * (gap[1] - 1) if after[:1] == " " else "") + after

    def item(self, value: Value, column: int, beside: Node | None) -> str:
        """One item of a list that goes on lines."""
        return "-" + self.after_mark(
            value, column, column + 1 + self.style.gap, self.like(beside, None, value), dash=True
        )

    def key(self, key: str, beside: Node | None, *, in_flow: bool) -> str:
        """A key, in quotes if the others are."""
        style = self.style.always
        if beside and beside.kind == "map":
            styles = {item.key.style for item in beside.items if item.key}
            style = styles.pop() if len(styles) == 1 else style
        return word(key, in_flow=in_flow, style=style, quote=self.style.quote)

    def _quotes(self, like: Node | None) -> str:
        return like.style if like is not None and like.style in QUOTES else self.style.always

    def in_brackets(self, value: Value, at: int, like: Node | None, *, is_section: bool) -> bool:
        """Does it go into brackets? As its pattern does; without one if it is small."""
        if not value:
            return True
        room, deepest = WIDTH, _DEEPEST
        if like is None:
            children = value.values() if isinstance(value, dict) else value
            on_lines = is_section or children is value
            if on_lines and any(isinstance(each, dict) for each in children):
                return False
        elif not like.flow or several_lines(value):
            return False
        elif "\n" in self.text[like.start : like.end]:
            return True
        else:
            start = line_start(self.text, like.start)
            room = max(WIDTH, line_end(self.text, like.end) - start)
            deepest = len(self.text)
        # what cannot go there is not written to see that it does not
        if _left(value, room - at, deepest) < 0:
            return False
        line = self.brackets(value, None, at, 0)
        if at + len(line) > room:
            return False
        self._drawn = (value, line)
        return True

    def brackets(self, value: Value, like: Node | None, at: int, column: int) -> str:
        """A value in brackets, over several lines if its pattern is."""
        if value is None:
            return "null"
        if isinstance(value, str):
            return word(value, in_flow=True, style=self._quotes(like), quote=self.style.quote)
        if isinstance(value, dict):
            parts = [
                f"{self.key(key, like, in_flow=True)}: "
                + self.brackets(each, self.like(like, key, each), 0, 0)
                for key, each in value.items()
            ]
        else:
            parts = [self.brackets(each, self.like(like, None, each), 0, 0) for each in value]
        opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
        if (
            at
            and parts
            and like is not None
            and like.flow
            and "\n" in self.text[like.start : like.end]
            and len(like.items) > 0
        ):
            return self._over_lines(parts, opening, closing, like, at, column)
        padding = self.style.padding if parts and isinstance(value, dict) else ""
        return opening + padding + ", ".join(parts) + padding + closing

    def _over_lines(
        self, parts: Sequence[str], opening: str, closing: str, like: Node, at: int, column: int
    ) -> str:
        """Broken where the pattern is: every part on its line, or as many as fit."""
        text, first = self.text, like.items[0]
        starts = [begins_line(text, item.start) for item in like.items]
        home = line_start(text, like.start)
        moved = (
            column - (len(text[home:]) - len(text[home:].lstrip(" ")))
            if starts[0]
            else at - column_of(text, like.start)
        )
        broken = next(
            (
                item.start
                for item, starts_line in zip(like.items, starts, strict=True)
                if starts_line
            ),
            first.start,
        )
        indent = f"\n{' ' * max(column + 1, column_of(text, broken) + moved)}"
        made = opening + (indent if starts[0] else "")
        room = at + len(opening) if not starts[0] else len(indent) - 1
        for place, part in enumerate(parts):
            last = place == len(parts) - 1
            if place and (all(starts[1:]) or room + len(part) + 2 > WIDTH) and len(starts) > 1:
                made, room = made + "," + indent, len(indent) - 1
            elif place:
                made, room = made + ", ", room + 2
            made, room = made + part, room + len(part) + last
        ends_alone = begins_line(text, like.end - 1)
        comma = "," if ends_alone and text[: like.end - 1].rstrip().endswith(",") else ""
        return (
            made
            + comma
            + (f"\n{' ' * max(0, column_of(text, like.end - 1) + moved)}" if ends_alone else "")
            + closing
        )

    def like(self, beside: Node | None, key: str | None, value: Value) -> Node | None:
        """The pattern for a value: what the same key holds beside it, else what most of its
        neighbours look like.
        """
        if beside is None:
            return None
        if key is not None:
            same = next((item.value for item in beside.items if nfc(item.name) == nfc(key)), None)
            if (
                same is not None
                and (same.kind == "text") == (value is None or isinstance(value, str))
                and (same.items or same.kind == "text")
            ):
                return same if same.kind in ("text", _kind(value)) else None
        return self.pattern([item.value for item in beside.items], value)

    def pattern(self, nodes: Iterable[Node], value: Value) -> Node | None:
        """The one to look like, of many: in brackets or on lines as most are."""
        same = [node for node in nodes if node.kind == _kind(value) and node.items]
        if not same or isinstance(value, str) or value is None:
            return None
        flows = [node for node in same if node.flow]
        lines = [node for node in same if not node.flow]
        if len(lines) > len(flows) or (len(lines) == len(flows) and not same[-1].flow):
            return lines[-1]
        tall = [node for node in flows if "\n" in self.text[node.start : node.end]]
        short = [node for node in flows if "\n" not in self.text[node.start : node.end]]
        at = column_of(self.text, flows[-1].start)
        fits = (
            at + len(self.brackets(value, None, 0, 0)) <= WIDTH
            if not several_lines(value)
            else False
        )
        return (
            short[-1]
            if short and (fits or not tall) and len(short) >= len(tall)
            else tall[-1]
            if tall
            else short[-1]
        )


def _left(value: Value, room: int, deepest: int) -> int:
    """What is left of the room when a value is written in brackets, at the most; less than nothing
    where it cannot fit, has several lines, or goes deeper than so many brackets.
    """
    if isinstance(value, str):
        if "\n" in value:
            return -1
        return room if isinstance(value, Written) else room - len(value)
    if value is None:
        return room
    if not deepest:
        return -1
    if isinstance(value, dict):
        room -= 2 * len(value)
        for key, each in value.items():
            if room < 0:
                break
            room = _left(each, room if isinstance(key, Written) else room - len(key), deepest - 1)
        return room
    for each in value:
        if room < 0:
            break
        room = _left(each, room, deepest - 1)
    return room


def several_lines(value: Value) -> bool:
    """Is there a text of several lines in it?"""
    if isinstance(value, str):
        return "\n" in value
    if isinstance(value, dict):
        return any(map(several_lines, value.values()))
    return value is not None and any(map(several_lines, value))


def begins_line(text: str, at: int) -> bool:
    """Is there nothing but space before it in its line?"""
    return not text[line_start(text, at) : at].strip(" ")


def _kind(value: object) -> str:
    return (
        "map"
        if isinstance(value, dict)
        else "text"
        if value is None or isinstance(value, str)
        else "list"
    )
