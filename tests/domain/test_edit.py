"""Edits over plain trees: what is meant, before any file is touched."""

import pytest

from crmcli.domain.edit import Insert, Remove, Rename, Set, applied

TREE = {
    "name": "한빛",
    "roles": {"cfo": "park", "ceo": None},
    "log": [{"date": "2026-01-01"}, {"date": "2026-01-02"}],
}


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Set(("name",), "다한"), TREE | {"name": "다한"}),
        (Set(("owner",), "kim"), TREE | {"owner": "kim"}),
        (
            Set(("roles", "cfo"), {"contact": "park", "rep": "kim"}),
            TREE | {"roles": {"cfo": {"contact": "park", "rep": "kim"}, "ceo": None}},
        ),
        (
            Set(("log", 1), {"date": "2026-01-03"}),
            TREE | {"log": [{"date": "2026-01-01"}, {"date": "2026-01-03"}]},
        ),
        (
            Insert(("log",), 2, {"date": "2026-01-03"}),
            TREE | {"log": [*TREE["log"], {"date": "2026-01-03"}]},
        ),
        (
            Insert(("log",), 0, {"date": "2025-01-03"}),
            TREE | {"log": [{"date": "2025-01-03"}, *TREE["log"]]},
        ),
        (Remove(("roles", "cfo")), TREE | {"roles": {"ceo": None}}),
        (Remove(("log", 0)), TREE | {"log": [{"date": "2026-01-02"}]}),
        (Rename(("roles", "cfo"), "coo"), TREE | {"roles": {"coo": "park", "ceo": None}}),
    ],
)
def test_an_edit_changes_what_it_says_and_nothing_else(edit, expected):
    before = repr(TREE)
    assert expected == applied(TREE, [edit])
    assert before == repr(TREE)


def test_a_renamed_key_keeps_its_place():
    assert ["coo", "ceo"] == list(applied(TREE, [Rename(("roles", "cfo"), "coo")])["roles"])


@pytest.mark.parametrize(
    "edit",
    [
        Set(("nobody", "x"), 1),
        Set(("log", 2), 1),
        Set(("name", "x"), 1),
        Insert(("log",), 3, 1),
        Insert(("name",), 0, 1),
        Insert(("roles",), 0, 1),
        Remove(("nobody",)),
        Remove(("log", 2)),
        Rename(("nobody",), "x"),
        Rename(("roles", "cfo"), "ceo"),
    ],
)
def test_a_path_that_leads_nowhere_is_an_error(edit):
    with pytest.raises(LookupError):
        applied(TREE, [edit])
