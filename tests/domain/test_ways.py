"""What is wrong with a phone number or an e-mail address, and what was meant."""

import pytest

from crmcli.domain.text.ways import Fault, email_fault, phone_fault

RIGHT_PHONES = [
    "010-1234-5671",
    "01012345671",
    "010.1234.5678",
    "+82 10 1234 5678",
    "+82-10-1234-5678",
    "02-123-4567",
    "02-123-4567 내선 12",
    "031) 123-4567",
    "(02) 123-4567",
    "1588-1234",
    "0507-1234-5678",
    "+1 (555) 010-1234",
    "555-0100",
    "02-123-4567 x12",
]


@pytest.mark.parametrize("text", RIGHT_PHONES)
def test_a_number_as_people_write_it_is_right(text):
    assert phone_fault(text, korean=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“010-1234-5671”", Fault("characters", "010-1234-5671", is_safe=True)),
        ("010-1234-567l", Fault("letters", "010-1234-5671")),
        ("O1O-1234-5678", Fault("letters", "010-1234-5678")),
        ("비서실", Fault("letters")),
        ("010-1234-567", Fault("digits")),
        ("010-1234-56789", Fault("digits")),
        ("+82 10 1234 567", Fault("digits")),
        ("12", Fault("short")),
        ("01012345678901234", Fault("long")),
        ("010-1234-5678/02-123-4567", Fault("several", parts=("010-1234-5678", "02-123-4567"))),
        ("010-1234-5678, 02-123-4567", Fault("several", parts=("010-1234-5678", "02-123-4567"))),
        ("lee@hanbit.example", Fault("email")),
        ("０１０-1234-5678", Fault("characters", "010-1234-5678", is_safe=True)),
        ("010–1234–5678", Fault("characters", "010-1234-5678", is_safe=True)),
        ("010-1234-5678\u200b", Fault("characters", "010-1234-5678", is_safe=True)),
        ("82-10-3333-0104", Fault("country", "+82-10-3333-0104")),
        ("+82-010-3333-0104", Fault("country", "+82-10-3333-0104")),
        ("+82 (0)10 3333 0104", Fault("country", "+82 10 3333 0104")),
        ("“010-1234-5678”", Fault("characters", "010-1234-5678", is_safe=True)),
        ("T. 010-1234-5678", Fault("words", "010-1234-5678")),
        ("010-1234-5678 (비서)", Fault("words", "010-1234-5678")),
    ],
)
def test_a_number_that_nobody_can_dial_is_told_with_what_was_meant(text, expected):
    assert expected == phone_fault(text, korean=True)


def test_numbers_of_other_countries_have_as_many_digits_as_they_like():
    assert phone_fault("0301 234567") is None
    assert phone_fault("010-1234-567") is None


@pytest.mark.parametrize(
    "text", ["lee@hanbit.example", "l.ee+crm@a-b.co.kr", "LEE@HANBIT.EXAMPLE", "lee@한빛.한국"]
)
def test_an_address_is_right(text):
    assert email_fault(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mailto:lee@a.example", Fault("form", "lee@a.example", is_safe=True)),
        ("이동현 <lee@a.example>", Fault("form", "lee@a.example", is_safe=True)),
        ("<lee@a.example>", Fault("form", "lee@a.example", is_safe=True)),
        ("lee@a.example,", Fault("form", "lee@a.example", is_safe=True)),
        ("lee@a.example.", Fault("form", "lee@a.example", is_safe=True)),
        ("lee＠a.example", Fault("form", "lee@a.example", is_safe=True)),
        ("lee@a.example\u200b", Fault("form", "lee@a.example", is_safe=True)),
        ("lee @a.example", Fault("spaces", "lee@a.example")),
        ("lee(at)a.example", Fault("spaces", "lee@a.example")),
        ("lee@@a.example", Fault("spaces", "lee@a.example")),
        ("lee@a,example", Fault("spaces", "lee@a.example")),
        (
            "lee@a.example; kim@b.example",
            Fault("several", parts=("lee@a.example", "kim@b.example")),
        ),
        ("lee.a.example", Fault("no-at")),
        ("010-1234-5678", Fault("phone")),
        ("lee@hanbit", Fault("no-end")),
        ("이동현@hanbit.example", Fault("letters")),
        ("@hanbit.example", Fault("none")),
    ],
)
def test_an_address_that_is_none_is_told_with_what_was_meant(text, expected):
    assert expected == email_fault(text)
