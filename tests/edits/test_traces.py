"""A person in a text: found however the name is joined to other syllables, and not found in other people's names."""

import re
import unicodedata
from typing import Literal

import pytest
from books import account

from crmcli.edits.identifiers import Traces, is_forgotten, pseudonym_of, purge_rules, traces

LEE = Traces("이동현", ("dh.lee@hanbit.example",), ("01012345671",), "forgotten-0")
ADA = Traces("Ada Ferris", ("ada@us.example",), ("+442079460000",), "forgotten-0")

NAMED = [
    "{0}",
    "{0}이 왔다",
    "{0}은",
    "{0}님",
    "{0}님께서",
    "{0} 실장",
    "{0}실장님이",
    "{0}씨에게",
    "{0}과 박재형",
    "{0}, 정우경",
    "({0})",
    "“{0}”",
    "{0}·정우경",
    "박재형/{0}",
    "{0}의",
    "{0}에게서는",
    "{0}님께서도",
    "{0}이는",
    "{0}까지도",
    "{0}쪽에",
    "{0}입니다",
    "{0}(CIO)",
    "담당:{0}",
    "{0}한테",
    "{0}이랑",
    "{0}-실장",
    "{0}\n이",
    "2026년 {0}",
    "{0}측",
]
OTHERS = [
    "이동현황 보고",
    "이동현수",
    "김이동현",
    "이동현주",
    "이동 현황",
    "현황이동현실",
    "주이동현장",
]


def purged(rules: list[str], text: str) -> str:
    """What git filter-repo makes of a text: it reads bytes, and knows patterns by `regex:`."""
    data = text.encode()
    for rule in rules:
        kind, _, rest = rule.encode().partition(b":")
        assert kind == b"regex"
        pattern, _, replacement = rest.rpartition(b"==>")
        data = re.compile(pattern).sub(replacement, data)
    return data.decode()


@pytest.mark.parametrize("text", NAMED)
def test_a_korean_name_with_particles_and_titles_is_found(text: str) -> None:
    said = text.format("이동현")
    assert text.format("forgotten-0") == LEE.hidden(said) == purged(purge_rules(LEE, None), said)


@pytest.mark.parametrize("text", OTHERS)
def test_another_word_or_person_is_left_alone_but_seen(text: str) -> None:
    assert text == LEE.hidden(text) == purged(purge_rules(LEE, None), text)
    assert LEE.named_in(text) is ("이동현" in text)


@pytest.mark.parametrize(
    "text", ["{0}", "{0}'s mail", "ask {0}, then go", "«{0}»", "({0})", "{0}: yes"]
)
def test_a_latin_name_is_found_in_any_case_and_over_a_line_break(text: str) -> None:
    for spelling in ("Ada Ferris", "ADA FERRIS", "ada  ferris", "Ada\n    Ferris"):
        said = text.format(spelling)
        assert (
            text.format("forgotten-0") == ADA.hidden(said) == purged(purge_rules(ADA, None), said)
        )


@pytest.mark.parametrize(
    "text", ["Ada Ferrison", "McAda Ferris", "Ada", "Ferris", "AdaFerris", "Ada-Ferris"]
)
def test_another_latin_name_is_left_alone(text: str) -> None:
    assert text == ADA.hidden(text) == purged(purge_rules(ADA, None), text)


@pytest.mark.parametrize("text", ["{0}", "<{0}>", "mail {0}.", "{0}로 보냄", "mailto:{0}"])
def test_an_address_is_found(text: str) -> None:
    for spelling in ("dh.lee@hanbit.example", "DH.Lee@hanbit.example"):
        assert (
            text.format("forgotten-0")
            == LEE.hidden(text.format(spelling))
            == purged(purge_rules(LEE, None), text.format(spelling))
        )


@pytest.mark.parametrize(
    "text", ["xdh.lee@hanbit.example", "dh.lee@hanbit.example.kr", "a+dh.lee@hanbit.example"]
)
def test_another_address_is_left_alone(text: str) -> None:
    assert text == LEE.hidden(text) == purged(purge_rules(LEE, None), text)


@pytest.mark.parametrize(
    "number",
    [
        "010-1234-5671",
        "01012345671",
        "010 1234 5671",
        "010.1234.5671",
        "+82 10-1234-5671",
        "+82-(0)10-1234-5671",
        "+821012345671",
        "82 10 1234 5671",
    ],
)
def test_a_number_is_found_however_it_is_grouped(number: str) -> None:
    for text in ("{0}", "tel:{0}.", "({0})", "전화 {0}로"):
        assert (
            text.format("forgotten-0")
            == LEE.hidden(text.format(number))
            == purged(purge_rules(LEE, None), text.format(number))
        )


