"""An amount with commas, within braces: what it was meant to be."""

import pytest

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.reading import read


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1,000", ["1_000"]), ("72,500", ["72_500"]), ("1,00", []), ("a,000", [])],
)
def test_an_amount_that_a_comma_cuts_is_written_with_an_underscore(written, meant):
    text = f"name: A\ndeals: {{d: {{products: {{core: {{qty: {written}}}}}}}}}\n"
    problems = read(text.encode(), ACCOUNT).problems
    found = next(each for each, _ in problems if each.key == "comma-in-number")
    assert meant == [mend.text for mend in found.mends]
