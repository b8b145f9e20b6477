"""Rows of the agenda, ticked off in plain data: settled by what happened or put off, together or not at all."""

from datetime import date

import pytest
from app.asking_for_changes import Asked

from crmcli.app import open_book
from crmcli.app.requests.agenda import SettleRow
from crmcli.app.requests.interactions import Lack
from crmcli.app.requests.log import LogEntry
from crmcli.app.requests.plans import FinishPlan
from crmcli.app.requests.deals.promises import Promised

POLICY = """\
language: en
timezone: UTC
holidays: {extra: [2025-08-04]}
role_sets: {r: {ceo: {}, cio: {}, cto: {}}}
default_role_set: r
cadences: {m: {for: {status: customer}, touches: [{type: review, per_year: 12}]}}
attempts: {max: 2, min_gap_days: 1, final: email, grace_days: 7, close_as: no_decision, reason: quiet}
reasons: {quiet: {}}
team: {ada: {name: Ada}, ben: {name: Ben}, cy: {name: Cy, left: 2025-07-31}}
"""
ACME = """\
name: Acme
status: customer
owner: ada
roles:
  ceo: {contact: park, rep: ada}
  cio: {contact: lee, rep: ben}
contacts:
  lee: {name: Lee, stance: {2024-01-02: neutral}}
  park: {name: Park}
plans:
  later: {for: lee, owner: cy, due: 2036-08-01}
  trust: {for: lee, owner: ada, due: 2025-08-01}
deals:
  ended: {stages: {2025-01-10: contacting}, outcome: {result: lost, date: 2025-03-01, revisit: 2025-08-01}}
  pt2: {stages: {2025-07-20: presenting}, next: {date: 2025-08-01, what: Show it, channel: visit, with: lee}}
  quiet: {stages: {2025-07-01: contacting}}
  silent: {stages: {2025-07-01: contacting}}
contracts: {c1: {start: 2025-01-15, end: 2026-01-14}}
cases:
  slow: {opened: 2025-07-20, what: Slow, contact: lee}
log:
  - {date: 2025-07-02, type: call, with: park, deal: silent, outcome: no_answer}
  - {date: 2025-07-04, type: call, with: park, deal: silent, outcome: no_answer}
  - {date: 2025-07-06, type: email, with: park, deal: silent, outcome: sent}
  - {date: 2025-07-28, type: call, with: park, deal: quiet, outcome: no_answer}
  - {date: 2025-07-29, type: visit, with: park, next: {date: 2025-08-04, what: Price}}
"""
DAY = date(2025, 8, 5)
NEXT = Promised(date(2025, 8, 20))


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    return Asked(tmp_path / "book", POLICY, acme=ACME)


def row(kind, subject, what=None, **said):
    return SettleRow("acme", kind, subject, what, date=DAY, **said)


def lines(book):
    """Lines of the file that are new, and lines that are gone, without their indentation."""
    before, after = ACME.splitlines(), book.read("acme").splitlines()
    return (
        [line.strip() for line in after if line not in before],
        [line.strip() for line in before if line not in after],
    )


def line(start):
    """The one line of the account that begins so."""
    (found,) = (each.strip() for each in ACME.splitlines() if each.strip().startswith(start))
    return found


