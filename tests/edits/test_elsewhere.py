"""Whom is a person who comes here known as at another account?"""

from datetime import date

import pytest

from crmcli.domain.records.account import Contact
from crmcli.domain.table import Message
from crmcli.edits.contacts import Person
from crmcli.edits.elsewhere import (
    Elsewhere,
    Met,
    Reached,
    contradicts,
    is_same,
    shared_emails,
    shared_phones,
)

LEFT = date(2026, 5, 1)


def book(**accounts):
    """The people of a book, who know each other by what stands at the accounts."""
    reached = [
        Reached(
            key,
            [mail for each in people.values() for mail in each.emails],
            [phone for each in people.values() for phone in each.phones],
        )
        for key, people in accounts.items()
    ]
    return Elsewhere(reached, lambda account: accounts.get(account, {}))


def there(*names):
    return Met(True, Message("told-import-elsewhere", (", ".join(names),)))


def number(*names):
    return Met(False, Message("told-import-number-elsewhere", (", ".join(names),)))


KIM = Contact("Kim Ha", emails=("kim@x.example",), phones=("02-111-1111",))
LEE = Contact(
    "Lee Do", emails=("lee@x.example", "do@x.example"), phones=("02-222-2222", "010-2222-2222")
)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person("Kim Ha", emails=["kim@x.example"]), there("alpha/kim")),
        (
            Person("Kim Ha", emails=["KIM@X.example"]),
            there("alpha/kim"),
        ),  # an address however it is written
        (
            Person("Somebody", emails=["kim@x.example"]),
            there("alpha/kim"),
        ),  # one address is one person
        (Person("Lee Do", emails=["do@x.example"]), there("alpha/lee")),  # the second address
        (
            Person("Lee Do", phones=["010-2222-2222"]),
            there("alpha/lee"),
        ),  # the second number, with the name
        (Person("Kim Ha", phones=["+82 2 111 1111"]), there("alpha/kim")),
        (
            Person("Somebody", phones=["02-111-1111"]),
            number("alpha/kim"),
        ),  # a switchboard's, perhaps
        (Person(None, phones=["02-222-2222"]), number("alpha/lee")),
        (Person("Kim Ha"), None),  # a name alone is nobody
        (Person("Kim Ha", emails=["other@x.example"], phones=["02-999-9999"]), None),
        (Person(emails=["do@x.example", "kim@x.example"]), there("alpha/lee", "alpha/kim")),
    ],
)
def test_an_address_or_a_name_with_its_number_is_somebody_and_a_number_alone_is_only_told(
    person, expected
):
    assert expected == book(alpha={"kim": KIM, "lee": LEE}).met("beta", person)
    assert expected == book(alpha={"kim": KIM, "lee": LEE}).met(None, person)


@pytest.mark.parametrize(
    "person",
    [
        Person("Kim Ha", emails=["kim@x.example"]),
        Person("Kim Ha", phones=["02-111-1111"]),
        Person("Lee Do", emails=["kim@x.example"]),  # known here by the name, that is enough
        Person("Kim Ha", emails=["kim@x.example"], phones=["02-999-9999"]),
    ],
)
def test_who_is_known_here_too_is_not_told_elsewhere(person):
    assert None is book(alpha={"kim": KIM}, beta={"lee": Contact("Lee Do"), "kim": KIM}).met(
        "beta", person
    )


def test_a_namesake_here_with_another_address_and_another_number_is_another_person():
    books = book(
        alpha={"kim": KIM},
        beta={"kim": Contact("Kim Ha", emails=("ha@y.example",), phones=("02-555-5555",))},
    )
    assert there("alpha/kim") == books.met(
        "beta", Person("Kim Ha", emails=["kim@x.example"], phones=["02-111-1111"])
    )
    # nothing contradicts the one here
    assert None is books.met("beta", Person("Kim Ha", emails=["kim@x.example"]))


def test_the_first_namesake_here_may_be_another_person_and_the_second_the_one():
    other = Contact("Kim Ha", emails=("ha@y.example",), phones=("02-555-5555",))
    books = book(
        alpha={"kim": KIM}, beta={"kim": other, "kim-2": Contact("Kim Ha", phones=("02-777-7777",))}
    )
    assert None is books.met(
        "beta", Person("Kim Ha", emails=["kim@x.example"], phones=["02-111-1111"])
    )


