"""A finding as it is told: where it stands in which file, in one language."""

from typing import NamedTuple

from crmcli.domain.finding import Place


class Replacement(NamedTuple):
    """A stretch of the file and what to write in its place."""

    place: Place
    text: str


class RelatedPlace(NamedTuple):
    """Another place of the file that belongs to a finding, and what stands there."""

    place: Place
    message: str
    excerpt: str  # its line


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
    write: str = ""  # the line as it should be, without its indentation, where that is known
    replacements: tuple[Replacement, ...] = ()  # what makes it so, in the order of the file
    is_safe: bool = False  # is that what was meant, beyond doubt?
    related: tuple[RelatedPlace, ...] = ()
    mending: str = ""  # safe or unsafe, where `crm lint --fix` knows what to write
