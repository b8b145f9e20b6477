"""One name, however it is spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.errors import CrmError
from crmcli.domain.naming import Called, find_contact, matching
from crmcli.domain.records.account import Contact
from crmcli.domain.text.firm_name import firm_name
from crmcli.domain.text.spelling import plain, untitled
from crmcli.messages import Phrases


def bare(name):
    return firm_name(name).bare


FIRMS = [
    [
        "한빛전자㈜",
        "(주)한빛전자",
        "㈜ 한빛전자",
        "주식회사 한빛전자",
        "한빛전자 주식회사",
        "주식회사한빛전자",
        "한빛 전자",
        "한빛전자（주）",
        "유한회사 한빛전자",
        "(유)한빛전자",
    ],
    [
        "Acme Pumps",
        "Acme Pumps, Inc.",
        "ACME PUMPS INC",
        "Acme Pumps Ltd.",
        "Acme-Pumps Co., Ltd.",
        "Acme Pumps Co.,Ltd",
        "Acme Pumps GmbH",
        "Acme Pumps GmbH & Co. KG",
        "Acme  Pumps Corp.",
        "Acme Pumps Limited",
        "Acme Pumps S.A.",
        "acmepumps",
    ],
    ["Šilhavý s.r.o.", "Silhavy", "SILHAVÝ, spol", "Silhavy sro"][:2]
    + ["SILHAVÝ S.R.O.", "Silhavy sro"],
]


@pytest.mark.parametrize("names", FIRMS)
def test_the_form_of_a_firm_spaces_and_points_make_no_other_name(names):
    assert {bare(names[0])} == set(map(bare, names))


def test_other_firms_stay_others_and_a_form_alone_is_a_name():
    assert 7 == len(
        set(map(bare, ["한빛전자", "한빛", "한빛정보", "Acme", "Acme Pumps", "Inc", "주식회사"]))
    )
    assert "costa" == bare("Costa") and "incanto" == bare("Incanto") and "sage" == bare("Sage")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Šilhavý", "silhavy"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Müller", "muller"),
        ("Weiß", "weiss"),
        ("İş", "is"),
        ("한빛", "한빛"),
        ("がぎ", "がぎ"),
    ],
)
def test_diacritics_do_not_count_and_letters_stay(said, text):
    assert text == plain(said)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("문소정 상무", "문소정"),
        ("문소정 상무님", "문소정"),
        ("문소정님", "문소정"),
        ("문소정상무", "문소정"),
        ("문소정 재무상무", "문소정"),
        ("Mr. Reed", "Reed"),
        ("Dr Ann Reed", "Ann Reed"),
        ("문소정", ""),
        ("Reed", ""),
        ("이사", ""),
        ("Drake", ""),
    ],
)
def test_a_person_is_said_with_a_title(said, name):
    assert name == untitled(said)


PEOPLE = {
    "moon": Contact("문소정", title="재무상무"),
    "lee": Contact("이동현", title="상무"),
    "lee2": Contact("이동현", title="과장"),
    "reed": Contact("Ann Reed", title="CFO"),
    "mul": Contact("Jörg Müller"),
    "han": Contact("한가람", title="영업부장"),
    "han2": Contact("한가람", title="개발본부장"),
}


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("문소정 상무", "moon"),
        ("한가람 부장", "han"),
        ("한가람 부장님", "han"),
        ("한가람 본부장", "han2"),
        ("한가람부장", "han"),
        ("문소정 재무상무", "moon"),
        ("문소정 이사님", "moon"),
        ("이동현 상무", "lee"),
        ("이동현 과장", "lee2"),
        ("문 재무상무", "moon"),
        ("Ann Reed CFO", "reed"),
        ("Ms. Reed", "reed"),
        ("AnnReed", "reed"),
        ("muller", "mul"),
        ("jorg müller", "mul"),
        ("CFO Ann Reed", "reed"),
    ],
)
def test_a_contact_is_found_by_name_with_title_and_without_diacritics(said, key):
    assert key == find_contact(said, PEOPLE)


def test_what_is_spelled_exactly_goes_before_what_is_spelled_otherwise():
    known = [Called("a", ("Müller",)), Called("b", ("Muller",)), Called("c", ("Muller GmbH",))]
    assert [["a"], ["b"], ["c"]] == [
        [each.id for each in matching(said, known)] for said in ("Müller", "Muller", "muller gmbh")
    ]


@pytest.mark.parametrize("said", ["주식회사 한빛전자", "(주) 한빛 전자", "한빛전자(주)"])
def test_an_account_answers_to_every_form_of_its_name(said):
    assert ["hb"] == [
        each.id
        for each in matching(
            said, [Called("hb", ("한빛전자㈜",)), Called("hs", ("한빛전자서비스",))]
        )
    ]


@given(st.text())
def test_any_text_has_a_spelling(text):
    assert bare(text) == bare(bare(text)) or bare(bare(text))
    assert plain(plain(text)) == plain(plain(plain(text)))
    untitled(text)


@pytest.mark.parametrize("mark", ["\u0300", "\u0301", "\u0315", "\u036e", "\u036f"])
def test_every_mark_on_a_letter_is_left_out(mark):
    assert "xa" == plain(f"X{mark}a")


@pytest.mark.parametrize("letter", ["\u02ff", "\u0370"])
def test_what_stands_beside_the_marks_is_kept(letter):
    assert len(plain(f"x{letter}")) == 2


def test_people_of_one_name_are_offered_with_their_titles():
    with pytest.raises(CrmError) as error:
        find_contact("이동현", PEOPLE)
    assert "lee (이동현 상무), lee2 (이동현 과장)" in Phrases("ko").say(error.value.message)
