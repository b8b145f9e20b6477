"""What git and hooks say in their own words is told as theirs, in a sentence of the session's language."""

from next_command import see_help
import os
import re
import stat
from pathlib import Path

import pytest

import crmcli

ROOT = Path(crmcli.__file__).parent
HOOK = "#!/bin/sh\necho 'no commits on Mondays'\necho 'second line' >&2\nexit 1\n"
GIT = """#!/bin/sh
for word; do
  if [ "$word" = init ]; then
    echo 'fatal: cannot mkdir .git' >&2
    echo 'hint: odd' >&2
    exit 128
  fi
done
PATH=${PATH#*:} exec git "$@"
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="hooks and programs of sh")


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def book(crm):
    crm.write({"acme": "name: Acme\n"}, "commit: {hooks: run}\n")
    crm.git("init", "-q")
    crm.git("add", "--all")
    crm.git("commit", "-qm", "begun")
    crm.git("config", "user.name", "Test")
    crm.git("config", "user.email", "test@example.com")
    return crm


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "crm: the file is written but not committed: the hook pre-commit refused\n"
            "in its own words:\n  no commits on Mondays\n  second line\n"
            "hint: mend what it names, then commit it with git\n",
        ),
        (
            "ko",
            "crm: 파일은 썼지만 커밋하지 않았습니다. 훅 pre-commit이 막았습니다\n"
            "그 프로그램이 알린 말:\n  no commits on Mondays\n  second line\n"
            "도움말: 훅이 알려 준 것을 고친 다음 git으로 커밋하세요\n",
        ),
    ],
)
def test_of_a_hook_that_refuses(book, language, told):
    program(book.book / ".git" / "hooks" / "pre-commit", HOOK)
    ran = book("--lang", language, "account", "acme", "--segment", "A", "--commit")
    assert (4, told + see_help("account", language)) == (ran.status, ran.told)


def test_a_hook_that_says_nothing_is_not_quoted(book):
    program(book.book / ".git" / "hooks" / "pre-commit", "#!/bin/sh\nexit 1\n")
    told = book("account", "acme", "--segment", "A", "--commit").told
    assert "the hook pre-commit refused\nhint:" in told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", 'crm: the file is written but not committed; git said: "fatal: '),
        ("ko", 'crm: 파일은 썼지만 커밋하지 못했습니다. git이 알린 말: "fatal: '),
    ],
)
def test_of_git_that_cannot_commit(book, language, told):
    (book.book / ".git" / "HEAD.lock").touch()
    ran = book("--lang", language, "account", "acme", "--segment", "A", "--commit")
    first, hint, see = ran.told.splitlines(keepends=True)
    assert see_help("account", language) == see
    first = first.rstrip()
    assert (4, True, True) == (ran.status, first.startswith(told), first.endswith('"'))
    assert "git status" in hint


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", '`git init` failed; git said: "fatal: cannot mkdir .git hint: odd"'),
        ("ko", '`git init`을 하지 못했습니다. git이 알린 말: "fatal: cannot mkdir .git hint: odd"'),
    ],
)
def test_of_git_that_makes_no_repository(crm, tmp_path, language, told):
    program(tmp_path / "bin" / "git", GIT)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    ran = crm("init", "new", "--lang", language, cwd=tmp_path, env={"PATH": path})
    assert told in ran.err.decode().splitlines()
    assert (0, True) == (ran.status, (tmp_path / "new" / "crm.yaml").exists())


def test_nobody_else_shows_what_git_said():
    """Whoever takes words from git's standard error stands above, with a test."""
    shown = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if re.search(r"\b(done|asked|ran|process)\.stderr", path.read_text("utf-8"))
    }
    assert {"store/git/git.py", "store/git/hooks.py", "store/git/plumbing.py"} == shown
