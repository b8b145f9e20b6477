"""Which of its reports a command answers with, by its options."""

import pytest

POLICY = "language: en\nrole_sets: {r: {ceo: {}, cio: {}}}\ndefault_role_set: r\n"
ACME = """\
name: Acme
roles: {ceo: {contact: ann}}
contacts: {ann: {name: Ann}}
deals: {d: {amount: 5, stages: {2026-01-01: contacting}}}
"""


@pytest.fixture(scope="module")
def book(shared):
    shared.write({"acme": ACME}, POLICY)
    return shared


@pytest.mark.parametrize(
    ("words", "columns", "first"),
    [
        ("coverage", "account name owner required", "acme"),
        ("coverage --gaps", "account name role", "acme"),
        ("coverage acme", "role", "ceo"),
        ("coverage --by role", "group accounts", "cio"),
        ("coverage --role cio", "group accounts", "cio"),
        ("coverage --role ceo --gaps", "account name role", "acme"),
        ("pipeline", "stage deals", "prospecting"),
        ("pipeline --rotten", "account deal stage idle", "acme"),
        ("pipeline --exits", "account deal stage missing", "acme"),
        ("list", "account name segment", "acme"),
    ],
)
def test_options_choose_the_report(book, words, columns, first):
    rows = book(*words.split(), "--json", "--as-of", "2026-08-01").json["rows"]
    names = columns.split()
    assert (names, first) == ([name for name in rows[0] if name in names], rows[0][names[0]])
    if "--role" in words:
        assert 1 == len(rows)
