"""Which form of an English word follows a count: 1 account, 2 accounts."""

import re
from collections.abc import Sequence

# `account(s)`, and `(is|are)` or `entr(y|ies)` where a word has two forms
_FORM = re.compile(r"\{(?P<number>\d+)\}|\((?:(?P<one>[a-z ]+)\|(?P<several>[a-z ]+)|s)\)")


def counted(text: str, words: Sequence[str]) -> str:
    """The template with each form chosen by the placeholder before it."""
    is_one = False

    def chosen(found: re.Match[str]) -> str:
        nonlocal is_one
        if found["number"]:
            is_one = words[int(found["number"])] == "1"
            return found[0]
        return (found["one"] or "") if is_one else (found["several"] or "s")

    return _FORM.sub(chosen, text)
