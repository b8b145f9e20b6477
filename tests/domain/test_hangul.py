"""Initial consonants: how Koreans type a name in a hurry."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.text.hangul import asked_initials, initials
from crmcli.domain.naming import Called, folded, matching


def is_meant(query, text):
    return bool(matching(query, [Called("-", (text,))]))


SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("한빛전자", "ㅎㅂㅈㅈ"),
        ("한빛전자㈜", "ㅎㅂㅈㅈ"),
        ("(주) 한빛 전자", "ㅎㅂㅈㅈ"),
        ("（주）한빛", "ㅎㅂ"),
        ("꿈또뽀쓰쯔", "ㄲㄸㅃㅆㅉ"),
        ("가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
        ("LG전자 2", "lgㅈㅈ2"),
        (unicodedata.normalize("NFD", "한빛"), "ㅎㅂ"),
        ("", ""),
        ("힣가", "ㅎㄱ"),
    ],
)
def test_the_initials_of_a_name(text, expected):
    assert expected == initials(text)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ㅎㅂ", "ㅎㅂ"),
        ("ㅎ ㅂ", "ㅎㅂ"),
        ("ㄳ", "ㄱㅅ"),
        ("ㅄㄲ", "ㅂㅅㄲ"),
        ("\u1112\u1107", "ㅎㅂ"),
        ("한ㅂ", ""),
        ("ㅏ", ""),
        ("hb", ""),
        ("", ""),
        ("ㅎ1", ""),
    ],
)
def test_only_initials_ask_for_initials(query, expected):
    assert expected == asked_initials(query)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("ㅎㅂ", "한빛전자㈜", True),
        ("ㅂㅈ", "한빛전자", True),
        ("ㅎㅂㅈㅈ", "㈜한빛 전자", True),
        ("ㅎㅈ", "한빛전자", False),
        ("ㄱ", "꿈", False),
        ("ㄲ", "꿈", True),
        ("ㅎㅂㅈㅈㄱ", "한빛전자", False),
        ("", "한빛전자", False),
        ("ㅈㅈ", "LG전자", True),
        ("ㄱㅅ", "값싼 가스", True),
    ],
)
def test_a_name_is_meant_by_initials_that_stand_in_a_row(query, text, expected):
    assert expected == is_meant(query, text)


@given(SYLLABLES, st.data())
def test_every_part_of_a_names_initials_means_it(name, data):
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert len(name) == len(initials(name))
    assert is_meant(initials(name[start:end]), name)


@given(st.text())
def test_every_name_that_is_not_blank_means_itself(text):
    assert bool(folded(text)) == is_meant(text, text)
