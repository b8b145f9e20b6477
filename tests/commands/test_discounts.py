"""What goes below the floor is told when it is written, by whatever command; nobody is kept from writing it."""

import pytest

POLICY = """\
language: en
role_sets: {}
products: {core: {list_price: 100, floor_pct_off: 10}, batch: {list_price: 50}}
discounts: {approval: {10: manager, 15: executive}}
team: {ada: {name: Ada, function: executive}, ben: {name: Ben, function: manager}}
"""
ACME = "name: Acme\ndeals:\n  line: {stages: {2026-07-01: presenting}, products: {core: 1}}\n"


@pytest.fixture
def book(crm):
    crm.write({"acme": ACME}, POLICY)
    return crm


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["deal", "edit", "acme", "line", "--unit-price", "core=80"],
            "line: core is sold 20.0 % below its list price without the approval of an executive",
        ),
        (
            ["deal", "edit", "acme", "line", "--unit-price", "core=88"],
            "line: core is sold 12.0 % below its list price without the approval of a manager",
        ),
        (
            ["deal", "amount", "acme", "line", "50", "--date", "2026-07-20"],
            "line: the deal is worth 50.0 % less than its products by the list, without the approval of an executive",
        ),
        (
            [
                "deal",
                "new",
                "acme",
                "More",
                "--product",
                "batch",
                "--amount",
                "25",
                "--date",
                "2026-07-20",
            ],
            "more: the deal is worth 50.0 %",
        ),
        (
            [
                "deal",
                "edit",
                "acme",
                "line",
                "--unit-price",
                "core=80",
                "--approved-by",
                "core=ben",
            ],
            "without the approval of an executive",
        ),
    ],
)
@pytest.mark.parametrize("dry", [False, True])
def test_a_discount_that_nobody_has_approved_is_told(book, words, told, dry):
    ran = book(*words, *(["--dry-run"] if dry else []))
    assert (0, 1) == (ran.status, ran.told.count("approval")), ran.told
    assert told in ran.told


@pytest.mark.parametrize(
    "words",
    [
        ["deal", "edit", "acme", "line", "--unit-price", "core=90"],
        ["deal", "edit", "acme", "line", "--unit-price", "core=80", "--approved-by", "core=ada"],
        ["deal", "amount", "acme", "line", "90", "--date", "2026-07-20"],
        ["deal", "edit", "acme", "line", "--type", "upsell"],
    ],
)
def test_what_nobody_has_to_approve_is_not(book, words):
    ran = book(*words)
    assert (0, "") == (ran.status, ran.told)


def test_what_was_there_before_is_not_told_again(book):
    assert "approval" in book("deal", "amount", "acme", "line", "50", "--date", "2026-07-20").told
    assert "" == book("deal", "edit", "acme", "line", "--type", "upsell").told
    assert "approval" in book("deal", "amount", "acme", "line", "40", "--date", "2026-07-21").told


def test_the_gate_of_a_sale_and_the_exit_of_the_stage_see_it(book):
    book("deal", "amount", "acme", "line", "50", "--date", "2026-07-20")
    ran = book("deal", "win", "acme", "line", "--date", "2026-07-21")
    assert (4, True) == (
        ran.status,
        "the deal is worth 50.0 % less than its products by the list" in ran.told,
    ), ran.told
    assert "discount-over-floor" in book("lint").text
    book("deal", "edit", "acme", "line", "--approved-by", "core=ada")
    assert 0 == book("deal", "win", "acme", "line", "--date", "2026-07-21").status
