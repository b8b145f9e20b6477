"""The keys of `crm.yaml`, as a table, over the built-in defaults of `default.yaml` beside this
file.
"""

from crmcli.domain.records import policy as p
from crmcli.domain.records import words
from crmcli.domain.records.currencies import is_code
from crmcli.store.shapes.account import IDS, TEXTS, dated
from crmcli.store.shapes.label import LABEL
from crmcli.store.shapes.qualification import QUALIFICATION
from crmcli.store.yaml.record_shape import Field, Record
from crmcli.store.yaml.scalars import (
    COUNT,
    COUNT_KEY,
    DATE,
    ID,
    ID_SCHEMA,
    KEY,
    LANGUAGE,
    MONEY,
    PERCENT,
    TEXT,
    TRUTH,
    at_most,
    one_of,
)
from crmcli.store.yaml.shape import ById, DecodeError, Many, Scalar, plain
from crmcli.store.yaml.tree import Node


def _function(node: Node) -> str:
    """A function as people write it: `customer success` is customer_success, `SDR` sdr."""
    if type(node) is not str:
        found: str = ID.decode(node)
        return found
    joined = "_".join(node.split(" "))
    known = joined.casefold()
    return known if known in words.FUNCTIONS else ID.decode(joined)


FUNCTION = Scalar(
    _function, plain(pattern=ID_SCHEMA.replace("_.", "_. "), maxLength=200, minimum=0)
)


def _weight(node: Node) -> int:
    weight = COUNT.decode(node)
    if not 1 <= weight <= 5:
        raise DecodeError("bad-number", "weight-range", str(node))
    return int(weight)


def _currency(node: Node) -> str:
    if type(node) is str and is_code(node):
        return node
    raise DecodeError("bad-value", "needs-currency", node if isinstance(node, str) else "…")


