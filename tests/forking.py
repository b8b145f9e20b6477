"""The warm interpreter of warm.py: it has imported all of `crm` and answers one run of it after another, each in a fork of itself.

A request is a line of JSON; the answer is such a line, [status, bytes of output, bytes of errors], and then those bytes.
"""

import ast
import gc
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NoReturn

import crmcli.__main__ as start

PATIENCE = 60  # seconds after which a run that hangs is ended


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
    """What is computed once from nothing but the program itself: the tables of the grammar of expressions."""
    from crmcli.query.parse import parse

    parse("true")


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module.startswith("crmcli"):
                yield from (f"{node.module}.{each.name}" for each in node.names)


def be_crm(asked: dict[str, Any], out: int, err: int, terminal: int | None) -> NoReturn:
    """In the child: the streams, surroundings and words of one run, and its end."""
    status = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        if terminal is not None:
            sit_at(terminal)
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["env"])
        time.tzset()
        sys.argv = ["crm", *asked["words"]]
        if asked["racy"] is not None:
            from crmcli.store import chunks

            chunks.RACY = asked["racy"]
        signal.alarm(PATIENCE)
        start.main()  # which never comes back
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def sit_at(terminal: int) -> None:
    """The keyboard, the screen beside the output, and the signals of that terminal."""
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    os.dup2(terminal, 0)
    os.dup2(terminal, 2)
    os.close(terminal)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """One run after another, until nobody can ask any more."""
    for line in requests:
        asked = json.loads(line)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            terminal = os.open(asked["terminal"], os.O_RDWR | os.O_NOCTTY) if asked.get("terminal") else None
            if terminal is not None:  # whoever has it may let go of it now
                answers.write(b"\n")
                answers.flush()
            child = os.fork()
            if not child:
                os.close(requests.fileno())
                os.close(answers.fileno())
                be_crm(asked, out.fileno(), (out if asked["together"] else err).fileno(), terminal)
            if terminal is not None:
                os.close(terminal)
            _, status = os.waitpid(child, 0)
            printed = [stream.seek(0) or stream.read() for stream in (out, err)]
        answers.write(json.dumps([os.waitstatus_to_exitcode(status), *map(len, printed)]).encode() + b"\n" + b"".join(printed))
        answers.flush()


if __name__ == "__main__":
    # Its own conversation moves away from the streams that the runs will have: Python's objects for those stay untouched.
    asking, answering = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    warm_up()
    serve(asking, answering)
