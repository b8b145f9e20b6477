"""Files in the usual order."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.shapes.reading import is_account_path
from crmcli.store.write.arranging import arranged
from crmcli.store.write.rewriting import ORDER, read_page
from crmcli.store.write.text_edits import CannotSplice


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
    """
    editing = EditSession(write)
    if not accounts and not every:
        raise CrmError(Message("error-fmt-which"), Message("hint-fmt-which"))
    paths = (
        [
            entry[0]
            for entry in editing.whole_book().book.library.entries
            if is_account_path(entry[0])
        ]
        if every
        else [editing.path(each) for each in accounts or ()]
    )
    if every:
        editing.session.tell_skipped(
            sorted(each for each in editing.session.book.library.skipped if each.is_missing)
        )
    files = []
    for path in sorted(set(paths)):
        page = read_page(editing.root, path)
        if page.account is None:
            raise CrmError(
                Message("error-edit-broken", (path,)),
                Message("hint-edit-broken", (path,)),
                status=4,
            )
        try:
            after = arranged(page.data, ORDER)
        except CannotSplice:
            raise CrmError(
                Message("error-fmt-cannot", (path,)), Message("hint-edit-impossible"), status=4
            ) from None
        if after != page.data:
            files.append((path, page.data, after))
    if check:
        editing.session.finish(
            "".join(f"{editing.session.shown_path(path)}\n" for path, _, _ in files).encode(
                "utf-8", "surrogateescape"
            ),
            1 if files else 0,
        )
    editing.put(files, title=editing.session.phrases("title-fmt", len(files)))
