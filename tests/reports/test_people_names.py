"""What a person is called in a table."""

import pytest

from books import account
from crmcli.reports.people_names import called

HANBIT = account(
    "name: H\ncontacts: {kim: {name: Kim Ha}, lee: {name: Lee Do}, kim-2: {name: Kim Ha}, anon: {name: ''}}\n"
)


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("kim", "Kim Ha (kim)"),
        ("kim-2", "Kim Ha (kim-2)"),
        ("lee", "Lee Do"),
        ("anon", "anon"),
        ("gone", "gone"),
    ],
)
def test_a_person_is_called_by_name_and_a_namesake_by_id_too(contact, expected):
    assert expected == called(contact, HANBIT)


@pytest.mark.parametrize("contact", ["a", "b"])
def test_the_first_and_the_last_person_too(contact):
    assert contact.upper() == called(
        contact, account("name: H\ncontacts: {a: {name: A}, b: {name: B}}\n")
    )
