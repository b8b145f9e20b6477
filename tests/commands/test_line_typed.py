"""A line while it is typed: what each key makes of it at each place, and what each width shows. line_typed.txt has all of it: UPDATE=1 writes it anew."""

from pathlib import Path

from golden import recorded

from crmcli.commands.write.agenda.board.line import Line, begun, shown, typed

TEXTS = ("", "a", "ab c", "가나 다", "e\u0301x", "xe\u0301", "\u1100\u1161", "a  b ", "👩\u200d💻z")
KEYS = (
    *("backspace", "delete", "left", "right", "home", "end", "ctrl-u", "ctrl-w"),
    *("enter", "x", " ", "\u0301", "\u11ab"),
)


def told(line: Line) -> str:
    return ascii(f"{line.text[: line.at]}|{line.text[line.at :]}")


def test_each_key_changes_a_line_so_at_each_place_and_each_width_shows_so_much_of_it():
    found = [told(begun(text)) for text in TEXTS]
    for text in TEXTS:
        for at in range(len(text) + 1):
            line = Line(text, at)
            keys = "; ".join(f"{ascii(key)} {told(typed(line, key))}" for key in KEYS)
            widths = "; ".join(
                f"{width} {ascii(part)} {cell}"
                for width in range(7)
                for part, cell in [shown(line, width)]
            )
            found += [f"{told(line)}: {keys}", f"  {widths}"]
    assert found == recorded(Path(__file__).with_name("line_typed.txt"), found)
