"""Who is meant: names in columns of every kind, and the titles that stand among them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crmcli.imports.cells.names import apart, are_parts, person
from crmcli.imports.cells.titles import KOREAN, without_title

WHOLE = """
방시혁 부장|방시혁|부장
방시혁 부장님|방시혁|부장
방시혁부장|방시혁|부장
이동현실장님|이동현|실장
김민사원|김민|사원
대표이사 홍길동|홍길동|대표이사
부장 홍길동|홍길동|부장
홍길동(부장)|홍길동|부장
홍길동/팀장|홍길동|팀장
홍길동 영업부장|홍길동|영업부장
홍길동 영업 본부장|홍길동|영업 본부장
홍길동 IT팀장|홍길동|IT팀장
홍길동 책임연구원|홍길동|책임연구원
홍길동 CEO|홍길동|CEO
Hong Gildong 부장|Hong Gildong|부장
홍길동님|홍길동|
홍길동 님|홍길동|
홍길동 씨|홍길동|
홍길동|홍길동|
홍 길동|홍 길동|
김 부장|김 부장|
김대리|김대리|
이사장|이사장|
남궁이사|남궁이사|
남궁 원장|남궁 원장|
이슬님|이슬님|
박사랑|박사랑|
홍길동 (Gildong Hong)|홍길동 (Gildong Hong)|
홍, 길동|홍길동|
Dr. Uta Brandt|Uta Brandt|Dr.
Prof. Dr. Uta Brandt|Uta Brandt|Prof. Dr.
Uta Brandt, PhD|Uta Brandt|PhD
Herr Dr. Max Muster|Max Muster|Dr.
Mr. Reed|Reed|
Kim, Minji|Minji Kim|
KIM Min-ji|KIM Min-ji|
Smith, John, MD|John Smith|MD
Smith, John Jr.|John Smith Jr.|
John Smith, Jr.|John Smith, Jr.|
Drew Barrymore|Drew Barrymore|
Ann Rn|Ann Rn|
None|None|
"""


@pytest.mark.parametrize(
    "said, name, title", [line.split("|") for line in WHOLE.strip().split("\n")]
)
def test_a_whole_name_is_told_from_its_title_and_what_may_be_a_name_stays_one(said, name, title):
    assert (name, title) == person(said)


def test_parts_make_a_whole_name_and_two_people_of_one_given_name_stay_two():
    assert ("홍길동", "김길동") == (person("", "홍", "길동").name, person("", "김", "길동").name)
    assert "Ada King Lovelace" == person(family="Lovelace", given="Ada", middle="King").name
    assert "홍길동" == person("길동 홍", "홍", "길동").name
    assert "" == person().name


def test_what_stands_before_and_behind_a_name_in_columns_of_its_own_is_a_title_or_manners():
    assert ("Uta Brandt", "CTO, Dr.") == person("", "Brandt", "Uta", title="CTO", prefix="Dr.")
    assert ("Uta Brandt III", "") == person("", "Brandt", "Uta", prefix="Mr.", suffix="III")
    assert ("Jo Smith", "CTO, PhD") == person("", "Smith", "Jo", suffix="PhD", title="CTO")
    assert ("방시혁", "부장") == person("방시혁", prefix="부장", suffix="님")


def test_a_title_is_said_once_where_its_own_column_has_it_too():
    assert ("방시혁", "영업부장") == person("방시혁 부장", title="영업부장")
    assert ("방시혁", "팀장, 부장") == person("방시혁 부장", title="팀장")


@pytest.mark.parametrize(
    "pairs, which, holds_parts",
    [
        ([("길동", "홍"), ("길동", "김")], "family", True),
        ([("홍길동", "홍"), ("김길동", "김")], "family", False),
        ([("Ines", "Rocha"), ("Bo", "")], "family", True),
        ([("Ines Rocha", "Rocha")], "family", False),
        ([("Rocha", "Ines")], "given", True),
        ([("성환", "성"), ("민", "남궁")], "family", True),
        ([("", "홍")], "family", True),
    ],
)
def test_a_column_name_beside_one_part_holds_the_other_unless_every_row_is_whole(
    pairs, which, holds_parts
):
    assert holds_parts == are_parts(pairs, which)


@pytest.mark.parametrize(
    ("said", "title", "name", "found"),
    [
        ("문소정 상무", None, "문소정", "상무"),
        ("문소정상무님", None, "문소정", "상무"),
        ("문소정님", None, "문소정", ""),
        ("문소정 상무", "재무상무", "문소정", "재무상무"),
        ("문소정 상무", "고문", "문소정 상무", "고문"),
        ("문소정 상무", "", "문소정 상무", ""),
        ("김 부장", None, "김 부장", ""),
        ("이사장", None, "이사장", ""),
        ("Dr. Anna Reed", None, "Anna Reed", "Dr."),
        ("Mr. Hall", None, "Hall", ""),
        ("Mr.", None, "Mr.", ""),
    ],
)
def test_a_typed_name_parts_with_its_title_unless_another_one_is_named(said, title, name, found):
    assert (name, found) == apart(said, title)


@given(st.text(max_size=60))
def test_no_name_is_lost_by_looking_for_a_title(said):
    found = without_title(said)
    assert bool(found.name) == bool(said.split())
    assert found == without_title(" ".join(said.split()))


@given(st.from_regex(r"\A[가-힣]{3}\Z"), st.sampled_from(sorted(KOREAN)))
def test_every_title_behind_a_name_of_three_syllables_is_found(name, title):
    assume(name not in KOREAN)
    assert (name, title) == person(f"{name} {title}")
    assert (name, title) == person(f"{name} {title}님")


def test_names_without_end_cost_no_time():
    for said in ("김" * 10**6, "Dr. " * 10**6, "부장 " * 10**6, "a," * 10**6):
        assert person(said).name
