"""An answer as long as the terminal goes through a pager, as git's do.

Imported by the quickest answer too, so it imports next to nothing itself.
"""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

DEFAULT = "less"
# end where it all fits, keep colours, leave the text on the screen; said only where LESS says
# nothing
LESS = "FRX"
_SHELL = frozenset("|&;<>()$`\\\"'*?[#~=%\n")  # a command with any of these is the shell's to read
_NO_SUCH = (126, 127)  # what a shell ends with that cannot run its command


def paged(text: bytes) -> bool:
    """Show the text by the pager, and wait until it was read.

    False where it has to be written as it is: in a pipe, where it fits, or where there is no pager.
    """
    if not _is_long(text):
        return False
    command = _command()
    return command is not None and _show(_without_links(text), command)


def _without_links(text: bytes) -> bytes:
    """Older pagers show the addresses that texts lead to."""
    start, *pieces = text.split(b"\x1b]8;;")
    return b"".join([start, *(piece.partition(b"\x1b\\")[2] for piece in pieces)])


def _command() -> str | None:
    """CRM_PAGER, else PAGER, else less; None where one of them says that there is to be none."""
    said = next(
        (os.environ[name] for name in ("CRM_PAGER", "PAGER") if name in os.environ), DEFAULT
    ).strip()
    return None if said in ("", "cat") or os.environ.get("TERM") == "dumb" else said


def _is_long(text: bytes) -> bool:
    """Does it go to a terminal that has no room for all of it?"""
    try:
        if sys.stdout is None or not sys.stdout.isatty():
            return False
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    asked = os.environ.get("LINES", "")
    lines = int(asked) if asked.isdigit() and int(asked) else lines
    if columns <= 0 or lines <= 0:
        return False
    needed = sum(
        max(1, -(-len(line.decode("utf-8", "replace")) // columns)) for line in text.splitlines()
    )
    return needed >= lines  # the shell's next prompt takes a line


def _show(text: bytes, command: str) -> bool:
    """Run the pager; whoever leaves it early, or by Ctrl-C, has seen enough."""
    import shlex
    import shutil
    import signal
    import subprocess

    is_plain = _SHELL.isdisjoint(command)
    words = shlex.split(command) if is_plain else [command]
    if is_plain and shutil.which(words[0]) is None:
        return False
    sys.stdout.flush()
    # Ctrl-C is the pager's, which we wait for: from before it begins, and it does not inherit this
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, lambda *_: None)
    try:
        pager = subprocess.Popen(
            words if is_plain else command,
            shell=not is_plain,
            stdin=subprocess.PIPE,
            env={"LESS": LESS, "LV": "-c", **_charset(), **os.environ},
        )
        _feed(pager, text)
        return pager.wait() not in _NO_SUCH
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)


def _charset() -> dict[str, str]:
    """What less has to know where the locale tells it nothing, or is one that this machine has not:
    how our text is encoded.
    """
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return {"LESSCHARSET": "utf-8"} if encoding.lower().replace("-", "") == "utf8" else {}


def _feed(pager: "subprocess.Popen[bytes]", text: bytes) -> None:
    """All of the text, or as much as the pager takes."""
    if pager.stdin is None:
        return
    from contextlib import suppress

    with suppress(OSError):  # it was left before the end
        pager.stdin.write(text)
    with suppress(OSError):
        pager.stdin.close()
