"""docs/errors.md has an entry for every error that crm can answer with, and in it the answer itself."""

import re
from pathlib import Path

import pytest
from runner import ROOT

from crmcli.messages.en.errors import TEXTS

PAGE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
# Errors whose entry runs no command: they need no room, a terminal, another person at work, bytes that are no text.
# This list may only become shorter.
NOT_SHOWN = (Path(__file__).parent / "errors_not_shown.txt").read_text(encoding="utf-8").split()
SHOWN = sorted(TEXTS.keys() - {*NOT_SHOWN})


def heading(key: str) -> str:
    return re.sub(r"\{\d\}", "…", TEXTS[key].split("\n")[0])


def answer(key: str) -> str:
    """A pattern of the line with which crm answers, or of the cell of JSON that holds the answer."""
    words = re.split(r"\{\d\}", TEXTS[key].split("\n")[0])
    return '^(?:crm: |.*")?' + ".+".join(map(re.escape, words))


def blocks(text: str) -> str:
    """The commands of an entry with their output."""
    return "".join(re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


def entries() -> dict[str, list[str]]:
    """The text below each heading of an error."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]:
        head, _, text = part.partition("\n")
        found.setdefault(head, []).append(re.split(r"^## ", text, flags=re.MULTILINE)[0])
    return found


ENTRIES = entries()


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_an_error_has_one_entry_with_the_way_out(key: str) -> None:
    (text,) = ENTRIES[heading(key)]
    assert re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL).strip()


@pytest.mark.parametrize("key", SHOWN)
def test_an_entry_shows_what_crm_answers(key: str) -> None:
    (text,) = ENTRIES[heading(key)]
    assert re.search(answer(key), blocks(text), re.MULTILINE)


@pytest.mark.parametrize("key", sorted(NOT_SHOWN))
def test_what_is_not_shown_yet_is_not_shown(key: str) -> None:
    (text,) = ENTRIES[heading(key)]
    assert not blocks(text)


def test_no_entry_tells_of_an_error_that_there_is_not() -> None:
    assert {heading(key) for key in TEXTS} == ENTRIES.keys()
    assert TEXTS.keys() >= {*NOT_SHOWN}
