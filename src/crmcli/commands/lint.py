"""Judging the files of a book, for people, for editors and for CI."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Annotated, Any, NoReturn, Optional

import typer
from typer.core import TyperCommand

from crmcli.commands.common import Common
from crmcli.commands.desk import Desk
from crmcli.commands.options import shared
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Finding, Problem
from crmcli.domain.spot import Spot
from crmcli.domain.table import Column, Message, Table
from crmcli.store.book import PolicyBroken
from crmcli.store.load import Skipped
from crmcli.store.reading import account_id
from crmcli.store.scan import POLICY, find_root
from crmcli.store.spots import Located, inside
from crmcli.store.spots import locate as locate_findings

ORDER = ("info", "warning", "error")


class Format(str, Enum):
    """What the findings are written for."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"
    gitlab = "gitlab"


class FailOn(str, Enum):
    """From which severity on the exit status is 1."""

    error = "error"
    warning = "warning"
    info = "info"


class LintCommand(TyperCommand):
    """`--changed` may stand alone; it means HEAD then."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        words = list(args)
        for place, word in enumerate(words):
            after = words[place + 1] if place + 1 < len(words) else "-"
            if word == "--changed" and (after.startswith("-") or os.path.lexists(after)):
                words[place] = "--changed=HEAD"
        return super().parse_args(ctx, words)


@shared("explain")
def lint(
    paths: Annotated[Optional[list[str]], typer.Argument(metavar="[PATH]...", help="Files or folders of the book; all of it by default.")] = None,  # noqa: UP045
    changed: Annotated[Optional[str], typer.Option("--changed", metavar="[REV]", help="Only files that differ from REV (HEAD if left out), or that git does not track yet.")] = None,  # noqa: UP045
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 from this severity on.")] = FailOn.error,
    format: Annotated[Format, typer.Option("--format", help="Write for people, programs or a CI service.")] = Format.text,
    common: Common = Common(),
) -> None:
    """What is wrong in the files? Every finding, with its place and what to write instead.

    \b
    Example: crm lint --changed --fail-on warning
    """
    if paths and not common.book and not os.environ.get("CRM_BOOK"):
        common = common._replace(book=find_root(paths[0]) or find_root("."))  # a path names its book: hooks run above it
    desk = Desk(common, memorable=changed is None)
    form = common.output if common.output != "table" and format is Format.text else format.value
    try:
        wanted = _wanted(desk, paths or [], changed)
        found, problems = _findings(desk)
        root, files = desk.book.root, len(desk.book.library.entries) + len(desk.book.library.skipped) if wanted is None else len(wanted)
        names = [path for path in sorted({*found, *problems}, key=lambda path: (path != POLICY, path)) if wanted is None or path in wanted]
        spots: Iterator[list[Spot]] = (_spots(desk, root, path, found.pop(path, []), problems.get(path, ())) for path in names)
    except PolicyBroken as broken:
        spots, files = iter([_spots(desk, broken.root, POLICY, [], broken.problems, weigh=False)]), 1
    _put(desk, spots, files, fail_on.value, form)


lint.command_class = LintCommand  # type: ignore[attr-defined]


def _findings(desk: Desk) -> tuple[dict[str, list[Finding]], dict[str, tuple[Problem, ...]]]:
    """What the rules say of each file, and what reading it already said."""
    from crmcli.reports.ask import Ask
    from crmcli.reports.lint import findings
    from crmcli.rules.registry import check_policy

    facts = desk.gather("reports.lint", Ask())
    library = desk.book.library
    by_account = {account_id(entry[0]): entry[0] for entry in library.entries if entry[0] != POLICY}
    unread = {account_id(each.path) for each in library.skipped}
    shown = {fact.account for fact in _filtered(desk, facts)}
    found: dict[str, list[Finding]] = {}
    for account, finding in findings(facts, desk.policy, desk.as_of, unread):
        if account in shown:
            found.setdefault(by_account[account], []).append(finding)
    for finding in check_policy(desk.policy):
        found.setdefault(POLICY, []).append(finding)
    problems = {each.path: each.problems for each in (*library.skipped, *library.warnings, Skipped(POLICY, desk.book.problems)) if each.problems}
    return found, problems


def _spots(desk: Desk, root: str, path: str, found: list[Finding], problems: Sequence[Problem], *, weigh: bool = True) -> list[Spot]:
    """One file's findings with their places, in order. Files are looked at one by one, so that a large book stays small in memory."""
    located = locate_findings(root, path, found, problems)
    file = _shown_file(os.path.join(root, path))
    spots = [_spot(desk, each, file) for each in (_silenced(located, desk) if weigh else located)]
    return sorted(spots, key=lambda spot: (spot.line, spot.column, spot.rule))


