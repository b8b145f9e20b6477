"""How the findings are told, in the form asked for, and whether they are grave enough for exit
status 1.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple, NoReturn

from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.table import Column, Message, Table
from crmcli.store.book.opening import PolicyBroken

ORDER = ("info", "warning", "error")
JSON = ("json", "sarif", "gitlab")
BY_FILE = ("text", "github")  # forms in which each file's findings stand for themselves
COLUMNS = (
    Column("file", "id", 9),
    Column("line", "count", 9),
    Column("column", "count", 5),
    Column("severity", "status", 8),
    Column("rule", "id", 7),
    Column("message", "text", 9),
    Column("path", "id", 3),
)


class Fixed(NamedTuple):
    """What `--fix` mended: a line each for people, a row each for programs."""

    lines: tuple[str, ...] = ()
    rows: tuple[Mapping[str, object], ...] = ()
    diff: str | None = None  # what would change, where nothing is written
    may_be_unsafe: bool = False


def tell(
    session: ReportSession,
    spots: Iterable[list[LocatedFinding]],
    files: int,
    *,
    fail_on: str,
    form: str,
    fixed: Fixed | None = None,
) -> NoReturn:
    """Print the findings file by file, sum them up on stderr, and exit 1 if any is grave enough.

    What was mended comes before those that are left.
    """
    counts, rules = dict.fromkeys(reversed(ORDER), 0), Counter[str]()
    first: dict[str, str] = {}  # of each severity the rule that is told first
    kinds = Counter[str]()  # how many of them could be mended
    touched, pieces, kept = 0, [], []
    for file in spots:
        touched += bool(file)
        for spot in file:
            counts[spot.severity] += 1
            rules[spot.rule] += 1
            first.setdefault(spot.severity, spot.rule)
            kinds[spot.mending] += 1
        if form in BY_FILE:
            pieces.append(_render(session, file, form, files, rules))
        else:
            # only people are shown the line itself
            kept += [spot._replace(excerpt="") for spot in file]
    if form in JSON:
        session.screen.form = "json"
    more: dict[str, object] = {} if fixed is None else {"fixed": list(fixed.rows)}
    if fixed is not None and fixed.diff is not None:
        more["diff"] = fixed.diff
    text = (
        "".join(pieces) + _explained(session, form, rules)
        if form in BY_FILE
        else _render(session, kept, form, files, rules, more)
    )
    if fixed is not None:
        text = _with_fixed(session, fixed, text, form)
    told = ", ".join(
        session.phrases(f"told-count-{severity}{'s' if count != 1 else ''}", count)
        for severity, count in counts.items()
        if count
    )
    number = touched if told else files
    where = session.phrases("note-files-count" if number != 1 else "note-file-count", number)
    after = (
        session.phrases("told-lint-summary", told, where)
        if told
        else session.phrases("told-lint-clean", where)
        if form == "text"
        else ""
    )
    if fixed is not None:
        after = sum_of(session, fixed, kinds)
    elif told and form == "text":
        rule = next(first[severity] for severity in counts if severity in first)
        after += f"\n{session.phrases('told-lint-explain', rule)}"
        after += hint(session, kinds)
    grave = any(
        count for severity, count in counts.items() if ORDER.index(severity) >= ORDER.index(fail_on)
    )
    if fixed is not None and fixed.diff is not None:
        grave = bool(fixed.rows)
    session.finish(
        text.encode("utf-8", "surrogateescape"), 1 if grave else 0, after, may_page=form == "text"
    )


def _with_fixed(session: ReportSession, fixed: Fixed, text: str, form: str) -> str:
    """The text with what was mended, which other forms have no room for: it is told beside them."""
    lines = "".join(f"{line}\n" for line in fixed.lines)
    if form == "text":
        return lines + text if fixed.diff is None else fixed.diff
    if form != "json" and lines:
        session.screen.tell(lines.rstrip("\n"))
    return text


def sum_of(session: ReportSession, fixed: Fixed, kinds: Mapping[str, int]) -> str:
    """How many findings were mended, how many are left, and how many of those are likely."""
    left, likely = sum(kinds.values()), 0 if fixed.may_be_unsafe else kinds["unsafe"]
    if fixed.diff is None:
        key = "told-mended-sum-more" if likely else "told-mended-sum"
    else:
        key = "told-would-mend-sum-more" if likely else "told-would-mend-sum"
    return session.phrases(key, len(fixed.rows), left, likely)


def hint(session: ReportSession, kinds: Mapping[str, int]) -> str:
    """How many of the findings `--fix` mends, where it mends any."""
    safe, likely = kinds["safe"], kinds["unsafe"]
    if not safe and not likely:
        return ""
    key = "told-lint-fix-both" if safe and likely else "told-lint-fix" if safe else ""
    return "\n" + session.phrases(key or "told-lint-fix-unsafe", safe or likely, likely)


def _render(
    session: ReportSession,
    spots: list[LocatedFinding],
    form: str,
    files: int,
    rules: Mapping[str, int],
    more: Mapping[str, object] | None = None,
) -> str:
    if form == "github":
        from crmcli.formats.findings import github

        return github.render(spots)
    if form == "sarif":
        from crmcli import __version__
        from crmcli.formats.findings import sarif

        return sarif.render(spots, version=__version__, rules=_meanings(session, rules))
    if form == "gitlab":
        from crmcli.formats.findings import gitlab

        return gitlab.render(spots)
    if form == "json":
        from crmcli.formats.findings import json

        return json.render(
            spots,
            day(session),
            files,
            definitions=_meanings(session, rules) if session.common.explain else None,
            more=more,
        )
    if form != "text":
        return session.render(_table(spots, day(session), rules))
    from crmcli.formats.findings import text as findings_text

    return findings_text.render(
        spots,
        color=session.screen.color,
        write=session.phrases("told-write"),
        width=session.screen.width if session.screen.is_terminal else None,
    )


def _table(spots: list[LocatedFinding], as_of: date, rules: Mapping[str, int]) -> Table:
    """The findings as a table, for the forms that every report has."""
    return Table(
        "lint",
        as_of,
        spots,
        COLUMNS,
        terms={
            f"{rule} ({count})": Message(f"about-{rule}") for rule, count in sorted(rules.items())
        },
    )


def _meanings(session: ReportSession, rules: Mapping[str, int]) -> dict[str, str]:
    """What each rule that occurs finds, in a sentence."""
    return {rule: session.phrases(f"about-{rule}") for rule in sorted(rules)}


def _explained(session: ReportSession, form: str, rules: Mapping[str, int]) -> str:
    """With --explain, each rule that occurs, how often, and what it finds; annotations have no room
    for that.
    """
    if form != "text" or not session.common.explain or not rules:
        return ""
    from crmcli.domain.text.visible import visible

    return "\n" + "".join(
        f"{visible(rule)} ({rules[rule]}): {visible(meaning)}\n"
        for rule, meaning in _meanings(session, rules).items()
    )


def day(session: ReportSession) -> date:
    """The day of the answer even when the book's zone cannot be known."""
    try:
        return session.as_of
    except PolicyBroken:
        return datetime.now().astimezone().date()
