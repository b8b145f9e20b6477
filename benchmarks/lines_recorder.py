"""Records which lines and which ways of each branch of the program are taken, in every interpreter
that runs it: the tests', the warm one's forks, and started ones.

lines_run.py has `start` called as an interpreter starts; this module is pytest's plugin too. What
is taken is marked in a file in memory that a process of tests shares with all below it, so that
nothing is lost with a process that is killed; after each test its lines are put down.

PYTEST_DONT_REWRITE, since it is imported before pytest is.
"""

import json
import mmap
import os
import sys
import time
import types
import zlib
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

NEXT = 4  # bytes of a branch and its cache: what follows if it is not taken
ENOUGH = 30  # times a branch is looked at in one test by one process: a hot one would cost minutes


class Places:
    """Where in the shared memory the lines and the branches of each file stand."""

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / "places.json").read_text(encoding="utf-8"))
        self.files: dict[str, tuple[int, int]] = told["files"]  # line 0 and instruction 0
        self.lines: int = told["lines"]
        self.size: int = told["size"]


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """It and all within, always in the same order."""
    yield code
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield from codes(each)


class Recorder:
    def __init__(self, folder: Path) -> None:
        self.folder, self.places = folder, Places(folder)
        self.shared: mmap.mmap | None = None
        self.at: dict[types.CodeType, tuple[int, int]] = {}
        self.looked: dict[int, int] = {}
        self.watch = sys.monitoring
        self.watch.use_tool_id(self.watch.COVERAGE_ID, "lines")
        events = self.watch.events
        self.events = events.LINE | events.BRANCH
        self.watch.register_callback(self.watch.COVERAGE_ID, events.LINE, self.line)
        self.watch.register_callback(self.watch.COVERAGE_ID, events.BRANCH, self.branch)
        read = SourceFileLoader.get_code

        def get_code(loader: SourceFileLoader, name: str) -> types.CodeType | None:
            found = read(loader, name)
            if found is not None and found.co_filename in self.places.files:
                self.follow(found)
            return found

        SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
        os.register_at_fork(after_in_child=self.again)

    def again(self) -> None:
        """From now on all is looked at as for the first time."""
        self.looked.clear()
        self.watch.restart_events()

    def follow(self, module: types.CodeType) -> None:
        line, instruction = self.places.files[module.co_filename]
        for code in codes(module):
            self.at[code] = line, instruction
            self.watch.set_local_events(self.watch.COVERAGE_ID, code, self.events)
            instruction += len(code.co_code)

    def share(self, process: int) -> None:
        with open(self.folder / f"taken.{process}", "r+b") as file:
            self.shared = mmap.mmap(file.fileno(), self.places.size)

    def line(self, code: types.CodeType, line: int) -> Any:
        if self.shared is not None:
            self.shared[self.at[code][0] + line] = 1
        return self.watch.DISABLE

    def branch(self, code: types.CodeType, offset: int, to: int) -> Any:
        if self.shared is None:
            return None
        place = self.places.lines + self.at[code][1] + offset
        self.shared[place + (to - offset > NEXT)] = 1
        self.looked[place] = times = self.looked.get(place, 0) + 1
        both = self.shared[place] and self.shared[place + 1]
        return self.watch.DISABLE if both or times > ENOUGH else None


recorder: Recorder | None = None


def above() -> Iterator[int]:
    """The process's number, its parent's, and so on."""
    number = os.getpid()
    while number > 1:
        yield number
        stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
        number = int(stat.rpartition(")")[2].split()[1])


def start(folder: str) -> None:
    """As an interpreter starts."""
    global recorder  # noqa: PLW0603 - one of a process
    if recorder is not None:  # a .pth may be read twice
        return
    recorder = Recorder(Path(folder))
    for number in above():
        if (Path(folder) / f"taken.{number}").exists():
            recorder.share(number)
            return


class PerTest:
    """After each test: the lines it took, and its seconds."""

    def __init__(self, found: Recorder) -> None:
        self.recorder = found
        self.told = open(found.folder / f"told.{os.getpid()}", "w", encoding="utf-8")  # noqa: SIM115
        self.before = bytes(found.places.lines)
        self.began = 0.0

    def pytest_runtest_logstart(self) -> None:
        assert self.recorder.shared is not None
        self.recorder.shared[: len(self.before)] = self.before
        self.recorder.again()
        self.began = time.monotonic()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        assert self.recorder.shared is not None
        seconds = time.monotonic() - self.began
        taken = zlib.compress(self.recorder.shared[: len(self.before)], 1).hex()
        self.told.write(json.dumps([nodeid, round(seconds, 3), taken]) + "\n")
        self.told.flush()


def pytest_configure(config: Any) -> None:
    if recorder is None or (
        config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    ):
        return
    with open(recorder.folder / f"taken.{os.getpid()}", "wb") as file:
        file.truncate(recorder.places.size)
    recorder.share(os.getpid())
    config.pluginmanager.register(PerTest(recorder))
