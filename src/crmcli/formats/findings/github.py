"""Findings as workflow commands: GitHub Actions turns each line into an annotation beside the line
of the file, and folds each file's in the log.
"""

from collections.abc import Mapping, Sequence

from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.text.visible import visible

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
SHOWN = 10  # annotations of one kind that GitHub shows of a step; the log has all


def render(spots: Sequence[LocatedFinding], *, write: str = "") -> str:
    """Which annotation stands where? The findings of one file are one group.

    Files are relative to the working directory, which has to be the repository's root. `write` is
    the word before what to write instead.

    Each line is one command and no more: what a record says can end neither the line nor the
    properties before the message.
    """
    if not spots:
        return ""
    lines = [
        f"::group::{_data(spots[0].file)} ({len(spots)})",
        *(_command(spot, write) for spot in spots),
        "::endgroup::",
    ]
    return "".join(f"{line}\n" for line in lines)


def not_shown(severities: Mapping[str, int]) -> int:
    """How many annotations does GitHub leave out, given how many there are of each severity?"""
    return sum(max(0, count - SHOWN) for count in severities.values())


def _command(spot: LocatedFinding, write: str) -> str:
    # GitHub drops both columns when the end comes first
    properties = {
        "file": spot.file,
        "line": str(spot.line),
        "col": str(spot.column),
        "endColumn": str(max(spot.end_column, spot.column)),
        "title": spot.rule,
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{spot.message}\n{write}: {spot.write}" if spot.write else spot.message
    return f"::{COMMANDS[spot.severity]} {told}::{_data(text)}"


def _data(text: str) -> str:
    """Escape a message as the runner unescapes it; what is left of control characters is made
    visible, because the log is a terminal.
    """
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
