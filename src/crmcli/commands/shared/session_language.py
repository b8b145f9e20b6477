"""The language of this run, where no command has been read yet: for help, and for what is wrong
with the words of the command line.
"""

import os
import sys

from crmcli.commands.shared.offers import words_on_line
from crmcli.commands.shared.telling.say import of_locale

# what the one line that says it may look like, of those that need no reading
_PLAIN = {b"": "en", b"language: ko": "ko", b"language: en": "en"}


def session_language() -> str:
    """What --lang says, else the locale, else the book at hand."""
    words = words_on_line() if "_CRM_COMPLETE" in os.environ else sys.argv
    asked = next((word[7:] for word in words if word.startswith("--lang=")), None)
    if asked is None and "--lang" in words[:-1]:
        asked = words[words.index("--lang") + 1]
    asked = asked and asked.strip().lower()
    known = asked if asked in ("ko", "en") else of_locale()
    return known or _book_language(words[1:]) or "en"


def _book_language(words: list[str]) -> str | None:
    """The language that the book at hand names, as far as it can be told."""
    from crmcli.store.book.replay import Opening, root_in

    try:
        root = root_in(words)
        if root is None:
            return None
        from crmcli.store.files.policy_glance import lines_with

        said = lines_with(root, b"language")
        plain = None if said is None else _PLAIN.get(b"\n".join(said).rstrip())
        if plain is not None:
            return plain
        from crmcli.store.book.opening import open_book
        from crmcli.store.files.scan import glance

        opening = Opening("", scan=glance(root))
        return open_book(root, use_cache=False, opening=opening).policy.language
    except Exception:  # noqa: BLE001 - what is to be told is told in any case
        return None
