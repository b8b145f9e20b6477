"""What editors need to complete, explain and check the files."""

import json
import os
from enum import Enum
from typing import Annotated

import typer

from crmcli.commands.shared.common import Root
from crmcli.commands.shared.options import Language
from crmcli.commands.shared.telling.say import language_of
from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.words import form
from crmcli.messages import Phrases


class Kind(str, Enum):
    """What there are schemas of."""

    account = "account"
    policy = "policy"
    request = "request"
    book = "book"


def schema(
    ctx: typer.Context,
    kind: Annotated[
        Kind,
        typer.Argument(
            help="account, policy (crm.yaml), or request (crm apply); or book.",
            **form("KIND", Kind),
        ),
    ],
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang", help="Language of what it says of each key.", **form("--lang", Language)
        ),
    ] = None,
) -> None:
    """Print the JSON Schema (2020-12) of account files or of crm.yaml for editors, or of requests
    for programs.

    With book, those of account files and of crm.yaml are put into the book, where new files lead to
    them by a comment at the top, as crm init does it. This is that line:

    \b
    # yaml-language-server: $schema=../.crm/account.schema.json
    Example: crm schema book
    Example: crm schema request
    """
    root: Root = ctx.obj
    asked = lang.value if lang else root.lang
    if kind is Kind.book:
        _put(root, asked)
        return
    if kind is Kind.request:
        from crmcli.app.protocol.schema import schema as schema_of_requests

        found = f"{json.dumps(schema_of_requests(), ensure_ascii=False, indent=2)}\n"
    else:
        from crmcli.store.shapes.schema import written

        found = written(kind.value, language_of(asked, None))
    Screen("json").write(found.encode())


def _put(root: Root, asked: str | None) -> None:
    """Write those of the book at hand, in its language unless another is asked for, and name them.

    Raises CrmError.
    """
    from crmcli.store.book.opening import locate, open_book
    from crmcli.store.book.schemas import put

    folder, screen = locate(root.book), Screen()
    language = open_book(folder, use_cache=False, opening=root.opening).policy.language
    done = put(folder, asked or language or language_of(None, None))
    for path in done:
        shown = os.path.relpath(os.path.join(folder, path))
        screen.write(f"{shown}\n".encode("utf-8", "surrogateescape"))
    if not done:
        screen.tell(Phrases(language_of(asked, language))("told-schema-same"))
