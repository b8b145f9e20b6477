"""Missing exit criteria: every open deal that lacks something, the furthest in the process first."""

from books import account, ask
from crmcli.reports import exits
from crmcli.reports.exits import ExitRow

BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    deals:
      first: {stages: {2026-07-01: prospecting}, amount: 5}
      bigger: {stages: {2026-07-01: prospecting}, amount: 50, owner: lee-js}
      far: {stages: {2026-07-01: presenting}, amount: 1, next: 2026-08-05}
      ready: {stages: {2026-07-01: closing}}
      lost: {stages: {2026-07-01: prospecting}, outcome: {result: lost, date: 2026-08-01}}
      future: {stages: {2026-08-02: prospecting}}
""")


def test_a_row_per_open_deal_that_lacks_something():
    expected = [
        ExitRow("hanbit", "far", "presenting", ("proposal",), 1, "kim-mj"),
        ExitRow("hanbit", "bigger", "prospecting", ("source",), 50, "lee-js"),
        ExitRow("hanbit", "first", "prospecting", ("source",), 5, "kim-mj"),
    ]
    assert expected == ask(exits, BOOK).rows


def test_a_book_in_order_lacks_nothing():
    assert [] == ask(exits, account("{name: A, source: event, deals: {d: {stages: prospecting}}}")).rows
