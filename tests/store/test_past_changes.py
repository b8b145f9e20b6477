"""What commits changed where a file could not be read before, after, or at all: told as what it is, by `history` and by `diff`."""

from datetime import UTC

import pytest
from books import policy
from recorded import Recorded

from crmcli.store.past.versions import Past
from crmcli.store.past.log import Chronicle
from crmcli.store.past.diff import committed, differences

READ, BROKEN, WORSE = "name: Acme\n", "name: [\n", "name: [[\n"


@pytest.fixture
def repository(tmp_path) -> Recorded:
    return Recorded(tmp_path / "repository")


def told(repository: Recorded, name: str, *texts: str | None) -> list[tuple[list[str], list[str]]]:
    """What each commit after the first changed: by the chronicle, and by the difference from the one before."""
    ids = [
        repository.commit(f"2026-07-{day:02}", {"crm.yaml": "", name: text})
        for day, text in enumerate(texts, start=1)
    ]
    with Past(str(repository.book), UTC) as past:
        chronicle = {
            commit.id: [change.message.key for change in found]
            for commit, found in Chronicle(past, policy()).commits()
        }
        states = [committed(past, past.resolve(each)) for each in ids]
        between = [
            [change.message.key for change in differences(old, new, policy())]
            for old, new in zip(states, states[1:], strict=False)
        ]
        return list(zip([chronicle.get(each, []) for each in ids[1:]], between, strict=True))


def test_a_file_that_breaks_stays_broken_and_is_mended(repository):
    assert told(repository, "accounts/acme.yaml", READ, BROKEN, WORSE, READ) == [
        (["change-file-broken"], ["change-file-broken"]),
        ([], ["change-file-unread"]),
        (["change-file-mended"], ["change-file-mended"]),
    ]


def test_a_broken_file_that_is_deleted_was_not_mended(repository):
    assert told(repository, "accounts/acme.yaml", READ, BROKEN, None) == [
        (["change-file-broken"], ["change-file-broken"]),
        (["change-account-removed"], ["change-file-gone"]),
    ]


def test_a_file_that_never_could_be_read_is_told_when_it_goes(repository):
    assert told(repository, "accounts/acme.yaml", BROKEN, WORSE, None) == [
        (["change-file-unread"], ["change-file-unread"]),
        (["change-file-gone"], ["change-file-gone"]),
    ]


def test_a_policy_that_could_not_be_read_is_not_written_for_the_first_time(repository):
    assert told(
        repository, "crm.yaml", "title: A\n", "title: [\n", "title: [[\n", "title: B\n"
    ) == [
        (["change-policy-broken"], ["change-policy-broken"]),
        ([], ["change-file-unread"]),
        (["change-file-mended", "change-policy"], ["change-file-mended"]),
    ]
