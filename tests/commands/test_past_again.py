"""What asked git is answered from memory while HEAD and the files stay, and never beyond."""

import shutil
import time

import pytest
from store.repository import git, repository

DAY = ("--as-of", "2026-08-10")
SETTLED = 0.05  # seconds after which a file that was touched is trusted
ALPHA = (
    "name: Alpha\nowner: kim\ndeals:\n  d:\n    amount: {amount}\n    close: {close}\n"
    "    stages: {{2026-05-01: contacting}}\n"
)
OF_PAST = (
    ("review", *DAY),
    ("quality", *DAY),
    ("slips", *DAY),
    ("trend", "open", *DAY),
    ("history",),
    ("blame", "a"),
    ("forecast", "--backtest", *DAY),
)


def alpha(amount=1000, close="2026-09-01"):
    return ALPHA.format(amount=amount, close=close)


@pytest.fixture
def book(crm):
    crm.write({"a": alpha(), "b": "name: Beta\nowner: kim\n"}, "team: {kim: {name: Kim}}\n")
    repository(crm.book)
    return crm


def asked(crm, forks, words):
    """The answer with what is remembered, which has to be the one without."""
    time.sleep(SETTLED + 0.01)
    found = forks(crm, *words, racy=SETTLED)
    assert found == forks(crm, *words, "--no-cache", racy=SETTLED)
    return found


def commit(crm, text, subject="again"):
    crm.write({"a": text})
    git(crm.book, "commit", "-qam", subject)


@pytest.mark.parametrize("words", OF_PAST, ids=lambda words: words[0])
def test_while_nothing_moves_git_is_not_even_started(book, forks, words, tmp_path):
    asked(book, forks, ("list",))  # which looks at every file
    first = asked(book, forks, words)
    book.env["PATH"] = str(tmp_path / "nothing")
    assert first == forks(book, *words, racy=SETTLED)
    assert b"git" in forks(book, *words, "--no-cache").err


def moves(book):
    """Everything that makes HEAD another commit, or the same one again."""
    commit(book, alpha(2000, "2026-09-20"))
    yield "a commit"
    git(book.book, "commit", "-q", "--amend", "-m", "amended")
    yield "another subject"
    git(book.book, "pack-refs", "--all")
    yield "packed"
    git(book.book, "checkout", "-q", "--detach", "HEAD~1")
    yield "detached"
    git(book.book, "checkout", "-q", "-b", "side/한빛")
    commit(book, alpha(3000, "2026-10-01"), "on a branch")
    yield "a branch within a folder"
    git(book.book, "checkout", "-q", "main")
    yield "back"
    git(book.book, "merge", "-q", "-s", "ours", "-m", "merged", "side/한빛")
    yield "a merge that changes no file"
    git(book.book, "update-ref", "refs/heads/main", "HEAD~1")
    yield "moved behind everybody's back"
    shutil.rmtree(book.book / ".git")
    yield "no repository"
    repository(book.book)
    yield "another one"


@pytest.mark.parametrize("words", [OF_PAST[0], OF_PAST[4]], ids=lambda words: words[0])
def test_whatever_moves_head_the_answer_is_the_one_without_a_cache(book, forks, words):
    asked(book, forks, words)
    for _ in moves(book):
        assert asked(book, forks, words) == asked(book, forks, words)


def test_a_commit_without_a_change_of_files_is_seen_in_the_history(book, forks):
    asked(book, forks, ("history",))
    book.write({"a": alpha(2000)})
    asked(book, forks, ("history",))
    git(book.book, "commit", "-qam", "raised")
    assert "raised" not in asked(book, forks, ("history", "--until", "2026-01-01")).text
    assert "2,000" in asked(book, forks, ("history",)).text


def test_another_work_tree_stands_where_its_own_head_does(book, forks, tmp_path):
    git(book.book, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    other = type(book)(tmp_path)
    other.book = tmp_path / "side"
    first = asked(other, forks, ("history",))
    commit(other, alpha(5000), "there")
    assert first != asked(other, forks, ("history",))
    assert first == asked(book, forks, ("history",))


def test_a_history_cut_off_by_a_clone_is_told_each_time_and_seen_once_it_is_whole(
    book, forks, tmp_path
):
    commit(book, alpha(2000, "2026-09-20"))
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{book.book}", "cut")
    other = type(book)(tmp_path)
    other.book = tmp_path / "cut"
    words = ("slips", *DAY)
    cut = asked(other, forks, words)
    assert cut == asked(other, forks, words)
    git(other.book, "fetch", "-q", "--unshallow")
    assert cut != asked(other, forks, words)


def test_a_revision_that_may_move_is_looked_up_each_time(book, forks):
    git(book.book, "tag", "then")
    commit(book, alpha(2000))
    words = ("history", "--before", "then")
    first = asked(book, forks, words)
    git(book.book, "tag", "-f", "then", "HEAD")
    assert first != asked(book, forks, words)
