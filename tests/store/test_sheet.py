"""A text being changed: what stays as it is, and that no comment is lost on the way."""

import pytest

from crmcli.store.yaml.syntax_tree import Outline
from crmcli.store.write.text_edits import CannotSplice, Sheet
from crmcli.store.yaml.style import style_of


def spot(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    sheet = Sheet(text)
    for words, new in pairs:
        sheet.replace(*spot(text, words), new)
    return sheet.result()


TEXT = "a: [x, # one\n  y, # two\n  z] # three\nb: c\n"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ((("b: c", "b: d"),), TEXT.replace("b: c", "b: d")),
        (
            (("b: c", "b: d"), ("[x", "[v")),
            TEXT.replace("b: c", "b: d").replace("[x", "[v"),
        ),  # in any order
        ((("x, # one", "v, # one"),), TEXT.replace("x,", "v,")),
        ((("x, # one\n  y, # two", "v # two # one"),), "a: [v # two # one\n  z] # three\nb: c\n"),
        ((("x", ""), ("x, ", "")), None),  # twice the same
        ((("x, # one", "v,"),), None),
        ((("x, # one\n  y, # two", "v, # two"),), None),  # the first of two
        ((("x, # one\n  y, # two", "v, # one"),), None),  # and the second
    ],
)
def test_pieces_are_replaced_and_a_comment_among_them_has_to_stay(pairs, expected):
    if expected is None:
        with pytest.raises(CannotSplice):
            replaced(TEXT, *pairs)
    else:
        assert expected == replaced(TEXT, *pairs)


def test_a_comment_within_what_goes_goes_along():
    sheet = Sheet(TEXT)
    node = sheet.outline.root.items[0].value
    sheet.gone.append(node)
    sheet.replace(node.start, node.end, "[v]")
    assert "a: [v] # three\nb: c\n" == sheet.result()


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"a": "x"\n"b": "y"\n', '"'),
        ("'a': 'x'\n'b': 'y'\n", "'"),
        ('"a": "x"\n"b":\n"c": "y"\n', '"'),  # nothing needs no quotes
        ('"a": "x"\n"b": y\n', ""),
        ('a: "x"\nb: "y"\n', ""),
        ("a: x\n", ""),
        ("a:\n", ""),
        ("", ""),
    ],
)
def test_who_quotes_every_text_quotes_the_next_one_too(text, quotes):
    assert quotes == style_of(Outline(text)).always


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("a:\n    b: c\n", "step", 4),
        ("a: b\n", "step", 2),
        ("a:\n  b: c\nd:\n    e: f\ng:\n    h: i\n", "step", 4),  # most of them
        ("a:\n- b\n", "offset", 0),
        ("a:\n  - b\n", "offset", 2),
        ("a:\n    b: c\n", "offset", 4),  # where there is no list, as far in as the rest
        ("a:\n-   b\n-   c\n", "gap", 3),
        ("a:\n- b\n", "gap", 1),
        ("a: {b: c}\n", "padding", ""),
        ("a: { b: c }\n", "padding", " "),
        ("a: { b: c }\nd: {e: f}\ng: { h: i }\n", "padding", " "),
        ("a: b\r\n", "newline", "\r\n"),
        ("a: b\n", "newline", "\n"),
        ("a: 'b'\nc: \"d\"\ne: 'f'\n", "quote", "'"),
        ("a: b\n", "quote", '"'),
    ],
)
def test_the_habits_of_a_file_are_those_of_most_of_its_lines(text, field, expected):
    assert expected == getattr(style_of(Outline(text)), field)
