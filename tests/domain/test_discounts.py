"""Discounts: what needs an approval, and who may give it; product by product, and for the deal as a whole."""

from datetime import date

import pytest
from books import AS_OF, account, policy

from crmcli.domain.deals.discounts import Discount, may_approve, unapproved_discounts

RULES = policy("""
    products: {core: {list_price: 180_000_000, floor_pct_off: 12}, batch: {list_price: 40_000_000}, advice: 자문}
    discounts: {approval: {10: manager, 15: executive}}
    team:
      kim-mj: {name: 김민지, manager: jang-th}
      jang-th: {name: 장태호, function: sales}
      park-ms: {name: 박민수, function: manager}
      choi-exec: {name: 최상무, function: executive}
      lee-cs: {name: 이철수, function: support}
""")


def deal(text: str):
    return account(f"{{name: 한빛전자, deals: {{pt2: {text}}}}}").deals["pt2"]


def of(text: str, day: date = AS_OF) -> list[tuple[str | None, str]]:
    """What is not approved in the deal: the product, None for all of it, and who would have to."""
    found = unapproved_discounts(deal(text), RULES, day)
    return [(each.product, each.wanted) for each in found]


def unapproved(line: str) -> list[tuple[str | None, str]]:
    return of(f"{{products: {line}}}")


def test_a_discount_down_to_the_floor_needs_no_approval():
    assert [] == unapproved("{core: {unit_price: 158_400_000}}")  # 12 % off 180 million


def test_a_discount_below_the_floor_needs_a_manager():
    assert [("core", "manager")] == unapproved("{core: {unit_price: 158_399_999}}")


def test_a_deep_discount_needs_an_executive():
    assert [("core", "executive")] == unapproved(
        "{core: {unit_price: 100_000_000, approved_by: park-ms}}"
    )
    assert [] == unapproved("{core: {unit_price: 100_000_000, approved_by: choi-exec}}")


@pytest.mark.parametrize("who", ["park-ms", "jang-th", "choi-exec"])
def test_a_manager_is_who_has_the_function_or_leads_somebody(who):
    assert [] == unapproved(f"{{core: {{unit_price: 158_000_000, approved_by: {who}}}}}")


@pytest.mark.parametrize("who", ["kim-mj", "nobody"])
def test_somebody_without_the_right_cannot_approve(who):
    assert [("core", "manager")] == unapproved(
        f"{{core: {{unit_price: 158_000_000, approved_by: {who}}}}}"
    )


def test_the_deals_own_list_price_counts_before_the_policys():
    assert [] == unapproved("{core: {list_price: 100, unit_price: 90}}")


@pytest.mark.parametrize(
    "line",
    [
        "{advice: {unit_price: 1}}",
        "{core: {list_price: 0, unit_price: 0}}",
        "{core: 1}",
        "{core: {unit_price: 200_000_000}}",
    ],
)
def test_without_two_prices_or_a_lower_one_there_is_no_discount(line):
    assert [] == unapproved(line)


@pytest.mark.parametrize(
    ("wanted", "may"),
    [
        ("manager", {"jang-th", "park-ms", "choi-exec"}),  # who leads somebody is a line manager
        ("executive", {"choi-exec"}),
        ("support", {"lee-cs", "choi-exec"}),
        ("sales", {"kim-mj", "jang-th", "choi-exec"}),
    ],
)
def test_each_level_has_its_approvers_and_no_others(wanted, may):
    assert may == {who for who in (*RULES.team, "nobody", None) if may_approve(who, wanted, RULES)}


# --- the deal as a whole


def test_half_the_list_price_is_a_discount_also_where_only_the_amount_says_so():
    found = unapproved_discounts(deal("{amount: 90_000_000, products: {core: 1}}"), RULES, AS_OF)
    assert [Discount(None, 50, "executive")] == found


def test_an_amount_down_to_the_floor_of_its_products_needs_no_approval():
    # 12 % of 180 million and 10 % of 2 x 40 million may go: 29.6 of 260 million
    amount = "{{amount: {}, products: {{core: 1, batch: 2}}}}"
    assert [[], [(None, "manager")]] == [
        of(amount.format(each)) for each in (230_400_000, 230_399_999)
    ]


def test_the_whole_is_approved_by_who_may_on_each_of_its_products():
    lines = "{{amount: 110_000_000, products: {{core: {{approved_by: {}}}, batch: {{approved_by: {}}}}}}}"
    assert [] == of(lines.format("choi-exec", "choi-exec"))
    for pair in (("choi-exec", "jang-th"), ("jang-th", "jang-th")):
        assert [(None, "executive")] == of(lines.format(*pair))


def test_an_amount_that_is_what_the_prices_come_to_is_judged_price_by_price():
    line = "{{amount: 100_000_000, products: {{core: {{unit_price: 100_000_000{}}}}}}}"
    assert [("core", "executive")] == of(line.format(""))
    assert [] == of(line.format(", approved_by: choi-exec"))


def test_a_further_discount_on_top_of_approved_prices_needs_its_own_approval():
    line = (
        "{{amount: 140_000_000, products: {{core: {{unit_price: 155_000_000, approved_by: {}}}}}}}"
    )
    assert [(None, "executive")] == of(line.format("park-ms"))
    assert [] == of(line.format("choi-exec"))


def test_the_amount_of_the_day_counts():
    text = "{amount: {2026-05-01: 180_000_000, 2026-08-01: 90_000_000}, products: {core: 1}}"
    assert ([], [(None, "executive")]) == (of(text, date(2026, 7, 31)), of(text))


@pytest.mark.parametrize(
    "text",
    [
        "{amount: 1}",
        "{amount: 1, products: {advice: 1}}",
        "{amount: 1, products: {core: 1, advice: 1}}",
        "{products: {core: 1}}",
        "{amount: 300_000_000, products: {core: 1}}",
    ],
)
def test_without_a_list_price_of_everything_or_with_a_higher_amount_there_is_none(text):
    assert [] == of(text)


def test_without_floors_and_approvals_nobody_has_to_approve_anything():
    rules = policy("products: {core: {list_price: 100}}\ndiscounts: {approval: {}}")
    assert [] == unapproved_discounts(
        deal("{amount: 1, products: {core: {unit_price: 2}}}"), rules, AS_OF
    )


@pytest.mark.parametrize(
    ("off", "wanted"),
    [(10, None), (11, "finance"), (20, "finance"), (21, "manager"), (31, "executive")],
)
def test_whoever_approves_so_much_off_is_told_from_the_first_level_on(off, wanted):
    rules = policy(
        "products: {core: {list_price: 100}}\ndiscounts: {approval: {30: executive, 10: finance, 20: manager}}\n"
    )
    found = unapproved_discounts(
        deal(f"{{products: {{core: {{unit_price: {100 - off}}}}}}}"), rules, AS_OF
    )
    assert [wanted] * (wanted is not None) == [each.wanted for each in found]


def test_below_the_first_level_but_above_its_own_floor_a_manager_approves():
    rules = policy(
        "products: {core: {list_price: 100, floor_pct_off: 5}}\ndiscounts: {approval: {10: finance}}\n"
    )
    for off, wanted in ((5, []), (6, ["manager"]), (10, ["manager"]), (11, ["finance"])):
        found = unapproved_discounts(
            deal(f"{{products: {{core: {{unit_price: {100 - off}}}}}}}"), rules, AS_OF
        )
        assert wanted == [each.wanted for each in found]
