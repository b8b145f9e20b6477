"""Which findings does a comment in the file silence?"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.rules.groups import DAYS, GROUP_OF

_IGNORE = re.compile(r"(?:^|\s)(?P<mark>#\s*crm:\s*ignore\[(?P<names>[^\]\[#]*)\])")
_COMMENT = re.compile(r"\s*#")
_NAME = re.compile(r"[^,]+")


class Name(NamedTuple):
    """A rule or a group in the brackets of a comment, and from where to where it stands there."""

    text: str
    start: int
    end: int


class Comment(NamedTuple):
    """One `# crm: ignore[…]` with the line it is on, from 1, and where in it the comment begins."""

    line: int
    start: int
    names: tuple[Name, ...]
    is_alone: bool  # on a line of its own: it holds for the next one too


class Silenced:
    """The comments of a file that silence rules; each line, which may be as long as a file, is
    looked at once.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.used: set[tuple[int, str]] = set()  # by line and name, what silenced something
        self._known: dict[int, Comment | None] = {}

    def covers(self, rule: str, number: int) -> bool:
        """Is the rule silenced on the line of this number: at its end, or alone above it?"""
        if number > len(self.lines):
            return False
        found = self._silences(rule, self.on(number))
        above = self.on(number - 1) if number >= 2 else None
        return self._silences(rule, above if above and above.is_alone else None) or found

    def on(self, number: int) -> Comment | None:
        """The comment of a line."""
        if number not in self._known:
            self._known[number] = _comment(self.lines[number - 1], number)
        return self._known[number]

    def _silences(self, rule: str, comment: Comment | None) -> bool:
        found = [each.text for each in comment.names if _means(each.text, rule)] if comment else []
        self.used.update((comment.line, name) for name in found if comment)
        return bool(found)


def _means(name: str, rule: str) -> bool:
    """Is it the rule's own name, or one of its groups'?"""
    if name == DAYS:
        from crmcli.rules.registry import OF_DAYS

        return rule in OF_DAYS
    return name in (rule, GROUP_OF.get(rule))


def _comment(line: str, number: int) -> Comment | None:
    match = _IGNORE.search(line)
    if match is None:
        return None
    begin = match.start("names")
    names = []
    for each in _NAME.finditer(match.group("names")):
        text = each.group().strip()
        if text:
            start = begin + each.start() + each.group().index(text)
            names.append(Name(text, start, start + len(text)))
    return Comment(number, match.start("mark"), tuple(names), bool(_COMMENT.match(line)))
