"""Runs a command line.

The one error boundary; exit statuses: 0 fine, 1 findings, 2 usage, 3 our bug, 4 refused.
"""

import io
import os
import sys

from crmcli.store.book.replay import Opening


def run(opening: Opening | None) -> int:
    """Run the command line; returns the exit status."""
    try:
        if opening is not None and opening.request is not None:
            from crmcli.commands.shared.asked_again import ask_again

            ask_again(opening)
        if "_CRM_COMPLETE" not in os.environ:
            from crmcli.commands.directory.unknown import refuse_unknown

            refuse_unknown(sys.argv[1:])
        from crmcli.commands.app import (
            app,  # the command line is parsed only when it was not before
        )

        ended = app(prog_name="crm", obj=opening, standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the boundary
        return _told(error)
    return ended if isinstance(ended, int) else 0


def _told(error: Exception) -> int:
    """Say what went wrong; the exit status.

    Only here: what this needs is not on the way of a run that goes well.
    """
    from crmcli.commands.shared.session_language import session_language
    from crmcli.commands.shared.telling.say import say_broken_policy, say_error
    from crmcli.commands.typed import typed_command
    from crmcli.domain.errors import CrmError
    from crmcli.domain.table import Message

    try:
        if isinstance(error, CrmError):
            _tell(say_error(error, session_language(), typed_command(sys.argv[1:])))
            return error.status
        from crmcli.store.book.opening import PolicyBroken

        if isinstance(error, PolicyBroken):
            _tell(say_broken_policy(error, session_language()))
            return 1
        usage = _usage(error)
        if usage is not None:
            return usage
    except KeyError as untold:  # what was to be said has no text
        error = untold
    if os.environ.get("CRM_DEBUG"):
        raise error
    _tell(
        say_error(
            CrmError(Message("error-bug", (_what_and_where(error),)), Message("hint-bug")),
            session_language(),
        )
    )
    return 3


def _usage(error: Exception) -> int | None:
    """Tell what the parser of the command line found wrong; the exit status, or None for anything
    else.
    """
    from typer import Abort
    from typer._click.exceptions import ClickException, MissingParameter

    from crmcli.commands.shared.session_language import session_language

    if isinstance(error, Abort):
        from crmcli.messages import Phrases

        _tell(Phrases(session_language())("told-broken-off"))
        return 1
    if not isinstance(error, ClickException):
        return None

    if isinstance(error, MissingParameter) and error.param and error.ctx:
        from crmcli.commands.shared.needed import left_out

        return _told(left_out(error.param, error.ctx))

    if session_language() == "ko":
        from crmcli.commands.shared.help.usage import say_usage
        from crmcli.domain.text.visible import visible

        _tell("\n".join(map(visible, say_usage(error).split("\n"))))
    else:
        shown = io.StringIO()
        error.show(shown)
        _tell(shown.getvalue().rstrip("\n"))
    return error.exit_code


def _what_and_where(error: Exception) -> str:
    """What was raised, and the innermost place of ours that it passed."""
    said, step, place = f"{type(error).__name__}: {error}", error.__traceback__, ""
    while step is not None:
        path = step.tb_frame.f_code.co_filename.replace(os.sep, "/")
        if "/crmcli/" in path:
            place = f" (crmcli/{path.rpartition('/crmcli/')[2]}:{step.tb_lineno})"
        step = step.tb_next
    return said + place


def _tell(text: str) -> None:
    from crmcli.commands.shared.terminal import Screen

    Screen().tell(text)
