"""What a command changed, told: in the trade's words for people and for git, as rows for programs,
as a diff before it happens.
"""

import difflib
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn

from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write
from crmcli.domain.deals.discounts import unapproved_discounts
from crmcli.domain.table import Column, Message, Table
from crmcli.edits.deals.gates import said_of, thinly_known
from crmcli.formats.visible import visible
from crmcli.history.changes import changes
from crmcli.store.files.diff3 import lines_of
from crmcli.store.write.rewriting import FileChange

WIDEST = 72  # characters of a commit's first line


class ChangedRow(NamedTuple):
    """One change of one account."""

    account: str
    name: str
    file: str
    kind: str
    subject: str
    change: Message


COLUMNS = (
    Column("account", "id", 9),
    Column("name", "text", 5),
    Column("subject", "id", 5),
    Column("change", "message", 9),
)


def tell(
    session: ReportSession, asked: Write, written: Sequence[FileChange], committed: str
) -> NoReturn:
    """Say what changed, and end the command."""
    changed = rows(session, written)
    tell_reformatted(session, written)
    tell_discounts(session, written)
    tell_blind(session, written)
    if asked.output == "json":
        text = as_json(session, asked, written, committed, changed)
    elif asked.dry_run:
        text = "".join(difference(each) for each in written)
    else:
        text = "".join(
            f"{visible(row.name)}: {visible(session.phrases.say(row.change))}\n" for row in changed
        )
    tell_end(session, written, committed)
    session.finish(text.encode("utf-8", "surrogateescape"), 0)


def tell_reformatted(session: ReportSession, written: Sequence[FileChange]) -> None:
    """Which files could not be changed in place?"""
    for each in written:
        if each.reformatted:
            session.screen.tell(
                session.phrases("told-edit-reformatted", session.shown_path(each.path))
            )


def tell_discounts(session: ReportSession, written: Sequence[FileChange]) -> None:
    """Who has to approve the discounts that were written and that nobody has approved?"""
    policy, today = session.book.policy, session.now.date()
    for each in written:
        before = each.old.deals if each.old else {}
        for name, deal in (each.new.deals if each.new else {}).items():
            was = before.get(name)
            known = unapproved_discounts(was, policy, today) if was is not None else []
            for discount in unapproved_discounts(deal, policy, today) if deal != was else ():
                if discount not in known:
                    session.screen.tell(
                        session.phrases("told-edit-discount", name, said_of(discount))
                    )


def tell_blind(session: ReportSession, written: Sequence[FileChange]) -> None:
    """Which deals came into a stage that asks for more of the account than is named?"""
    policy, today = session.book.policy, session.now.date()
    for each in written:
        before = each.old.deals if each.old else {}
        for name, deal in (each.new.deals if each.new else {}).items():
            was = before.get(name)
            if (
                each.new is None
                or deal.outcome
                or not deal.stages
                or (was and was.stages == deal.stages)
            ):
                continue
            thin = thinly_known(each.new, name, deal.stages[-1].value, policy, today)
            if thin is not None:
                session.screen.tell("; ".join(map(session.phrases.say, thin)))


def tell_end(session: ReportSession, written: Sequence[FileChange], committed: str) -> None:
    """Was anything changed, and committed?"""
    if not any(each.before != each.after for each in written):
        session.screen.tell(session.phrases("told-edit-nothing"))
    if committed:
        session.screen.tell(session.phrases("told-edit-committed", committed[:10]))


def as_json(
    session: ReportSession,
    asked: Write,
    written: Sequence[FileChange],
    committed: str,
    rows: Sequence[ChangedRow],
    **more: Any,
) -> str:
    """For programs: the changes, the files, and the commit."""
    files = [each.path for each in written if each.before != each.after]
    totals = {"files": files, "commit": committed or None, "dry_run": asked.dry_run, **more}
    if asked.dry_run:
        totals["changes"] = [
            _change(session, each) for each in written if each.before != each.after
        ]
    return session.render(Table("write", session.now.date(), list(rows), COLUMNS, totals=totals))


def _change(session: ReportSession, written: FileChange) -> dict[str, Any]:
    """What would become of a file: the bytes it was worked out from, the diff, and each place's old
    and new value.
    """
    record = written.new or written.old
    found = (
        changes(written.old, written.new, session.book.policy, session.as_of)
        if record is not None
        else []
    )
    parts = [part for each in found for part in each.parts]
    return {
        "file": written.path,
        "account": record.id if record is not None else None,
        "base": None if written.before is None else sha256(written.before).hexdigest(),
        "diff": difference(written),
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


def rows(session: ReportSession, written: Sequence[FileChange]) -> list[ChangedRow]:
    """Every change of every account, one by one."""
    found = []
    for each in written:
        record = each.new or each.old
        if record is not None and each.before != each.after:
            found += [
                ChangedRow(
                    record.id, record.name, each.path, change.kind, change.subject, change.message
                )
                for change in changes(each.old, each.new, session.book.policy, session.as_of)
            ]
    return found


def subject(session: ReportSession, written: Sequence[FileChange]) -> str:
    """A commit's message: the account and its first change in the first line, what happened before
    what followed from it, all of them below when there are more.
    """
    changed = sorted(rows(session, written), key=lambda row: row.kind != "log")
    lines = [
        ": ".join(
            visible(" ".join(text.split())) for text in (row.name, session.phrases.say(row.change))
        )
        for row in changed
    ]
    if not lines:
        return session.phrases(
            "told-edit-touched",
            ", ".join(each.path for each in written if each.before != each.after),
        )
    first = lines[0] if len(lines) == 1 else f"{lines[0]} (+{len(lines) - 1})"
    if len(first) <= WIDEST and len(lines) == 1:
        return first
    return "\n".join([_cut(lines[0], len(lines) - 1), "", *lines])


def _cut(line: str, more: int) -> str:
    end = f" (+{more})" if more else ""
    return (
        line if len(line) + len(end) <= WIDEST else line[: WIDEST - len(end) - 1].rstrip() + "…"
    ) + end


def difference(written: FileChange) -> str:
    """The lines that change, as a diff."""
    before, after = (
        lines_of((each or b"").decode("utf-8", "replace"))
        for each in (written.before, written.after)
    )
    old, new = (
        (f"a/{written.path}" if written.before is not None else "/dev/null"),
        (f"b/{written.path}" if written.after is not None else "/dev/null"),
    )
    return "".join(
        _line(line) for line in difflib.unified_diff(before, after, visible(old), visible(new))
    )


def _line(line: str) -> str:
    """A line of it with its own line end, which git wants to see."""
    for end in ("\r\n", "\n"):
        if line.endswith(end):
            return f"{visible(line.removesuffix(end))}{end}"
    return f"{visible(line)}\n\\ No newline at end of file\n"
