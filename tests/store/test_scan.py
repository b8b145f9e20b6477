"""Which files make up a book: nothing outside it is read, nothing special is opened, and what is not read is told."""

import os
import socket
import subprocess
import sys
import unicodedata

import pytest

from crmcli.domain.finding import Place
from crmcli.store.book.opening import PolicyBroken, open_book
from crmcli.store.book.load import Library
from crmcli.store.shapes.reading import read_account
from crmcli.store.files.scan import find_root, read_bytes, scan
from crmcli.store.shapes.finding_places import locate

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="links and pipes are made the POSIX way"
)


@pytest.fixture
def book(tmp_path):
    """A book with one account, in a folder of its own beside which there is room for what is not the book's."""
    root = tmp_path / "book"
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text("title: a\n")
    (root / "accounts" / "hanbit.yaml").write_text("name: Hanbit\n")
    return root


def paths(root) -> list[str]:
    return sorted(entry[0] for entry in scan(str(root)).entries)


def refused(root) -> list[tuple[str, str]]:
    return sorted(scan(str(root)).refused)


def skipped(root) -> list[tuple[str, str, tuple[str, ...]]]:
    """What a run leaves out of its answers."""
    return [
        (each.path, finding.rule, finding.args)
        for each in Library(scan(str(root)), None).skipped
        for finding, _ in each.problems
    ]


BOTH = ["accounts/hanbit.yaml", "crm.yaml"]


def test_a_book_is_its_policy_and_its_accounts(book):
    assert (paths(book), refused(book)) == (BOTH, [])


def test_an_entry_holds_what_the_file_system_knows(book):
    stat = (book / "accounts" / "hanbit.yaml").stat()
    assert [entry for entry in scan(str(book)).entries if entry[0] != "crm.yaml"] == [
        ("accounts/hanbit.yaml", stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    ]


def test_accounts_may_stand_in_folders_of_any_depth(book):
    deep = book / "accounts" / "서울" / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "daehan.yaml").write_text("name: a\n")
    assert paths(book) == ["accounts/hanbit.yaml", "accounts/서울/a/b/daehan.yaml", "crm.yaml"]


def test_a_folder_called_like_a_file_is_a_folder(book):
    for name in ("x.yaml", "y.yml", "z.YAML"):
        (book / "accounts" / name).mkdir()
        (book / "accounts" / name / f"in-{name[0]}.yaml").write_text("name: a\n")
    assert (paths(book), refused(book)) == (
        [
            "accounts/hanbit.yaml",
            "accounts/x.yaml/in-x.yaml",
            "accounts/y.yml/in-y.yaml",
            "accounts/z.YAML/in-z.yaml",
            "crm.yaml",
        ],
        [],
    )


def test_a_book_without_accounts_is_empty(tmp_path):
    (tmp_path / "crm.yaml").write_text("")
    assert (paths(tmp_path), refused(tmp_path)) == (["crm.yaml"], [])


def test_without_a_policy_it_is_told(tmp_path):
    assert (paths(tmp_path), refused(tmp_path)) == ([], [("crm.yaml", "file-unopened")])


@pytest.mark.parametrize("name", ["a.yml", "a.YAML", "a.Yaml", "a.YML", "a.yAmL"])
def test_a_near_miss_of_the_suffix_is_told(book, name):
    (book / "accounts" / name).write_text("name: a\n")
    assert (paths(book), refused(book)) == (BOTH, [(f"accounts/{name}", "file-suffix")])


@pytest.mark.parametrize(
    "name",
    [
        ".a.yaml",
        ".yaml",
        ".hidden",
        "a.yaml~",
        "a.yaml.bak",
        "#a.yaml#",
        "a.yaml.swp",
        "README.md",
        "a.txt",
        "yaml",
        "ayaml",
        "a.yaml ",
    ],
)
def test_hidden_files_and_other_files_are_nobodys_business(book, name):
    (book / "accounts" / name).write_text("name: a\n")
    assert (paths(book), refused(book)) == (BOTH, [])


def test_hidden_folders_are_not_entered(book):
    (book / "accounts" / ".git").mkdir()
    (book / "accounts" / ".git" / "a.yaml").write_text("name: a\n")
    assert (paths(book), refused(book)) == (BOTH, [])


