"""Findings as workflow commands: GitHub Actions turns each line into an annotation beside the line
of the file.
"""

from collections.abc import Sequence

from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.text.visible import visible

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(spots: Sequence[LocatedFinding]) -> str:
    """Which annotation stands where?

    Files are relative to the working directory, which has to be the repository's root.

    Each line is one command and no more: what a record says can end neither the line nor the
    properties before the message.
    """
    return "".join(f"{_command(spot)}\n" for spot in spots)


def _command(spot: LocatedFinding) -> str:
    # GitHub drops both columns when the end comes first
    properties = {
        "file": spot.file,
        "line": str(spot.line),
        "col": str(spot.column),
        "endColumn": str(max(spot.end_column, spot.column)),
        "title": spot.rule,
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[spot.severity]} {told}::{_data(spot.message)}"


def _data(text: str) -> str:
    """Escape a message as the runner unescapes it; what is left of control characters is made
    visible, because the log is a terminal.
    """
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
