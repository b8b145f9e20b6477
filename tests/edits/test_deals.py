"""Deals: opened, moved through their gates, revalued, expected at another date, promised about."""

from datetime import date

import pytest

from books import account, policy
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.account import ProductLine
from crmcli.edits.deals import deals, gates, steps
from crmcli.edits.deals.deals import NewDeal
from crmcli.edits.deals.gates import Pass
from crmcli.edits.deals.steps import Step
from edits.drafting import DAY, after, becomes, missing, refused

STAGES = policy(
    "stages: {new: {exit: [source]}, talk: {exit: [two_way_touch, bant]}, offer: {exit: [proposal, next, region]}, close: {exit: [discount_ok]}, done: {}}\n"
)
BOOK = "name: A\ndeals: {{pt2: {{{0}}}}}\n"


def moved(text, stage, gate=Pass(), rules: Policy = STAGES, day=DAY, **more):
    return after(
        text,
        lambda draft, record: deals.move(draft, record, "pt2", stage, day, rules, gate, **more),
    )["deals"]["pt2"]["stages"]


def shut(text, stage, gate=Pass(), rules: Policy = STAGES, day=DAY):
    return refused(
        text, lambda draft, record: deals.move(draft, record, "pt2", stage, day, rules, gate)
    )


def test_a_new_deal_has_its_amount_date_and_stage_from_the_first_day_on():
    new = NewDeal(
        "평택 3공장",
        "new",
        "upsell",
        "kim",
        "repeat",
        {"batch": ProductLine(2), "core": ProductLine(1, unit_price=5_000)},
        120_000_000,
        date(2026, 12, 1),
        {"park": "user"},
        Step(date(2026, 8, 6), "첫 통화"),
        "메모",
        "marketing",
        ["벤더X", "벤더Y"],
    )
    becomes(
        "name: A\n",
        lambda draft, record: deals.open_deal(draft, record, new, DAY, policy(), Pass()),
        """
        name: A
        deals:
          평택-3공장:
            name: 평택 3공장
            type: upsell
            owner: kim
            source: repeat
            sourced_by: marketing
            products: {batch: 2, core: {qty: 1, unit_price: 5_000}}
            amount: {2026-08-03: 120_000_000}
            close: {2026-08-03: 2026-12-01}
            stages: {2026-08-03: new}
            people: {park: user}
            competitors: [벤더X, 벤더Y]
            next: {date: 2026-08-06, what: 첫 통화}
            note: 메모
    """,
    )


def test_a_deal_may_begin_with_no_more_than_its_name_and_a_chosen_id_must_be_free():
    becomes(
        "name: A\n",
        lambda draft, record: deals.open_deal(draft, record, NewDeal("X"), DAY, policy(), Pass()),
        "name: A\ndeals: {x: {name: X}}\n",
    )
    assert ("error-edit-exists", "pt2", 4) == refused(
        BOOK.format("name: X"),
        lambda draft, record: deals.open_deal(
            draft, record, NewDeal("X"), DAY, policy(), Pass(), id_="pt2"
        ),
    )


def test_a_deal_goes_on_when_its_stage_has_what_it_asks_for():
    assert {"2026-05-01": "new", "2026-08-03": "talk"} == moved(
        BOOK.format("source: event, stages: {2026-05-01: new}"), "talk"
    )
    assert {"undated": "new", "2026-08-03": "talk"} == moved(
        BOOK.format("source: event, stages: new"), "talk"
    )
    assert {"2026-08-03": "new"} == moved(BOOK.format("name: X"), "new")
    assert {"2026-08-03": "new"} == moved("name: A\ndeals: {pt2: }\n", "new")


