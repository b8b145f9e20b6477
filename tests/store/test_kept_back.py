"""The files that git was told to leave out, read from its index without asking it."""

import pytest
from store.repository import git, repository

from crmcli.store.git.kept_back import _flagged, _Unknown, marked, without_policy

LONG = f"accounts/{'l' * 200}.yaml"
FILES = ("accounts/a.yaml", "accounts/b/c.yaml", "accounts/d.yaml", LONG, "crm.yaml", "notes/n.txt")


@pytest.fixture
def book(tmp_path):
    for name in FILES:
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("name: A\n")
    repository(tmp_path / "book")
    return tmp_path / "book"


def skip(book, *names):
    git(book, "update-index", "--skip-worktree", *names)


def index(book):
    return (book / ".git/index").read_bytes()


def flagged(book):
    return [each.decode() for each in _flagged(index(book))]


def test_where_nothing_is_marked_nothing_is(book):
    assert ([], []) == (flagged(book), marked(str(book), None))


@pytest.mark.parametrize("how", ["--skip-worktree", "--assume-unchanged"])
@pytest.mark.parametrize(
    "names", [[each] for each in FILES] + [list(FILES[:2]), list(FILES[1:]), list(FILES)]
)
def test_those_that_are_marked_are_read_wherever_they_stand(book, how, names):
    git(book, "update-index", how, *names)
    assert names == flagged(book)
    assert [each for each in names if not each.startswith("notes")] == marked(str(book), None)


def test_both_marks_may_stand_in_one_index_and_be_taken_away_again(book):
    skip(book, FILES[0])
    git(book, "update-index", "--assume-unchanged", FILES[2])
    assert [FILES[0], FILES[2]] == flagged(book)
    git(book, "update-index", "--no-skip-worktree", FILES[0])
    assert [FILES[2]] == flagged(book)


def test_a_book_in_a_folder_of_a_repository_has_its_own_files_only(tmp_path):
    for name in ("one/crm.yaml", "one/accounts/a.yaml", "two/accounts/a.yaml", "accounts/a.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("name: A\n")
    repository(tmp_path)
    skip(tmp_path, "one/accounts/a.yaml", "two/accounts/a.yaml", "accounts/a.yaml")
    assert (
        ["accounts/a.yaml"]
        == marked(str(tmp_path / "one"), None)
        == marked(str(tmp_path / "two"), None)
    )
    skip(tmp_path, "one/crm.yaml")
    assert None is without_policy(str(tmp_path / "one"))  # it is there all the same
    (tmp_path / "one/crm.yaml").unlink()
    assert [str(tmp_path / "one")] * 2 == [
        without_policy(str(tmp_path / each)) for each in ("one", "one/accounts")
    ]
    assert (None, None) == (
        without_policy(str(tmp_path / "one/accounts"), upwards=False),
        without_policy(str(tmp_path / "two")),
    )


def test_an_index_of_another_form_is_not_guessed_at_and_git_is_asked(book):
    skip(book, FILES[0])
    git(book, "update-index", "--index-version", "4")
    with pytest.raises(_Unknown):
        _flagged(index(book))
    assert [FILES[0]] == marked(str(book), None)


@pytest.mark.parametrize("cut", [4, 8, 70, 100])
def test_half_an_index_is_an_error_and_no_answer(book, cut):
    with pytest.raises((_Unknown, IndexError, ValueError)):
        _flagged(index(book)[:cut])
