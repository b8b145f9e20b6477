"""Words of the format as people say them."""

import pytest

from crmcli.domain.records import words
from crmcli.domain.naming import Called, matching
from crmcli.domain.text.spelling import squeezed
from crmcli.domain.text.synonyms import COMMON, meant
from crmcli.messages import everywhere

LISTS = {
    name: value
    for name, value in vars(words).items()
    if name.isupper() and isinstance(value, tuple)
}


def shown(word):
    return everywhere(f"word-{word}", f"type-{word}").values()


@pytest.mark.parametrize(
    ("said", "of", "word"),
    [
        ("전화", words.ENTRY_TYPES, "call"),
        ("Phone call", words.ENTRY_TYPES, "call"),
        ("E-Mail", words.ENTRY_TYPES, "email"),
        ("check in", words.ENTRY_TYPES, "check_in"),
        ("시연", words.ENTRY_TYPES, "demo"),
        ("카톡", words.CHANNELS, "message"),
        ("소개", words.SOURCES, "referral"),
        ("행사", words.SOURCES, "event"),
        ("콘텐츠양식", words.SOURCES, "content_form"),
        ("content form", words.SOURCES, "content_form"),
        ("전시회", words.SOURCES, "event"),
        ("introduction", words.SOURCES, "referral"),
        ("부재중", words.ENTRY_OUTCOMES, "no_answer"),
        ("No Answer", words.ENTRY_OUTCOMES, "no_answer"),
        ("우호적", words.STANCES, "friendly"),
        ("annual", words.PERIODS, "year"),
        ("Decision Maker", words.DEAL_PEOPLE, "decision_maker"),
        ("결정권자", words.DEAL_PEOPLE, "decision_maker"),
    ],
)
def test_a_word_as_people_say_it(said, of, word):
    assert [word] == meant(said, of, shown)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_nothing_people_say_means_two_words_of_a_list_or_hides_another(name):
    for word in LISTS[name]:
        assert [word] == meant(word, LISTS[name], shown)
        for said in filter(None, COMMON.get(word, "").split(", ")):
            assert len(meant(said, LISTS[name], shown)) == 1, (said, word)


def test_every_word_with_others_is_one_of_the_format():
    others = {"true", "false", "ko", "en"}  # truths and languages, which are no list of words
    assert set(COMMON) <= others | {word for each in LISTS.values() for word in each}
    assert all(squeezed(said) for common in COMMON.values() for said in common.split(", "))


@pytest.mark.parametrize(
    "said", ["구매담당", "구매 담당", "purchasing mgr", "Purchasing Mgr.", "purchasing-manager"]
)
def test_a_label_is_found_without_its_spaces_and_shortened(said):
    assert ["buy"] == [
        each.id
        for each in matching(
            said,
            [
                Called("buy", ("구매 담당", "Purchasing manager")),
                Called("qa", ("품질 담당", "Quality manager")),
            ],
        )
    ]
