"""Under which ids does a later state of the book have what an earlier one told of?"""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.history.renames import Renames, renames
from crmcli.reports.pipeline.promises import Promises, renamed_promises
from crmcli.store.past.diff import State, paired_ids


class Called(NamedTuple):
    """An account's id in the later state, and what goes by another id in it."""

    id: str
    by: Renames = Renames()


def called_now(old: State, new: State, accounts: Iterable[str]) -> dict[str, Called]:
    """For accounts of the older state how they are called in the newer one; those that are not
    there any more keep their id.
    """
    pairs, found = paired_ids(old, new), {}
    for key in accounts:
        after = pairs.get(key, key)
        found[key] = Called(after)
        if (
            key in old.contents
            and after in new.contents
            and old.contents[key] != new.contents[after]
        ):
            was, now = old.account(key), new.account(after)
            if was and now:
                found[key] = Called(after, renames(was, now))
    return found


def promises_now(recorded: dict[str, Promises], old: State, new: State) -> dict[str, Promises]:
    """What was promised, under the ids that accounts, deals and plans have in the newer state."""
    called = called_now(old, new, recorded)
    return {
        called[key].id: renamed_promises(each, called[key].by.deals, called[key].by.plans)
        for key, each in recorded.items()
    }