def test_every_stage_it_skips_is_asked_too_and_each_need_is_named_once():
    text = BOOK.format("stages: {2026-05-01: new}")
    assert ("error-gate-shut", 4) == shut(text, "close")
    expected = [
        (("gate-source", ()), ("do-source", ("hanbit", "pt2", DAY))),
        (("gate-two_way_touch", ()), ("do-two_way_touch", ("hanbit", "pt2", DAY))),
        (
            ("gate-qualified", ("BANT", 0, 4, 3)),
            ("do-bant", ("hanbit", "pt2", "budget=met authority=met need=met", DAY)),
        ),
        (("gate-proposal", ()), ("do-proposal", ("hanbit", "pt2", DAY))),
        (("gate-next", ()), ("do-next", ("hanbit", "pt2", DAY))),
        (("gate-need", ("region",)), ("do-custom-deal", ("hanbit", "pt2", "region"))),
    ]
    assert expected == missing(
        text, lambda draft, record: deals.move(draft, record, "pt2", "close", DAY, STAGES, Pass())
    )


def test_going_back_asks_for_nothing():
    assert "new" == moved(BOOK.format("stages: {2026-05-01: close}"), "new")["2026-08-03"]


def test_the_stage_it_is_in_already_keeps_its_day():
    assert {"2026-05-01": "new"} == moved(BOOK.format("stages: {2026-05-01: new}"), "new")


def test_bant_counts_as_it_was_known_on_that_day():
    text = (
        "name: A\nlog: [{date: 2026-05-02, type: call}]\n"
        + BOOK.format(
            "stages: {2026-05-01: talk}, bant: {budget: met, need: {status: met, date: 2026-09-01}, timeline: met, authority: unmet}"
        ).partition("\n")[2]
    )
    make = lambda draft, record: deals.move(draft, record, "pt2", "offer", DAY, STAGES, Pass())  # noqa: E731
    assert [
        (
            ("gate-qualified", ("BANT", 2, 4, 3)),
            ("do-bant", ("hanbit", "pt2", "authority=met", DAY)),
        )
    ] == missing(text, make)
    assert "offer" == moved(text, "offer", day=date(2026, 9, 2))["2026-09-02"]


def test_a_shut_gate_is_passed_by_force_and_the_file_says_why_and_who():
    text = BOOK.format("stages: {2026-05-01: new}")
    assert {"value": "talk", "by": "kim", "why": "대표 지시"} == moved(
        text, "talk", Pass(force=True, why="대표 지시"), by="kim"
    )["2026-08-03"]


def test_force_without_a_reason_is_refused_and_a_reason_without_force_too():
    text = BOOK.format("stages: {2026-05-01: new}")
    assert ("error-gate-why", 2) == shut(text, "talk", Pass(force=True))
    assert "error-gate-shut" == shut(text, "talk", Pass(why="대표 지시"))[0]


def test_force_where_the_gate_is_open_needs_no_reason():
    assert (
        "talk"
        == moved(BOOK.format("source: event, stages: {2026-05-01: new}"), "talk", Pass(force=True))[
            "2026-08-03"
        ]
    )


def test_a_deal_that_begins_in_a_later_stage_needs_what_the_stages_before_it_ask_for():
    new = NewDeal("X", "offer", source="event")

    def begin(gate, by=None):
        return lambda draft, record: deals.open_deal(draft, record, new, DAY, STAGES, gate, by=by)

    expected = [
        (("gate-two_way_touch", ()), ("do-two_way_touch", ("hanbit", "x", DAY))),
        (
            ("gate-qualified", ("BANT", 0, 4, 3)),
            ("do-bant", ("hanbit", "x", "budget=met authority=met need=met", DAY)),
        ),
    ]
    assert expected == missing("name: A\n", begin(Pass()))
    assert ("error-gate-why", 2) == refused("name: A\n", begin(Pass(force=True)))
    stages = after("name: A\n", begin(Pass(True, "signed abroad"), by="kim"))["deals"]["x"][
        "stages"
    ]
    assert {"2026-08-03": {"value": "offer", "by": "kim", "why": "signed abroad"}} == stages


