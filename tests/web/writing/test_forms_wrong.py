"""What is wrong with a form is told at its field, what was typed stays, and nothing is written."""

import errno
import os
import re

import pytest
from web.writing.writer import ACCOUNT, FILE, NAME, SOON, Writer, book, crm, words

GOOD = {
    "log": {"type": "call", "what": "Hello"},
    "rest": {"kind": "next", "subject": "first", "until": "14", "why": "Audit"},
    "stance": {"contact": "kim", "value": "friendly"},
    "role": {"role": "cio", "contacts": ["jo"]},
    "contact-add": {"name": "Lou"},
    "plan-add": {"for": "cio", "due": SOON},
    "plan-progress": {"plan": "meet-cio", "what": "Asked"},
    "deal-stage": {"deal": "first", "in_stage": "offer"},
    "deal-next": {"deal": "first", "date": SOON, "what": "Visit"},
    "deal-amount": {"deal": "first", "amount": "10"},
    "deal-close": {"deal": "first", "close": SOON},
    "deal-lose": {"deal": "first", "result": "lost", "reason": "price"},
    "case-open": {"kind": "complaint", "what": "Broken"},
    "case-close": {"case": "broken", "resolution": "Done"},
    "survey": {"kind": "nps", "score": "9"},
    "done": {"kind": "next", "subject": "first", "type": "call", "what": "x"},
}
# a form, one of its fields, and what cannot stand there
WRONG = [
    ("log", "type", ""),
    ("log", "type", "telepathy"),
    ("log", "with", "nobody-there"),
    ("log", "deal", "gone"),
    ("log", "deal", "../first"),
    ("log", "outcome", "great"),
    ("log", "mood", "so-so"),
    ("log", "date", "2026-02-30"),
    ("log", "date", "sometime"),
    ("log", "date", "2026-W31-5"),
    ("log", "by", "eve"),
    ("log", "score", "many"),
    ("log", "next.date", "never"),
    ("log", "stance_of", "nobody"),
    ("log", "what", "x" * 10_001),
    ("rest", "until", "yesterday"),
    ("rest", "until", "99999"),
    ("stance", "contact", ""),
    ("stance", "value", "hostile"),
    ("role", "rep", "eve"),
    ("role", "contacts", "eve"),
    ("contact-add", "name", " "),
    ("contact-add", "roles", "king"),
    ("contact-add", "reports_to", "lou"),
    ("contact-add", "channel", "pigeon"),
    ("plan-add", "due", ""),
    ("plan-add", "for", "pope"),
    ("plan-add", "via", "pope"),
    ("plan-progress", "plan", "other"),
    ("plan-progress", "what", ""),
    ("deal-stage", "deal", "gone"),
    ("deal-stage", "in_stage", "heaven"),
    ("deal-next", "date", ""),
    ("deal-next", "owner", "eve"),
    ("deal-next", "with", "eve"),
    ("deal-amount", "amount", "a lot"),
    ("deal-amount", "amount", ""),
    ("deal-amount", "amount", "1.000"),
    ("deal-close", "close", "32"),
    ("deal-lose", "result", "won"),
    ("deal-lose", "reason", "fate"),
    ("deal-lose", "reason", ""),
    ("case-open", "kind", "joy"),
    ("case-open", "contact", "eve"),
    ("case-close", "case", "other"),
    ("case-close", "resolution", ""),
    ("survey", "kind", "stars"),
    ("survey", "score", "11"),
    ("survey", "score", "ten"),
    ("survey", "scale", "0"),
    ("survey", "scale", "-3"),
    ("survey", "scale", "0000001234567"),
    ("survey", "scale", "1" + "0" * 5000),
    ("rest", "until", "1" + "0" * 5000),
    ("survey", "about", "weather"),
    ("done", "type", ""),
]


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    with Writer(book(tmp_path_factory.mktemp("wrong") / "book")) as writer:
        yield writer


@pytest.mark.parametrize(("name", "field", "said"), WRONG)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(writer, name, field, said):
    got = writer.post(f"/write/{name}", {"account": NAME, **GOOD[name], field: said})
    assert got.status == 422, words(got)
    place = f"f-{field.replace('.', '-')}"
    assert f'href="#{place}"' in got.text
    assert f'id="{place}-told"' in got.text
    for other, typed in GOOD[name].items():
        if other != field and isinstance(typed, str) and other not in ("kind", "subject"):
            assert typed in got.text
    assert writer.file() == ACCOUNT.encode()


