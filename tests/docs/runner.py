"""Runs a page of the documentation, and writes it down again with what its commands print now.

A ```yaml block whose first line is `# crm.yaml` or `# accounts/ID.yaml` becomes that file of the page's book; a later block
with the same name replaces it. A ```console block is a list of commands with what they print, both streams together:

    $ crm coverage --as-of 2026-08-01
    ...
    [exit 1]

The last line stands there when the exit status is not 0. `NAME=value` before a command sets a variable for it, `| head -N`
after it keeps the first lines, and `$ cd examples/NAME` goes to an example book until the end of the block.
No shell takes part.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = "/home/you/book"  # what the page's folder is called in messages that name it in full
_FILE = re.compile(r"# (crm\.yaml|accounts/[^\s]+\.yaml)$")
_HEAD = re.compile(r"\s\|\s+head -(\d+)$")
_VARIABLE = re.compile(r"([A-Z_]+)=(.*)", re.DOTALL)


class Stage:
    """The page's own folder and surroundings, the same on every machine."""

    def __init__(self, folder: Path) -> None:
        self.book = folder / "book"
        self.book.mkdir()
        self.here = self.book
        (folder / "home").mkdir()
        self.environment = {
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.defpath)),
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
            "CRM_CACHE_DIR": str(folder / "cache"),
            "PYTHONUTF8": "1",
        }
        if "SYSTEMROOT" in os.environ:
            self.environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]

    def write(self, name: str, text: str) -> None:
        """A file of the page's book."""
        path = self.book / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

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
        words = shlex.split(line[: head.start()] if head else line)
        environment = dict(self.environment)
        while words and (variable := _VARIABLE.fullmatch(words[0])):
            environment[variable.group(1)] = variable.group(2)
            del words[0]
        if words[0] == "cd":
            self.go(words[1])
            return []
        assert words[0] == "crm", f"only `crm` and `cd` run in pages: {line}"
        program = shutil.which("crm", path=environment["PATH"]) or "crm"
        done = subprocess.run(  # noqa: S603 - the words stand in our own pages
            [program, *words[1:]], cwd=self.here, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if head else subprocess.STDOUT, check=False, timeout=60,
        )  # fmt: skip
        printed = _lines(done.stdout)
        if head:
            return [*_lines(done.stderr), *printed[: int(head.group(1))]]
        told = [line.replace(str(self.book), HOME) for line in printed]
        return [*told, f"[exit {done.returncode}]"] if done.returncode else told


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8").removesuffix("\n").split("\n") if data else []


def replay(page: str, stage: Stage) -> str:
    """The page, with its commands run again: equal to the page when it is true."""
    return "".join(f"{line}\n" for line in _replayed(page.removesuffix("\n").split("\n"), stage))


def _replayed(lines: list[str], stage: Stage) -> Iterator[str]:
    inside, block = "", []
    for line in lines:
        if not inside:
            yield line
            inside = line.removeprefix("```") if line.startswith("```") else ""
            block = []
        elif line != "```":
            block.append(line)
        else:
            yield from _console(block, stage) if inside == "console" else block
            yield line
            if inside == "yaml" and block and (name := _FILE.match(block[0])):
                stage.write(name.group(1), "".join(f"{each}\n" for each in block))
            inside = ""
    assert not inside, "a block is not closed"


def _console(block: list[str], stage: Stage) -> Iterator[str]:
    """The block's commands with what they print now; their old output is left out."""
    assert block, "an empty console block"
    assert block[0].startswith("$ "), f"a console block begins with a command: {block[0]}"
    stage.here = stage.book
    for line in block:
        if line.startswith("$ "):
            yield line
            printed = stage.run(line.removeprefix("$ "))
            for each in printed:
                assert not each.startswith(("$ ", "```")), f"this cannot stand in a page: {each}"
            yield from printed


def commands(page: str) -> list[str]:
    """The page's commands, as typed."""
    found, inside = [], ""
    for line in page.split("\n"):
        if line.startswith("```"):
            inside = "" if inside else line.removeprefix("```")
        elif inside == "console" and line.startswith("$ "):
            found.append(line.removeprefix("$ "))
    return found
