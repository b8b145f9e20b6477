"""A text takes the same cells on every machine: neither Python's year of Unicode nor a library's is asked."""

import pytest

from crmcli.domain.text.width import cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Hanbit", 6),
        ("한빛", 4),
        ("ㅎㅂ", 4),
        ("㈜", 2),
        ("e\u0301", 1),
        ("\u1112\u1161\u11ab", 2),  # 한 as its three letters
        ("，", 2),
        (
            "·−–…█░■□─",
            9,
        ),  # ambiguous to Unicode: one cell, as terminals in both our languages show them
        ("😀", 2),
        ("\U0001fae9", 2),  # of Unicode 16: Python 3.11 does not know it yet
        ("\U0001f9d1\u200d\U0001f4bb", 4),
    ],
)
def test_a_text_takes_so_many_cells(text: str, expected: int) -> None:
    assert expected == cells(text)


def test_no_variable_of_the_environment_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNICODE_VERSION", "4.1.0")
    assert 2 == cells("😀")
