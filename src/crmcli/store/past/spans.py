"""Which content did every file of the book have, from which commit on, along the line of first
parents?
"""

from datetime import datetime
from typing import NamedTuple

from crmcli.store.files.scan import POLICY
from crmcli.store.past.versions import Past
from crmcli.store.shapes.reading import account_id


class Since(NamedTuple):
    """From this moment on a file said this; `blob` is None where it was gone."""

    moment: datetime
    commit: str
    path: str
    blob: str | None


class Spans(NamedTuple):
    """What each account's file said since when, oldest first, by the account's id; and crm.yaml."""

    accounts: dict[str, list[Since]]
    policy: list[Since]


def spans(past: Past) -> Spans:
    """Every change of every file that is a state of the book on some day.

    Which state holds on a day, the last commit by its end decides. A commit that says to be older
    than one before it is taken for as old as the newest one after it says: of its own day it was
    never the last.
    """
    found, policy = dict[str, list[Since]](), list[Since]()
    moment: datetime | None = None
    for commit, changes in past.log():
        moment = commit.when if moment is None else min(moment, commit.when)
        for change in changes:
            path = change.new_path or change.old_path or ""
            if path == POLICY:
                policy.append(Since(moment, commit.id, path, change.new_blob))
            elif change.is_account:
                _take(found, Since(moment, commit.id, path, change.new_blob))
                if change.old_path and account_id(change.old_path) != account_id(path):
                    _take(found, Since(moment, commit.id, change.old_path, None))
    return Spans({key: each[::-1] for key, each in found.items()}, policy[::-1])


def _take(found: dict[str, list[Since]], each: Since) -> None:
    """The newest come first; of several of one commit the one that is there counts."""
    known = found.setdefault(account_id(each.path), [])
    if known and known[-1].commit == each.commit:
        if known[-1].blob is None:
            known[-1] = each
    else:
        known.append(each)
