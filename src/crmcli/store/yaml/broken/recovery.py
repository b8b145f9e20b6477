"""The search: of the repairs that are worth a try, which make the text readable, with the fewest
things wrong in it?
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from crmcli.domain.finding import Finding, Place, Problem, Related
from crmcli.store.yaml.broken.brackets import brackets
from crmcli.store.yaml.broken.characters import look_alikes
from crmcli.store.yaml.broken.failing import failure_of
from crmcli.store.yaml.broken.indentation import around, continued, dashes, moved, tabs, undashed
from crmcli.store.yaml.broken.lines import as_elsewhere, pasted, read_around
from crmcli.store.yaml.broken.page import Page, following, previous
from crmcli.store.yaml.broken.quotes import needing_quotes, unclosed_quotes
from crmcli.store.yaml.broken.slip import Failure, Slip, spot

Fits = Callable[[str], int]  # how many things are wrong in a text that can be read
MOST = 20  # places that are repaired; in a file with more, something else is wrong
MOST_ALIKE = 200  # of one kind that are repaired together
WIDEST = 5_000  # characters of a line that is looked at
WORK = 3_000_000  # characters that are parsed in the search at most
_OF_LINE = (look_alikes, tabs, as_elsewhere, needing_quotes, dashes, undashed, continued, moved)
_ALIKE = (look_alikes, tabs, as_elsewhere, needing_quotes)  # that come on one line after another
_END = (1 << 60, 0)


class _Tried(NamedTuple):
    """Repairs, each with the page before it; the page after all of them, and what fails then."""

    steps: list[tuple[Slip, Page]]
    page: Page
    after: Failure | None
    first: tuple[list[str], Failure | None]  # the lines after the first alone, and what fails then


class Search:
    """Repairs of one text, one after another."""

    def __init__(self, page: Page, fits: Fits, failure: Failure | None = None) -> None:
        self.lines, self.page, self.fits = list(page.lines), page, fits
        self.told: list[Problem] = []
        self.guessed: set[int] = set()  # lines that were left out, so that something may be missing
        self.work = WORK
        self.failure = failure  # where the page cannot be read, if that is known

    def read(self) -> None:
        """Repair until the text can be read.

        Where that is beyond what a person would call a few slips, `failure` is left.
        """
        self.failure = self.failure or self._failure_of(self.page)
        while self.failure is not None:
            found = self._best(self.failure) if len(self.told) < MOST else None
            if found is None:
                return
            for slip, before in found.steps:
                self._tell(slip, before)
            self.page, self.failure = found.page, found.after

    def place(self, row: int, wrong: int, *, may_move: bool) -> bool:
        """Read the line, or the one above, as it was probably meant, if that puts right at once
        several of the things that are wrong in a text that can be read.

        With `may_move` it may also stand elsewhere.
        """
        best: tuple[Slip, Page] | None = None
        fewest = (max(wrong - 1, 1), 0)
        for at in (row, previous(self.page.lines, row)):
            if at < 0 or len(self.page.lines[at]) >= WIDEST:
                continue
            attempts = chain(look_alikes(self.page, at), moved(self.page, at) if may_move else ())
            for slip in attempts:
                page = self.page.after(slip.edits)
                if self.work < 0 or self._failure_of(page) is not None:
                    continue
                weight = (self.fits(page.text), slip.cost)
                if weight < fewest:
                    best, fewest = (slip, page), weight
        if best is not None:
            self._tell(best[0], self.page)
            self.page = best[1]
        return best is not None

    def _tell(self, slip: Slip, before: Page) -> None:
        """Tell of a repair; the same once more on the next line belongs to the one told before."""
        finding, place = slip.told(before)
        if not slip.is_meant:
            self.guessed.update(edit.row + 1 for edit in slip.edits)
        if slip.key == "slip-no-item":
            rows = {edit.row + 1 for edit in slip.edits}
            self.told = [each for each in self.told if each[1].line not in rows]
        if self.told and self._goes_on(finding, place):
            last, first = self.told[-1]
            self.told[-1] = (
                last._replace(
                    mends=last.mends + finding.mends,
                    related=(*last.related, Related(place, "too")),
                ),
                first,
            )
        else:
            self.told.append((finding, place))

    def _goes_on(self, finding: Finding, place: Place) -> bool:
        """Is it what was told last, on the line after that?"""
        last, first = self.told[-1]
        ends = [each.at for each in last.related if each.key == "too"]
        end = ends[-1] if ends and isinstance(ends[-1], Place) else first
        near = (previous(self.lines, place.line - 1), following(self.lines, place.line - 1))
        return (last.rule, last.key) == (finding.rule, finding.key) and (
            end.line - 1 in near or end.line == place.line
        )

    def _failure_of(self, page: Page) -> Failure | None:
        text = page.text
        self.work -= len(text)
        return failure_of(text)

    def _best(self, failure: Failure) -> "_Tried | None":
        best: _Tried | None = None
        lowest: tuple[int, ...] = ()
        for attempts in (self._meant(failure), read_around(self.page, failure)):
            for slip in attempts:
                if self.work < 0:
                    return best
                tried = self._tried(slip, failure)
                if tried is not None:
                    weight = self._weight(slip, tried)
                    if best is None or weight < lowest:
                        best, lowest = tried, weight
            if best is not None:
                return best
        return None

    def _tried(self, slip: Slip, failure: Failure) -> "_Tried | None":
        """What comes of a repair, and of the same one at the places where the parser gives up next:
        a hand slips the same way on many lines. None where the parser gets no further.
        """
        before, steps = self.page, [(slip, self.page)]
        page = before.after(slip.edits)
        after = self._failure_of(page)
        if not _is_further(page, after, before, failure):
            return None
        first = (list(page.lines), after)
        while after is not None and len(steps) < MOST_ALIKE and self.work > 0:
            again = self._again(slip, page, after)
            if again is None:
                break
            steps.append((again[0], page))
            page, after = again[1:]
        return _Tried(steps, page, after, first)

    def _again(
        self, slip: Slip, page: Page, failure: Failure
    ) -> tuple[Slip, Page, Failure | None] | None:
        for row in dict.fromkeys((failure.from_row, failure.row)):
            if row >= len(page.lines) or len(page.lines[row]) >= WIDEST:
                continue
            for candidates in _ALIKE:
                for each in candidates(page, row):
                    if (each.rule, each.key) == (slip.rule, slip.key):
                        next_page = page.after(each.edits)
                        after = self._failure_of(next_page)
                        if _is_further(next_page, after, page, failure):
                            return each, next_page, after
        return None

    def _weight(self, slip: Slip, tried: "_Tried") -> tuple[int, ...]:
        """Less is better: what fails next, what is wrong in what can be read, how far fetched.

        The same slip elsewhere speaks for none.
        """
        lines, after = list(tried.first[0]), tried.first[1]
        for row in {edit.row for edit in slip.instead}:  # what is meant, is judged
            lines[row] = self.page.after(slip.instead).lines[row]
        readable = lines if after is None else lines[: max(after.from_row - 1, 0)]
        text = "\n".join(readable)
        self.work -= len(text)
        row, column = _at(after) if after else _END
        return (-row, self.fits(text), slip.cost, -column)

    def _meant(self, failure: Failure) -> Iterator[Slip]:
        lines = self.page.lines
        yield from unclosed_quotes(self.page, failure)
        yield from brackets(self.page, failure)
        last = min(failure.row, len(lines) - 1)
        first = min(failure.from_row, last)
        above = previous(lines, first)
        rows = [first, last, above, previous(lines, above), following(lines, last)]
        rows += range(first + 1, min(last, first + 12))
        parent = around(lines, last)
        if parent >= 0:
            rows += [parent, following(lines, parent)]
            yield from pasted(self.page, parent, last)
        for row in dict.fromkeys(row for row in rows if row >= 0 and len(lines[row]) < WIDEST):
            for candidates in _OF_LINE:
                yield from candidates(self.page, row)


def _is_further(page: Page, after: Failure | None, before: Page, failure: Failure) -> bool:
    """Does the parser get further in what was written?"""
    return after is None or _written(page, after) > _written(before, failure)


def _written(page: Page, failure: Failure) -> tuple[int, ...]:
    return page.written(spot(failure.from_row, failure.from_column))[:2]


def _at(failure: Failure) -> tuple[int, int]:
    return failure.from_row, failure.from_column
