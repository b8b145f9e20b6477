"""What rows of somebody else's tables can be, and which fields of ours each has."""

from collections.abc import Mapping
from typing import NamedTuple


class Field(NamedTuple):
    """How a field's cells are read: one of READS; `of` names the words or the kind that a cell
    leads to; with `several`, more than one column may hold it.
    """

    reads: str
    of: str = ""
    several: bool = False


READS = (
    "id",  # a name that another system gave
    "text",  # a line
    "long",  # several lines
    "name",  # what somebody or something is called
    "list",  # several texts in one cell
    "emails",
    "phones",
    "business_no",
    "day",  # without the time of day
    "moment",  # with the time of day where the source has it
    "money",
    "count",  # of heads
    "number",
    "word",  # one of ours, or of crm.yaml: `of` says which
    "truth",
    "ref",  # leads to a record of the kind `of`, by id or by name
)

_TEXT, _LONG, _NAME, _LIST = Field("text"), Field("long"), Field("name"), Field("list")
_DAY, _MOMENT, _MONEY = Field("day"), Field("moment"), Field("money")
_OWNER, _SOURCE = Field("word", "owner"), Field("word", "source")
_ACCOUNT, _DEAL = Field("ref", "account"), Field("ref", "deal")
_PERSON = Field("ref", "person")
_NOTES = _LONG._replace(several=True)

_ENTRY: Mapping[str, Field] = {
    "id": Field("id"),
    "account": _ACCOUNT,
    "about": Field("ref", "any"),
    "with": _PERSON._replace(several=True),
    "deal": _DEAL,
    "date": _MOMENT,
    "by": _OWNER,
    "what": _TEXT,
    "note": _NOTES,
}
KINDS: Mapping[str, Mapping[str, Field]] = {
    "user": {
        "id": Field("id"),
        "name": _NAME,
        "family": _NAME,
        "given": _NAME,
        "emails": Field("emails", several=True),
        "function": Field("word", "function"),
        "manager": Field("ref", "user"),
        "tags": _LIST,
        "active": Field("truth"),
    },
    "product": {
        "id": Field("id"),
        "name": _NAME,
        "code": Field("id"),
        "list_price": _MONEY,
    },
    "account": {
        "id": Field("id"),
        "name": _NAME,
        "aliases": _LIST._replace(several=True),
        "business_no": Field("business_no"),
        "owner": _OWNER,
        "segment": Field("word", "segment"),
        "status": Field("word", "status"),
        "source": _SOURCE,
        "tags": _LIST._replace(several=True),
        "parent": _ACCOUNT,
        "website": _TEXT,
        "phones": Field("phones", several=True),
        "address": _TEXT._replace(several=True),
        "research.industry": _TEXT,
        "research.employees": Field("count"),
        "research.annual_revenue": _MONEY,
        "research.provenance": _TEXT,
        "note": _NOTES,
    },
    "person": {
        "id": Field("id"),
        "uid": Field("id"),
        "account": _ACCOUNT,
        "name": _NAME,
        "family": _NAME,
        "given": _NAME,
        "middle": _NAME,
        "prefix": _TEXT,
        "suffix": _TEXT,
        "title": _TEXT,
        "department": _TEXT,
        "emails": Field("emails", several=True),
        "phones": Field("phones", several=True),
        "reports_to": _PERSON,
        "note": _NOTES,
    },
    "deal": {
        "id": Field("id"),
        "account": _ACCOUNT,
        "about": Field("ref", "any"),
        "name": _NAME,
        "type": Field("word", "deal_type"),
        "owner": _OWNER,
        "source": _SOURCE,
        "amount": _MONEY,
        "currency": Field("text"),
        "created": _DAY,
        "close": _DAY,
        "stage": Field("word", "stage"),
        "probability": Field("number"),
        "stage_date": _DAY,
        "changed": _DAY,
        "pipeline": Field("text"),
        "status": Field("word", "result"),
        "is_won": Field("truth"),
        "is_lost": Field("truth"),
        "is_closed": Field("truth"),
        "won": _DAY,
        "lost": _DAY,
        "ended": _DAY,
        "reason": Field("word", "reason"),
        "competitors": _LIST._replace(several=True),
        "people": _PERSON._replace(several=True),
        "products": Field("word", "product", several=True),
        "qty": Field("number"),
        "next.what": _TEXT,
        "next.date": _DAY,
        "note": _NOTES,
    },
    "line": {
        "id": Field("id"),
        "deal": _DEAL,
        "product": Field("word", "product"),
        "qty": Field("number"),
        "list_price": _MONEY,
        "unit_price": _MONEY,
    },
    "stage": {
        "id": Field("id"),
        "deal": _DEAL,
        "stage": Field("word", "stage"),
        "date": _DAY,
        "amount": _MONEY,
        "close": _DAY,
    },
    "log": {
        **_ENTRY,
        "type": Field("word", "log_type"),
        "direction": Field("word", "direction"),
        "outcome": Field("word", "outcome"),
        "done": Field("truth"),
    },
    "note": {**_ENTRY},
    "task": {
        **_ENTRY,
        "type": Field("word", "log_type"),
        "due": _DAY,
        "done": Field("truth"),
        "done_on": _DAY,
    },
}
# of which records a field of the book's own may be
OWN_FIELDS = frozenset(("account", "person", "deal"))
# what --as calls them
CALLED = {
    "accounts": "account",
    "people": "person",
    "deals": "deal",
    "activities": "log",
    "notes": "note",
    "tasks": "task",
    "users": "user",
    "products": "product",
    "lines": "line",
    "stages": "stage",
}
# in which order their rows are taken: what leads to something comes after it
ORDER = ("user", "product", "account", "person", "deal", "line", "stage", "log", "note", "task")
# the fields by which a row is one of its kind
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "user": (("name", "family", "given", "emails"),),
    "product": (("name",),),
    "account": (("name",),),
    "person": (("name", "family", "given", "emails"),),
    "deal": (("name", "id"), ("stage", "amount", "close", "status")),
    "line": (("deal",), ("product",)),
    "stage": (("deal",), ("stage",), ("date",)),
    "log": (("date",), ("account", "deal", "with", "about")),
    "note": (("note", "what"), ("account", "deal", "with", "about")),
    "task": (("what",), ("due", "done", "done_on")),
}
# every set of words that cells are turned into
WORDS = (
    "owner",
    "stage",
    "result",
    "reason",
    "source",
    "status",
    "segment",
    "deal_type",
    "log_type",
    "direction",
    "outcome",
    "function",
    "product",
    "currency",
)
