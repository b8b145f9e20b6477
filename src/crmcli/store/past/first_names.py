"""Under which ids did accounts, and what stands in them, first come into the book?

Those names never change again, whatever is renamed: what was given out under them is found again.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.history.renames import SECTIONS, Renames, renames
from crmcli.store.book.opening import Book
from crmcli.store.past.commits import Change
from crmcli.store.past.diff import committed, paired_ids, present
from crmcli.store.past.memory import keep_past, recall_past
from crmcli.store.past.versions import Past
from crmcli.store.shapes.reading import account_id

KEPT = 8
Ids = tuple[tuple[str, ...], ...]  # a version's keys, section by section
Progress = Callable[[int, int], None]


class Trail(NamedTuple):
    """One account's past: its first id, and its contents from the first to the last."""

    first: str
    blobs: tuple[str, ...]


class FirstNames(NamedTuple):
    """What an account was called at first; by section, and by the present ids, what is in it."""

    account: str
    sections: Mapping[str, Mapping[str, str]] = {}

    def of(self, section: str, key: str) -> str:
        """The first id of what has this one now."""
        return self.sections.get(section, {}).get(key, key)


class Naming:
    """Names given out in the order in which things come: one that goes and comes again has its
    own, and none is given to two that are there together.
    """

    def __init__(self, first: Callable[[str], str] = str) -> None:
        self.names: dict[str, str] = {}  # of those that are there, by what they are called now
        self._first = first  # the name of what was never here before
        self._gone: dict[str, str] = {}

    def step(self, now: Iterable[str], by: Mapping[str, str]) -> None:
        """These are there now; `by` says which of those before are called otherwise."""
        before, was = self.names, {new: old for old, new in by.items()}
        now = tuple(now)
        old = {key: was.get(key, "" if key in by else key) for key in now}
        kept = {key: before[old[key]] for key in now if old[key] in before}
        taken = set(kept.values())
        self._gone |= {key: name for key, name in before.items() if name not in taken}
        self.names = kept
        for key in now:
            if key not in kept:
                kept[key] = self._new(key, taken)
                taken.add(kept[key])

    def _new(self, key: str, taken: set[str]) -> str:
        name, number = self._gone.pop(key, self._first(key)), 2
        while name in taken:
            name, number = f"{self._first(key)} {number}", number + 1
        return name


def first_names(
    past: Past, book: Book | None, accounts: Collection[str], progress: Progress | None = None
) -> dict[str, FirstNames]:
    """The first names of these accounts, up to the last commit, and with a book up to its files as
    they are. Nothing where nothing was ever committed.
    """
    if not accounts or not past.is_recorded():
        return {}
    past.reach(None)
    head, cache = past.resolve(past.line), past.blobs.cache
    old = committed(past, head)
    now = present(book, old) if book else old
    was = {new: key for key, new in paired_ids(old, now).items()}
    wanted = {key: was.get(key, key) for key in accounts}
    asked = sha256("\n".join(sorted(wanted.values())).encode("utf-8", "surrogatepass"))
    key = f"first names {head.id} {asked.hexdigest()}"
    known: dict[str, tuple[str, dict[str, dict[str, str]]]] | None = recall_past(cache, key)
    if known is None:
        known = _followed(past, head.id, set(wanted.values()), progress)
        keep_past(cache, "first names", key, known, KEPT)
    found = {}
    for each, before in wanted.items():
        first, sections = known.get(before, (before, {}))
        if before in known and old.contents.get(before) != now.contents.get(each):
            sections = _up_to_now(sections, old.account(before), now.account(each))
        found[each] = FirstNames(first, sections)
    return found


def _up_to_now(
    sections: dict[str, dict[str, str]], was: Account | None, now: Account | None
) -> dict[str, dict[str, str]]:
    """The same after what is not committed yet."""
    if was is None or now is None:
        return sections
    by, found = renames(was, now), {}
    for section in SECTIONS:
        naming = Naming()
        naming.names = sections.get(section, {})
        naming.step(getattr(now, section), getattr(by, section))
        found[section] = naming.names
    return found


