"""The warm interpreter of warm.py: it has imported all of `crm` and answers one run of it after another.

A request is a line of JSON; the answer is such a line, [status, bytes of output, bytes of errors], and then those bytes.

Most runs are made one after another by the same fork, which is as a process of its own but for what modules keep: nothing that
one run leaves there may change another. A fork that ended in any other way than a run's end, or made RUNS of them, is followed
by a fresh one. CRM_TESTS_ALONE=1 gives every run a fork of its own.
"""

import ast
import fcntl
import gc
import json
import os
import signal
import sys
import tempfile
import termios
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, tzinfo
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NoReturn

import crmcli.__main__ as start
from crmcli.app import clock
from crmcli.store.cache import chunks

PATIENCE = 60  # seconds after which a run that hangs is ended
RUNS = 200  # of one fork
# as an interpreter opens its own
STREAMS = (
    ("r", "strict"),
    ("w", "strict"),
    ("w", "backslashreplace"),
)
ALONE = bool(os.environ.get("CRM_TESTS_ALONE"))
RACY = chunks.RACY
_end = os._exit


class Ended(BaseException):
    """The end of a run whose process goes on."""


def warm_up() -> None:
    """Import what any run could, also what a function imports that is not called here."""
    for path in sorted(Path(start.__file__).parent.rglob("*.py")):
        for name in _imported(ast.parse(path.read_bytes())):
            with suppress(ImportError):  # of another system
                import_module(name)
    start_reading()
    gc.collect()
    gc.freeze()


def start_reading() -> None:
    """What is computed from nothing but the program itself: the tables of the grammar, which program this is, every command's options."""
    import typer.main
    from crmcli.commands.app import app
    from crmcli.commands.directory.groups import COMMANDS
    from crmcli.commands.root import Commands
    from crmcli.query.parse import parse
    from crmcli.store.cache import database as memory

    parse("true")
    memory.program = cache(memory.program)
    memory.program()
    built: Any = cache(Commands.get_command)
    Commands.get_command = lambda group, _, name: built(group, None, name)  # type: ignore[method-assign]
    typer.main.get_command = cache(typer.main.get_command)
    for name in COMMANDS:
        typer.main.get_command(app).get_command(None, name)  # type: ignore[attr-defined]


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module.startswith("crmcli"):
                yield from (f"{node.module}.{each.name}" for each in node.names)


def be_crm(asked: dict[str, Any], out: int, err: int) -> NoReturn:
    """In the child: the streams, surroundings and words of one run, and its end."""
    try:
        _run(asked, out, err)  # which never comes back
    except BaseException:
        _told()
    finally:
        _end(70)


def _told() -> None:
    traceback.print_exc()
    sys.stderr.flush()


def _run(asked: dict[str, Any], out: int, err: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(out, 1)
    os.dup2(err, 2)
    _start(asked)


def _start(asked: dict[str, Any]) -> None:
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    clock.datetime = (
        _stopped(os.environ["TESTS_TODAY"]) if "TESTS_TODAY" in os.environ else datetime
    )  # type: ignore[attr-defined]
    sys.argv = ["crm", *asked["words"]]
    chunks.RACY = RACY if asked["racy"] is None else asked["racy"]
    signal.alarm(PATIENCE)
    start.main()


def _stopped(at: str) -> type[datetime]:
    """What is said of an example book is said on the book's own day."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Stopped":
            return cls.fromisoformat(at).replace(tzinfo=tz)

    return Stopped


def be_many(requests: IO[bytes], statuses: int, out: int, err: int) -> NoReturn:
    """In a child that makes one run after another: each ends where a process would."""
    here, silent = os.getpid(), os.open(os.devnull, os.O_WRONLY)

    def end(status: int) -> None:
        if os.getpid() != here:
            _end(status)  # a fork that the run itself made
        raise Ended(status)

    os._exit = end  # type: ignore[assignment]
    for line in requests:
        asked = json.loads(line)
        try:
            _run(asked, out, err if not asked["together"] else out)
        except Ended as ended:
            signal.alarm(0)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.write(statuses, b"%d\n" % ended.args[0])
        except BaseException:
            _told()
            _end(70)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        gc.collect()  # what the run left open, such as a lock
    _end(0)


class Fork:
    """A child that makes one run after another, and its pipes."""

    def __init__(self, out: int, err: int) -> None:
        asking, self.asked = os.pipe()
        self.told, telling = os.pipe()
        self.left = RUNS
        self.child = os.fork()
        if not self.child:
            os.close(self.asked)
            os.close(self.told)
            be_many(os.fdopen(asking, "rb"), telling, out, err)
        os.close(asking)
        os.close(telling)

    def __call__(self, line: bytes) -> int | None:
        """The status of a run; None where the fork ended with it."""
        self.left -= 1
        try:
            os.write(self.asked, line)
        except BrokenPipeError:
            return None
        told = os.read(self.told, 8)
        return int(told) if told else None

    def end(self) -> int:
        """Let it end; its status."""
        os.close(self.asked)
        os.close(self.told)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def alone(asked: dict[str, Any], out: int, err: int) -> int:
    """The status of a run in a fork of its own."""
    child = os.fork()
    if not child:
        be_crm(asked, out, out if asked["together"] else err)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def at_terminal(asked: dict[str, Any]) -> int:
    """The number of a fork that runs at this terminal, its own; what it writes goes there too, or into a file."""
    terminal = os.open(asked["terminal"], os.O_RDWR | os.O_NOCTTY)  # before who asked lets go of it
    child = os.fork()
    if child:
        os.close(terminal)
        return child
    try:
        os.setsid()
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
        out = terminal if asked["out"] is None else os.open(asked["out"], os.O_WRONLY)
        for stream, at in enumerate((terminal, out, terminal)):
            os.dup2(at, stream)
        sys.stdin, sys.stdout, sys.stderr = (
            open(at, mode, encoding="utf-8", errors=errors, closefd=False)
            for at, (mode, errors) in enumerate(STREAMS)
        )
        _start(asked)
    except BaseException:
        _told()
    finally:
        _end(70)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """One run after another, until nobody can ask any more."""
    fork: Fork | None = None
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        for line in requests:
            asked = json.loads(line)
            if "terminal" in asked:
                _answer(answers, at_terminal(asked))
                continue
            if "wait" in asked:
                _answer(answers, os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1]))
                continue
            if ALONE:
                status = alone(asked, out.fileno(), err.fileno())
            else:
                fork = fork or Fork(out.fileno(), err.fileno())
                told = fork(line)
                ended = fork.end() if told is None or not fork.left else None
                status = ended if told is None else told
                if ended is not None:
                    fork = None
            printed = [_taken(stream) for stream in (out, err)]
            _answer(answers, status, *printed)


def _answer(answers: IO[bytes], status: int, *printed: bytes) -> None:
    answers.write(json.dumps([status, *map(len, printed)]).encode() + b"\n" + b"".join(printed))
    answers.flush()


def _taken(stream: IO[bytes]) -> bytes:
    """What was written, which is no longer there."""
    stream.seek(0)
    found = stream.read()
    stream.seek(0)
    stream.truncate()
    return found


if __name__ == "__main__":
    # Its own conversation moves away from the streams that the runs will have: Python's objects for those stay untouched.
    asking, answering = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    warm_up()
    serve(asking, answering)
