"""How far a long reading is: on a terminal only, and only once it has taken a second."""

import time
from io import BytesIO
from types import SimpleNamespace

import pytest

from crmcli.commands.shared import terminal
from crmcli.commands.shared.terminal import Screen


class Told:
    """Standard error, which is a terminal or is not."""

    encoding = "utf-8"

    def __init__(self, *, is_terminal: bool) -> None:
        self.buffer, self.is_terminal = BytesIO(), is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    def flush(self) -> None:
        pass


@pytest.fixture
def told(monkeypatch):
    """A terminal, and the clock's hand."""
    monkeypatch.setenv("TERM", "xterm")
    stderr, hand = Told(is_terminal=True), [100.0]
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stderr=stderr))
    monkeypatch.setattr(time, "monotonic", lambda: hand[0])
    return stderr, hand


def test_nothing_is_told_within_the_first_second(told):
    stderr, hand = told
    screen = Screen()
    step = screen.progress(lambda: "Reading")
    step(1, 10)
    hand[0] += 0.99
    step(2, 10)
    assert (b"", True) == (stderr.buffer.getvalue(), screen.is_replayable)


def test_from_then_on_each_step_draws_the_line_and_the_last_takes_it_away(told):
    stderr, hand = told
    screen = Screen()
    step = screen.progress(lambda: "Reading")
    hand[0] += 1
    step(5, 1_000)
    step(500, 1_000)
    drawn = stderr.buffer.getvalue().decode()
    assert f"\rReading {'░' * 24} 5/1,000\rReading {'█' * 12}{'░' * 12} 500/1,000" == drawn
    assert not screen.is_replayable
    step(1_000, 1_000)
    assert stderr.buffer.getvalue().decode() == drawn + "\r\x1b[K"


def test_no_line_for_a_pipe_or_a_terminal_that_cannot_draw(monkeypatch, told):
    monkeypatch.setenv("TERM", "dumb")
    assert Screen().progress(lambda: "Reading") is None
    monkeypatch.setenv("TERM", "xterm")
    told[0].is_terminal = False
    assert Screen().progress(lambda: "Reading") is None
