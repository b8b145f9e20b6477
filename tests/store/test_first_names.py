"""What was given out under a first name is found again, whatever was renamed since."""

from datetime import UTC

import pytest
from recorded import Recorded

from crmcli.store.book.opening import open_book
from crmcli.store.past.first_names import FirstNames, Naming, first_names
from crmcli.store.past.versions import Past

ACME = """\
    name: Acme
    contacts: {ann: {name: Ann Lee, emails: [ann@acme.example]}}
    deals: {line: {name: Second line, stages: {2026-06-01: lead}, amount: 10}}
    """


@pytest.fixture
def repository(tmp_path):
    return Recorded(tmp_path / "repository")


def names(repository, *accounts, book=False):
    at_hand = open_book(str(repository.book), use_cache=False) if book else None
    with Past(str(repository.book), UTC) as past:
        return first_names(past, at_hand, accounts)


def test_a_file_a_deal_and_a_person_keep_the_names_they_came_with(repository):
    repository.commit("2026-06-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    repository.commit("2026-06-02", {"accounts/acme.yaml": None, "accounts/acme-corp.yaml": ACME})
    renamed = ACME.replace("line:", "second:").replace("ann:", "ann-l:")
    repository.commit("2026-06-03", {"accounts/acme-corp.yaml": renamed})
    found = names(repository, "acme-corp")["acme-corp"]
    assert ("acme", "line", "ann") == (
        found.account,
        found.of("deals", "second"),
        found.of("contacts", "ann-l"),
    )


def test_a_name_that_is_taken_again_is_another_one(repository):
    repository.commit("2026-06-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    repository.commit("2026-06-02", {"accounts/acme.yaml": None, "accounts/acme-corp.yaml": ACME})
    other = "name: Somebody else\ndeals: {line: {stages: {2026-06-05: lead}}}\n"
    repository.commit("2026-06-03", {"accounts/acme.yaml": other})
    renamed = ACME.replace("line:", "second:")
    repository.commit("2026-06-04", {"accounts/acme-corp.yaml": renamed})
    third = "amount: 10}, line: {name: A third, stages: {2026-06-05: lead}}"
    renamed = renamed.replace("amount: 10}", third)
    repository.commit("2026-06-05", {"accounts/acme-corp.yaml": renamed})
    found = names(repository, "acme-corp", "acme")
    assert ("acme", "acme 2") == (found["acme-corp"].account, found["acme"].account)
    assert {"second": "line", "line": "line 2"} == found["acme-corp"].sections["deals"]


def test_what_went_and_came_back_is_itself(repository):
    repository.commit("2026-06-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    repository.commit("2026-06-02", {"accounts/acme.yaml": "name: Acme\n"})
    repository.commit("2026-06-03", {"accounts/acme.yaml": None})
    repository.commit("2026-06-04", {"accounts/acme.yaml": ACME})
    found = names(repository, "acme")["acme"]
    assert ("acme", "line", "ann") == (
        found.account,
        found.of("deals", "line"),
        found.of("contacts", "ann"),
    )


def test_what_is_not_committed_yet_counts_where_the_files_are_asked(repository):
    repository.commit("2026-06-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    repository.write(
        {"accounts/acme.yaml": None, "accounts/north.yaml": ACME.replace("line:", "second:")}
    )
    found = names(repository, "north", book=True)["north"]
    assert ("acme", "line") == (found.account, found.of("deals", "second"))
    assert "line" == names(repository, "acme")["acme"].of("deals", "line")


def test_a_version_that_cannot_be_read_hides_no_name(repository):
    repository.commit("2026-06-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    repository.commit("2026-06-02", {"accounts/acme.yaml": "name: [broken\n"})
    repository.commit("2026-06-03", {"accounts/acme.yaml": ACME.replace("line:", "second:")})
    assert "line" == names(repository, "acme")["acme"].of("deals", "second")


def test_of_a_book_that_was_never_committed_nothing_is_known(tmp_path):
    repository = Recorded(tmp_path / "repository")
    repository.write({"crm.yaml": "", "accounts/acme.yaml": ACME})
    assert {} == names(repository, "acme", book=True)
    assert "line" == FirstNames("acme").of("deals", "line")


def test_names_that_change_places_are_not_mixed_up():
    naming = Naming()
    naming.step(["a", "b"], {})
    naming.step(["b", "a"], {"a": "b", "b": "a"})
    assert {"b": "a", "a": "b"} == naming.names
    naming.step(["c", "a"], {"b": "c"})
    naming.step(["c", "a", "b"], {})
    assert {"c": "a", "a": "b", "b": "b 2"} == naming.names