def test_a_link_that_stays_in_the_book_is_followed(book):
    (book / "accounts" / "same.yaml").symlink_to("hanbit.yaml")
    assert (paths(book), refused(book)) == (
        ["accounts/hanbit.yaml", "accounts/same.yaml", "crm.yaml"],
        [],
    )


@pytest.mark.parametrize(
    "target",
    ["../../outside.yaml", "/etc/passwd", "../../nowhere.yaml", "..", "../..", "/dev/zero", "/"],
)
def test_a_link_that_leaves_the_book_is_refused(book, target):
    (book.parent / "outside.yaml").write_text("name: secret\n")
    (book / "accounts" / "a.yaml").symlink_to(target)
    assert (paths(book), refused(book)) == (BOTH, [("accounts/a.yaml", "file-link-leaves")])


def test_a_link_that_leaves_by_way_of_another_link_is_refused(book):
    (book.parent / "outside.yaml").write_text("name: secret\n")
    (book / "way").symlink_to(book.parent)
    (book / "accounts" / "a.yaml").symlink_to("../way/outside.yaml")
    assert (paths(book), refused(book)) == (BOTH, [("accounts/a.yaml", "file-link-leaves")])


def test_a_folder_beside_the_book_whose_name_begins_like_it_is_outside(book):
    other = book.parent / "book-2"
    other.mkdir()
    (other / "a.yaml").write_text("name: secret\n")
    (book / "accounts" / "a.yaml").symlink_to("../../book-2/a.yaml")
    assert refused(book) == [("accounts/a.yaml", "file-link-leaves")]


def test_a_link_that_leads_nowhere_is_told(book):
    (book / "accounts" / "a.yaml").symlink_to("nowhere.yaml")
    assert (paths(book), refused(book)) == (BOTH, [("accounts/a.yaml", "file-link-dangling")])


def test_links_in_a_circle_are_told(book):
    (book / "accounts" / "a.yaml").symlink_to("b.yaml")
    (book / "accounts" / "b.yaml").symlink_to("a.yaml")
    (book / "accounts" / "c.yaml").symlink_to("c.yaml")
    assert (paths(book), refused(book)) == (
        BOTH,
        [(f"accounts/{name}.yaml", "file-link-dangling") for name in "abc"],
    )


def test_folders_behind_links_are_not_entered(book):
    (book / "accounts" / "loop").symlink_to(".")
    (book / "accounts" / "loop.yaml").symlink_to(".")
    (book / "accounts" / "out").symlink_to(book.parent)
    assert (paths(book), refused(book)) == (BOTH, [("accounts/loop.yaml", "file-special")])


def test_when_the_folder_of_accounts_is_a_link_that_leaves_the_book_nothing_there_is_read(book):
    outside = book.parent / "outside"
    (book / "accounts").rename(outside)
    (book / "accounts").symlink_to(outside)
    assert (paths(book), refused(book)) == (["crm.yaml"], [("accounts", "file-link-leaves")])


def test_when_the_policy_is_a_link_that_leaves_the_book_it_is_refused(book):
    (book / "crm.yaml").rename(book.parent / "crm.yaml")
    (book / "crm.yaml").symlink_to("../crm.yaml")
    assert (paths(book), refused(book)) == (
        ["accounts/hanbit.yaml"],
        [("crm.yaml", "file-link-leaves")],
    )


def test_the_book_itself_may_stand_behind_a_link(book):
    (book / "accounts" / "same.yaml").symlink_to("hanbit.yaml")
    (book.parent / "link").symlink_to(book)
    assert (paths(book.parent / "link"), refused(book.parent / "link")) == (
        ["accounts/hanbit.yaml", "accounts/same.yaml", "crm.yaml"],
        [],
    )


def test_a_pipe_is_told_and_never_opened(book):
    os.mkfifo(book / "accounts" / "a.yaml")
    os.mkfifo(book / "accounts" / "pipe")
    (book / "accounts" / "b.yaml").symlink_to("pipe")
    assert (paths(book), refused(book)) == (
        BOTH,
        [("accounts/a.yaml", "file-special"), ("accounts/b.yaml", "file-special")],
    )


