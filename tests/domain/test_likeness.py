"""Which known word is meant by one that is misspelled?"""

from pathlib import Path

import pytest

import crmcli
from crmcli.domain.text.likeness import likeness, most_alike


@pytest.mark.parametrize(
    ("said", "known", "meant"),
    [
        ("onwer", ["over", "owner"], ["owner", "over"]),
        ("ude", ["use", "due"], ["due", "use"]),
        ("ta", ["tag", "at"], ["tag", "at"]),
        ("segmnet", ["statement", "segment"], ["segment", "statement"]),
        ("wins", ["winds", "win", "wind"], ["winds", "win", "wind"]),
        ("xyz", ["owner", "segment"], []),
        ("", ["owner"], []),
        ("owner", [], []),
    ],
)
def test_the_most_alike_come_first_and_two_letters_that_changed_places_are_one_slip(
    said, known, meant
):
    assert meant == most_alike(said, known, most=3)


def test_likeness_is_the_same_both_ways_and_whole_for_the_same_word():
    words = ["", "a", "ab", "ba", "owner", "onwer", "over", "한빛전자", "한빗전자"]
    for one in words:
        assert 1 == likeness(one, one)
        for other in words:
            assert likeness(one, other) == likeness(other, one)
            assert (one == other) == (likeness(one, other) == 1)


def test_a_word_as_long_as_a_book_costs_no_more_than_a_long_word():
    assert [] == most_alike("x" * 10_000_000, ["owner"])


def test_nothing_else_measures_how_alike_two_words_are():
    sources = Path(crmcli.__file__).parent.rglob("*.py")
    assert [] == [path for path in sources if "get_close_matches" in path.read_text("utf-8")]
