"""Rotten deals: idle for more than their stage allows, and not parked."""

from books import account, ask
from crmcli.reports.pipeline import rotten

BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    deals:
      small: {stages: {2026-06-01: contacting}, amount: 5}
      big: {stages: {2026-07-17: contacting}, amount: 500}
      unvalued: {stages: {2026-06-01: contacting}}
      just-not: {stages: {2026-07-18: contacting}, amount: 900}
      parked: {stages: {2026-06-01: contacting}, amount: 900, next: {date: 2026-08-02, with: park}}
      touched: {stages: {2026-06-01: contacting}, amount: 900}
      ended: {stages: {2026-06-01: contacting}, amount: 900, outcome: {result: lost, date: 2026-08-01}}
    log: [{date: 2026-07-18, type: call, deal: touched}]
""")


def test_a_row_per_rotten_deal_the_most_valuable_first():
    assert [("big", 15), ("small", 61), ("unvalued", 61)] == [
        (row.deal, row.idle) for row in ask(rotten, BOOK).rows
    ]


def test_of_equal_value_the_longest_idle_comes_first():
    book = account(
        "{name: A, deals: {a: {stages: {2026-07-01: contacting}}, b: {stages: {2026-06-01: contacting}}}}"
    )
    assert ["b", "a"] == [row.deal for row in ask(rotten, book).rows]


def test_explain_names_the_deal_and_what_moved_it_last():
    book = account("""
        name: 한빛전자
        deals:
          staged: {stages: {2026-05-01: prospecting, 2026-06-01: contacting}, amount: 3}
          raised: {stages: {2026-06-01: contacting}, amount: {2026-06-05: 1, 2026-06-10: 2}}
          spoken: {stages: {2026-06-01: contacting}, amount: 1}
        log:
          - {date: 2026-06-11, type: call, deal: spoken}
          - {date: 2026-06-11, type: email, deal: spoken}
          - {date: 2026-06-11, type: call, deal: other}
    """)
    expected = [
        {"deal": ("hanbit/staged",), "idle": ("deals.staged.stages.2026-06-01",)},
        {"deal": ("hanbit/raised",), "idle": ("deals.raised.amount.2026-06-10",)},
        {"deal": ("hanbit/spoken",), "idle": ("log 2026-06-11 call",)},
    ]
    assert expected == ask(rotten, book, explain=True).evidence