GATED = policy(
    """
    stages: {new: {exit: [need]}, late: {}}
    products: {core: {list_price: 100}}
    discounts: {approval: {10: manager}}
""".replace("[need]", "[source, next, decision_maker, discount_ok]")
)


@pytest.mark.parametrize(
    ("more", "lacks"),
    [
        ({}, []),
        ({"amount": 200}, []),
        ({"amount": 180}, []),
        ({"amount": 179}, ["discount-whole"]),
        ({"amount": 0}, ["discount-whole"]),
        ({"source": None}, ["source"]),
        ({"next": None}, ["next"]),
        ({"people": {}}, ["decision_maker"]),
        ({"people": {"a": "user"}}, ["decision_maker"]),
        ({"products": {}, "amount": 1}, []),
        ({"products": {"core": ProductLine(2, unit_price=50)}}, ["discount"]),
    ],
)
def test_what_a_new_deal_says_of_itself_counts_for_the_stage_it_begins_in(more, lacks):
    given = {
        "source": "event",
        "next": Step(DAY, "call"),
        "people": {"a": "budget_holder"},
        "products": {"core": ProductLine(2)},
    } | more
    found = deals.before_beginning(
        account("name: A\n"), "x", NewDeal("X", "late", **given), DAY, GATED
    )
    assert [f"gate-{each}" for each in lacks] == [each.what.key for each in found]
    assert [] == deals.before_beginning(
        account("name: A\n"), "x", NewDeal("X", None, **given), DAY, GATED
    )


def test_a_stage_that_asks_for_more_names_than_there_are_tells_so_beside_what_shuts_the_gate():
    rules = policy("""
        role_sets: {it: {ceo: {weight: 3}, cio: {weight: 5}}}
        stages: {new: {exit: [source]}, offer: {min_coverage: 50}}
    """)
    text = BOOK.format("stages: {2026-05-01: new}")
    expected = [
        (("gate-source", ()), ("do-source", ("hanbit", "pt2", DAY))),
        (("gate-blind", ("pt2", 0, 50)), ("do-coverage", ("hanbit", "cio"))),
    ]
    assert expected == missing(
        text, lambda draft, record: deals.move(draft, record, "pt2", "offer", DAY, rules, Pass())
    )
    assert (
        "offer"
        == moved(text.replace("stages:", "source: event, stages:"), "offer", rules=rules)[
            "2026-08-03"
        ]
    )


def test_a_day_before_its_latest_stage_is_refused():
    assert ("error-edit-stage-later", "pt2", "talk", date(2026, 9, 1), 4) == shut(
        BOOK.format("stages: {2026-09-01: talk}"), "new"
    )


ENDED = BOOK.format("amount: 1, outcome: {result: won, date: 2026-01-01}")


@pytest.mark.parametrize(
    "make",
    [
        lambda draft, record: deals.move(
            draft, record, "pt2", "talk", DAY, STAGES, Pass(force=True, why="x")
        ),
        lambda draft, record: deals.revalue(draft, record, "pt2", 2, DAY),
        lambda draft, record: deals.expect(draft, record, "pt2", DAY, DAY),
    ],
    ids=["stage", "amount", "close"],
)
def test_a_deal_that_has_ended_does_not_move(make):
    key, deal, _, day, status = refused(ENDED, make)
    assert ("error-edit-deal-ended", "pt2", date(2026, 1, 1), 4) == (key, deal, day, status)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (
            "amount: 72_000_000",
            "amount: {undated: 72_000_000, 2026-08-03: {value: 68_000_000, why: One line less}}",
        ),
        (
            "amount: {2026-05-01: 72_000_000}",
            "amount: {2026-05-01: 72_000_000, 2026-08-03: {value: 68_000_000, why: One line less}}",
        ),
        ("name: X", "name: X, amount: {2026-08-03: {value: 68_000_000, why: One line less}}"),
    ],
)
def test_a_new_amount_keeps_the_old_one(before, expected):
    becomes(
        BOOK.format(before),
        lambda draft, record: deals.revalue(
            draft, record, "pt2", 68_000_000, DAY, why="One line less"
        ),
        BOOK.format(expected),
    )


