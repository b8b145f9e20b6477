"""Amounts as people type them, in won and in dollars. amounts.txt has what follows a large unit: UPDATE=1 writes it anew, read what changed."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from golden import recorded

from crmcli.domain.records.amounts import amount_said, number_said
from crmcli.domain.errors import CrmError

TAILS = Path(__file__).with_name("amounts.txt")
WON = {
    120_000_000: [
        "1억2천",
        "1억 2천",
        "1억2000",
        "1억 2,000",
        "1억2천만",
        "1억 2천만원",
        "1.2억",
        "1억 2천만 원",
        "일억 이천만",
        "120백만원",
        "120M",
        "₩120,000,000",
        "￦1.2억",
        "120,000천원",
        "12000만",
        "1억2천만 KRW",
    ],
    250_000_000: [
        "2억5천",
        "2억 5천만",
        "2.5억원",
        "2억5000만",
        "이억오천",
        "250 million",
        "250mn",
    ],
    35_000_000: [
        "3천5백만",
        "3500만",
        "3,500만원",
        "3천500만",
        "35백만",
        "삼천오백만원",
        "\\35,000,000",
        "35_000_000원",
    ],
    150_000_000: ["1.5억", "1억5천", "1억 5천만", "1.50억", "１．５억"],
    50_000_000: [
        "5천만원",
        "5천만",
        "오천만원",
        "50M",
        "50,000,000 won",
        "KRW 50,000,000",
        "5000만",
    ],
    10_000_000: ["천만", "천만원", "1천만", "1,000만원"],
    1_200_000_000_000: ["1조 2천억", "1조2천", "1.2조", "1조 2,000억원"],
    125_000_000: ["1억2천5백", "1억2500", "1억 2500만"],
    105_000_000: ["1억5백", "1억 500", "1억 500만원"],
    1_000_000: ["백만", "백만원", "1백만", "100만"],
    35_000: ["3만5천", "3만5천원", "삼만오천원", "3만 5,000원"],
    3_000: ["3천원", "3,000", "3_000원", "3k"],
    50_000: ["50000", "50,000.00", "5만", "50 000", "50000.0"],
}
DOLLARS = {
    60_000: [
        "$60,000",
        "60000",
        "60,000 USD",
        "US$60k",
        "USD 60,000.00",
        "6만달러",
        "6만불",
        "60 thousand dollars",
    ],
    5_000_000: ["$5M", "5M USD", "5 million", "500만 달러", "$5,000,000"],
    Decimal("1200.50"): ["$1,200.50", "1200.50", "1_200.5"],
    3_000: ["3천", "3천 달러", "$3k"],
    1_234_000: ["1.234M"],
}


@pytest.mark.parametrize(
    ("said", "amount", "currency"),
    [
        (said, amount, currency)
        for currency, table in (("KRW", WON), ("USD", DOLLARS))
        for amount, words in table.items()
        for said in words
    ],
)
def test_an_amount_as_people_type_it(said, amount, currency):
    assert amount == amount_said(said, currency)


@pytest.mark.parametrize(
    ("said", "currency", "key"),
    [
        *(
            (said, "KRW", "error-amount-several")
            for said in (
                "3천",
                "5백",
                "2천5백",
                "1.5천",
                "1억5",
                "1억 50",
                "1억2천원",
                "1억 2000원",
                "3만5",
                "3천만 5백",
            )
        ),
        *(
            (said, "KRW", "error-amount-other-currency")
            for said in (
                "$60,000",
                "$5M",
                "6만불",
                "5천만 달러",
                "€500",
                "¥5,000",
                "500 EUR",
                "usd 500",
                "1천만엔",
                "$1억2천",
            )
        ),
        *(
            (said, "USD", "error-amount-other-currency")
            for said in (
                "₩50,000",
                "￦50,000",
                "5천만원",
                "천만원",
                "50,000원",
                "50000 won",
                "KRW 50000",
                "€5M",
                "5M EUR",
                "1억2천원",
                "£5",
                "¥500",
                "1.000원",
            )
        ),
        *((said, "JPY", "error-amount-other-currency") for said in ("5천만원", "$5", "5위안")),
        *(
            (said, "USD", "error-amount-beheaded")
            for said in ("0,000", "0,000.50", "000", "050", "0,000k", "00억")
        ),  # "$50,000" as a shell hands it on
        *(
            (said, currency, "error-amount-points")
            for said in ("1.000", "1.000.000", "12.500", "1.000,50", "1.500억")
            for currency in ("USD", "KRW")
        ),
        *(
            (said, "USD", "finding-amount-with-cents")
            for said in ("0.500", "1.2345", "1234.567", "1,234.567", "1.0000")
        ),
        *((said, "KRW", "finding-amount-with-cents") for said in ("50000.5", "0.5", "1.00005만")),
    ],
)
def test_what_may_be_two_amounts_or_is_of_another_currency_is_refused_with_the_reason(
    said, currency, key
):
    with pytest.raises(CrmError) as caught:
        amount_said(said, currency)
    assert (key, True) == (
        caught.value.message.key,
        caught.value.hint is not None or key == "finding-amount-with-cents",
    )


def test_a_sign_of_several_currencies_is_read_as_the_books_own():
    assert [5, 5, 5, 5] == [
        amount_said(said, currency)
        for said, currency in (("¥5", "JPY"), ("¥5", "CNY"), ("$5", "SGD"), ("5달러", "CAD"))
    ]


def test_dinars_have_three_decimals():
    assert Decimal("1.234") == amount_said("1.234", "KWD")


def tails() -> Iterator[str]:
    """How what follows 만, 억 or 조 is read, in the book's currency named and not named."""
    counts = (
        "5 9 10 55 99 100 500 999 1000 5000 9999 10000 5,000 5.5 5백 5천 5천5백 5천5 5십".split()
    )
    for currency, mark in (("KRW", ""), ("KRW", "원"), ("USD", ""), ("USD", "달러")):
        for head in ("3만", "3천만", "1만", "3억", "1억2천만", "1조", "1조 2억"):
            for count in counts:
                said = f"{head} {count}{mark}"
                try:
                    found = amount_said(said, currency)
                except CrmError as error:
                    yield f"{currency} {said}: {' '.join(map(str, error.message.args[1:]))} ?"
                else:
                    yield f"{currency} {said}: {found}"


