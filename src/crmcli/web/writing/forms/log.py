"""What happened: whom, what kind, how it went, what next."""

from crmcli.app.protocol.shapes import Kind
from crmcli.domain.errors import CrmError
from crmcli.domain.records.words import STANCES
from crmcli.domain.table import Message
from crmcli.web.writing.fields import TEXT, Data, Field, FormSpec, Group, Here
from crmcli.web.writing.forms.shared import AGAIN, DATE, NEXT, me

_CONTACT = Kind("text", ref="contact")


def _finish(data: Data, _: Here) -> Data:
    """How one of them stands to us now belongs to the person."""
    who, value = data.pop("stance_of", None), data.pop("stance", None)
    why = data.pop("stance_why", None)
    if who and value:
        data["stances"] = {who: value}
        if why:
            data["whys"] = {who: why}
    elif who or value or why:
        raise CrmError(Message("page-write-stance-half"))
    return data


LOG = FormSpec(
    "log",
    "log",
    (
        Group("whom", (Field("with", "taps"), Field("deal", "taps"))),
        Group("what-kind", (Field("type", "taps"), Field("direction", "taps", words=("inbound",)))),
        Group("outcome", (Field("outcome", "taps"), Field("what", "words"), Field("mood", "taps"))),
        Group("next", NEXT),
        Group(
            "stance",
            (
                Field("stance_of", "list", kind=_CONTACT),
                Field("stance", "taps", kind=TEXT, words=STANCES),
                Field("stance_why", kind=TEXT),
            ),
            folded=True,
        ),
        Group(
            "more",
            (
                DATE,
                Field("time"),
                Field("by", "taps", now=me),
                Field("said", "words"),
                Field("gave", "lines"),
                Field("usage"),
                Field("score"),
                Field("note", "words"),
            ),
            folded=True,
        ),
        AGAIN,
    ),
    mine="by",
    finish=_finish,
)
