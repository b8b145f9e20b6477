"""How deals end, with their reasons and approvals, and begin again."""

from datetime import date, timedelta

import pytest

from books import policy
from crmcli.domain.records.account import Outcome
from crmcli.edits.deals import outcomes
from crmcli.edits.deals.gates import Pass
from edits.drafting import DAY, after, becomes, missing, refused

RULES = policy("""
    reasons: {price: {}, other: {note: true}}
    products: {core: {list_price: 100, floor_pct_off: 10}}
    discounts: {approval: {10: manager, 15: executive}}
    team: {choi: {function: executive}, kim: {function: sales}}
""")
BOOK = "name: A\nstatus: {1}\ndeals: {{pt2: {{stages: {{2026-05-01: talk}}{0}}}}}\n"
PLAIN = BOOK.format("", "customer")
CHEAP = BOOK.format(", products: {core: {unit_price: 80}}", "customer")


def won(text, gate=Pass(), **more):
    return after(
        text, lambda draft, record: outcomes.win(draft, record, "pt2", DAY, RULES, gate, **more)
    )


def lost(gate=Pass(), text=PLAIN, **told):
    return after(
        text,
        lambda draft, record: outcomes.lose(
            draft,
            record,
            "pt2",
            Outcome(**{"result": "lost", "date": DAY, **told}),
            RULES,
            gate,
            DAY,
        ),
    )["deals"]["pt2"]["outcome"]


def kept(gate=Pass(), text=PLAIN, **told):
    return refused(
        text,
        lambda draft, record: outcomes.lose(
            draft,
            record,
            "pt2",
            Outcome(**{"result": "lost", "date": DAY, **told}),
            RULES,
            gate,
            DAY,
        ),
    )


def test_a_deal_is_won_and_its_promise_kept():
    deal = won(BOOK.format(", next: 2026-08-05", "customer"), note="계약서 서명")["deals"]["pt2"]
    assert {
        "stages": {"2026-05-01": "talk"},
        "outcome": {"result": "won", "date": "2026-08-03", "note": "계약서 서명"},
    } == deal


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("prospect", "customer"),
        ("dormant", "customer"),
        ("churned", "customer"),
        ("customer", "customer"),
        ("disqualified", "disqualified"),
    ],
)
def test_who_buys_is_a_customer(before, then):
    assert then == won(BOOK.format("", before))["status"]


def test_an_account_that_does_not_say_what_it_is_is_a_prospect_and_becomes_a_customer():
    assert "customer" == won("name: A\ndeals: {pt2: {}}\n")["status"]


def test_why_somebody_was_no_customer_goes_when_they_become_one():
    found = won("name: A\nstatus: churned\nstatus_why: plant sold\ndeals: {pt2: {}}\n")
    assert ("customer", False) == (found["status"], "status_why" in found)


def test_a_discount_nobody_approved_keeps_a_deal_from_being_won():
    make = lambda draft, record: outcomes.win(draft, record, "pt2", DAY, RULES, Pass())  # noqa: E731
    assert ("error-gate-win-shut", 4) == refused(CHEAP, make)
    told = ("gate-discount", ("core", "20.0", ("function-executive", ())))
    assert [
        (
            told,
            (
                "do-discount",
                (
                    "hanbit",
                    "pt2",
                    {"en": "--approved-by core=MEMBER", "ko": "--approved-by core=팀원"},
                ),
            ),
        )
    ] == missing(CHEAP, make)
    assert (
        "won"
        == won(BOOK.format(", products: {core: {unit_price: 80, approved_by: choi}}", "customer"))[
            "deals"
        ]["pt2"]["outcome"]["result"]
    )
    assert (
        "won"
        == won(BOOK.format(", products: {core: {unit_price: 90}}", "customer"))["deals"]["pt2"][
            "outcome"
        ]["result"]
    )


def test_forced_the_outcome_says_why_beside_its_note():
    forced = Pass(force=True, why="최상무 구두 승인")
    assert ["최상무 구두 승인", "서명; 최상무 구두 승인"] == [
        won(CHEAP, forced, note=note)["deals"]["pt2"]["outcome"]["note"] for note in (None, "서명")
    ]
    assert ("error-gate-why", 2) == refused(
        CHEAP,
        lambda draft, record: outcomes.win(draft, record, "pt2", DAY, RULES, Pass(force=True)),
    )


