"""How git names and keeps contents, of many files at once: without a process for each of them, and
with the line ends that the repository wants.
"""

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import IO
from zlib import compress

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.scan import read_bytes
from crmcli.store.git.attributes import ATTRIBUTES_FILE
from crmcli.store.git.blob_names import LONG, SHORT, blob_name, hashed
from crmcli.store.git.plumbing import must, one

_FEW = 8  # contents for which a process each is the quickest
# line ends as the repository wants them
_AS_GIT_KEEPS_IT = ("-c", "core.safecrlf=false", "hash-object")
_BLOB = 3  # what packs call a file's contents
_LARGEST = 1 << 20  # bytes of attributes
_QUICK = 1  # zlib's level: git packs anew when it tidies up


class Contents:
    """One repository's way of keeping contents. `encoded` are the paths that are in another
    encoding on disk.
    """

    def __init__(self, root: str, encoded: Collection[str]) -> None:
        self.root, self._encoded = root, encoded

    @cached_property
    def _digits(self) -> int:
        """Of a name in this repository."""
        is_long = one(self.root, "rev-parse", "--show-object-format") == "sha256"
        return LONG if is_long else SHORT

    def names(self, contents: Mapping[str, bytes]) -> dict[str, str]:
        """What git would call them, by path."""
        found = {
            path: self._name(data) for path, data in contents.items() if self._stays(path, data)
        }
        return found | self._converted({p: contents[p] for p in contents if p not in found})

    def kept(self, contents: Mapping[str, bytes]) -> dict[str, str]:
        """The same, once git has them; of thousands there may be no room in memory for all. Raises
        CrmError.
        """
        found = {
            path: self._name(data) for path, data in contents.items() if self._stays(path, data)
        }
        others = {path: contents[path] for path in contents if path not in found}
        if len(found) > _FEW:
            try:
                with tempfile.TemporaryFile(prefix="crm-") as pack:
                    self._pack(pack, found, contents)
                    must(self.root, "index-pack", "--stdin", given=pack)
            except OSError as error:
                raise _no_room(error) from None
        else:
            for path in found:
                must(self.root, "hash-object", "-w", "--stdin", given=contents[path])
        return found | self._converted(others, "-w")

    def _stays(self, path: str, data: bytes) -> bool:
        """Does git keep these very bytes? It changes ends of lines, `$Id$` and encodings."""
        return b"\r" not in data and b"$Id" not in data and path not in self._encoded

    def _name(self, data: bytes) -> str:
        return blob_name(data, self._digits)

    def _pack(
        self, pack: IO[bytes], names: Mapping[str, str], contents: Mapping[str, bytes]
    ) -> None:
        """The contents as git passes them on, each once, to be read from the beginning."""
        each = {name: path for path, name in names.items()}
        made = hashed(b"", self._digits)
        for part in _packed(len(each), (contents[path] for path in each.values())):
            made.update(part)
            pack.write(part)
        pack.write(made.digest())
        pack.seek(0)

    def _converted(self, contents: Mapping[str, bytes], *words: str) -> dict[str, str]:
        # a line each, as git reads them
        if len(contents) <= _FEW or any("\n" in path or path[0] == '"' for path in contents):
            return {
                path: must(
                    self.root, *_AS_GIT_KEEPS_IT, *words, "--stdin", f"--path={path}", given=data
                )
                for path, data in contents.items()
            }
        try:
            with tempfile.TemporaryDirectory(prefix="crm-") as folder:
                return self._laid(folder, contents, words)
        except OSError as error:
            raise _no_room(error) from None

    def _laid(
        self, folder: str, contents: Mapping[str, bytes], words: Sequence[str]
    ) -> dict[str, str]:
        """The contents in a work tree of their own, where git looks for them by their paths, beside
        what the repository says of such paths.
        """
        prefix = one(self.root, "rev-parse", "--show-prefix")
        top = os.path.join(folder, prefix)
        for path, data in contents.items():
            full = os.path.join(top, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as file:
                file.write(data)
        self._copy_attributes(folder, {f"{prefix}{path}" for path in contents})
        said = must(
            folder,
            *_AS_GIT_KEEPS_IT,
            *words,
            "--stdin-paths",
            given=b"".join(os.fsencode(f"{prefix}{path}\n") for path in contents),
            extra={
                "GIT_DIR": one(self.root, "rev-parse", "--absolute-git-dir"),
                "GIT_WORK_TREE": folder,
            },
        )
        return dict(zip(contents, said.split("\n"), strict=True))

    def _copy_attributes(self, folder: str, paths: Iterable[str]) -> None:
        """What the work tree says of the paths; what is only committed git knows itself."""
        top = one(self.root, "rev-parse", "--show-toplevel")
        folders = {""}
        for path in paths:
            while path := path.rpartition("/")[0]:
                folders.add(path)
        for each in folders:
            with suppress(FileNotFoundError):
                said = read_bytes("", os.path.join(top, each, ATTRIBUTES_FILE), _LARGEST)
                with open(os.path.join(folder, each, ATTRIBUTES_FILE), "wb") as file:
                    file.write(said)


def _packed(count: int, contents: Iterable[bytes]) -> Iterator[bytes]:
    yield b"PACK\0\0\0\2" + count.to_bytes(4, "big")
    for data in contents:
        yield _head(len(data)) + compress(data, _QUICK)


def _no_room(error: OSError) -> CrmError:
    why = Message("error-commit-failed", (reason_of(error),))
    return CrmError(why, Message("hint-commit-failed"), status=4)


def _head(size: int) -> bytes:
    """The kind and the size of a pack's entry."""
    found = [_BLOB << 4 | size & 15]
    size >>= 4
    while size:
        found[-1] |= 128
        found.append(size & 127)
        size >>= 7
    return bytes(found)
