"""Changes that a program asks for, many at once."""

import sys
from typing import Annotated

import typer

from crmcli.app.protocol.decoding import batch
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message

MOST = 64 << 20  # bytes of one file


@writing()
def apply(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Requests in JSON; - for standard input.")
    ],
    write: Write = Write(),
) -> None:
    """Make the changes that a file of requests asks for: all of them, or none.

    `crm schema request` tells what may be asked. With --dry-run --json the answer has the digest of
    every file that would change; sent along as `base`, nothing is written where one differs.

    \b
    Example: crm apply requests.json --dry-run
    Example: crm apply requests.json --json --commit
    """
    editing = EditSession(write)
    editing.whole_book()
    editing.submit_all(batch(_text(file)))


def _text(file: str) -> str:
    """What the file says. Raises CrmError for one that cannot be read."""
    try:
        if file == "-":
            data = sys.stdin.buffer.read(MOST + 1)
        else:
            with open(file, "rb") as opened:
                data = opened.read(MOST + 1)
        if len(data) > MOST:
            raise CrmError(Message("error-import-too-large", (file, MOST >> 20)))
        return data.decode("utf-8-sig")
    except OSError as error:
        said = (file, reason_of(error))
        raise CrmError(Message("error-cannot-open", said), status=4) from None
    except UnicodeDecodeError:
        raise CrmError(Message("error-request-no-json", (Message("told-json-text"),))) from None
