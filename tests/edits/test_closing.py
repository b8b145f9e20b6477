"""They said yes, and what has to happen until they sign."""

from datetime import date

import pytest

from crmcli.domain.records.account import Probability
from crmcli.edits.deals import closing, deals
from edits.drafting import DAY, becomes, refused

BOOK = "name: A\ndeals: {{pt2: {0}}}\n"
ENDED = BOOK.format("{stages: {2026-01-01: closing}, outcome: {result: lost, date: 2026-02-01}}")


def on(before, expected, make):
    becomes(BOOK.format(before), make, BOOK.format(expected))


def test_they_said_yes_on_a_day():
    on("", "{verbal: 2026-08-03}", lambda draft, record: closing.agree(draft, record, "pt2", DAY))
    on(
        "{verbal: 2026-07-01}",
        "{verbal: 2026-08-03}",
        lambda draft, record: closing.agree(draft, record, "pt2", DAY),
    )
    begun = BOOK.format("{stages: {2026-08-04: closing}}")
    assert ("error-edit-ends-first", DAY, date(2026, 8, 4), 2) == refused(
        begun, lambda draft, record: closing.agree(draft, record, "pt2", DAY)
    )


@pytest.mark.parametrize(
    ("before", "steps", "expected"),
    [
        ("", ["legal", "sign"], "{steps: {legal: , sign: }}"),
        ("{steps: {legal: 2026-07-01}}", ["legal", "sign"], "{steps: {legal: 2026-07-01, sign: }}"),
    ],
)
def test_steps_come_after_those_that_are_there_and_what_is_done_stays_done(before, steps, expected):
    on(before, expected, lambda draft, record: closing.plan(draft, record, "pt2", steps))


def test_a_step_is_done_on_a_day_and_one_that_is_not_needed_goes():
    on(
        "{steps: {legal: , sign: }}",
        "{steps: {legal: 2026-08-03, sign: }}",
        lambda draft, record: closing.tick(draft, record, "pt2", ["legal"], DAY),
    )
    on(
        "{steps: {legal: {done: 2026-07-01}}}",
        "{steps: {legal: 2026-08-03}}",
        lambda draft, record: closing.tick(draft, record, "pt2", ["legal"], DAY),
    )
    on(
        "{steps: {legal: , sign: }}",
        "{steps: {sign: }}",
        lambda draft, record: closing.drop(draft, record, "pt2", ["legal"]),
    )
    on(
        "{name: x, steps: {legal: }}",
        "{name: x}",
        lambda draft, record: closing.drop(draft, record, "pt2", ["legal"]),
    )


def test_a_product_has_a_quantity_a_price_and_an_approval():
    def priced(field, value):
        return lambda draft, _: deals.price(draft, "pt2", "core", field, value)

    on("", "{products: {core: 2}}", priced("qty", "2"))
    on("{products: {core: 1}}", "{products: {core: 2}}", priced("qty", "2"))
    on(
        "{products: {core: {qty: 1, unit_price: 5}}}",
        "{products: {core: {qty: 2, unit_price: 5}}}",
        priced("qty", "2"),
    )
    on(
        "{products: {core: 1}}",
        "{products: {core: {qty: 1, unit_price: 5}}}",
        priced("unit_price", "5"),
    )
    on(
        "{products: {core: }}",
        "{products: {core: {approved_by: ada}}}",
        priced("approved_by", "ada"),
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (Probability(80, "ada", DAY), "{value: 80, by: ada, date: 2026-08-03}"),
        (Probability(0), "{value: 0}"),
    ],
)
def test_a_probability_of_which_nobody_says_why_has_no_why(said, written):
    on(
        "{probability: 50}",
        f"{{probability: {written}}}",
        lambda draft, record: deals.think(draft, record, "pt2", said),
    )


def test_a_probability_has_its_day_its_reason_and_who_says_so():
    on(
        "{probability: 50}",
        "{probability: {value: 80, by: ada, date: 2026-08-03, why: released}}",
        lambda draft, record: deals.think(
            draft, record, "pt2", Probability(80, "ada", DAY, "released")
        ),
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda draft, record: closing.agree(draft, record, "pt2", DAY),
        lambda draft, record: closing.plan(draft, record, "pt2", ["legal"]),
        lambda draft, record: closing.tick(draft, record, "pt2", ["legal"], DAY),
        lambda draft, record: closing.drop(draft, record, "pt2", ["legal"]),
        lambda draft, record: deals.think(draft, record, "pt2", Probability(80)),
    ],
)
def test_a_deal_that_has_ended_has_no_way_to_a_signature(make):
    assert "error-edit-deal-ended" == refused(ENDED, make)[0]
