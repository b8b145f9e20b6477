"""Findings: problems in the book, as values.

Where they stand in a file is worked out when they are printed.
"""

from typing import Literal, NamedTuple

from crmcli.domain.table import Message

Severity = Literal["error", "warning", "info", "off"]
Path = tuple[str | int, ...]


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

    @property
    def message(self) -> Message:
        """What is wrong, for a person."""
        return Message(f"finding-{self.key or self.rule}", self.args)


class Place(NamedTuple):
    """A stretch of text in a file: lines and columns from 1, columns in characters, the end
    exclusive.
    """

    line: int
    column: int
    end_line: int
    end_column: int


Problem = tuple[Finding, Place]