def _followed(
    past: Past, head: str, wanted: set[str], progress: Progress | None
) -> dict[str, tuple[str, dict[str, dict[str, str]]]]:
    """The first names in the last commit, in plain data."""
    trails = _trails(past, head, wanted)
    ids = _ids(past, {blob for each in trails.values() for blob in each.blobs}, progress)
    return {key: (each.first, _sections(past, each.blobs, ids)) for key, each in trails.items()}


def _trails(past: Past, head: str, wanted: set[str]) -> dict[str, Trail]:
    """The past of each account that is wanted: commit by commit, whatever its file was called."""
    steps = [changes for _, changes in past.log(tip=head)]
    naming, blobs = Naming(account_id), dict[str, list[str]]()
    for changes in reversed(steps):
        moved = [each for each in changes if each.is_account]
        if any(each.status != "M" for each in moved):
            _move(naming, blobs, moved)
        for each in moved:
            if each.new_path is not None and each.new_blob is not None:
                blobs.setdefault(each.new_path, []).append(each.new_blob)
    # of two files of one id the first counts
    paths = {account_id(path): path for path in sorted(naming.names, reverse=True)}
    return {
        key: Trail(naming.names[path], tuple(blobs.get(path, ())))
        for key, path in paths.items()
        if key in wanted
    }


def _move(naming: Naming, blobs: dict[str, list[str]], changes: list[Change]) -> None:
    """Files came, went, or got other names in one commit."""
    by = {
        each.old_path: each.new_path
        for each in changes
        if each.status == "R" and each.old_path and each.new_path
    }
    gone = {each.old_path for each in changes if each.status in "RD" and each.old_path}
    come = [each.new_path for each in changes if each.status in "AR" and each.new_path]
    taken = {new: blobs.pop(old, []) for old, new in by.items()}
    naming.step([*(path for path in naming.names if path not in gone), *come], by)
    blobs |= taken


def _ids(past: Past, blobs: set[str], progress: Progress | None) -> dict[str, Ids | None]:
    """The keys of each content; None for one that cannot be read."""
    cache = past.blobs.cache
    known: dict[str, Ids | None] = recall_past(cache, "named") or {}
    missing = sorted(blobs - known.keys())
    for done, (oid, blob) in enumerate(past.blobs.read_all(missing), start=1):
        account = blob.account("accounts/any.yaml")
        known[oid] = account and tuple(tuple(getattr(account, each)) for each in SECTIONS)
        if progress:
            progress(done, len(missing))
    if missing:
        keep_past(cache, "named", "named", known, 1)
    return known


def _sections(
    past: Past, blobs: tuple[str, ...], ids: Mapping[str, Ids | None]
) -> dict[str, dict[str, str]]:
    """What the last of these contents has, by its first names; a broken one says nothing."""
    naming = {section: Naming() for section in SECTIONS}
    last: str = ""
    before: Ids = ()
    for blob in blobs:
        now = ids.get(blob)
        if now is None:
            continue
        by = _renamed(past, last, blob) if last and _may_be_renamed(before, now) else Renames()
        for section, keys in zip(SECTIONS, now, strict=True):
            naming[section].step(keys, getattr(by, section))
        last, before = blob, now
    return {section: each.names for section, each in naming.items()}


def _may_be_renamed(before: Ids, now: Ids) -> bool:
    """Did a key go and another come in one section?"""
    return any({*was} - {*are} and {*are} - {*was} for was, are in zip(before, now, strict=True))


def _renamed(past: Past, old: str, new: str) -> Renames:
    was, now = past.account(old, "accounts/any.yaml"), past.account(new, "accounts/any.yaml")
    return renames(was, now) if was and now else Renames()
