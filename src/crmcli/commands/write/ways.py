"""Phone numbers and e-mail addresses that a command line says, read as an import reads them."""

from collections.abc import Callable, Sequence

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.cells.emails import emails
from crmcli.imports.cells.phones import phones
from crmcli.imports.cells.several import Cells, Values


def numbers(said: Sequence[str] | None) -> Sequence[str] | None:
    """The phone numbers, as an import would take them. Raises CrmError for what is none."""
    return _taken(phones, said, "--phone", "told-import-no-phone")


def addresses(said: Sequence[str] | None) -> Sequence[str] | None:
    """The e-mail addresses, as an import would take them. Raises CrmError for what is none."""
    return _taken(emails, said, "--email", "told-import-no-email")


def _taken(
    read: Callable[[Cells], Values],
    said: Sequence[str] | None,
    option: str,
    wrong: str,
) -> Sequence[str] | None:
    if not said:
        return None
    if not all(each.strip() for each in said):
        raise CrmError(Message(wrong, (option, "")))
    found, left = read((option, each) for each in said)
    for why in left:
        raise CrmError(why)
    return found
