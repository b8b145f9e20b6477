"""What a command changed, told: in the trade's words for people, as rows for programs, as a diff
before it happens.
"""

from collections.abc import Sequence
from typing import NoReturn

from crmcli.app.changing import Change, ChangedRow, changes_of, difference, digest
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write
from crmcli.domain.table import Column, Table
from crmcli.domain.text.visible import visible
from crmcli.store.write.rewriting import FileChange

COLUMNS = (
    Column("account", "id", 9),
    Column("name", "text", 5),
    Column("subject", "id", 5),
    Column("change", "message", 9),
)


def tell(session: ReportSession, asked: Write, made: Change) -> NoReturn:
    """Say what changed, and end the command."""
    tell_reformatted(session, made.files)
    for warning in made.warnings:
        session.screen.tell(session.phrases.say(warning))
    if asked.output == "json":
        text = as_json(session, asked, made, made.rows)
    elif asked.dry_run:
        text = made.diff
    else:
        text = session.screen.broken(
            "".join(
                f"{visible(row.name)}: {visible(session.phrases.say(row.change))}\n"
                for row in made.rows
            )
        )
    tell_end(session, made)
    session.finish(text.encode("utf-8", "surrogateescape"), 0)


def tell_reformatted(session: ReportSession, files: Sequence[FileChange]) -> None:
    """Which files could not be changed in place?"""
    for each in files:
        if each.reformatted:
            path = session.shown_path(each.path)
            session.screen.tell(session.phrases("told-edit-reformatted", path))


def tell_end(session: ReportSession, made: Change) -> None:
    """Was anything changed, and committed?"""
    if not made.changed:
        session.screen.tell(session.phrases("told-edit-nothing"))
    if made.commit:
        session.screen.tell(session.phrases("told-edit-committed", made.commit[:10]))


def as_json(
    session: ReportSession, asked: Write, made: Change, rows: Sequence[ChangedRow], **more: object
) -> str:
    """For programs: the changes, the files, and the commit."""
    totals: dict[str, object] = {
        "files": [each.path for each in made.changed],
        "commit": made.commit or None,
        "dry_run": asked.dry_run,
        **more,
    }
    if asked.dry_run:
        totals["changes"] = [_change(session, each) for each in made.changed]
    table = Table("write", session.now.date(), list(rows), COLUMNS, totals=totals)
    return session.render(table)


def _change(session: ReportSession, changed: FileChange) -> dict[str, object]:
    """What would become of a file: the bytes it was worked out from, the diff, and each place's old
    and new value.
    """
    record = changed.new or changed.old
    found = changes_of(changed, session.book.policy, session.as_of) if record is not None else []
    parts = [part for each in found for part in each.parts]
    return {
        "file": changed.path,
        "account": record.id if record is not None else None,
        "base": digest(changed.before),
        "diff": difference(changed),
        "values": [{"field": part.field, "old": part.old, "new": part.new} for part in parts],
    }


def tell_unsaved(session: ReportSession, asked: Write, left: Sequence[FileChange]) -> None:
    """What would have been written, so that nothing anybody typed is lost: where a diff is expected
    on stdout, else on stderr.
    """
    text = "".join(map(difference, left))
    if asked.output == "json":
        session.screen.tell(text.rstrip("\n"))
    else:
        session.screen.write(text.encode("utf-8", "surrogateescape"))
