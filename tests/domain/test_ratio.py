"""Shares, percents and intervals: floored, n/a without a whole, honest about small samples."""

from decimal import Decimal

import pytest

from crmcli.domain.records.ratio import (
    bound,
    bounds,
    filled,
    floored,
    mean,
    median,
    ninth_of_ten,
    percent,
    points,
    rounded,
    sample,
    share,
    signed_percent,
    wilson,
)


@pytest.mark.parametrize("whole", [1, 2, 3, 7, 19, 100, 4321])
def test_the_interval_of_none_begins_at_exactly_0_and_that_of_all_ends_at_exactly_1(whole):
    assert (0.0, 1.0) == ((wilson(0, whole) or (9, 9))[0], (wilson(whole, whole) or (9, 9))[1])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (4.87e-17, 0.0),
        (1 / 3, 0.333333333),
        (-1 / 3, -0.333333333),
        (0.1 + 0.2, 0.3),
        (-0.0, 0.0),
        (1e-11, 1e-09),
        (1 - 1e-11, 0.999999999),
        (-1 + 1e-11, -0.999999999),
        (1.0, 1.0),
        (41.5, 41.5),
        (1 - 1e-16, 1.0),
    ],
)
def test_programs_get_numbers_without_the_noise_of_the_arithmetic_and_nothing_becomes_all(
    value, expected
):
    assert str(expected) == str(rounded(value))


def test_a_share_of_nothing_is_neither_none_nor_all():
    assert None is share(0, 0)


def test_a_share_is_exact():
    assert 0.25 == share(1, 4)
    assert 0.5 == share(Decimal("0.1"), Decimal("0.2"))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(9, 22, 40), (4, 22, 18), (26, 88, 29), (0, 7, 0), (2, 3, 66), (7, 7, 100)],
)
def test_a_percent_is_floored(part, whole, expected):
    assert expected == percent(part / whole)


def test_a_hundred_percent_appears_only_when_complete():
    assert 99 == percent(199 / 200)
    assert 99 == percent(99_999 / 100_000)
    assert 99 == percent(9_999_999 / 10_000_000)
    assert 100 == percent(10_000_000 / 10_000_000)


def test_every_whole_percent_of_a_hundred_is_itself():
    assert [*range(101)] == [percent(share(part, 100) or 0.0) for part in range(101)]


def test_every_percent_of_every_small_count_is_the_integer_division():
    assert [] == [
        (part, whole)
        for whole in range(1, 200)
        for part in range(whole + 1)
        if percent(part / whole) != part * 100 // whole
    ]


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(3, 4, 30, 95), (5, 20, 11, 47), (30, 100, 22, 40)]
)
def test_the_interval_is_wilsons(part, whole, low, high):
    found = wilson(part, whole)
    assert found is not None
    assert (low, high) == (bound(found[0]), bound(found[1]))


@pytest.mark.parametrize("whole", [2, 3, 199, 200, 3001, 10**9, 10**11, 10**13])
def test_in_no_form_is_what_is_all_but_complete_shown_as_complete(whole):
    nearly = (whole - 1) / whole
    assert 99 >= percent(nearly) == floored(nearly * 100)
    assert {"+", "-"} == {signed_percent(sign * nearly)[0] for sign in (1, -1)}
    assert [] == [
        shown
        for shown in (
            signed_percent(nearly),
            signed_percent(-nearly),
            points(nearly),
            points(-nearly),
        )
        if "100" in shown
    ]
    assert 8 > filled(nearly, 8)


def test_what_is_complete_is_shown_so_and_more_than_that_too():
    assert (100, "+100%", "-100%", "+100.0", "-100.0", 8) == (
        percent(1.0),
        signed_percent(1.0),
        signed_percent(-1.0),
        points(1.0),
        points(-1.0),
        filled(1.0, 8),
    )
    assert (133, "+133%", 8) == (percent(4 / 3), signed_percent(4 / 3), filled(4 / 3, 8))
    assert (0, "0%", "0.0", 0, 0, 0) == (
        percent(0.0),
        signed_percent(-0.004),
        points(0.0),
        filled(0.0, 8),
        filled(None, 8),
        filled(-1.0, 8),
    )


def test_the_interval_of_nothing_is_unknown():
    assert None is wilson(0, 0)


def test_the_interval_of_one_of_one_reaches_to_one_but_starts_far_below():
    # (1 + z2/2 -+ z * sqrt(z2/4)) / (1 + z2) with z2 = 3.8415: from 1 / 4.8415 to 1
    low, high = wilson(1, 1) or (0.0, 0.0)
    assert pytest.approx(0.20655, abs=1e-5) == low
    assert pytest.approx(1.0) == high


def test_the_interval_of_none_of_one_starts_at_zero():
    low, high = wilson(0, 1) or (1.0, 1.0)
    assert 0.0 == low
    assert pytest.approx(0.79345, abs=1e-5) == high


def test_the_interval_never_leaves_zero_to_one_and_holds_the_rate():
    for whole in range(1, 60):
        for part in range(whole + 1):
            low, high = wilson(part, whole) or (2.0, -1.0)
            assert 0.0 <= low <= part / whole + 1e-12
            assert part / whole - 1e-12 <= high <= 1.0


def test_a_median_between_two_days_may_be_half_a_day():
    assert 14.5 == median([20, 9])
    assert 14 == median([9, 14, 300])
    assert None is median([])


def test_a_mean_of_nothing_is_unknown():
    assert None is mean([])
    assert 2.5 == mean([1, 4])


def test_nine_of_ten_do_not_exceed_the_nearest_rank():
    assert [None, 7, 9, 10, 10] == [
        ninth_of_ten(list(values)) for values in ((), (7,), range(1, 11), range(1, 12), (10, 2))
    ]


def test_a_rate_of_nothing_has_no_bounds_and_may_be_anything():
    assert ((None, None), (0, 0, 0.0, 1.0)) == (bounds(0, 0), sample(0, 0))
    assert (3, 4, *bounds(3, 4)) == sample(3, 4)
