"""What is the very same once more? For each record: which of its fields make it another one, and which do not."""

from datetime import date

import pytest

from books import account
from crmcli.domain.records.account import NextStep, Plan
from crmcli.domain.records.customer import Asset, Case, Contract, Survey
from crmcli.edits import assets, cases, contracts, entries, plans, surveys
from crmcli.edits.deals import deals
from crmcli.edits.deals.deals import NewDeal
from crmcli.edits.entries import Happened
from crmcli.edits.deals.steps import Step

DAY, OTHER = date(2026, 8, 3), date(2026, 8, 4)
BOOK = account("""
    name: A
    plans:
      p: {for: cio, kind: access, how: lunch, via: lee, owner: kim, due: 2026-08-03, from: neutral, to: friendly}
      done: {for: done, done: 2026-08-03}
      dropped: {for: dropped, dropped: {date: 2026-08-03, why: x}}
    contracts: {c: {start: 2026-08-03, end: 2027-08-02, deal: d, amount: 5, per: month, notice_days: 30, signed: 2026-08-01}}
    assets: {core: {qty: 2, since: 2026-08-03, replace: 2029-08-03, note: n, bought_from: b, unit: u}, undated: 2}
    cases: {k: {opened: 2026-08-03, kind: question, contact: lee, what: w, owner: kim, deal: d}}
    surveys: [{date: 2026-08-03, kind: csat, score: 4, contact: lee, about: service, scale: 5, note: n}]
    deals: {d: {name: Line 2}, none: {}, ended: {name: Over, outcome: {result: lost, date: 2026-08-01}}}
    log:
      - {date: 2026-08-03, type: call, by: [kim, han], with: [lee, park], deal: d, direction: inbound, outcome: held, mood: neutral, said: s, what: w, gave: g, objections: {dear: resolved}, next: 2026-08-04, note: n, usage: u, score: 7, ids: {zoho: z}, time: "14:30"}
      - {date: 2026-08-03, type: visit}
    """)
PLAN = Plan("cio", "access", "lunch", "lee", "kim", DAY, "neutral", "friendly")
CONTRACT = Contract(DAY, date(2027, 8, 2), "d", 5, "month", 30, date(2026, 8, 1))
ASSET = Asset(2, DAY, date(2029, 8, 3), "n", "b", "u")
CASE = Case(DAY, "question", "lee", "w", "kim", None, None, "d")
SURVEY = Survey(DAY, "csat", 4, "lee", "service", 5, "n")
DEAL = NewDeal("Line 2")
ENTRY = Happened(
    DAY,
    "call",
    ("kim", "han"),
    ("lee", "park"),
    "d",
    "inbound",
    "held",
    "neutral",
    "s",
    "w",
    ("g",),
    {"dear": "resolved"},
    Step(OTHER),
    {},
    {},
    "n",
    "u",
    7,
    {"zoho": ["z"]},
    "14:30",
)


EMPTY = {tuple: (), dict: {}}  # what a field says that is left out; None for others


def is_there(same):
    return lambda record: same(BOOK, record) not in (None, False)


# what tells whether it is there, the record that is, and the fields in which another one may differ
KINDS = {
    "plan": (is_there(plans.same), PLAN, {"owner", "from_", "to", "progress", "done", "dropped"}),
    "contract": (is_there(contracts.same), CONTRACT, {"notice_days", "signed"}),
    "asset": (
        lambda record: assets.same(BOOK, "core", record),
        ASSET,
        {"replace", "note", "bought_from", "unit"},
    ),
    "case": (is_there(cases.same), CASE, {"owner", "closed", "resolution", "deal"}),
    "survey": (is_there(surveys.same), SURVEY, set()),
    "deal": (is_there(deals.same), DEAL, {*NewDeal._fields} - {"name"}),
    "entry": (
        is_there(entries.same),
        ENTRY,
        {"mood", "gave", "objections", "next", "stances", "whys"},
    ),
}


def other(value):
    """Another value of the sort."""
    if isinstance(value, date):
        return OTHER if value != OTHER else DAY
    if isinstance(value, int):
        return value + 1
    if isinstance(value, tuple):
        return value[:1] if len(value) > 1 else ("another",)
    if isinstance(value, dict):
        return {"another": "resolved"}
    return NextStep(DAY) if isinstance(value, NextStep | Step) else "another"


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_the_same_unless_one_of_its_own_fields_differs(kind):
    is_same, record, open_fields = KINDS[kind]
    assert is_same(record)
    assert {*record._fields} - open_fields == {
        field
        for field in record._fields
        if not is_same(record._replace(**{field: other(getattr(record, field))}))
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_is_left_out_is_another_than_one_that_is_told(kind):
    is_same, record, open_fields = KINDS[kind]
    bare = [
        field
        for field in record._field_defaults
        if field not in open_fields
        and not is_same(record._replace(**{field: EMPTY.get(type(getattr(record, field)))}))
    ]
    assert {*record._field_defaults} - open_fields == {*bare}


@pytest.mark.parametrize(
    ("same", "record"),
    [
        (plans.same, Plan("done")),
        (plans.same, Plan("dropped")),
        (deals.same, NewDeal("Over")),
        (deals.same, NewDeal("none")),
        (deals.same, NewDeal("")),
    ],
)
def test_what_has_ended_and_what_has_no_name_is_never_the_same(same, record):
    assert same(BOOK, record) is None


def test_the_order_of_people_capitals_of_a_name_and_the_usual_direction_make_no_other():
    turned = ENTRY._replace(by=("han", "kim"), with_=["park", "lee"])
    assert BOOK.log[0] == entries.same(BOOK, turned)
    for direction in (None, "outbound"):
        assert BOOK.log[1] == entries.same(BOOK, Happened(DAY, "visit", direction=direction))
    assert entries.same(BOOK, Happened(DAY, "visit", direction="inbound")) is None
    assert "d" == deals.same(BOOK, NewDeal("LINE 2"))


@pytest.mark.parametrize("field", ["said", "what", "note", "usage"])
def test_an_empty_text_of_an_entry_says_what_none_says(field):
    assert BOOK.log[1] == entries.same(BOOK, Happened(DAY, "visit", **{field: ""}))


def test_an_asset_without_a_day_is_the_same_only_without_one():
    assert assets.same(BOOK, "undated", Asset(2))
    assert not assets.same(BOOK, "undated", Asset(2, DAY))
    assert not assets.same(BOOK, "batch", Asset(2))