def test_a_lost_deal_says_why_and_to_whom():
    told = {
        "reason": "price",
        "competitor": "벤더X",
        "verified_by": "buyer",
        "note": "1년 무상",
        "revisit": date(2026, 11, 1),
    }
    expected = {
        "result": "lost",
        "date": "2026-08-03",
        "reason": "price",
        "competitor": "벤더X",
        "verified_by": "buyer",
        "note": "1년 무상",
        "revisit": "2026-11-01",
    }
    assert expected == lost(**told)


@pytest.mark.parametrize("result", ["lost", "no_decision"])
def test_without_a_reason_it_does_not_end(result):
    assert ("error-lose-why", 4) == kept(result=result)
    option = "--no-decision --reason" if result == "no_decision" else "--reason"
    expected = [
        (("gate-reason", ("price",)), ("do-reason", ("hanbit", "pt2", f"{option} price"))),
        (("gate-reason", ("other",)), ("do-note", ("hanbit", "pt2", f"{option} other"))),
    ]
    outcome = Outcome(result, DAY)
    assert expected == missing(
        PLAIN,
        lambda draft, record: outcomes.lose(draft, record, "pt2", outcome, RULES, Pass(), DAY),
    )


def test_what_was_said_of_the_end_stands_in_the_commands_that_give_its_reason():
    outcome = Outcome(
        "lost", DAY - timedelta(3), None, "벤더 X", "buyer", "it's over", date(2026, 11, 1)
    )
    found = missing(
        PLAIN,
        lambda draft, record: outcomes.lose(draft, record, "pt2", outcome, RULES, Pass(), DAY),
    )
    words = "--competitor '벤더 X' --verified-by buyer --revisit 2026-11-01 --date 2026-07-31"
    note = """--note 'it'"'"'s over'"""
    assert [
        ("do-reason", ("hanbit", "pt2", f"--reason price {words} {note}")),
        ("do-reason", ("hanbit", "pt2", f"--reason other {words} {note}")),
    ] == [do for _, do in found]


def test_a_reason_that_says_nothing_needs_a_note():
    outcome = Outcome("lost", DAY, reason="other")
    expected = [(("gate-note", ("other",)), ("do-note", ("hanbit", "pt2", "--reason other")))]
    assert expected == missing(
        PLAIN,
        lambda draft, record: outcomes.lose(draft, record, "pt2", outcome, RULES, Pass(), DAY),
    )
    assert "other" == lost(reason="other", note="합병")["reason"]


def test_forced_it_ends_without_a_reason_and_says_why_there_is_none():
    assert {"result": "no_decision", "date": "2026-08-03", "note": "아무도 모름"} == lost(
        Pass(force=True, why="아무도 모름"), result="no_decision"
    )
    assert "합병; 급함" == lost(Pass(force=True, why="급함"), note="합병")["note"]
    assert ("error-gate-why", 2) == kept(Pass(force=True))


def test_what_never_was_a_deal_needs_no_reason():
    assert {"result": "invalid", "date": "2026-08-03"} == lost(result="invalid")


def test_no_deal_ends_before_it_began_or_twice():
    assert ("error-edit-ends-first", date(2026, 4, 1), date(2026, 5, 1), 2) == kept(
        reason="price", date=date(2026, 4, 1)
    )
    ended = BOOK.format(", outcome: {result: won, date: 2026-06-01}", "customer")
    assert "error-edit-deal-ended" == kept(text=ended, reason="price")[0]


def test_no_deal_ends_before_it_was_in_its_last_stage():
    text = PLAIN.replace("2026-05-01: talk", "2026-05-01: talk, 2026-08-04: offer")
    told = ("error-edit-stage-later", "pt2", "offer", date(2026, 8, 4), 4)
    assert told == kept(text=text, reason="price")
    assert told == refused(
        text, lambda draft, record: outcomes.win(draft, record, "pt2", DAY, RULES, Pass())
    )


def test_a_deal_may_end_on_the_day_of_its_last_stage():
    assert (
        "2026-08-03" == lost(text=PLAIN.replace("2026-05-01", "2026-08-03"), reason="price")["date"]
    )


