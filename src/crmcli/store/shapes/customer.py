"""The keys of what was agreed with a customer, what they own, complain of or answer, and of rows of
the agenda that were put off.
"""

from crmcli.domain.records import customer, words
from crmcli.store.yaml.record_shape import Field, Record
from crmcli.store.yaml.scalars import COUNT, DATE, ID, MONEY, TEXT, one_of
from crmcli.store.yaml.shape import Scalar

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
SUBJECT = Scalar(
    TEXT.decode, TEXT.schema({})
)  # an id, a rhythm or several roles: nobody's own words
RESTING = Record(
    customer.Resting,
    {
        "date": Field(DATE, required=True),
        "kind": Field(one_of(words.AGENDA_KINDS), required=True),
        "subject": Field(SUBJECT, required=True),
        "day": DATE,
        "what": TEXT,
        "until": Field(DATE, required=True),
        "by": ID,
        "why": TEXT,
    },
)
