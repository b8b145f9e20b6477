"""What happened: an entry in its place, and what it leads to in the same breath."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from golden import recorded

from crmcli.domain.records.account import Account, Entry
from crmcli.edits.entries import Happened, log, place_of
from crmcli.edits.deals.steps import Step
from edits.drafting import DAY, after, becomes, refused, tree

BOOK = """
    name: 한빛
    contacts: {lee: 이동현, park: {name: 박재형, stance: neutral}}
    deals:
      pt2: {next: 2026-08-01}
      old: {outcome: {result: lost, date: 2026-01-15, reason: price}}
"""


def entered(text=BOOK, **told):
    return after(
        text,
        lambda draft, record: log(
            draft, record, Happened(**{"date": DAY, "type": "call", **told}), DAY
        ),
    )


def test_an_entry_says_what_it_was_told_and_nothing_else():
    assert [{"date": "2026-08-03", "type": "call"}] == entered()["log"]
    whole = entered(
        by=("kim", "han"),
        with_=("lee",),
        deal="pt2",
        direction="inbound",
        outcome="reached",
        mood="positive",
        said="좋다",
        what="시험 결과",
        gave=("a.pdf",),
        objections={"price": "unresolved"},
        note="참고",
    )
    expected = "{date: 2026-08-03, type: call, by: [kim, han], with: lee, deal: pt2, direction: inbound, outcome: reached, mood: positive, said: 좋다, what: 시험 결과, gave: a.pdf, objections: {price: unresolved}, note: 참고}"
    assert [tree(expected)] == whole["log"]


def test_a_check_in_says_how_they_use_it_and_how_content_they_are():
    assert [
        {"date": "2026-08-03", "type": "check_in", "usage": "두 조", "score": "0", "note": "n"}
    ] == entered(type="check_in", usage="두 조", score=0, note="n")["log"]
    assert "10" == entered(type="check_in", score=10)["log"][-1]["score"]
    assert ("error-edit-score", "11", 10, 2) == refused(
        BOOK, lambda draft, record: log(draft, record, Happened(DAY, "check_in", score=11), DAY)
    )


def test_that_we_called_them_goes_without_saying():
    assert [{"date": "2026-08-03", "type": "call"}] == entered(direction="outbound")["log"]


def test_a_promise_is_the_deals_next_step_or_the_entrys_if_no_deal_is_named():
    step = Step(DAY, "보고서", with_=("lee",))
    of_deal, of_entry = entered(deal="pt2", next=step), entered(next=step)
    promise = {"date": "2026-08-03", "what": "보고서", "with": "lee"}
    assert (promise, "next" in of_deal["log"][0]) == (of_deal["deals"]["pt2"]["next"], False)
    assert ("2026-08-01", promise) == (of_entry["deals"]["pt2"]["next"], of_entry["log"][0]["next"])


def test_a_stance_is_written_at_the_person_with_the_reason_that_was_given_and_no_other():
    told = entered(
        by=("kim", "han"),
        what="결과",
        said="비싸다",
        stances={"lee": "friendly", "park": "negative"},
        whys={"park": "가격"},
    )["contacts"]
    assert {"name": "이동현", "stance": {"2026-08-03": {"value": "friendly", "by": "kim"}}} == told[
        "lee"
    ]
    assert {
        "undated": "neutral",
        "2026-08-03": {"value": "negative", "by": "kim", "why": "가격"},
    } == told["park"]["stance"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-07-01", "2026-09-01"], ["2026-07-01", "new", "2026-09-01"]),
        (["2026-07-01", "2026-08-03"], ["2026-07-01", "2026-08-03", "new"]),
        (["2026-09-01", "2026-07-01"], ["2026-09-01", "new", "2026-07-01"]),
        (["2026-08-03", "2026-07-01"], ["new", "2026-08-03", "2026-07-01"]),
        (["2026-09-01"], ["new", "2026-09-01"]),
        ([], ["new"]),
    ],
)
def test_entries_stand_in_the_order_of_their_days_and_newest_first_stays_newest_first(
    days, expected
):
    lines = "".join(f"  - {{date: {day}, type: visit}}\n" for day in days)
    written = entered(f"name: A\nlog:\n{lines}")["log"]
    assert expected == ["new" if each["type"] == "call" else each["date"] for each in written]


@pytest.mark.parametrize(
    ("day", "order"), [("2026-09-01", ["call", "visit"]), ("2026-07-01", ["visit", "call"])]
)
def test_one_entry_without_a_dash_becomes_a_list(day, order):
    assert order == [
        each["type"] for each in entered(f"name: A\nlog: {{date: {day}, type: visit}}\n")["log"]
    ]


def test_what_has_not_come_yet_is_no_entry():
    assert ("error-edit-future", DAY, 2) == refused(
        BOOK, lambda draft, record: log(draft, record, Happened(DAY, "call"), DAY.replace(day=2))
    )


def test_nothing_can_be_promised_for_a_deal_that_has_ended_but_it_can_be_talked_about():
    assert (
        "error-edit-deal-ended"
        == refused(
            BOOK,
            lambda draft, record: log(
                draft, record, Happened(DAY, "call", deal="old", next=Step(DAY)), DAY
            ),
        )[0]
    )
    becomes(
        "name: A\ndeals: {old: {outcome: {result: won, date: 2026-01-01}}}\n",
        lambda draft, record: log(draft, record, Happened(DAY, "call", deal="old"), DAY),
        """
        name: A
        deals: {old: {outcome: {result: won, date: 2026-01-01}}}
        log: [{date: 2026-08-03, type: call, deal: old}]
    """,
    )


def test_an_entry_of_a_time_stands_where_its_time_belongs():
    """In every short log: places.txt says where one of no time, and of each time, goes. UPDATE=1 writes it anew."""
    parts = [("1", None), ("2", None), ("2", "09:00"), ("2", "10:00"), ("3", None)]
    found = []
    for many in range(4):
        for days in product(parts, repeat=many):
            entries = tuple(Entry(date(2026, 8, int(day)), "call", time=time) for day, time in days)
            book = Account("A", log=entries)
            places = [
                place_of(book, date(2026, 8, 2), time)
                for time in (None, "08:00", "09:00", "09:30", "10:00", "11:00")
            ]
            said = " ".join(f"{day}{f' {time}' if time else ''}," for day, time in days)
            found.append(f"{said or 'nothing'} {places}")
    assert found == recorded(Path(__file__).with_name("places.txt"), found)
