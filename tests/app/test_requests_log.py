"""What happened, plans, answers and stances, asked for in plain data: carried out together or not at all."""

import json
import re
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from app.asking_for_changes import Asked

from crmcli.app import open_book
from crmcli.app.changing import change
from crmcli.app.protocol import decoding
from crmcli.app.requests.log import LogEntry
from crmcli.app.requests.plans import AddPlan, DropPlan, FinishPlan, ProgressPlan
from crmcli.app.requests.deals.promises import Promised
from crmcli.app.requests.stances import AssessStance
from crmcli.app.requests.surveys import AddSurvey
from crmcli.domain.errors import CrmError

POLICY = "language: en\ntimezone: UTC\nrole_sets: {it: {ceo: {}}}\nteam: {ada: Ada, ben: Ben}\n"
ACME = """\
name: Acme
owner: ada
contacts:
  lee: {name: Lee}
plans:
  ended: {for: ceo, done: 2025-01-10}
  intro: {for: ceo, due: 2025-08-01}
deals:
  lost: {stages: {2025-01-10: contacting}, outcome: {result: lost, date: 2025-03-01}}
  pt2: {stages: {2025-05-10: contacting}, next: {date: 2025-06-01, what: Call, owner: ben}}
"""
DAY, LATER = date(2025, 6, 2), date(2025, 7, 1)
CALL = LogEntry("acme", "call", DAY, with_=["lee"], what="Went well")


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    return Asked(tmp_path / "book", POLICY, acme=ACME)


def fresh(book):
    """The lines that are new, without their indentation."""
    before = ACME.splitlines()
    return [line.strip() for line in book.read("acme").splitlines() if line not in before]


CARRIED_OUT = [
    (CALL, ["log:", "- {date: 2025-06-02, type: call, with: lee, what: Went well}"]),
    (
        CALL._replace(next=Promised(LATER, "Offer", "ben", "visit", ["lee"])),
        [
            "log:",
            "- date: 2025-06-02",
            "type: call",
            "with: lee",
            "what: Went well",
            "next: {date: 2025-07-01, what: Offer, owner: ben, channel: visit, with: lee}",
        ],
    ),
    (
        CALL._replace(deal="pt2", next=Promised(LATER, "Offer")),
        [
            "pt2: {stages: {2025-05-10: contacting}, next: {date: 2025-07-01, what: Offer, owner: ben}}",
            "log:",
            "- {date: 2025-06-02, type: call, with: lee, deal: pt2, what: Went well}",
        ],
    ),
    (
        CALL._replace(by=["ada"], stances={"lee": "friendly"}, whys={"lee": "Praise"}),
        [
            "lee: {name: Lee, stance: {2025-06-02: {value: friendly, by: ada, why: Praise}}}",
            "log:",
            "- {date: 2025-06-02, type: call, by: ada, with: lee, what: Went well}",
        ],
    ),
    (
        AddPlan("acme", "lee", LATER, "convert", "Lunch", from_="neutral", to="friendly"),
        [
            "lee-convert: {for: lee, kind: convert, from: neutral, to: friendly, how: Lunch, "
            "owner: ada, due: 2025-07-01}"
        ],
    ),
    (
        AddPlan("acme", "ceo", LATER, owner="ben", via="lee", id="mine"),
        ["mine: {for: ceo, via: lee, owner: ben, due: 2025-07-01}"],
    ),
    (
        ProgressPlan("acme", "intro", "Invited", DAY, LATER, "ben"),
        [
            "intro: {for: ceo, due: 2025-07-01, progress: {2025-06-02: {value: Invited, by: ben}}}",
        ],
    ),
    (
        FinishPlan("acme", "intro", "Met", DAY),
        ["intro: {for: ceo, due: 2025-08-01, done: {date: 2025-06-02, result: Met}}"],
    ),
    (
        FinishPlan("acme", "intro", date=DAY),
        ["intro: {for: ceo, due: 2025-08-01, done: 2025-06-02}"],
    ),
    (
        DropPlan("acme", "intro", "The CEO left", DAY),
        ["intro: {for: ceo, due: 2025-08-01, dropped: {date: 2025-06-02, why: The CEO left}}"],
    ),
    (
        AddSurvey("acme", "csat", 4, "lee", "product", date=DAY),
        ["surveys:", "- {date: 2025-06-02, contact: lee, kind: csat, about: product, score: 4}"],
    ),
    (
        AddSurvey("acme", "trust", 7, scale=7, note="By phone", date=DAY),
        ["surveys:", "- {date: 2025-06-02, kind: trust, score: 7, scale: 7, note: By phone}"],
    ),
    (
        AssessStance("acme", "lee", "negative", DAY, "ben", "Angry"),
        ["lee: {name: Lee, stance: {2025-06-02: {value: negative, by: ben, why: Angry}}}"],
    ),
]


@pytest.mark.parametrize(("asked", "expected"), CARRIED_OUT)
def test_what_is_asked_for_stands_in_the_file_and_a_dry_run_only_tells(book, asked, expected):
    shown = book.change(asked, dry_run=True)
    assert ACME == book.read("acme")
    made = book.change(asked)
    assert (expected, shown.diff, shown.rows) == (fresh(book), made.diff, made.rows)


@pytest.mark.parametrize(
    "asked", [each for each, _ in CARRIED_OUT if "date" in each._fields and each.account == "acme"]
)
def test_without_a_day_it_is_today_where_the_book_is(book, asked):
    with open_book(str(book.root)) as session:
        today = session.today
    later = {"next": Promised(today + timedelta(days=9))} if getattr(asked, "next", None) else {}
    book.change(asked._replace(date=None, **later))
    assert today.isoformat() in " ".join(fresh(book))


