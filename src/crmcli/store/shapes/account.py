"""The keys of an account file, as a table: record-format version 1."""

from crmcli.domain.records import account as r
from crmcli.domain.records import words
from crmcli.store.shapes.customer import ASSET, CASE, CONTRACT, RESTING, SURVEY
from crmcli.store.yaml.record_shape import Dated, Field, Record
from crmcli.store.yaml.scalars import (
    COUNT,
    DATE,
    ID,
    ID_SCHEMA,
    KEY,
    MONEY,
    PERCENT,
    TEXT,
    TIME,
    one_of,
)
from crmcli.store.yaml.shape import ById, DecodeError, Many, Scalar, Shape, plain
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


CUSTOM = Custom(KEY, Scalar(_custom_value, Many(TEXT).schema({})))
REFERRAL = Scalar(
    _referral,
    plain(pattern=f"{ID_SCHEMA[:-1]}(/{ID_SCHEMA[1:-1]})?$", minimum=0),
    name="AccountOrContact",
)

IDS, TEXTS = Many(ID), Many(TEXT)
FOREIGN = ById(KEY, TEXTS)  # what other systems call a record
STANCE = one_of(words.STANCES)


def dated(value: Shape, name: str) -> Dated:
    """A dated fact of such values."""
    return Dated(DATE, value, TEXT, name)


NEXT = Record(
    r.NextStep,
    {
        "date": Field(DATE, required=True),
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
        "contact": IDS,
        "rep": IDS,
        "value": TEXT,
        "unit": TEXT,
        "waived": TEXT,
    },
    main="contact",
)
CONTACT = Record(
    r.Contact,
    {
        "name": Field(TEXT, required=True),
        "title": TEXT,
        "phones": Many(TEXT),
        "emails": TEXTS,
        "channel": one_of(words.CHANNELS),
        "reports_to": ID,
        "stance": dated(STANCE, "Stance"),
        "left": DATE,
        "note": TEXT,
        "ids": FOREIGN,
        "custom": CUSTOM,
    },
    main="name",
)
PLAN = Record(
    r.Plan,
    {
        "for": Field(ID, required=True),
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
_REOPENED = Field(DATE, required=True)
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
        "sourced_by": one_of(words.FUNCTIONS),
        "products": ById(KEY, PRODUCT_LINE),
        "amount": dated(MONEY, "Amount"),
        "close": dated(DATE, "Date"),
        "stages": dated(ID, "Stage"),
        "people": ById(KEY, one_of(words.DEAL_PEOPLE)),
        "bant": ById(one_of(words.CRITERIA), CRITERION),
        "qualification": ById(KEY, CRITERION),
        "competitors": TEXTS,
        "differentiators": TEXTS,
        "verbal": DATE,
        "steps": ById(KEY, CLOSING_STEP),
        "next": NEXT,
        "outcome": OUTCOME,
        "ended": Many(ENDED),
        "probability": PROBABILITY,
        "note": TEXT,
        "ids": FOREIGN,
        "custom": CUSTOM,
    },
)
ENTRY = Record(
    r.Entry,
    {
        "date": Field(DATE, required=True),
        "time": TIME,
        "type": Field(one_of(words.ENTRY_TYPES), required=True),
        "by": IDS,
        "with": IDS,
        "deal": ID,
        "direction": one_of(words.DIRECTIONS),
        "outcome": one_of(words.ENTRY_OUTCOMES),
        "mood": one_of(words.MOODS),
        "said": TEXT,
        "what": TEXT,
        "gave": TEXTS,
        "objections": ById(KEY, one_of(words.OBJECTION_STATES)),
        "next": NEXT,
        "usage": TEXT,
        "score": MONEY,
        "note": TEXT,
        "ids": FOREIGN,
    },
)
ACCOUNT = Record(
    r.Account,
    {
        "name": Field(TEXT, required=True),
        "aliases": TEXTS,
        "business_no": TEXT,
        "parent": ID,
        "website": TEXT,
        "phones": TEXTS,
        "address": TEXT,
        "segment": TEXT,
        "role_set": IDS,
        "status": one_of(words.STATUSES),
        "status_why": TEXT,
        "owner": ID,
        "service_contact": ID,
        "source": one_of(words.SOURCES),
        "referred_by": REFERRAL,
        "tags": TEXTS,
        "research": RESEARCH,
        "roles": ById(KEY, ROLE),
        "contacts": ById(KEY, CONTACT),
        "plans": ById(KEY, PLAN),
        "deals": ById(KEY, DEAL),
        "contracts": ById(KEY, CONTRACT),
        "assets": ById(KEY, ASSET),
        "not_eligible": ById(KEY, TEXT),
        "cases": ById(KEY, CASE),
        "surveys": Many(SURVEY),
        "resting": Many(RESTING),
        "log": Many(ENTRY),
        "ids": FOREIGN,
        "custom": CUSTOM,
        "note": TEXT,
    },
)