PT2, KEPT = line("pt2:"), "pt2: {stages: {2025-07-20: presenting}}"
TOLD, TRUST, CASE = line("- {date: 2025-07-29"), line("trust:"), line("slow:")
ENDED, LEE, SILENT = line("ended:"), line("lee:"), line("silent:")
SETTLED = [
    (
        row("next", "pt2", "Went well"),
        ["- {date: 2025-08-05, type: visit, with: lee, deal: pt2, what: Went well}"],
        {PT2: KEPT},
    ),
    (
        row("next", "pt2", by=["ben"], with_=["park"], gave=["a.pdf"], type="call", outcome="held"),
        [
            "- {date: 2025-08-05, type: call, by: ben, with: park, deal: pt2, outcome: held, "
            "what: Show it, gave: a.pdf}"
        ],
        {PT2: KEPT},
    ),
    (row("next", "pt2", next=NEXT), [], {PT2: PT2.replace("2025-08-01", "2025-08-20")}),
    (
        row("next", "pt2", "Fine", next=Promised(NEXT.date, "Offer", "ben")),
        ["- {date: 2025-08-05, type: visit, with: lee, deal: pt2, what: Fine}"],
        {
            PT2: PT2.replace("2025-08-01, what: Show it", "2025-08-20, what: Offer").replace(
                ", channel", ", owner: ben, channel"
            )
        },
    ),
    (
        row("next", "park", "Told", type="call"),
        ["- {date: 2025-08-05, type: call, with: park, what: Told}"],
        {},
    ),
    (
        row("next", "park", "Told", type="call", outcome="no_answer"),
        ["- {date: 2025-08-05, type: call, with: park, outcome: no_answer, what: Told}"],
        {TOLD: "- {date: 2025-07-29, type: visit, with: park}"},
    ),
    (row("next", "park", next=NEXT), [], {TOLD: TOLD.replace("2025-08-04", "2025-08-20")}),
    (
        row("case", "slow", "Patched"),
        [],
        {CASE: CASE.replace("}", ", closed: 2025-08-05, resolution: Patched}")},
    ),
    (
        row("plan", "trust", "Met"),
        [],
        {TRUST: TRUST.replace("}", ", done: {date: 2025-08-05, result: Met}}")},
    ),
    (
        row("plan", "trust", "Wrote", next=NEXT, by=["ben"]),
        [],
        {
            TRUST: TRUST.replace("-01}", "-20, progress: {2025-08-05: {value: Wrote, by: ben}}}"),
        },
    ),
    (
        row("stance", "lee", "Praise", stance="friendly"),
        [],
        {LEE: LEE.replace("}}", ", 2025-08-05: {value: friendly, why: Praise}}}")},
    ),
    (row("rep", "cto", rep="ben"), ["cto: {rep: ben}"], {}),
    (
        row("attempt", "quiet", outcome="no_answer"),
        ["- {date: 2025-08-05, type: call, with: park, deal: quiet, outcome: no_answer}"],
        {},
    ),
    (
        row("close", "silent"),
        [],
        {
            SILENT: SILENT.replace(
                "}}", "}, outcome: {result: no_decision, date: 2025-08-05, reason: quiet}}"
            )
        },
    ),
    (
        row("revisit", "ended", "Not yet", type="call", outcome="left_message"),
        ["- {date: 2025-08-05, type: call, outcome: left_message, what: Not yet}"],
        {ENDED: ENDED.replace(", revisit: 2025-08-01", "")},
    ),
    (row("revisit", "ended", next=NEXT), [], {ENDED: ENDED.replace("2025-08-01", "2025-08-20")}),
    (
        row("cadence", "m/review", with_=["lee"], gave=["q3.pdf"]),
        ["- {date: 2025-08-05, type: review, with: lee, gave: q3.pdf}"],
        {},
    ),
]


@pytest.mark.parametrize(("asked", "new", "changed"), SETTLED)
def test_a_row_is_settled_by_what_happened_or_put_off_and_a_dry_run_only_tells(
    book, asked, new, changed
):
    shown = book.change(asked, dry_run=True)
    assert ACME == book.read("acme")
    made = book.change(asked)
    fresh, gone = lines(book)
    assert (sorted([*new, *changed.values()]), sorted(changed)) == (sorted(fresh), sorted(gone))
    assert (shown.diff, shown.rows) == (made.diff, made.rows)


