"""Keys that only their author knows are searched in the files as committed, as in those on disk."""

import pytest

ACME = "name: Acme\ncontacts: {a: {name: Ann, x-pet: dachshund}}\n"


@pytest.mark.parametrize("cache", [(), ("--no-cache",)])
def test_find_at_a_revision_searches_the_authors_own_keys(crm, cache):
    crm.write({"acme": f"{ACME}x-club: golf\n", "bare": "name: Bare\n"}, "language: en\n")
    crm.git("init")
    crm.git("add", "-A")
    crm.git("commit", "-m", "The book")

    def hits(*words):
        return [
            (row["account"], row["where"])
            for row in crm("find", *words, "--json", *cache).json["rows"]
        ]

    assert (
        [("acme", "x-club")]
        == hits("golf")
        == hits("golf", "--at", "HEAD")
        == hits("golf", "--at", "HEAD", "--in", "custom")
    )
    crm.write({"acme": f"{ACME}x-club: chess\n"})
    for _ in range(2):  # and from memory
        assert [] == hits("golf")
        assert [("acme", "x-club")] == hits("golf", "--at", "HEAD")
        assert [("acme", "contacts.a.x-pet")] == hits("dachs", "--at", "HEAD")
