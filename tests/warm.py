"""Runs of `crm` without the cost of starting it: in forks of one interpreter per test process that has imported everything.

A fork has its own environment, folder, words, streams and end, as a process of its own has. What it does not have is the start
of an interpreter: `run` starts one where the environment would have set it up in another way, and `started` always does.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FORKING = Path(__file__).parent / "forking.py"
PATIENCE = 60  # seconds
# How the warm interpreter was started: UTF-8 everywhere, and files left open are told.
STARTED_IN = {"LANG": "C.UTF-8", "PYTHONWARNINGS": "error::ResourceWarning"}
_SAME = {("PYTHONUTF8", "1"), *STARTED_IN.items()}
_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")


class Ran(NamedTuple):
    """What one run of `crm` gave back."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def told(self) -> str:
        return self.err.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class _Warm:
    def __init__(self) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
        self.server = subprocess.Popen([sys.executable, str(FORKING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=kept | STARTED_IN)
        self.alone = threading.Lock()

    def __call__(self, asked: dict[str, object]) -> Ran:
        with self.alone:
            return self.begin(asked)()

    def begin(self, asked: dict[str, object]) -> Callable[[], Ran]:
        """The run has begun; what is returned waits for its end. Nobody else may begin one before."""
        assert self.server.stdin
        self.server.stdin.write(json.dumps(asked).encode() + b"\n")
        self.server.stdin.flush()
        if asked.get("terminal"):
            assert self.server.stdout and self.server.stdout.readline() == b"\n"  # it has the terminal open
        return self.end

    def end(self) -> Ran:
        assert self.server.stdout
        status, out, err = json.loads(self.server.stdout.readline())
        return Ran(status, self.server.stdout.read(out), self.server.stdout.read(err))


@cache
def _warm() -> _Warm:
    found = _Warm()
    atexit.register(found.server.communicate)
    return found


def run(words: Sequence[str], *, cwd: Path, env: Mapping[str, str], together: bool = False, racy: float | None = None) -> Ran:
    """`crm` with these words; `together`: errors among the output. `racy` seconds after a file was touched the cache trusts it."""
    if racy is None and not _as_warm(env):
        return started(words, cwd=cwd, env=env, together=together)
    return _warm()({"words": [*words], "cwd": str(cwd), "env": dict(env), "together": together, "racy": racy})


@contextmanager
def at_terminal(words: Sequence[str], *, cwd: Path, env: Mapping[str, str], terminal: str) -> Iterator[Callable[[], Ran]]:
    """`crm` with these words at that terminal, whose other side is held here; what is given waits for its end. Close the other side, and it ends."""
    warm = _warm()
    with warm.alone:
        ended: list[Ran] = []
        wait = warm.begin({"words": [*words], "cwd": str(cwd), "env": dict(env), "together": False, "racy": None, "terminal": terminal})
        try:
            yield lambda: ended[0] if ended else (ended.append(wait()) or ended[0])
        finally:
            if not ended:
                wait()


def may_fork(env: Mapping[str, str]) -> bool:
    """Would a fork be set up as an interpreter started in this environment?"""
    return _as_warm(env)


def started(words: Sequence[str], *, cwd: Path, env: Mapping[str, str], together: bool = False) -> Ran:
    """The same by an interpreter of its own, for what only a start can show."""
    done = subprocess.run(
        [sys.executable, "-m", "crmcli", *words], cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if together else subprocess.PIPE, check=False, timeout=PATIENCE,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr or b"")


def _as_warm(env: Mapping[str, str]) -> bool:
    """Would an interpreter started in this environment be set up as the warm one is?"""
    python = {(name, value) for name, value in env.items() if name.startswith("PYTHON") and name != "PYTHONPATH"}
    locale = next((value for name in _LOCALE if (value := env.get(name))), "")
    return hasattr(os, "fork") and python <= _SAME and locale.upper().endswith("UTF-8")