def test_a_deal_opened_again_keeps_how_it_had_ended_and_writes_nothing_into_the_log():
    text = BOOK.format(
        ", outcome: {result: lost, date: 2026-06-01, reason: price, competitor: 벤더X, note: 무상, revisit: 2026-11-01}",
        "customer",
    )
    becomes(
        text,
        lambda draft, record: outcomes.reopen(
            draft, record, "pt2", "talk", DAY, RULES, Pass(), why="다시 요청", by="kim"
        ),
        """
        name: A
        status: customer
        deals: {pt2: {stages: {2026-05-01: talk, 2026-08-03: {value: talk, by: kim}}, ended: [{result: lost, date: 2026-06-01, reason: price, competitor: 벤더X, note: 무상, revisit: 2026-11-01, reopened: 2026-08-03, why: 다시 요청}]}}
    """,
    )


def test_an_end_that_is_taken_back_stands_after_the_earlier_ones():
    earlier = "{result: lost, date: 2026-05-10, reopened: 2026-05-20}"
    text = BOOK.format(
        f", outcome: {{result: won, date: 2026-06-01}}, ended: {earlier}", "customer"
    )
    found = after(
        text,
        lambda draft, record: outcomes.reopen(
            draft, record, "pt2", None, DAY, RULES, Pass(), why="x"
        ),
    )
    days = [each["reopened"] for each in found["deals"]["pt2"]["ended"]]
    assert (["2026-05-20", "2026-08-03"], {"2026-05-01": "talk"}) == (
        days,
        found["deals"]["pt2"]["stages"],
    )


def test_a_deal_is_not_opened_again_before_it_ended():
    text = BOOK.format(", outcome: {result: lost, date: 2026-06-01, reason: price}", "customer")
    found = refused(
        text,
        lambda draft, record: outcomes.reopen(
            draft, record, "pt2", None, date(2026, 5, 30), RULES, Pass(), why="x"
        ),
    )
    assert ("error-edit-reopens-first", date(2026, 5, 30), date(2026, 6, 1), 4) == found


def test_a_deal_is_not_opened_again_before_it_was_in_its_last_stage():
    text = BOOK.format(", outcome: {result: lost, date: 2026-06-01, reason: price}", "customer")
    found = refused(
        text,
        lambda draft, record: outcomes.reopen(
            draft, record, "pt2", "talk", date(2026, 4, 1), RULES, Pass(), why="x"
        ),
    )
    assert ("error-edit-stage-later", "pt2", "talk", date(2026, 5, 1), 4) == found


def test_an_open_deal_cannot_be_opened_again():
    assert ("error-edit-deal-open", "pt2", 4) == refused(
        PLAIN,
        lambda draft, record: outcomes.reopen(
            draft, record, "pt2", "talk", DAY, RULES, Pass(), why="x"
        ),
    )


def test_steps_to_the_signature_that_nobody_took_keep_a_deal_from_being_won():
    text = BOOK.format(", steps: {legal: 2026-08-01, order: 2026-08-04, sign: null}", "customer")
    make = lambda draft, record: outcomes.win(draft, record, "pt2", DAY, RULES, Pass())  # noqa: E731
    assert ("error-gate-win-shut", 4) == refused(text, make)
    expected = [
        (("gate-step", (step,)), ("do-step", ("hanbit", "pt2", step, DAY)))
        for step in ("order", "sign")
    ]
    assert expected == missing(text, make)
    forced = won(text, Pass(True, "signed at the fair"))["deals"]["pt2"]["outcome"]
    assert ("won", "signed at the fair") == (forced["result"], forced["note"])


def test_a_deal_opened_again_beyond_its_stage_needs_what_that_asks_for():
    rules = policy("stages: {talk: {exit: [source]}, offer: {}}\n")
    text = BOOK.format(", outcome: {result: lost, date: 2026-06-01}", "customer")

    def again(gate):
        return lambda draft, record: outcomes.reopen(
            draft, record, "pt2", "offer", DAY, rules, gate, why="they called", by="kim"
        )

    expected = [(("gate-source", ()), ("do-source", ("hanbit", "pt2", DAY)))]
    assert expected == missing(text, again(Pass(why="they called")))
    stages = after(text, again(Pass(True, "they called")))["deals"]["pt2"]["stages"]
    assert {"value": "offer", "by": "kim", "why": "they called"} == stages["2026-08-03"]
