"""A deal on a day: created, open, ended; its age, its value, whether it rots or waits."""

from datetime import date
from decimal import Decimal

import pytest

from books import AS_OF, account, policy
from crmcli.domain.deals.deals import DealState, needed_coverage, rot_date, state, worth
from crmcli.domain.people.touches import last_touches

RULES = policy("""
    products: {core: {list_price: 180_000_000, floor_pct_off: 12}, batch: {list_price: 40_000_000}, advice: 자문}
    discounts: {approval: {10: manager, 15: executive}}
    team:
      kim-mj: {name: 김민지, manager: jang-th}
      jang-th: {name: 장태호, function: sales}
      park-ms: {name: 박민수, function: manager}
      choi-exec: {name: 최상무, function: executive}
""")


def found_on(day: date, deal: str, log: str = "[]") -> DealState | None:
    book = account(f"name: 한빛전자\ndeals: {{pt2: {deal}}}\nlog: {log}\n")
    return state(book.deals["pt2"], RULES, day, last_touches(book, day).deals.get("pt2"))


def pt2(deal: str, log: str = "[]", as_of: date = AS_OF) -> DealState:
    found = found_on(as_of, deal, log)
    assert found is not None
    return found


# --- created, open, ended


def test_a_deal_is_created_on_its_earliest_stage_date():
    deal = "{stages: {2026-06-02: qualification, 2026-05-10: contacting}}"
    assert None is found_on(date(2026, 5, 9), deal)
    assert (date(2026, 5, 10), "contacting") == pt2(deal, as_of=date(2026, 5, 10))[:2]


def test_a_stage_holds_until_the_day_before_the_next():
    deal = "{stages: {2026-05-10: contacting, 2026-06-02: qualification}}"
    assert "contacting" == pt2(deal, as_of=date(2026, 6, 1)).stage
    assert ("qualification", date(2026, 6, 2)) == pt2(deal, as_of=date(2026, 6, 2))[1:3]


def test_a_deal_with_an_undated_stage_always_was():
    now = pt2("{stages: prospecting}", as_of=date(1999, 1, 1))
    assert (None, "prospecting", None, True) == (now.created, now.stage, now.entered, now.is_open)


def test_a_deal_without_stages_always_was():
    now = pt2("{amount: 5}", as_of=date(1999, 1, 1))
    assert (None, None, True) == (now.created, now.stage, now.is_open)


def test_an_outcome_after_the_day_means_open():
    now = pt2("{stages: {2026-05-10: closing}, outcome: {result: won, date: 2026-08-02}}")
    assert (None, None, True) == (now.result, now.closed, now.is_open)


def test_an_outcome_on_the_day_means_ended():
    now = pt2("{stages: {2026-05-10: closing}, outcome: {result: won, date: 2026-08-01}}")
    assert ("won", AS_OF, False) == (now.result, now.closed, now.is_open)


def test_an_ended_deals_stage_is_the_one_it_ended_in():
    deal = "{stages: {2026-05-10: presenting, 2026-07-10: retaining}, outcome: {result: lost, date: 2026-07-01, reason: price}}"
    assert "presenting" == pt2(deal).stage


def test_an_ended_deal_is_neither_rotten_nor_parked_nor_overdue():
    deal = "{stages: {2025-05-10: closing}, close: 2025-07-01, next: {date: 2026-09-01, with: lee-dh}, outcome: {result: lost, date: 2026-07-01}}"
    now = pt2(deal)
    assert (False, False, False) == (now.rotten, now.parked, now.overdue)


# --- idle and rotten: contacting rots after 14 days


def test_a_deal_idle_for_exactly_rot_days_is_not_rotten():
    now = pt2("{stages: {2026-07-18: contacting}}")
    assert (14, False) == (now.idle, now.rotten)


def test_a_deal_idle_for_one_day_more_is_rotten():
    now = pt2("{stages: {2026-07-17: contacting}}")
    assert (15, True) == (now.idle, now.rotten)
    assert AS_OF == rot_date(now, 14, AS_OF)


def test_the_first_rotten_day_stays_the_same_as_days_go_by():
    now = pt2("{stages: {2026-07-10: contacting}}")
    assert (22, date(2026, 7, 25)) == (now.idle, rot_date(now, 14, AS_OF))


def test_a_two_way_touch_on_the_deal_moves_it():
    now = pt2("{stages: {2026-05-01: contacting}}", "[{date: 2026-07-20, type: call, deal: pt2}]")
    assert (12, False) == (now.idle, now.rotten)


@pytest.mark.parametrize(
    "entry",
    [
        "type: call, deal: pt2, outcome: no_answer",
        "type: email, deal: pt2",
        "type: call",
        "type: call, deal: other",
    ],
)
def test_an_attempt_or_a_touch_on_something_else_does_not_move_it(entry):
    now = pt2("{stages: {2026-07-01: contacting}}", f"[{{date: 2026-07-20, {entry}}}]")
    assert (31, True) == (now.idle, now.rotten)


def test_a_change_of_the_amount_moves_it():
    assert (
        11 == pt2("{stages: {2026-05-01: contacting}, amount: {2026-05-01: 5, 2026-07-21: 6}}").idle
    )


def test_a_change_of_the_close_date_moves_it():
    assert (
        10
        == pt2(
            "{stages: {2026-05-01: contacting}, close: {2026-05-01: 2026-09-01, 2026-07-22: 2026-10-01}}"
        ).idle
    )


def test_an_undated_amount_moves_nothing():
    assert 31 == pt2("{stages: {2026-07-01: contacting}, amount: 5, close: 2026-09-01}").idle


