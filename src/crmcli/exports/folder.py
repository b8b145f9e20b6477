"""The folder that tables or cards are written into: made beside and put in place whole, or not
at all.

Only an empty folder is filled, or one that holds nothing but what an earlier export wrote there.
"""

import hashlib
import json
import os
import shutil
import stat
from types import TracebackType
from typing import Any, Self

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message

MANIFEST = "tables.json"
_NEW, _OLD = ".crm-new", ".crm-old"


class Folder:
    """One export's folder. `path` is where to write; on leaving it takes the place of the one
    asked for, unless something went wrong.
    """

    def __init__(self, said: str, root: str, manifest: str = MANIFEST) -> None:
        self.said, self.manifest = said, manifest
        self.target = os.path.abspath(said)
        base, name = os.path.split(self.target)
        self.path, self.old = (os.path.join(base, f".{name}{end}") for end in (_NEW, _OLD))
        self.root = root

    def __enter__(self) -> Self:
        _check_place(self.said, self.target, self.root)
        try:
            if os.path.isdir(self.old) and not os.path.lexists(self.target):
                os.rename(self.old, self.target)  # an earlier run was stopped between two names
            _check_ours(self.said, self.target, self.manifest)
            for left in (self.path, self.old):
                _remove(left)
            os.makedirs(self.path)
        except OSError as error:
            raise _unwritten(self.said, error) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                _check_ours(self.said, self.target, self.manifest)
                self._put_in_place()
        except OSError as wrong:
            raise _unwritten(self.said, wrong) from None
        finally:
            _remove(self.path)
        if isinstance(error, OSError):
            raise _unwritten(self.said, error) from None

    def _put_in_place(self) -> None:
        if os.path.isdir(self.target):
            os.rename(self.target, self.old)
        try:
            os.rename(self.path, self.target)
        except OSError:
            if os.path.isdir(self.old):
                os.rename(self.old, self.target)
            raise
        _remove(self.old)

    def file(self, name: str) -> str:
        """Where a file of that name is written; folders on the way are made."""
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def describe(self, said: dict[str, Any], counts: dict[str, int]) -> None:
        """Write what the folder holds: what was asked for, how many rows each table has, and each
        file with its digest.
        """
        files = []
        for folder, folders, names in os.walk(self.path):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                short = os.path.relpath(path, self.path).replace(os.sep, "/")
                files.append({"file": short, "bytes": os.path.getsize(path), "sha256": _sha(path)})
        whole = {**said, "rows": counts, "files": files}
        with open(self.file(self.manifest), "w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def read_manifest(folder: str, name: str = MANIFEST) -> dict[str, Any] | None:
    """What an earlier export wrote of itself there; None where there is none."""
    path = os.path.join(folder, name)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode) or os.path.getsize(path) > 1 << 26:
            return None
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return None
    is_ours = isinstance(found, dict) and "crm" in found and isinstance(found.get("files"), list)
    return found if is_ours else None


def _check_place(said: str, target: str, root: str) -> None:
    """Raises CrmError for a folder inside of the book's accounts, and for one that is a link."""
    if os.path.islink(target):
        raise CrmError(
            Message("error-tables-no-folder", (said,)), Message("hint-tables-folder"), status=4
        )
    real = os.path.join(os.path.realpath(os.path.dirname(target)), os.path.basename(target))
    accounts = os.path.realpath(os.path.join(root, "accounts"))
    if real == os.path.realpath(root) or os.path.commonpath([real, accounts]) in (real, accounts):
        raise CrmError(
            Message("error-tables-book", (said,)), Message("hint-tables-folder"), status=4
        )


def _check_ours(said: str, target: str, manifest: str) -> None:
    """Raises CrmError for a folder that holds anything but an earlier export."""
    if not os.path.lexists(target):
        return
    if not os.path.isdir(target) or os.path.islink(target):
        raise CrmError(
            Message("error-tables-no-folder", (said,)), Message("hint-tables-folder"), status=4
        )
    known = read_manifest(target, manifest) or {"files": []}
    ours = {each.get("file") for each in known["files"] if isinstance(each, dict)} | {manifest}
    for folder, folders, names in os.walk(target):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in (*names, *links):
            path = os.path.relpath(os.path.join(folder, name), target).replace(os.sep, "/")
            if path not in ours or os.path.islink(os.path.join(folder, name)):
                raise CrmError(
                    Message("error-tables-foreign", (said, path)),
                    Message("hint-tables-folder"),
                    status=4,
                )


def _remove(path: str) -> None:
    if os.path.islink(path) or os.path.isfile(path):
        os.unlink(path)
    elif os.path.isdir(path):
        shutil.rmtree(path)


def _sha(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unwritten(said: str, error: OSError) -> CrmError:
    return CrmError(Message("error-tables-unwritten", (said, reason_of(error))), status=4)
