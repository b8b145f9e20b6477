"""What a report compares with is on the line of the revision that is asked for, not on that of HEAD."""

import pytest
from recorded import Recorded

POLICY = "language: en\ntimezone: Asia/Seoul\nteam: {ada: {name: Ada}}\nrole_sets: {us: {ceo: {weight: 1}}}\n"
BARE = "name: Acme\nowner: ada\ndeals: {d: {amount: 5, stages: {2026-01-05: presenting}}}\n"
KNOWN = BARE + "roles: {ceo: lee}\ncontacts: {lee: {name: Lee}}\n"


@pytest.fixture
def lines(crm) -> Recorded:
    """`side` never knew anybody; `main` did from the start, and changed the deal before the fork's next commit."""
    it = Recorded(crm.book)
    it.commit("2026-06-01", {"crm.yaml": POLICY, "accounts/acme.yaml": BARE})
    it.git("branch", "side")
    it.commit("2026-06-05", {"accounts/acme.yaml": KNOWN.replace("amount: 5", "amount: 900")})
    it.git("switch", "-q", "side")
    it.commit("2026-06-10", {"accounts/zenith.yaml": "name: Zenith\n"})
    it.git("switch", "-q", "main")
    return it


def test_the_review_of_a_branch_begins_with_what_that_branch_had(crm, lines):
    (row,) = crm("review", "--at", "side", "--json").json["rows"]
    assert [0, 0] == [
        value for each in row["coverage"][:1] for value in (each["before"], each["now"])
    ]


def test_the_back_test_and_the_slips_of_a_branch_are_that_branchs(crm, lines):
    starts = crm("forecast", "--backtest", "--at", "side", "--as-of", "2026-07-02", "--json")
    assert "900" not in starts.text
    assert [] == crm("slips", "--at", "side", "--json").json["rows"]