WEIGHT = Scalar(_weight, {"enum": [1, 2, 3, 4, 5]})
ROLE_SPEC = Record(
    p.RoleSpec,
    {"label": LABEL, "level": one_of(words.LEVELS), "weight": WEIGHT, "required": TRUTH},
    main="label",
)
STAGE = Record(
    p.Stage,
    {
        "label": LABEL,
        "probability": PERCENT,
        "forecast": one_of(words.FORECASTS),
        "rot_days": COUNT,
        "exit": IDS,
        "min_coverage": PERCENT,
        "guide": LABEL,
        "questions": Many(LABEL),
    },
    main="label",
    name="StageSpec",
)
CADENCE = Record(
    p.Cadence,
    {
        "for": Record(
            p.CadenceTarget,
            {"status": Many(one_of(words.STATUSES)), "segment": TEXTS, "tags": TEXTS, "owner": IDS},
        ),
        "from": one_of(words.CADENCE_STARTS),
        "touches": Many(
            Record(
                p.CadenceTouch,
                {
                    "type": Field(one_of(words.ENTRY_TYPES), required=True),
                    "per_year": at_most(366),
                    "every_months": at_most(120),
                    "at_days": Many(at_most(36_500)),
                    "or": Many(one_of(words.ENTRY_TYPES)),
                    "needs": Many(one_of(("gave", "said", "what"))),
                },
            )
        ),
        "owner": ID,
    },
)
QUERY = Record(
    p.SavedQuery,
    {
        "where": Field(TEXT, required=True),
        "on": one_of(words.QUERIED),
        "by": TEXTS,
        "columns": TEXTS,
        "sort": TEXTS,
        "label": LABEL,
    },
    main="where",
)
ANSWER = Record(p.PreparedAnswer, {"text": TEXT, "evidence": TEXT}, main="text", name="Answer")
POLICY = Record(
    p.Policy,
    {
        "title": TEXT,
        "currency": Scalar(_currency, {"type": "string", "pattern": "^[A-Z]{3}$"}),
        "language": LANGUAGE,
        "timezone": Scalar(TEXT.decode, {"type": "string"}),
        "freshness": Record(p.Freshness, {"contact_days": COUNT, "stance_days": COUNT}),
        "min_sample": COUNT,
        "role_sets": ById(KEY, ById(KEY, ROLE_SPEC)),
        "default_role_set": ID,
        "stages": ById(KEY, STAGE),
        "bant": Record(p.BantRule, {"gate": COUNT, "accept_mitigation": TRUTH}),
        "qualification": QUALIFICATION,
        "cadences": ById(KEY, CADENCE),
        "attempts": Record(
            p.Attempts,
            {
                "max": COUNT,
                "min_gap_days": COUNT,
                "final": one_of(words.ENTRY_TYPES),
                "grace_days": COUNT,
                "close_as": one_of(words.RESULTS),
                "reason": ID,
            },
        ),
        "renewals": Record(p.Renewals, {"remind_days": Many(COUNT), "grace_days": COUNT}),
        "resting": Record(p.RestRule, {"often": COUNT, "max_days": COUNT}),
        "referral_ask": Record(
            p.ReferralAsk,
            {
                "ask": TRUTH,
                "score": at_most(10),
                "months": at_most(120),
                "answer_months": at_most(120),
            },
            main="ask",
        ),
        "reasons": ById(
            KEY,
            Record(
                p.Reason,
                {"label": LABEL, "note": TRUTH, "counter": dated(TEXT, "Text")},
                main="label",
            ),
        ),
        "objections": ById(
            KEY, Record(p.Objection, {"label": LABEL, "answers": ById(KEY, ANSWER)}, main="label")
        ),
        "products": ById(
            KEY,
            Record(
                p.Product,
                {
                    "label": LABEL,
                    "list_price": MONEY,
                    "floor_pct_off": PERCENT,
                    "needs": IDS,
                    "family": TEXT,
                },
                main="label",
            ),
        ),
        "discounts": Record(p.Discounts, {"approval": ById(COUNT_KEY, one_of(words.FUNCTIONS))}),
        "team": ById(
            KEY,
            Record(
                p.Member,
                {
                    "name": TEXT,
                    "function": FUNCTION,
                    "manager": ID,
                    "emails": TEXTS,
                    "tags": TEXTS,
                    "left": DATE,
                },
                main="name",
            ),
        ),
        "goals": ById(
            KEY,
            Record(
                p.Goal,
                {
                    "why": LABEL,
                    "metric": one_of(words.METRICS),
                    "from": dated(MONEY, "Amount"),
                    "to": dated(MONEY, "Amount"),
                    "audience": IDS,
                },
            ),
        ),
        "holidays": Record(p.Holidays, {"country": TEXT, "extra": Many(DATE)}),
        "fields": ById(
            KEY,
            Record(
                p.CustomField,
                {
                    "on": one_of(words.FIELD_OWNERS),
                    "type": one_of(words.FIELD_TYPES),
                    "choices": TEXTS,
                    "label": LABEL,
                    "source": ById(KEY, TEXTS),
                },
                main="type",
            ),
        ),
        "lint": ById(KEY, one_of(words.SEVERITIES)),
        "queries": ById(KEY, QUERY),
        "aliases": ById(
            KEY,
            Record(
                p.SavedCommand,
                {"line": Field(TEXT, required=True), "label": LABEL},
                main="line",
            ),
        ),
        "commit": Record(
            p.CommitRule,
            {"when": one_of(("auto", "never")), "hooks": one_of(("run", "skip"))},
            main="when",
        ),
        "defaults": Record(p.Defaults, {"rep": one_of(words.DEFAULT_REPS)}),
    },
)


KOREAN: dict[str, Node] = {"country": "KR"}  # with the days off in place of others


def over_defaults(defaults: dict[str, Node], given: dict[str, Node]) -> dict[str, Node]:
    """The policy's tree: a top-level key of the book replaces that key's default whole; one without
    a value means none, or the default. A Korean book has the days off of Korea unless it names
    others, or none.
    """
    if given.get("language") == "ko":
        defaults = {**defaults, "holidays": KOREAN}
    kept = {
        key: {} if node is None else node
        for key, node in given.items()
        if node is not None or isinstance(defaults.get(key), dict)
    }
    return {**defaults, **kept}
