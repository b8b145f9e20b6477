"""A commit of crm's holds exactly the files a command changed, whatever else is going on, and nothing a repository names is run for it."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from store.book_files import HANBIT, PATH, book
from store.repository import ALONE, git, repository, status, subjects, touched

from crmcli.domain.errors import CrmError
from crmcli.store.git.committing import MIXED, TRAILER, File, commit
from crmcli.store.git.plumbing import _portions

OLD = HANBIT.encode()
NEW = OLD + b"# new\n"


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(book(tmp_path / "book", hanbit=HANBIT, other="name: Other\n"))


def written(
    root: Path, path: str = PATH, before: bytes | None = OLD, after: bytes | None = NEW
) -> File:
    """A file as a command has just left it."""
    if after is None:
        (root / path).unlink()
    else:
        (root / path).write_bytes(after)
    return File(path, before, after)


def refused(root: Path, *files: File) -> tuple[str, int]:
    before = git(root, "rev-parse", "--verify", "--quiet", "HEAD") if subjects_or_none(root) else ""
    with pytest.raises(CrmError) as error:
        commit(str(root), files, "m")
    assert before == (git(root, "rev-parse", "--verify", "--quiet", "HEAD") if before else "")
    return error.value.message.key, error.value.status


def subjects_or_none(root: Path) -> list[str]:
    try:
        return subjects(root)
    except Exception:  # noqa: BLE001 - no commit, or no repository
        return []


def test_the_file_is_committed_and_the_work_tree_is_clean(root: Path) -> None:
    made = commit(str(root), [written(root)], "한빛전자㈜: 통화 · 이동현")
    assert (made, ["한빛전자㈜: 통화 · 이동현", "first"], [f"M\t{PATH}"], []) == (
        git(root, "rev-parse", "HEAD").strip(),
        subjects(root),
        touched(root),
        status(root),
    )
    assert f"한빛전자㈜: 통화 · 이동현\n\n{TRAILER}\n" == git(
        root, "log", "-1", "--format=%B"
    ).removesuffix("\n")
    assert "Kim <kim@us.example>" == git(root, "log", "-1", "--format=%an <%ae>").strip()


def test_what_is_staged_or_changed_beside_it_stays_as_it_was(root: Path) -> None:
    for name in ("staged", "both", "new"):
        (root / f"{name}.txt").write_text("a\n")
    git(root, "add", "staged.txt", "both.txt")
    (root / "both.txt").write_text("b\n")
    (root / "accounts/other.yaml").write_text("name: Changed\n")
    (root / "crm.yaml").unlink()
    git(root, "add", "crm.yaml")
    before = status(root)
    commit(str(root), [written(root)], "m")
    assert ([f"M\t{PATH}"], before) == (touched(root), status(root))


def test_what_stands_in_the_index_alone_is_not_taken_out_by_a_commit(root: Path) -> None:
    (root / PATH).write_bytes(OLD + b"# staged\n")
    git(root, "add", PATH)
    assert ("error-commit-staged", 4) == refused(root, written(root))
    assert (OLD + b"# staged\n", [f"MM {PATH}"]) == (
        git(root, "show", f":{PATH}").encode(),
        status(root),
    )


def test_a_file_that_is_to_be_forgotten_by_git_is_not_committed_again(root: Path) -> None:
    git(root, "rm", "-q", "--cached", PATH)
    assert ("error-commit-staged", 4) == refused(root, written(root))
    assert [f"D  {PATH}", f"?? {PATH}"] == status(root)


def test_what_was_staged_before_the_command_and_is_still_there_goes_along_and_that_is_said(
    root: Path,
) -> None:
    by_hand = OLD + b"# by hand\n"
    (root / PATH).write_bytes(by_hand)
    git(root, "add", PATH)
    commit(str(root), [written(root, before=by_hand, after=by_hand + b"# ours\n")], "m")
    assert ([], True) == (status(root), MIXED in git(root, "log", "-1", "--format=%B").splitlines())


def test_a_file_that_git_was_told_will_come_is_committed(root: Path) -> None:
    (root / "accounts/new.yaml").write_bytes(OLD)
    git(root, "add", "--intent-to-add", "accounts/new.yaml")
    commit(str(root), [written(root, "accounts/new.yaml")], "m")
    assert (["A\taccounts/new.yaml"], []) == (touched(root), status(root))


def test_a_file_of_a_submodule_is_not_committed_in_its_place(root: Path) -> None:
    inner = repository(book(root.parent / "inner"))
    git(root, "submodule", "--quiet", "add", str(inner), "accounts/inner")
    git(root, "commit", "-q", "-m", "submodule")
    path = "accounts/inner/accounts/hanbit.yaml"
    assert ("error-commit-elsewhere", 4) == refused(root, written(root, path))
    assert [" M accounts/inner"] == status(root)
    assert "160000" == git(root, "ls-files", "--stage", "accounts/inner").split()[0]


def test_as_many_files_as_one_likes_are_asked_for_in_command_lines_that_a_system_takes() -> None:
    paths = [f"accounts/{'가' * 60}{number}.yaml" for number in range(20_000)]
    portions = list(_portions(paths))
    assert paths == [path for portion in portions for path in portion]
    assert 60 < max(len("".join(portion).encode()) for portion in portions) / 1024 <= 64
    assert [["a" * 70_000], ["b"]] == [list(each) for each in _portions(["a" * 70_000, "b"])]


def test_new_and_removed_files(root: Path) -> None:
    files = [written(root, "accounts/new.yaml", None, NEW), written(root, PATH, OLD, None)]
    commit(str(root), files, "m")
    assert ([f"D\t{PATH}", "A\taccounts/new.yaml"], []) == (touched(root), status(root))


def test_somebody_who_saves_in_between_keeps_their_change_uncommitted(root: Path) -> None:
    file = written(root)
    (root / PATH).write_bytes(NEW + b"# theirs\n")
    commit(str(root), [file], "m")
    assert (NEW.decode(), [f" M {PATH}"]) == (git(root, "show", f"HEAD:{PATH}"), status(root))


def test_a_commit_says_when_it_holds_changes_made_by_hand_too(root: Path) -> None:
    by_hand = OLD + b"# by hand\n"
    commit(str(root), [written(root, before=by_hand, after=by_hand + b"# ours\n")], "m")
    assert f"m\n\n{MIXED}\n" == git(root, "log", "-1", "--format=%B").removesuffix("\n")


def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    root = repository(book(tmp_path / "book"), first=False)
    commit(str(root), [written(root, "accounts/new.yaml", None)], "m")
    assert (["m"], ["A\taccounts/new.yaml"]) == (subjects(root), touched(root))
    assert ["?? accounts/hanbit.yaml", "?? crm.yaml"] == status(root)
    assert TRAILER in git(root, "log", "-1", "--format=%B").splitlines()


def test_an_untracked_file_that_was_there_before_is_no_new_one(tmp_path: Path) -> None:
    root = repository(book(tmp_path / "book"), first=False)
    commit(str(root), [written(root)], "m")
    assert MIXED in git(root, "log", "-1", "--format=%B").splitlines()


def test_a_book_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    root = book(tmp_path / "top/our books/영업")
    repository(tmp_path / "top")
    commit(str(root), [written(root)], "m")
    assert ['M\t"our books/\\354\\230\\201\\354\\227\\205/accounts/hanbit.yaml"'] == touched(root)
    assert [] == status(root)


def test_a_file_name_in_hangul_or_with_spaces(tmp_path: Path) -> None:
    root = repository(
        book(tmp_path / "book", **{"한빛": HANBIT, "a b": HANBIT, "-n": HANBIT, "*": HANBIT})
    )
    for name in ("한빛", "a b", "-n", "*"):
        commit(str(root), [written(root, f"accounts/{name}.yaml")], name)
    assert (["*", "-n", "a b", "한빛", "first"], []) == (subjects(root), status(root))
    assert ["M\taccounts/*.yaml"] == touched(root)


def test_a_detached_head(root: Path) -> None:
    git(root, "checkout", "-q", "--detach")
    commit(str(root), [written(root)], "m")
    assert (["m", "first"], ["first"], []) == (
        subjects(root),
        git(root, "log", "--format=%s", "main").splitlines(),
        status(root),
    )


def test_a_work_tree_of_its_own(root: Path) -> None:
    tree = root.parent / "tree"
    git(root, "worktree", "add", "-q", str(tree))
    commit(str(tree), [written(tree)], "m")
    assert (["m", "first"], ["first"], [], []) == (
        subjects(tree),
        subjects(root),
        status(tree),
        status(root),
    )


def test_a_repository_whose_own_folder_is_elsewhere(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    git(root, "init", "-q", "--template=", f"--separate-git-dir={tmp_path / 'elsewhere'}")
    repository(root)
    assert (root / ".git").is_file()
    commit(str(root), [written(root)], "m")
    assert (["m", "first"], []) == (subjects(root), status(root))


def test_a_repository_of_sha256(tmp_path: Path) -> None:
    root = repository(book(tmp_path / "book"), "--object-format=sha256")
    made = commit(
        str(root), [written(root, "accounts/new.yaml", None), written(root, PATH, OLD, None)], "m"
    )
    assert (64, [f"D\t{PATH}", "A\taccounts/new.yaml"], []) == (
        len(made),
        touched(root),
        status(root),
    )


def test_the_first_commit_of_a_repository_of_sha256(tmp_path: Path) -> None:
    root = repository(book(tmp_path / "book"), "--object-format=sha256", first=False)
    assert 64 == len(commit(str(root), [written(root)], "m"))


def test_the_same_contents_are_no_commit(root: Path) -> None:
    assert "" == commit(str(root), [File(PATH, OLD, OLD)], "m")
    assert ["first"] == subjects(root)


def test_a_file_git_is_told_to_ignore_is_not_committed(root: Path) -> None:
    (root / ".gitignore").write_text("accounts/private/\n")
    (root / "accounts/private").mkdir()
    assert "" == commit(str(root), [written(root, "accounts/private/a.yaml", None)], "m")
    assert ["first"] == subjects(root)


def test_a_link_stays_one_and_its_file_is_committed(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    (root / "accounts/link.yaml").symlink_to("hanbit.yaml")
    repository(root)
    (root / PATH).write_bytes(NEW)
    commit(str(root), [File("accounts/link.yaml", OLD, NEW)], "m")
    assert ([f"M\t{PATH}"], []) == (touched(root), status(root))


@pytest.mark.parametrize("mode", [0o644, 0o755])
@pytest.mark.parametrize("file_mode", ["true", "false"])
def test_the_mode_is_what_git_would_say(root: Path, mode: int, file_mode: str) -> None:
    git(root, "config", "core.fileMode", file_mode)
    (root / PATH).chmod(mode)
    commit(str(root), [written(root)], "m")
    expected = "100755" if mode == 0o755 and file_mode == "true" else "100644"
    assert (expected, []) == (git(root, "ls-tree", "HEAD", PATH).split()[0], status(root))


@pytest.mark.parametrize(
    "setting", ["core.autocrlf=true", "core.autocrlf=input", "* text=auto", "*.yaml text eol=crlf"]
)
def test_line_ends_are_committed_as_the_repository_wants_them(tmp_path: Path, setting: str) -> None:
    root = book(tmp_path / "book")
    if "=" in setting.split(maxsplit=1)[0]:
        repository(root)
        git(root, "config", *setting.split("="))
    else:
        (root / ".gitattributes").write_text(setting + "\n")
        repository(root)
    git(root, "config", "core.safecrlf", "true")
    crlf = NEW.replace(b"\n", b"\r\n")
    commit(str(root), [written(root, before=OLD.replace(b"\n", b"\r\n"), after=crlf)], "m")
    assert (NEW.decode(), []) == (git(root, "show", f"HEAD:{PATH}"), status(root))
    assert TRAILER in git(root, "log", "-1", "--format=%B").splitlines()


# refused, and told


def test_without_a_repository(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    with pytest.raises(CrmError) as error:
        commit(str(root), [written(root)], "m")
    assert ("error-commit-no-repository", 4) == (error.value.message.key, error.value.status)


def conflicting(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "theirs")
    (root / "accounts/other.yaml").write_text("name: Theirs\n")
    git(root, "commit", "-q", "-a", "-m", "theirs")
    git(root, "checkout", "-q", "main")
    (root / "accounts/other.yaml").write_text("name: Ours\n")
    git(root, "commit", "-q", "-a", "-m", "ours")


@pytest.mark.parametrize(
    "way", [["merge"], ["merge", "--no-commit", "-s", "ours"], ["cherry-pick"]]
)
def test_in_the_middle_of_a_merge(root: Path, way: list[str]) -> None:
    conflicting(root)
    try:
        git(root, *way, "theirs")
    except Exception:  # noqa: BLE001 - it conflicts
        assert ["UU accounts/other.yaml"] == status(root)
    file = written(root)
    assert ("error-commit-merging", 4) == refused(root, file)
    assert NEW == (root / PATH).read_bytes()


def test_in_the_middle_of_a_rebase(root: Path) -> None:
    git(root, "commit", "-q", "--allow-empty", "-m", "second")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "rebase", "-q", "--exec", "false", "HEAD~1")
    assert ("error-commit-merging", 4) == refused(root, written(root))
    assert [f" M {PATH}"] == status(root)


def test_without_anybody_known(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "config", "--unset", "user.name")
    git(root, "config", "--unset", "user.email")
    git(root, "config", "user.useConfigOnly", "true")
    assert ("error-commit-nobody", 4) == refused(root, written(root))


def test_somebody_elses_lock_on_the_index(root: Path) -> None:
    (root / ".git/index.lock").touch()
    assert ("error-commit-git-said", 4) == refused(root, written(root))
    (root / ".git/index.lock").unlink()
    assert [f" M {PATH}"] == status(root)


def test_without_room_for_what_is_temporary(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(root / "gone"))
    assert ("error-commit-failed", 4) == refused(root, written(root))
    assert [f" M {PATH}"] == status(root)


# nothing runs


def trap(root: Path) -> tuple[str, Path]:
    """A program that leaves a mark when it runs."""
    mark, script = root.parent / "ran", root.parent / "trap.sh"
    script.write_text(f"#!/bin/sh\necho $0 $* >> {mark}\ncat\n")
    script.chmod(0o755)
    return str(script), mark


def test_nothing_that_a_repository_names_is_run(root: Path) -> None:
    program, mark = trap(root)
    hooks = root / ".git/hooks"
    hooks.mkdir()
    for name in (
        "pre-commit",
        "prepare-commit-msg",
        "commit-msg",
        "post-commit",
        "reference-transaction",
        "post-index-change",
        "pre-auto-gc",
        "post-rewrite",
        "fsmonitor-watchman",
    ):
        (hooks / name).symlink_to(program)
    (root / ".gitattributes").write_text("*.yaml diff=evil merge=evil\n")
    for name, value in {
        "core.hooksPath": str(hooks),
        "core.fsmonitor": program,
        "core.editor": program,
        "sequence.editor": program,
        "core.pager": program,
        "core.askPass": program,
        "core.sshCommand": program,
        "commit.gpgSign": "true",
        "gpg.program": program,
        "log.showSignature": "true",
        "diff.external": program,
        "diff.evil.textconv": program,
        "diff.evil.command": program,
        "merge.evil.driver": program,
        "filter.evil.clean": program,
        "credential.helper": program,
        "alias.commit-tree": f"!{program}",
        "alias.update-ref": f"!{program}",
        "gc.auto": "1",
        "trailer.evil.command": program,
        "trailer.evil.cmd": program,
    }.items():
        git(root, "config", name, value)
    (root / ".git/info").mkdir(exist_ok=True)
    commit(str(root), [written(root)], "m")
    assert (False, "m", [f"M\t{PATH}"]) == (
        mark.exists(),
        git(root, "-c", "log.showSignature=false", "log", "-1", "--format=%s").strip(),
        touched_plainly(root),
    )


def touched_plainly(root: Path) -> list[str]:
    return git(root, "diff-tree", "-r", "--no-commit-id", "--name-status", "HEAD").splitlines()


@pytest.mark.parametrize("part", ["clean", "process"])
@pytest.mark.parametrize(
    "place", [".gitattributes", ".git/info/attributes", "accounts/.gitattributes"]
)
def test_a_file_that_goes_through_a_filter_is_neither_run_through_it_nor_committed_without_it(
    root: Path, part: str, place: str
) -> None:
    """A filter may encrypt: the plain text must not end up in history."""
    program, mark = trap(root)
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text("*.yaml filter=secret\n")
    git(root, "config", f"filter.secret.{part}", program)
    file = written(root)
    assert ("error-commit-filtered", 4) == refused(root, file)
    assert not mark.exists()


def test_a_filter_that_is_named_but_not_set_up_is_none(root: Path) -> None:
    (root / ".gitattributes").write_text("*.yaml filter=secret\n")
    commit(str(root), [written(root)], "m")
    assert ["m", "first"] == subjects(root)


def test_a_commit_message_is_utf8_whatever_the_repository_says(root: Path) -> None:
    git(root, "config", "i18n.commitEncoding", "EUC-KR")
    commit(str(root), [written(root)], "한빛전자㈜")
    assert ("한빛전자㈜", False) == (
        git(root, "log", "-1", "--encoding=UTF-8", "--format=%s").strip(),
        "encoding " in git(root, "cat-file", "commit", "HEAD"),
    )


MANY = 120
PLAIN = [("", "lf"), ("", "crlf"), ("autocrlf", "crlf"), ("text=auto", "crlf"), ("-text", "crlf")]


@pytest.mark.parametrize(("setting", "end"), PLAIN)
@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_many_files_are_kept_as_git_itself_would_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, end: str, form: str
) -> None:
    """New ones and changed ones, by a few processes, with attributes that are not committed."""
    root = book(tmp_path / "top" / "book", hanbit=HANBIT)
    top = root.parent
    git(top, "init", "-q", "--template=", f"--object-format={form}")
    for name in ("user.name", "user.email"):
        git(top, "config", name, "kim@us.example")
    if setting == "autocrlf":
        git(top, "config", "core.autocrlf", "true")
    elif setting:
        (root / "accounts/.gitattributes").write_text(f"*.yaml {setting}\n")
    git(top, "add", "book/crm.yaml")
    git(top, "commit", "-q", "-m", "first")
    newline = "\r\n" if end == "crlf" else "\n"
    paths = [f"accounts/a {number} 한.yaml" for number in range(MANY)]
    calls: list[str] = []
    run = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda *words, **named: calls.append("") or run(*words, **named)
    )
    before: dict[str, bytes] = {}
    for turn in ("new", "changed"):
        after = {
            path: f"name: {path}{newline}note: {turn} $Id$ {place % 7}{newline}".encode()
            for place, path in enumerate(paths)
        }
        files = [written(root, path, before.get(path), after[path]) for path in paths]
        calls.clear()
        assert commit(str(root), files, turn)
        assert len(calls) < 40
        git(top, "add", "book/accounts")
        kept = {
            line
            for line in git(top, "ls-tree", "-r", "HEAD").splitlines()
            if "/a " in line or "\\" in line
        }
        assert MANY == len(kept)
        assert "" == git(top, "diff", "--cached", "--name-only", "--", "book/accounts/a*").strip()
        assert TRAILER == git(top, "log", "-1", "--format=%B").strip().splitlines()[-1]
        before = after
    assert "" == git(top, "fsck", "--strict").strip()
