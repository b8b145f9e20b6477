"""The example books, as they are carried with crm, for a copy of one."""

import os
import re

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.files import package_files
from crmcli.store.files.editors import comment

# each with its language
EXAMPLE_BOOKS = {"hanbit": "ko", "northwind": "en"}
# the day from which they are to be read
THEIR_DAY = "2026-08-01"
# those of the source tree lead to the schemas of the source tree
_LEADING = re.compile(r"\A# yaml-language-server: [^\n]*")


def example_book(name: str) -> dict[str, str]:
    """Its files by path, as they are but for the comment that leads editors to the schema. Raises
    CrmError where this crm was packaged without it.
    """
    folder = os.path.join(package_files.folder(package_files.EXAMPLES) or "", name)
    files = {}
    for place, folders, names in os.walk(folder):
        folders.sort()
        for each in sorted(names):
            full = os.path.join(place, each)
            path = os.path.relpath(full, folder).replace(os.sep, "/")
            with open(full, encoding="utf-8", newline="") as file:
                files[path] = _LEADING.sub(comment(path), file.read())
    if not files:
        raise CrmError(Message("error-no-example", (name,)), Message("hint-no-example"), status=4)
    return files
