"""Which command lines does a book keep under a name, and what does one stand for?"""

import unicodedata
from collections.abc import Mapping

from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import SavedCommand
from crmcli.domain.table import Message


def saved_commands(root: str | None) -> Mapping[str, SavedCommand]:
    """Those of the book in this folder, by their names; none where there is no book, or its
    crm.yaml cannot be read.
    """
    if root is None:
        return {}
    from crmcli.store.book.opening import PolicyBroken, open_book
    from crmcli.store.book.replay import Opening
    from crmcli.store.files.scan import glance

    try:
        opening = Opening("", scan=glance(root))
        return open_book(root, use_cache=False, opening=opening).policy.aliases
    except (CrmError, PolicyBroken, OSError):
        return {}


def words_for(name: str, root: str | None) -> list[str] | None:
    """The words that a name stands for; None for what the book does not keep. Raises CrmError for
    a line that cannot be run.
    """
    saved, key = saved_commands(root), unicodedata.normalize("NFC", name)
    if key not in saved:
        return None
    from crmcli.domain.records.saved_line import fault, spelled_out

    wrong = fault(key, saved[key].line, saved)
    if wrong is not None:
        raise CrmError(Message("error-saved-command", (key, wrong)), Message("hint-saved-command"))
    return spelled_out(saved[key].line)
