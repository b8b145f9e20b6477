"""Does a text match a regular expression?

In a time that grows with the text alone, whatever the expression.

RE2 has no backtracking, so neither back references nor looking around: what needs them is an error.
"""

from collections.abc import Callable
from functools import lru_cache

import re2

from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.tree import Text

LONGEST = 500  # characters
_FAULTS = {
    "missing )": "error-query-pattern-open",
    "missing ]": "error-query-pattern-open",
    "unexpected )": "error-query-pattern-closed",
    "character class": "error-query-pattern-class",
    "repetition size": "error-query-pattern-size",
    "repetition operator": "error-query-pattern-repeat",
    "argument to repetition": "error-query-pattern-repeat",
    "escape sequence": "error-query-pattern-escape",
    "perl operator": "error-query-pattern-group",
    "Perl syntax": "error-query-pattern-group",
    "capture group": "error-query-pattern-group",
}


def matcher(pattern: Text) -> Callable[[str], bool]:
    """Asks whether any part of a text matches; upper and lower case are the same.

    Raises QueryError for what is no regular expression.
    """
    if len(pattern.value) > LONGEST:
        raise QueryError(
            Message("error-query-long-pattern", (LONGEST,)), pattern.at, pattern.length
        )
    try:
        return _compiled(pattern.value)
    except re2.error as error:
        said = (
            error.args[0].decode("utf-8", "replace")
            if error.args and isinstance(error.args[0], bytes)
            else str(error)
        )
        raise QueryError(
            _explained(said), pattern.at, pattern.length, Message("hint-query-bad-pattern")
        ) from None


def _explained(said: str) -> Message:
    """What RE2 found wrong, in our words: its own are English only, and another matter with every
    release.
    """
    _, _, part = said.partition(": ")
    key = next((key for words, key in _FAULTS.items() if words in said), None)
    return Message(key, (part,)) if part and key else Message("error-query-bad-pattern")


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Callable[[str], bool]:
    options = re2.Options()
    options.log_errors, options.case_sensitive, options.never_capture = False, False, True
    search = re2.compile(pattern, options).search
    return lambda text: search(text) is not None