@pytest.mark.parametrize("name", [each for each in GOOD if each not in ("rest", "done")])
def test_two_values_of_one_are_refused(writer, name):
    field = next(field for field, value in GOOD[name].items() if isinstance(value, str))
    said = GOOD[name][field]
    got = writer.post(f"/write/{name}", {"account": NAME, **GOOD[name], field: [said, said]})
    assert got.status == 422


def test_the_very_same_once_more_is_asked_about(tmp_path):
    with Writer(book(tmp_path / "book")) as writer:
        writer.make(writer.filled("log", type="call", what="Once"))
        got = writer.filled("log", type="call", what="Once")
        assert got.status == 422
        assert "Write it once more" in words(got)
        writer.make(writer.filled("log", type="call", what="Once", again="1"))
        assert writer.file().count(b"Once") == 2


def test_a_day_is_still_picked_from_a_calendar_after_something_else_was_wrong(writer):
    got = writer.filled("deal-stage", deal="first", in_stage="heaven", next__date="")
    assert got.status == 422
    assert '<input type="date" name="next.date"' in got.text


def test_a_field_that_says_what_may_be_chosen_is_told_no_command_lines(writer):
    got = writer.filled("deal-lose", deal="first", result="lost", reason="")
    assert got.status == 422
    assert "crm deal lose" not in words(got)
    assert 'value="price"' in got.text


def test_what_is_wrong_of_no_field_that_is_seen_opens_what_is_folded(writer):
    assert '<details class="step"><summary>' in writer.form("log").text
    got = writer.filled("log", type="call", stance="friendly")
    assert got.status == 422
    assert '<details class="step"><summary>' not in got.text


def test_a_gate_names_what_is_missing_and_is_passed_with_a_reason(writer):
    shut = writer.filled("deal-stage", deal="bare", in_stage="closing")
    assert shut.status == 422
    assert "crm deal edit globex bare --source" in words(shut)
    assert 'name="force"' in shut.text
    without = writer.filled("deal-stage", deal="bare", in_stage="closing", force="1")
    assert without.status == 422
    assert 'id="f-why-told"' in without.text
    passed = writer.filled("deal-stage", deal="bare", in_stage="closing", force="1", why="So")
    assert passed.status == 200


def test_a_discount_that_nobody_allowed_shuts_the_gate_of_winning(writer):
    shut = writer.filled("deal-win", deal="first")
    assert shut.status == 422
    assert 'name="force"' in shut.text
    assert "50.0" in words(shut)


def test_half_a_stance_is_none(writer):
    got = writer.filled("log", type="call", stance="friendly")
    assert (got.status, "both the person and the stance" in words(got)) == (422, True)


def test_nothing_new_is_nothing_to_write(writer):
    got = writer.filled("role", role="cfo")
    assert (got.status, "Nothing is said otherwise" in words(got)) == (422, True)


def test_whom_is_asked_first_and_a_name_is_enough(writer):
    asked = writer.ask("/write/log")
    assert 'name="account"' in asked.text
    assert 'value="globex"' in asked.text
    assert "Globex" in words(writer.ask("/write/log?account=Glob"))
    assert writer.ask("/write/log?account=Nobody").status == 404


def test_a_row_that_was_settled_meanwhile_is_told(tmp_path):
    root = book(tmp_path / "book")
    with Writer(root) as writer:
        seen = writer.filled("done", kind="case", subject="broken", what="Mended")
        assert crm(root, "case", "close", NAME, "broken", "By another").status == 0
        then = writer.file()
        got = writer.press(seen)
        assert got.status == 409
        assert "Somebody else changed" in words(got)
        assert "By another" in words(got)
        assert writer.file() == then


def test_rows_of_today_lead_to_forms_that_know_them(writer):
    page = writer.ask("/").text
    links = re.findall(r'<a href="(/write/(?:done|rest)\?[^"]+)"', page)
    assert len(links) >= 4
    for each in links:
        got = writer.ask(each.replace("&amp;", "&"))
        assert got.status == 200
        assert "First plant" in got.text or "first" in got.text or "form" in got.text


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path, monkeypatch, call):
    with Writer(book(tmp_path / "book")) as writer:
        seen = writer.filled("log", type="call", what="On a full disk")
        before = writer.file()

        def full(*_words: object, **_named: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr(os, call, full)
            refused = writer.press(seen)
        assert refused.status == 422
        assert os.strerror(errno.ENOSPC) in words(refused)
        assert writer.file() == before
        assert sorted(each.name for each in writer.root.glob("accounts/*")) == [FILE.name]
        made = writer.make(seen)  # the button of the preview works as soon as there is room
        assert made.status == 200
        assert b"On a full disk" in writer.file()
