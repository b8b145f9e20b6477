"""A file gets new contents whole or not at all, and never over somebody else's; whatever went wrong is told and leaves nothing behind."""

import os
import stat
import unicodedata
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from store.book_files import (
    HANBIT,
    PATH,
    book,
    ended,
    entry,
    litter,
    program,
    put_pages,
    write_pages,
)

from crmcli.domain.errors import CrmError
from crmcli.store.write.rewriting import Make, NotSaved
from crmcli.store.files.save import FileChanged, remove, save

OLD = HANBIT.encode()
NEW = OLD + b"# new\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return book(tmp_path / "book")


def refused(root: Path, path: str, before: bytes | None, after: bytes) -> tuple[str, int]:
    """Why a file was not saved, and the status."""
    with pytest.raises(CrmError) as error:
        save(str(root), path, before, after)
    return error.value.message.key, error.value.status


def test_the_new_contents_are_there_and_nothing_else(root: Path) -> None:
    save(str(root), PATH, OLD, NEW)
    assert NEW == (root / PATH).read_bytes()
    assert ["hanbit.yaml"] == os.listdir(root / "accounts")


def test_a_new_file_comes_with_its_folders(root: Path) -> None:
    save(str(root), "accounts/south/busan.yaml", None, b"name: Busan\n")
    assert b"name: Busan\n" == (root / "accounts/south/busan.yaml").read_bytes()
    assert (1, []) == ((root / "accounts/south/busan.yaml").stat().st_nlink, litter(root))


def test_a_new_file_has_the_mode_that_other_programs_would_give_it(root: Path) -> None:
    (root / "other").touch()
    save(str(root), "accounts/busan.yaml", None, b"name: Busan\n")
    assert (root / "other").stat().st_mode == (root / "accounts/busan.yaml").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_stays(root: Path, mode: int) -> None:
    (root / PATH).chmod(mode)
    save(str(root), PATH, OLD, NEW)
    assert mode == stat.S_IMODE((root / PATH).stat().st_mode)


def test_the_owner_stays_where_that_may_be(root: Path) -> None:
    mine = os.geteuid(), os.getegid()
    owner = (12345, 12346) if mine[0] == 0 else mine
    os.chown(root / PATH, *owner)
    save(str(root), PATH, OLD, NEW)
    assert owner == ((root / PATH).stat().st_uid, (root / PATH).stat().st_gid)


SOMEBODY_ELSE = """
import os, sys
from crmcli.store.files.save import save

root, path, old, new, group = sys.argv[1], sys.argv[2], sys.argv[3].encode(), sys.argv[4].encode(), int(sys.argv[5])
save(root, "accounts/first.yaml", None, b"name: First\\n")  # what is imported late is imported by now: the other may not read it
if os.geteuid() == 0:
    os.setgroups([group])
    os.setegid(12347)
    os.seteuid(12345)
save(root, path, old, new)
"""


def test_the_group_stays_when_somebody_else_of_it_writes() -> None:
    group = 12346 if os.geteuid() == 0 else os.getgroups()[-1]
    with TemporaryDirectory() as folder:  # pytest keeps its own folders to itself
        os.chmod(folder, 0o755)
        root = book(Path(folder) / "book")
        for each in (root / "accounts", root / PATH):
            os.chown(each, -1, group)
            each.chmod(0o775 if each.is_dir() else 0o664)
        assert [(0, "", "")] == ended(
            [program(SOMEBODY_ELSE, root, PATH, OLD.decode(), NEW.decode(), group)]
        )
        now = (root / PATH).stat()
        assert (NEW, group, 0o664) == (
            (root / PATH).read_bytes(),
            now.st_gid,
            stat.S_IMODE(now.st_mode),
        )


def test_extended_attributes_stay(root: Path) -> None:
    if not hasattr(os, "setxattr"):
        return  # a system that has none
    os.setxattr(root / PATH, "user.crm-test", b"kept")
    save(str(root), PATH, OLD, NEW)
    assert b"kept" == os.getxattr(root / PATH, "user.crm-test")


def test_a_new_file_may_be_as_private_as_another_one(root: Path) -> None:
    (root / PATH).chmod(0o600)
    save(str(root), "accounts/new.yaml", None, NEW, like=PATH)
    assert 0o600 == stat.S_IMODE((root / "accounts/new.yaml").stat().st_mode)


