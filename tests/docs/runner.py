"""Runs a page of the documentation, and writes it down again with what its commands print now.

A page of docs/ko, and README.ko.md, is run in a Korean session.

A ```yaml block whose first line is `# crm.yaml` or `# accounts/ID.yaml` becomes that file of the page's book; a later block
with the same name replaces it. A ```csv, ```vcf or ```json block whose first line is `# NAME.csv` and the like is a file for `crm import` or `crm apply`: that line names it and is not in it. A ```text block whose first line is `# NAME` is a file of whatever bytes, see made_files.py; so are the signs `{a*600}` in a command.
A ```console block is a list of commands with what they print, both streams together:

    $ crm coverage --as-of 2026-08-01
    ...
    [exit 1]

The last line stands there when the exit status is not 0. `NAME=value` before a command sets a variable for it, `| head -N`
after it keeps the first lines, and `$ cd examples/NAME` goes to an example book until the end of the block.
No shell takes part.

A few git commands run too, so that a page's book can have a past. `git commit --date DAY --author WHO` commits at nine in the
morning of that day, in UTC; committer and configuration are the same everywhere, so the ids of commits are too. So do commits of
`crm`, on the last day that a command named.

The book that `crm init --example` makes tells its days from today unless `--as-of` names one, so what reports say about it changes with the day.
Commands after such a one in the same block are run, but what stands below them is compared with nothing; only UPDATE renews it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import warm
from docs.made_files import made_file, typed
from warm import Ran

ROOT = Path(__file__).parents[2]
HOME = "/home/you/book"  # what the page's folder is called in messages that name it in full
_FILE = re.compile(r"# ((?:\w+/)?(?:crm\.yaml|(?:accounts|imports)/\S[^\n]*\.yaml))$")
_FOREIGN = re.compile(r"# ([a-z-]+\.(?:csv|vcf|json|mbox|ics))$")
_HEAD = re.compile(r"\s\|\s+head -(\d+)$")
# what a page may do with git
GIT = {
    "init",
    "add",
    "commit",
    "mv",
    "rm",
    "switch",
    "merge",
    "branch",
    "sparse-checkout",
    "clone",
    "push",
    "pull",
    "bundle",
    "restore",
}
# and who commits there, in the page's own repository
NAMES = (
    ["config", "user.name"],
    ["config", "user.email"],
    ["config", "filter.secret.clean"],
    ["config", "uploadpack.allowFilter"],
)
_COMMITTED = re.compile(r"^(committed as |커밋했습니다: )[0-9a-f]{10}$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_VARIABLE = re.compile(r"([A-Z_]+)=(.*)", re.DOTALL)


class Stage:
    """The page's own folder and surroundings, the same on every machine; `crm` is how its commands are run."""

    def __init__(
        self, folder: Path, crm: Callable[..., Ran] = warm.run, locale: str = "C.UTF-8"
    ) -> None:
        self.crm = crm
        self.book = folder / "book"
        self.book.mkdir()
        self.here = self.book
        self.day = "2026-01-01"
        (folder / "home").mkdir()
        self.environment = {
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.defpath)),
            "HOME": str(folder / "home"),
            "LANG": locale,
            "COLUMNS": "80",
            "CRM_CACHE_DIR": str(folder / "cache"),
            "CRM_TERMINAL": "page",
            "PYTHONUTF8": "1",
        }
        if "SYSTEMROOT" in os.environ:
            self.environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]

    def write(self, name: str, text: str) -> None:
        """A file of the page's book."""
        path = self.book / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def put(self, name: str, data: bytes, *, runs: bool) -> None:
        """The same of bytes; a program where it `runs`."""
        path = self.book / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # git's own may only be read
        path.write_bytes(data)
        if runs:
            path.chmod(0o755)

    def day_of(self, words: list[str]) -> str:
        """The day a command names, else that of the one before."""
        named = [after for word, after in pairwise(words) if word in ("--date", "--as-of")]
        return next((each for each in named if _DAY.fullmatch(each)), self.day)

    def clock(self) -> dict[str, str]:
        """When commits are made, for git and for crm."""
        moment = f"{self.day}T09:00:00+00:00"
        return {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}

    def go(self, place: str) -> None:
        """Change the folder: one of the page's, or a copy of one of the repository's examples."""
        example = ROOT / place
        if place.startswith("examples/") and not (self.book / place).exists():
            shutil.copytree(example, self.book / place)
        self.here = self.here / place
        assert self.here.is_dir(), f"no folder {place}"

    def run(self, line: str) -> list[str]:
        """What a command prints, line by line, and its status when that is not 0."""
        head = _HEAD.search(line)
        words = [typed(word) for word in shlex.split(line[: head.start()] if head else line)]
        self.day = self.day_of(words)
        environment = self.environment | self.clock()
        while words and (variable := _VARIABLE.fullmatch(words[0])):
            environment[variable.group(1)] = variable.group(2)
            del words[0]
        if words[0] == "cd":
            self.go(words[1])
            return []
        if words[0] == "git":
            return self.git(words, environment)
        if words[0] == "cat":
            return _lines(b"".join((self.here / name).read_bytes() for name in words[1:]))
        assert words[0] == "crm", f"only `crm`, `cd`, `cat` and some of git run in pages: {line}"
        ran = self.crm(words[1:], cwd=self.here, env=environment, together=not head)
        printed = _lines(ran.out)
        if head:
            return [*_lines(ran.err), *printed[: int(head.group(1))]]
        new = words[1:2] == ["init"]
        told = [self.lasting(line.replace(str(self.book), HOME), new=new) for line in printed]
        return [*told, f"[exit {ran.status}]"] if ran.status else told

    def lasting(self, line: str, *, new: bool) -> str:
        """A line without what changes with crm's own texts: `crm init` puts schemas into a book, and the ids of its
        commits hang on them.
        """
        has = new or (self.here / ".crm").exists()
        return _COMMITTED.sub(r"\g<1>0123456789", line) if has else line

    def is_somebodys(self) -> bool:
        """Did the page say who commits in this repository?"""
        settings = self.here / ".git" / "config"
        return settings.exists() and "[user]" in settings.read_text(encoding="utf-8")

    def git(self, words: list[str], environment: dict[str, str]) -> list[str]:
        """What git prints on standard output, and its status when that is not 0."""
        assert words[1] in GIT or words[1:3] in NAMES, (
            f"a page may only use {', '.join(sorted(GIT))}: {shlex.join(words)}"
        )
        day = words[words.index("--date") + 1] if "--date" in words else "2026-01-01"
        moment = f"{day}T09:00:00+00:00"
        words = [
            moment if before == "--date" else word
            for before, word in zip(["", *words], words, strict=False)
        ]
        fixed = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
        }
        if not self.is_somebodys():
            for who in ("AUTHOR", "COMMITTER"):
                fixed |= {f"GIT_{who}_NAME": "Page", f"GIT_{who}_EMAIL": "page@example.com"}
        settings = [
            "-c",
            "init.defaultBranch=main",
            "-c",
            "core.autocrlf=false",
            "-c",
            "core.fileMode=false",
            "-c",
            "init.templateDir=",
        ]
        program = shutil.which("git") or "git"
        done = subprocess.run(
            [program, *settings, *words[1:]],
            cwd=self.here,
            env=environment | fixed,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )  # noqa: S603
        if words[1] == "clone":
            # git names the place in messages of merges, and this one is elsewhere in every run
            origin = os.path.relpath(self.here / words[-2], self.here / words[-1])
            subprocess.run(
                [program, "-C", words[-1], "remote", "set-url", "origin", origin],
                cwd=self.here,
                check=True,
            )  # noqa: S603
        told = _lines(done.stdout)
        return [*told, f"[exit {done.returncode}]"] if done.returncode else told


