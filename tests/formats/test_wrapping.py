"""Where a line ends: between words, and within a word only when no line has room for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.domain.text.width import cells
from crmcli.formats.wrapping import broken, width_of, wrapped


def folded(text: str, width: int) -> list[str]:
    return ["".join(piece for piece, _ in line) for line in wrapped([(text, "")], width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 5, ["one", "two"]),
        ("시험 가동 결과", 9, ["시험 가동", "결과"]),
        ("a Holdings", 5, ["a", "Holdi", "ngs"]),
        ("가나다라", 5, ["가나", "다라"]),
        ("one two ", 7, ["one two"]),
        ("one\ntwo three", 5, ["one", "two", "three"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("가", 1, ["가"]),
        ("union-creek-schools", 12, ["union-creek-", "schools"]),
        ("ada@example.com", 10, ["ada@", "example.", "com"]),
        ("incomprehensible-x", 6, ["incomp", "rehens", "ible-x"]),
    ],
)
def test_a_text_is_folded(text: str, width: int, expected: list[str]) -> None:
    assert expected == folded(text, width)


@pytest.mark.parametrize(
    ("line", "width", "expected"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("가능한 값: 통화, 방문", 12, ["가능한 값:", "통화, 방문"]),
        ("next: `crm log hanbit` then", 20, ["next:", "`crm log hanbit` then"[:16], "then"]),
        ("  how `crm log a b c`로 적습니다", 12, ["  how", "`crm log a b c`로", "적습니다"]),
        ("in /home/ada/a-long-folder", 9, ["in", "/home/ada/a-long-folder"]),
    ],
)
def test_what_is_copied_whole_is_never_broken(line: str, width: int, expected: list[str]) -> None:
    assert expected == broken(line, width).split("\n")


def test_the_pieces_of_a_line_keep_their_styles() -> None:
    assert [[("ab", "red"), ("c", "dim")], [("d", "dim")]] == wrapped(
        [("ab", "red"), ("c d", "dim")], 3
    )


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab 가나\u0301\u3000😀\n"), max_size=40), st.integers(2, 30))
def test_every_line_fits_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    lines = wrapped([(text, "")], width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(text.split()) == "".join(
        "".join(piece for line in lines for piece, _ in line).split()
    )
    assert cells(text.replace("\n", "")) >= sum(map(width_of, lines))