def _filtered(desk: Desk, facts: list[Any]) -> list[Any]:
    """The accounts that --owner, --segment and --tag let through; rules across accounts still see all of them."""
    if not (desk.common.owner or desk.common.segment or desk.common.tag):
        return facts
    return desk.gather("reports.lint", desk.ask())


def _silenced(located: Iterable[Located], desk: Desk) -> Iterable[Located]:
    """What reading found may be weighed by `lint:` too, unless it keeps the file from being read."""
    for each in located:
        weight = desk.policy.lint.get(each.finding.rule) if each.finding.rule == "unknown-key" else None
        if weight != "off":
            yield each._replace(finding=each.finding._replace(severity=weight)) if weight else each  # type: ignore[arg-type]


def _wanted(desk: Desk, paths: list[str], changed: str | None) -> set[str] | None:
    """The files asked for as the book names them; None for all. Raises CrmError for a path that is no file of the book."""
    from crmcli.store.git import changed_files

    root = desk.book.root
    known = {entry[0] for entry in desk.book.library.entries} | {each.path for each in desk.book.library.skipped}
    wanted = known if not paths else set()
    for path in paths:
        name = inside(root, path)
        matching = {each for each in known if each == name or each.startswith(f"{name}/") or name == "."}
        if not matching and not os.path.lexists(path):
            raise CrmError(Message("no-such-path", (path,)))
        wanted = wanted | matching
    if changed is not None:
        return wanted & set(changed_files(root, changed))
    return wanted if paths else None


def _shown_file(full: str) -> str:
    """A file as editors and CI services want it: from where we stand, with forward slashes."""
    try:
        return os.path.relpath(full).replace(os.sep, "/")
    except (ValueError, FileNotFoundError):  # another drive, or a folder that is gone
        return full


def _spot(desk: Desk, located: Located, file: str) -> Spot:
    finding, place = located.finding, located.place
    end = place.end_column if place.end_line == place.line else place.column + 1
    return Spot(
        file=file,
        line=place.line,
        column=place.column,
        end_column=max(end, place.column + 1),
        rule=finding.rule,
        severity=finding.severity,
        message=desk.phrases(finding.key or finding.rule, *finding.args),
        path=".".join(map(str, finding.path)),
        excerpt=located.excerpt,
    )


def _put(desk: Desk, spots: Iterable[list[Spot]], files: int, fail_on: str, form: str) -> NoReturn:
    """Print the findings file by file, sum them up on stderr, and exit 1 if any is grave enough."""
    counts = dict.fromkeys(reversed(ORDER), 0)
    touched, pieces, kept = 0, [], []
    for file in spots:
        touched += bool(file)
        for spot in file:
            counts[spot.severity] += 1
        if form in ("text", "github"):
            pieces.append(_render(desk, file, files, form))
        else:
            kept += [spot._replace(excerpt="") for spot in file]  # only people are shown the line itself
    text = "".join(pieces) if form in ("text", "github") else _render(desk, kept, files, form)
    told = ", ".join(desk.phrases(f"count-{severity}{'s' if count != 1 else ''}", count) for severity, count in counts.items() if count)
    number = touched if told else files
    where = desk.phrases("files-count" if number != 1 else "file-count", number)
    after = desk.phrases("lint-summary", told, where) if told else desk.phrases("lint-clean", where) if form == "text" else ""
    grave = any(count for severity, count in counts.items() if ORDER.index(severity) >= ORDER.index(fail_on))
    desk.finish(text.encode("utf-8", "surrogateescape"), 1 if grave else 0, after)


def _table(spots: list[Spot], as_of: date) -> Table:
    """The findings as a table, for the forms that every report has."""
    columns = (
        Column("file", "id", 9), Column("line", "count", 9), Column("column", "count", 5), Column("severity", "status", 8),
        Column("rule", "id", 7), Column("message", "text", 9), Column("path", "id", 3),
    )  # fmt: skip
    return Table("lint", as_of, spots, columns)


def _render(desk: Desk, spots: list[Spot], files: int, form: str) -> str:
    if form == "github":
        from crmcli.formats import findings_github

        return findings_github.render(spots)
    if form == "sarif":
        from crmcli import __version__
        from crmcli.formats import findings_sarif

        return findings_sarif.render(spots, version=__version__)
    if form == "gitlab":
        from crmcli.formats import findings_gitlab

        return findings_gitlab.render(spots)
    if form == "json":
        from crmcli.formats import findings_json

        return findings_json.render(spots, desk.day_or_today(), files)
    if form != "text":
        return desk.render(_table(spots, desk.day_or_today()))
    from crmcli.formats import findings_text

    return findings_text.render(spots, color=desk.screen.color, width=desk.screen.width if desk.screen.is_terminal else None)


