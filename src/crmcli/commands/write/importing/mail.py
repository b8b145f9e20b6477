"""Mails become entries of the log: who wrote to whom, on which day, about what."""

import os
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.table import Message

if TYPE_CHECKING:
    from crmcli.imports.correspondence.mail_entries import MailEntries
    from crmcli.sources.mailboxes import Mailbox, RawMail

_File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="One mail (.eml), a box of them (mbox), or a folder (maildir)."
    ),
]
_Deal = Annotated[
    list[str] | None,
    typer.Option(
        "--deal",
        metavar="ACCOUNT/DEAL",
        help="Mails with people of the account are about this deal; may be repeated.",
        autocompletion=complete.deals,
    ),
]
_Bodies = Annotated[
    bool, typer.Option("--bodies", help="Take what was written, too, as the entry's note.")
]
_By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="MEMBER",
        help="Whose mails they are, where no address is one of the team's; you by default.",
        autocompletion=complete.members,
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only from this day on.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only up to this day, it included.")
]


@writing()
def mail(
    file: _File,
    deal: _Deal = None,
    bodies: _Bodies = False,
    by: _By = None,
    since: Since = None,
    until: Until = None,
    write: Write = Write(),
) -> None:
    """Take mails with people of the book into their accounts' logs: subject, day and people, no
    bodies.

    Mails that nobody wrote are left out. Who is not in the book is listed, to be added.

    \b
    Example: crm import mail Sent.mbox --since 2026-07-01 --dry-run
    Example: crm import mail Sent.mbox --deal lakeview-foods/freezer-controls
    """
    from crmcli.commands.write.importing.happened import addresses, deals_said, tell_entries
    from crmcli.imports.correspondence.mail_entries import MailEntries, Wanted
    from crmcli.sources.mailboxes import mailbox

    editing = EditSession(write)
    begin = None if since is None else editing.day(since, past=True)
    end = editing.today if until is None else min(editing.day(until, past=True), editing.today)
    box = mailbox(file)
    book = addresses(editing)
    me = editing.member(by) or editing.me or ""
    wanted = Wanted(begin, end, editing.session.opened.zone, me, deals_said(editing, deal))
    found = MailEntries(book, wanted)
    for why, count in box.left.items():
        found.left[why] += count
    _read(editing, box, found, bodies=bodies)
    title = Message("title-import-mail", (os.path.basename(os.path.normpath(file)), found.mails))
    tell_entries(editing, found, title, "import-mail")


def _read(editing: EditSession, box: "Mailbox", found: "MailEntries", *, bodies: bool) -> None:
    from crmcli.imports.correspondence.bodies import written
    from crmcli.imports.correspondence.mail import mail_of

    step = editing.session.screen.progress(lambda: editing.session.phrases("common-reading"))
    for raw in box.mails(bodies=bodies, step=step):
        read = mail_of(_head(raw))
        day = found.wants(read)
        if day is None or read is None:
            continue
        found.take(read, day, partial(written, raw.data) if bodies else None)


def _head(raw: "RawMail") -> bytes:
    """The headers: up to the first empty line."""
    end = min(
        (place for each in (b"\n\n", b"\n\r\n") if (place := raw.data.find(each)) >= 0),
        default=len(raw.data),
    )
    return raw.data[:end]
