"""What a file holds that reads as something else than its author sees."""

from typing import NamedTuple

from crmcli.domain.finding import Path


class Odd(NamedTuple):
    """One such place: the rule that tells of it, what is read there, and what to write instead, in
    the file's own form (nothing where that is not known).
    """

    rule: str
    path: Path
    text: str
    meant: str
    is_safe: bool
    at_key: bool = False
    kind: str = ""
    # the stretch to be replaced, where it is not the value: line, column, line, column
    stretch: tuple[int, int, int, int] | None = None
