"""Which findings does a comment in the file silence?"""

import re
from collections.abc import Sequence

_IGNORE = re.compile(r"(?:^|\s)#\s*crm:\s*ignore\[([^\]\[#]*)\]")
_COMMENT = re.compile(r"\s*#")


class Silenced:
    """The comments of a file that silence rules; each line, which may be as long as a file, is
    looked at once.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._known: dict[int, frozenset[str]] = {}

    def covers(self, rule: str, number: int) -> bool:
        """Is the rule silenced on the line of this number: at its end, or alone above it?"""
        if number > len(self.lines):
            return False
        return rule in self._on(number) or (
            number >= 2
            and _COMMENT.match(self.lines[number - 2]) is not None
            and rule in self._on(number - 1)
        )

    def _on(self, number: int) -> frozenset[str]:
        if number not in self._known:
            match = _IGNORE.search(self.lines[number - 1])
            self._known[number] = (
                frozenset(name.strip() for name in match.group(1).split(","))
                if match
                else frozenset()
            )
        return self._known[number]
