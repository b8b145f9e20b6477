"""The keys of an account file, as a table: record-format version 1."""

from crmcli.domain.records import account as r
from crmcli.domain.records import customer, words
from crmcli.store.yaml.record_shape import Dated, Field, Record
from crmcli.store.yaml.scalars import COUNT, DATE, ID, KEY, MONEY, PERCENT, TEXT, one_of
from crmcli.store.yaml.shape import ById, DecodeError, Many, Scalar, Shape
from crmcli.store.yaml.tree import Node, nfc


def _referral(node: Node) -> r.Referral:
    if type(node) is str:
        account, slash, contact = nfc(node).partition("/")
        return r.Referral(ID.decode(account), ID.decode(contact) if slash else None)
    raise DecodeError("bad-type", "needs-id", "…")


class Custom(ById):
    """A mapping of the book's own fields: a text or a list of texts each; what they may hold,
    crm.yaml says.
    """

    def decode(self, node: Node) -> dict[object, object]:
        """The fields that have a value."""
        return {name: each for name, each in super().decode(node).items() if each is not None}


def _custom_value(node: Node) -> str | tuple[str, ...] | None:
    return (
        None
        if node is None
        else tuple(map(TEXT.decode, node))
        if type(node) is list
        else TEXT.decode(node)
    )


_SCALAR_OR_LIST = {
    "anyOf": [
        {"type": ["string", "number", "boolean", "null"]},
        {"type": "array", "items": {"type": ["string", "number", "boolean"]}},
    ]
}
CUSTOM = Custom(KEY, Scalar(_custom_value, _SCALAR_OR_LIST))
_ID_PATTERN = KEY.schema({})["pattern"]
REFERRAL = Scalar(
    _referral,
    {
        "anyOf": [
            {"type": "string", "pattern": f"{_ID_PATTERN[:-1]}(/{_ID_PATTERN[1:-1]})?$"},
            {"type": "number", "minimum": 0},
            {"type": "boolean"},
        ]
    },
)

IDS, TEXTS = Many(ID), Many(TEXT)
STANCE = one_of(words.STANCES)


def dated(value: Shape, name: str) -> Dated:
    """A dated fact of such values."""
    return Dated(DATE, value, TEXT, name)


