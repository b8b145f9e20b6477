"""What is wrong in the files of a book: all of it, or a few files at a time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.app.answering import Answer
from crmcli.app.book_findings import BookFindings, Part, whole
from crmcli.app.chosen_rules import kept
from crmcli.app.mending.kinds import kind_of
from crmcli.app.session import Session
from crmcli.domain.finding import Finding, Place
from crmcli.domain.located_finding import LocatedFinding, RelatedPlace, Replacement
from crmcli.domain.table import Column, Table
from crmcli.messages import Phrases
from crmcli.reports.options import NO_FILTERS, Filters
from crmcli.store.files.scan import POLICY
from crmcli.store.shapes.finding_places import Located, place_mends

COLUMNS = (
    Column("file", "id", 9),
    Column("line", "count", 9),
    Column("column", "count", 5),
    Column("severity", "severity", 8),
    Column("rule", "id", 7),
    Column("message", "text", 9),
    Column("path", "id", 3),
)
GRAVEST = ("error", "warning", "info")


def severities(phrases: Phrases) -> dict[str, str]:
    """What each severity is called."""
    return {each: phrases(f"severity-{each}") for each in GRAVEST}


class Options(NamedTuple):
    """What may be asked: only these rules or groups, and those that are left out."""

    select: str | None = None
    ignore: str | None = None
    explain: bool = False


class RuleSum(NamedTuple):
    """How often a rule found something, as grave as it is weighed."""

    rule: str
    severity: str
    findings: int


class Placed:
    """Files whose findings were given their places, for whoever asks for others of the same book
    and day: whatever of a file is not asked for is left out afterwards.
    """

    MOST = 2_000  # files

    def __init__(self) -> None:
        self._known: dict[str, list[Located]] = {}
        self._whole: Part | None = None

    def whole(self, session: Session, as_of: date) -> Part:
        """What all of them say, looked at once whatever rules are asked for."""
        self._whole = self._whole or whole(session, as_of)
        return self._whole

    def of(self, path: str, book: BookFindings) -> list[Located]:
        """All that is wrong in the file, in the order of the lines."""
        if path not in self._known:
            if len(self._known) >= self.MOST:
                return book.placed(path)
            self._known[path] = book.placed(path)
        return self._known[path]


class Linted:
    """The findings of a book: counted without a look at the files where that can be, and located
    for those that are asked for.
    """

    def __init__(
        self,
        session: Session,
        options: Options,
        as_of: date,
        filters: Filters = NO_FILTERS,
        placed: Placed | None = None,
    ) -> None:
        keeps = kept(_listed(options.select), _listed(options.ignore))
        part = placed.whole(session, as_of) if placed and filters == NO_FILTERS else None
        self._book = BookFindings(session, as_of, filters=filters, keeps=keeps, part=part)
        self._placed = placed
        counts = Counter[tuple[str, str]]()
        self.paths: list[str] = []
        for path in self._book.paths():
            found = self._glance(path)
            counts.update((each.rule, each.severity) for each in found)
            if found:
                self.paths.append(path)
        self.sums = [RuleSum(*key, number) for key, number in counts.items()]
        self.severities = Counter[str]()
        for (_, severity), number in counts.items():
            self.severities[severity] += number
        self.sums.sort(key=lambda row: (GRAVEST.index(row.severity), -row.findings, row.rule))

    def _glance(self, path: str) -> list[Finding]:
        """The findings; their places only where a comment may silence some."""
        book = self._book
        if path == POLICY or book.problems(path) or book.silences(path):
            return [each.finding for each in self.of(path)]
        return [each for each in book.told(path) if book.keeps(each)]

    def of(self, path: str) -> list[Located]:
        """One file's findings, in the order of the lines."""
        # which comments silence nothing depends on the rules that are asked for
        if self._placed is None or self._book.silences(path):
            return self._book.of(path)
        return [
            each for each in self._placed.of(path, self._book) if self._book.keeps(each.finding)
        ]

    def lines(self, path: str) -> tuple[str, ...]:
        """What the file says."""
        from crmcli.store.yaml.source import Source

        return tuple(Source(self._book.read(path), parse=False).lines)


def _listed(said: str | None) -> tuple[str, ...]:
    return (said,) if said else ()


def ask(
    session: Session,
    options: Options,
    *,
    as_of: date,
    filters: Filters = NO_FILTERS,
    placed: Placed | None = None,
) -> Answer:
    """Every finding with its place: rows are `Located`."""
    session.look_again()
    found = Linted(session, options, as_of, filters, placed)
    rows = [each for path in found.paths for each in found.of(path)]
    library = session.book.library
    files = len(library.entries) + len(library.skipped)
    return Answer(Table("lint", as_of, rows, COLUMNS, totals={"files": files}))


def spots(located: Iterable[Located], file: str, phrases: Phrases) -> list[LocatedFinding]:
    """One file's findings as they are told, in order."""
    found = [spot(each, file, phrases) for each in located]
    return sorted(found, key=lambda spot: (spot.line, spot.column, spot.rule))


def spot(located: Located, file: str, phrases: Phrases) -> LocatedFinding:
    """One finding as it is told."""
    finding, place = located.finding, located.place
    end = place.end_column if place.end_line == place.line else place.column + 1
    return LocatedFinding(
        file=file,
        line=place.line,
        column=place.column,
        end_column=max(end, place.column + 1),
        rule=finding.rule,
        severity=finding.severity,
        message=phrases.say(finding.message),
        path=".".join(map(str, finding.path)),
        excerpt=located.excerpt,
        write=located.write,
        replacements=tuple(Replacement(*each) for each in place_mends(finding, located.place)),
        mending=kind_of(finding),
        is_safe=all(mend.is_safe for mend in finding.mends),
        related=tuple(
            RelatedPlace(related.at, phrases.say(related.message), line)
            for related, line in zip(finding.related, located.around, strict=True)
            if isinstance(related.at, Place)
        ),
    )


def as_told(rows: Sequence[Located], phrases: Phrases) -> list[LocatedFinding]:
    """Findings of many files, each file named from the book's folder."""
    by_file: dict[str, list[Located]] = {}
    for each in rows:
        by_file.setdefault(each.path, []).append(each)
    return [each for path, found in by_file.items() for each in spots(found, path, phrases)]
