"""A Korean particle fits the word before it, and a record's own words stay as they are."""

import re
from importlib import import_module

import pytest

from crmcli.domain.table import Message
from crmcli.messages import DOUBLE, FILES, Phrases
from crmcli.messages.particles import FORMS, SLOT, fitted, particle

KO = {
    key: text
    for file in set(FILES.values())
    for key, text in import_module(f"crmcli.messages.ko.{file}").TEXTS.items()
}

WORDS = {
    # word: 은(는), 이(가), 을(를), 와(과), (으)로, (이)
    "한빛": ("은", "이", "을", "과", "으로", "이"),
    "김민지": ("는", "가", "를", "와", "로", ""),
    "서울": ("은", "이", "을", "과", "로", "이"),
    "가": ("는", "가", "를", "와", "로", ""),
    "힣": ("은", "이", "을", "과", "으로", "이"),
    "10": ("은", "이", "을", "과", "으로", "이"),
    "1": ("은", "이", "을", "과", "로", "이"),
    "2": ("는", "가", "를", "와", "로", ""),
    "3": ("은", "이", "을", "과", "으로", "이"),
    "line-4": ("는", "가", "를", "와", "로", ""),
    "5": ("는", "가", "를", "와", "로", ""),
    "6": ("은", "이", "을", "과", "으로", "이"),
    "7": ("은", "이", "을", "과", "로", "이"),
    "8": ("은", "이", "을", "과", "로", "이"),
    "9": ("는", "가", "를", "와", "로", ""),
    "박 부장(영업)": ("은", "이", "을", "과", "으로", "이"),
    '"대표"': ("는", "가", "를", "와", "로", ""),
    "acme": ("은", "이", "을", "과", "으로", "이"),
    "lee": ("는", "가", "를", "와", "로", ""),
    "hanbit": ("은", "이", "을", "과", "으로", "이"),
    "lee-dh": ("는", "가", "를", "와", "로", ""),
    "pt2-batch": ("는", "가", "를", "와", "로", ""),
    "Excel": ("은", "이", "을", "과", "로", "이"),
    "file": ("은", "이", "을", "과", "로", "이"),
    "line": ("은", "이", "을", "과", "으로", "이"),
    "park": ("는", "가", "를", "와", "로", ""),
    "SQL": ("은", "이", "을", "과", "로", "이"),
    "CRM": ("은", "이", "을", "과", "으로", "이"),
    "KRW": ("는", "가", "를", "와", "로", ""),
    "api": ("는", "가", "를", "와", "로", ""),
    "crm.yaml": ("은", "이", "을", "과", "로", "이"),
    "owner": ("는", "가", "를", "와", "로", ""),
    "marketing": ("은", "이", "을", "과", "으로", "이"),
    "book": ("은", "이", "을", "과", "으로", "이"),
    "meet": ("는", "가", "를", "와", "로", ""),
    "check": ("은", "이", "을", "과", "으로", "이"),
    "price": ("는", "가", "를", "와", "로", ""),
    "100%": ("는", "가", "를", "와", "로", ""),
    "２": ("는", "가", "를", "와", "로", ""),
    "한빛전자㈜": ("는", "가", "를", "와", "로", ""),
    "한빛(주)": ("는", "가", "를", "와", "로", ""),
    "ㄱ": ("는", "가", "를", "와", "로", ""),
    "東京": ("는", "가", "를", "와", "로", ""),
    "": ("는", "가", "를", "와", "로", ""),
    "``": ("는", "가", "를", "와", "로", ""),
}


@pytest.mark.parametrize("word", WORDS)
def test_a_particle_fits_the_sound_before_it(word) -> None:
    assert WORDS[word] == tuple(particle(word, form) for form in FORMS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{0}은(는) {1}보다 뒤", "한빛은 {1}보다 뒤"),
        ("`{0}`(이)라는 사람", "`한빛`이라는 사람"),
        ("`{1}`(이)라는 사람", "`{1}`라는 사람"),
        ("'{1}'이(가) 아니라 '{0}'을(를)", "'{1}'가 아니라 '한빛'을"),
        ("({0})와(과) [{1}]와(과)", "(한빛)과 [{1}]와"),
        ("{0} {1}(으)로", "한빛 {1}로"),
    ],
)
def test_only_the_particle_right_behind_a_placeholder_is_chosen(text, told) -> None:
    assert told.format("", "민지") == fitted(text, ["한빛", "민지"]).format("한빛", "민지")


def test_every_double_particle_of_the_texts_stands_behind_a_placeholder() -> None:
    # else a text with it would not be fitted
    assert all(any(half in form for half in DOUBLE) for form in FORMS)
    double = re.compile("|".join(map(re.escape, FORMS)))
    assert len([text for text in KO.values() if double.search(text)]) > 50
    assert {} == {key: text for key, text in KO.items() if double.search(SLOT.sub("", text))}


def test_no_text_fixes_a_particle_behind_a_word_it_does_not_know() -> None:
    """Behind a bracket the particle belongs to the word before it: 종료일({0})이."""
    fixed = re.compile(r"\{\d+\}[`'\"’”]*(?:[은는을를와과]|이 |가 |으?로 )")
    counted = {"note-files-skipped"}  # a number of files: 파일 3개를
    assert {} == {
        key: text
        for key, text in KO.items()
        if fixed.search(SLOT.sub("", text)) and key not in counted
    }


def test_phrases_choose_and_leave_what_a_record_says_alone() -> None:
    korean = Phrases("ko")
    assert "`한빛`이라는 거래처가 없습니다" == korean("error-no-account", "한빛")
    assert "`acme`이라는 거래처가 없습니다" == korean("error-no-account", "acme")
    assert "`{1}은(는) 한빛은(는) x`라는 거래처가 없습니다" == korean(
        "error-no-account", "{1}은(는) 한빛은(는) x"
    )
    assert "지난주와 이번주는 함께 쓸 수 없습니다" == korean(
        "error-apart", "지난주", Message("list", ("이번주",))
    )


def test_no_double_particle_is_ever_shown() -> None:
    words = ["acme", "한빛㈜", "x", "!", "", "🙂", "日本", "a b"]
    assert {} == {
        key: said
        for key, text in KO.items()
        for word in words
        if any(form in (said := fitted(text, [word] * 9)) for form in FORMS)
    }


def test_english_never_asks_for_particles() -> None:
    assert "no account is called `한빛`" == Phrases("en")("error-no-account", "한빛")
