"""What editors need to complete and check the files."""

import json
from enum import Enum
from typing import Annotated

import typer

from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.words import form


class Kind(str, Enum):
    """What there are schemas of."""

    account = "account"
    policy = "policy"
    request = "request"


def schema(
    kind: Annotated[
        Kind,
        typer.Argument(
            help="account, policy (crm.yaml), or request (crm apply).",
            **form("KIND", Kind),
        ),
    ],
) -> None:
    """Print the JSON Schema (2020-12) of account files or of crm.yaml for editors, or of requests
    for programs.

    \b
    Example: crm schema account > account.schema.json
    Then, as the first line of an account file:
    # yaml-language-server: $schema=../account.schema.json
    """
    if kind is Kind.request:
        from crmcli.app.protocol.schema import schema as schema_of_requests

        found = schema_of_requests()
    else:
        from crmcli.store.shapes.schema import schema as schema_of

        found = schema_of(kind.value)
    Screen("json").write(f"{json.dumps(found, ensure_ascii=False, indent=2)}\n".encode())
