"""Names of files: what every system can hold."""

import pytest

from crmcli.domain.text.portable import fitting, fold, unportable
from crmcli.edits.names import file_id


@pytest.mark.parametrize(
    "name",
    [
        "con",
        "AUX",
        "Prn",
        "nul",
        "nul.txt",
        "COM0",
        "com9",
        "LPT1.a.b",
        "com¹",
        "lpt³",
        "con .x",
        "conin$",
    ],
)
def test_devices_of_windows_are_no_names_whatever_their_ending(name):
    assert "portable-reserved" == unportable(name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("acme.", "portable-end"),
        ("acme ", "portable-end"),
        (" acme", "portable-end"),
        ("-acme", "portable-start"),
        (".acme", "portable-start"),
        ("", "portable-start"),
        *((f"a{sign}b", "portable-characters") for sign in '<>:"|?*\\/\x00\x1f\x7f'),
        ("a" * 251, "portable-long"),
        ("가" * 42, "portable-long"),
        ("각" * 28, "portable-long"),
        ("é" * 84, "portable-long"),
    ],
)
def test_what_one_system_drops_hides_refuses_or_has_no_room_for(name, why):
    assert why == unportable(name)


@pytest.mark.parametrize(
    "name",
    [
        "acme",
        "console",
        "com10",
        "lpt",
        "aux-2",
        "한빛전자",
        "a.b",
        "_x",
        "a" * 250,
        "가" * 41,
        "é" * 83,
        "com",
    ],
)
def test_other_names_are_held_everywhere(name):
    assert unportable(name) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "aCME"),
        ("caf\u00e9", "CAFE\u0301"),
        ("한", "\u1112\u1161\u11ab"),
        ("straße", "STRASSE"),
        ("ſ", "s"),
    ],
)
def test_names_are_one_where_capitals_and_spellings_do_not_count(one, other):
    assert fold(one) == fold(other)


def test_a_name_is_cut_to_what_there_is_room_for():
    assert ("각" * 27, "각" * 27, "a" * 248) == (
        fitting("각" * 60),
        fitting("각" * 27),
        fitting("a" * 300, 2),
    )


@pytest.mark.parametrize(
    ("name", "taken", "id_"),
    [
        ("CON", (), "con-2"),
        ("nul.txt", (), "nul-txt"),
        ("aux", ("aux-2",), "aux-3"),
        ("COM¹", (), "com1-2"),
        ("Acme.", (), "acme"),
        ("Straße", ("strasse",), "strasse-2"),
        ("각" * 40, (), "각" * 27),
        ("각" * 40, (fold("각" * 27),), "각" * 27 + "-2"),
    ],
)
def test_an_accounts_id_made_of_a_name_is_one(name, taken, id_):
    assert id_ == file_id(name, taken)
    assert unportable(id_) is None