AGAIN = [
    CALL,
    AddPlan("acme", "ceo", LATER, "access", "Lunch"),
    AddSurvey("acme", "csat", 4, "lee"),
]


@pytest.mark.parametrize("asked", AGAIN)
def test_what_is_there_already_is_refused_unless_it_is_meant_once_more(book, asked):
    book.change(asked)
    once = book.read("acme")
    assert "error-told-already" == book.refused(asked)
    book.change(asked._replace(again=True))
    assert len(once) < len(book.read("acme"))


@pytest.mark.parametrize("asked", AGAIN)
def test_the_same_twice_in_one_change_is_the_same_too(book, asked):
    assert "error-told-already" == book.refused(asked, asked)
    book.change(asked, asked._replace(again=True))
    assert 2 == len(re.findall(r"Lunch|Went well|csat", book.read("acme")))


def test_requests_are_made_upon_each_other(book):
    book.change(
        AddPlan("acme", "ceo", LATER, "access"),
        ProgressPlan("acme", "ceo-access", "Wrote", DAY),
        ProgressPlan("acme", "ceo-access", "Called", DAY),
        FinishPlan("acme", "ceo-access", "Met", LATER),
    )
    (plan,) = (line for line in fresh(book) if line.startswith("ceo-access"))
    assert "progress: {2025-06-02: Wrote; Called}, done: {date: 2025-07-01, result: Met}" in plan


TOMORROW = date(9999, 1, 1)
WRONG = [
    (FinishPlan("acme", "ended"), "error-edit-plan-ended"),
    (ProgressPlan("acme", "ended", "x"), "error-edit-plan-ended"),
    (DropPlan("acme", "ended", "x"), "error-edit-plan-ended"),
    (AddPlan("acme", "ceo", LATER, id="intro"), "error-edit-exists"),
    (AddSurvey("acme", "csat", 6), "error-edit-score"),
    (CALL._replace(score=11), "error-edit-score"),
    (CALL._replace(date=TOMORROW), "error-edit-future"),
    (CALL._replace(deal="lost", next=Promised(LATER)), "error-edit-deal-ended"),
    (AssessStance("acme", "nobody", "friendly"), "error-no-contact"),
    (AssessStance("nowhere", "lee", "friendly"), "error-no-account"),
]


@pytest.mark.parametrize(("asked", "key"), WRONG)
def test_all_or_nothing_when_the_second_cannot_be(book, asked, key):
    assert key == book.refused(CALL, asked)


AS_PROGRAMS_SEND_THEM = [
    (
        {"operation": "log", "type": "call", "date": "2025-06-02", "with": ["Lee"], "score": 8.5}
        | {"next": {"date": "2025-07-01", "owner": "Ben"}},
        [
            "log:",
            "- {date: 2025-06-02, type: call, with: lee, next: {date: 2025-07-01, owner: ben}, "
            "score: 8.5}",
        ],
    ),
    (
        {"operation": "plan add", "for": "Lee", "due": "2025-07-01", "from": "neutral"},
        ["lee-plan: {for: lee, from: neutral, owner: ada, due: 2025-07-01}"],
    ),
    (
        {"operation": "plan done", "plan": "int", "date": "2025-06-02"},
        ["intro: {for: ceo, due: 2025-08-01, done: 2025-06-02}"],
    ),
    (
        {"operation": "survey", "kind": "nps", "score": 9, "date": "2025-06-02"},
        ["surveys:", "- {date: 2025-06-02, kind: nps, score: 9}"],
    ),
    (
        {"operation": "stance", "contact": "Lee", "value": "neutral", "date": "2025-06-02"},
        ["lee: {name: Lee, stance: {2025-06-02: neutral}}"],
    ),
    (
        {"operation": "done", "kind": "next", "subject": "pt2", "date": "2025-06-02"}
        | {"type": "visit"},
        [
            "pt2: {stages: {2025-05-10: contacting}}",
            "log:",
            "- {date: 2025-06-02, type: visit, deal: pt2, what: Call}",
        ],
    ),
]


@pytest.mark.parametrize(("asked", "expected"), AS_PROGRAMS_SEND_THEM)
def test_they_can_be_sent_in_json_with_names(book, asked, expected):
    sent = json.dumps([{**asked, "account": "Acme"}])
    book.change(*decoding.batch(sent).requests)
    assert expected == fresh(book)


MEANWHILE = [
    FinishPlan("acme", "intro"),
    ProgressPlan("acme", "intro", "x"),
    DropPlan("acme", "intro", "x"),
    CALL._replace(deal="pt2", next=Promised(LATER)),
]


@pytest.mark.parametrize("asked", MEANWHILE)
def test_what_was_meant_may_be_gone_since_somebody_looked(book, asked):
    with open_book(str(book.root)) as session:
        account = session.book.library.account("accounts/acme.yaml")
    gone = "\n".join(line for line in ACME.splitlines() if not re.match("  (intro|pt2):", line))
    book.file("acme").write_text(f"{gone}\n", encoding="utf-8")
    seen = {"acme": Seen("accounts/acme.yaml", account)}
    with open_book(str(book.root)) as session, pytest.raises(CrmError) as told:
        change(session, asked, seen=seen)
    assert ("error-file-moved", f"{gone}\n") == (told.value.message.key, book.read("acme"))


class Seen(NamedTuple):
    """An account as somebody looked at it."""

    path: str
    account: object
