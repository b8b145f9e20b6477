"""Assets: what falls due, how late, and whether somebody is at it."""

from datetime import date

from books import account, ask, policy
from crmcli.reports.customers import assets
from crmcli.reports.customers.assets import AssetRow

RULES = policy("products: {press: Press, filter: Filter}")
ACME = account(
    """
    {name: Acme, owner: kim, deals: {won: {products: {filter: 2}, outcome: {result: won, date: 2026-01-10}}},
     assets: {press: {since: 2019-03-01, replace: 2026-09-30}, filter: {qty: 24, since: 2026-01-10, replace: 2026-07-10}, desk: 1, later: {since: 2026-08-02, replace: 2026-09-01}}}
    """,
    "acme",
)
ZENITH = account(
    "{name: Zenith, assets: {filter: {qty: 1.5, replace: 2026-08-01}}, deals: {again: {products: {filter: 2}, stages: {2026-07-01: contacting}}}}",
    "zenith",
)


def test_what_has_a_day_stands_by_that_day():
    table = ask(assets, ACME, ZENITH, rules=RULES)
    assert [("acme", "filter", 22), ("zenith", "filter", 0), ("acme", "press", -60)] == [
        (row.account, row.product, row.days_late) for row in table.rows
    ]
    assert (
        AssetRow(
            "acme",
            "Acme",
            "filter",
            24,
            date(2026, 1, 10),
            date(2026, 7, 10),
            22,
            None,
            "kim",
            None,
            None,
        )
        == table.rows[0]
    )
    assert {"assets": 3, "overdue": 1, "without_deal": 2} == table.totals


def test_an_open_deal_about_the_product_is_named_and_a_closed_one_is_not():
    assert [None, "again", None] == [
        row.deal for row in ask(assets, ACME, ZENITH, rules=RULES).rows
    ]


def test_within_so_many_days_counts_the_last_of_them_and_all_that_is_late():
    counts = [len(ask(assets, ACME, ZENITH, rules=RULES, days=days).rows) for days in (1, 59, 60)]
    assert [2, 2, 3] == counts


def test_explain_names_the_places():
    assert {"replace": ("zenith/assets.filter.replace",), "deal": ("zenith/again",)} == ask(
        assets, ZENITH, rules=RULES, explain=True
    ).evidence[0]


def test_from_whom_and_at_which_site_are_shown_where_somebody_told_it():
    theirs = account(
        "{name: A, assets: {press: {replace: 2026-09-30, bought_from: FoxAir, unit: Plant 2}}}"
    )
    table = ask(assets, theirs, rules=RULES)
    assert [("FoxAir", "Plant 2")] == [(row.bought_from, row.unit) for row in table.rows]
    assert ([table.rows], ()) == (
        [section.rows for section in table.sections],
        ask(assets, ACME, rules=RULES).sections,
    )


def test_all_of_it_is_listed_with_what_has_no_day_last_and_only_what_has_one_falls_due():
    table = ask(assets, ACME, ZENITH, rules=RULES, all_=True)
    assert [("acme", "filter"), ("zenith", "filter"), ("acme", "press"), ("acme", "desk")] == [
        (row.account, row.product) for row in table.rows
    ]
    assert (
        AssetRow("acme", "Acme", "desk", 1, None, None, None, None, "kim", None, None)
        == table.rows[-1]
    )
    assert {"assets": 4, "overdue": 1, "without_deal": 2} == table.totals
    assert [("note-assets-owned", (4, 2)), ("note-assets-due", (3, 1, 2))] == [
        (note.key, note.args) for note in table.notes
    ]


def test_with_all_of_it_site_and_seller_stand_in_the_table_where_the_book_tells_any():
    theirs = account("{name: A, assets: {press: {unit: Plant 2}}}")
    table = ask(assets, theirs, rules=RULES, all_=True)
    fields = [column.field for column in table.columns]
    assert (True, False, ()) == ("unit" in fields, "bought_from" in fields, table.sections)
    assert [("note-assets-owned", (1, 1))] == [(note.key, note.args) for note in table.notes]
    assert [] == ask(assets, theirs, rules=RULES).rows


def test_explain_names_no_day_that_is_not_there():
    assert [
        {"replace": ("acme/assets.filter.replace",), "deal": ()},
        {"replace": (), "deal": ()},
    ] == [
        ask(assets, ACME, rules=RULES, explain=True, all_=True).evidence[place] for place in (0, -1)
    ]
