"""How the findings are told, in the form asked for, and whether they are grave enough for exit
status 1.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NoReturn

from crmcli.app.linting import COLUMNS, severities
from crmcli.commands.admin.linting.lint_run import Found, Words, counted
from crmcli.commands.admin.linting.lint_sum import Fixed, Sum, below
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.table import Message, Table
from crmcli.store.book.opening import PolicyBroken

JSON = ("json", "sarif", "gitlab")
BY_FILE = ("text", "github")  # forms in which each file's findings stand for themselves


def tell(
    session: ReportSession,
    found: Found,
    *,
    fail_on: str,
    form: str,
    fixed: Fixed | None = None,
) -> NoReturn:
    """Print the findings file by file, sum them up on stderr, and exit 1 if any is grave enough, or
    if a file could not be read and nobody is told why.

    What was mended comes before those that are left.
    """
    total = Sum()
    if form in JSON:
        session.screen.form = "json"
    if form in BY_FILE or (form == "json" and not session.common.explain):
        pieces = []
        for piece, counts in found.told(_words(session, form)):
            total.add(counts)
            pieces.append(piece)
        text = _joined(session, form, pieces, total, found.files, _more(fixed))
    else:
        kept: list[LocatedFinding] = []
        for file in found.spots:
            total.add(counted(file))
            # only people are shown the line itself
            kept += [spot._replace(excerpt="") for spot in file]
        text = _whole(session, kept, form, found.files, total, _more(fixed))
    if fixed is not None:
        text = _with_fixed(session, fixed, text, form)
    grave = total.is_grave(fail_on)
    if fixed is not None and fixed.diff is not None:
        grave = bool(fixed.rows)
    after = below(session, total, found.files, form, fixed)
    _end(session, found, text, after, form=form, grave=grave)


def count(session: ReportSession, found: Found, *, fail_on: str, form: str) -> NoReturn:
    """Print how many findings there are of each rule; the exit status is that of the findings."""
    total = Sum()
    for _, counts in found.told(Words(("counts",), lambda _: "")):
        total.add(counts)
    if form == "json":
        session.screen.form = "json"
    session.common = session.common._replace(output="table" if form == "text" else form)
    text = session.render(total.table(day(session))) if total.files or form != "text" else ""
    after = below(session, total, found.files, form, None)
    _end(session, found, text, after, form=form, grave=total.is_grave(fail_on))


def _end(
    session: ReportSession, found: Found, text: str, after: str, *, form: str, grave: bool
) -> NoReturn:
    if found.unread:
        key = "told-lint-unread" if found.unread == 1 else "told-lint-unread-many"
        after = "\n".join(filter(None, (after, session.phrases(key, found.unread))))
    session.finish(
        text.encode("utf-8", "surrogateescape"),
        1 if grave or found.unread else 0,
        after,
        may_page=form == "text",
    )


def _with_fixed(session: ReportSession, fixed: Fixed, text: str, form: str) -> str:
    """The text with what was mended, which other forms have no room for: it is told beside them."""
    lines = "".join(f"{line}\n" for line in fixed.lines)
    if form == "text":
        return lines + text if fixed.diff is None else fixed.diff
    if form != "json" and lines:
        session.screen.tell(lines.rstrip("\n"))
    return text


def _more(fixed: Fixed | None) -> dict[str, object]:
    """What programs are told beside the findings."""
    more: dict[str, object] = {} if fixed is None else {"fixed": list(fixed.rows)}
    if fixed is not None and fixed.diff is not None:
        more["diff"] = fixed.diff
    return more


def _words(session: ReportSession, form: str) -> Words:
    """How a file's findings are told where they stand for themselves."""
    write, screen = session.phrases("told-write"), session.screen
    if form == "github":
        from crmcli.formats.findings import github

        return Words((form,), partial(github.render, write=write))
    if form == "json":
        from crmcli.formats.findings import json

        return Words((form,), json.rows)
    from crmcli.commands.shared.addresses import file_address
    from crmcli.formats.findings import text

    called = severities(session.phrases)
    color, width = screen.color, screen.width if screen.is_terminal else None
    linked = file_address if screen.links else None
    return Words(
        (form, color, width, linked and linked("", 1, 1)),
        partial(text.render, color=color, write=write, called=called, width=width, linked=linked),
    )


def _joined(
    session: ReportSession,
    form: str,
    pieces: Sequence[str],
    total: Sum,
    files: int,
    more: Mapping[str, object],
) -> str:
    """What was told of every file, as one."""
    if form == "json":
        from crmcli.formats.findings import json

        return json.joined(pieces, day(session), files, total.severities, more=more)
    return "".join(pieces) + _explained(session, form, total.rules)


def _whole(
    session: ReportSession,
    spots: list[LocatedFinding],
    form: str,
    files: int,
    total: Sum,
    more: Mapping[str, object],
) -> str:
    """The findings in a form that is made of all of them."""
    if form == "sarif":
        from crmcli import __version__
        from crmcli.commands.admin.linting.lint_pages import rule_texts
        from crmcli.formats.findings import sarif

        texts = rule_texts(total.rules, session.phrases)
        return sarif.render(spots, version=__version__, rules=texts)
    if form == "gitlab":
        from crmcli.formats.findings import gitlab

        return gitlab.render(spots, write=session.phrases("told-write"))
    if form == "json":
        from crmcli.formats.findings import json

        definitions = _meanings(session, total.rules)
        return json.render(spots, day(session), files, definitions=definitions, more=more)
    return session.render(_table(spots, day(session), total.rules))


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
