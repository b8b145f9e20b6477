"""Lines that lead back to where they began."""

import time

import pytest

from crmcli.domain.people.cycles import circles


@pytest.mark.parametrize(
    ("leads_to", "expected"),
    [
        ({}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": None, "b": "a"}, []),
        ({"a": "a"}, [("a",)]),
        ({"b": "a", "a": "b"}, [("b", "a")]),
        ({"z": "c", "c": "b", "b": "d", "d": "c"}, [("c", "b", "d")]),
        ({"x": "d", "b": "c", "c": "d", "d": "b"}, [("b", "c", "d")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c", "e": "a"}, [("a", "b"), ("c", "d")]),
    ],
    ids=[
        "nobody",
        "a line that ends outside",
        "a line that ends",
        "oneself",
        "two",
        "a way in",
        "a way in that is not its first",
        "two circles",
    ],
)
def test_each_circle_is_found_once_from_the_one_that_comes_first(leads_to, expected):
    assert expected == list(circles(leads_to))


def test_a_line_of_any_length_is_walked():
    assert [tuple(map(str, range(20_000)))] == list(
        circles({str(number): str((number + 1) % 20_000) for number in range(20_000)})
    )


def test_lines_that_are_entered_from_their_end_are_not_copied_at_each_of_their_names():
    line = {str(number): str(number - 1) if number else None for number in range(20_000)}
    began = time.process_time()
    assert [] == list(circles(line))
    # linear: hundredths; with a copy for each name: ten seconds
    assert time.process_time() - began < 1
