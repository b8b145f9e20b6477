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


def test_a_folder_that_is_left_out_as_a_whole_is_one_entry_and_git_is_asked_what_is_in_it(tmp_path):
    for name in ("one/crm.yaml", "one/accounts/a.yaml", "two/crm.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("name: A\n")
    repository(tmp_path)
    git(tmp_path, "sparse-checkout", "init", "--cone", "--sparse-index")
    git(tmp_path, "sparse-checkout", "set", "two")
    assert ["one/"] == flagged(tmp_path)
    (tmp_path / "one/accounts").mkdir(parents=True)
    assert [str(tmp_path / "one")] * 2 == [
        without_policy(str(tmp_path / each)) for each in ("one", "one/accounts")
    ]
    assert None is without_policy(str(tmp_path / "two"))


@pytest.mark.parametrize("cut", [4, 8, 70, 100])
def test_half_an_index_is_an_error_and_no_answer(book, cut):
    with pytest.raises((_Unknown, IndexError, ValueError)):
        _flagged(index(book)[:cut])


def entry(name: bytes, flags: int = 0, extended: int | None = None, long: bool = False) -> bytes:
    """An entry of git's index, as git pads it."""
    more = b"" if extended is None else extended.to_bytes(2, "big")
    said = flags | (0x4000 if more else 0) | (0xFFF if long else len(name))
    whole = bytes(60) + said.to_bytes(2, "big") + more + name
    return whole + bytes(8 - len(whole) % 8)


def forged(*entries: bytes, version: int = 2, more: bytes = b"", count: int | None = None) -> bytes:
    many = len(entries) if count is None else count
    head = b"DIRC" + version.to_bytes(4, "big") + many.to_bytes(4, "big")
    return head + b"".join(entries) + more + bytes(20)


ASSUMED, SKIPPED, STAGED = 0x8000, 0x4000, 0x1000
TREE = b"TREE" + (3).to_bytes(4, "big") + b"abc"
FORGED = [
    (forged(), []),
    (forged(entry(b"a"), entry(b"b", ASSUMED), entry(b"c")), [b"b"]),
    (forged(entry(b"a", ASSUMED), entry(b"b", ASSUMED)), [b"a", b"b"]),
    (forged(entry(b"a", ASSUMED | STAGED), entry(b"b", ASSUMED | 2 * STAGED)), []),
    (forged(entry(b"a", 0, SKIPPED), entry(b"b", 0, 0x2000), version=3), [b"a"]),
    (forged(entry(b"a", STAGED, SKIPPED), entry(b"b", ASSUMED, 0), version=3), [b"b"]),
    *((forged(entry(b"x" * many, ASSUMED), entry(b"z", ASSUMED)), [b"x" * many, b"z"]) for many in range(1, 10)),
    (forged(entry(b"x" * 4094, ASSUMED), entry(b"z", ASSUMED)), [b"x" * 4094, b"z"]),
    (forged(entry(b"x" * 4095, ASSUMED, long=True), entry(b"z", ASSUMED)), [b"x" * 4095, b"z"]),
    (forged(entry(b"x" * 5000, ASSUMED, long=True), entry(b"z", ASSUMED)), [b"x" * 5000, b"z"]),
    (forged(entry(b"a", ASSUMED), more=TREE + TREE), [b"a"]),
    (forged(entry(b"a", ASSUMED), more=TREE + b"link" + bytes(4)), None),
    (forged(entry(b"a", ASSUMED), more=TREE[:-1]), None),
    (forged(entry(b"a", ASSUMED), more=b"x"), None),
    (forged(entry(b"a", ASSUMED), version=1), None),
    (forged(entry(b"a", ASSUMED), version=4), None),
    (b"DIRK" + forged(entry(b"a", ASSUMED))[4:], None),
    (forged(entry(b"ab", ASSUMED)[:61] + b"\1ab" + bytes(8)), None),  # a name longer than it says
]  # fmt: skip


@pytest.mark.parametrize(("data", "names"), FORGED)
def test_an_index_is_read_to_the_byte_or_not_at_all(data, names):
    if names is None:
        with pytest.raises(_Unknown):
            _flagged(data)
    else:
        assert names == _flagged(data)