@pytest.mark.parametrize("back", [False, True])
def test_a_file_that_moves_keeps_its_mode_and_so_does_one_that_moves_back(
    root: Path, back: bool
) -> None:
    (root / PATH).chmod(0o600)
    if back:
        put_pages(str(root), [("accounts/b.yaml", None, OLD), (PATH, OLD, None)])
    else:
        write_pages(str(root), [], {}, [(PATH, "accounts/b.yaml", entry("more"))])
    assert ([0o600], ["b.yaml"]) == (
        [stat.S_IMODE(each.stat().st_mode) for each in (root / "accounts").iterdir()],
        os.listdir(root / "accounts"),
    )


@pytest.mark.parametrize(
    "files",
    [
        [("accounts/b.yaml", None, OLD), (PATH, OLD, None)],
        [(PATH, OLD, None), ("accounts/z.yaml", None, OLD)],
    ],
)
def test_a_file_that_moves_is_in_its_new_place_before_it_leaves_the_old_one(
    root: Path, files: list[tuple[str, bytes | None, bytes | None]]
) -> None:
    came, gone = put_pages(str(root), files, dry=True)
    assert (None, None, PATH) == (came.before, gone.after, came.like)
    assert (["hanbit", None], None) == ([came.old and came.old.id, gone.old], gone.new)


def test_a_file_that_moves_says_what_it_says_now_and_what_changes_on_the_way(root: Path) -> None:
    (root / PATH).write_bytes(NEW)
    came, gone = write_pages(str(root), [], {}, [(PATH, "accounts/b.yaml", entry("more"))])
    assert (HANBIT + "  - {date: 2026-08-03, type: call, what: more}\n# new\n").encode() == (
        root / "accounts/b.yaml"
    ).read_bytes()
    assert ([PATH, "accounts/b.yaml"], ["hanbit", "b"], NEW) == (
        [gone.path, came.path],
        [came.old and came.old.id, came.new and came.new.id],
        gone.before,
    )


def test_a_file_that_nobody_may_write_does_not_move(root: Path) -> None:
    (root / PATH).chmod(0o444)
    with pytest.raises(NotSaved):
        write_pages(str(root), [], {}, [(PATH, "accounts/b.yaml", lambda draft, record: None)])
    assert ["hanbit.yaml"] == os.listdir(root / "accounts")


def test_a_file_that_has_two_names_is_written_once(root: Path) -> None:
    (root / "accounts/short.yaml").symlink_to("hanbit.yaml")
    made = write_pages(str(root), [(PATH, entry("x")), ("accounts/short.yaml", entry("y"))], {}, ())
    assert [PATH] == [each.path for each in made]
    assert (1, 1) == tuple((root / PATH).read_bytes().count(each) for each in (b" x", b" y"))
    assert (root / "accounts/short.yaml").is_symlink()


def test_ids_are_found_however_a_file_spells_them(root: Path) -> None:
    """Hangul decomposed, as macOS does it: what stands there is not taken for something else that is to be replaced."""
    text = "name: A\ndeals:\n  증설: {name: 증설, amount: 1, products: {코어: 2}}\n"
    (root / PATH).write_bytes(unicodedata.normalize("NFD", text).encode())
    write_pages(
        str(root),
        [
            (
                PATH,
                lambda draft, record: draft.date(
                    ("deals", "증설", "amount"), date(2026, 8, 3), "3"
                ),
            )
        ],
        {},
        (),
    )
    expected = text.replace("amount: 1", "amount: {undated: 1, 2026-08-03: 3}")
    assert unicodedata.normalize("NFD", expected) == (root / PATH).read_text(encoding="utf-8")


def test_what_a_killed_writer_left_is_gone_after_the_next_write(root: Path) -> None:
    (root / "accounts/.crm-new").write_bytes(b"half a fi")
    save(str(root), PATH, OLD, NEW)
    assert (NEW, []) == ((root / PATH).read_bytes(), litter(root))


def test_a_link_laid_where_the_new_contents_go_is_not_followed(root: Path) -> None:
    (root.parent / "precious").write_bytes(b"precious")
    (root / "accounts/.crm-new").symlink_to(root.parent / "precious")
    save(str(root), PATH, OLD, NEW)
    assert (b"precious", NEW, []) == (
        (root.parent / "precious").read_bytes(),
        (root / PATH).read_bytes(),
        litter(root),
    )