def locale_of(page: Path) -> str:
    """The locale of the session in which the page's commands are run."""
    korean = page.parent.name == "ko" or page.name.endswith(".ko.md")
    return "ko_KR.UTF-8" if korean else "C.UTF-8"


def _lines(data: bytes) -> list[str]:
    # a page has line feeds only
    return data.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n") if data else []


def replay(page: str, stage: Stage, *, renew: bool = False) -> str:
    """The page, with its commands run again: equal to the page when it is true. `renew` also takes what depends on today."""
    return "".join(
        f"{line}\n" for line in _replayed(page.removesuffix("\n").split("\n"), stage, renew=renew)
    )


def _replayed(lines: list[str], stage: Stage, *, renew: bool) -> Iterator[str]:
    inside = ""
    block: list[str] = []
    for line in lines:
        if not inside:
            yield line
            inside = line.removeprefix("```") if line.startswith("```") else ""
            block = []
        elif line != "```":
            block.append(line)
        else:
            yield from _console(block, stage, renew=renew) if inside == "console" else block
            yield line
            if inside == "yaml" and block and (name := _FILE.match(block[0])):
                stage.write(name.group(1), "".join(f"{each}\n" for each in block))
            if inside == "text" and block and (made := made_file(block)):
                stage.put(made.name, made.data, runs=made.runs)
            if (
                inside in {"csv", "vcf", "json", "mbox", "ics"}
                and block
                and (name := _FOREIGN.match(block[0]))
            ):
                stage.write(name.group(1), "".join(f"{each}\n" for each in block[1:]))
            inside = ""
    assert not inside, "a block is not closed"


def _console(block: list[str], stage: Stage, *, renew: bool) -> Iterator[str]:
    """The block's commands with what they print now; their old output is left out."""
    stage.here = stage.book
    compared = True
    for line, shown in _commands(block):
        yield f"$ {line}"
        printed = stage.run(line)
        for each in printed:
            assert not each.startswith(("$ ", "```")), f"this cannot stand in a page: {each}"
        yield from printed if compared or renew else shown
        compared = compared and not _asks_for_today(line)


def _asks_for_today(line: str) -> bool:
    return line.startswith("crm init") and "--example" in line and "--as-of" not in line


def _commands(block: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each command of a block with the lines below it."""
    assert block, "an empty console block"
    assert block[0].startswith("$ "), f"a console block begins with a command: {block[0]}"
    starts = [place for place, line in enumerate(block) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        yield block[start].removeprefix("$ "), block[start + 1 : end]


def commands(page: str) -> list[str]:
    """The page's commands that ask the same thing every day, as typed."""
    found: list[str] = []
    block: list[str] = []
    inside = ""
    for line in page.split("\n"):
        if line.startswith("```"):
            if inside == "console":
                found += _lasting([command for command, _ in _commands(block)])
            inside, block = "" if inside else line.removeprefix("```"), []
        else:
            block.append(line)
    return found


def _lasting(typed: list[str]) -> list[str]:
    first = next((place for place, line in enumerate(typed) if _asks_for_today(line)), len(typed))
    return typed[: first + 1]
