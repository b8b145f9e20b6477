"""Files in the usual order."""

from typing import Annotated

import typer

from crmcli.app.requests.files import Format
from crmcli.commands.shared import complete
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.shapes.reading import account_id


@writing()
def fmt(
    accounts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ACCOUNT]...", help="Which accounts.", autocompletion=complete.accounts
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every account of the book.")] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Change nothing; exit 1 if a file is not in order, and name it."
        ),
    ] = False,
    write: Write = Write(),
) -> None:
    """Put files into the usual order: sections as the format lists them, the log oldest first.
    Every line and comment stays.

    Nobody has to: reports do not care about order.

    \b
    Example: crm fmt --all --check
    Example: crm fmt lakeview --dry-run
    """
    editing = EditSession(write)
    if not accounts and not every:
        raise CrmError(Message("error-fmt-which"), Message("hint-fmt-which"))
    if every:
        skipped = editing.whole_book().book.library.skipped
        editing.session.tell_skipped(sorted(each for each in skipped if each.is_missing))
    asked = Format(() if every else [account_id(editing.path(each)) for each in accounts or ()])
    if check:
        paths = [each.path for each in editing.preview(asked).changed]
        editing.session.finish(
            "".join(f"{editing.session.shown_path(path)}\n" for path in paths).encode(
                "utf-8", "surrogateescape"
            ),
            1 if paths else 0,
        )
    editing.submit(asked)
