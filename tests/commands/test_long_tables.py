"""A long table is written while it is drawn, and no longer than anybody reads it."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from crmcli.commands.shared.terminal import AT_ONCE, SCREENFUL, Screen

MANY = 20_000


class Lines:
    """Lines of a table, and how many of them were made."""

    def __init__(self) -> None:
        self.made = 0

    def __iter__(self) -> Iterator[bytes]:
        for number in range(MANY):
            self.made += 1
            yield b"row %d\n" % number


def pipe(monkeypatch: pytest.MonkeyPatch) -> int:
    """Standard output is a pipe; where it is read."""
    reader, writer = os.pipe()
    monkeypatch.setattr(sys, "stdout", os.fdopen(writer, "w"))
    return reader


def test_of_a_table_that_nobody_reads_a_screenful_is_made(monkeypatch):
    os.close(pipe(monkeypatch))
    lines, screen = Lines(), Screen()
    screen.write(lines)
    sys.stdout.close()
    assert lines.made == SCREENFUL
    assert not screen.is_replayable


def test_what_is_read_can_be_read_before_the_rest_is_made(monkeypatch):
    reader, seen = pipe(monkeypatch), []

    def lines() -> Iterator[bytes]:
        for number, line in enumerate(Lines()):
            if number in (SCREENFUL, SCREENFUL + AT_ONCE):
                seen.append(os.read(reader, 1 << 20))
            yield line
            if number == SCREENFUL + AT_ONCE:
                return

    screen = Screen()
    screen.write(lines())
    sys.stdout.close()
    with os.fdopen(reader, "rb") as rest:
        last = rest.read()
    assert [each.count(b"\n") for each in (*seen, last)] == [SCREENFUL, AT_ONCE, 1]
    assert screen.written == b"".join([*seen, last])
    assert screen.is_replayable


def test_whoever_reads_the_first_line_alone_ends_the_rest_without_a_word(crm):
    crm.write({f"a{number:04}": f"name: Account {number}\n" for number in range(2_000)})
    words = ("-C", str(crm.book), "list", "--limit", "0", "--as-of", "2026-08-01")
    with subprocess.Popen(
        [sys.executable, "-m", "crmcli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "CRM_CACHE_DIR": str(crm.cache), "CRM_LANG": "en"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
    assert (b"account", b"", 0) == (first.split()[0], told, process.returncode)
