"""Stretches replaced in a text: every other byte stays, and what is not meant to read otherwise is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.finding import Place
from crmcli.store.write.mending import Stretch, Text, _fresh_lines, is_kept, overlap, says_the_same

TEXTS = st.text(st.sampled_from("ab 가：\r\n\t#'\"{}[],:-"), max_size=60)


def placed(text, wanted):
    """Where the first of these words stands, as findings tell it."""
    at = text.index(wanted)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Place(line, column, line, column + len(wanted))


def replaced(text, *pairs, at=()):
    """The text with words replaced, and is all else kept?"""
    before = Text(text.encode())
    stretches = [before.stretch(placed(text, old), new) for old, new in pairs]
    after = Text(before.with_these(stretches))
    return after.text, is_kept(before, after, stretches, at)


@given(
    TEXTS,
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), TEXTS), max_size=4),
)
def test_not_a_byte_beside_the_stretches_changes(text, mark, cuts):
    data = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    before, stretches, at = Text(data), [], 0
    for skip, length, new in cuts:
        start = min(at + skip, len(text))
        end = min(start + length, len(text))
        if not any(overlap((each,), (Stretch(start, end, new),)) for each in stretches):
            stretches.append(Stretch(start, end, new))
            at = end
    made, last = before.with_these(reversed(stretches)), 0
    pieces = []
    for start, end, new in stretches:
        pieces += [text[last:start], new]
        last = end
    assert made == data[: 3 * mark] + "".join([*pieces, text[last:]]).encode()


@given(TEXTS, st.integers(1, 9), st.integers(1, 20))
def test_a_place_is_never_in_the_middle_of_a_line_end(text, line, column):
    before = Text(text.encode())
    at = before.stretch(Place(line, column, line, column), "x").start
    assert text[at - 1 : at + 1] != "\r\n" or at == 0


@pytest.mark.parametrize(("column", "at"), [(1, 3), (2, 4), (3, 5), (4, 5), (9, 5)])
def test_a_place_behind_its_line_is_the_end_of_it(column, at):
    stretch = Text(b"a\r\nbc\r\nd\r\n").stretch(Place(2, column, 2, column), "x")
    assert Stretch(at, at, "x") == stretch


def test_new_lines_end_as_the_file_ends_its_lines():
    before = Text(b"a: 1\r\nb: 2\r\n")
    stretch = before.stretch(Place(2, 1, 2, 2), "c: 3\nb")
    assert b"a: 1\r\nc: 3\r\nb: 2\r\n" == before.with_these([stretch])


KEPT = [
    ("a value", "a: x\nb: y\n", [("x", "z")], ()),
    ("a key", "a: x\nb: y\n", [("a", "c")], ()),
    ("a key of much", "a: {b: [1, 2]}\nc: d\n", [("a", "e")], ()),
    ("quotes", "a: [010]\n", [("010", '"010"')], ()),
    ("a new key", "a: x\nb: y\n", [("a", "c: 1\na")], ()),
    ("a value below a path", "a: {b: 1, c: 2}\n", [("b: 1, c: 2", "d: 3")], [(("a",), False)]),
    ("a colon that was missing", "a: x\nb:y\nc: z\n", [("b:y", "b: y")], ()),
    ("a quote that was missing", 'a: x\nb: "y\nc: z\n', [('"y', '"y"')], ()),
    ("words that go", "a: x y\nb: z\n", [(" y", "")], ()),
    (
        "values of two keys beside each other",
        "m: {a: x, b: y}\nc: z\n",
        [("x, b: y", "q, b: w")],
        (),
    ),
    ("items of a list beside each other", "m: [[x], [y]]\nc: z\n", [("x], [y", "q], [w")], ()),
    ("the end of a text above", 'm: 1\nn: "one\nb: two\nc: z\n', [("two", 'two"')], ()),
    ("the first of two slips", "a: x\nb：y\nc: {d\n", [("：", ": ")], ()),
]
LOST = [
    ("another value", "a: x\nb: y\n", [("x", "x\nb: z\nq")], ()),
    ("what stood below a key", "a: {b: 1}\nc: 2\n", [("a", "a: {}\nd")], ()),
    ("the file itself", "a: x\nb: y\n", [("x", "[x")], ()),
    ("the line below", 'a: "x\nb: y\nc: z\n', [("c: z", 'c: z"')], ()),
    ("what was read above", "a: x\n{b\n", [("{b", "  y")], [((), False)]),
    ("a key that goes", "a: x\nb: y\n", [("a: x", "# x")], ()),
    ("values of the whole file", "{a: x, b: y}\n", [("x, b: y", "q, b: w")], ()),
]
# how far in the line of `b` stands, before and after
MOVED = [
    ("below the key above", "a:\n", "  b: x\n", "", 2, True),
    ("out to the key above", "a:\n  k: x\n", "    b: y\n", "c: z\n", 2, True),
    ("out to the margin", "a:\n", "  b: x\n", "c: y\n", 0, True),
    ("to a list's items", "a:\n", "- b: x\n", "", 2, True),
    ("into the text above", "a: x\n", "b\n", "", 2, False),
    ("where it is no YAML", "a:\n  k: x\n", "  b: y\n", "c: z\n", 1, False),
]


@pytest.mark.parametrize(("name", "text", "pairs", "at"), KEPT, ids=[each[0] for each in KEPT])
def test_what_is_meant_may_read_otherwise(name, text, pairs, at):
    made, kept = replaced(text, *pairs, at=at)
    assert kept, made


@pytest.mark.parametrize(("name", "text", "pairs", "at"), LOST, ids=[each[0] for each in LOST])
def test_what_is_not_meant_may_not(name, text, pairs, at):
    made, kept = replaced(text, *pairs, at=at)
    assert not kept, made


@pytest.mark.parametrize(
    ("name", "above", "line", "below", "width", "kept"), MOVED, ids=[each[0] for each in MOVED]
)
def test_a_line_that_only_moves_in_or_out_keeps_every_key_with_its_text(
    name, above, line, below, width, kept
):
    before = Text(f"{above}{line}{below}".encode())
    start = len(above)
    stretch = Stretch(start, start + len(line) - len(line.lstrip()), " " * width)
    after = Text(before.with_these([stretch]))
    assert kept == is_kept(before, after, [stretch], ())


def test_the_same_words_in_other_signs():
    one, other, third = Text(b"a: [010]\n"), Text(b'a: ["010"]\n'), Text(b"a: ['10']\n")
    assert (True, False) == (says_the_same(one, other), says_the_same(one, third))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "# x\n", True),
        ("", "~\n", True),
        ("~\n", "", True),
        ("~\n", "null\n", False),
        ("", "a: 1\n", False),
        ("a:\n", "a: ~\n", False),
        ("a:\n", "a: ''\n", False),
        ("a:\n", "a: {}\n", False),
        ("a: []\n", "a: {}\n", False),
        ("a: 1\n", "b: 1\n", False),
        ("a: 1\n", "a: '1'\n", True),
        ("a: [1]\n", "a: [1, 2]\n", False),
        ("a: [1]\n", "a: [2]\n", False),
        ("a: {b: 1}\n", "a:\n  b: 1\n", True),
        ("a: 1\nb: 2\n", "b: 2\na: 1\n", False),
        ("a: 1\n", "a: 1\nb: 2\n", False),
        ("a: 1\nb: 2\n", "a: 1\n", False),
        ("a: [\n", "a: 1\n", False),
        ("a: 1\n", "a: [\n", False),
        ("- a\n", "- a\n- b\n", False),
    ],
)
def test_two_texts_say_the_same_or_not(before, after, expected):
    assert expected == says_the_same(Text(before.encode()), Text(after.encode()))


@pytest.mark.parametrize(
    ("stretches", "lines"),
    [
        ([(0, 1, "A")], {0}),
        ([(0, 1, "A\nA2"), (4, 5, "C")], {0, 1, 3}),
        ([(4, 5, "C"), (0, 1, "A\nA2")], {0, 1, 3}),  # in whatever order they are given
        ([(0, 4, ""), (6, 7, "D")], {0, 1}),  # two lines went
        ([(0, 1, "long, long"), (2, 3, ""), (6, 7, "D")], {0, 1, 3}),
        ([(2, 2, "new\n"), (7, 8, "")], {1, 2, 4}),
    ],
)
def test_lines_in_which_something_was_replaced_are_those_of_the_text_after(stretches, lines):
    before, after, last = "a\nb\nc\nd\n", "", 0
    for start, end, new in sorted(stretches):
        after += before[last:start] + new
        last = end
    after += before[last:]
    assert lines == _fresh_lines([Stretch(*each) for each in stretches], Text(after.encode()))
