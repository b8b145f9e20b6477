"""The pipeline: open deals by stage or group, what they are worth and what is wrong with them."""

from datetime import date

from books import AS_OF, account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.pipeline import pipeline
from crmcli.reports.pipeline.pipeline import GroupRow, PipelineRow

RULES = policy("""
    role_sets: {r: {ceo: {weight: 3}, cio: {weight: 3}}}
    default_role_set: r
    stages: {early: {probability: 10, rot_days: 14}, middle: {probability: 50, rot_days: 14, min_coverage: 50}, late: {probability: 80}}
    products: {core: {list_price: 100}}
""")
BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    segment: A
    roles: {ceo: park}
    contacts: {park: 박재형}
    deals:
      fresh: {stages: {2026-07-30: early}, amount: 15, type: new}
      rotten: {stages: {2026-07-01: early}, amount: 27, type: new, close: 2026-07-31}
      parked: {stages: {2026-06-01: middle}, products: {core: 2}, next: {date: 2026-08-02, with: park}, owner: lee-js}
      unvalued: {stages: {2026-07-31: early}}
      undated: {stages: early, amount: 1}
      won: {stages: {2026-06-01: early}, amount: 1000, outcome: {result: won, date: 2026-07-01}}
      lost: {stages: {2026-06-01: early}, amount: 1000, outcome: {result: lost, date: 2026-08-01}}
      soon-lost: {stages: {2026-07-22: middle}, amount: 101, outcome: {result: lost, date: 2026-08-02}}
      future: {stages: {2026-08-02: early}, amount: 1000}
      strange: {stages: {2026-07-31: haggling}, amount: 5}
""")


def test_a_row_per_stage_in_the_order_of_the_process_then_what_no_stage_knows():
    expected = [
        # days in stage 2, 31, 1 and unknown; weighted 1 + 2 + 0
        PipelineRow("early", 4, 43, 3, 2, 1, 0, 1, 0, 1),
        # days in stage 61, 10; weighted 100 + 50
        PipelineRow("middle", 2, 301, 150, 35.5, 0, 1, 0, 0, 0),
        PipelineRow("late", 0, 0, 0, None, 0, 0, 0, 0, 0),
        PipelineRow("haggling", 1, 5, 0, 1, 0, 0, 0, 0, 0),
    ]
    assert expected == ask(pipeline, BOOK, rules=RULES).rows


def test_the_total_counts_every_open_deal_once():
    table = ask(pipeline, BOOK, rules=RULES)
    # days 1, 1, 2, 10, 31, 61
    assert PipelineRow(None, 7, 349, 153, 6, 1, 1, 1, 0, 1) == table.totals
    assert (Message("note-pipeline-unvalued", (1,)),) == table.notes


def test_named_coverage_of_exactly_what_the_stage_asks_is_not_blind():
    assert 0 == ask(pipeline, BOOK, rules=RULES).totals.blind  # 3/6 = 50 %


def test_named_coverage_below_what_the_stage_asks_makes_its_deals_blind_and_only_them():
    rules = RULES._replace(
        stages={**RULES.stages, "middle": RULES.stages["middle"]._replace(min_coverage=51)}
    )
    assert {"early": 0, "middle": 2, "late": 0, "haggling": 0} == {
        row.stage: row.blind for row in ask(pipeline, BOOK, rules=rules).rows
    }


def test_a_deal_past_the_stage_that_asks_is_blind_too():
    book = account("{name: A, deals: {d: {stages: {2026-07-31: late}}}}")
    assert 1 == ask(pipeline, book, rules=RULES).totals.blind


def test_without_required_roles_no_deal_is_blind():
    book = account("{name: A, role_set: nobody, deals: {d: {stages: {2026-07-31: late}}}}")
    assert 0 == ask(pipeline, book, rules=RULES).totals.blind


def test_an_outcome_of_tomorrow_takes_the_deal_out_tomorrow():
    # tomorrow soon-lost is lost, and future is created
    tomorrow = date(2026, 8, 2)
    assert [("early", 5), ("middle", 1), ("late", 0), ("haggling", 1)] == [
        row[:2] for row in ask(pipeline, BOOK, rules=RULES, as_of=tomorrow).rows
    ]


def test_tomorrow_the_parked_deal_is_rotten():
    assert (0, 1) == (
        ask(pipeline, BOOK, rules=RULES).rows[1].rotten,
        ask(pipeline, BOOK, rules=RULES, as_of=date(2026, 8, 2)).rows[1].rotten,
    )


def test_before_the_first_dated_stage_only_the_undated_deal_is_open():
    table = ask(pipeline, BOOK, rules=RULES, as_of=date(2001, 1, 1))
    assert PipelineRow(None, 1, 1, 0, None, 0, 0, 0, 0, 0) == table.totals


def test_by_owner_the_most_valuable_group_comes_first_and_a_deals_own_owner_counts():
    expected = [
        GroupRow("lee-js", 1, 200, 100, 61, 0, 1, 0, 0, 0),
        GroupRow("kim-mj", 6, 149, 53, 2, 1, 0, 1, 0, 1),
    ]
    assert expected == ask(pipeline, BOOK, rules=RULES, by="owner").rows


def test_by_type_deals_without_one_are_a_row():
    assert [(None, 5, 307), ("new", 2, 42)] == [
        row[:3] for row in ask(pipeline, BOOK, rules=RULES, by="type").rows
    ]


def test_by_product_a_deal_stands_in_each_of_its_products():
    book = account(
        "{name: A, deals: {d: {stages: early, amount: 9, products: {core: 1, more: 2}}, e: {stages: early, amount: 1}}}"
    )
    table = ask(pipeline, book, rules=RULES, by="product")
    assert [("core", 1, 9), ("more", 1, 9), (None, 1, 1)] == [row[:3] for row in table.rows]
    assert 2 == table.totals.deals


def test_a_weighted_amount_is_never_more_than_the_amount():
    table = ask(
        pipeline,
        account("{name: A, deals: {d: {stages: early, amount: 7, probability: 100}}}"),
        rules=RULES,
    )
    assert (7, 7) == table.totals[2:4]


def test_explain_names_the_deals_behind_every_figure():
    table = ask(pipeline, BOOK, rules=RULES, explain=True)
    expected = {
        "deals": ("hanbit/fresh", "hanbit/rotten", "hanbit/unvalued", "hanbit/undated"),
        "rotten": ("hanbit/rotten",),
        "parked": (),
        "overdue": ("hanbit/rotten",),
        "blind": (),
    }
    assert expected == table.evidence[0]


def test_a_deal_worth_more_digits_than_a_decimal_keeps_is_summed_all_the_same():
    book = account(
        "{name: A, deals: {d: {stages: middle, products: {core: {qty: 999_999_999_999_999, unit_price: 999_999_999_999_999}}}}}"
    )
    totals = ask(pipeline, book, rules=RULES, as_of=AS_OF).totals
    assert 999_999_999_999_999**2 == totals.amount
    assert 999_999_999_999_999**2 // 2 == totals.weighted
