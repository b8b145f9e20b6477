"""What the ids of an account are called, and which keys of one's own changed."""

import pytest

from books import account, policy
from crmcli.domain.records.account import Extra
from crmcli.history.extras import extra_changes
from crmcli.history.names import Names

RULES = policy("""
    team: {ada: {name: Ada Moss}, bo: {}}
    role_sets: {r: {ceo: {label: Boss}, cio: {}}, s: {cio: {label: Systems}, buyer: {label: Buyer}, user: {}}}
    default_role_set: r
""")
NAMES = Names(RULES, account("name: A\ncontacts: {kim: Kim Ha}\n").contacts)


@pytest.mark.parametrize(
    ("role", "called"),
    [
        ("ceo", {"": "Boss"}),
        ("buyer", {"": "Buyer"}),  # of the second set only
        ("cio", {"": "Systems"}),  # the first set has it without a label
        ("user", "user"),  # nobody gave it one
        ("nobody", "nobody"),  # no set has it
    ],
)
def test_a_role_is_called_by_the_first_label_it_has(role, called):
    assert called == NAMES.role(role)


def test_people_and_members_are_called_by_name_and_else_by_id():
    assert ["Kim Ha", "lee"] == [NAMES.person("kim"), NAMES.person("lee")]
    assert ["Ada Moss", "bo", "cy"] == [NAMES.member(each) for each in ("ada", "bo", "cy")]


def extras(**values):
    return {key: Extra(f"x-{key}", value) for key, value in values.items()}


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ({"a": "1", "b": "2"}, {"a": "1", "b": "3"}, ["b"]),  # the first one stayed
        ({"a": "1", "b": "2"}, {"a": "0", "b": "2"}, ["a"]),
        ({"a": "1"}, {"b": "1"}, ["a", "b"]),
        ({"a": "1"}, {"a": "1"}, []),
        ({}, {"a": "1"}, ["a"]),
        ({"a": "1"}, {}, ["a"]),
    ],
)
def test_every_key_of_ones_own_that_changed_is_told(old, new, changed):
    found = extra_changes("acme", extras(**old), extras(**new), NAMES)
    assert [f"x-{key}" for key in changed] == [each.subject for each in found]
