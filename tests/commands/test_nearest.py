"""A word with two letters that changed places is answered with the word, first of all suggestions:
for every option of every command, and for every kind of name.
"""

import re
from unicodedata import normalize

import pytest

from crmcli.commands.directory.groups import COMMANDS, OTHER_WORDS
from crmcli.commands.directory.nearest import (
    WITHIN,
    nearest_commands,
    nearest_pages,
    nearest_within,
)
from crmcli.commands.directory.topics import TOPICS
from crmcli.commands.shared.nearest import nearest_options
from crmcli.commands.shared.option_names import MAIN, MEANINGS
from crmcli.messages.ko.help.option_words import WORDS

from .registry import commands

BOOK = {
    "hanbit": "name: 한빛전자㈜\nsegment: export\ntags: [press]\n",
    "daehan": "name: Daehan Steel\n",
}
POLICY = """\
language: en
aliases: {monday: review, 월요일: review}
queries: {quiet-ones: {where: 'last_touch > 60d'}}
team: {kim-mj: {name: Min-ji Kim}}
"""


def swapped(word):
    """Every way two neighbours can change places, beyond the first letter."""
    for at in range(1, len(word) - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


OPTIONS = [
    (name.split(), option)
    for name, command in commands()
    for parameter in command.params
    if parameter.param_type_name == "option"
    for option in parameter.opts
    if option.startswith("--") and len(option) > 5 and name
]


@pytest.fixture(scope="module")
def book(shared):
    shared.write(BOOK, POLICY)
    return shared


def test_of_every_option_of_every_command(forks, book):
    assert len(OPTIONS) > 1000
    seen = {}
    for words, option in OPTIONS:
        seen.setdefault(option, words)  # of one name, one command
    for option, words in seen.items():
        slip = next(f"--{each}" for each in swapped(option[2:]))
        ran = forks(book, *words, slip)
        found = re.search(r"\(did you mean ([^,?]*)", ran.told)
        assert (2, option) == (ran.status, found and found[1]), (words, slip, ran.told)


def test_of_every_command_and_idea_and_of_commands_within_one():
    for name in COMMANDS:
        for slip in {*swapped(name)} - {*COMMANDS}:
            assert name == nearest_commands(slip)[0], slip
    for name in TOPICS:
        for slip in {*swapped(name)} - {*COMMANDS, *TOPICS}:
            assert name in nearest_pages(slip)[:1], slip
    within = {}
    for name, _ in commands():
        group, _, inner = name.partition(" ")
        if inner:
            within.setdefault(group, []).append(inner)
    for names in within.values():
        for name in names:
            for slip in {*swapped(name)} - {*names}:
                assert name == nearest_within(slip, names)[0], slip


def test_what_is_done_is_answered_with_commands_that_there_are():
    assert {each for named in WITHIN.values() for each in named} <= {name for name, _ in commands()}
    assert {*WITHIN}.isdisjoint(COMMANDS)


def test_of_every_option_by_what_koreans_call_it():
    every = {option for _, option in OPTIONS} | {"--id", "--as", "--at", "--by", "--on", "--in"}
    assert {MAIN.get(each, each) for each in every} <= {*WORDS}
    assert {*WORDS} <= {*MEANINGS}
    for name, command in commands():
        known = [
            option[2:]
            for parameter in command.params
            if parameter.param_type_name == "option"
            for option in (*parameter.opts, *parameter.secondary_opts)
            if option[2:] and option in WORDS
        ]
        meant = [way for option in known for way in WORDS[f"--{option}"].split()]
        assert len({*meant}) == len(meant), name  # one word is one option
        for option in known:
            for way in WORDS[f"--{option}"].split():
                assert [option] == nearest_options(way, known), (name, way)
                assert [option] == nearest_options(normalize("NFD", way), known)


def test_every_command_has_a_korean_word():
    assert {*COMMANDS} == {name for way, name in OTHER_WORDS.items() if not way.isascii()}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("due --담당 kim-mj", "--owner"),
        ("due --담당자", "--owner"),
        ("due --ㅐ주ㄷㄱ", "--owner"),
        ("log hanbit --유형 call", "--type"),
        ("log hanbit --만난사람 x", "--with"),
        ("deal list --상태 open", "--status"),
        ("deal list --정렬 amount", "--sort"),
        ("pipeline --기준읾", "--as-of"),
        ("할일", "`crm due`"),
        ("파이프", "`crm pipeline`"),
        ("영업헌황", "`crm pipeline`"),
        ("미팅자료", "`crm brief`"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_asked_for_in_korean_is_answered_in_either_language(book, words, meant, language):
    ran = book("--lang", language, *words.split())
    assert 2 == ran.status
    assert re.search(rf"(did you mean|찾으시는 (옵션|명령):) {meant}", ran.told), ran.told


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["monady"], "did you mean `crm monday`"),
        (["월오일"], "did you mean `crm 월요일`"),
        (["help", "stnace"], "did you mean `crm help stance`"),
        (["trend", "coevrage"], "did you mean coverage"),
        (["show", "habnit"], "did you mean hanbit"),
        (["list", "--segment", "exprot"], "did you mean export"),
        (["list", "--tag", "perss"], "did you mean press"),
        (["due", "--owner", "kim-jm"], "did you mean kim-mj"),
        (["query", "quiet-oens"], "did you mean `quiet-ones`"),
        (["query", "@quite-ones"], "did you mean `quiet-ones`"),
        (["query", "stauts == 1"], "did you mean `status`"),
        (["list", "--sort", "onwer"], "did you mean `owner`"),
        (["lint", "--select", "unkonwn-key"], "did you mean unknown-key"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_of_every_kind_of_name(book, words, meant):
    ran = book(*words)
    assert ran.status in (2, 4)
    assert f"hint: {meant}" in ran.told, ran.told


def test_a_thing_of_several_names_is_suggested_once(crm):
    crm.write(
        {
            "lakeview-foods": "name: Lakeview Foods\naliases: [Lakeview]\n",
            "lake": "name: Lakeside\n",
        },
        POLICY,
    )
    told = crm("show", "lakview-foods").told
    assert "hint: did you mean lakeview-foods" in told
    assert 1 == told.casefold().replace("-", " ").count("lakeview foods"), told
    assert 1 >= told.count("Lakeside") + told.count(", lake")
