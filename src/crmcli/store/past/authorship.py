"""Who committed lately, and how long after an interaction was it written down?"""

from datetime import date
from itertools import chain

from crmcli.domain.records.policy import Policy
from crmcli.domain.time.calendar import plus_days
from crmcli.history.lists import added
from crmcli.history.timeline import author_of
from crmcli.reports.queries.quality_facts import LATELY, WINDOW
from crmcli.reports.queries.quality_parts import Writing
from crmcli.store.past.commits import Change, Commit
from crmcli.store.past.memory import keep_past, recall_past
from crmcli.store.past.versions import Past


def past_writing(past: Past, policy: Policy, as_of: date) -> Writing | None:
    """The last 90 days as git recorded them; None without a repository, or before its first commit.

    Entries that came with a new file are left out: those may have been copied from elsewhere.

    A merge brings nothing of its own.
    """
    if not past.is_recorded():
        return None
    since = plus_days(as_of, 1 - WINDOW)
    past.reach(since)
    found = [
        (commit, changes)
        for commit, changes in past.log(since, first_parent=False)
        if commit.when.date() <= as_of and len(commit.parents) < 2
    ]
    commits: dict[str, tuple[int, int]] = {}
    for commit, _ in found:
        member = author_of(commit.who, commit.email, policy).member
        if member is not None:
            lately, all_ = commits.get(member, (0, 0))
            commits[member] = (
                lately + (commit.when.date() >= plus_days(as_of, 1 - LATELY)),
                all_ + 1,
            )
    return Writing(
        commits,
        list(chain.from_iterable(_lags(past, commit, changes) for commit, changes in found)),
    )


def _lags(past: Past, commit: Commit, changes: list[Change]) -> list[int]:
    """The days from each entry's date to the commit that brought it, less than 0 for one of the
    future; known once for each commit.
    """
    cache = past.blobs.cache
    key = f"days {commit.id} {past.zone_name}"
    known: list[int] | None = recall_past(cache, key)
    if known is None:
        known = [lag for change in changes for lag in _of_file(past, commit, change)]
        keep_past(cache, "days", key, known, 2_000)
    return known


def _of_file(past: Past, commit: Commit, change: Change) -> list[int]:
    if (
        change.old_blob is None
        or change.new_blob is None
        or change.old_path is None
        or change.new_path is None
        or not change.is_account
    ):
        return []
    before, after = (
        past.account(change.old_blob, change.old_path),
        past.account(change.new_blob, change.new_path),
    )
    if before is None or after is None:
        return []
    return [(commit.when.date() - entry.date).days for entry in added(before.log, after.log)]
