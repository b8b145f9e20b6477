"""What was left out of an answer, told: which file, where its gravest problem stands, and how many
more there are.
"""

import os
from collections.abc import Sequence
from typing import Any

from crmcli.domain.finding import Problem
from crmcli.messages import Phrases
from crmcli.store.book.load import Skipped


def gravest(problems: Sequence[Problem]) -> Problem:
    """The first problem that keeps a file from being read, else the first."""
    return next((problem for problem in problems if problem[0].rule != "unknown-key"), problems[0])


def skipped_line(skipped: Skipped, shown: str, severity: str, phrases: Phrases) -> str:
    """The file for a person, in one line."""
    from crmcli.domain.text.visible import visible

    finding, place = gravest(skipped.problems)
    say = phrases.say(finding.message)
    more = (
        f" ({phrases('told-more-findings', len(skipped.problems) - 1)})"
        if len(skipped.problems) > 1
        else ""
    )
    grave = phrases(f"common-{severity}")
    return visible(f"{shown}:{place.line}:{place.column}: {grave}: {say} [{finding.rule}]{more}")


def skipped_row(skipped: Skipped, phrases: Phrases) -> dict[str, Any]:
    """The file for a program."""
    finding, place = gravest(skipped.problems)
    message = phrases.say(finding.message)
    return {
        "file": skipped.path,
        "line": place.line,
        "column": place.column,
        "rule": finding.rule,
        "message": message,
        "findings": len(skipped.problems),
    }


def shown_path(root: str, path: str) -> str:
    """A file of the book as seen from where the user stands."""
    full = os.path.join(root, path)
    try:
        near = os.path.relpath(full)
    except (ValueError, FileNotFoundError):  # another drive, or a folder that is gone
        return full
    return full if near.startswith(os.pardir + os.sep + os.pardir) else near