# what somebody else did meanwhile


def test_a_file_that_somebody_changed_meanwhile_is_left_as_it_is(root: Path) -> None:
    (root / PATH).write_bytes(b"name: Theirs\n")
    assert ("error-file-moved", 4) == refused(root, PATH, OLD, NEW)
    assert (b"name: Theirs\n", []) == ((root / PATH).read_bytes(), litter(root))


def test_a_file_that_somebody_took_away_meanwhile_does_not_come_back(root: Path) -> None:
    (root / PATH).unlink()
    assert 4 == refused(root, PATH, OLD, NEW)[1]
    assert ([], False) == (litter(root), (root / PATH).exists())


def test_a_new_file_is_not_written_over_one_that_came_meanwhile(root: Path) -> None:
    assert ("error-file-moved", 4) == refused(root, PATH, None, NEW)
    assert (OLD, []) == ((root / PATH).read_bytes(), litter(root))


def test_a_file_that_changed_meanwhile_is_not_removed(root: Path) -> None:
    with pytest.raises(FileChanged):
        remove(str(root), PATH, NEW)
    assert OLD == (root / PATH).read_bytes()
    remove(str(root), PATH, OLD)
    assert [] == os.listdir(root / "accounts")


def test_an_editor_that_saves_between_our_reading_and_writing_wins_and_our_text_is_handed_back(
    root: Path,
) -> None:
    def meanwhile(draft: object, record: object) -> None:
        (root / PATH).write_bytes(OLD + b"# theirs\n")
        entry("ours")(draft, record)  # type: ignore[arg-type]

    with pytest.raises(NotSaved) as error:
        write_pages(str(root), [(PATH, meanwhile)], {}, ())
    assert OLD + b"# theirs\n" == (root / PATH).read_bytes()
    ((path, after),) = [(each.path, each.after) for each in error.value.left]
    assert (PATH, OLD + b"  - {date: 2026-08-03, type: call, what: ours}\n") == (path, after)


def test_of_several_files_none_is_touched_when_one_of_them_moved(tmp_path: Path) -> None:
    root = book(tmp_path / "book", a=HANBIT, b=HANBIT)
    files = [("accounts/a.yaml", OLD, NEW), ("accounts/b.yaml", NEW, OLD)]
    with pytest.raises(NotSaved) as error:
        put_pages(str(root), files)
    assert (["accounts/a.yaml", "accounts/b.yaml"], "error-file-moved") == (
        [each.path for each in error.value.left],
        error.value.message.key,
    )
    assert [OLD, OLD] == [(root / path).read_bytes() for path, _, _ in files]


# what the system refuses


def test_a_file_nobody_may_write_is_refused_for_root_too(root: Path) -> None:
    (root / PATH).chmod(0o444)
    assert ("error-cannot-save", 4) == refused(root, PATH, OLD, NEW)
    assert (OLD, []) == ((root / PATH).read_bytes(), litter(root))


def test_a_folder_that_vanished_is_told(root: Path) -> None:
    (root / PATH).unlink()
    (root / "accounts").rmdir()
    assert ("error-cannot-save", 4) == refused(root, PATH, OLD, NEW)
    assert not (root / "accounts").exists()


def test_a_file_that_became_a_folder_is_told(root: Path) -> None:
    (root / PATH).unlink()
    (root / PATH).mkdir()
    assert ("error-cannot-save", 4) == refused(root, PATH, OLD, NEW)
    assert ([], ["hanbit.yaml"]) == (litter(root), os.listdir(root / "accounts"))
    with pytest.raises(CrmError) as error:
        write_pages(str(root), [(PATH, entry("x"))], {}, ())
    assert ("error-cannot-open", 4) == (error.value.message.key, error.value.status)


def test_a_folder_that_is_a_file_is_told(root: Path) -> None:
    (root / "accounts/south").touch()
    assert ("error-cannot-save", 4) == refused(root, "accounts/south/busan.yaml", None, NEW)
    assert [] == litter(root)


FULL = """
import resource, signal, sys
from crmcli.domain.errors import CrmError
from crmcli.store.files.save import save

root, path, old, new, room = sys.argv[1], sys.argv[2], sys.argv[3].encode(), sys.argv[4].encode(), int(sys.argv[5])
sys.dont_write_bytecode = True
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    save(root, path, old, new)
except CrmError as error:
    print(error.message.key, error.status)
"""


