"""Product families and the tags of owners, wherever a report has rows by product or owner: each in its row, and once in the total."""

from datetime import date

import pytest
from typer.main import get_command

from books import account, ask, policy
from crmcli.commands.app import app
from crmcli.reports.coverage import coverage, plans
from crmcli.reports.customers import retention, satisfaction
from crmcli.reports.forecast import forecast
from crmcli.reports.pipeline import losses, objections, pipeline, stages, velocity, winrate
from crmcli.reports.queries import quality
from crmcli.reports.relations import team

GROUPED = (
    coverage,
    forecast,
    losses,
    objections,
    pipeline,
    plans,
    quality,
    retention,
    satisfaction,
    stages,
    team,
    velocity,
    winrate,
)
RULES = policy("""
    currency: USD
    min_sample: 1
    team: {ada: {tags: [west, key, west]}, bo: {tags: [west]}, eve: {}}
    stages: {talking: {probability: 50}, offered: {probability: 50}}
    products: {core: {list_price: 300, family: big}, tool: {list_price: 100, family: big}, odd: {list_price: 100}, plug: {list_price: 10, family: small}}
    objections: {price: {}}
""")
DEALS = """
    a: {owner: ada, products: {core: 1, tool: 1, plug: 1}, stages: {2026-01-01: talking}%s}
    b: {owner: bo, products: {odd: 1, plug: 1}, stages: {2026-01-01: talking}%s}
    c: {owner: eve, products: {odd: 1}, stages: {2026-01-01: talking}%s}
    d: {owner: gone, stages: {2026-01-01: talking}%s}
"""
LOG = "[{date: 2026-02-01, type: call, deal: a, objections: {price: unresolved}}, {date: 2026-02-01, type: call, deal: c, objections: {price: unresolved}}]"


def book(ending):
    return account(f"name: Acme\ndeals:{DEALS.replace('%s', ending)}\nlog: {LOG}\n", "acme")


OPEN, WON, LOST = (
    book(", close: 2026-09-01"),
    book(", outcome: {result: won, date: 2026-03-01}"),
    book(", outcome: {result: lost, date: 2026-03-01}"),
)
FAMILY, TAG = {"big": 1, "small": 2, None: 3}, {"west": 2, "key": 1, None: 2}


def counted(report, of, field, **asked):
    table = ask(report, of, rules=RULES, **asked)
    return {row.group: getattr(row, field) for row in table.rows}, getattr(table.totals, field)


@pytest.mark.parametrize(("by", "expected"), [("family", FAMILY), ("owner_tag", TAG)])
@pytest.mark.parametrize(
    ("report", "of", "field"),
    [(winrate, WON, "won"), (pipeline, OPEN, "deals"), (losses, LOST, "deals")],
)
def test_a_deal_stands_once_in_each_family_and_each_tag_and_once_in_the_total(
    report, of, field, by, expected
):
    assert (expected, 4) == counted(report, of, field, by=by)


def test_an_owner_whose_tags_stand_twice_counts_once():
    only = account("{name: A, owner: ada, deals: {a: {outcome: {result: won, date: 2026-03-01}}}}")
    assert ({"west": 1, "key": 1}, 1) == counted(winrate, only, "won", by="owner_tag")


def test_objections_are_counted_by_family_and_tag():
    assert ({"big": 1, "small": 1, None: 1}, 2) == counted(objections, OPEN, "raised", by="family")
    assert ({"west": 1, "key": 1, None: 1}, 2) == counted(
        objections, OPEN, "raised", by="owner_tag"
    )


def test_speed_and_passages_go_by_tag():
    assert (TAG, 4) == counted(velocity, OPEN, "open", by="owner_tag")
    rows = ask(stages, WON, rules=RULES, by="owner_tag").rows
    assert TAG == {row.group: row.reached for row in rows if row.stage == "talking"}


def test_a_forecast_adds_up_the_parts_of_a_family_and_counts_the_deal_once_in_it():
    table = ask(forecast, OPEN, rules=RULES, as_of=date(2026, 8, 5), by="family")
    assert {"big": (1, 400, 200), None: (3, 200, 100), "small": (2, 20, 10)} == {
        row.group: row[1:4] for row in table.rows
    }
    assert (4, 620, 310) == table.totals[1:4]


def test_a_forecast_by_tag_has_the_whole_deal_in_each_row():
    table = ask(forecast, OPEN, rules=RULES, as_of=date(2026, 8, 5), by="owner_tag")
    assert {"west": (2, 520, 260), "key": (1, 410, 205), None: (2, 100, 50)} == {
        row.group: row[1:4] for row in table.rows
    }
    assert (4, 620, 310) == table.totals[1:4]


def test_quantities_stand_below_the_family_of_their_product_and_each_tag_of_the_owner():
    rows = ask(forecast, OPEN, rules=RULES, as_of=date(2026, 8, 5), by="family", quantity=True).rows
    assert [
        ("big", "core", 1, 1),
        ("big", "tool", 1, 1),
        ("small", "plug", 2, 2),
        (None, "odd", 2, 2),
    ] == [row[:4] for row in rows]
    rows = ask(
        forecast, OPEN, rules=RULES, as_of=date(2026, 8, 5), by="owner_tag", quantity=True
    ).rows
    assert [
        ("key", "core"),
        ("key", "tool"),
        ("key", "plug"),
        ("west", "core"),
        ("west", "tool"),
        ("west", "odd"),
        ("west", "plug"),
        (None, "odd"),
    ] == [row[:2] for row in rows]


def test_commands_offer_the_groupings_that_their_reports_know():
    root = get_command(app)
    for report in (module.REPORT for module in GROUPED):
        options = {each.name: each for each in root.get_command(None, report.name).params}
        offered = options["by"].type.func.words
        assert (report.name, report.groupings) == (report.name, offered)
