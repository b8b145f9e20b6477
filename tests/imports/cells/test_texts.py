"""Text of foreign cells: markup, hidden characters, formulas, and what is too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.imports.card import Refusal
from crmcli.imports.cells.texts import line, long
from crmcli.messages import Phrases


@pytest.mark.parametrize(
    "cell, text",
    [
        (
            "<p>Hello <b>Kim</b><br>line&nbsp;2</p><ul><li>a</li><li>b</li></ul>",
            "Hello Kim\nline 2\n\n- a\n- b",
        ),
        ("<div>one</div><div>two</div><script>x()</script><style>p{}</style>", "one\n\ntwo"),
        ("<!-- hidden --><p>a &lt; b &amp; c</p>", "a < b & c"),
        ("<p>never closed <!-- and gone", "never closed"),
        ("a &amp; b", "a & b"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("Kim <s@a.example> wrote", "Kim <s@a.example> wrote"),
        ("a\r\nb\rc\u2028d_x000D_\ne", "a\nb\nc\nd\ne"),
        ("a  \t b\n\n\n\nc", "a b\n\nc"),
        ("- item\n- other", "- item\n- other"),
        ("@Kim please call", "@Kim please call"),
        ("===== minutes", "===== minutes"),
        ("+82 10 1234 5678", "+82 10 1234 5678"),
        ('="010"', "010"),
        ("'+82 10", "+82 10"),
        ("가", "가"),
    ],
)
def test_a_note_is_plain_text_in_lines(cell, text):
    assert (text, ()) == long(cell)


def test_hidden_characters_are_taken_out_and_told():
    text, (told,) = long("a\u200bb\x00c\u202e")
    assert "abc" == text
    assert "3 hidden characters are taken out, such as U+200B" == Phrases("en").say(told)


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "=1+1", "@SUM(1)", "+HYPERLINK(1)", "＝A1", "-cmd|x"]
)
def test_what_a_spreadsheet_would_run_is_refused(cell):
    for read in (line, long):
        with pytest.raises(Refusal) as caught:
            read(cell)
        assert "told-import-formula" == caught.value.why.key


def test_what_is_too_long_is_cut_at_a_word_and_told():
    text, (told,) = long("word " * 500, 2000)
    assert len(text) <= 2000 and text.endswith("word…")
    assert "2,500 characters, cut to 2,000" == Phrases("en").say(told)
    assert ("x" * 2000, ()) == long("x" * 2000, 2000)


def test_a_line_is_one_line():
    assert "a b c" == line("<p>a</p>b\nc").text


@pytest.mark.parametrize(
    "cell",
    ["<p>" * 10**6, "<!--" * 10**6, "<p>" + "<a " * 10**6, "<p>" + "&" * 10**6, "a " * 5 * 10**6],
)
def test_hostile_markup_is_cut_like_any_other_text(cell):
    assert len(long(cell).text) <= 2000


@given(st.text(max_size=300), st.integers(20, 100))
def test_a_text_is_never_longer_than_asked_and_reading_it_again_changes_nothing(cell, most):
    try:
        text, told = long(cell, most)
        assert len(text) <= most
        assert all(Phrases("ko").say(each) for each in told)
        if "&" not in text and "<" not in text:
            assert text == long(text, most).text
    except Refusal:
        assert cell.strip()
