"""Which side stays, where a source says a field again?"""

import pytest

from crmcli.imports.seen import Memory, Seen, digest
from crmcli.imports.threeway import Verdict, verdict

BEFORE = digest("1")


@pytest.mark.parametrize(
    ("said", "held", "told", "prefer", "wanted"),
    [
        ("", "1", BEFORE, "", "same"),  # what is not said any more takes nothing away
        ([], ["a"], BEFORE, "source", "same"),
        ("1", "1", "", "", "same"),
        ("1", "2", BEFORE, "", "keep"),
        ("1", "2", BEFORE, "source", "keep"),  # the source did not change: nothing to decide
        ("1", None, BEFORE, "", "keep"),  # taken away here
        ("2", None, BEFORE, "", "fill"),
        ("1", None, "", "", "fill"),
        ("2", "1", BEFORE, "", "update"),
        ("2", "3", BEFORE, "", "conflict"),
        ("2", "3", BEFORE, "book", "conflict"),
        ("2", "3", BEFORE, "source", "update"),
        ("2", "3", "", "", "differs"),
        ("2", "3", "", "source", "update"),
    ],
)
def test_each_case_has_its_side(said, held, told, prefer, wanted):
    assert Verdict(wanted) is verdict(said, held, told, prefer)


def test_what_was_seen_is_remembered_as_text_and_says_no_value():
    memory = Memory()
    memory.put("deal", "006 A", Seen("acme/line", "r1", {"name": digest("Line"), "amount": "x"}))
    memory.put("person", "003", Seen("acme/ines", "r2", {}))
    text = memory.data().decode()
    assert "Line" not in text.split("acme/line")[1]
    assert text == Memory(text.encode()).data().decode()
    again = Memory(text.encode())
    assert Seen("acme/line", "r1", {"name": digest("Line"), "amount": "x"}) == again.get(
        "deal", "006 A"
    )
    assert (True, False) == (again.is_same("person", "003", "r2"), again.is_same("person", "4", ""))
    assert [("person", "003", "acme/ines")] == again.gone(["person"], {"person": set()})
    assert [] == again.gone(["deal"], {"deal": {"006 A"}})


def test_a_damaged_memory_is_read_as_far_as_it_goes():
    memory = Memory(b"deal\n\n# x\nperson\t3\tacme/x\tr\tname\nnonsense\t\t\n")
    assert Seen("acme/x", "r", {"name": ""}) == memory.get("person", "3")
    assert None is memory.get("deal", "")
