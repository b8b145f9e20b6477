"""A book opened for one run: its policy, its files, and what is remembered of them."""

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.finding import Finding, Problem
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.store.book.load import REFUSALS, AnyLibrary, Library, Progress
from crmcli.store.book.replay import Opening
from crmcli.store.cache.chunks import is_racy
from crmcli.store.files.digest import digest_of
from crmcli.store.files.scan import (
    CHANGE,
    MAX_BYTES,
    POLICY,
    UNFINISHED,
    Scan,
    find_root,
    read_bytes,
    scan,
)
from crmcli.store.git.kept_back import marked, without_policy
from crmcli.store.shapes.reading import START, Reading
from crmcli.store.yaml.tree import Tree, read_tree

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache

DEFAULTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "default.yaml")


class Book(NamedTuple):
    """An opened book. `problems` are those of its crm.yaml that did not keep it from being read."""

    root: str
    policy: Policy
    policy_digest: bytes
    problems: tuple[Problem, ...]
    library: AnyLibrary
    cache: "Cache | None"
    # the day of the commit that the files are taken from; None for the files as they are
    recorded: date | None = None


class PolicyBroken(Exception):
    """The book's crm.yaml cannot be read: its findings."""

    def __init__(self, root: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(POLICY)
        self.root, self.problems = root, problems


def locate(given: str | None) -> str:
    """The book's folder: the one named, else the nearest upwards.

    Raises CrmError when there is none, or git was told to leave its crm.yaml out.
    """
    try:
        here = os.getcwd()
    except FileNotFoundError:
        raise CrmError(Message("error-folder-gone"), Message("hint-folder-gone")) from None
    named = given or os.environ.get("CRM_BOOK")
    if named:
        root = os.path.abspath(named)
        if not os.path.lexists(os.path.join(root, POLICY)):
            refuse_without_policy(root, upwards=False)
            hint = Message("hint-no-book", (named,)) if given else Message("hint-no-book-env")
            if os.path.isfile(root):
                folder = os.path.dirname(root)
                near = os.path.relpath(find_root(folder) or folder)
                hint = Message("hint-no-book-file", (near,))
            raise CrmError(Message("error-no-book-there", (root,)), hint)
        return root
    found = find_root(here)
    if found is None:
        refuse_without_policy(here)
        raise CrmError(Message("error-no-book", (here,)), Message("hint-no-book", (".",)))
    return found


def refuse_without_policy(folder: str, *, upwards: bool = True) -> None:
    """Raises CrmError where git has a crm.yaml that this checkout has not: here is a book, and
    nobody is to make another.
    """
    found = without_policy(folder, upwards=upwards)
    if found is not None:
        raise CrmError(
            Message("error-policy-not-here", (os.path.join(found, POLICY),)),
            Message("hint-not-here"),
            status=4,
        )


def book_of(path: str) -> str | None:
    """The folder of the book that a path is in, also where its crm.yaml is not in this checkout."""
    return find_root(path) or without_policy(path)


def open_book(
    root: str,
    *,
    use_cache: bool = True,
    opening: Opening | None = None,
    progress: Progress | None = None,
) -> Book:
    """Open a book, going on from what the start of the run found out.

    Raises PolicyBroken when its crm.yaml cannot be read.
    """
    is_whole = not os.path.lexists(os.path.join(root, CHANGE)) or _is_whole(root)
    scanned, connected = (opening.scan, opening.cache) if opening else (None, None)
    cache = _cache(root, connected) if use_cache else None
    found = (
        scanned if scanned is not None and scanned.root == root else scan(root, marked(root, cache))
    )
    if not is_whole:
        found.refused.append((CHANGE, UNFINISHED))
    reading, digest = _policy(root, found, cache)
    if reading.tree is None:
        if cache:
            cache.close()
        raise PolicyBroken(root, reading.problems)
    return Book(
        root,
        policy_of(reading.tree),
        digest,
        reading.problems,
        Library(found, cache, progress),
        cache,
    )


def _is_whole(root: str) -> bool:
    from crmcli.store.files.whole import is_whole

    return is_whole(root)


def _cache(root: str, connected: "Cache | None") -> "Cache | None":
    """The book's cache: the one that the start of the run has open already, if it is this
    book's.
    """
    from crmcli.store.cache import database as memory

    if connected is not None and connected.path == memory.file_for(root):
        return connected
    return memory.connect(root)


def _policy(root: str, found: Scan, cache: "Cache | None") -> tuple[Reading[Policy], bytes]:
    """The policy's tree over the defaults, from memory while crm.yaml is what it was."""
    refused = dict(found.refused).get(POLICY)
    if refused:
        return Reading(None, ((Finding(REFUSALS.get(refused, refused), (), refused), START),)), b""
    entry = next((entry for entry in found.entries if entry[0] == POLICY), None)
    known = cache.get("policy") if cache else None
    if known and known[0] == entry:
        return Reading(known[2], ()), known[1]
    reading, data = _read_policy(root)
    digest = digest_of(data)
    if (
        cache
        and entry
        and reading.tree is not None
        and not reading.problems
        and not is_racy([entry], found.began)
    ):
        cache.put("policy", (entry, digest, reading.tree))
    return reading, digest


def policy_of(tree: Tree) -> Policy:
    """The policy that a tree over the defaults says."""
    from crmcli.store.shapes.policy import POLICY as SHAPE

    return SHAPE.decode(tree)


def _read_policy(root: str) -> tuple[Reading[Policy], bytes]:
    try:
        data = read_bytes(root, POLICY, MAX_BYTES)
    except OSError as error:
        return Reading(
            None, ((Finding("file-unreadable", (), "", (reason_of(error),)), START),)
        ), b""
    return policy_reading(data), data


def policy_reading(data: bytes) -> Reading[Policy]:
    """What a crm.yaml says, over the defaults; no tree when it is broken."""
    from crmcli.store.shapes.policy import POLICY as SHAPE
    from crmcli.store.shapes.policy import over_defaults
    from crmcli.store.shapes.reading import read

    given = read(data, SHAPE)
    if given.tree is None:
        return given
    wrong = [*_wrong_zone(given.tree), *_wrong_framework(given.tree)]
    if wrong:
        from crmcli.store.yaml.source import Source

        return Reading(None, tuple(map(Source(data).located, wrong)))
    return Reading(over_defaults(default_tree(), given.tree), given.problems)


def _wrong_zone(tree: Tree) -> Iterator[Finding]:
    zone = tree.get("timezone")
    if isinstance(zone, str) and not _is_zone(zone):
        yield Finding("bad-value", ("timezone",), "needs-timezone", (zone,))


def _wrong_framework(tree: Tree) -> Iterator[Finding]:
    said = tree.get("qualification")
    if said is not None:
        from crmcli.store.shapes.qualification import QUALIFICATION, wrong_framework

        yield from wrong_framework(QUALIFICATION.decode(said))


def _is_zone(name: str) -> bool:
    """Is it a time zone of this machine? Asked when crm.yaml is read, not on every start."""
    from zoneinfo import ZoneInfo

    try:
        return bool(ZoneInfo(name).key)
    except (OSError, ValueError, KeyError):
        return False


def default_tree() -> Tree:
    """The built-in policy."""
    with open(DEFAULTS, "rb") as file:
        return read_tree(file.read())


def with_holidays(book: Book, as_of: date) -> Policy:
    """The policy with every day off from two years before that day to two years after.

    Raises CrmError for an unknown country.
    """
    return holidays_of(book.policy, book.cache, as_of)


def holidays_of(policy: Policy, cache: "Cache | None", as_of: date) -> Policy:
    """The same of any policy."""
    days = frozenset(policy.holidays.extra)
    if policy.holidays.country:
        days |= _public_holidays(cache, policy.holidays.country, as_of.year)
    return policy._replace(holiday_dates=days)


def has_holidays(country: str) -> bool:
    """Are the holidays of the country known?"""
    import holidays

    return country in holidays.list_supported_countries()


def _public_holidays(cache: "Cache | None", country: str, year: int) -> frozenset[date]:
    key = f"holidays {country} {year}"
    known = cache.get(key) if cache else None
    if known is None:
        import holidays  # slow to import, and only here

        try:
            found = holidays.country_holidays(country, years=range(year - 2, year + 3))
        except (NotImplementedError, KeyError, ValueError):
            raise CrmError(
                Message("error-unknown-country", (country,)), Message("hint-unknown-country")
            ) from None
        known = [day.toordinal() for day in found]
        if cache:
            cache.put(key, known)
    return frozenset(date.fromordinal(day) for day in known)
