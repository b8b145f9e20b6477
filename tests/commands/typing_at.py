"""`crm` with a person at the keyboard: a terminal of its own, words typed as questions come."""

import fcntl
import os
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import warm
from commands.conftest import Crm

_START = "import fcntl,os,sys,termios;fcntl.ioctl(0,termios.TIOCSCTTY,0);os.execv(sys.executable,[sys.executable,'-m','crmcli',*sys.argv[1:]])"
PATIENCE = 30.0  # seconds until a question that does not come is given up
CTRL_C, CTRL_D = "\x03", "\x04"


class Talk(NamedTuple):
    """What stood on the screen at the end, what was written to standard output, and the exit status."""

    screen: str
    out: str
    status: int


def talk(
    crm: Crm,
    *words: str,
    answers: list[tuple[str, str | Callable[[], object]]],
    env: Mapping[str, str | None] | None = None,
) -> Talk:
    """Run `crm`; whenever a text of `answers` has come onto the screen, type what belongs to it, or do it."""
    master, slave = os.openpty()
    kept = tempfile.NamedTemporaryFile()
    try:
        _quiet(slave)
        started = begun(crm, words, slave, crm.environment(env), kept)
    finally:
        os.close(slave)
    screen = b""
    try:
        for question, answer in answers:
            screen = _until(master, screen, question.encode())
            if callable(answer):
                answer()
                continue
            screen = _whole(master, screen)
            if answer == CTRL_C:
                # Python is deaf between its last look for signals and the system's read; no person
                # is that quick
                time.sleep(0.2)
            os.write(
                master, answer.encode() if answer in (CTRL_C, CTRL_D) else f"{answer}\n".encode()
            )
            screen += b"\0"  # what was seen before does not answer the next question
        screen = _rest(master, screen)
        status = started.wait()
        return Talk(
            screen.replace(b"\0", b"\n").replace(b"\r\n", b"\n").decode(),
            kept.read().decode(),
            status,
        )
    finally:
        started.kill()
        started.wait()
        os.close(master)
        kept.close()


def seen(
    crm: Crm,
    *words: str,
    lines: int = 24,
    columns: int = 80,
    typed: str = "",
    stopped_at: str = "",
    env: Mapping[str, str | None] | None = None,
) -> tuple[str, int]:
    """What a terminal of that size shows of a run that has all of it, and the exit status; `typed` waits at the keyboard, and Ctrl-C is pressed once `stopped_at` has come."""
    master, slave = os.openpty()
    try:
        _quiet(slave)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        os.write(master, typed.encode())
        started = begun(
            crm, words, slave, crm.environment({"COLUMNS": None, "TERM": "xterm", **(env or {})})
        )
    finally:
        os.close(slave)
    try:
        screen = b""
        if stopped_at:
            screen = _until(master, screen, stopped_at.encode())
            ready: list[int] = []
            while not ready:  # a key pressed while Python is deaf, as in `talk`, is pressed again
                time.sleep(0.2)
                os.write(master, CTRL_C.encode())
                ready, _, _ = select.select([master], [], [], 2.0)
        screen = _rest(master, screen)
        return screen.replace(b"\r\n", b"\n").decode(), started.wait()
    finally:
        started.kill()
        started.wait()
        os.close(master)


def begun(
    crm: Crm, words: Sequence[str], terminal: int, env: Mapping[str, str], kept: Any = None
) -> "warm.Sitting | subprocess.Popen[bytes]":
    """A run at that terminal; what it writes goes there too, or is kept."""
    if warm.can_sit(env):
        return warm.Sitting(
            words, cwd=crm.book, env=env, terminal=os.ttyname(terminal), out=kept and kept.name
        )
    return subprocess.Popen(
        [sys.executable, "-c", _START, *words],
        cwd=crm.book,
        env=env,
        stdin=terminal,
        stdout=kept or terminal,
        stderr=terminal,
        start_new_session=True,
    )


def _quiet(terminal: int) -> None:
    """No echo: the screen shows what the program says."""
    modes = termios.tcgetattr(terminal)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, modes)


def _until(master: int, screen: bytes, wanted: bytes) -> bytes:
    end = time.monotonic() + PATIENCE
    while wanted not in screen.rpartition(b"\0")[2]:
        ready, _, _ = select.select([master], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"{wanted.decode()!r} did not come:\n{screen.decode(errors='replace')}"
        screen += _read(master) or b"\0\0"
        assert not screen.endswith(b"\0\0"), (
            f"{wanted.decode()!r} did not come:\n{screen.decode(errors='replace')}"
        )
    return screen


def _whole(master: int, screen: bytes) -> bytes:
    """A question ends with a space: what is left of it comes too, as a person reads it. What is no question does not wait long."""
    while not screen.endswith(b" "):
        ready, _, _ = select.select([master], [], [], 0.3)
        more = _read(master) if ready else b""
        if not more:
            break
        screen += more
    return screen


def _rest(master: int, screen: bytes) -> bytes:
    """What comes until the program ends: it must not wait for more."""
    while True:
        ready, _, _ = select.select([master], [], [], PATIENCE)
        assert ready, f"still waiting for an answer:\n{screen.decode(errors='replace')}"
        more = _read(master)
        if not more:
            return screen
        screen += more


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # the other side is closed
        return b""