@pytest.mark.parametrize("asked", [each for each, *_ in SETTLED])
def test_a_row_may_be_named_with_all_that_the_agenda_had(book, asked):
    by_name = book.change(asked, dry_run=True)
    with open_book(str(book.root)) as session:
        account = session.book.library.account("accounts/acme.yaml")
        shown = asked.row(account, session.policy(session.today), DAY)
    assert by_name.diff == book.change(asked.of_row(shown), dry_run=True).diff


@pytest.mark.parametrize("asked", [each for each, *_ in SETTLED if each.next is None])
def test_a_row_that_was_shown_is_settled_once(book, asked):
    with open_book(str(book.root)) as session:
        account = session.book.library.account("accounts/acme.yaml")
        shown = asked.of_row(asked.row(account, session.policy(session.today), DAY))
    book.change(shown)
    assert "error-done-changed" == book.refused(shown)


def test_rows_are_settled_upon_each_other_and_upon_what_was_asked_before(book):
    book.change(
        LogEntry("acme", "visit", DAY, with_=["park"], what="Price"),
        row("next", "pt2", "Went well", next=NEXT),
        row("case", "slow", "Patched"),
        row("plan", "trust"),
    )
    visits = [each for each in lines(book)[0] if each.startswith("- {date: 2025-08-05")]
    assert 2 == len(visits)
    assert sorted([PT2, TRUST, CASE]) == sorted(lines(book)[1])


WRONG = [
    (row("case", "slow"), "error-needed"),
    (row("stance", "lee"), "error-needed"),
    (row("rep", "cto"), "error-needed"),
    (row("attempt", "quiet"), "error-needed"),
    (row("revisit", "ended", "x"), "error-needed"),
    (row("revisit", "ended", next=Promised(NEXT.date, "Ask")), "error-done-revisit-words"),
    (row("owner-left", "cy"), "error-done-handover"),
    (row("next", "nothing"), "error-done-changed"),
    (row("next", "pt2", as_of=DAY, day=DAY), "error-done-changed"),
    (row("next", "pt2", type="call")._replace(date=date(9999, 1, 1)), "error-edit-future"),
]


@pytest.mark.parametrize(("asked", "key"), WRONG)
def test_all_or_nothing_when_the_second_cannot_be(book, asked, key):
    assert key == book.refused(row("plan", "trust"), asked)


def test_a_row_that_is_gone_since_it_was_shown_is_refused(book):
    asked = row("plan", "trust")
    with open_book(str(book.root)) as session:
        account = session.book.library.account("accounts/acme.yaml")
        asked = asked.of_row(asked.row(account, session.policy(session.today), DAY))
    book.change(FinishPlan("acme", "trust", date=DAY))
    assert "error-done-changed" == book.refused(asked)


def test_without_a_day_it_happened_today_and_the_row_is_todays(book):
    with open_book(str(book.root)) as session:
        today = session.today
    book.change(SettleRow("acme", "plan", "trust"))
    assert [TRUST.replace("}", f", done: {today}}}")] == lines(book)[0]


LACKING = [
    (row("next", "pt2"), [Lack("next")]),
    (row("next", "pt2", next=NEXT), []),
    (row("next", "park"), [Lack("type", True), Lack("what")]),
    (row("attempt", "quiet"), [Lack("outcome", True), Lack("what"), Lack("next")]),
    (row("revisit", "ended"), [Lack("type", True), Lack("with_"), Lack("what")]),
    (row("cadence", "m/review", "x"), [Lack("with_")]),
    (row("case", "slow", " "), [Lack("what", True)]),
    (row("stance", "lee"), [Lack("stance", True)]),
    (row("rep", "cto"), [Lack("rep", True)]),
    (row("plan", "trust"), []),
    (row("close", "silent"), []),
]


@pytest.mark.parametrize(("asked", "expected"), LACKING)
def test_what_should_still_be_said_of_a_row(book, asked, expected):
    with open_book(str(book.root)) as session:
        account = session.book.library.account("accounts/acme.yaml")
        assert expected == list(asked.lacking(account, session.policy(DAY)))
