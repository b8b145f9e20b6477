"""Plans: made, under way, carried out, given up."""

from datetime import date

import pytest

from crmcli.domain.records.account import Plan
from crmcli.edits import plans
from edits.drafting import DAY, after, becomes, refused

BOOK = "name: A\nplans: {{intro: {{for: ceo, due: 2026-08-20{0}}}}}\n"


def test_a_plan_is_called_by_whom_it_is_for_and_what_it_is_to_bring():
    task = Plan(
        "ceo", "identify", "준공식 참석", "park", "choi", date(2026, 8, 20), "negative", "neutral"
    )
    expected = {
        "for": "ceo",
        "kind": "identify",
        "from": "negative",
        "to": "neutral",
        "how": "준공식 참석",
        "via": "park",
        "owner": "choi",
        "due": "2026-08-20",
    }
    assert {"ceo-identify": expected} == after(
        "name: A\n", lambda draft, record: plans.add(draft, record, task)
    )["plans"]


def test_plans_of_the_same_name_are_numbered_but_a_chosen_name_must_be_free():
    found = after(
        BOOK.format(""),
        lambda draft, record: (
            plans.add(draft, record, Plan("ceo")),
            plans.add(draft, record, Plan("cfo")),
        ),
    )
    assert ["intro", "ceo-plan", "cfo-plan"] == list(found["plans"])
    assert ("error-edit-exists", "intro", 4) == refused(
        BOOK.format(""), lambda draft, record: plans.add(draft, record, Plan("ceo"), id_="intro")
    )


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", ", progress: {2026-08-03: {value: 통화함, by: kim}}"),
        (
            ", progress: {2026-07-28: 초청장}",
            ", progress: {2026-07-28: 초청장, 2026-08-03: {value: 통화함, by: kim}}",
        ),
        (
            ", progress: 초청장",
            ", progress: {undated: 초청장, 2026-08-03: {value: 통화함, by: kim}}",
        ),
        (
            ", progress: {2026-08-03: 초청장}",
            ", progress: {2026-08-03: {value: 초청장; 통화함, by: kim}}",
        ),
        (
            ", progress: {2026-08-03: {value: 초청장, by: han}}",
            ", progress: {2026-08-03: {value: 초청장; 통화함, by: kim}}",
        ),
        (", progress: {2026-08-03: 통화함}", ", progress: {2026-08-03: {value: 통화함, by: kim}}"),
    ],
)
def test_what_was_done_is_added_also_to_what_was_done_that_day(before, expected):
    becomes(
        BOOK.format(before),
        lambda draft, _: plans.progress(draft, "intro", "통화함", DAY, by="kim"),
        BOOK.format(expected),
    )


def test_its_due_day_may_move():
    becomes(
        BOOK.format(""),
        lambda draft, _: plans.progress(draft, "intro", "x", DAY, due=date(2026, 9, 1)),
        "name: A\nplans: {intro: {for: ceo, due: 2026-09-01, progress: {2026-08-03: x}}}\n",
    )


def test_it_ends_by_being_done_with_or_without_a_result_or_by_being_dropped_with_a_reason():
    becomes(
        BOOK.format(""),
        lambda draft, _: plans.done(draft, "intro", DAY),
        BOOK.format(", done: 2026-08-03"),
    )
    becomes(
        BOOK.format(""),
        lambda draft, _: plans.done(draft, "intro", DAY, "동의함"),
        BOOK.format(", done: {date: 2026-08-03, result: 동의함}"),
    )
    becomes(
        BOOK.format(""),
        lambda draft, _: plans.drop(draft, "intro", DAY, "대표 교체"),
        BOOK.format(", dropped: {date: 2026-08-03, why: 대표 교체}"),
    )


@pytest.mark.parametrize("ended", ["done", "dropped"])
def test_a_plan_that_has_ended_is_not_open(ended):
    assert ("error-edit-plan-ended", "intro", DAY, 4) == refused(
        BOOK.format(f", {ended}: 2026-08-03"), lambda _, record: plans.still_open(record, "intro")
    )
