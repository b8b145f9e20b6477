"""Runs a command line.

The one error boundary; exit statuses: 0 fine, 1 findings, 2 usage, 3 our bug, 4 refused.
"""

import os
import sys

from crmcli.store.book.replay import Opening


def run(opening: Opening | None) -> int:
    """Run the command line; returns the exit status."""
    try:
        if opening is not None and opening.request is not None:
            from crmcli.commands.shared.asked_again import ask_again

            ask_again(opening)
        from crmcli.commands.app import (
            app,  # the command line is parsed only when it was not before
        )

        app(prog_name="crm", obj=opening)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the boundary
        return _told(error)
    return 0


def _told(error: Exception) -> int:
    """Say what went wrong; the exit status.

    Only here: what this needs is not on the way of a run that goes well.
    """
    from crmcli.commands.shared.say import say_broken_policy, say_error
    from crmcli.domain.errors import CrmError
    from crmcli.domain.table import Message
    from crmcli.store.book.opening import PolicyBroken

    try:
        if isinstance(error, CrmError):
            _tell(say_error(error, _asked_language()))
            return error.status
        if isinstance(error, PolicyBroken):
            _tell(say_broken_policy(error, _asked_language()))
            return 1
    except KeyError as untold:  # what was to be said has no text
        error = untold
    if os.environ.get("CRM_DEBUG"):
        raise error
    _tell(
        say_error(
            CrmError(Message("error-bug", (_what_and_where(error),)), Message("hint-bug")),
            _asked_language(),
        )
    )
    return 3


def _what_and_where(error: Exception) -> str:
    """What was raised, and the innermost place of ours that it passed."""
    said, step, place = f"{type(error).__name__}: {error}", error.__traceback__, ""
    while step is not None:
        path = step.tb_frame.f_code.co_filename.replace(os.sep, "/")
        if "/crmcli/" in path:
            place = f" (crmcli/{path.rpartition('/crmcli/')[2]}:{step.tb_lineno})"
        step = step.tb_next
    return said + place


def _asked_language() -> str:
    from crmcli.commands.shared.say import language_of

    words = sys.argv
    asked = next((word[7:] for word in words if word.startswith("--lang=")), None)
    if asked is None and "--lang" in words[:-1]:
        asked = words[words.index("--lang") + 1]
    asked = asked and asked.strip().lower()
    return asked if asked in ("ko", "en") else language_of(None, _book_language())


def _book_language() -> str | None:
    """The language that the book at hand names, as far as it can be told after something went
    wrong.
    """
    from crmcli.store.book.opening import open_book
    from crmcli.store.book.replay import root_in
    from crmcli.store.files.scan import glance

    try:
        root = root_in(sys.argv[1:])
        return (
            open_book(root, use_cache=False, opening=Opening("", scan=glance(root))).policy.language
            if root
            else None
        )
    except Exception:  # noqa: BLE001 - what went wrong is told in any case
        return None


def _tell(text: str) -> None:
    from crmcli.commands.shared.terminal import Screen

    Screen().tell(text)
