"""No account takes the id of another one, wherever that stands among the files."""

import pytest

FILES = {"a/mid": "name: Mid\n", "first": "name: First\n", "last": "name: Last\n"}


@pytest.fixture
def book(crm):
    crm.write(FILES, "language: en\n")
    return crm


@pytest.mark.parametrize("name", ["Mid", "First", "Last", "FIRST"])
def test_a_new_account_and_a_renamed_one_get_no_id_that_is_taken(book, name):
    before = {path: path.read_bytes() for path in book.book.rglob("*.yaml")}
    ran = book("new", name, "--id", name.lower())
    assert (4, name.lower() in ran.told) == (ran.status, True), ran.told
    book.write({"other": "name: Other\n"})
    assert 4 == book("rename", "other", name.lower()).status
    assert before == {path: path.read_bytes() for path in before}
