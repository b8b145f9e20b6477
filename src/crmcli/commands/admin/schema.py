"""What editors need to complete, explain and check the files."""

import json
from enum import Enum
from typing import Annotated

import typer

from crmcli.commands.shared.common import Root
from crmcli.commands.shared.options import Language
from crmcli.commands.shared.say import language_of
from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.words import form


class Kind(str, Enum):
    """What there are schemas of."""

    account = "account"
    policy = "policy"
    request = "request"


def schema(
    ctx: typer.Context,
    kind: Annotated[
        Kind,
        typer.Argument(
            help="account, policy (crm.yaml), or request (crm apply).",
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

    A book made by crm init has the first two in it; crm doctor --fix puts them into an older one.

    \b
    Example: crm schema account > account.schema.json
    """
    if kind is Kind.request:
        from crmcli.app.protocol.schema import schema as schema_of_requests

        found = f"{json.dumps(schema_of_requests(), ensure_ascii=False, indent=2)}\n"
    else:
        from crmcli.store.shapes.schema import written

        root = ctx.obj if isinstance(ctx.obj, Root) else Root()
        found = written(kind.value, language_of(lang.value if lang else root.lang, None))
    Screen("json").write(found.encode())
