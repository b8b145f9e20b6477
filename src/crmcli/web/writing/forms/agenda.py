"""Rows of the agenda: ticked off, and put off."""

from collections.abc import Sequence

from crmcli.app.requests.agenda import SettleRow
from crmcli.app.requests.agenda_rows import Row, row_named
from crmcli.domain.errors import CrmError
from crmcli.domain.relations.referral_asks import KIND as REFERRAL
from crmcli.domain.relations.task import KINDS
from crmcli.web.writing.fields import Field, FormSpec, Group, Here, Now
from crmcli.web.writing.forms.shared import AGAIN, DATE, NEXT, me
from crmcli.web.writing.reading import day_meant

# What is asked of a row, by its kind; of all others what happened.
_ASKED: dict[str, tuple[str, ...]] = {
    "case": ("what",),
    "plan": ("what", "next.date"),
    "stance": ("stance", "what"),
    "rep": ("rep",),
    "close": ("what",),
    REFERRAL: ("what", "next.date", "next.what"),
}
_HAPPENED = ("type", "with", "outcome", "what", "gave", "next.date", "next.what", "again")
ROW = (
    Field("kind", "hidden", words=KINDS),
    Field("subject", "hidden"),
    Field("day", "hidden"),
    Field("records", "hidden"),
    Field("as_of", "hidden"),
)
_ALWAYS = (*(each.name for each in ROW), "date", "by")


def _fits(here: Here) -> frozenset[str]:
    return frozenset((*_ALWAYS, *_ASKED.get(here.one("kind"), _HAPPENED)))


def _row(here: Here) -> Row:
    """The row that is meant. Raises CrmError."""
    kind, subject = here.one("kind"), here.one("subject")
    if not here.one("as_of"):
        return row_named(here.account, here.policy, kind, subject, here.today)
    as_of, day = (
        day_meant(Field(name), here.one(name), here) if here.one(name) else None
        for name in ("as_of", "day")
    )
    return Row(kind, subject, day, here.typed.get("records", ()), as_of or here.today)


def _usual(name: str) -> Now:
    """As it was promised, or as the deal was tried last."""

    def now(here: Here) -> Sequence[str]:
        if here.one("kind") in _ASKED:
            return ()
        asked = SettleRow(here.account.id, here.one("kind"), here.one("subject"), date=here.today)
        try:
            found = asked.of_row(_row(here)).completed(here.account, here.policy)
        except CrmError:
            return ()
        value = getattr(found, name)
        return (value,) if isinstance(value, str) else tuple(value or ())

    return now


DONE = FormSpec(
    "done",
    "done",
    (
        Group(
            "what-kind",
            (
                Field("type", "taps", now=_usual("type")),
                Field("with", "taps", now=_usual("with_")),
                Field("stance", "taps"),
                Field("rep", "list"),
            ),
        ),
        Group(
            "outcome",
            (Field("outcome", "taps"), Field("what", "words", now=_usual("what"))),
        ),
        Group("next", NEXT),
        Group("more", (DATE, Field("by", "taps", now=me), Field("gave", "lines")), folded=True),
        AGAIN,
        Group("row", ROW),
    ),
    mine="by",
    fits=_fits,
)
REST = FormSpec(
    "rest",
    "done --rest",
    (
        Group("until", (Field("until", "line", reads="rest", ahead=True), Field("why"))),
        Group("row", ROW),
    ),
    mine="by",
)
FORMS = (DONE, REST)
