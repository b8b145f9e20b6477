"""Whitespace: which state a cell is in, and how much of what is for them they own."""

from datetime import date

import pytest

from books import account, ask, policy
from crmcli.domain.errors import CrmError
from crmcli.domain.relations.whitespace import Cell, cells
from crmcli.reports.customers import whitespace, whitespace_cells

RULES = policy("products: {core: Core, batch: {needs: [core]}, monitor: Monitoring}")


def book(text: str, name: str = "a"):
    return account(f"{{name: {name.upper()}, {text}}}", name)


def state(text: str, product: str = "monitor", as_of: date = date(2026, 8, 1)) -> str:
    return next(cell.state for cell in cells(book(text), RULES, as_of) if cell.product == product)


def deal(ending: str = "") -> str:
    return f"deals: {{d: {{products: {{monitor: 1}}{ending}}}}}"


def ended(result: str, day: str = "2026-02-01") -> str:
    return deal(f", outcome: {{result: {result}, date: {day}}}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("note: x", "gap"),
        ("assets: {monitor: 1}", "owned"),
        ("assets: {monitor: {since: 2026-08-01}}", "owned"),
        ("assets: {monitor: {since: 2026-08-02}}", "gap"),
        (ended("won"), "owned"),
        (deal(), "pipeline"),
        (ended("lost"), "lost"),
        (ended("no_decision"), "lost"),
        (ended("invalid"), "gap"),
        (ended("lost", "2025-08-02"), "lost"),
        (ended("lost", "2025-08-01"), "gap"),
        (ended("lost", "2026-08-02"), "pipeline"),
        ("not_eligible: {monitor: the group has one}", "not-eligible"),
        ("not_eligible: {monitor: no}, assets: {monitor: 1}", "owned"),
        ("not_eligible: {monitor: no}, " + ended("lost"), "lost"),
    ],
    ids=lambda value: value if len(value) < 15 else None,
)
def test_a_cell_is_the_first_state_that_holds(text, expected):
    assert expected == state(text)


def test_what_needs_another_product_is_not_eligible_until_that_one_is_owned():
    assert ["not-eligible", "gap", "not-eligible"] == [
        state(text, "batch")
        for text in ("note: x", "assets: {core: 1}", "deals: {d: {products: {core: 1}}}")
    ]


def test_the_reason_is_named():
    found = {
        cell.product: cell
        for cell in cells(
            book("not_eligible: {monitor: the group has one}"), RULES, date(2026, 8, 1)
        )
    }
    assert (
        Cell("monitor", "not-eligible", ("not_eligible.monitor",), "the group has one")
        == found["monitor"]
    )
    assert Cell("batch", "not-eligible", ("core",)) == found["batch"]


def test_penetration_leaves_out_what_is_not_for_them():
    table = ask(
        whitespace,
        book("assets: {core: 1}, not_eligible: {monitor: no}"),
        book("note: x", "b"),
        rules=RULES,
    )
    assert [("b", 0.0, ("batch",)), ("a", 0.5, ("monitor",))] == [
        (row.account, row.penetration, row.not_eligible) for row in table.rows
    ]
    assert {
        "core": (1, 0, 0, 0, 1, 0.5),
        "batch": (0, 0, 0, 1, 1, 0.0),
        "monitor": (0, 0, 0, 1, 1, 0.0),
    } == {row.product: row[1:] for row in table.totals.products}
    assert (2, 0.25) == (table.totals.accounts, table.totals.penetration)


def test_where_nothing_is_for_them_penetration_is_unknown_and_comes_last():
    table = ask(
        whitespace,
        book("not_eligible: {core: no, monitor: no}"),
        book("assets: {core: 1}", "b"),
        rules=RULES,
    )
    assert [("b", 0.3333333333333333), ("a", None)] == [
        (row.account, row.penetration) for row in table.rows
    ]


def test_every_product_stands_in_exactly_one_list_of_an_account():
    for row in ask(
        whitespace, book("assets: {core: 1}, " + deal()), book("note: x", "b"), rules=RULES
    ).rows:
        assert ["batch", "core", "monitor"] == sorted(
            product for products in row[3:8] for product in products
        )
        expected = {"a": ["owned", "gap", "pipeline"], "b": ["gap", "not-eligible", "gap"]}
        assert expected[row.account] == [
            row.item(product) for product in ("core", "batch", "monitor")
        ]


def test_churned_and_disqualified_accounts_have_no_row_but_can_be_named():
    gone = [book(f"status: {status}", status) for status in ("churned", "disqualified")]
    assert (
        []
        == ask(whitespace, *gone, rules=RULES).rows
        == ask(whitespace_cells, *gone, rules=RULES, product="core").rows
    )
    assert 3 == len(ask(whitespace_cells, gone[0], rules=RULES, account="churned").rows)


def test_one_account_shows_its_gaps_first_and_what_is_owned_last():
    rows = ask(
        whitespace_cells, book("assets: {core: 1}, " + deal()), rules=RULES, account="a"
    ).rows
    assert [("batch", "gap"), ("monitor", "pipeline"), ("core", "owned")] == [
        (row.product, row.state) for row in rows
    ]
    assert [(), ("a/d",), ("a/assets.core",)] == [row.records for row in rows]


def test_one_product_shows_who_could_have_it():
    table = ask(
        whitespace_cells,
        book("assets: {core: 1}"),
        book("note: x", "b"),
        rules=RULES,
        product="core",
    )
    assert [("b", "gap"), ("a", "owned")] == [(row.account, row.state) for row in table.rows]
    assert {
        "owned": 1,
        "pipeline": 0,
        "lost": 0,
        "not_eligible": 0,
        "gap": 1,
        "penetration": 0.5,
    } == table.totals


def test_an_unknown_product_is_refused_with_those_that_are_known():
    with pytest.raises(CrmError) as caught:
        ask(whitespace_cells, book("note: x"), rules=RULES, product="cores")
    assert ("error-no-product", 4, ("core, batch, monitor",)) == (
        caught.value.message.key,
        caught.value.status,
        caught.value.hint.args,
    )


def test_without_products_there_is_no_grid():
    table = ask(whitespace, book("note: x"), rules=policy("products: {}"))
    assert ([], ["note-whitespace-no-products"]) == (table.rows, [note.key for note in table.notes])


def test_explain_names_the_products_of_every_state():
    (behind,) = ask(
        whitespace, book("assets: {core: 1}, " + deal()), rules=RULES, explain=True
    ).evidence
    assert {
        "owned": ("core",),
        "pipeline": ("monitor",),
        "lost": (),
        "not_eligible": (),
        "gap": ("batch",),
    } == behind
