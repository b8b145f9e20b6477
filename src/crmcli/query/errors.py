"""What is wrong with an expression, and at which place of it?"""

import unicodedata

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.width import cells

ROOM = 72  # cells of the line that is shown
# not Cn: which characters there are is another matter with every Python
UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co"))
BEFORE = 40  # of them at most before the place


class QueryError(CrmError):
    """An expression that cannot be asked: what is wrong, what to write instead, and where, counted
    in characters from 0.
    """

    def __init__(
        self,
        message: Message,
        at: int,
        length: int = 1,
        hint: Message | None = None,
        status: int = 2,
    ) -> None:
        super().__init__(message, hint, status)
        self.at, self.length = at, max(1, length)

    def __reduce__(self) -> tuple[type["QueryError"], tuple[object, ...]]:
        """Errors come from other processes too."""
        return QueryError, (self.message, self.at, self.length, self.hint, self.status)

    @property
    def around(self) -> tuple[str, str, str]:
        """The line of the expression before the place, there, and behind it; nothing where no line
        is known.
        """
        if not self.excerpt:
            return "", "", ""
        line, mark = self.excerpt
        start = end = 0
        while start < len(line) and cells(line[:start]) < mark.index("^"):
            start += 1
        while end < len(line) and cells(line[:end]) < len(mark):
            end += 1
        return line[2:start], line[start:end], line[end:]

    def within(self, text: str) -> "QueryError":
        """The same error, with the line of the expression that has it and a mark below the
        place.
        """
        self.excerpt = excerpt(text, self.at, self.length)
        return self


def excerpt(text: str, at: int, length: int = 1) -> tuple[str, ...]:
    """The line of the text at this place, cut to what a narrow terminal shows, and below it a
    mark.
    """
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = "".join(
        " " if unicodedata.category(char) in UNSEEN else char
        for char in text[start : end if end >= 0 else len(text)]
    )
    place, left = at - start, ""
    while cells(line[:place]) > BEFORE:
        line, place, left = line[1:], place - 1, "…"
    shown, used = "", 0
    for char in line:
        used += cells(char)
        if used > ROOM:
            shown += "…"
            break
        shown += char
    marked = max(1, cells(shown[place : place + length].rstrip("…")))
    return f"  {left}{shown}", f"  {' ' * (len(left) + cells(line[:place]))}{'^' * marked}"