def test_a_new_close_date_keeps_the_old_one():
    becomes(
        BOOK.format("close: 2026-09-30"),
        lambda draft, record: deals.expect(draft, record, "pt2", date(2026, 10, 31), DAY),
        BOOK.format("close: {undated: 2026-09-30, 2026-08-03: 2026-10-31}"),
    )


def test_a_promise_takes_the_place_of_the_one_before_and_may_be_no_more_than_a_day():
    text = BOOK.format("next: {date: 2026-08-01, what: x, with: lee}")
    becomes(
        BOOK.format("name: X"),
        lambda draft, record: steps.promise(draft, record, "pt2", Step(DAY)),
        BOOK.format("name: X, next: 2026-08-03"),
    )
    becomes(
        text,
        lambda draft, record: steps.promise(draft, record, "pt2", Step(DAY)),
        BOOK.format("next: {date: 2026-08-03, what: x, with: lee}"),
    )
    becomes(
        text,
        lambda draft, record: steps.promise(draft, record, "pt2", Step(DAY), anew=True),
        BOOK.format("next: {date: 2026-08-03, with: lee}"),
    )
    becomes(
        text,
        lambda draft, record: steps.promise(
            draft, record, "pt2", Step(DAY, "보고", "kim", "call", ("lee", "park"))
        ),
        BOOK.format(
            "next: {date: 2026-08-03, what: 보고, owner: kim, channel: call, with: [lee, park]}"
        ),
    )
    becomes(
        BOOK.format("name: X, next: 2026-08-01"),
        lambda draft, _: steps.clear(draft, "pt2"),
        BOOK.format("name: X"),
    )
    becomes(
        BOOK.format("name: X"), lambda draft, _: steps.clear(draft, "pt2"), BOOK.format("name: X")
    )


KNOWN = policy("""
    role_sets: {r: {ceo: {weight: 3}, cio: {}, cfo: {weight: 2}, coo: {}}}
    default_role_set: r
    stages: {new: {}, talk: {min_coverage: 40, exit: [source]}, offer: {exit: [source, next]}, done: {}}
""")


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        ("{ceo: lee}", None),  # 3 of 7
        ("{cfo: lee}", ("gate-blind", ("pt2", 28, 40), "ceo")),
        ("{cfo: lee, ceo: {waived: none}}", None),  # 2 of 4
        ("{cio: lee, ceo: {waived: none}}", ("gate-blind", ("pt2", 25, 40), "cfo")),
        ("{cio: lee, coo: lee, ceo: {waived: none}, cfo: {waived: none}}", None),
        ("{cfo: {waived: none}, cio: lee, coo: lee}", None),  # 2 of 5: just as many as are asked
        ("{cio: lee, cfo: {waived: none}}", ("gate-blind", ("pt2", 20, 40), "ceo")),
    ],
)
def test_a_deal_is_blind_below_what_its_stage_asks_and_the_weightiest_role_that_counts_is_named(
    roles, told
):
    book = account(f"name: A\ncontacts: {{lee: Lee}}\nroles: {roles}\ndeals: {{pt2: {{}}}}\n")
    need = gates.thinly_known(book, "pt2", "talk", KNOWN, DAY)
    assert told == (need and (*need.what, need.do.args[1]))


def test_what_two_stages_ask_for_is_told_once():
    text = BOOK.format("stages: {2026-05-01: new}")
    told = missing(
        text, lambda draft, record: deals.move(draft, record, "pt2", "done", DAY, KNOWN, Pass())
    )
    assert ["gate-source", "gate-next"] == [what[0] for what, _ in told][:2]
    assert ["gate-blind"] == [what[0] for what, _ in told][2:]
