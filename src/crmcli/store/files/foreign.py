"""A file that is not of the book."""

import os

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.scan import read_bytes


def read_foreign(path: str, limit: int) -> bytes:
    """Its bytes, at most one more than the limit. Raises CrmError when it cannot be read."""
    try:
        return read_bytes(os.getcwd(), path, limit)
    except (OSError, ValueError) as error:
        raise CrmError(
            Message("error-cannot-open", (path, reason_of(error))),
            status=4,
        ) from None