@pytest.mark.parametrize("room", [0, 1, 20])
def test_a_disk_without_room_leaves_the_old_file_whole(root: Path, room: int) -> None:
    assert [(0, "error-cannot-save 4\n", "")] == ended(
        [program(FULL, root, PATH, OLD.decode(), NEW.decode(), room)]
    )
    assert (OLD, []) == ((root / PATH).read_bytes(), litter(root))
    assert [(0, "", "")] == ended([program(FULL, root, PATH, OLD.decode(), NEW.decode(), len(NEW))])
    assert NEW == (root / PATH).read_bytes()


# links


def test_a_link_within_the_book_stays_one_and_its_file_is_written(root: Path) -> None:
    (root / "accounts/short.yaml").symlink_to("hanbit.yaml")
    save(str(root), "accounts/short.yaml", OLD, NEW)
    assert ("hanbit.yaml", NEW) == (
        os.readlink(root / "accounts/short.yaml"),
        (root / PATH).read_bytes(),
    )
    assert [] == litter(root)


def test_a_link_to_a_folder_of_the_book_stays_one(root: Path) -> None:
    (root / "real").mkdir()
    (root / "real/a.yaml").write_bytes(OLD)
    (root / "accounts/linked").symlink_to("../real")
    save(str(root), "accounts/linked/a.yaml", OLD, NEW)
    assert (True, NEW, []) == (
        (root / "accounts/linked").is_symlink(),
        (root / "real/a.yaml").read_bytes(),
        litter(root),
    )


@pytest.mark.parametrize("path", ["accounts/out.yaml", "accounts/folder/out.yaml"])
def test_nothing_outside_the_book_is_written_through_a_link(root: Path, path: str) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "out.yaml").write_bytes(OLD)
    (root / "accounts/out.yaml").symlink_to(outside / "out.yaml")
    (root / "accounts/folder").symlink_to(outside)
    assert ("finding-file-link-leaves", 4) == refused(root, path, OLD, NEW)
    assert (OLD, ["out.yaml"]) == ((outside / "out.yaml").read_bytes(), os.listdir(outside))


def test_a_book_behind_a_link_is_written_to(root: Path) -> None:
    (root.parent / "door").symlink_to(root)
    save(str(root.parent / "door"), PATH, OLD, NEW)
    assert (NEW, []) == ((root / PATH).read_bytes(), litter(root))


def test_a_copy_made_with_hard_links_keeps_what_it_had(root: Path) -> None:
    copy = root.parent / "copy.yaml"
    os.link(root / PATH, copy)
    save(str(root), PATH, OLD, NEW)
    assert (OLD, NEW, []) == (copy.read_bytes(), (root / PATH).read_bytes(), litter(root))


# files that cannot be read


@pytest.mark.parametrize(
    "text",
    [
        "name: [\n",
        "",
        "- a\n",
        "name: A\nname: B\n",
        "name: A\nlog:\n  - {date: never, type: call}\n",
        "name: A\n<<<<<<< ours\nnote: a\n=======\nnote: b\n>>>>>>> theirs\n",
    ],
    ids=["broken", "empty", "no mapping", "twice", "wrong", "conflict"],
)
def test_a_file_that_cannot_be_read_is_not_written_to(root: Path, text: str) -> None:
    (root / PATH).write_bytes(text.encode())
    with pytest.raises(CrmError) as error:
        write_pages(str(root), [(PATH, entry("x"))], {}, ())
    assert ("error-edit-broken", 4) == (error.value.message.key, error.value.status)
    assert (text.encode(), []) == ((root / PATH).read_bytes(), litter(root))


def test_an_edit_that_would_break_the_file_is_refused_before_anything_is_written(
    root: Path,
) -> None:
    wrong: Make = lambda draft, record: draft.set(("status",), "enthusiastic")  # noqa: E731
    with pytest.raises(CrmError) as error:
        write_pages(str(root), [(PATH, wrong)], {"accounts/new.yaml": b"name: New\n"}, ())
    assert ("error-edit-wrong", 4) == (error.value.message.key, error.value.status)
    assert (OLD, ["hanbit.yaml"]) == ((root / PATH).read_bytes(), os.listdir(root / "accounts"))
