"""What one clone of a book must be told before its git merges and compares account files as crm
does.
"""

import os
from contextlib import suppress
from typing import NamedTuple

from crmcli.store.files.scan import ACCOUNTS
from crmcli.store.git.attributes import ATTRIBUTES, ATTRIBUTES_FILE, add_line
from crmcli.store.git.git import git

DRIVER = "crm merge-file %O %A %B %P"
# A hunk is named after the section, contact, deal or other entry it is in: a key at the left, or
# two spaces further in.
SECTIONS = "^( {0,2}[^] \t#{}[-][^:]*:.*)$"
SETTINGS = {
    "merge.crm.name": "account files, merged by what they say",
    "merge.crm.driver": DRIVER,
    "diff.crm.xfuncname": SECTIONS,
}


class Clone(NamedTuple):
    """What git has been told here: the settings by name, and whether account files are given to
    them.
    """

    settings: dict[str, str]
    merges: bool
    compares: bool

    @property
    def can_merge(self) -> bool:
        """Is our merge driver installed?"""
        return self.settings.get("merge.crm.driver") == DRIVER

    @property
    def can_compare(self) -> bool:
        """Does git know what to call a hunk?"""
        return self.settings.get("diff.crm.xfuncname") == SECTIONS


def clone_at(root: str) -> Clone:
    """The clone that a book is in."""
    found = {}
    for name in SETTINGS:
        said = git(root, "config", "--local", "--get", name)
        if said.returncode == 0:
            found[name] = said.stdout.decode("utf-8", "replace").removesuffix("\n")
    asked = (
        git(root, "check-attr", "-z", "merge", "diff", "--", f"{ACCOUNTS}/x.yaml")
        .stdout.decode("utf-8", "replace")
        .split("\0")
    )
    given = dict(zip(asked[1::3], asked[2::3], strict=False))
    return Clone(found, given.get("merge") == "crm", given.get("diff") == "crm")


def install(root: str) -> list[str]:
    """Tell this clone what is missing; returns the settings and files changed.

    Only merge.crm.*, diff.crm.* and one line of .gitattributes are written.
    """
    clone, done = clone_at(root), []
    for name, value in SETTINGS.items():
        if (
            clone.settings.get(name) != value
            and git(root, "config", "--local", "--replace-all", name, value).returncode == 0
        ):
            done.append(name)
    with suppress(OSError):
        if not (clone.merges and clone.compares) and add_line(
            os.path.join(root, ATTRIBUTES_FILE), ATTRIBUTES
        ):
            done.append(ATTRIBUTES_FILE)
    return done
