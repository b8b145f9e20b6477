"""What editors need to complete and check the files."""

import json
from enum import Enum
from typing import Annotated

import typer

from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.words import form


class Kind(str, Enum):
    """The files there are schemas of."""

    account = "account"
    policy = "policy"


def schema(
    kind: Annotated[
        Kind, typer.Argument(help="account files, or crm.yaml (policy).", **form("KIND", Kind))
    ],
) -> None:
    """Print the JSON Schema (2020-12) of account files or of crm.yaml, for editors.

    \b
    Example: crm schema account > account.schema.json
    Then, as the first line of an account file:
    # yaml-language-server: $schema=../account.schema.json
    """
    from crmcli.store.shapes.schema import schema as schema_of

    Screen("json").write(
        f"{json.dumps(schema_of(kind.value), ensure_ascii=False, indent=2)}\n".encode()
    )
