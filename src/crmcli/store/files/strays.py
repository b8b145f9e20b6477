"""Files that somebody may take for accounts of the book, and that no report reads.

Only who judges a whole book asks: what a book is made of, `store.files.scan` knows, and a start
pays for nothing here.
"""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.store.files.scan import ACCOUNTS, NEARLY, POLICY, SUFFIX, read_bytes

IMPORTS = "imports"  # mappings of other systems' tables, which name fields of accounts
_BEGIN = 1 << 13  # bytes that are looked at
_FEW = 3  # files of a folder that are opened, before it is no folder of accounts
# A name at the beginning of a line, and a section of an account: in YAML, or in quotes as in JSON.
_NAME = re.compile(rb'^\s*\{?\s*"?name"?\s*:', re.MULTILINE)
_SECTION = re.compile(
    rb'^\s*"?(?:contacts|deals|log|roles|plans|contracts|status|owner|segment)"?\s*:', re.MULTILINE
)
_BACKUP = re.compile(r"(?:~|\.(?:bak|backup|orig|old|save|copy|rej))\Z", re.IGNORECASE)
# What editors and programs that sync keep beside a file while they work: theirs to take away.
_OWN = re.compile(
    r"\A(?:~\$|#|\._)|\.(?:sw[a-p]|tmp|temp|part|partial|lock|crdownload)\Z|#\Z", re.IGNORECASE
)
_TEXTS = (".txt", ".json", ".md", ".text", ".yaml_", ".yam", ".ymal", ".yaml.", "")


class Stray(NamedTuple):
    """A file or folder that is not read, why it looks as if it were (a message key), and what it
    should be called.
    """

    path: str
    key: str
    name: str


def strays(root: str) -> Iterator[Stray]:
    """Below accounts/, and beside it."""
    yield from _beside(root)
    yield from _below(root)


def _beside(root: str) -> Iterator[Stray]:
    for name in names_of(root, ""):
        full = os.path.join(root, name)
        lower = name.lower()
        if os.path.islink(full):
            continue
        if os.path.isdir(full):
            if name != IMPORTS and not _is_accounts(root, full) and _holds_accounts(root, name):
                yield Stray(name, "unread-folder", ACCOUNTS)
        elif name != POLICY and lower in (POLICY, "crm.yml", f"{POLICY}.txt", "crm.yml.txt"):
            yield Stray(name, "unread-policy", POLICY)
        elif name != POLICY and lower.endswith((SUFFIX, *NEARLY)) and _is_account(root, name):
            yield Stray(name, "unread-beside", f"{ACCOUNTS}/{account_name(name)}")


def _is_accounts(root: str, folder: str) -> bool:
    """Is it the folder that is read, also where a system does not tell capitals apart?"""
    try:
        return os.path.samefile(folder, os.path.join(root, ACCOUNTS))
    except OSError:
        return False


def _holds_accounts(root: str, folder: str) -> bool:
    """Is there an account among its first files? A folder with a policy is a book of its own."""
    names = names_of(root, folder)
    if POLICY in names:
        return False
    files = [name for name in names if name.lower().endswith((SUFFIX, *NEARLY))]
    return any(_is_account(root, f"{folder}/{name}") for name in files[:_FEW])


def _below(root: str) -> Iterator[Stray]:
    folders = [ACCOUNTS]
    for folder in folders:  # grows while it is walked
        names = names_of(root, folder)
        known = set(names)
        for name in names:
            if name.endswith(SUFFIX):
                continue
            path = f"{folder}/{name}"
            full = os.path.join(root, path)
            if os.path.islink(full) or _OWN.search(name):
                continue
            if os.path.isdir(full):
                folders.append(path)
            elif key := _unread(root, folder, name, known):
                yield Stray(path, key, account_name(name))


def _unread(root: str, folder: str, name: str, known: set[str]) -> str:
    """Why would somebody think that it is read? Nothing for what is told already, or is no account.

    A copy beside its original is what an editor keeps of what stood there.
    """
    path = f"{folder}/{name}"
    if name.lower().endswith(NEARLY):
        return ""
    original = _BACKUP.sub("", name)
    if original != name:
        is_kept = original in known or not original.lower().endswith((SUFFIX, *NEARLY))
        return "" if is_kept or not _is_account(root, path) else "unread-backup"
    is_text = os.path.splitext(name.lower())[1] in _TEXTS
    return "unread-record" if is_text and _is_account(root, path) else ""


def _is_account(root: str, path: str) -> bool:
    try:
        data = read_bytes(root, path, _BEGIN)
    except OSError:
        return False
    return b"\0" not in data and bool(_NAME.search(data)) and bool(_SECTION.search(data))


def account_name(name: str) -> str:
    """What a file should be called to be read, whatever kind its name says it is of."""
    kinds = r"(?:\.(?:ya?ml_?|yam|ymal|json|md|te?xt)|\.)+\Z"
    return re.sub(kinds, "", _BACKUP.sub("", name), flags=re.IGNORECASE) + SUFFIX


def names_of(root: str, folder: str) -> list[str]:
    """What is in a folder by name, but for what begins with a dot and what no text can hold;
    nothing where there is no such folder.
    """
    try:
        names = os.listdir(os.path.join(root, folder))
    except OSError:
        return []
    return sorted(name for name in names if name[0] != "." and _is_text(name))


def _is_text(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)