NEXT = Record(
    r.NextStep,
    {
        "date": Field(DATE, required=True, doc="The day of the promise"),
        "what": TEXT,
        "owner": ID,
        "channel": one_of(words.CHANNELS),
        "with": IDS,
    },
    main="date",
)
RESEARCH = Record(
    r.Research,
    {
        "industry": TEXT,
        "employees": COUNT,
        "annual_revenue": MONEY,
        "problems": TEXTS,
        "solution": TEXT,
        "icebreakers": TEXTS,
        "decision_maker": ID,
        "provenance": TEXT,
    },
)
ROLE = Record(
    r.Role,
    {
        "contact": Field(IDS, doc="Who holds the role: a contact's id, or several"),
        "rep": Field(IDS, doc="The one of us who stands for this role"),
        "value": Field(TEXT, doc="What this role gains from us"),
        "unit": Field(TEXT, doc="Where the role sits: a plant, a lab, the head office"),
        "waived": Field(TEXT, doc="Why nobody is needed here; takes the role out of the count"),
    },
    main="contact",
)
CONTACT = Record(
    r.Contact,
    {
        "name": Field(TEXT, required=True),
        "title": TEXT,
        "phones": Field(Many(TEXT), doc="Always in quotes"),
        "emails": TEXTS,
        "channel": Field(one_of(words.CHANNELS), doc="What works for this person"),
        "reports_to": ID,
        "stance": Field(dated(STANCE, "Stance"), doc="friendly, neutral or negative, by day"),
        "left": DATE,
        "note": TEXT,
        "custom": CUSTOM,
    },
    main="name",
)
PLAN = Record(
    r.Plan,
    {
        "for": Field(ID, required=True, doc="A role or a contact"),
        "kind": one_of(words.PLAN_KINDS),
        "how": TEXT,
        "via": ID,
        "owner": ID,
        "due": DATE,
        "from": one_of(words.STANCES),
        "to": one_of(words.STANCES),
        "progress": dated(TEXT, "Text"),
        "done": Record(
            r.Ending, {"date": Field(DATE, required=True), "result": TEXT}, main="date", name="Done"
        ),
        "dropped": Record(
            r.Ending, {"date": Field(DATE, required=True), "why": TEXT}, main="date", name="Dropped"
        ),
    },
)
PRODUCT_LINE = Record(
    r.ProductLine,
    {"qty": MONEY, "list_price": MONEY, "unit_price": MONEY, "approved_by": ID},
    main="qty",
)
MITIGATION = Record(
    r.Mitigation,
    {"kind": Field(one_of(words.MITIGATIONS), required=True), "note": TEXT},
    main="kind",
)
CRITERION = Record(
    r.Criterion,
    {
        "status": Field(one_of(words.CRITERION_STATUSES), required=True),
        "date": DATE,
        "why": TEXT,
        "mitigation": MITIGATION,
    },
    main="status",
)
_OUTCOME: dict[str, Field | Shape] = {
    "result": Field(one_of(words.RESULTS), required=True),
    "date": Field(DATE, required=True),
    "reason": ID,
    "competitor": TEXT,
    "verified_by": TEXT,
    "note": TEXT,
    "revisit": DATE,
}
OUTCOME = Record(r.Outcome, _OUTCOME)
_REOPENED = Field(DATE, required=True, doc="The day it was taken back: the deal was open again")
ENDED = Record(r.Ended, {**_OUTCOME, "reopened": _REOPENED, "why": TEXT})
PROBABILITY = Record(
    r.Probability,
    {"value": Field(PERCENT, required=True), "by": ID, "date": DATE, "why": TEXT},
    main="value",
)
CLOSING_STEP = Record(r.ClosingStep, {"done": DATE}, main="done")
DEAL = Record(
    r.Deal,
    {
        "name": TEXT,
        "type": one_of(words.DEAL_TYPES),
        "owner": ID,
        "source": one_of(words.SOURCES),
        "referred_by": REFERRAL,
        "sourced_by": Field(one_of(words.FUNCTIONS), doc="Which function of ours found the deal"),
        "products": ById(KEY, PRODUCT_LINE),
        "amount": dated(MONEY, "Amount"),
        "close": Field(dated(DATE, "Date"), doc="Expected close date"),
        "stages": dated(ID, "Stage"),
        "people": ById(KEY, one_of(words.DEAL_PEOPLE)),
        "bant": ById(one_of(words.CRITERIA), CRITERION),
        "qualification": ById(KEY, CRITERION),
        "competitors": TEXTS,
        "differentiators": Field(TEXTS, doc="What we have and they have not"),
        "verbal": Field(DATE, doc="The day they said yes, before anything was signed"),
        "steps": Field(
            ById(KEY, CLOSING_STEP), doc="What has to happen before the signature; a day means done"
        ),
        "next": NEXT,
        "outcome": OUTCOME,
        "ended": Field(Many(ENDED), doc="Earlier ends that were taken back, oldest first"),
        "probability": PROBABILITY,
        "note": TEXT,
        "custom": CUSTOM,
    },
)
CONTRACT = Record(
    customer.Contract,
    {
        "deal": ID,
        "start": Field(DATE, required=True),
        "end": DATE,
        "amount": MONEY,
        "per": one_of(words.PERIODS),
        "notice_days": COUNT,
        "signed": DATE,
    },
)
ASSET = Record(
    customer.Asset,
    {"qty": MONEY, "since": DATE, "replace": DATE, "bought_from": TEXT, "unit": TEXT, "note": TEXT},
    main="qty",
)
CASE = Record(
    customer.Case,
    {
        "opened": Field(DATE, required=True),
        "kind": one_of(words.CASE_KINDS),
        "contact": ID,
        "what": TEXT,
        "owner": ID,
        "closed": DATE,
        "resolution": TEXT,
        "deal": ID,
    },
)
SURVEY = Record(
    customer.Survey,
    {
        "date": Field(DATE, required=True),
        "kind": Field(one_of(words.SURVEY_KINDS), required=True),
        "score": Field(MONEY, required=True),
        "contact": ID,
        "about": one_of(words.SURVEY_SUBJECTS),
        "scale": COUNT,
        "note": TEXT,
    },
)
ENTRY = Record(
    r.Entry,
    {
        "date": Field(DATE, required=True),
        "type": Field(one_of(words.ENTRY_TYPES), required=True),
        "by": IDS,
        "with": IDS,
        "deal": ID,
        "direction": one_of(words.DIRECTIONS),
        "outcome": one_of(words.ENTRY_OUTCOMES),
        "mood": one_of(words.MOODS),
        "said": Field(TEXT, doc="The customer's words, not ours"),
        "what": TEXT,
        "gave": TEXTS,
        "objections": ById(KEY, one_of(words.OBJECTION_STATES)),
        "next": NEXT,
        "usage": Field(TEXT, doc="How they use it, as told at a check-in"),
        "score": Field(MONEY, doc="How content they said they are, 0 to 10"),
        "note": TEXT,
    },
)
ACCOUNT = Record(
    r.Account,
    {
        "name": Field(TEXT, required=True),
        "aliases": TEXTS,
        "segment": TEXT,
        "role_set": IDS,
        "status": one_of(words.STATUSES),
        "status_why": Field(TEXT, doc="Why the account has this status"),
        "owner": ID,
        "service_contact": Field(ID, doc="The one of us whom the customer may call"),
        "source": one_of(words.SOURCES),
        "referred_by": Field(REFERRAL, doc="account, or account/contact"),
        "tags": TEXTS,
        "research": RESEARCH,
        "roles": Field(ById(KEY, ROLE), doc="Required roles first, also when nobody is known yet"),
        "contacts": ById(KEY, CONTACT),
        "plans": ById(KEY, PLAN),
        "deals": ById(KEY, DEAL),
        "contracts": ById(KEY, CONTRACT),
        "assets": ById(KEY, ASSET),
        "not_eligible": Field(
            ById(KEY, TEXT), doc="Products that are nothing for them, each with the reason"
        ),
        "cases": ById(KEY, CASE),
        "surveys": Many(SURVEY),
        "log": Field(Many(ENTRY), doc="Append-only, oldest first"),
        "custom": CUSTOM,
        "note": TEXT,
    },
)
