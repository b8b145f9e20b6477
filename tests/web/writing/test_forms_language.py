"""A form is had in another language with all that was typed into it, and what follows it too."""

import re

import pytest
from web.writing.writer import Writer, book, controls

ENGLISH = {"accept-language": "en"}
NOTE = "Kim <b>said</b> yes & no"


@pytest.fixture
def writer(tmp_path):
    with Writer(book(tmp_path / "book"), lang="en") as found:
        yield found


def language(got):
    return re.search(r'<html lang="(\w+)"', got.text)[1]


def turned(writer, got):
    """The page in the other language, as its switch gives it, and what the browser then says."""
    action = re.search(r'<button form="written" formaction="([^"]+)"', got.text)[1]
    found = writer.post(action, controls(got.text))
    writer.cookie += f"; {found.headers['set-cookie'].partition(';')[0]}"
    return found


def test_the_address_of_a_form_says_the_language_and_it_stays(writer):
    went = writer.ask("/write/log?account=globex&note=Well&lang=ko")
    assert went.status == 303
    assert went.headers["location"] == "/write/log?account=globex&note=Well"
    writer.cookie += f"; {went.headers['set-cookie'].partition(';')[0]}"
    drawn = writer.ask(went.headers["location"])
    assert language(drawn) == "ko"
    typed = {"type": "call", "with": "kim", "outcome": "reached"}
    would = writer.post("/write/log", {**controls(drawn.text), **typed})
    assert language(would) == "ko"
    assert language(writer.make(would)) == "ko"


@pytest.mark.parametrize("at", ["form", "preview"])
def test_the_switch_keeps_what_is_typed(writer, at):
    typed = {"type": "call", "with": "kim", "outcome": "reached", "note": NOTE}
    if at == "form":
        drawn = writer.post("/write/log/form", {**controls(writer.form("log").text), **typed})
    else:
        drawn = writer.filled("log", **typed)
    assert language(drawn) == "en"
    other = turned(writer, drawn)
    assert (other.status, language(other)) == (200, "ko")
    kept, new = controls(drawn.text), controls(other.text)
    assert new["note"] == [NOTE]
    for name in ("base", "once"):
        kept.pop(name, None)
        new.pop(name, None)
    assert new == kept
    would = other if at == "preview" else writer.post("/write/log", new)
    made = writer.make(would)
    assert (made.status, language(made)) == (200, "ko")
    assert NOTE.encode() in writer.file()


def test_the_text_of_a_file_stays_as_it_was_typed(writer):
    drawn = writer.ask("/write/text?account=globex", headers=ENGLISH)
    text = [controls(drawn.text)["text"][0] + "# mine\r\n"]
    other = writer.post("/write/text/form?lang=ko", {**controls(drawn.text), "text": text})
    assert language(other) == "ko"
    assert controls(other.text)["text"] == text


def test_a_page_that_holds_nothing_typed_is_turned_by_its_address(writer):
    for address in (
        "/write/log",
        writer.press(writer.filled("done")).headers.get("location", "/write/log"),
    ):
        shown = writer.ask(address)
        (to,) = re.findall(r'<a href="([^"]+)" lang="ko"', shown.text)
        went = writer.ask(to.replace("&amp;", "&"))
        assert (went.status, went.headers["location"]) == (303, address)
        assert "crm-lang=ko" in went.headers["set-cookie"]
