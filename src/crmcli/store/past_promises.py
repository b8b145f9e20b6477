"""What each account promised over its whole past, as git recorded it: one walk through the commits, each content asked once ever."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from crmcli.history.renames import renames
from crmcli.reports.promises import Promises, Written, followed, renamed_promises, written
from crmcli.store.past import Change, Past
from crmcli.store.past_memory import keep_past, recall_past
from crmcli.store.reading import account_id
from crmcli.store.undoing import commits_that_undo

KEPT = 8


class Step(NamedTuple):
    """What one commit changed on its day; `undoes` where it takes back an earlier one."""

    day: date
    changes: list[Change]
    undoes: bool


def past_promises(past: Past, as_of: date, progress: Callable[[int, int], None] | None = None) -> dict[str, Promises]:
    """The promises of every account there is, with each day they were for up to that day's commits on the line of the past. Nothing when nothing was ever committed."""
    if not past.is_recorded():
        return {}
    past.reach(None)
    head, cache = past.resolve(past.line).id, past.blobs.cache
    key = f"promises {head} {as_of} {past.zone_name}"
    known: dict[str, Promises] | None = recall_past(cache, key)
    if known is None:
        undoing = commits_that_undo(past.root, head)
        versions = [
            Step(commit.when.date(), changes, commit.id in undoing)
            for commit, changes in past.log(tip=head)
            if commit.when.date() <= as_of
        ]
        versions.reverse()
        wanted = {each.new_blob for step in versions for each in step.changes if each.is_account}
        known = _told(past, versions, _contents(past, wanted, progress))
        keep_past(cache, "promises", key, known, KEPT)
    return known


def _contents(past: Past, wanted: set[str | None], progress: Callable[[int, int], None] | None) -> dict[str | None, list[Written] | None]:
    """The promises of each content; None for a broken one."""
    cache = past.blobs.cache
    known: dict[Any, Any] = recall_past(cache, "promised") or {}
    missing = [oid for oid in wanted if oid is not None and oid not in known]
    for done, (oid, blob) in enumerate(past.blobs.read_all(missing), start=1):
        account = blob.account("accounts/any.yaml")
        known[oid] = None if account is None else written(account)
        if progress:
            progress(done, len(missing))
    if missing:
        keep_past(cache, "promised", "promised", known, 1)
    return known


def _called_now(past: Past, change: Change, old: Promises, now: list[Written]) -> Promises:
    """The promises under the ids that their deals and plans have in the next version."""
    keys = {(each.kind, each.subject) for each in now}
    if old.keys() <= keys or keys <= old.keys() or not (change.old_blob and change.old_path and change.new_blob and change.new_path):
        return old
    before, after = past.account(change.old_blob, change.old_path), past.account(change.new_blob, change.new_path)
    if before is None or after is None:
        return old
    by = renames(before, after)
    return renamed_promises(old, by.deals, by.plans)


def _told(past: Past, versions: list[Step], contents: dict[str | None, list[Written] | None]) -> dict[str, Promises]:
    """Version after version: a file that was renamed keeps its past, one that was deleted loses it, and a broken version says nothing.

    What was undone never was: the file knows again what it knew when it had this content.
    """
    found: dict[str, Promises] = {}
    keeps = any(step.undoes for step in versions)
    knew: dict[tuple[str, str | None], Promises] = {}
    for day, changes, undoes in versions:
        before: dict[str, Promises] = {change.old_path: found.pop(change.old_path, {}) for change in changes if change.old_path is not None and (change.status in "RD")}
        for change in changes:
            if change.new_path is None or not change.is_account:
                continue
            old = before.get(change.old_path or "", {}) if change.status == "R" else found.get(change.new_path, {})
            now = contents.get(change.new_blob)
            told = old if now is None else followed(_called_now(past, change, old, now), now, day)
            content = change.new_path, change.new_blob
            found[change.new_path] = knew.get(content, told) if undoes else told
            if keeps:
                knew[content] = found[change.new_path]
    return {account_id(path): found[path] for path in sorted(found, reverse=True)}  # of two files of one id the first counts
