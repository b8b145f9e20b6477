"""Two files with one id: which they are, and that neither is written to."""

import os
from collections.abc import Collection, Iterable
from contextlib import suppress

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.files.scan import ACCOUNTS, SUFFIX
from crmcli.store.shapes.reading import account_id


def namesakes(root: str, ids: Collection[str]) -> dict[str, list[str]]:
    """Every file that has one of these ids by its name, in the order in which reports take them.

    Names alone are looked at: it costs next to nothing.
    """
    found: dict[str, list[str]] = {}
    folders = [ACCOUNTS]
    for folder in folders:  # grows while it is walked
        with suppress(OSError), os.scandir(os.path.join(root, folder)) as items:
            for item in items:
                name = item.name
                if name[0] != "." and name.endswith(SUFFIX) and account_id(name) in ids:
                    found.setdefault(account_id(name), []).append(f"{folder}/{name}")
                elif name[0] != "." and item.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}/{name}")
    return {key: sorted(paths) for key, paths in found.items()}


def refuse_twins(root: str, paths: Iterable[str]) -> None:
    """Raises CrmError where another file has the id of one of these: what is written to one of
    them, reports may take from the other.
    """
    for key, files in namesakes(root, {account_id(path) for path in paths}).items():
        if len({os.path.realpath(os.path.join(root, path)) for path in files}) > 1:
            raise CrmError(
                Message("error-twins", (key, Message("list", tuple(files)))),
                Message("hint-twins"),
                status=4,
            )