def test_a_socket_is_told_and_never_opened(book, monkeypatch):
    monkeypatch.chdir(book / "accounts")  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("a.yaml")
        assert (paths(book), refused(book)) == (BOTH, [("accounts/a.yaml", "file-special")])


def test_a_file_that_became_a_pipe_after_it_was_seen_does_not_block(book):
    os.mkfifo(book / "accounts" / "a.yaml")
    assert read_account(str(book), "accounts/a.yaml")[0].tree is None


def test_a_policy_that_is_a_pipe_does_not_block_and_is_no_policy(book):
    (book / "crm.yaml").unlink()
    os.mkfifo(book / "crm.yaml")
    with pytest.raises(PolicyBroken):
        open_book(str(book), use_cache=False)


def test_a_policy_that_is_a_folder_is_no_policy(book):
    (book / "crm.yaml").unlink()
    (book / "crm.yaml").mkdir()
    with pytest.raises(PolicyBroken):
        open_book(str(book), use_cache=False)


def test_accounts_that_are_a_pipe_or_a_file_are_told(book):
    for make in (os.mkfifo, lambda path: path.write_text("")):
        folder = book.parent / f"other-{make.__name__}".replace("<", "").replace(">", "")
        folder.mkdir()
        (folder / "crm.yaml").write_text("")
        make(folder / "accounts")
        assert (paths(folder), refused(folder)) == (["crm.yaml"], [("accounts", "file-unopened")])


def test_a_file_that_cannot_be_read_is_a_problem_of_that_file_alone(book):
    path = book / "accounts" / "locked.yaml"
    path.write_text("name: a\n")
    path.chmod(0)
    # nothing is locked to root: let the file go away after it was seen instead
    if os.access(path, os.R_OK):
        path.unlink()
    reading, data = read_account(str(book), "accounts/locked.yaml")
    assert (reading.tree, data, [(finding.rule, place) for finding, place in reading.problems]) == (
        None,
        None,
        [("file-unreadable", Place(1, 1, 1, 1))],
    )


def test_a_folder_that_cannot_be_read_is_told(book):
    folder = book / "accounts" / "locked"
    folder.mkdir()
    folder.chmod(0)
    try:
        locked = not os.access(folder, os.R_OK)  # nothing is locked to root
        assert (paths(book), refused(book)) == (
            BOTH,
            [("accounts/locked", "file-unopened")] * locked,
        )
    finally:
        folder.chmod(0o700)


def test_a_finding_in_a_file_that_went_away_meanwhile_still_has_its_place(book):
    (book / "accounts" / "bad.yaml").write_text("name: a\n\n\n\n\nstatus: b\n")
    reading, _ = read_account(str(book), "accounts/bad.yaml")
    (book / "accounts" / "bad.yaml").unlink()
    assert [
        (each.finding.rule, each.place.line, each.excerpt)
        for each in locate(str(book), "accounts/bad.yaml", (), reading.problems)
    ] == [("bad-value", 6, "")]


def test_a_read_takes_at_most_one_byte_more_than_the_limit(book):
    (book / "accounts" / "big.yaml").write_bytes(b"x" * 1000)
    assert [
        len(read_bytes(str(book), "accounts/big.yaml", limit)) for limit in (10, 999, 1000, 1001)
    ] == [11, 1000, 1000, 1000]
    assert read_bytes(str(book), "accounts/big.yaml", 0) == b"x"


def test_two_files_of_one_name_in_two_folders_are_one_account_twice(book):
    (book / "accounts" / "old").mkdir()
    (book / "accounts" / "old" / "hanbit.yaml").write_text("name: b\n")
    library = Library(scan(str(book)), None)
    assert sorted(entry[0] for entry in library.entries) == BOTH
    assert skipped(book) == [
        ("accounts/old/hanbit.yaml", "duplicate-account", ("accounts/hanbit.yaml",))
    ]


def test_one_name_in_two_spellings_of_unicode_is_one_account_twice(book):
    composed, decomposed = "accounts/한빛.yaml", unicodedata.normalize("NFD", "accounts/한빛.yaml")
    for name in (composed, decomposed):
        (book / name).write_text("name: a\n")
    if len(list((book / "accounts").iterdir())) == 2:
        pytest.skip("this file system knows only one spelling")
    assert skipped(book) == [(composed, "duplicate-account", (decomposed,))]


