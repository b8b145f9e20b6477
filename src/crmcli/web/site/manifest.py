"""What an earlier run says that it wrote. Anybody may have written that, or copied it from another
site: a name in it is a file of ours only while its content is what the manifest says.
"""

import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crmcli.store.files.digest import digest_of

MANIFEST = "site.json"
VERSION = 1
_LARGEST = 1 << 28


class Group(NamedTuple):
    """Files that are made of the same: what of, and which they are."""

    key: str
    files: tuple[str, ...]


class Manifest(NamedTuple):
    """Files with their digests, and groups of them; of a run that was stopped, also what digests
    its files may have still.
    """

    files: dict[str, str]
    groups: dict[str, Group]
    before: dict[str, tuple[str, ...]]

    def digests(self, name: str) -> frozenset[str]:
        """Those that a file of ours of that name has one of."""
        own = [self.files[name]] if name in self.files else []
        return frozenset((*own, *self.before.get(name, ())))


def text_of(manifest: Manifest) -> str:
    """The file of it."""
    said: dict[str, Mapping[str, object]] = {"files": dict(sorted(manifest.files.items()))}
    if manifest.before:
        said["before"] = dict(sorted(manifest.before.items()))
    said["made_of"] = {
        name: [each.key, *each.files] for name, each in sorted(manifest.groups.items())
    }
    return json.dumps({"crm_site": VERSION, **said}, ensure_ascii=False, indent=0) + "\n"


def manifest_in(folder: str) -> Manifest | None:
    """What the manifest there says; None for anything that is none of ours."""
    path = os.path.join(folder, MANIFEST)
    try:
        if not is_file(path) or os.path.getsize(path) > _LARGEST:
            return None
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            found = json.load(file)
        if found["crm_site"] != VERSION:
            return None
        files = {
            name: digest
            for name, digest in found["files"].items()
            if _may_be_ours(name) and isinstance(digest, str)
        }
        groups = dict(_groups(found["made_of"]))
        before = {name: _texts(each) for name, each in found.get("before", {}).items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return Manifest(files, groups, before)


def _groups(said: dict[str, Sequence[str]]) -> Iterator[tuple[str, Group]]:
    for name, (key, *files) in said.items():
        yield name, Group(key, tuple(each for each in files if _may_be_ours(each)))


def _texts(said: Iterable[object]) -> tuple[str, ...]:
    return tuple(each for each in said if isinstance(each, str))


def _may_be_ours(name: object) -> bool:
    """May a site have a file of that name? Nothing outside of it, and nothing hidden."""
    return (
        isinstance(name, str)
        and not any(char in name for char in '\\:\0"')
        and not any(part.startswith(".") or not part for part in name.split("/"))
        and name != MANIFEST
    )


def is_file(path: str) -> bool:
    """A plain one, no link."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def digest_in(path: str) -> str:
    """That of the file's content; empty where it is none that can be read."""
    try:
        if not is_file(path) or os.path.getsize(path) > _LARGEST:
            return ""
        with open(path, "rb") as file:
            return digest_of(file.read()).hex()
    except OSError:
        return ""
