"""What several forms ask alike."""

from collections.abc import Sequence

from crmcli.app.protocol.shapes import Kind
from crmcli.domain.records.account import Account
from crmcli.web.writing.fields import Field, Group, Here

TRUTH = Kind("yes-or-no")


def _today(here: Here) -> Sequence[str]:
    return (here.today.isoformat(),)


def me(here: Here) -> Sequence[str]:
    """Who sits here."""
    return (here.me,) if here.me else ()


def only_deal(here: Here) -> Sequence[str]:
    """The one open deal, where the account has one."""
    going = open_deals(here.account)
    return going if len(going) == 1 else ()


def open_deals(account: Account) -> list[str]:
    """Those that have not ended."""
    return [key for key, each in account.deals.items() if each.outcome is None]


DATE = Field("date", now=_today)
WHEN = Group("when", (DATE,), folded=True)
DEAL = Field("deal", "taps", now=only_deal)
NEXT = (Field("next.date", ahead=True), Field("next.what"))
AGAIN = Group("again", (Field("again"),), late=True)
WHY = Field("why", "words")
GATE = Group("gate", (Field("force"), WHY), late=True)
