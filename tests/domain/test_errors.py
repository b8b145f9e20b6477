"""What is told of what the system refused?"""

import pytest

from crmcli.domain.errors import reason_of


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(2, "No such file", "a.yaml"), "No such file"),
        (OSError("no number"), "no number"),
        (ValueError("embedded null byte"), "embedded null byte"),
    ],
)
def test_the_systems_own_words_are_told_or_pythons(error, expected):
    assert expected == reason_of(error)
