"""Several files change together or not at all: killed, interrupted, without room at any step."""

import errno
import json
import os
import random
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from store.book_files import book, litter

from crmcli.domain.errors import CrmError
from crmcli.store.book.opening import open_book
from crmcli.store.files import plan as plans
from crmcli.store.files.lock import locked
from crmcli.store.files.plan import CHANGE, FORWARD, PLAN, Plan, Step, digest, packed
from crmcli.store.files.together import can_save_together, save_together
from crmcli.store.files.unfinished import Overtaken
from crmcli.store.write.rewriting import FileChange, NotSaved, saved

CALLS = ("open", "write", "close", "mkdir", "rename", "replace", "link", "unlink", "rmdir", "fsync")
Book = dict[str, bytes]


def text(name: str, word: str) -> bytes:
    return f"name: {name}\nnote: {word}\n".encode()


def changed(path: str, before: bytes | None, after: bytes | None, like: str = "") -> FileChange:
    return FileChange(path, before, after, None, None, like=like)


OLD: Book = {
    "accounts/a.yaml": text("a", "old"),
    "accounts/b.yaml": text("b", "old"),
    "accounts/gone.yaml": text("gone", "old"),
    "crm.yaml": b"",
}
NEW: Book = {
    "accounts/a.yaml": text("a", "new"),
    "accounts/b.yaml": text("b", "new"),
    "accounts/c.yaml": text("c", "new"),
    "accounts/north/d.yaml": text("d", "new"),
    "imports/source.seen": b"a\tb\n",
    "crm.yaml": b"language: ko\n",
}
CHANGES = [
    changed(path, OLD.get(path), NEW.get(path))
    for path in sorted({*OLD, *NEW}, key=lambda path: (path in OLD, path not in NEW, path))
]


def fresh(root: Path) -> Path:
    book(root, a="", b="", gone="")
    for path, data in OLD.items():
        (root / path).write_bytes(data)
    return root


