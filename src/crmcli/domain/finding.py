"""Findings: problems in the book, as values.

Where they stand in a file is worked out when they are printed.
"""

from typing import Literal, NamedTuple

from crmcli.domain.table import Message

Severity = Literal["error", "warning", "info", "off"]
Path = tuple[str | int, ...]


class Place(NamedTuple):
    """A stretch of text in a file: lines and columns from 1, columns in characters, the end
    exclusive.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class Mend(NamedTuple):
    """What to write instead of a stretch of the file, in the file's own form (quotes and all).

    Safe is what the author meant beyond doubt; whatever else is likely is for a person to decide.
    """

    text: str
    is_safe: bool = False
    at: Path | Place | None = None  # a path: the value there; None: where the finding stands
    at_key: bool = False  # with a path: its key


class Related(NamedTuple):
    """Another place of the same file that belongs to a finding, such as where a quote opened."""

    at: Path | Place
    key: str  # message key without `related-`
    args: tuple[object, ...] = ()
    at_key: bool = False

    @property
    def message(self) -> Message:
        """What stands there, for a person."""
        return Message(f"related-{self.key}", self.args)


class Finding(NamedTuple):
    """One problem: the rule it breaks, where (a path of keys and list places), and what to do
    instead.
    """

    rule: str
    path: Path
    key: str = ""  # message key without `finding-`; the rule's own when empty
    args: tuple[object, ...] = ()  # texts, and messages within the message
    at_key: bool = False
    severity: Severity = "error"
    mends: tuple[Mend, ...] = ()  # together they put it right
    related: tuple[Related, ...] = ()

    @property
    def message(self) -> Message:
        """What is wrong, for a person."""
        return Message(f"finding-{self.key or self.rule}", self.args)


Problem = tuple[Finding, Place]