def test_a_change_or_touch_of_the_future_moves_nothing():
    now = pt2(
        "{stages: {2026-07-01: contacting}, amount: {2026-08-02: 6}}",
        "[{date: 2026-08-02, type: call, deal: pt2}]",
    )
    assert (31, None) == (now.idle, now.amount)


def test_the_latest_of_touch_stage_and_changes_counts():
    deal = "{{stages: {{{}: contacting}}, amount: {{{}: 6}}, close: {{{}: 2026-10-01}}}}"
    log = "[{{date: {}, type: call, deal: pt2}}]"
    days = ["2026-07-01", "2026-07-02", "2026-07-03", "2026-07-31"]
    for _ in days:
        days = [*days[1:], days[0]]
        assert 1 == pt2(deal.format(*days[:3]), log.format(days[3])).idle


def test_a_deal_that_nothing_dates_is_never_rotten():
    now = pt2("{stages: contacting}")
    assert (None, False) == (now.idle, now.rotten)


def test_a_stage_without_rot_days_never_rots():
    assert False is pt2("{stages: {2001-01-01: retaining}}").rotten


def test_a_stage_that_the_policy_does_not_know_never_rots_and_counts_with_nothing():
    now = pt2("{stages: {2001-01-01: haggling}}")
    assert (False, None) == (now.rotten, now.probability)


# --- parked


def test_a_deal_with_a_next_step_agreed_for_tomorrow_is_parked_and_does_not_rot():
    now = pt2("{stages: {2026-01-01: contacting}, next: {date: 2026-08-02, with: lee-dh}}")
    assert (True, False) == (now.parked, now.rotten)


def test_a_next_step_of_today_does_not_park():
    now = pt2("{stages: {2026-01-01: contacting}, next: {date: 2026-08-01, with: lee-dh}}")
    assert (False, True) == (now.parked, now.rotten)


def test_a_next_step_agreed_with_nobody_does_not_park():
    now = pt2("{stages: {2026-01-01: contacting}, next: 2026-08-02}")
    assert (False, True) == (now.parked, now.rotten)


# --- worth


def value(deal: str, as_of: date = AS_OF) -> object:
    return worth(account(f"{{name: 한빛전자, deals: {{pt2: {deal}}}}}").deals["pt2"], RULES, as_of)


def test_the_amount_counts_before_the_products():
    assert 7 == value("{amount: 7, products: {core: {qty: 2, unit_price: 5}}}")


def test_the_amount_of_the_day_counts():
    deal = "{amount: {2026-05-01: 5, 2026-08-01: 6, 2026-08-02: 7}}"
    assert (5, 6) == (value(deal, date(2026, 7, 31)), value(deal))


def test_without_an_amount_the_products_at_their_unit_price_count():
    assert 82_000_000 == value(
        "{products: {batch: {qty: 2, unit_price: 36_000_000}, core: {qty: 1, unit_price: 10_000_000}}}"
    )


def test_without_a_unit_price_the_policys_list_price_counts():
    assert 260_000_000 == value("{products: {batch: 2, core: 1}}")


def test_an_amount_of_the_future_leaves_the_products():
    assert 80_000_000 == value("{amount: {2026-08-02: 7}, products: {batch: 2}}")


def test_a_product_without_any_price_leaves_the_deal_without_a_value():
    assert None is value("{products: {batch: 2, advice: 1}}")


def test_a_deal_with_neither_has_no_value():
    assert None is value("{stages: contacting}")


def test_an_amount_of_zero_is_a_value():
    assert 0 == value("{amount: 0, products: {batch: 2}}")


def test_parts_of_a_product_and_cents_add_up_exactly():
    assert Decimal("0.3") == value("{products: {core: {qty: 3, unit_price: 0.1}}}")
    assert 3 == value("{products: {core: {qty: 2.5, unit_price: 1.2}}}")


# --- probability, close, coverage needed


def test_the_probability_is_the_stages():
    assert 25 == pt2("{stages: {2026-07-01: qualification}}").probability


def test_a_probability_set_by_hand_survives_stage_moves():
    deal = "{stages: {2026-07-01: qualification, 2026-07-20: closing}, probability: {value: 60, date: 2026-07-02}}"
    assert (25, 60, 60) == (
        pt2(deal, as_of=date(2026, 7, 1)).probability,
        pt2(deal, as_of=date(2026, 7, 2)).probability,
        pt2(deal).probability,
    )


def test_a_close_date_of_today_is_not_overdue_and_of_yesterday_is():
    assert False is pt2("{stages: {2026-07-31: contacting}, close: 2026-08-01}").overdue
    assert True is pt2("{stages: {2026-07-31: contacting}, close: 2026-07-31}").overdue


def test_the_close_date_of_the_day_counts():
    deal = "{stages: {2026-07-01: contacting}, close: {2026-07-01: 2026-07-15, 2026-07-20: 2026-09-15}}"
    assert (True, False) == (
        pt2(deal, as_of=date(2026, 7, 19)).overdue,
        pt2(deal, as_of=date(2026, 7, 20)).overdue,
    )


def test_coverage_is_needed_in_the_stage_that_asks_for_it_and_in_every_later_one():
    stages = [
        "prospecting",
        "qualification",
        "presenting",
        "closing",
        "retaining",
        "haggling",
        None,
    ]
    assert [None, None, 50, 50, 50, None, None] == [
        needed_coverage(stage, RULES) for stage in stages
    ]


def test_of_two_stages_that_ask_for_coverage_the_higher_counts():
    rules = policy("stages: {a: {min_coverage: 60}, b: {min_coverage: 40}}")
    assert 60 == needed_coverage("b", rules)
