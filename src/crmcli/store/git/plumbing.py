"""Git asked for one answer, for many names, or for something that has to succeed."""

import os
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import IO

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.git.git import git

# bytes of file names that one command line is given: systems take a few times as much
_ROOM = 1 << 16


def told(root: str, *arguments: str, paths: Sequence[str]) -> list[str]:
    """What git says of these files, which it reads from its input: one process for any number."""
    given = b"".join(os.fsencode(path) + b"\0" for path in paths)
    said = os.fsdecode(git(root, *arguments, "-z", "--stdin", given=given).stdout)
    return said.split("\0")[:-1]


def names(root: str, *arguments: str, paths: Sequence[str] = ()) -> Iterator[str]:
    """What git lists, about these files if any are named: a command line each, as many as there is
    room for.
    """
    for some in _portions(paths) if paths else ((),):
        yield from filter(
            None,
            os.fsdecode(git(root, *arguments, *(("--", *some) if some else ())).stdout).split("\0"),
        )


def _portions(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    start = size = 0
    for place, path in enumerate(paths):
        size += len(os.fsencode(path))
        if size > _ROOM and place > start:
            yield paths[start:place]
            start, size = place, len(os.fsencode(path))
    yield paths[start:]


def one(root: str, *arguments: str) -> str:
    """What git says in one line; nothing where it fails."""
    return os.fsdecode(git(root, *arguments).stdout).rstrip("\n")


def must(
    root: str,
    *arguments: str,
    extra: Mapping[str, str] = MappingProxyType({}),
    given: bytes | IO[bytes] = b"",
) -> str:
    """The same of what has to succeed. Raises CrmError where it does not."""
    done = git(root, *arguments, extra=extra, given=given)
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if any("user.email" in line or "user.useConfigOnly" in line for line in why):
            raise CrmError(Message("error-commit-nobody"), Message("hint-commit-nobody"), status=4)
        raise CrmError(
            Message("error-commit-git-said", (why[0],))
            if why
            else Message("error-git-failed", (arguments[0],)),
            Message("hint-commit-failed"),
            status=4,
        )
    return os.fsdecode(done.stdout).rstrip("\n")
