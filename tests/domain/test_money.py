"""Amounts: never floats, floored to the currency's smallest unit."""

from decimal import Decimal

from crmcli.domain.records.money import minor_units, tidy, told, weighted


def test_won_and_yen_have_no_smaller_unit_dollars_have_cents_and_dinars_mils():
    assert [0, 0, 2, 3] == [minor_units(currency) for currency in ("KRW", "JPY", "USD", "KWD")]


def test_a_weighted_amount_is_floored_to_whole_won():
    assert 33 == weighted(67, 50, "KRW")


def test_a_weighted_amount_is_floored_to_cents():
    assert Decimal("33.55") == weighted(Decimal("67.11"), 50, "USD")


def test_a_weighted_amount_without_cents_is_a_whole_number():
    found = weighted(72_000_000, 50, "USD")
    assert (36_000_000, int) == (found, type(found))


def test_a_probability_of_a_hundred_keeps_the_amount_and_of_zero_leaves_nothing():
    assert (71, 0) == (weighted(71, 100, "KRW"), weighted(71, 0, "KRW"))


def test_a_probability_may_have_decimals():
    assert 125 == weighted(1000, Decimal("12.5"), "KRW")


def test_a_decimal_with_cents_stays_one():
    assert (Decimal("1.5"), 2) == (tidy(Decimal("1.5")), tidy(Decimal("2.00")))


def test_an_amount_of_many_digits_loses_none():
    assert 499_999_999_999_999_999_999_999 == weighted(999_999_999_999_999_999_999_999, 50, "KRW")


def test_people_read_cents_as_two_digits_and_none_where_there_are_none():
    assert ["1,234.50", "0.05", "-2,000", "72,000,000"] == [
        told(amount)
        for amount in (Decimal("1234.5"), Decimal("0.05"), Decimal("-2000.0"), 72_000_000)
    ]
