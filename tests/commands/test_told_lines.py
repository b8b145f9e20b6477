"""What is said beside an answer ends its lines before words at a terminal, and is one line in a pipe."""

import os

import pytest

from crmcli.domain.text.width import cells

if os.name == "nt":
    pytest.skip("needs a terminal of its own", allow_module_level=True)

from .typing_at import seen

WRONG = [
    ["list", "--columns", "nme"],
    ["log", "hanbit", "x", "--type", "zzzzz"],
    ["show", "--colums"],
    ["due", "--days", "x"],
    ["deal", "new", "hanbit", "코어", "--close", "2026-13-40"],
]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_an_error_is_broken_before_words_and_says_the_same(shared, language, words):
    shared.write({"hanbit": "name: 한빛전자㈜\n"}, "team: {ada: {name: Ada Moss}}\n")
    piped = shared("--lang", language, *words)
    screen, status = seen(shared, "--lang", language, *words, columns=60)
    assert (2, 2) == (piped.status, status)
    assert piped.told.split() == screen.split()
    assert max(map(cells, screen.splitlines())) <= 60
    lines = [line.strip() for line in screen.splitlines() if line.strip()]
    assert all(line in piped.told for line in lines)  # none ends within a word
    assert all(line.count("`") % 2 == 0 for line in lines)  # nor within a command to copy


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_was_written_is_broken_before_words_and_says_the_same(shared, language):
    shared.write({"hanbit": "name: 한빛전자㈜\n"}, "team: {ada: {name: Ada Moss}}\n")
    said = " ".join(["구매팀과 단가 협의"] * 9)
    words = ["--lang", language, "log", "hanbit", said, "--type", "call"]
    screen, status = seen(shared, *words, columns=60)
    shared.write({"hanbit": "name: 한빛전자㈜\n"})
    piped = shared(*words)
    assert (0, 0) == (piped.status, status)
    said = piped.out.decode()
    assert 1 == len(said.splitlines())
    assert said.split() == screen.split()
    assert 60 >= max(map(cells, screen.splitlines())) > 40
