"""Standard output and standard error: what each can show, and everything that was written to
them.
"""

import codecs
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice, repeat
from typing import TextIO

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message

# Our own ornaments, where a terminal's encoding has no such characters.
_PLAIN = str.maketrans(
    {
        "█": "#",
        "░": ".",
        "■": "#",
        "□": ".",
        "−": "-",
        "·": "o",
        "–": "-",
        "…": "~",
        "─": "-",
        "━": "-",
        "═": "=",
        "▁": "_",
        "▂": ".",
        "▃": ",",
        "▄": "-",
        "▅": "=",
        "▆": "+",
        "▇": "*",
    }
)

SCREENFUL, AT_ONCE = 50, 1000  # lines
KEPT = 32 << 20  # bytes of an answer that are kept to be given again
_LINKING = ("iTerm.app", "WezTerm", "vscode", "ghostty", "rio", "Tabby")


class Screen:
    """Where this run's text goes. Only `text` may lose characters to an encoding that cannot show
    them: `json` escapes them, and a `file` is UTF-8, as it says itself.
    """

    def __init__(self, form: str = "text") -> None:
        self.form = form
        self._written: list[bytes] = []
        self._size = 0
        self.told = b""
        # not once a progress line was shown, or more was written than is worth keeping
        self.is_replayable = True

    @property
    def written(self) -> bytes:
        """All that was written, while it can be written again."""
        return b"".join(self._written)

    def _keep(self, data: bytes) -> None:
        if self.is_replayable:
            self._written.append(data)
            self._size += len(data)
            if self._size > KEPT:
                self.is_replayable = False
                self._written.clear()

    @property
    def is_terminal(self) -> bool:
        """Does a person look at standard output?"""
        return sys.stdout is not None and sys.stdout.isatty()

    @property
    def color(self) -> bool:
        """Colours on a terminal only, never with NO_COLOR or a dumb one; FORCE_COLOR asks for them
        anyway.
        """
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return self.is_terminal and os.environ.get("TERM") != "dumb"

    @property
    def links(self) -> bool:
        """Does the terminal show a text that leads to an address? As far as it says who it is;
        FORCE_HYPERLINK says it for it, with 0 that it does not.
        """
        asked = os.environ.get("FORCE_HYPERLINK")
        if asked is not None:
            return self.color and asked != "0"
        return self.color and self.is_terminal and _knows_links()

    @property
    def width(self) -> int:
        """COLUMNS, else the terminal's width, else 80."""
        asked = os.environ.get("COLUMNS", "")
        if asked.isdigit() and 20 <= int(asked) <= 1000:
            return int(asked)
        if self.is_terminal:
            try:
                return max(20, os.get_terminal_size(sys.stdout.fileno()).columns)
            except OSError:
                pass
        return 80

    def write(self, out: bytes | Iterable[bytes], *, may_page: bool = False) -> None:
        """The answer, by a pager if it is long; in a pipe while it is made, as long as anybody
        reads it, whose going away is no error. Raises CrmError when there is no room for it.
        """
        pieces = [out] if isinstance(out, bytes) else out
        if may_page and self.is_terminal:
            from crmcli.store.files.paging import paged

            data = self._fitting(b"".join(pieces))
            self._keep(data)
            if not paged(data):
                _put(sys.stdout, data)
            return
        for block in _blocks(pieces):
            data = self._fitting(block)
            self._keep(data)
            if not _put(sys.stdout, data):
                self.is_replayable = False  # not all of it is known
                return

    def _fitting(self, text: bytes) -> bytes:
        if self.form == "file":
            return text
        errors = "crm-json" if self.form == "json" else "replace"
        return fitting(text, getattr(sys.stdout, "encoding", None), errors)

    @property
    def _told_width(self) -> int | None:
        """Of standard error, where it is a terminal."""
        if sys.stderr is None or not sys.stderr.isatty():
            return None
        try:
            terminal = os.get_terminal_size(sys.stderr.fileno()).columns
        except OSError:
            return self.width
        return self.width if self.is_terminal or os.environ.get("COLUMNS") else terminal

    def broken(self, text: str) -> str:
        """Sentences of the answer itself, in lines that end before words where a terminal shows
        them; in a pipe each as it is.
        """
        return _within(text, self.width if self.is_terminal else None)

    def tell(self, line: str) -> None:
        """A line for the person, beside the answer; where a terminal shows it, in lines that end
        before words, which it would end anywhere.
        """
        data = fitting(
            f"{_within(line, self._told_width)}\n".encode("utf-8", "surrogateescape"),
            getattr(sys.stderr, "encoding", None),
        )
        self.told += data
        with suppress(CrmError):  # nowhere left to say so
            _put(sys.stderr, data)

    def ask(self, question: str) -> str:
        """What the person answers, beside the answer of the command. Raises KeyboardInterrupt when
        they have had enough.
        """
        with suppress(CrmError):
            _put(
                sys.stderr,
                fitting(
                    question.encode("utf-8", "surrogateescape"),
                    getattr(sys.stderr, "encoding", None),
                ),
            )
        self.is_replayable = False
        try:
            line = sys.stdin.buffer.readline()
        except KeyboardInterrupt:
            line = b""
        if not line:  # Ctrl-C or Ctrl-D: what comes next begins in a line of its own
            self.tell("")
            raise KeyboardInterrupt
        # half a syllable, after a deletion in a terminal that knows bytes only
        return line.decode(sys.stdin.encoding or "utf-8", "replace")

    def progress(self, title: Callable[[], str]) -> Callable[[int, int], None] | None:
        """A line that says how far a long reading is: on a terminal only, and only once it has
        taken a second.
        """
        if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            return None
        import time

        began = time.monotonic()

        def step(done: int, total: int) -> None:
            if time.monotonic() - began < 1:
                return
            self.is_replayable = False
            filled = done * 24 // max(total, 1)
            bar = fitting(
                f"\r{title()} {'█' * filled}{'░' * (24 - filled)} {done:,}/{total:,}".encode(),
                sys.stderr.encoding,
            )
            sys.stderr.buffer.write(bar if done < total else b"\r\x1b[K")
            sys.stderr.flush()

        return step


