"""`crm help`: the page of a command or an idea, in the language of the session, at the terminal as one reads it."""

from pathlib import Path

import pytest

from crmcli.domain.text.width import cells
from crmcli.commands.directory.groups import COMMANDS
from crmcli.commands.directory.topics import OTHER_NAMES, PAGES, TOPICS
from crmcli.formats.reading import drawn

DOCS = Path(__file__).parents[2] / "docs"


def read(name, folder=DOCS):
    """The page as whoever installed the program reads it, who has no folder `examples`."""
    text = (folder / f"{name}.md").read_text("utf-8").replace("-C examples/", "-C ")
    for book in ("hanbit", "northwind"):
        first, into = f"$ crm init --example {book}\n", f"$ cd {book}\n"
        text = text.replace(f"$ cd examples/{book}\n", first + into, 1)
        text = text.replace(f"$ cd examples/{book}\n", into)
    return text


@pytest.fixture(scope="module")
def book(shared):
    shared.write({"acme": "name: Acme\n"})
    return shared


@pytest.mark.parametrize("topic", TOPICS)
def test_an_idea_has_a_page(book, topic):
    ran = book("help", topic, "--lang", "en")
    assert (0, read(TOPICS[topic])) == (ran.status, ran.text)


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_its_other_names_lead_there(book, name):
    assert book("help", OTHER_NAMES[name]).out == book("help", name.upper()).out


def test_an_idea_of_two_words_and_a_whole_command_line_lead_there_too(book):
    for words, one in (
        (["정기", "접촉"], "cadence"),
        (["as", "of"], "as-of"),
        (["12", "4", "2"], "12-4-2"),
        (["team day"], "team-day"),
        (["deal win"], "deal"),
        (["deal", "win"], "deal"),
        (["crm", "due"], "due"),
    ):
        assert book("help", one).text == book("help", *words).text != "", words
    assert (2, True) == (book("help", "").status, "no page about ``" in book("help", "").told)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_page(book, name):
    told = book("help", name, "--lang", "en")
    page = read(PAGES.get(name, name))
    assert "examples/" not in page
    assert (0, page) == (told.status, told.text)


def test_a_page_is_in_the_language_of_the_session_where_there_is_one(book):
    korean = read("mistakes", DOCS / "ko")
    assert korean == book("help", "mistakes", "--lang", "ko").text
    assert korean == book("help", "실수", env={"LANG": "ko_KR.UTF-8"}).text


def test_all_ideas_have_a_line(book):
    for language in ("en", "ko"):
        lines = book("help", "topics", "--lang", language).text.splitlines()
        assert [*TOPICS] == [line.split()[0] for line in lines]
        assert [] == [line for line in lines if cells(line) > 80]
        assert [] == [line for line in lines if line[-1] not in ".?"]  # whole sentences


def test_help_alone_is_the_map(book):
    assert book("help").out == book("--help").out


PAGE = """\
# crm due

What is **due**? See [stages](stages.md#exit), or `crm help stages`.

## An example

```console
$ crm due
a line that is much longer than a narrow terminal and is not broken, since it is a table 한글
```

| What | When |
|---|---|
| next | on the day |
"""


def test_a_page_is_drawn_for_a_terminal():
    lines = drawn(PAGE, 40, color=False).splitlines()
    assert lines[:5] == ["crm due", "", "What is due? See stages, or crm help", "stages.", ""]
    assert PAGE.splitlines()[8] in lines
    assert [] == [line for line in lines if "\x1b" in line or "](" in line]
    assert "\x1b[1m$ crm due" in drawn(PAGE, 40, color=True)


def test_pages_for_man_are_written_of_every_command(book, tmp_path):
    ran = book("help", "--man", str(tmp_path / "man1"), "--lang", "en")
    assert (0, {"crm.1", *(f"crm-{name}.1" for name in COMMANDS)}) == (
        ran.status,
        {each.name for each in (tmp_path / "man1").iterdir()},
    )
    (tmp_path / "file").touch()
    assert 2 == book("help", "--man", str(tmp_path / "file")).status
