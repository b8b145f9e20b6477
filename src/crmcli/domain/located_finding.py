"""A finding as it is told: where it stands in which file, in one language."""

from typing import NamedTuple


class LocatedFinding(NamedTuple):
    """One finding with its place.

    Lines and columns count characters from 1; `end_column` is exclusive, on the same line.
    """

    file: str  # relative to the working directory, with forward slashes
    line: int
    column: int
    end_column: int
    rule: str
    severity: str  # error, warning or info
    message: str
    path: str  # dotted keys and list places, such as deals.pt2.close or log.3.with
    excerpt: str = ""  # the line as it stands in the file, without its line end
