"""Which files make up the book in a commit?

The same rules as on disk (store/files/scan.py), but no link is followed.
"""

from typing import NamedTuple

from crmcli.store.files.scan import ACCOUNTS, NEARLY, POLICY, SUFFIX
from crmcli.store.past.objects import Entry, Objects


class Files(NamedTuple):
    """A commit's files of the book: contents by name, names refused with the reason, and git's name
    for all the accounts together.
    """

    blobs: dict[str, str]
    refused: list[tuple[str, str]]
    accounts: str = ""  # equal ids, equal accounts; empty when there is no such folder

    @property
    def policy(self) -> str | None:
        """The content of crm.yaml, if there is one."""
        return self.blobs.get(POLICY)


def recorded(objects: Objects, tree: str, prefix: bytes) -> Files:
    """The files of the book that lies below a folder of that repository's tree."""
    found = Files({}, [])
    for name in filter(None, prefix.split(b"/")):
        inner = next(
            (
                entry
                for entry in objects.folder(tree)
                if entry.name == name and entry.kind == "folder"
            ),
            None,
        )
        if inner is None:
            return found
        tree = inner.id
    accounts = ""
    for entry in objects.folder(tree):
        if entry.name == POLICY.encode():
            _take(entry, POLICY, found)
        elif entry.name == ACCOUNTS.encode() and entry.kind == "folder":
            accounts = entry.id
        elif entry.name == ACCOUNTS.encode() and entry.kind == "link":
            found.refused.append((ACCOUNTS, "file-link-past"))
    if accounts:
        _walk(objects, accounts, found)
    return found._replace(accounts=accounts)


def _walk(objects: Objects, accounts: str, found: Files) -> None:
    folders = [(accounts, ACCOUNTS)]
    for tree, folder in folders:  # grows while it is walked
        for entry in objects.folder(tree):
            if entry.name.startswith(b"."):
                continue
            path = f"{folder}/{entry.name.decode('utf-8', 'surrogateescape')}"
            if entry.kind == "folder" and _is_unicode(entry.name):
                folders.append((entry.id, path))
            elif entry.kind == "folder":
                found.refused.append((path, "file-name-bytes"))
            elif path.endswith(SUFFIX):
                _take(entry, path, found)
            elif path.lower().endswith(NEARLY):
                found.refused.append((path, "file-suffix"))


def _take(entry: Entry, path: str, found: Files) -> None:
    if not _is_unicode(entry.name):
        found.refused.append((path, "file-name-bytes"))
    elif entry.kind == "file":
        found.blobs[path] = entry.id
    elif entry.kind == "link":
        found.refused.append((path, "file-link-past"))
    else:
        found.refused.append((path, "file-special"))


def _is_unicode(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True
