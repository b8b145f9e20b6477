"""The quickest answer: the very command line typed before, over files none of which changed since,
on the same day.

This runs before anything else is imported. What it returns is what the command printed then. When
files or the day have changed, what the command line meant is still known, and the question is asked
again without parsing it; anything in doubt returns neither, and the command line is parsed.
"""

import os
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.store.cache.chunks import state_of
from crmcli.store.files.scan import CHANGE, Scan, find_root, scan

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache, RememberedAnswer

# What else besides the arguments shapes an answer.
_ENVIRONMENT = (
    "CRM_BOOK",
    "CRM_LANG",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "TERM",
    "COLORTERM",
    "FORCE_HYPERLINK",
    "TERM_PROGRAM",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "WT_SESSION",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "LC_CTYPE",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "TZ",
)

_UNANSWERABLE = frozenset(("--no-cache", "--version", "--help", "-h", "init", "schema", "cache"))
# Commands that write ask nothing that was asked before. A name missing here costs a millisecond.
_WRITING = frozenset(
    (
        "log",
        "new",
        "contact",
        "role",
        "plan",
        "deal",
        "contract",
        "case",
        "survey",
        "asset",
        "edit",
        "rename",
        "forget",
        "undo",
    )
)


class Recalled(NamedTuple):
    """What the command printed, and its exit status."""

    out: bytes
    err: bytes
    status: int
    may_page: bool = False


class Opening(NamedTuple):
    """What is known before the command line is even parsed: handed on so that nothing is done
    twice.
    """

    key: str
    scan: Scan | None = None
    cache: "Cache | None" = None
    # what these words meant before: the report, its options, the shared options
    request: tuple[Any, ...] | None = None  # marshalled: only numbers, texts and such


def _is_of(known: "RememberedAnswer", cache: "Cache", state: bytes) -> bool:
    """Is the answer about the files as they are now?"""
    if known.state:
        from crmcli.store.files.digest import digest_of

        return known.state == digest_of(state)
    return bool(
        cache.get("generation") == known.generation
        and cache.get("scan") == state
        and not cache.get("racy")
    )


def _keep_numbers(root: str, request: tuple[Any, ...] | None) -> None:
    """The list that is shown again is the one its rows' numbers mean from now on."""
    from crmcli.store.book import listing

    if request and len(request) > 3:
        listing.keep(root, request[3])


def question(arguments: list[str]) -> str:
    """Everything an answer depends on, besides the files and the day."""
    screens = [os.get_terminal_size(number) if _is_screen(number) else None for number in (1, 2)]
    surroundings = [os.environ.get(name) for name in _ENVIRONMENT]
    offset = time.localtime().tm_gmtoff  # whoever travels has another day
    return ascii(
        (arguments, os.getcwd(), surroundings, screens, getattr(sys.stdout, "encoding", ""), offset)
    )


def _is_screen(number: int) -> bool:
    try:
        return os.isatty(number)
    except OSError:
        return False


def root_in(arguments: list[str]) -> str | None:
    """Which book do the arguments mean, as far as a glance can tell?"""
    for place, argument in enumerate(arguments):
        if argument in ("-C", "--book"):
            return os.path.abspath(arguments[place + 1]) if place + 1 < len(arguments) else None
        if argument.startswith("--book="):
            return os.path.abspath(argument[7:])
        if argument.startswith("-C") and not argument.startswith("--"):
            return os.path.abspath(argument[2:])
    given = os.environ.get("CRM_BOOK")
    return os.path.abspath(given) if given else find_root(os.getcwd())


def recall(arguments: list[str]) -> Recalled | Opening:
    """What was printed for this before, if nothing that matters has changed."""
    try:
        opening = Opening(question(arguments))
    except OSError:
        return Opening("")
    writes = arguments[:1] and arguments[0] in _WRITING and arguments[1:2] != ["list"]
    if not arguments or writes or not _UNANSWERABLE.isdisjoint(arguments):
        return opening
    root = root_in(arguments)
    if root is None:
        return opening
    from crmcli.store.cache import database as memory
    from crmcli.store.git.kept_back import recalled

    cache = memory.connect(root, create=False)
    if cache is None:
        return opening
    opening = opening._replace(cache=cache)
    try:
        known = memory.remembered_answer(cache, opening.key)
        if known is None:
            return opening
        marked = recalled(root, cache)
        # a change that was cut off is finished first
        if os.path.lexists(os.path.join(root, CHANGE)):
            return opening._replace(request=known.request)
        # git's index has changed: what this checkout leaves out is looked up anew
        if marked is None:
            return opening._replace(request=known.request)
        if known.history:
            from crmcli.store.git.head import history_of

            if history_of(root) != known.history:  # a commit changes the answer, and no file
                return opening
        found = scan(root, marked)
        is_now = known.since <= time.time() < known.until
        if is_now and _is_of(known, cache, state_of(found)):
            cache.close()
            if "due" in arguments:
                _keep_numbers(root, known.request)
            return Recalled(known.out, known.err, known.status, known.may_page)
        return opening._replace(scan=found, request=known.request)
    except memory.DAMAGE:  # a damaged cache is not needed
        cache.close()
        return opening._replace(cache=None)