def now(root: Path) -> Book:
    """Every file of the book, and empty folders that nobody asked for."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else b"folder"
        for path in root.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


@contextmanager
def at_call(number: int, act: Callable[[], None]) -> Iterator[list[int]]:
    """Something happens right before one of the calls that change files; how many were made."""
    count = [0]
    real = {name: getattr(os, name) for name in CALLS}

    def counted(name: str) -> Callable[..., object]:
        def call(*words: object, **named: object) -> object:
            count[0] += 1
            if count[0] == number:
                act()
            return real[name](*words, **named)

        return call

    for name in CALLS:
        setattr(os, name, counted(name))
    try:
        yield count
    finally:
        for name, call in real.items():
            setattr(os, name, call)


def calls_of(root: Path) -> int:
    with at_call(0, lambda: None) as count:
        saved(str(root), CHANGES)
    return count[0]


def in_a_child(do: Callable[[], None]) -> int:
    child = os.fork()
    if not child:
        with suppress(BaseException):
            do()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_new_files_changed_ones_and_those_that_go_are_one_change(tmp_path: Path) -> None:
    root = fresh(tmp_path / "book")
    assert CHANGES == saved(str(root), CHANGES)
    assert (NEW, []) == (now(root), litter(root))


def test_killed_at_every_step_the_book_is_old_or_new_once_somebody_asks(tmp_path: Path) -> None:
    steps = calls_of(fresh(tmp_path / "count"))
    seen = []
    for number in range(1, steps + 1):
        root = fresh(tmp_path / str(number))

        def die(root: Path = root, number: int = number) -> None:
            with locked(str(root)), at_call(number, kill):
                saved(str(root), CHANGES)

        assert -signal.SIGKILL == in_a_child(die)
        open_book(str(root), use_cache=False)
        found = now(root)
        assert (found in (OLD, NEW), litter(root)) == (True, []), number
        seen.append(found == NEW)
    assert sorted(seen) == seen  # there is one moment from which the change is made
    assert {True, False} == set(seen)


def test_whoever_finishes_may_be_killed_at_every_step_too(tmp_path: Path) -> None:
    steps = calls_of(fresh(tmp_path / "count"))
    chance = random.Random(4)
    for number in chance.sample(range(1, steps + 1), 25):
        root = fresh(tmp_path / str(number))

        def die(root: Path = root, number: int = number) -> None:
            with locked(str(root)), at_call(number, kill):
                saved(str(root), CHANGES)

        in_a_child(die)
        for _ in range(3):

            def again(root: Path = root) -> None:
                with at_call(chance.randrange(1, 12), kill), locked(str(root)):
                    pass

            in_a_child(again)
        open_book(str(root), use_cache=False)
        assert (now(root) in (OLD, NEW), litter(root)) == (True, [])


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES])
def test_without_room_at_any_step_everything_is_as_it_was(tmp_path: Path, error: int) -> None:
    steps = calls_of(fresh(tmp_path / "count"))

    def fail() -> None:
        raise OSError(error, os.strerror(error))

    refused = 0
    for number in range(1, steps + 1):
        root = fresh(tmp_path / str(number))
        try:
            with locked(str(root)), at_call(number, fail):
                saved(str(root), CHANGES)
        except NotSaved as told:
            refused += 1
            assert CHANGES == list(told.left)
            assert OLD == now_without(root)
        else:
            assert NEW == now_without(root)
        open_book(str(root), use_cache=False)
        assert [] == litter(root)
        assert now(root) in (OLD, NEW)
    assert 20 < refused < steps


def now_without(root: Path) -> Book:
    """The book without what waits to be cleared away."""
    return {
        path: data for path, data in now(root).items() if CHANGE not in path and data != b"folder"
    }


def test_ctrl_c_leaves_nothing_before_the_moment_and_finds_it_made_after_it(tmp_path: Path) -> None:
    steps = calls_of(fresh(tmp_path / "count"))
    ends = []
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs this
    for number in range(1, steps + 1):
        root = fresh(tmp_path / str(number))
        try:
            with at_call(number, lambda: os.kill(os.getpid(), signal.SIGINT)):
                saved(str(root), CHANGES)
            ends.append(True)
            assert NEW == now(root)
        except KeyboardInterrupt:
            ends.append(False)
            assert OLD == now(root)
    assert (sorted(ends), {True, False}) == (ends, set(ends))
    assert signal.default_int_handler is signal.signal(signal.SIGINT, before)


def test_a_process_that_is_told_to_end_ends_with_the_change_made_or_not_begun(
    tmp_path: Path,
) -> None:
    steps = calls_of(fresh(tmp_path / "count"))
    for number in range(1, steps + 1, 5):
        root = fresh(tmp_path / str(number))

        def end(root: Path = root, number: int = number) -> None:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            with at_call(number, lambda: os.kill(os.getpid(), signal.SIGTERM)):
                saved(str(root), CHANGES)

        assert -signal.SIGTERM == in_a_child(end)
        assert now(root) in (OLD, NEW)


MANY = 300


def test_three_hundred_files_killed_at_random_moments_and_read_by_two_at_once(
    tmp_path: Path,
) -> None:
    root = book(tmp_path / "book", a0="name: x\n")
    chance, ends = random.Random(7), set()
    versions = [
        {f"accounts/a{number}.yaml": text(str(number), str(version)) for number in range(MANY)}
        for version in range(2)
    ]
    (root / "accounts/a0.yaml").unlink()
    before: Book = {}
    whole = 0.0  # seconds that a write takes here when nobody ends it: the first turn tells
    for turn in range(60):
        after = versions[turn % 2]
        files = [changed(path, before.get(path), after[path]) for path in after]
        begun, told = os.pipe()

        def write(files: list[FileChange] = files, told: int = told) -> None:
            os.close(told)
            with locked(str(root)):
                saved(str(root), files)

        child = os.fork()
        if not child:
            with suppress(BaseException):
                write()
            os._exit(0)
        os.close(told)
        os.read(begun, 1)
        os.close(begun)
        if turn:
            time.sleep(chance.random() * 1.5 * whole)
            os.kill(child, signal.SIGKILL)
        began = time.monotonic()
        os.waitpid(child, 0)
        whole = whole or time.monotonic() - began
        readers = [reader(root, before, after) for _ in range(2)]
        assert [0, 0] == [os.waitstatus_to_exitcode(os.waitpid(each, 0)[1]) for each in readers]
        assert [] == litter(root)
        ends.add(accounts(root) == after)
        before = accounts(root)
    assert {True, False} == ends


def reader(root: Path, *versions: Book) -> int:
    """A process that looks at the book: 0 if it found it whole."""
    child = os.fork()
    if not child:
        found = None
        with suppress(BaseException):
            open_book(str(root), use_cache=False)
            found = accounts(root)
        os._exit(found not in versions)
    return child


def accounts(root: Path) -> Book:
    return {
        f"accounts/{path.name}": path.read_bytes()
        for path in (root / "accounts").iterdir()
        if path.is_file()
    }


# what is left, and by whom


def left(root: Path, state: str = FORWARD, number: int = 0) -> Plan:
    """A writer that died once the change was to be made."""
    count = calls_of(fresh(root.with_name(f"{root.name}-count")))
    for at in range(1, count):

        def die(at: int = at) -> None:
            with locked(str(root)), at_call(at, kill):
                saved(str(root), CHANGES)

        in_a_child(die)
        if (root / CHANGE / state).exists():
            return plans.unpacked((root / CHANGE / state).read_bytes())
        with locked(str(root)):
            pass
    raise AssertionError


def test_a_file_that_somebody_wrote_meanwhile_stays_and_is_told_once(tmp_path: Path) -> None:
    root = fresh(tmp_path / "book")
    left(root)
    (root / "accounts/b.yaml").write_bytes(b"name: by hand\n")
    with pytest.raises(Overtaken) as told:
        open_book(str(root), use_cache=False)
    assert ("error-change-overtaken", ("accounts/b.yaml",)) == told.value.message[:2]
    open_book(str(root), use_cache=False)
    assert NEW | {"accounts/b.yaml": b"name: by hand\n"} == now(root)


def test_a_change_that_cannot_be_finished_is_told_to_readers_and_stops_writers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fresh(tmp_path / "book")
    left(root)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    for name in ("replace", "rename", "link", "unlink"):
        monkeypatch.setattr(os, name, refuse)
    opened = open_book(str(root), use_cache=False)
    assert [(CHANGE, "unfinished-change")] == [
        (each.path, each.problems[0][0].rule) for each in opened.library.skipped
    ]
    with pytest.raises(CrmError) as told, locked(str(root)):
        pass
    assert ("error-change-unfinished", 4) == (told.value.message[0], told.value.status)
    monkeypatch.undo()
    assert [] == open_book(str(root), use_cache=False).library.skipped
    assert NEW == now(root)


def test_a_change_that_is_only_being_prepared_keeps_no_reader_waiting(tmp_path: Path) -> None:
    root = fresh(tmp_path / "book")
    with locked(str(root)):
        (root / CHANGE).mkdir()
        (root / CHANGE / PLAN).write_bytes(b"")
        begun = time.monotonic()
        assert [] == open_book(str(root), use_cache=False).library.skipped
    assert time.monotonic() - begun < 5
    assert [CHANGE] == litter(root)
    open_book(str(root), use_cache=False)
    assert [] == litter(root)


def hostile(root: Path, *steps: object, made: object = (), state: str = FORWARD) -> None:
    said = json.dumps([steps, made]).encode()
    (root / CHANGE).mkdir()
    head = f"crm change 1 {digest(said)}\n".encode()
    (root / CHANGE / state).write_bytes(head + said)
    (root / "accounts" / CHANGE).mkdir()
    (root / "accounts" / CHANGE / "0.new").write_bytes(b"evil\n")


@pytest.mark.parametrize(
    "path",
    [
        "../out.yaml",
        "/tmp/out.yaml",
        "accounts/../../out.yaml",
        "accounts//a.yaml",
        "accounts/./a.yaml",
        ".git/hooks/pre-commit",
        "accounts/.git/config",
        "setup.py",
        "accounts",
        "accounts/",
        "accounts/a\0.yaml",
        "",
        7,
        None,
        ["accounts/a.yaml"],
    ],
)
def test_a_plan_that_leads_elsewhere_is_no_plan(tmp_path: Path, path: object) -> None:
    root = fresh(tmp_path / "book")
    hostile(root, [0, path, None, digest(b"evil\n")])
    opened = open_book(str(root), use_cache=False)
    assert [CHANGE] == [each.path for each in opened.library.skipped]
    with pytest.raises(CrmError) as told, locked(str(root)):
        pass
    assert "error-change-damaged" == told.value.message[0]
    assert OLD == now_without(root)
    assert ["book"] == os.listdir(tmp_path)


@pytest.mark.parametrize(
    ("steps", "made"),
    [
        ([["../x", "accounts/c.yaml", None, digest(b"evil\n")]], []),
        ([[0, "accounts/c.yaml", None, "short"]], []),
        ([[0, "accounts/c.yaml", None, digest(b"other\n")]], []),
        ([[1, "accounts/c.yaml", None, digest(b"evil\n")]], []),
        ([[0, "accounts/c.yaml", None]], []),
        ([[0, "accounts/c.yaml", None, digest(b"evil\n")]] * 2, []),
        ([], ["../out"]),
        ([], [".git"]),
        (7, 7),
    ],
)
def test_a_plan_that_crm_would_not_write_is_no_plan(
    tmp_path: Path, steps: object, made: object
) -> None:
    root = fresh(tmp_path / "book")
    hostile(root, *(steps if isinstance(steps, list) else [steps]), made=made)
    with pytest.raises(CrmError) as told, locked(str(root)):
        pass
    assert "error-change-damaged" == told.value.message[0]
    assert OLD == now_without(root)


def test_a_plan_with_one_wrong_byte_is_no_plan(tmp_path: Path) -> None:
    data = packed(Plan((Step(0, "accounts/a.yaml", None, digest(b"")),), ()))
    assert plans.unpacked(data).steps[0].path == "accounts/a.yaml"
    for place in range(len(data)):
        with pytest.raises(plans.BadPlan):
            plans.unpacked(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


@pytest.mark.parametrize("place", [CHANGE, "accounts", f"accounts/{CHANGE}"])
def test_links_on_the_way_are_not_followed(tmp_path: Path, place: str) -> None:
    root, out = fresh(tmp_path / "book"), tmp_path / "out"
    hostile(root, [0, "accounts/c.yaml", None, digest(b"evil\n")])
    os.rename(root / place, out)
    (root / place).symlink_to(out)
    with pytest.raises(CrmError) as told, locked(str(root)):
        pass
    assert "error-change-damaged" == told.value.message[0]
    assert not (root / "accounts/c.yaml").exists()


def test_a_folder_laid_where_the_new_contents_go_is_not_followed(tmp_path: Path) -> None:
    root, out = fresh(tmp_path / "book"), tmp_path / "out"
    out.mkdir()
    (root / "accounts" / CHANGE).symlink_to(out)
    with pytest.raises(NotSaved):
        saved(str(root), CHANGES)
    assert ([], OLD) == (os.listdir(out), now_without(root))


# as one file is saved


@pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
def test_modes_links_and_copies_are_as_with_one_file(tmp_path: Path) -> None:
    root = fresh(tmp_path / "book")
    (root / "accounts/a.yaml").chmod(0o640)
    (root / "accounts/gone.yaml").chmod(0o600)
    os.link(root / "accounts/a.yaml", tmp_path / "copy.yaml")
    (root / "accounts/real").mkdir()
    os.rename(root / "accounts/b.yaml", root / "accounts/real/b.yaml")
    (root / "accounts/b.yaml").symlink_to("real/b.yaml")
    gone = OLD["accounts/gone.yaml"]
    saved(
        str(root),
        [
            changed("accounts/come.yaml", None, gone, like="accounts/gone.yaml"),
            changed("accounts/a.yaml", OLD["accounts/a.yaml"], NEW["accounts/a.yaml"]),
            changed("accounts/b.yaml", OLD["accounts/b.yaml"], NEW["accounts/b.yaml"]),
            changed("accounts/gone.yaml", gone, None),
        ],
    )
    modes = [
        stat.S_IMODE((root / "accounts" / name).stat().st_mode) for name in ("a.yaml", "come.yaml")
    ]
    assert [0o640, 0o600] == modes
    assert OLD["accounts/a.yaml"] == (tmp_path / "copy.yaml").read_bytes()
    assert (root / "accounts/b.yaml").is_symlink()
    assert NEW["accounts/b.yaml"] == (root / "accounts/real/b.yaml").read_bytes()
    assert not (root / "accounts/gone.yaml").exists()
    assert [] == litter(root)


def test_of_several_files_none_is_touched_when_one_came_or_moved_or_may_not_be_written(
    tmp_path: Path,
) -> None:
    root = fresh(tmp_path / "book")
    for path, spoil in (
        ("accounts/c.yaml", lambda path: path.write_bytes(b"came")),
        ("accounts/b.yaml", lambda path: path.write_bytes(b"moved")),
        ("accounts/gone.yaml", lambda path: path.unlink()),
        ("accounts/a.yaml", lambda path: path.chmod(0o444)),
    ):
        spoil(root / path)
        before = now(root)
        with pytest.raises(NotSaved):
            saved(str(root), CHANGES)
        assert before == now(root)
        (root / path).unlink(missing_ok=True)
        if path in OLD:
            (root / path).write_bytes(OLD[path])


def test_two_names_of_one_file_are_not_one_change(tmp_path: Path) -> None:
    root = fresh(tmp_path / "book")
    (root / "accounts/twin.yaml").symlink_to("a.yaml")
    old = OLD["accounts/a.yaml"]
    with pytest.raises(CrmError):
        save_together(
            str(root),
            [changed("accounts/a.yaml", old, b"x"), changed("accounts/twin.yaml", old, b"y")],
        )
    assert old == (root / "accounts/a.yaml").read_bytes()


def test_files_larger_than_an_account_may_be_are_part_of_it(tmp_path: Path) -> None:
    root = fresh(tmp_path / "book")
    large = b"row\n" * 2_000_000
    seen = changed("imports/source.seen", None, large)
    saved(str(root), [seen, changed("accounts/c.yaml", None, b"name: c\n")])
    saved(
        str(root),
        [
            changed("imports/source.seen", large, large + b"one more\n"),
            changed("accounts/c.yaml", b"name: c\n", b"name: d\n"),
        ],
    )
    assert large + b"one more\n" == (root / "imports/source.seen").read_bytes()


def test_what_lies_elsewhere_in_the_book_is_saved_one_by_one(tmp_path: Path) -> None:
    root = fresh(tmp_path / "book")
    files = [changed("notes.txt", None, b"a"), changed("accounts/c.yaml", None, b"name: c\n")]
    assert not can_save_together(str(root), files)
    saved(str(root), files)
    assert (b"a", []) == ((root / "notes.txt").read_bytes(), litter(root))
