"""The very same once more: what an account has already is not written a second time by mistake."""

from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.history.names import clipped


def refuse_again(account: Account, same: Message | None, *, again: bool = False) -> None:
    """Raises CrmError for what the account has already, unless it is meant once more."""
    if same is not None and not again:
        said = (account.name, same)
        raise CrmError(Message("error-told-already", said), Message("hint-told-already"), status=4)


def named(*said: object) -> Message:
    """What is there already: how it is called, when it was and what it says."""
    texts = [clipped(each) if isinstance(each, str) else each for each in said if each]
    return Message("list", tuple(texts))