@pytest.mark.parametrize(
    "number", ["010-1234-56712", "1010-1234-5671", "010-1234-5672", "2010-12-34"]
)
def test_another_number_is_left_alone(number: str) -> None:
    assert number == LEE.hidden(number) == purged(purge_rules(LEE, None), number)


@pytest.mark.parametrize("number", ["+44 20 7946 0000", "+442079460000", "44-20-7946-0000"])
def test_a_foreign_number(number: str) -> None:
    assert (
        "call forgotten-0 now"
        == ADA.hidden(f"call {number} now")
        == purged(purge_rules(ADA, None), f"call {number} now")
    )


def test_a_decomposed_name_is_found_too() -> None:
    assert "forgotten-0" + unicodedata.normalize("NFD", "이 왔다") == LEE.hidden(
        unicodedata.normalize("NFD", "이동현이 왔다")
    )
    assert unicodedata.normalize("NFD", "이동현황") == LEE.hidden(
        unicodedata.normalize("NFD", "이동현황")
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_history_loses_the_name_and_the_id_in_both_spellings_and_keeps_longer_words(
    form: Literal["NFC", "NFD"],
) -> None:
    rules = purge_rules(LEE, "이동현")
    text = unicodedata.normalize(
        form,
        "with: 이동현, what: 이동현이 왔다, 이동현님께, 이동현수 씨, 김이동현, 이동현황, 이동혀",
    )
    kept = unicodedata.normalize(
        form, "with: X, what: X이 왔다, X님께, 이동현수 씨, 김이동현, 이동현황, 이동혀"
    ).replace("X", "forgotten-0")
    assert kept == purged(rules, text)


def test_what_would_not_show_in_a_list_is_written_as_bytes() -> None:
    odd = Traces("Eve\u200bX ==> \u202ey", (), (), "forgotten-0")
    (rule,) = purge_rules(odd, None)
    assert rule.isprintable()
    assert "forgotten-0" == purged([rule], odd.name)


@pytest.mark.parametrize("key", ["lee-dh", "이동현", "a.b_c"])
def test_the_id_is_purged_as_a_word(key: str) -> None:
    rules = purge_rules(LEE._replace(name="-", emails=(), phones=()), key)
    assert f"with: forgotten-0, x{key} {key}.2 -{key}" == purged(
        rules, f"with: {key}, x{key} {key}.2 -{key}"
    )


def test_a_pseudonym_is_the_same_everywhere_and_differs_by_contact() -> None:
    assert "forgotten-4d3d1b34" == pseudonym_of("hanbit-electronics", "seo-ym")
    assert pseudonym_of("hanbit-electronics", "seo-yn") != pseudonym_of(
        "hanbit-electronics", "seo-ym"
    )
    assert pseudonym_of("other", "seo-ym") != pseudonym_of("hanbit-electronics", "seo-ym")


def test_the_same_person_is_known_by_an_address_or_a_number_and_a_namesake_by_none() -> None:
    home = account(
        "name: A\ncontacts:\n  lee: {name: 이동현, phones: ['010-1234-5671'], emails: [Lee@a.example]}\n"
    )
    known = traces(home, "lee")
    people = account(
        "name: B\ncontacts:\n  a: {name: 이동현, phones: ['+82 10 1234 5671']}\n  b: {name: 이동현, emails: [lee@A.example]}\n  c: 이동현\n  d: {name: 박재형, phones: ['010-1234-5671']}\n"
    ).contacts
    assert {"a": (True, False), "b": (True, False), "c": (False, True), "d": (True, False)} == {
        key: (known.is_same(each), known.is_namesake(each)) for key, each in people.items()
    }


def test_short_numbers_are_nobodys() -> None:
    known = traces(
        account("name: A\ncontacts:\n  lee: {name: 이동현, phones: ['1234', '내선 12']}\n"), "lee"
    )
    assert () == known.phones


def test_who_was_forgotten_is_known_as_that() -> None:
    contacts = account(
        "name: A\ncontacts:\n  forgotten-4d3d1b34: {name: forgotten-4d3d1b34}\n  forgotten-x: {name: forgotten-x}\n  lee: 이동현\n"
    ).contacts
    assert [True, False, False] == [is_forgotten(key, each) for key, each in contacts.items()]
