"""Amounts in JSON are numbers with all their digits."""

import json
from decimal import Decimal

from crmcli.formats.exact import encoded


def test_a_decimal_is_a_number_as_it_is_written_wherever_it_stands():
    assert "12.50" == encoded(Decimal("12.50"))
    assert '{"a": [1, 1800.50, {"b": 0.1, "c": "x"}], "d": null}' == encoded(
        {"a": [1, Decimal("1800.50"), {"b": Decimal("0.1"), "c": "x"}], "d": None}
    )
    assert "123456789012345678901234567890.12" == encoded(
        Decimal("123456789012345678901234567890.12")
    )
    assert "100000" == encoded(Decimal("1E+5"))


def test_a_text_that_looks_like_a_number_stays_a_text():
    assert {"a": "12.50"} == json.loads(encoded({"a": "12.50"}))
