"""What a command that writes commits, and what it says about it: asked for, by the book's rule, or not at all."""

import pytest
from recorded import Recorded

POLICY = "language: en\nrole_sets: {}\nteam: {ada: Ada}\n"
AUTO = POLICY + "commit: {when: auto}\n"
ALPHA = "name: Alpha\ntags: old\n"


@pytest.fixture
def book(crm):
    it = Recorded(crm.book)
    it.commit("2026-08-01", {"crm.yaml": POLICY, "accounts/alpha.yaml": ALPHA})
    crm.git("config", "user.email", "ada@us.example")
    crm.git("config", "user.name", "Ada")
    return crm


def subjects(crm):
    """The commits made since the book was there, the newest first."""
    return crm.git("log", "--format=%s").splitlines()[:-1]


@pytest.mark.parametrize(
    ("policy", "words", "made"),
    [
        (POLICY, (), []),
        (POLICY, ("--commit",), ["Alpha:"]),
        (POLICY, ("--message", "Said so"), ["Said so"]),
        (POLICY, ("--message", "Said so", "--no-commit"), []),
        (POLICY, ("--commit", "--dry-run"), []),
        (AUTO, (), ["Alpha:"]),
        (AUTO, ("--no-commit",), []),
        (AUTO, ("--message", "Said so"), ["Said so"]),
        (AUTO, ("--dry-run",), []),
        (POLICY + "commit: {when: never}\n", (), []),
    ],
)
def test_it_is_committed_as_asked_for_and_else_as_the_book_says(book, policy, words, made):
    book.write({}, policy)
    ran = book("account", "alpha", "--tag", "new", *words)
    assert (0, len(made)) == (ran.status, ran.told.count("committed as"))
    assert made == [each if each == "Said so" else each.split()[0] for each in subjects(book)]


@pytest.mark.parametrize("words", [(), ("--commit",), ("--message", "Said so")])
def test_what_changes_nothing_commits_nothing_and_says_nothing_of_a_commit(book, words):
    book.write({"beta": "name: Beta\n"}, AUTO)  # neither is in git yet
    ran = book("account", "alpha", "--tag", "old", *words)
    assert (0, False, []) == (ran.status, "commit" in ran.told, subjects(book))


def test_what_changes_nothing_needs_no_repository_to_commit_to(crm):
    crm.write({"alpha": ALPHA}, AUTO)
    assert 0 == crm("account", "alpha", "--tag", "old", "--commit").status
    assert 4 == crm("account", "alpha", "--tag", "new", "--commit").status


def test_what_git_is_told_to_ignore_is_written_and_said_not_to_be_committed_where_that_was_asked_for(
    book,
):
    (book.book / ".gitignore").write_text("accounts/\n")
    book.git("rm", "-q", "--cached", "accounts/alpha.yaml")
    book.git("commit", "-q", "-m", "ignored")
    before = subjects(book)
    ran = book("account", "alpha", "--tag", "new", "--commit")
    assert (0, 1, before) == (ran.status, ran.told.count("nothing was committed"), subjects(book))
    book.write({}, AUTO)
    ran = book("account", "alpha", "--tag", "newer")
    assert (0, 0, before) == (ran.status, ran.told.count("nothing was committed"), subjects(book))


def test_a_commit_on_no_branch_is_told(book):
    assert "on no branch" not in book("account", "alpha", "--tag", "new", "--commit").told
    book.git("checkout", "-q", "--detach")
    assert "on no branch" not in book("account", "alpha", "--tag", "newer").told
    assert 1 == book("account", "alpha", "--tag", "newest", "--commit").told.count("on no branch")
