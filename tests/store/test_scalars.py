"""The leaves of the format at their edges."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.domain.records import words
from crmcli.store.yaml.scalars import COUNT, DATE, ID, LANGUAGE, MONEY, PERCENT, TEXT, TRUTH, one_of
from crmcli.store.yaml.shape import DecodeError

NOT_TEXT = [None, [], {}, ["1"], {"a": "1"}]


def refusal(scalar, node) -> tuple:
    """The rule, the message key and what the message quotes."""
    with pytest.raises(DecodeError) as caught:
        scalar.decode(node)
    return caught.value.rule, caught.value.key, *caught.value.words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", date.min),
        ("9999-12-31", date.max),
    ],
)
def test_a_day_is_written_year_month_day(text, day):
    assert DATE.decode(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-1-5",
        "26-01-05",
        "2026/01/05",
        "2026.01.05",
        "20260105",
        "2026-W01-1",
        "2026-005",
        "2026-01-05T00:00",
        "2026-01-05 ",
        " 2026-01-05",
        "2026-01-05\n",
        "02026-01-05",
        "-2026-01-05",
        "5 Jan 2026",
        "",
        "today",
        "２０２６-01-05",
        "2026-٠١-05",
        "2026\u201301\u201305",
    ],
)
def test_other_ways_to_write_a_day_are_refused(text):
    assert refusal(DATE, text) == ("bad-date", "bad-date", text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-02-30",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-04-31",
        "0000-01-01",
        "1900-02-29",
    ],
)
def test_days_that_are_not_in_the_calendar_are_refused_as_such(text):
    assert refusal(DATE, text) == ("bad-date", "no-such-day", text)


@given(st.dates())
@settings(deadline=None, derandomize=True)
def test_every_day_reads_as_itself(day):
    assert DATE.decode(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", 0),
        ("1", 1),
        ("007", 7),
        ("72000000", 72_000_000),
        ("72_000_000", 72_000_000),
        ("7_2", 72),
        ("312_000_000_000", 312_000_000_000),
        ("999999999999999", 999_999_999_999_999),
        ("999_999_999_999_999", 999_999_999_999_999),
        ("18450.50", Decimal("18450.50")),
        ("18_450.50", Decimal("18450.50")),
        ("0.0001", Decimal("0.0001")),
        ("1.0", Decimal("1.0")),
    ],
)
def test_an_amount_is_digits_grouped_or_not_with_up_to_four_decimals(text, amount):
    assert (MONEY.decode(text), type(MONEY.decode(text))) == (amount, type(amount))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "+1",
        "1,000",
        "1 000",
        "1'000",
        "_1",
        "1_",
        "1__0",
        "1.",
        ".5",
        "1.23456",
        "1._5",
        "1.5_0",
        "1e3",
        "0x10",
        "0o17",
        "1_000_",
        "₩1000",
        "1000원",
        "1억",
        "１２３",
        "١٢٣",
        "1\n",
        " 1",
        "²",
        "½",
        "1" * 16,
        "1" * 5000,
        "9" * 26,
        "NaN",
        "Infinity",
        "inf",
    ],
)
def test_other_ways_to_write_an_amount_are_refused(text):
    assert refusal(MONEY, text)[:2] == ("bad-amount", "bad-amount")


@given(st.integers(0, 10**15 - 1))
@settings(deadline=None, derandomize=True)
def test_every_amount_reads_as_itself_grouped_and_ungrouped(amount):
    assert MONEY.decode(str(amount)) == MONEY.decode(f"{amount:_}") == amount


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("0", 0),
        ("100", 100),
        ("5", 5),
        ("99.9", Decimal("99.9")),
        ("100.0", Decimal(100)),
        ("0.0001", Decimal("0.0001")),
    ],
)
def test_a_percentage_is_from_0_to_100(text, percent):
    assert PERCENT.decode(text) == percent


@pytest.mark.parametrize("text", ["101", "100.0001", "-1", "50%", "1/2", "", "many", "1000"])
def test_other_percentages_are_refused(text):
    assert refusal(PERCENT, text) == ("bad-percent", "bad-percent", text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("820", 820),
        ("1_340", 1340),
        ("999999999", 999_999_999),
        ("999_999_999", 999_999_999),
        ("00", 0),
    ],
)
def test_a_count_is_a_whole_number(text, count):
    assert COUNT.decode(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "+1",
        "1.0",
        "1.5",
        "1,000",
        "1000000000",
        "1_000_000_000",
        "_1",
        "1_",
        "1__0",
        "１",
        "٣",
        "1\n",
        "0x1",
        "9" * 5000,
    ],
)
def test_other_counts_are_refused(text):
    assert refusal(COUNT, text)[:2] == ("bad-number", "bad-number")


@pytest.mark.parametrize(
    "text",
    [
        "kim-mj",
        "a",
        "1",
        "2026",
        "a.b",
        "A_b",
        "_a",
        "pt2-batch",
        "한빛전자",
        "삼성전자㈜".removesuffix("㈜"),
        "日本",
        "Ærø",
        "ñ",
        "Öl-2",
        "๑",
        "𠀀",
        "a" * 200,
        "true",
        "null",
        "x-1",
        "1.5",
    ],
)
def test_an_id_is_letters_digits_and_three_signs(text):
    assert ID.decode(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a b",
        "-a",
        ".a",
        "..",
        ".",
        "-",
        "a/b",
        "a\\b",
        "a:b",
        "a,b",
        "a\n",
        "\na",
        "a\tb",
        "a\0b",
        "㈜",
        "(주)한빛",
        "a@b",
        "a#b",
        "a'b",
        "a*",
        "한 빛",
        "a\u200bb",
        "\u202ea",
        "a\ufeff",
        "😀",
        "a" * 201,
        "\ud800",
        "가" * 201,
    ],
)
def test_other_ids_are_refused(text):
    assert refusal(ID, text)[:2] == ("bad-id", "bad-id")


@pytest.mark.parametrize(
    ("decomposed", "composed"),
    [
        ("\u1100\u1161", "가"),
        ("\u1112\u1161\u11ab\u1107\u1175\u11be", "한빛"),
        ("e\u0301", "é"),
        ("a\u0323", "ạ"),
        ("\u212b", "Å"),
    ],
)
def test_an_id_is_kept_in_its_composed_spelling(decomposed, composed):
    assert ID.decode(decomposed) == ID.decode(composed) == composed


@given(st.text("가각힣한글ㄱㅏ\u1100\u1161\u11a8abAB09-_.ée\u0301 /", min_size=1, max_size=8))
@settings(deadline=None, derandomize=True)
def test_an_id_once_decoded_decodes_to_itself(text):
    try:
        name = ID.decode(text)
    except DecodeError:
        return
    assert ID.decode(name) == name


@pytest.mark.parametrize("scalar", [DATE, ID, TEXT])
@pytest.mark.parametrize("node", NOT_TEXT)
def test_days_ids_and_texts_need_a_value_that_is_a_text(scalar, node):
    assert refusal(scalar, node)[0] in {"bad-type", "bad-date"}


@pytest.mark.parametrize("scalar", [MONEY, PERCENT, COUNT, TRUTH, LANGUAGE, one_of(words.STANCES)])
@pytest.mark.parametrize("node", NOT_TEXT)
def test_numbers_and_words_need_a_value_that_is_a_text(scalar, node):
    assert refusal(scalar, node)[0] in {"bad-amount", "bad-percent", "bad-number", "bad-value"}


@pytest.mark.parametrize(
    "scalar", [DATE, MONEY, PERCENT, COUNT, TRUTH, LANGUAGE, one_of(words.STANCES), TEXT, ID]
)
def test_a_missing_value_is_told_as_missing(scalar):
    assert refusal(scalar, None)[1:] == ("needs-value",)


@pytest.mark.parametrize("text", ["", " ", "null", "가", "a\nb", "x" * 100_000])
def test_a_text_is_any_text(text):
    assert TEXT.decode(text) == text


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
    ],
)
def test_truth_is_written_as_in_yaml(text, truth):
    assert TRUTH.decode(text) is truth


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "1", "0", "tRUE", "", "참"])
def test_other_truths_are_refused(text):
    assert refusal(TRUTH, text) == ("bad-value", "needs-truth", text)


def test_a_word_of_a_list_is_that_word():
    assert [one_of(words.STANCES).decode(word) for word in words.STANCES] == list(words.STANCES)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("frendly", "friendly"),
        ("Friendly", "friendly"),
        ("neutral ", "neutral"),
        ("negativ", "negative"),
        ("no-decision", None),
        ("", None),
        ("우호", None),
    ],
)
def test_a_word_that_is_not_in_the_list_is_told_with_the_one_it_may_have_meant_or_with_all(
    text, meant
):
    expected = (
        ("bad-value", "did-you-mean-value", text, meant)
        if meant
        else ("bad-value", "bad-value", text, "friendly, neutral, negative")
    )
    assert refusal(one_of(words.STANCES), text) == expected


def test_what_a_message_quotes_of_a_long_text_is_short():
    assert refusal(MONEY, "9" * 1000)[2] == "9" * 39 + "…"
    assert refusal(ID, "a " * 1000)[2] == ("a " * 20)[:39] + "…"


def test_remembered_days_and_ids_are_remembered_right():
    for _ in range(2):
        assert (DATE.decode("2026-01-05"), ID.decode("2026-01-05")) == (
            date(2026, 1, 5),
            "2026-01-05",
        )
        assert refusal(DATE, "2026-02-30") == ("bad-date", "no-such-day", "2026-02-30")
