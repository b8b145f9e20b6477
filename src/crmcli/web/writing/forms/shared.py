"""What several forms ask alike."""

from collections.abc import Sequence

from crmcli.app.protocol.shapes import Kind
from crmcli.web.writing.fields import Field, Group, Here
from crmcli.web.writing.offers import only

TRUTH = Kind("yes-or-no")


def today(here: Here) -> Sequence[str]:
    """The day in the book's zone."""
    return (here.today.isoformat(),)


def me(here: Here) -> Sequence[str]:
    """Who sits here."""
    return (here.me,) if here.me else ()


DATE = Field("date", now=today)
WHEN = Group("when", (DATE,), folded=True)
DEAL = Field("deal", "taps", now=only("deal"))
NEXT = (Field("next.date", ahead=True), Field("next.what"))
AGAIN = Group("again", (Field("again"),), late=True)
WHY = Field("why", "words")
GATE = Group("gate", (Field("force"), WHY), late=True)
