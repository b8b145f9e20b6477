"""A page of the documentation as `man` shows it, in roff, in the sections that man pages have.

Running text, lists and tables are filled to whatever width is read at. What cannot be, such as a
table that a command printed, is told in a word where the lines are too short for it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmcli.domain.text.width import cells
from crmcli.formats.reading import of_one_language
from crmcli.formats.wrapping import wrapped
from crmcli.messages import Phrases

_WIDEST = 80  # cells of a line that stands as it is; longer ones go on in the next
_BULLET = "\\(bu"
_MARGIN = 2  # by which man has shorter lines than it was given
_NARROW = 48  # cells that stand beside the margin at any width
_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|(?<!\w)\*([^*\s][^*]*)\*|!?\[([^\]]*)\]\([^)]*\)")
_ITEM = re.compile(r"\s*([-*]|[0-9]+\.)\s+(.*)")
_CELLS = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"\]\((?:\./)?([\w-]+)\.md(?:#[^)]*)?\)")


class Options(NamedTuple):
    """Options and arguments of one command, with what each is; `of` names it where a page has
    several.
    """

    of: str
    rows: Sequence[tuple[str, str]]


class Manual(NamedTuple):
    """What a page says besides its text: of a command, or of all where the name is empty."""

    name: str
    summary: str
    usage: Sequence[tuple[str, str]]  # of each way to say it, what is typed and what may follow
    options: Sequence[Options]
    examples: Sequence[str]
    see: Sequence[str]  # other pages
    version: str


def man_page(page: str, manual: Manual, phrases: Phrases) -> str:
    """The whole page in roff."""
    title = f"crm-{manual.name}" if manual.name else "crm"
    body = of_one_language(page).split("\n")[1:]
    lines = [
        f'.TH "{title.upper()}" 1 "" "crm {manual.version}" "crm"',
        *(".nh", ".ad l"),  # a name of an option is one, and Korean has few spaces to widen
        f".SH {phrases('common-man-name')}",
        f"{_text(title)} \\- {_text(manual.summary)}",
        f".SH {phrases('common-man-synopsis')}",
        *_usage(manual.usage),
        f".SH {phrases('common-man-description')}",
        *_body(_without_options(body, phrases), phrases, title),
        f".SH {phrases('common-man-options')}",
        *_options(manual.options),
    ]
    if manual.examples:
        lines += [f".SH {phrases('common-man-examples')}", *_examples(manual.examples)]
    lines += [f".SH {phrases('common-man-exit')}", *_exits(phrases)]
    lines += [f".SH {phrases('common-man-see')}", _others(manual.see)]
    return "\n".join([*_tidy(lines), ""])


def linked(page: str) -> list[str]:
    """The pages that this one leads to."""
    return [*dict.fromkeys(_LINK.findall(page))]


def _usage(usage: Sequence[tuple[str, str]]) -> Iterator[str]:
    for at, (typed, behind) in enumerate(usage):
        if at:
            yield ".br"
        yield f"\\fB{_escaped(typed)}\\fR {_escaped(behind, at_start=False)}".rstrip()


def _options(options: Sequence[Options]) -> Iterator[str]:
    for each in options:
        if each.of:
            yield f".SS {_text(each.of)}"
        for names, what in each.rows:
            tag = _escaped(names).replace("|", "|\\:")  # where a line may end
            yield from (".TP", f"\\fB{tag}\\fR", _text(" ".join(what.split())) or "\\&")


def _examples(examples: Sequence[str]) -> Iterator[str]:
    for at, each in enumerate(examples):
        if at:
            yield ".br"
        yield f"\\fB{_escaped(each)}\\fR"


def _exits(phrases: Phrases) -> Iterator[str]:
    for status in range(5):
        yield from (".TP", f"\\fB{status}\\fR", _text(phrases(f"common-man-exit-{status}")))


def _others(see: Sequence[str]) -> str:
    return ", ".join(f"\\fB{_escaped(f'crm-{each}' if each else 'crm')}\\fR(1)" for each in see)


def _without_options(lines: Sequence[str], phrases: Phrases) -> list[str]:
    """The text without the section about options: those stand below, from the command itself."""
    kept, passing = [], False
    for line in lines:
        if line.startswith("## "):
            passing = line == f"## {phrases('common-man-options-heading')}"
        if not passing:
            kept.append(line)
    return kept


def _body(lines: Sequence[str], phrases: Phrases, title: str) -> Iterator[str]:
    """The text; its sections are those of the description."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = next(each for each in range(at + 1, len(lines)) if lines[each] == "```")
            yield from _as_it_stands(lines[at + 1 : end], phrases, title)
            at = end
        elif line.startswith("|"):
            end = _end(lines, at, "|")
            yield from _table(lines[at:end])
            at = end - 1
        elif line.startswith("#"):
            marks, _, head = line.partition(" ")
            if len(marks) == 2:
                yield f".SS {_text(head)}"
            else:
                yield from (".PP", f"\\fB{_text(head)}\\fR", ".PP")
        elif item := _ITEM.fullmatch(line):
            mark = _BULLET if item[1] in "-*" else item[1]
            yield from (f".IP {mark} 4", _text(item[2]))
        elif not line.startswith("!["):
            yield _text(line.strip()) if line.strip() else ".PP"
        at += 1


def _end(lines: Sequence[str], start: int, mark: str) -> int:
    return next(
        (at for at in range(start, len(lines)) if not lines[at].startswith(mark)), len(lines)
    )


def _table(lines: Sequence[str]) -> Iterator[str]:
    """A row is what its first cell says, and below it the others, behind their headings where
    there are several.
    """
    heads, _, *rows = ([each.strip() for each in _CELLS.split(line)[1:-1]] for line in lines)
    for row in rows:
        first, *others = (each.replace("\\|", "|") for each in row)
        told = [
            _text(each if len(others) == 1 or not head else f"{head}: {each}")
            for head, each in zip(heads[1:], others, strict=False)
            if each
        ]
        yield from (".TP", _text(first) or "\\&", "\n.br\n".join(told) or "\\&")
    yield ".PP"


def _as_it_stands(lines: Sequence[str], phrases: Phrases, title: str) -> Iterator[str]:
    """At the margin where it is wide, so that as much as can be has room."""
    folded = [part for line in lines for part in _folded(line.expandtabs())]
    wide = max(map(cells, folded), default=0)
    shown = [_escaped(line) for line in folded]
    if wide <= _NARROW:
        yield from (".PP", ".RS 2", ".nf", *shown, ".fi", ".RE")
        return
    page = title.replace("-", " ", 1).replace(" ", " help ", 1)
    note = _text(phrases("common-man-wide", page))
    # a reader that knows no line length shows it
    yield from (
        ".PP",
        f".ie (\\n(.l>0)&(\\n(.l<{wide - _MARGIN}n) \\{{\\",
        note,
        ".\\}",
        ".el \\{\\",
    )
    yield from (".in 0", ".nf", *shown, ".fi", ".in", ".\\}")


def _folded(line: str) -> Iterator[str]:
    if cells(line) <= _WIDEST:
        yield line
        return
    indent = min(len(line) - len(line.lstrip()), _WIDEST // 2)
    room = _WIDEST - indent - 2
    for at, pieces in enumerate(wrapped([(line.strip(), "")], room)):
        yield " " * (indent + 2 * bool(at)) + "".join(piece for piece, _ in pieces).rstrip()


def _tidy(lines: Sequence[str]) -> Iterator[str]:
    """Without empty paragraphs, at which checkers of roff stumble."""
    flat = [part for line in lines for part in line.split("\n")]
    before = ".SH"
    for line, behind in zip(flat, [*flat[1:], ".SH"], strict=True):
        is_empty = behind.startswith((".PP", ".SH", ".SS", ".TP", ".IP"))
        if line != ".PP" or not (is_empty or before.startswith((".SH", ".SS"))):
            yield line
            before = line


def _text(text: str) -> str:
    """Running text with its emphasis."""
    pieces: list[str] = []
    last = 0
    for found in _INLINE.finditer(text):
        code, strong, soft, link = found.groups()
        pieces.append(_escaped(text[last : found.start()], at_start=not pieces))
        font = "I" if soft else "R" if link else "B"
        inside = (code or strong or soft or link or "").replace("`", "")
        pieces.append(f"\\f{font}{_escaped(inside, at_start=False)}\\fR")
        last = found.end()
    return "".join([*pieces, _escaped(text[last:], at_start=not pieces)])


def _escaped(text: str, *, at_start: bool = True) -> str:
    """The same characters to roff; none at the start of a line is a request."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if at_start and plain[:1] in (".", "'") else plain
