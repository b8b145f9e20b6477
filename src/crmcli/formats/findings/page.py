"""A rule's page: what it finds, why, and a file before and after."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.domain.text.visible import visible
from crmcli.formats.wrapping import wrapped

BOLD = "1"
WIDEST = 80  # cells of a line of prose; an example is never folded


class PageText(NamedTuple):
    """The page in one language: its title and what stands beside that, paragraphs, examples with
    their headings, and what stands below them.
    """

    title: str
    beside: str
    what: str
    why: str
    examples: Sequence[tuple[str, str]]
    more: str


class RuleText(NamedTuple):
    """A rule as its page tells it: in a line, why it is one, and the page itself as text and as
    Markdown.
    """

    short: str
    full: str
    help: str
    markdown: str
    level: str  # the severity it has where a book says nothing
    groups: tuple[str, ...]


def markdown(page: PageText) -> str:
    """The page for a program that shows Markdown."""
    parts = [page.what, page.why]
    for heading, text in page.examples:
        if text:
            body = "\n".join(visible(line) for line in text.rstrip("\n").split("\n"))
            parts.append(f"{heading}\n\n```yaml\n{body}\n```")
    return "\n\n".join(filter(None, [*parts, page.more])) + "\n"


def plain(page: PageText, *, color: bool = False, width: int = WIDEST) -> str:
    """The page at a terminal, a line of prose at most 80 cells wide."""
    limit = min(width, WIDEST)
    parts = [f"{_paint(BOLD, page.title, color=color)} ({visible(page.beside)})"]
    parts += [_folded(text, limit) for text in (page.what, page.why) if text]
    parts += [_example(heading, text, color=color) for heading, text in page.examples if text]
    parts += [_folded(page.more, limit)] if page.more else []
    return "\n\n".join(parts) + "\n"


def _folded(text: str, limit: int) -> str:
    return "\n".join(
        "".join(piece for piece, _ in line) for line in wrapped([(visible(text), "")], limit)
    )


def _example(heading: str, text: str, *, color: bool) -> str:
    lines = "\n".join(f"    {visible(line)}".rstrip() for line in text.rstrip("\n").split("\n"))
    return f"{_paint(BOLD, heading, color=color)}\n\n{lines}"


def _paint(code: str, text: str, *, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
