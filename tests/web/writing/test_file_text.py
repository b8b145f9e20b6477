"""The text of a file edited in the page: no byte lost, nothing taken over that cannot be read, nothing written over that others wrote."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from web.writing.writer import ACCOUNT, FILE, NAME, Writer, book, controls, crm, words

from crmcli.web.writing.texts import as_text, merged, restored

CRLF = ACCOUNT.replace("\n", "\r\n").encode()
MIXED = ACCOUNT.replace("\n", "\r\n", 5).encode()
SHAPES = {
    "plain": ACCOUNT.encode(),
    "windows": CRLF,
    "mixed": MIXED,
    "no end": ACCOUNT.rstrip("\n").encode(),
    "blank lines": f"\n\n{ACCOUNT}\n\n".encode(),
    "mark": b"\xef\xbb\xbf" + ACCOUNT.encode(),
    "hidden": ACCOUNT.replace("Globex", "Glo\u202ebex \u200d x").encode(),
    "comment": f"# <b>&amp;</b> \u00e9\n{ACCOUNT}".encode(),
}


def typed_in(writer: Writer, change) -> tuple:
    drawn = controls(writer.form("text").text)
    drawn["text"] = [change(drawn["text"][0])]
    return drawn, writer.post("/write/text", drawn)


@pytest.mark.parametrize("shape", SHAPES)
def test_only_what_was_changed_changes(tmp_path, shape):
    before = SHAPES[shape]
    with Writer(book(tmp_path / "book", account=before)) as writer:
        same = typed_in(writer, lambda text: text)[1]
        assert "told-edit-nothing" not in same.text
        assert 'action="/write/text/make"' in same.text
        assert "Write it" not in words(same)
        assert writer.file() == before
        _, seen = typed_in(writer, lambda text: text.replace("First talk", "Second talk"))
        assert seen.status == 200, words(seen)
        assert "Second talk" in words(seen)
        made = writer.make(seen)
        assert writer.file() == before.replace(b"First talk", b"Second talk")
        writer.undo(made)
        assert writer.file() == before


@given(st.text(st.sampled_from("ab\n\r"), max_size=40))
@settings(max_examples=300)
def test_a_text_sent_back_as_it_was_is_the_file(text):
    data = text.encode()
    sent = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    assert restored(data, sent) == data


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_new_lines_end_as_the_others_do(old, new):
    before = "".join(f"{each}\r\n" for each in old).encode()
    sent = "".join(f"{each}\r\n" for each in new)
    wanted = sent if old else sent.replace("\r\n", "\n")
    assert restored(before, sent) == wanted.encode()


def test_what_no_browser_can_hand_back_is_not_offered(tmp_path):
    assert as_text(b"name: \xff\n") is None
    assert as_text(b"a\0b") is None
    with Writer(book(tmp_path / "book", account=b"name: \xff\n")) as writer:
        got = writer.form("text")
        assert (got.status, "crm edit" in words(got)) == (400, True)


def test_both_changes_in_one_text():
    base = b"a\nb\nc\nd\ne\n"
    assert merged(base, b"A\nb\nc\nd\ne\n", b"a\nb\nc\nd\nE\n") == b"A\nb\nc\nd\nE\n"
    assert merged(base, b"A\nb\nc\nd\ne\n", b"X\nb\nc\nd\ne\n") is None


def test_what_cannot_be_read_is_not_taken_over(tmp_path):
    with Writer(book(tmp_path / "book")) as writer:
        drawn, got = typed_in(writer, lambda text: text.replace("roles:", "roles: ["))
        assert got.status == 422
        assert controls(got.text)["text"] == drawn["text"]
        assert "error:" in words(got)
        assert writer.post("/write/text/make", drawn).status == 422
        assert writer.file() == ACCOUNT.encode()


def test_a_broken_file_is_mended_here(tmp_path):
    broken = ACCOUNT.replace("name: Globex", "name: [Globex").encode()
    with Writer(book(tmp_path / "book", account=broken)) as writer:
        assert "/write/text?account=globex" in writer.ask(f"/account/{NAME}").text
        _, seen = typed_in(writer, lambda text: text.replace("[Globex", "Globex"))
        writer.make(seen)
        assert writer.file() == ACCOUNT.encode()


def test_findings_are_told_while_one_types_and_by_a_button(tmp_path):
    with Writer(book(tmp_path / "book")) as writer:
        drawn = controls(writer.form("text").text)
        drawn["text"] = [drawn["text"][0].replace("status: prospect", "status: prospekt")]
        told = json.loads(writer.post("/judge", drawn).body)["findings"]
        assert any(each.startswith("2:9 error: ") and "prospekt" in each for each in told)
        by_button = writer.post("/write/text/judge", drawn)
        assert all(each in words(by_button) for each in map(" ".join, map(str.split, told)))
        assert controls(by_button.text)["text"] == drawn["text"]
        assert writer.file() == ACCOUNT.encode()


def test_what_others_wrote_meanwhile_is_put_into_the_text(tmp_path):
    root = book(tmp_path / "book")
    with Writer(root) as writer:
        drawn = controls(writer.form("text").text)
        assert crm(root, "log", NAME, "Theirs", "-t", "call").status == 0
        then = writer.file()
        drawn["text"] = [drawn["text"][0].replace("name: Globex", "name: Globex Corp")]
        got = writer.post("/write/text", drawn)
        assert got.status == 409
        assert writer.file() == then
        assert "is now in your text" in words(got)
        writer.make(writer.post("/write/text", controls(got.text)))
        assert writer.file() == then.replace(b"name: Globex", b"name: Globex Corp")


def test_where_both_changed_the_same_lines_both_are_shown(tmp_path):
    root = book(tmp_path / "book")
    with Writer(root) as writer:
        drawn = controls(writer.form("text").text)
        (root / FILE).write_bytes(ACCOUNT.replace("name: Globex", "name: Theirs").encode())
        drawn["text"] = [drawn["text"][0].replace("name: Globex", "name: Mine")]
        for path in ("/write/text", "/write/text/make"):
            got = writer.post(path, drawn)
            assert got.status == 409
            assert "+name: Theirs" in words(got)
            assert "name: Mine" in controls(got.text)["text"][0]
        writer.make(writer.post("/write/text", controls(got.text)))
        assert b"name: Mine" in writer.file()


def test_a_change_between_the_preview_and_the_button(tmp_path):
    root = book(tmp_path / "book")
    with Writer(root) as writer:
        _, seen = typed_in(writer, lambda text: text.replace("Globex", "Mine"))
        assert crm(root, "log", NAME, "Theirs", "-t", "call").status == 0
        then = writer.file()
        assert writer.press(seen).status == 409
        assert writer.file() == then


def test_a_text_that_is_too_large_is_not_taken(tmp_path):
    with Writer(book(tmp_path / "book")) as writer:
        drawn, _ = typed_in(writer, lambda text: text)
        for size in (5 << 20, 13 << 20):
            got = writer.post("/write/text", {**drawn, "text": "x" * size})
            assert got.status in (413, 422)
        assert writer.file() == ACCOUNT.encode()