def _within(text: str, width: int | None) -> str:
    """Only lines that are too long and of words alone: what is drawn was fitted where it was
    drawn.
    """
    if width is None or len(text) * 2 <= width:
        return text
    from crmcli.domain.text.width import cells
    from crmcli.formats.wrapping import broken

    return "\n".join(
        broken(line, width) if "\x1b" not in line and cells(line) > width else line
        for line in text.split("\n")
    )


def _knows_links() -> bool:
    """The terminals that do, and since when."""
    told = os.environ.get
    return (
        told("TERM_PROGRAM") in _LINKING
        or told("TERM", "").startswith(("xterm-kitty", "foot", "xterm-ghostty", "wezterm"))
        or "WT_SESSION" in os.environ
        or _since("VTE_VERSION", 5000)
        or _since("KONSOLE_VERSION", 201200)
    )


def _since(name: str, release: int) -> bool:
    said = os.environ.get(name, "")
    return said.isdigit() and int(said) >= release


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A screenful first, then as many pieces at once as are quickly written."""
    waiting = iter(pieces)
    for size in chain([SCREENFUL], repeat(AT_ONCE)):
        block = [*islice(waiting, size)]
        if not block:
            return
        yield b"".join(block)


def _put(stream: TextIO | None, data: bytes) -> bool:
    """Is anybody still there to read more? Raises CrmError where there is no room."""
    if stream is None:  # closed before we began
        return False
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.flush()
    except BrokenPipeError:
        _hush(stream)
        return False
    except OSError as error:
        _hush(stream)
        raise CrmError(Message("error-cannot-write", (reason_of(error),)), status=2) from None
    return True


def _hush(stream: TextIO) -> None:
    """Nothing more can be written there, at the interpreter's end either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def fitting(text: bytes, encoding: str | None, errors: str = "replace") -> bytes:
    """The text in the stream's encoding; what it cannot show becomes a plain sign or a question
    mark, in JSON an escape.
    """
    if encoding is None or encoding.lower().replace("-", "") == "utf8":
        return text
    if errors == "crm-json":
        codecs.register_error(errors, _escaped)
        return text.decode("utf-8", "replace").encode(encoding, errors)
    return text.decode("utf-8", "replace").translate(_PLAIN).encode(encoding, errors)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Characters as JSON writes them in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4)), error.end
