"""Business registration numbers: checked by the published algorithm, compared without hyphens."""

import pytest

from crmcli.domain.text.business_number import bare, fault

# of companies that print them on their pages
REAL = ["124-81-00998", "220-81-62517", "120-81-47521", "101-81-09147", "104-81-26688"]


@pytest.mark.parametrize("number", REAL)
def test_numbers_of_real_companies_are_right_however_they_are_written(number):
    assert fault(number) is None
    assert fault(number.replace("-", "")) is None
    assert fault(number.replace("-", " ")) is None
    assert bare(number) == bare(number.replace("-", "–")) == number.replace("-", "")


@pytest.mark.parametrize("number", REAL)
def test_each_other_digit_in_one_place_is_found(number):
    for place, char in enumerate(number):
        if char == "-" or place == len(number) - 3:
            continue  # the ninth digit counts twice, and may hide a slip
        for other in "0123456789".replace(char, ""):
            assert fault(number[:place] + other + number[place + 1 :]) is not None


@pytest.mark.parametrize(
    ("number", "why", "meant"),
    [
        ("124-81-0099", "length", ""),
        ("124-81-009988", "length", ""),
        ("142-81-00998", "check", "124-81-00998"),
        ("1428100998", "check", "1248100998"),
        ("124-81-09098", "check", ""),
        ("214-81-00998", "check", ""),
        ("124-81-00999", "check", ""),
    ],
)
def test_what_is_wrong_and_what_was_meant(number, why, meant):
    found = fault(number)
    assert found is not None
    assert (why, meant) == (found.why, found.meant)


@pytest.mark.parametrize("number", ["DE123456789", "GB 123 4567 89 Ltd", "없음"])
def test_what_is_not_of_digits_is_another_countrys(number):
    assert fault(number) is None
