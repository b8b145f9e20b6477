"""How Korean help stands on the screen: lines are measured in cells, of which Hangul takes two, and
folded between words.
"""

import re
from collections.abc import Sequence

from typer._click.formatting import HelpFormatter

from crmcli.commands.shared.help.korean import told
from crmcli.domain.text.width import cells
from crmcli.formats.wrapping import wrapped
from crmcli.messages.ko.help import names

_EXTRA = re.compile(r"(?:^|  )\[([^\[\]]*)\]$")
_NARROW = 10  # cells that the right column keeps


class KoreanLayout(HelpFormatter):
    """Writes what the parser's library gives it, in Korean."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The words that may follow stand in a column."""
        head = f"{prefix or names.USAGE + ': '}{prog} "
        beside = cells(head)
        if beside + 2 * _NARROW > self.width:
            self.write(f"{head.rstrip()}\n")
            head = " " * 4
            beside = len(head)
        for place, line in enumerate(_folded(args, self.width - beside)):
            self.write(f"{head if place == 0 else ' ' * beside}{line}\n")

    def write_heading(self, heading: str) -> None:
        """By its Korean name."""
        self.write(f"{' ' * self.current_indent}{names.HEADINGS.get(heading, heading)}:\n")

    def write_text(self, text: str) -> None:
        """Paragraphs; what begins with the sign for it keeps its lines."""
        indent = " " * self.current_indent
        self.write(
            "\n\n".join(
                "\n".join(indent + line for line in self._lines(each))
                for each in text.split("\n\n")
            )
            + "\n"
        )

    def _lines(self, paragraph: str) -> list[str]:
        if paragraph.startswith("\b"):
            return paragraph.split("\n")[1:]
        return _folded(paragraph, self.width - self.current_indent)

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Two columns; a name that is too wide for its own stands on a line alone."""
        indent = " " * self.current_indent
        widest = max((cells(first) for first, _ in rows), default=0)
        left = min(widest, col_max) + col_spacing
        for first, second in rows:
            lines = _folded(with_extra(second), max(self.width - left - 2, _NARROW))
            gap = left - cells(first)
            if gap < col_spacing:
                self.write(f"{indent}{first}\n")
            for place, line in enumerate(lines):
                beside = place == 0 and gap >= col_spacing
                start = f"{first}{' ' * gap}" if beside else " " * left
                self.write(f"{indent}{start}{line}".rstrip() + "\n")


def with_extra(text: str) -> str:
    """A description, and what the library adds in brackets: the default, and that it must be
    given.
    """
    found = _EXTRA.search(text)
    extra = found[1].split("; ") if found else []
    if found is None or not any(map(_is_extra, extra)):
        return told(text)
    said = "; ".join(map(_extra, extra))
    return f"{told(text[: found.start()])}  [{said}]".strip()


def _is_extra(part: str) -> bool:
    return _extra(part) != part or re.fullmatch(r"[-\d<>=x]+", part) is not None


def _extra(part: str) -> str:
    for english, korean in names.EXTRA.items():
        if part.startswith(english):
            return korean + part.removeprefix(english)
    return part


def _folded(text: str, width: int) -> list[str]:
    return ["".join(piece for piece, _ in line) for line in wrapped([(text, "")], width)]
