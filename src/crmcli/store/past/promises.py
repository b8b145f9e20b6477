"""What each account promised over its whole past, as git recorded it: one walk through the commits,
each content asked once ever.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from crmcli.history.renames import renames
from crmcli.reports.pipeline.promises import (
    PromiseAsWritten,
    Promises,
    followed,
    renamed_promises,
    written,
)
from crmcli.store.book.load import Skipped
from crmcli.store.git.undoing import commits_that_undo
from crmcli.store.past.book_at import SHORT
from crmcli.store.past.commits import Change
from crmcli.store.past.memory import keep_past, recall_past
from crmcli.store.past.versions import Past
from crmcli.store.shapes.reading import account_id

KEPT = 8


class PromiseMoves(NamedTuple):
    """What one commit changed on its day; `undoes` where it takes back an earlier one."""

    day: date
    changes: list[Change]
    undoes: bool
    commit: str


class PastPromises(NamedTuple):
    """Every account's promises over its past, and the versions that cannot be read though nothing
    readable came before them: they may hide a move.
    """

    of: dict[str, Promises]
    unread: list[Skipped]


def past_promises(
    past: Past, as_of: date, progress: Callable[[int, int], None] | None = None
) -> PastPromises:
    """The promises of every account there is, with each day they were for up to that day's commits
    on the line of the past. Nothing when nothing was ever committed.
    """
    if not past.is_recorded():
        return PastPromises({}, [])
    past.reach(None)
    head, cache = past.resolve(past.line).id, past.blobs.cache
    key = f"promises {head} {as_of} {past.zone_name}"
    known: tuple[dict[str, Promises], list[tuple[str, str, str]]] | None = recall_past(cache, key)
    if known is None:
        undoing = commits_that_undo(past.root, head)
        versions = [
            PromiseMoves(commit.when.date(), changes, commit.id in undoing, commit.id)
            for commit, changes in past.log(tip=head)
            if commit.when.date() <= as_of
        ]
        versions.reverse()
        wanted = {each.new_blob for step in versions for each in step.changes if each.is_account}
        contents = _contents(past, wanted, progress)
        known = _told(past, versions, contents), _unread(versions, contents)
        keep_past(cache, "promises", key, known, KEPT)
    promises, unread = known
    return PastPromises(promises, [_skipped(past, *each) for each in unread])


def _unread(
    versions: list[PromiseMoves], contents: dict[str | None, list[PromiseAsWritten] | None]
) -> list[tuple[str, str, str]]:
    """Commit, path and content of each file's first version where that cannot be read; later ones
    cannot hide more than the days between two that can.
    """
    seen: set[str] = set()
    found: dict[str, tuple[str, str, str]] = {}
    for step in versions:
        for change in step.changes:
            if (
                not change.is_account
                or change.new_path is None
                or change.new_blob is None
                or change.new_path in seen
            ):
                continue
            if contents.get(change.new_blob) is not None or change.status == "R":
                seen.add(change.new_path)
            else:
                found.setdefault(change.new_path, (step.commit, change.new_path, change.new_blob))
    return sorted(found.values())


def _skipped(past: Past, commit: str, path: str, blob: str) -> Skipped:
    return Skipped(f"{commit[:SHORT]}:{path}", past.blobs.read(blob).wrong(path), is_past=True)


def _contents(
    past: Past, wanted: set[str | None], progress: Callable[[int, int], None] | None
) -> dict[str | None, list[PromiseAsWritten] | None]:
    """The promises of each content; None for a broken one."""
    cache = past.blobs.cache
    known: dict[str | None, list[PromiseAsWritten] | None] = recall_past(cache, "promised") or {}
    missing = [oid for oid in wanted if oid is not None and oid not in known]
    for done, (oid, blob) in enumerate(past.blobs.read_all(missing), start=1):
        account = blob.account("accounts/any.yaml")
        known[oid] = None if account is None else written(account)
        if progress:
            progress(done, len(missing))
    if missing:
        keep_past(cache, "promised", "promised", known, 1)
    return known


def _called_now(past: Past, change: Change, old: Promises, now: list[PromiseAsWritten]) -> Promises:
    """The promises under the ids that their deals and plans have in the next version."""
    keys = {(each.kind, each.subject) for each in now}
    if (
        old.keys() <= keys
        or keys <= old.keys()
        or not (change.old_blob and change.old_path and change.new_blob and change.new_path)
    ):
        return old
    before, after = (
        past.account(change.old_blob, change.old_path),
        past.account(change.new_blob, change.new_path),
    )
    if before is None or after is None:
        return old
    by = renames(before, after)
    return renamed_promises(old, by.deals, by.plans)


def _told(
    past: Past,
    versions: list[PromiseMoves],
    contents: dict[str | None, list[PromiseAsWritten] | None],
) -> dict[str, Promises]:
    """Version after version: a file that was renamed keeps its past, one that was deleted loses it,
    and a broken version says nothing.

    What was undone never was: the file knows again what it knew when it had this content.
    """
    found: dict[str, Promises] = {}
    keeps = any(step.undoes for step in versions)
    knew: dict[tuple[str, str | None], Promises] = {}
    for day, changes, undoes, _ in versions:
        before: dict[str, Promises] = {
            change.old_path: found.pop(change.old_path, {})
            for change in changes
            if change.old_path is not None and (change.status in "RD")
        }
        for change in changes:
            if change.new_path is None or not change.is_account:
                continue
            old = (
                before.get(change.old_path or "", {})
                if change.status == "R"
                else found.get(change.new_path, {})
            )
            now = contents.get(change.new_blob)
            told = old if now is None else followed(_called_now(past, change, old, now), now, day)
            content = change.new_path, change.new_blob
            found[change.new_path] = knew.get(content, told) if undoes else told
            if keeps:
                knew[content] = found[change.new_path]
    # of two files of one id the first counts
    return {account_id(path): found[path] for path in sorted(found, reverse=True)}
