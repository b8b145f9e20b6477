"""How many findings are there, of what, and what is told of that below them?"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crmcli.app.told_files import Counts
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.table import Column, Table
from crmcli.formats.findings.github import not_shown
from crmcli.rules.groups import GROUP_OF

ORDER = ("info", "warning", "error")
COLUMNS = (
    Column("rule", "id", 9),
    Column("severity", "severity", 9),
    Column("group", "id", 5),
    Column("findings", "count", 9),
    Column("safe", "count", 8),
    Column("unsafe", "count", 7),
)


class Fixed(NamedTuple):
    """What `--fix` mended: a line each for people, a row each for programs."""

    lines: tuple[str, ...] = ()
    rows: tuple[Mapping[str, object], ...] = ()
    diff: str | None = None  # what would change, where nothing is written
    may_be_unsafe: bool = False


class RuleCount(NamedTuple):
    """How often a rule found something, and how many of these `--fix` mends."""

    rule: str
    severity: str
    group: str | None
    findings: int
    safe: int
    unsafe: int


class CountTotals(NamedTuple):
    """The same of all rules."""

    findings: int
    safe: int
    unsafe: int


class Sum:
    """The numbers of findings, added up file by file."""

    def __init__(self) -> None:
        self.files = 0  # with findings
        self._counts = Counter[tuple[str, str, str]]()  # by rule, severity, how it is mended

    def add(self, file: Counts) -> None:
        """Add the findings of a file."""
        self.files += bool(file)
        for *each, count in file:
            self._counts[each[0], each[1], each[2]] += count

    @property
    def severities(self) -> dict[str, int]:
        """How many of each severity, the gravest first."""
        return {each: self._of(1)[each] for each in reversed(ORDER)}

    @property
    def rules(self) -> Counter[str]:
        """How many of each rule, in the order in which they are told."""
        return self._of(0)

    @property
    def mends(self) -> Counter[str]:
        """How many can be mended, safe or unsafe."""
        return self._of(2)

    @property
    def gravest(self) -> str:
        """Of the gravest rules the one that is told first."""
        return max(self._counts, key=lambda each: ORDER.index(each[1]))[0]

    def is_grave(self, fail_on: str) -> bool:
        """Is any finding as grave as that?"""
        grave = ORDER[ORDER.index(fail_on) :]
        return any(self.severities[severity] for severity in grave)

    def table(self, as_of: date) -> Table:
        """By rule and severity, most first."""
        rows = [
            RuleCount(
                rule,
                severity,
                GROUP_OF.get(rule),
                sum(self._counts[rule, severity, mend] for mend in ("", "safe", "unsafe")),
                self._counts[rule, severity, "safe"],
                self._counts[rule, severity, "unsafe"],
            )
            for rule, severity in {each[:2] for each in self._counts}
        ]
        rows.sort(key=lambda row: (-row.findings, -ORDER.index(row.severity), row.rule))
        mends = self.mends
        totals = CountTotals(self._counts.total(), mends["safe"], mends["unsafe"])
        return Table("lint-statistics", as_of, rows, COLUMNS, totals=totals)

    def _of(self, part: int) -> Counter[str]:
        found = Counter[str]()
        for each, count in self._counts.items():
            found[each[part]] += count
        return found


def below(session: ReportSession, total: Sum, files: int, form: str, fixed: Fixed | None) -> str:
    """What is told below the findings: how many, and what to ask or do next."""
    if fixed is not None:
        return _of_fixed(session, fixed, total.mends)
    told = ", ".join(
        session.phrases(f"told-count-{severity}{'s' if count != 1 else ''}", count)
        for severity, count in total.severities.items()
        if count
    )
    number = total.files if told else files
    where = session.phrases("note-files-count" if number != 1 else "note-file-count", number)
    if not told:
        return session.phrases("told-lint-clean", where) if form == "text" else ""
    after = session.phrases("told-lint-summary", told, where)
    if form == "text":
        after += f"\n{session.phrases('told-lint-explain', total.gravest)}"
        after += _hint(session, total.mends)
    if form == "github" and (more := not_shown(total.severities)):
        after += f"\n{session.phrases('told-lint-github', more)}"
    return after


def _of_fixed(session: ReportSession, fixed: Fixed, mends: Mapping[str, int]) -> str:
    """How many findings were mended, how many are left, and how many of those are likely."""
    left, likely = sum(mends.values()), 0 if fixed.may_be_unsafe else mends["unsafe"]
    if fixed.diff is None:
        key = "told-mended-sum-more" if likely else "told-mended-sum"
    else:
        key = "told-would-mend-sum-more" if likely else "told-would-mend-sum"
    return session.phrases(key, len(fixed.rows), left, likely)


def _hint(session: ReportSession, mends: Mapping[str, int]) -> str:
    """How many of the findings `--fix` mends, where it mends any."""
    safe, likely = mends["safe"], mends["unsafe"]
    if not safe and not likely:
        return ""
    key = "told-lint-fix-both" if safe and likely else "told-lint-fix" if safe else ""
    return "\n" + session.phrases(key or "told-lint-fix-unsafe", safe or likely, likely)
