"""What an answer had to leave out, told: the gravest problem of each file, as plain data and as
notes below a table.
"""

from collections.abc import Sequence

from crmcli.domain.finding import Problem
from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.store.book.load import Skipped


def gravest(problems: Sequence[Problem]) -> Problem:
    """The first problem that keeps a file from being read, else the first."""
    return next((problem for problem in problems if problem[0].rule != "unknown-key"), problems[0])


def skipped_row(skipped: Skipped, phrases: Phrases) -> dict[str, object]:
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


def left_out(skipped: Sequence[Skipped], lacks: Sequence[Message]) -> list[Message]:
    """Notes below a table: how many files it does not count, and what of the past was not there."""
    count = Message("note-files-count" if len(skipped) > 1 else "note-file-count", (len(skipped),))
    files = [Message("note-files-skipped", (count,))] if skipped else []
    return [*files, *dict.fromkeys(lacks)]
