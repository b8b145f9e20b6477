"""Which encoding may bytes be in that carry no mark, are no UTF-8, and that nobody declared?"""

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.text import as_text

_SAMPLE = 60  # characters that are told


def guess(data: bytes, name: str) -> tuple[str, str, str]:
    """What Python calls it, what people are told, and a sample of how it reads.

    Raises CrmError when nothing makes sense of the bytes, or several do.
    """
    found = as_text(data)
    if found is None:
        raise CrmError(
            Message("error-import-encoding", (name, 1)), Message("hint-source-encoding"), status=4
        )
    line = next((each for each in found.text.split("\n") if not each.isascii()), "")
    return found.encoding, found.encoding, line.strip()[:_SAMPLE]
