"""What an unknown column looks like, in one look at all rows."""

import pytest

from crmcli.imports.cells.profile import Profile, profiles


@pytest.mark.parametrize(
    "kind, cells",
    [
        ("date", ["2021-01-29", "2021년 1월 3일", "16 Apr, 2021", "N/A", ""]),
        ("number", ["1,200", "$5", "3억", "0.5", "12"]),
        ("email", ["a@b.example", "Kim <s@a.example>"]),
        ("phone", ["010-1234-5678", "+82 2-123-4567", "(02) 123-4567"]),
        ("url", ["https://a.example/x", "www.a.example", "hanbit.co.kr"]),
        ("yes-no", ["TRUE", "FALSE", "TRUE"]),
        ("id", [f"006A{place:011}" for place in range(30)]),
        ("id", [str(9_000_000_001 + place) for place in range(30)]),
        ("text", ["Open", "Won", "Lost", "2021-01-29"]),
        ("text", ["Q1", "Q2"] * 300),
        ("text", ["", ""]),
        ("text", ["x" * 10**6, "y" * 10**6]),
    ],
)
def test_a_column_looks_like_what_most_of_its_cells_are(kind, cells):
    assert kind == Profile.of(cells).looks_like


def test_a_profile_counts_cells_and_words_and_keeps_two_samples():
    found = Profile.of(["Open", "Won", "Open", "N/A", " ", ""])
    assert (6, 4, 1) == (found.cells, found.filled, found.nothing)
    assert [("Open", 2), ("Won", 1), ("N/A", 1)] == [*found.words]
    assert ["Open", "Won"] == [*found.samples]
    assert not found.is_more
    assert {"text": 1.0} == found.shares


def test_words_are_bounded_however_many_there_are():
    found = Profile.of(f"word {place}" for place in range(20_000))
    assert (200, True, 20_000) == (len(found.words), found.is_more, found.filled)


def test_rows_of_any_width_are_columns_of_one():
    first, second, third = profiles(iter([("a", "b"), ("c",), ("d", "e", "f", "g")]), 3)
    assert (["a", "c"], ["b", "e"], ["f"]) == (
        [*first.samples],
        [*second.samples],
        [*third.samples],
    )
    assert (3, 3, 2, 1) == (first.cells, third.cells, second.filled, third.filled)
    assert [] == profiles(iter([]), 0)
    assert 0 == profiles(iter([]), 1)[0].cells
