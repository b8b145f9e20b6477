"""Numbers of foreign columns: the right one or a refusal, never a thousand times as much."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.imports.card import Refusal
from crmcli.imports.cells.numbers import Numbers
from crmcli.messages import Phrases


def read(cell, *others, **asked):
    value, currency, is_percent = Numbers.of([cell, *others], **asked).read(cell)
    return f"{value} {currency}{'%' if is_percent else ''}".strip()


def refusal(cell, *others, **asked):
    with pytest.raises(Refusal) as caught:
        Numbers.of([cell, *others], **asked).read(cell)
    return caught.value.why.key


FORMS = """
0|0
007|7
1,340|1340
1.234,56|1234.56
1,234.56|1234.56
0.5|0.5
0.500|0.5
.5|0.5
12.34|12.34
1.000.000|1000000
1,000,000|1000000
1234.567|1234.567
1234,5|1234.5
$60,000,000|60000000 USD
$22,700.00|22700 USD
US$5|5 USD
USD 1.5 million|1500000 USD
€ 1.200,50|1200.5 EUR
1.200,50 €|1200.5 EUR
₩5,000|5000 KRW
￦5,000|5000 KRW
5000원|5000 KRW
1,200,000 원|1200000 KRW
500만 원|5000000 KRW
JPY 5000|5000 JPY
5000円|5000 JPY
$1,117.10K|1117100 USD
6.0E7|60000000
6E7|60000000
1.2E+12|1200000000000
1.25E-2|0.0125
1.2M|1200000
1.5 bn|1500000000
2 Mio|2000000
3억 2천만|320000000
1억2,000만원|120000000 KRW
3억|300000000
(1,200)|-1200
($1,200)|-1200 USD
-1,200|-1200
−1,200|-1200
-$1,200|-1200 USD
$-1,200|-1200 USD
1200-|-1200
▲1,200|-1200
+5|5
1'200.50|1200.5
1’200.50|1200.5
CHF 1'200|1200 CHF
1\u00a0200,50|1200.5
1\u202f200\u202f300,50|1200300.5
12,34,567|1234567
INR 12,34,567.50|1234567.5 INR
１２３|123
１，２３４．５|1234.5
60%|60 %
12.5 %|12.5 %
0.30000000000000004|0.3
1117.1000000000001|1117.1
72000000.0|72000000
="5000"|5000
'-5|-5
"""


@pytest.mark.parametrize("cell, meant", [line.split("|") for line in FORMS.strip().split("\n")])
def test_a_form_that_can_only_be_one_number_is_read(cell, meant):
    assert meant == read(cell, currency="USD")


REFUSED = """
1.000|told-import-number-undecided
12.500|told-import-number-undecided
1.000K|told-import-number-undecided
€1.000|told-import-number-undecided
1.23457E+11|told-import-number-eaten
1,2,3|told-import-no-number
1,23,45|told-import-no-number
1.2.3|told-import-no-number
5.|told-import-no-number
--5|told-import-no-number
abc|told-import-no-number
N/A|told-import-no-number
1e999|told-import-no-number
5 6|told-import-no-number
2021-04-15|told-import-no-number
10-50|told-import-no-number
₩5$|told-import-currency-twice
"""


@pytest.mark.parametrize("cell, why", [line.split("|") for line in REFUSED.strip().split("\n")])
def test_what_is_no_number_or_may_be_two_is_refused_in_words(cell, why):
    assert why == refusal(cell, currency="EUR")


def test_another_cell_of_the_column_or_a_person_decides_what_a_point_means():
    assert "1000" == read("1.000", "1.234,56")
    assert "1" == read("1.000", "0.5")
    assert "12.5" == read("12.500", "12.34")
    assert "12500" == read("12.500", "1.000.000")
    assert "1" == read("1.000", decimal=".")
    assert "1000" == read("1.000", decimal=",")
    assert "1.34" == read("1,340", "0,5")
    assert "1340" == read("1,340", "0.5")
    assert "told-import-number-decimal" == refusal("12.34", decimal=",")


def test_a_column_with_both_signs_refuses_only_what_may_be_two():
    column = Numbers.of(["1.234,56", "0.5", "1.000"])
    assert "told-import-numbers-contradict" == column.undecided.key
    assert Decimal("1234.56") == column.read("1.234,56").value
    assert Decimal("0.5") == column.read("0.5").value
    with pytest.raises(Refusal):
        column.read("1.000")


def test_a_sign_of_several_currencies_is_the_books_or_the_mappings_or_refused():
    assert "5 CAD" == read("$5", currency="CAD")
    assert "told-import-currencies" == refusal("$5", currency="KRW")
    assert "5 CNY" == read("¥5", currency="CNY")
    assert "5 KRW" == read("₩5", currency="USD")


HEADINGS = """
매출(백만원)|5000000 KRW
매출액 (단위: 천원)|5000 KRW
연매출(억)|500000000
금액(원)|5 KRW
Revenue (USD)|5 USD
Amount in USD|5 USD
Amount (in thousands)|5000
Amount (in thousands of USD)|5000 USD
ACV ($M)|5000000 USD
Probability (%)|5 %
Revenue (2021)|5
Amount (Converted)|5
Distance (km)|5
Call Duration (in seconds)|5
Amount|5
"""


@pytest.mark.parametrize(
    "heading, meant", [line.split("|") for line in HEADINGS.strip().split("\n")]
)
def test_a_heading_says_in_what_its_cells_are_counted(heading, meant):
    assert meant == read("5", heading=heading, currency="USD")


def test_a_cell_with_a_unit_of_its_own_is_not_counted_in_the_headings():
    assert "300000000 KRW" == read("3억", heading="매출(백만원)")
    assert "1200 KRW" == read("₩1,200", heading="매출(백만원)")
    assert "told-import-currencies" == refusal("5", heading="Revenue ($)", currency="KRW")


def test_shares_of_one_are_told_from_percents():
    assert Numbers.of(["0.6", "1", "0", "0.25", "N/A"]).is_share
    for cells in (
        ["0.6", "60"],
        ["1", "0"],
        ["60%", "0.5"],
        ["-0.5", "0.5"],
        ["1.5", "0.5"],
        ["0.5", "3억"],
    ):
        assert not Numbers.of(cells).is_share


def test_what_people_leave_open_in_korean_is_refused_in_a_book_of_won():
    assert "error-amount-several" == refusal("3천", currency="KRW")
    assert "3000 KRW" == read("3천원", currency="KRW")


def test_evidence_tells_what_decided_and_how_many_cells_did():
    column = Numbers.of(["1.234,56", "12", "€5", "N/A", "foo", ""], currency="EUR")
    assert (
        "`,` before decimals: `1.234,56`, 1 of 4, whole numbers: 2 of 4, € in 1, 1 that cannot be read, such as `foo`"
        == Phrases("en").say(column.evidence)
    )
    assert "`,`" in Phrases("ko").say(column.evidence)
    assert "1,340" in Phrases("ko").say(Numbers.of(["1,340"]).evidence)


@pytest.mark.parametrize(
    "cell",
    ["9" * 10**5, "1," * 10**6, "a" * 10**7, "1e99999", "(" * 10**5, "1 " * 10**5, "만" * 10**5],
)
def test_no_cell_is_too_long_to_be_refused_at_once(cell):
    assert "told-import-no-number" == refusal(cell)


@given(st.text(max_size=70) | st.text("0123456789.,'() -%$€원만억Ekm", max_size=20))
def test_whatever_a_cell_holds_is_a_number_or_a_refusal(cell):
    column = Numbers.of([cell], currency="KRW")
    try:
        assert column.read(cell).value.is_finite()
    except Refusal as refusal:
        assert Phrases("ko").say(refusal.why)
    assert Phrases("en").say(column.evidence) is not None


def german(number):
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


WAYS = {
    "plain": (str, "."),
    "english": ("{:,}".format, "."),
    "german": (german, ","),
    "swiss": (lambda number: f"{number:,}".replace(",", "'"), "."),
    "french": (lambda number: f"{number:,}".replace(",", "\u202f").replace(".", ","), ","),
}
MONEY = st.decimals(-(10**12), 10**12, places=2).map(lambda each: each.quantize(Decimal("0.01")))


@given(
    st.lists(MONEY | st.integers(-(10**12), 10**12), min_size=1, max_size=12),
    st.sampled_from(sorted(WAYS)),
)
@settings(max_examples=400)
def test_a_column_written_in_one_way_is_read_back_or_refused_but_never_read_otherwise(numbers, way):
    write, decimal = WAYS[way]
    cells = [write(number) for number in numbers]
    column = Numbers.of(cells)
    for number, cell in zip(numbers, cells):
        try:
            assert number == column.read(cell).value
        except Refusal:
            assert "german" == way and column.undecided
        assert number == Numbers.of(cells, decimal=decimal).read(cell).value
