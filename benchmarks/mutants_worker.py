"""Runs tests of a program of which one line was changed, each time in a fork of one interpreter
that has imported all of it.

A request is a line of JSON: the changed file, what it was before, words for pytest, seconds of the
processor. The answer is one too: how it ended, and the test that failed. A change within functions
is put into those that are there; after any other the fork imports the program again.
"""

import gc
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path.cwd()
sys.path.insert(0, str(ROOT / "tests"))
import hypothesis  # noqa: E402, F401 - imported once for all
import pytest  # noqa: E402

import forking  # noqa: E402 - of the tests beside
import warm  # noqa: E402

HANGS = 15  # times its seconds of the processor a run may take by the clock


class Seen:
    """Which test failed first; of tests that are named, only these are run, in that order."""

    failed = ""

    def __init__(self, named: list[str]) -> None:
        self.order = {test: number for number, test in enumerate(named)}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        if self.order:
            found = {item: self.place(item.nodeid) for item in items}
            items[:] = sorted((item for item in items if found[item] >= 0), key=found.__getitem__)

    def place(self, test: str) -> int:
        return self.order.get(test, self.order.get(test.partition("[")[0], -1))

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def parts(
    one: types.CodeType, other: types.CodeType
) -> Iterator[tuple[types.CodeType, types.CodeType]]:
    """The code of functions, classes and comprehensions in both, side by side.

    Raises ValueError where they are not built alike.
    """
    yield one, other
    within, instead = (
        [each for each in code.co_consts if isinstance(each, types.CodeType)]
        for code in (one, other)
    )
    for pair in zip(within, instead, strict=True):
        yield from parts(*pair)


def put(name: str, before: str, after: str, path: str) -> bool:
    """Put the changed functions in place of what they were; False where more than functions
    changed.
    """
    old, new = (compile(text, path, "exec") for text in (before, after))
    try:
        pairs = list(parts(old, new))
    except ValueError:
        return False
    plain = [
        [each for each in code.co_consts if not isinstance(each, types.CodeType)]
        for pair in pairs
        for code in pair
    ]
    changed = [
        (one, other)
        for (one, other), was, now in zip(pairs, plain[::2], plain[1::2], strict=True)
        if (one.co_code, was, one.co_names) != (other.co_code, now, other.co_names)
    ]
    # 0x2: a function's, not a module's or class's
    if any(
        not one.co_flags & 0x2 or one.co_freevars != other.co_freevars for one, other in changed
    ):
        return False
    replaced = {(one.co_qualname, one.co_firstlineno): other for one, other in pairs}
    wanted = {(one.co_qualname, one.co_firstlineno) for one, _ in changed}
    outer = {
        key
        for key in replaced
        if any(inner[0].startswith(f"{key[0]}.<locals>") for inner in wanted)
    } | wanted
    gc.unfreeze()
    found = [
        each
        for each in gc.get_objects()
        if isinstance(each, types.FunctionType)
        and each.__module__ == name
        and (each.__code__.co_qualname, each.__code__.co_firstlineno) in outer
    ]
    for each in found:
        each.__code__ = replaced[each.__code__.co_qualname, each.__code__.co_firstlineno]
    return bool(found)


def import_again() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "crmcli"]:
        del sys.modules[name]
    forking.start = importlib.import_module("crmcli.__main__")
    forking.warm_up()


def forked(asked: dict[str, Any]) -> warm.Ran:
    """`crm` in a fork of this very process, which has the change: in the place of `warm._Warm`."""
    if "terminal" in asked:
        return warm.Ran(forking.at_terminal(asked), b"", b"")
    if "wait" in asked:
        return warm.Ran(os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1]), b"", b"")
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            warnings.resetwarnings()
            try:
                forking.be_crm(asked, *streams(asked, out.fileno(), err.fileno()))
            finally:  # whatever happens: the tests go on in one process only
                os._exit(71)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return warm.Ran(status, *(stream.seek(0) or stream.read() for stream in (out, err)))


def streams(asked: dict[str, Any], out: int, err: int) -> tuple[int, int]:
    return out, out if asked["together"] else err


def test(asked: dict[str, Any], answer: int) -> NoReturn:
    """In the child: the change, and the tests that are to notice it."""
    os.setsid()  # some of them send a signal to all of their group
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # what a test starts may read: not our requests
    seconds = int(asked["limit"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.alarm(HANGS * seconds)
    name = ".".join(Path(asked["path"]).with_suffix("").parts[1:])
    after = Path(asked["path"]).read_text(encoding="utf-8")
    named = [each for each in asked["tests"] if "::" in each]
    seen = Seen(named)
    try:
        if after != asked["before"] and (
            asked["whole"] or not put(name, asked["before"], after, str(ROOT / asked["path"]))
        ):
            import_again()
    except Exception as error:  # noqa: BLE001 - whatever it is, a program that cannot be imported is noticed
        os.write(answer, f"import: {error!r}"[:200].encode())
        os._exit(1)
    warm._warm = lambda: forked
    status = int(
        pytest.main(
            [
                "-x",
                "-q",
                "-s",
                "--no-header",
                "-p",
                "no:cacheprovider",
                "-p",
                "no:xdist",
                "--assert=plain",
                *(dict.fromkeys(each.partition("::")[0] for each in named) or asked["tests"]),
            ],
            plugins=[seen],
        )
    )
    os.write(answer, seen.failed.encode())
    os._exit(1 if seen.failed else status)  # also what could not be collected


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    silent = os.open(os.devnull, os.O_RDWR)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    forking.warm_up()
    gc.unfreeze()
    answers.write("ready\n")  # all is imported: from now on the files may be changed
    answers.flush()
    for line in sys.stdin:
        read, write = os.pipe()
        child = os.fork()
        if not child:
            os.close(read)
            test(json.loads(line), write)
        os.close(write)
        with os.fdopen(read, "rb") as told:
            failed = told.read().decode()
        _, status = os.waitpid(child, 0)
        answers.write(
            json.dumps({"status": os.waitstatus_to_exitcode(status), "failed": failed}) + "\n"
        )
        answers.flush()


if __name__ == "__main__":
    main()
