"""Does a text match a regular expression? In a time that grows with the text alone, whatever the expression.

RE2 has no backtracking, so neither back references nor looking around: what needs them is an error.
"""

from collections.abc import Callable
from functools import lru_cache

import re2

from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.tree import Text

LONGEST = 500  # characters


def matcher(pattern: Text) -> Callable[[str], bool]:
    """Asks whether any part of a text matches; upper and lower case are the same. Raises QueryError for what is no regular expression."""
    if len(pattern.value) > LONGEST:
        raise QueryError(Message("query-long-pattern", (LONGEST,)), pattern.at, pattern.length)
    try:
        return _compiled(pattern.value)
    except re2.error as error:
        said = error.args[0].decode("utf-8", "replace") if error.args and isinstance(error.args[0], bytes) else str(error)
        raise QueryError(Message("query-bad-pattern", (said,)), pattern.at, pattern.length, Message("query-bad-pattern-hint")) from None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Callable[[str], bool]:
    options = re2.Options()
    options.log_errors, options.case_sensitive, options.never_capture = False, False, True
    search = re2.compile(pattern, options).search
    return lambda text: search(text) is not None
