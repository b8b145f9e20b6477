"""The program's start: the quickest answer first, the command line after it."""

import gc
import os
import sys
from typing import NoReturn

from crmcli import __version__
from crmcli.commands.directory.groups import COMMANDS
from crmcli.store.book.replay import Recalled, recall

INTERRUPTED = 130  # the exit status of a program ended by Ctrl-C


def main() -> None:
    """Run `crm`, and exit with its status."""
    # a run is short and makes no cycles worth collecting; collecting costs a tenth of a cold start
    gc.disable()
    try:
        sys.argv = [_unicode(word) for word in sys.argv]
        if sys.argv[1:] == ["--version"] and "_CRM_COMPLETE" not in os.environ:
            sys.stdout.write(f"crm {__version__}\n")
            _leave(0)
        known = recall(sys.argv[1:]) if _may_be_known(sys.argv[1:]) else None
        status = _replay(known) if isinstance(known, Recalled) else None
        if status is None:
            from crmcli import cli

            status = cli.run(None if isinstance(known, Recalled) else known)
    except KeyboardInterrupt:
        status = INTERRUPTED
    _leave(status)


def _may_be_known(words: list[str]) -> bool:
    """Could just these words have been answered before?"""
    is_command = words and (words[0] in COMMANDS or words[0].startswith("-"))
    return bool(is_command) and "_CRM_COMPLETE" not in os.environ


def _leave(status: int) -> NoReturn:
    """End the process at once: everything is written, and nobody wants to wait for an interpreter
    to tidy up, least of all after Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        # a reader gone, or a disk full: nothing more to say, and nobody to say it to
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            pass
        except KeyboardInterrupt:
            status = INTERRUPTED
    os._exit(status)


def _unicode(word: str) -> str:
    """A word of the command line as UTF-8, also where the locale said that there is only ASCII."""
    if word.isascii():
        return word
    try:
        return os.fsencode(word).decode()
    except UnicodeError:
        return word


def _replay(known: Recalled) -> int | None:
    """Print again what was printed for the same question, by a pager where it was long; None when
    there is no room for it, which is not told here.
    """
    out = known.out
    if known.may_page:
        from crmcli.store.files.paging import paged

        out = b"" if paged(out) else out
    for stream, text in ((sys.stdout, out), (sys.stderr, known.err)):
        try:
            if stream is not None:
                stream.buffer.write(text)
                stream.flush()
        except OSError as error:
            if stream is sys.stdout and not isinstance(error, BrokenPipeError):
                return None
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return known.status


if __name__ == "__main__":
    main()
