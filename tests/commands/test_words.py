"""Options of fixed words take them as they are shown, in any case, and by how they begin; a wrong one is told the nearest and all there are."""

import re

import pytest

from crmcli.app.importing.presets import preset_names
from crmcli.commands.shared.words import Words
from crmcli.domain.errors import CrmError
from crmcli.domain.text.spelling import squeezed
from crmcli.messages import Phrases
from crmcli.messages.meanings import meaning, shown_as

from .registry import Param, params

# programs' names, the same in every language
FORMS = {
    "SHELL",
    "--output",
    "--lang",
    "--format",
    "--fail-on",
    "--version",
    "KIND",
}
FIXED = [each for each in params() if isinstance(each.parser, Words)]


def called(each: Param) -> str:
    return f"{each.command} {each.param.opts[0]}"


def test_what_help_lists_as_words_is_read_as_words():
    listed = [
        each
        for each in params()
        if re.fullmatch(r"\[?[a-z_]+(\|[a-z_]+)+\]?", each.param.metavar or "")
    ]
    assert len(listed) > 200
    assert [] == [
        called(each)
        for each in listed
        if not isinstance(each.parser, Words)
        or "|".join(each.parser.words) not in each.param.metavar
    ]
    assert {
        "--by",
        "--in",
        "--on",
        "--among",
        "--cohort",
        "--method",
        "--only",
        "--mitigate",
        "--type",
        "--source",
        "--output",
        "--format",
        "--fail-on",
    } <= {name for each in FIXED for name in each.names}
    assert [] == [
        called(each) for each in params() if type(each.param.type).__name__ == "TyperChoice"
    ]


@pytest.mark.parametrize("each", FIXED, ids=called)
def test_each_word_is_taken_in_every_way_it_is_shown(each):
    known, read = each.parser.words, lambda said: each.param.type.convert(said, each.param, None)
    ways = {word: {squeezed(way) for way in shown_as(word)} for word in known}
    for word in known:
        assert [word] * 3 == [read(word), read(word.upper()), read(word.replace("_", " "))]
        for way in shown_as(word):
            if not any(
                squeezed(way) == squeezed(other) or squeezed(way) in ways[other]
                for other in known
                if other != word
            ):
                assert word == read(way), way
        begun = [
            word[:length]
            for length in range(1, len(word))
            if not any(
                squeezed(way).startswith(squeezed(word[:length]))
                for other in known
                if other != word
                for way in (other, *shown_as(other))
            )
        ]
        assert [word] * len(begun) == [read(part) for part in begun if squeezed(part)]


@pytest.mark.parametrize("each", FIXED, ids=called)
def test_a_wrong_word_is_told_the_nearest_and_all_there_are(each):
    word = max(each.parser.words, key=len)
    with pytest.raises(CrmError) as wrong:
        each.param.type.convert(f"{word}q", each.param, None)
    told, hint = (Phrases("en").say(message) for message in (wrong.value.message, wrong.value.hint))
    assert all(other in told for other in each.parser.words) and word in hint


@pytest.mark.parametrize(
    "each", [each for each in FIXED if each.parser.option not in FORMS], ids=called
)
def test_each_word_has_a_meaning_in_both_languages_and_is_offered_with_it(each):
    for word in set(each.parser.words) - {*preset_names()}:  # called so in every language
        label = meaning(word)
        assert {"en", "ko"} == label.keys(), word
        assert re.search("[가-힣]", label["ko"]) or label["ko"] in ("BANT", "crm.yaml"), word
        assert not re.search("[가-힣]", label["en"]), word
    offered = [(item.value, item.help) for item in each.param.shell_complete(None, "")]
    assert list(each.parser.words) == [value for value, _ in offered]


def test_completion_offers_words_in_the_language_of_the_session(crm):
    crm.write({"acme": "name: Acme\n"}, "language: en\n")
    shells = {"_CRM_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}

    def offered(line, lang):
        return crm(env={**shells, "_TYPER_COMPLETE_ARGS": line, "LC_ALL": lang}).text

    assert "call\t통화" in offered("crm log acme x --type c", "ko_KR.UTF-8")
    assert "통화\tcall" in offered("crm log acme x --type 통", "ko_KR.UTF-8")
    assert "segment\t등급" in offered("crm pipeline --by s", "ko_KR.UTF-8")
    assert "call\t통화" in offered("crm log acme x --lang ko --type c", "en_US.UTF-8")
    english = offered("crm log acme x --type c", "en_US.UTF-8")
    assert "call" in english and not re.search("[가-힣]", english)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("pipeline", "--by", "ownr", "--lang", "en"),
            ("owner, owner_tag, product", "did you mean owner"),
        ),
        (
            ("pipeline", "--by", "own", "--lang", "en"),
            ("may be several words of --by: owner, owner_tag",),
        ),
        (
            ("query", "true", "--on", "dealz", "--lang", "en"),
            ("accounts, contacts, deals", "did you mean deals"),
        ),
        (("pipeline", "--by", "등금", "--lang", "ko"), ("owner(담당)", "비슷한 것: segment(등급)")),
    ],
    ids=lambda each: " ".join(each[:3]),
)
def test_the_answer_to_a_wrong_word_is_in_the_language_of_the_session(crm, words, told):
    crm.write({"acme": "name: Acme\n"}, "")
    ran = crm(*words)
    assert (2, [True] * len(told)) == (ran.status, [each in ran.told for each in told]), ran.told


def test_groupings_and_records_are_asked_for_as_tables_show_them(crm):
    crm.write(
        {
            "acme": "name: Acme\nsegment: A\ndeals: {d: {amount: 5, stages: {2026-01-01: closing}}}\n"
        },
        "",
    )
    for said, word in (
        (("pipeline", "--by", "등급"), ("pipeline", "--by", "segment")),
        (("query", "true", "--on", "안건"), ("query", "true", "--on", "deals")),
        (("find", "d", "--in", "DEALS"), ("find", "d", "--in", "deals")),
        (("query", "true", "--by", "담당,등급"), ("query", "true", "--by", "owner,segment")),
        (("query", "true", "--by", "Segment"), ("query", "true", "--by", "segment")),
    ):
        assert (
            crm(*word, "--as-of", "2026-02-02").out
            == crm(*said, "--as-of", "2026-02-02").out
            != b""
        )
