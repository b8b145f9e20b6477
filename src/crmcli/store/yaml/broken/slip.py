"""What went wrong at one place, and the repairs that are worth a try."""

from typing import NamedTuple

from crmcli.domain.finding import Finding, Mend, Place, Problem, Related
from crmcli.store.yaml.broken.page import Edit, Page


class Failure(NamedTuple):
    """Where a parser gave up (from 0), where that began which it was reading, and our message."""

    row: int
    column: int
    from_row: int
    from_column: int
    key: str
    said: str = ""  # by the parser, for the curious; no message shows it

    @property
    def place(self) -> Place:
        """Where it gave up."""
        return Place(self.row + 1, self.column + 1, self.row + 1, self.column + 2)


class Slip(NamedTuple):
    """One way in which a line may have been meant.

    Of two that make a text equally readable the one with the lower `cost` is told.
    """

    place: Place
    key: str
    args: tuple[str, ...]
    edits: tuple[Edit, ...]
    is_safe: bool = False
    is_meant: bool = True  # else the edits only read around it, and nothing can be written instead
    related: tuple[Related, ...] = ()
    rule: str = "yaml-syntax"
    cost: int = 0
    instead: tuple[Edit, ...] = ()  # what to write, where that has more lines than are read

    def told(self, page: Page) -> Problem:
        """The finding, with its places as they were written before the page was repaired."""
        mends = tuple(
            Mend(text, self.is_safe, page.written(spot(row, start, end)))
            for row, start, end, text in (self.instead or self.edits if self.is_meant else ())
        )
        related = tuple(
            each._replace(at=page.written(each.at))
            for each in self.related
            if isinstance(each.at, Place)
        )
        finding = Finding(
            self.rule,
            (),
            self.key,
            self.args,
            mends=mends,
            related=related,
        )
        return finding, page.written(self.place)


def spot(row: int, start: int, end: int | None = None) -> Place:
    """A stretch of the line of that number, all from 0."""
    return Place(row + 1, start + 1, row + 1, (start + 1 if end is None else end) + 1)


def follows(problem: Problem, slip: Problem) -> bool:
    """Does it come of the slip: in what that changes, or on a line of which it is a guess?"""
    place, (finding, first) = problem[1], slip
    stretches = [mend.at for mend in finding.mends if isinstance(mend.at, Place)]
    if place.line not in {first.line, *(at.line for at in stretches)}:
        return False
    return not all(mend.is_safe for mend in finding.mends) or any(
        at.line == place.line and at.column <= place.column < max(at.end_column, at.column + 1)
        for at in (first, *stretches)
    )