def test_who_left_there_is_told_with_the_day_and_one_who_is_there_before_them():
    gone = Contact("Kim Ha", emails=("kim@x.example",), left=LEFT)
    person = Person("Kim Ha", emails=["kim@x.example"])
    assert Met(False, Message("told-import-was-elsewhere", ("alpha/kim", LEFT))) == book(
        alpha={"kim": gone}
    ).met("beta", person)
    assert there("gamma/kim") == book(alpha={"kim": gone}, gamma={"kim": KIM}).met("beta", person)


def test_a_number_of_one_who_left_is_nobodys():
    gone = Contact("Kim Ha", phones=("02-111-1111",), left=LEFT)
    assert None is book(alpha={"kim": gone}).met("beta", Person("Lee Do", phones=["02-111-1111"]))
    assert number("alpha/lee") == book(
        alpha={"kim": gone, "lee": Contact("Lee Do", phones=("02-111-1111",))}
    ).met("beta", Person("Park", phones=["02-111-1111"]))


@pytest.mark.parametrize(
    ("many", "told"),
    [(1, "a/p0"), (3, "a/p0, a/p1, a/p2"), (4, "a/p0, a/p1, a/p2 …"), (30, "a/p0, a/p1, a/p2 …")],
)
def test_three_are_named_and_more_are_dots(many, told):
    same = {f"p{each}": Contact(f"P{each}", phones=("02-111-1111",)) for each in range(many)}
    assert Met(False, Message("told-import-number-elsewhere", (told,))) == book(a=same).met(
        "b", Person("Q", phones=["02-111-1111"])
    )
    same = {f"p{each}": Contact(f"P{each}", emails=("info@a.example",)) for each in range(many)}
    assert Met(True, Message("told-import-elsewhere", (told,))) == book(a=same).met(
        "b", Person("Q", emails=["info@a.example"])
    )


@pytest.mark.parametrize(
    "first",
    [
        Person("Kim Ha", emails=["kim@x.example"], phones=["02-111-1111"]),
        Person("Kim Ha", emails=["kim@x.example"]),
    ],
)
def test_who_came_in_this_import_is_known_from_then_on(first):
    books = book(alpha={}, beta={})
    person = Person("Kim Ha", emails=["kim@x.example"])
    assert None is books.met("beta", person)
    books.come("alpha", first)
    assert (there("alpha/Kim Ha"), None) == (books.met("beta", person), books.met("alpha", person))


def test_who_comes_with_a_number_alone_is_known_by_it():
    books = book(alpha={}, beta={})
    books.come("alpha", Person("Kim Ha", phones=["02-111-1111"]))
    assert there("alpha/Kim Ha") == books.met("beta", Person("Kim Ha", phones=["02-111-1111"]))
    assert number("alpha/Kim Ha") == books.met("beta", Person("Lee Do", phones=["02-111-1111"]))


def test_who_comes_and_is_known_there_is_told_by_the_id_there():
    books = book(alpha={"kim": Contact("Kim Ha", emails=("kim@x.example",))}, beta={})
    books.come("alpha", Person("Kim Ha", emails=["kim@x.example", "new@x.example"]))
    assert there("alpha/kim") == books.met("beta", Person("Ha", emails=["new@x.example"]))


def test_who_comes_with_nothing_to_reach_them_by_is_known_to_nobody():
    books = book(alpha={}, beta={})
    books.come("alpha", Person("Kim Ha"))
    assert None is books.met("beta", Person("Kim Ha", emails=["kim@x.example"]))


ONE = Contact("Kim", emails=("a@x", "b@x"), phones=("1", "2"))


@pytest.mark.parametrize(
    ("person", "mail", "phone", "against", "same"),
    [
        (Person("Kim", emails=["B@x"], phones=["9"]), True, False, False, True),
        (Person("Kim", emails=["z@x"], phones=["2"]), False, True, False, True),
        (Person("Kim", emails=["z@x"], phones=["9"]), False, False, True, False),
        (Person("Kim", emails=["z@x"]), False, False, False, True),
        (Person("Kim", phones=["9"]), False, False, False, True),
        (Person("Lee", emails=["a@x"]), True, False, False, True),
        (Person("Lee", phones=["1"]), False, True, False, False),
        (Person("Kim"), False, False, False, True),
        (Person(), False, False, False, False),
    ],
)
def test_one_name_is_one_person_unless_address_and_number_are_others(
    person, mail, phone, against, same
):
    assert (mail, phone, against, same) == (
        shared_emails(ONE, person),
        shared_phones(ONE, person),
        contradicts(ONE, person),
        is_same(ONE, person),
    )
