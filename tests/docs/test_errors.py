"""docs/errors.md and docs/ko/errors.md tell of every error that crm can answer with: in an entry that shows what causes it and the answer itself, or, of what no page can cause, in a row of one table."""

import re
from pathlib import Path

import pytest
from next_command import NO_COMMAND
from runner import ROOT

from crmcli.domain.table import Message
from crmcli.messages import LANGUAGES, Phrases
from crmcli.messages.en.errors import TEXTS
from crmcli.messages.ko.errors import TEXTS as KOREAN

PAGES = {
    language: (ROOT / "docs" / place / "errors.md").read_text(encoding="utf-8")
    for language, place in (("en", "."), ("ko", "ko"))
}
TEXT = {"en": TEXTS, "ko": KOREAN}
# Errors of the table: they need no room, a terminal, another person at work, another machine.
# This list may only become shorter.
NOT_SHOWN = (Path(__file__).parent / "errors_not_shown.txt").read_text(encoding="utf-8").split()
SHOWN = sorted(TEXTS.keys() - {*NOT_SHOWN})
ANY = "뷁"  # what differs, to which Korean particles are fitted


def heading(key: str, language: str) -> str:
    said = Phrases(language).say(Message(key, (ANY,) * 9))
    return said.split("\n")[0].replace(ANY, "…")


def answer(key: str, language: str) -> str:
    """A pattern of the line with which crm answers, or of the cell that holds the answer."""
    words = re.split(r"\{\d\}", TEXT[language][key].split("\n")[0])
    # a particle is one of the two that are written
    said = [re.sub(r"\\\(([가-힣])\\\)", r"\\(?\1?\\)?", re.escape(each)) for each in words]
    # so is a form that fits a count
    said = [re.sub(r"\\\(([a-z]+)\\\|([a-z]+)\\\)", r"(?:\1|\2)", each) for each in said]
    said = [each.replace(r"\(s\)", "s?") for each in said]
    pairs = r"(이|은|을|과|아|으)\\\(\?(가|는|를|와|야|로)\?\\\)\?"
    return '^(?:crm: |.*")?' + ".+".join(re.sub(pairs, r"(?:\1)?(?:\2)?", each) for each in said)


def blocks(text: str) -> str:
    """The commands of an entry with their output."""
    found = "".join(re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    return re.sub(r"\n {12,}", " ", found)  # a cell of a table that goes on below


def entries(page: str) -> dict[str, list[str]]:
    """The text below each heading of an error."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        head, _, text = part.partition("\n")
        found.setdefault(head, []).append(re.split(r"^## ", text, flags=re.MULTILINE)[0])
    return found


def rows(page: str) -> dict[str, str]:
    """The table at the end: what crm says, and the way out."""
    table = re.findall(r"^\| (.*?) (?<!\\)\| (.*) \|$", page.rpartition("\n## ")[2], re.MULTILINE)
    return {said.replace("\\|", "|"): way.strip() for said, way in table[1:]}


ENTRIES = {language: entries(page) for language, page in PAGES.items()}
ROWS = {language: rows(page) for language, page in PAGES.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", SHOWN)
def test_an_error_has_one_entry_with_the_way_out(key: str, language: str) -> None:
    (text,) = ENTRIES[language][heading(key, language)]
    assert re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL).strip()


@pytest.mark.parametrize("key", SHOWN)
def test_an_entry_shows_what_crm_answers(key: str) -> None:
    (text,) = ENTRIES["en"][heading(key, "en")]
    assert re.search(answer(key, "en"), blocks(text), re.MULTILINE)


@pytest.mark.parametrize("key", SHOWN)
def test_a_korean_entry_shows_an_answer_of_the_same_command(key: str) -> None:
    (korean,), (english,) = (ENTRIES[language][heading(key, language)] for language in ("ko", "en"))
    assert blocks(korean)
    assert blocks(korean).count("[exit ") == blocks(english).count("[exit ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_that_refuses_names_the_next_command(language: str) -> None:
    """In a hint, in lines of what is missing, or as the way to a command's options; only what no
    command mends has a hint alone.
    """
    runs = [
        run
        for block in re.findall(r"^```console\n(.*?)^```", PAGES[language], re.M | re.S)
        for run in re.split(r"^\$ ", block, flags=re.M)[1:]
        if re.search(r"^\[exit [24]\]$", run, re.M)
    ]
    assert len(runs) > 250
    next_command = r"^(hint|도움말): .*\bcrm (--help|[a-z])|^  .*: crm [a-z]|crm [a-z -]+ -h"
    alone = "|".join(answer(key, language) for key in NO_COMMAND)
    hint = r"^(hint|도움말): "
    assert [] == [
        run
        for run in runs
        if not re.search(next_command, run, re.M)
        and not (re.search(alone, run, re.M) and re.search(hint, run, re.M))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_page_can_cause_stands_in_the_table_with_the_way_out(language: str) -> None:
    assert {heading(key, language) for key in NOT_SHOWN} == ROWS[language].keys()
    assert [] == [said for said, way in ROWS[language].items() if len(way) < 10]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_tells_of_an_error_that_there_is_not(language: str) -> None:
    assert {heading(key, language) for key in SHOWN} == ENTRIES[language].keys()
    assert TEXTS.keys() >= {*NOT_SHOWN}
