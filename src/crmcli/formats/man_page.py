"""A page of the documentation as `man` shows it: what the pages are made of (headings, text, lists,
tables, files and commands with their output), in roff.
"""

import re
from collections.abc import Iterator, Sequence

from crmcli.formats.reading import drawn, of_one_language

_TABLE_WIDTH = 78  # columns of a table, which man does not wrap
_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\([^)]*\)")
_ITEM = re.compile(r"\s*(?:[-*]|[0-9]+\.)\s+(.*)")


def man_page(page: str, name: str, summary: str, version: str) -> str:
    """The whole page of `crm NAME`, or of `crm` itself where the name is empty."""
    title = f"crm-{name}" if name else "crm"
    return "\n".join(
        [
            f'.TH "{title.upper()}" 1 "" "crm {version}"',
            ".SH NAME",
            f"{_text(title)} \\- {_text(summary)}",
            *_body(of_one_language(page).split("\n")),
            "",
        ]
    )


def _body(lines: Sequence[str]) -> Iterator[str]:
    """The sections below the title."""
    at = 1
    yield ".SH DESCRIPTION"
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = next(each for each in range(at + 1, len(lines)) if lines[each] == "```")
            yield from _as_it_stands(lines[at + 1 : end])
            at = end
        elif line.startswith("|"):
            end = _end(lines, at, "|")
            yield from _as_it_stands(drawn("\n".join(lines[at:end]), _TABLE_WIDTH).split("\n"))
            at = end - 1
        elif line.startswith("#"):
            marks, _, head = line.partition(" ")
            yield f"{'.SH' if len(marks) == 2 else '.SS'} {_text(head)}"
        elif item := _ITEM.fullmatch(line):
            yield from (".IP \\(bu 3", _text(item[1]))
        else:
            yield _text(line.strip()) if line.strip() else ".PP"
        at += 1


def _end(lines: Sequence[str], start: int, mark: str) -> int:
    return next(
        (at for at in range(start, len(lines)) if not lines[at].startswith(mark)), len(lines)
    )


def _as_it_stands(lines: Sequence[str]) -> Iterator[str]:
    yield from (".PP", ".RS 2", ".nf")
    yield from (_escaped(line) for line in lines)
    yield from (".fi", ".RE")


def _text(text: str) -> str:
    """Running text with its emphasis."""
    pieces: list[str] = []
    last = 0
    for found in _INLINE.finditer(text):
        code, strong, soft, link = found.groups()
        pieces.append(_escaped(text[last : found.start()], at_start=not pieces))
        font = "I" if soft else "R" if link else "B"
        pieces.append(f"\\f{font}{_escaped(code or strong or soft or link, at_start=False)}\\fR")
        last = found.end()
    return "".join([*pieces, _escaped(text[last:], at_start=not pieces)])


def _escaped(text: str, *, at_start: bool = True) -> str:
    """The same characters to roff; none at the start of a line is a request."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if at_start and plain[:1] in (".", "'") else plain
