"""Which file of a commit is the same account under another name?"""

from collections.abc import Callable

from crmcli.domain.records.account import Account
from crmcli.history.pairing import Found, paired
from crmcli.store.past.commits import Change
from crmcli.store.shapes.reading import account_id


def joined(account: Callable[[str, str], Account | None], changes: list[Change]) -> list[Change]:
    """What went and what came in one commit, as one change where it is the same account in a file
    of another name.
    """
    gone = {
        each.old_path: each
        for each in changes
        if each.status == "D" and each.old_path and each.is_account
    }
    come = {
        each.new_path: each
        for each in changes
        if each.status == "A" and each.new_path and each.is_account
    }
    if not gone or not come:
        return changes
    was = {
        path: Found(account_id(path), each.old_blob or "", account(each.old_blob or "", path))
        for path, each in gone.items()
    }
    now = {
        path: Found(account_id(path), each.new_blob or "", account(each.new_blob or "", path))
        for path, each in come.items()
    }
    pairs = {new: old for old, new in paired(was, now).items()}
    moved = [
        Change("R", old, new, gone[old].old_blob, come[new].new_blob) for new, old in pairs.items()
    ]
    return [
        *(
            each
            for each in changes
            if each.new_path not in pairs and each.old_path not in pairs.values()
        ),
        *moved,
    ]
