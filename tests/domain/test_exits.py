"""Exit criteria: each is missing until the book says so, and not before its day."""

from datetime import date

import pytest

from books import AS_OF, account, policy
from crmcli.domain.deals.exits import missing_exits
from crmcli.domain.records.words import EXITS

RULES = policy("""
    products: {core: {list_price: 100, floor_pct_off: 10}}
    stages:
      every: {exit: [source, problems, decision_maker, annual_revenue, two_way_touch, bant, proposal, next, discount_ok]}
      own: {exit: [site-survey]}
      free: {}
""")
EMPTY = "{name: 한빛전자, deals: {pt2: {}}}"


def missing(text: str, stage: str | None = "every", as_of: date = AS_OF) -> tuple[str, ...]:
    book = account(text)
    return missing_exits(book, "pt2", book.deals["pt2"], stage, RULES, as_of)


def test_an_empty_deal_lacks_everything_but_a_discount_to_approve():
    assert tuple(need for need in EXITS if need not in ("qualification", "discount_ok")) == missing(
        EMPTY
    )


@pytest.mark.parametrize(
    ("need", "book"),
    [
        ("source", "{name: A, source: event, deals: {pt2: {}}}"),
        ("source", "{name: A, deals: {pt2: {source: event}}}"),
        ("problems", "{name: A, research: {problems: 야간 배치}, deals: {pt2: {}}}"),
        ("decision_maker", "{name: A, research: {decision_maker: park-jh}, deals: {pt2: {}}}"),
        ("decision_maker", "{name: A, deals: {pt2: {people: {park-jh: budget_holder}}}}"),
        ("annual_revenue", "{name: A, research: {annual_revenue: 1}, deals: {pt2: {}}}"),
        (
            "two_way_touch",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-01, type: call, deal: pt2}]}",
        ),
        ("two_way_touch", "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-01, type: call}]}"),
        (
            "bant",
            "{name: A, deals: {pt2: {bant: {budget: met, need: met, timeline: {status: partial, mitigation: wait}}}}}",
        ),
        (
            "proposal",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-01, type: email, deal: pt2, gave: 제안서.pdf}]}",
        ),
        (
            "proposal",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-01, type: demo, deal: pt2}]}",
        ),
        ("next", "{name: A, deals: {pt2: {next: 2026-08-02}}}"),
    ],
)
def test_a_criterion_is_met_by_what_the_book_says(need, book):
    assert need in missing(EMPTY)
    assert need not in missing(book)


@pytest.mark.parametrize(
    ("need", "book"),
    [
        ("decision_maker", "{name: A, deals: {pt2: {people: {park-jh: champion}}}}"),
        (
            "two_way_touch",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-02, type: call, deal: pt2}]}",
        ),
        (
            "two_way_touch",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-01, type: call, deal: other}]}",
        ),
        (
            "two_way_touch",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-01, type: call, deal: pt2, outcome: no_answer}]}",
        ),
        ("bant", "{name: A, deals: {pt2: {bant: {budget: met, need: met}}}}"),
        (
            "bant",
            "{name: A, deals: {pt2: {bant: {budget: met, need: met, timeline: {status: met, date: 2026-08-02}}}}}",
        ),
        (
            "proposal",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-02, type: demo, deal: pt2}]}",
        ),
        (
            "proposal",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-01, type: demo, deal: pt2, outcome: cancelled}]}",
        ),
        (
            "proposal",
            "{name: A, deals: {pt2: {}}, log: [{date: 2026-08-01, type: demo, deal: other}]}",
        ),
        ("discount_ok", "{name: A, deals: {pt2: {products: {core: {unit_price: 89}}}}}"),
    ],
)
def test_a_criterion_is_missing_for_all_else(need, book):
    assert need in missing(book)


def test_a_discount_within_the_floor_is_fine():
    assert "discount_ok" not in missing(
        "{name: A, deals: {pt2: {products: {core: {unit_price: 90}}}}}"
    )


def test_a_custom_field_is_met_once_it_is_filled_in_on_the_deal_or_the_account():
    assert ("site-survey",) == missing(EMPTY, "own")
    assert () == missing("{name: A, deals: {pt2: {custom: {site-survey: done}}}}", "own")
    assert () == missing("{name: A, custom: {site-survey: done}, deals: {pt2: {}}}", "own")


@pytest.mark.parametrize("stage", ["free", "haggling", None])
def test_a_stage_that_asks_for_nothing_or_is_unknown_lacks_nothing(stage):
    assert () == missing(EMPTY, stage)
