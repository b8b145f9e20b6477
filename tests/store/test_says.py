"""Does a file say what was meant, before it is written?"""

import pytest

from crmcli.store.write.edited import says

BEFORE = {"name": "A", "log": "x"}
ORDER = ("name", "roles", "log")


@pytest.mark.parametrize(
    ("made", "meant", "order", "expected"),
    [
        ("name: A\nlog: x\n", {"name": "A", "log": "x"}, (), True),
        ("log: x\nname: A\n", {"name": "A", "log": "x"}, (), False),  # another order
        ("log: x\nname: A\n", {"name": "A", "log": "x"}, ORDER, False),
        ("name: A\nroles: r\nlog: x\n", {"name": "A", "log": "x", "roles": "r"}, (), False),
        ("name: A\nroles: r\nlog: x\n", {"name": "A", "log": "x", "roles": "r"}, ORDER, True),
        ("name: A\n", {"name": "A", "log": "x"}, ORDER, False),  # a key too few
        ("name: A\nlog: x\nroles: r\n", {"name": "A", "log": "x"}, ORDER, False),  # one too many
        ("name: A\nlog: y\n", {"name": "A", "log": "x"}, ORDER, False),
        ("name: [\n", {"name": "A"}, ORDER, False),
    ],
)
def test_a_file_says_what_is_meant_in_its_order_but_for_new_sections(made, meant, order, expected):
    assert expected == says(made.encode(), meant, BEFORE, order)
