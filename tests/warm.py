"""Runs of `crm` without the cost of starting it: in forks of one interpreter per test process that has imported everything.

A fork has its own environment, folder, words, streams and end, as a process of its own has. What it does not have is the start
of an interpreter: `run` starts one where the environment would have set it up in another way, and `started` always does.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
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
        kept = {
            name: os.environ[name]
            for name in ("PATH", "PYTHONPATH", "SYSTEMROOT")
            if name in os.environ
        }
        self.server = subprocess.Popen(
            [sys.executable, str(FORKING)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=kept | STARTED_IN,
        )
        self.alone = threading.Lock()

    def __call__(self, asked: dict[str, object]) -> Ran:
        assert self.server.stdin and self.server.stdout
        with self.alone:
            self.server.stdin.write(json.dumps(asked).encode() + b"\n")
            self.server.stdin.flush()
            status, *lengths = json.loads(self.server.stdout.readline())
            return Ran(status, *map(self.server.stdout.read, lengths or (0, 0)))


@cache
def _warm() -> _Warm:
    found = _Warm()
    atexit.register(found.server.communicate)
    return found


def run(
    words: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    together: bool = False,
    racy: float | None = None,
) -> Ran:
    """`crm` with these words; `together`: errors among the output. `racy` seconds after a file was touched the cache trusts it."""
    if racy is None and not _as_warm(env):
        return started(words, cwd=cwd, env=env, together=together)
    return _warm()(
        {"words": [*words], "cwd": str(cwd), "env": dict(env), "together": together, "racy": racy}
    )


class Sitting:
    """A run at a terminal, its own: it goes on until it ends, or is killed."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        terminal: str,
        out: str | None = None,
    ) -> None:
        self.ended: int | None = None
        self.number = _warm()(
            {
                "words": [*words],
                "cwd": str(cwd),
                "env": dict(env),
                "terminal": terminal,
                "out": out,
                "racy": None,
            }
        ).status

    def wait(self) -> int:
        """Its status, once it ended, which it does at the latest when PATIENCE is over."""
        if self.ended is None:
            self.ended = _warm()({"wait": self.number}).status
        return self.ended

    def kill(self) -> None:
        """End it, unless it has ended."""
        if self.ended is None:
            with suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)
            self.wait()


def can_sit(env: Mapping[str, str]) -> bool:
    """Can a run in this environment be a fork of the warm interpreter?"""
    return _as_warm(env)


def started(
    words: Sequence[str], *, cwd: Path, env: Mapping[str, str], together: bool = False
) -> Ran:
    """The same by an interpreter of its own, for what only a start can show."""
    done = subprocess.run(
        [sys.executable, "-m", "crmcli", *words],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if together else subprocess.PIPE,
        check=False,
        timeout=PATIENCE,
    )
    return Ran(done.returncode, done.stdout, done.stderr or b"")


def _as_warm(env: Mapping[str, str]) -> bool:
    """Would an interpreter started in this environment be set up as the warm one is?"""
    python = {
        (name, value)
        for name, value in env.items()
        if name.startswith("PYTHON") and name != "PYTHONPATH"
    }
    locale = next((value for name in _LOCALE if (value := env.get(name))), "")
    return hasattr(os, "fork") and python <= _SAME and locale.upper().endswith("UTF-8")
