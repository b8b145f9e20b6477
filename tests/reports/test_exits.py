"""Missing exit criteria: every open deal that lacks something, the furthest in the process first."""

from books import account, ask, policy
from crmcli.domain.deals.exits import CHECKS
from crmcli.reports.pipeline import exits
from crmcli.reports.pipeline.exits import ExitRow

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
    assert (
        []
        == ask(exits, account("{name: A, source: event, deals: {d: {stages: prospecting}}}")).rows
    )


def places(text: str, rules: str = "") -> list[dict[str, tuple[str, ...]]]:
    return [*ask(exits, account(text), rules=policy(rules), explain=True).evidence]


def test_explain_says_where_what_is_missing_would_be_written():
    assert [
        {"proposal": ("log",)},
        {"source": ("deals.bigger.source", "source")},
        {"source": ("deals.first.source", "source")},
    ] == [*ask(exits, BOOK, explain=True).evidence]
    assert [
        {
            "problems": ("research.problems",),
            "decision_maker": ("research.decision_maker", "deals.d.people"),
            "annual_revenue": ("research.annual_revenue",),
        }
    ] == places("{name: A, deals: {d: {stages: research}}}")


def test_of_bant_the_criteria_neither_met_nor_mitigated_are_named():
    found = places(
        "{name: A, deals: {d: {stages: qualification, bant: {budget: met, need: {status: unmet, mitigation: wait}, timeline: partial}}}}"
    )
    assert [{"bant": ("deals.d.bant.authority", "deals.d.bant.timeline")}] == found


def test_something_done_about_an_answer_that_is_not_known_does_not_pass_it():
    found = places(
        "{name: A, deals: {d: {stages: qualification, bant: {budget: met, authority: met, need: {status: unknown, mitigation: wait}}}}}"
    )
    assert [{"bant": ("deals.d.bant.need", "deals.d.bant.timeline")}] == found


def test_an_unapproved_discount_is_approved_beside_its_product():
    sold = "{core: {list_price: 100, unit_price: 50}, batch: {list_price: 100, unit_price: 100}}"
    found = places(
        f"{{name: A, deals: {{d: {{stages: closing, products: {sold}}}}}}}",
        "discounts: {approval: {10: manager}}",
    )
    assert [{"discount_ok": ("deals.d.products.core.approved_by",)}] == found


def test_a_custom_field_may_stand_with_the_deal_or_the_account():
    found = places(
        "{name: A, deals: {d: {stages: talk}}}",
        "{stages: {talk: {exit: [budget_code]}}, fields: {budget_code: {type: text, on: deal}}}",
    )
    assert [{"budget_code": ("deals.d.custom.budget_code", "custom.budget_code")}] == found


def test_every_criterion_has_its_place():
    assert {*CHECKS} == {*exits.PLACES, "bant", "qualification", "discount_ok"}
