"""git is asked what changed, reads nothing but the book for it, and is believed only when it succeeds."""

import os
from pathlib import Path

import pytest
from store.repository import git, repository

from crmcli.domain.errors import CrmError
from crmcli.store.git.git import changed_files


@pytest.fixture
def root(tmp_path) -> Path:
    (tmp_path / "book/accounts/s").mkdir(parents=True)
    for name in ("crm.yaml", "accounts/a.yaml", "accounts/s/b.yaml", "other.yaml"):
        (tmp_path / "book" / name).write_text("name: A\n")
    repository(tmp_path)
    return tmp_path / "book"


def test_changed_are_files_that_differ_and_files_git_does_not_know(root):
    assert changed_files(str(root), "HEAD") == []
    (root / "accounts/a.yaml").write_text("name: B\n")
    (root / "accounts/c.yaml").write_text("name: C\n")
    (root / "accounts/s/b.yaml").write_bytes(b"name: A\r\n")  # as git may write it on Windows
    (root / "other.yaml").write_text("no file of the book\n")
    assert changed_files(str(root), "HEAD") == ["accounts/a.yaml", "accounts/c.yaml"]


def test_before_the_first_commit_everything_is_changed(tmp_path):
    (tmp_path / "crm.yaml").write_text("")
    repository(tmp_path, first=False)
    assert changed_files(str(tmp_path), "HEAD") == ["crm.yaml"]


def test_a_link_is_compared_and_not_followed(root):
    os.symlink("/dev/zero", root / "accounts/zero.yaml")
    assert changed_files(str(root), "HEAD") == ["accounts/zero.yaml"]
    git(root, "add", "-A")
    git(root, "commit", "-qm", "link")
    assert changed_files(str(root), "HEAD") == []


def test_what_is_not_of_the_book_is_not_even_read(root):
    with open(root / "accounts.bin", "wb") as file:
        file.truncate(1 << 34)
    with open(root / "film.yaml", "wb") as file:
        file.truncate(1 << 34)
    assert changed_files(str(root), "HEAD") == []


def test_when_git_fails_nothing_is_taken_for_unchanged(root):
    (root.parent / ".git/index").write_bytes(b"junk")
    with pytest.raises(CrmError) as raised:
        changed_files(str(root), "HEAD")
    assert (raised.value.message.key, raised.value.message.args, raised.value.status) == (
        "error-git-failed",
        ("ls-files",),
        4,
    )


def test_the_environment_of_another_git_does_not_lead_elsewhere(root, monkeypatch, tmp_path):
    (root / "accounts/a.yaml").write_text("name: B\n")
    for name in (
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
    ):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    assert changed_files(str(root), "HEAD") == ["accounts/a.yaml"]