def test_the_end_of_an_amount_is_counted_or_asked_about():
    found = list(tails())
    assert recorded(TAILS, found) == found


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "-5",
        "6.0E7",
        "1e6",
        "1,5M",
        "12,50",
        "1234,56",
        "1,50억",
        "1,,000",
        "5,",
        "1,2345",
        "억",
        "조",
        "abc",
        "원",
        "$",
        "1억 20000만",
        "1억1억",
        "3천1000원",
        "5백100만",
        "2십10억",
        "1만 2억",
        "1.5억 2000만",
        "1m 2m",
        "5천M",
        "약 5천만",
        "5천만원 정도",
        "9" * 61,
        "٣",
    ],
)
def test_anything_else_is_no_amount(said):
    assert [None, None] == [amount_said(said, currency) for currency in ("KRW", "USD")]


def test_a_number_of_things_has_no_currency_and_3000_of_them_are_3000():
    assert [3000, 2, Decimal("1.5"), 12_000, None, None] == [
        number_said(said) for said in ("3천", "2", "1.5", "1만2천", "$5", "5원")
    ]


def test_a_number_of_things_with_a_point_that_may_divide_thousands_is_refused():
    with pytest.raises(CrmError):
        number_said("1.000")


@given(
    st.text("0123456789.,_ 조억만천백십일이kMb$₩원€"), st.sampled_from(["KRW", "USD", "JPY", "KWD"])
)
def test_whatever_is_typed_is_an_amount_none_or_refused(said, currency):
    try:
        found = amount_said(said, currency)
    except CrmError:
        return
    assert found is None or found >= 0


@given(st.integers(0, 10**15))
def test_an_amount_written_out_is_itself_in_every_grouping(amount):
    assert {amount} == {
        amount_said(said, "KRW")
        for said in (str(amount), f"{amount:_}", f"{amount:,}", f"₩{amount:,}", f"{amount:,}원")
    }
