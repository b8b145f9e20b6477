"""Nothing, yes and no, lists, head counts, and words of other systems for ours."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.records.words import SOURCES
from crmcli.imports.card import Refusal
from crmcli.imports.cells.counts import head_count
from crmcli.imports.cells.near import near
from crmcli.imports.cells.nothing import is_nothing
from crmcli.imports.cells.words import listed, yes_no
from crmcli.messages import everywhere

OURS = {word: everywhere(f"word-{word}", f"type-{word}").values() for word in SOURCES}
STAGES = {
    "lead": ["Lead"],
    "qualification": ["자격 확인", "Qualification"],
    "proposal": ["제안", "Proposal"],
    "negotiation": ["협상"],
}


def refusal(read, cell):
    with pytest.raises(Refusal) as caught:
        read(cell)
    return caught.value.why.key


@pytest.mark.parametrize(
    "cell",
    "|  |-|--|—|N/A|n/a|NA|#N/A|none|NONE|null|NULL|(none)|.|?|없음|해당 없음|해당없음| 없음 ".split(
        "|"
    ),
)
def test_what_says_nothing_is_nothing(cell):
    assert is_nothing(cell) and is_nothing(cell, "date") and is_nothing(cell, "number")


def test_what_is_not_known_yet_is_no_day_and_no_choice_but_something_in_a_text():
    for cell in ("미정", "TBD", "unknown", "-None-"):
        assert is_nothing(cell, "date") and is_nothing(cell, "choice") and not is_nothing(cell)


def test_a_name_that_is_written_as_one_is_a_name():
    for cell in ("None", "Null", "Na", "NA"):
        assert not is_nothing(cell, "name")
    for cell in ("none", "NULL", "N/A", "-", "없음"):
        assert is_nothing(cell, "name")


def test_words_and_signs_that_say_something_are_not_nothing():
    for cell in ("0", "x", "no", "없음직하다", "-5", "a" * 10**6, "나"):
        assert not is_nothing(cell)
    assert is_nothing(" " * 10**6)


def test_yes_and_no_in_english_korean_and_as_machines_say_it():
    for cell in ("TRUE", "true", "예", "네", "Y", "yes", "1", "O", "✓", "동의"):
        assert yes_no(cell) is True
    for cell in ("FALSE", "아니오", "아니요", "N", "no", "0", "수신거부"):
        assert yes_no(cell) is False
    for cell in ("maybe", "", "2", "y" * 10**6):
        assert "told-import-no-truth" == refusal(yes_no, cell)


@pytest.mark.parametrize(
    "cell, parts",
    [
        ("a; b;a;", ("a", "b")),
        ("a, b，c", ("a", "b", "c")),
        ("Kim, Lee; Park", ("Kim, Lee", "Park")),
        ("* myContacts ::: * friends ::: VIP", ("myContacts", "friends", "VIP")),
        ("*myContacts", ("myContacts",)),
        ("a\nb", ("a", "b")),
        ("", ()),
    ],
)
def test_a_list_is_parted_by_its_own_signs(cell, parts):
    assert parts == listed(cell)


def test_a_list_too_long_is_refused():
    assert "told-import-list-long" == refusal(listed, "a;" * 10**6)
    assert "told-import-list-long" == refusal(listed, ";".join(map(str, range(300))))


@pytest.mark.parametrize(
    "cell, count",
    [
        ("820명", 820),
        ("1,340", 1340),
        ("10000+", 10000),
        ("약 300명", 300),
        ("300.0", 300),
        ("about 50 people", 50),
        ("5명 이상", 5),
        ("0", 0),
    ],
)
def test_a_head_count_is_a_number_where_one_is_said(cell, count):
    assert count == head_count(cell)


@pytest.mark.parametrize(
    "cell, why",
    [
        ("10-50", "told-import-range"),
        ("51-200 employees", "told-import-range"),
        ("1.340", "error-amount-points"),
        ("many", "told-import-no-count"),
        ("-5", "told-import-no-count"),
        ("1.5", "told-import-no-count"),
        ("9" * 10**6, "told-import-no-count"),
    ],
)
def test_a_range_and_what_is_no_number_are_told(cell, why):
    assert why == refusal(head_count, cell)


@pytest.mark.parametrize(
    "word, id, is_sure",
    [
        ("소개", "referral", True),
        ("행사", "event", True),
        ("Trade Show", "event", True),
        ("Web", "content_form", True),
        ("Inbound", "inbound", True),
        ("PARTNERS", "partner", True),
        ("Employee Referral", "referral", False),
        ("External Referral", "referral", False),
        ("Advertisement", "content_form", False),
        ("문의", "inbound", False),
        ("Refferal", "referral", False),
    ],
)
def test_a_source_of_another_system_is_one_of_ours(word, id, is_sure):
    assert (id, is_sure) == near(word, OURS)


@pytest.mark.parametrize(
    "word, id, is_sure",
    [
        ("proposal", "proposal", True),
        ("PROPOSALS", "proposal", True),
        ("자격확인", "qualification", True),
        ("Proposal/Price Quote", "proposal", False),
        ("Qualified", "qualification", False),
        ("qualificatoin", "qualification", False),
        ("Prospecting", "lead", False),
    ],
)
def test_a_stage_of_another_system_is_one_of_the_books(word, id, is_sure):
    assert (id, is_sure) == near(word, STAGES)


def test_labels_that_a_portal_writes_decomposed_are_the_same():
    assert ("negotiation", True) == near(unicodedata.normalize("NFD", " 협상 "), STAGES)


def test_what_says_the_contrary_or_another_number_or_may_be_several_is_not_near():
    assert near("Not interested", {"interested": ["Interested"]}) is None
    assert near("Unqualified", {"qualified": ["Qualified"]}) is None
    assert near("Phase 12 done", {"p11": ["Phase 11 done"]}) is None
    assert near("Kim", {"kim-a": ["Kim Ara"], "kim-b": ["Kim Bora"]}) is None
    assert near("foo", OURS) is None
    assert near("", OURS) is None
    assert near("a" * 10**6, OURS) is None


def test_of_people_a_letter_more_is_somebody_else():
    team = {"mina": ["Minae Kimm"]}
    assert near("Minae Kim", team) == ("mina", False)
    assert near("Minae Kim", team, misspelled=False) is None
    assert ("tina", True) == near("tina thomas", {"tina": ["Tina Thomas"]}, misspelled=False)


@given(st.text(max_size=30))
def test_whatever_is_said_an_answer_is_one_of_the_known(word):
    found = near(word, OURS)
    assert found is None or found.id in OURS


@given(st.sampled_from(sorted(OURS)))
def test_every_word_of_ours_is_surely_itself(word):
    assert (word, True) == near(word, OURS)
    assert all((word, True) == near(label.upper(), OURS) for label in OURS[word])