def test_a_decomposed_name_is_read_and_its_id_is_composed(book):
    path = unicodedata.normalize("NFD", "accounts/한빛.yaml")
    (book / path).write_text("name: a\n")
    reading, _ = read_account(str(book), path)
    assert reading.record.id == "한빛"


def test_names_that_differ_in_case_only_are_two_accounts(book):
    (book / "accounts" / "Hanbit.yaml").write_text("name: b\n")
    if len(list((book / "accounts").iterdir())) == 1:
        pytest.skip("this file system knows no case")
    assert (paths(book), skipped(book)) == (["accounts/Hanbit.yaml", *BOTH], [])


def test_an_account_may_be_called_crm(book):
    (book / "accounts" / "crm.yaml").write_text("name: CRM Corp\n")
    library = Library(scan(str(book)), None)
    assert (sorted(entry[0] for entry in library.entries), skipped(book)) == (
        ["accounts/crm.yaml", *BOTH],
        [],
    )


def test_a_crm_yaml_inside_the_accounts_is_an_account_twice_only_with_another_account(book):
    for folder in ("a", "b"):
        (book / "accounts" / folder).mkdir()
        (book / "accounts" / folder / "crm.yaml").write_text("name: a\n")
    assert skipped(book) == [("accounts/b/crm.yaml", "duplicate-account", ("accounts/a/crm.yaml",))]


@pytest.mark.parametrize(
    "name", ["a b", "-a", "a,b", "(주)한빛", "a\nb", "a\x1bb", "a" * 201, "😀", "a..b c"]
)
def test_a_name_that_is_no_id_is_told(book, name):
    (book / "accounts" / f"{name}.yaml").write_text("name: a\n")
    reading, _ = read_account(str(book), f"accounts/{name}.yaml")
    assert [(finding.rule, finding.args) for finding, _ in reading.problems] == [
        ("bad-file-name", (f"{name}.yaml",))
    ]


def test_names_that_are_not_utf_8_are_told_and_not_read(book):
    folder = os.fsencode(book) + b"/accounts/"
    try:
        os.mkdir(folder + b"\xfe")
        for name in (b"\xff.yaml", b"\xfe/a.yaml", b"\xff.txt"):
            with open(folder + name, "wb") as file:
                file.write(b"name: a\n")
    except OSError:
        pytest.skip("this file system knows no such names")
    assert (paths(book), refused(book)) == (
        BOTH,
        [("accounts/\udcfe", "file-name-bytes"), ("accounts/\udcff.yaml", "file-name-bytes")],
    )


def test_the_nearest_policy_upwards_is_the_books(book, tmp_path):
    deep = book / "accounts" / "a" / "b"
    deep.mkdir(parents=True)
    assert find_root(str(deep)) == find_root(str(book)) == str(book)
    (deep / "crm.yaml").symlink_to("nowhere")  # also when it leads nowhere: somebody meant it
    assert find_root(str(deep)) == str(deep)


def test_files_that_come_and_go_meanwhile_hide_none_that_stay(book):
    for number in range(99):
        (book / "accounts" / f"stays{number}.yaml").write_text("name: a\n")
    script = "import os, sys\nwhile True:\n for n in range(20): open(f'{sys.argv[1]}/goes{n}.yaml', 'w').close()\n for n in range(20): os.unlink(f'{sys.argv[1]}/goes{n}.yaml')\n"
    with subprocess.Popen([sys.executable, "-c", script, str(book / "accounts")]) as other:
        while not any("goes" in path for path in paths(book)):
            assert other.poll() is None
        found = [sum("goes" not in path for path in paths(book)) for _ in range(1000)]
        other.kill()
    assert set(found) == {101}


def test_many_folders_are_walked_without_recursion(book):
    folder = book / "accounts"
    for _ in range(300):
        folder /= "d"
    os.makedirs(folder)
    (folder / "deep.yaml").write_text("name: a\n")
    assert len(paths(book)) == 3
