"""What to do about errors that know no better way; where the system refused, by its reason."""

import errno
import os
from collections.abc import Callable
from itertools import islice

from crmcli.domain.table import Message
from crmcli.domain.text.likeness import most_alike

# at which of its words each error has the reason; before it stands the path, if there is one
_REASON_AT = {
    "error-cannot-open": 1,
    "error-cannot-save": 1,
    "error-cannot-write": 0,
    "error-tables-unwritten": 1,
}
# errors that have one way out, whoever tells them
_ALWAYS = {
    "error-account-broken": "hint-account-broken",
    "error-edit-deal-open": "hint-edit-deal-open",
    "error-edit-reopens-first": "hint-see-account",
    "error-edit-stage-later": "hint-see-account",
    "error-forget-already": "hint-see-account",
    "error-forget-not-here": "hint-part-of-book",
    "error-handover-left": "hint-see-team",
    "error-handover-not-here": "hint-part-of-book",
    "error-handover-same": "hint-see-team",
    "error-import-not-here": "hint-part-of-book",
    "error-lose-note-shut": "hint-lose-note",
    "error-lose-why": "hint-lose-why",
    "error-member-email": "hint-see-team",
    "error-rename-not-here": "hint-part-of-book",
    "error-rest-by-several": "hint-rest",
    "error-rest-future": "hint-rest",
    "error-edit-case-closed": "hint-case-again",
    "error-edit-plan-ended": "hint-plan-again",
    "error-git-missing": "hint-git-missing",
    "error-source-all-too-large": "hint-source-choose",
    "error-source-broken": "hint-source-anew",
    "error-source-cells": "hint-source-fewer",
    "error-source-cells-old": "hint-source-fewer",
    "error-source-columns": "hint-source-fewer",
    "error-source-entities": "hint-source-anew",
    "error-source-password": "hint-source-anew",
    "error-source-rows": "hint-source-fewer",
    "error-source-too-many": "hint-source-choose",
    "error-source-zip": "hint-source-zip-anew",
    "error-source-zip-bomb": "hint-source-unpack",
    "error-source-zip-in-zip": "hint-source-unpack",
    "error-source-zip-leads-out": "hint-source-unpack",
    "error-source-zip-locked": "hint-source-unpack",
    "error-source-zip-ratio": "hint-source-unpack",
    "error-undo-elsewhere": "hint-undo-elsewhere",
}
_FILES, _CUTOFF = 10_000, 0.65  # of one folder that are compared, and how alike one has to be
_READING = {
    errno.EACCES: "hint-open-forbidden",
    errno.EISDIR: "hint-open-folder",
    errno.EPERM: "hint-open-forbidden",
}
_WRITING = {
    errno.EACCES: "hint-save-forbidden",
    errno.EISDIR: "hint-save-folder",
    errno.ENOENT: "hint-save-no-folder",
    errno.EPERM: "hint-save-forbidden",
}
_EITHER = {
    errno.EBUSY: "hint-file-busy",
    errno.EFBIG: "hint-disk-full",
    errno.EIO: "hint-disk-broken",
    errno.ELOOP: "hint-file-loop",
    errno.EMFILE: "hint-too-many-open",
    errno.ENAMETOOLONG: "hint-name-too-long",
    errno.ENOSPC: "hint-disk-full",
    errno.ENOTDIR: "hint-file-on-the-way",
    errno.EROFS: "hint-save-forbidden",
}


def way_out(told: Message) -> Message | None:
    """The hint; None for an error that says itself what to do."""
    if told.key in _ALWAYS:
        return Message(_ALWAYS[told.key], told.args)
    if told.key.startswith("error-query-"):
        return Message("hint-query-page")
    if told.key == "error-no-such-path":
        return _not_there(str(told.args[0]))
    if told.key not in _REASON_AT:
        return None
    *path, reason = map(str, told.args[: _REASON_AT[told.key] + 1])
    is_read = told.key == "error-cannot-open"
    if is_read and reason == os.strerror(errno.ENOENT):
        return _not_there(path[0])
    known = {**_EITHER, **(_READING if is_read else _WRITING)}
    hints = {os.strerror(code): hint for code, hint in known.items()}
    return Message(hints.get(reason, "hint-system-refused"))


def _not_there(path: str) -> Message:
    """The file whose name is nearest, or where it was looked for."""
    folder, name = os.path.split(path)
    try:
        with os.scandir(folder or os.curdir) as entries:
            beside = [each.name for each in islice(entries, _FILES) if not each.is_dir()]
    except (OSError, ValueError):
        return Message("hint-open-no-folder", (folder,))
    stem, kind = os.path.splitext(name)
    # of two of one name the one of the same kind
    stems = {os.path.splitext(each)[0]: each for each in sorted(beside, key=_same(kind))}
    near = most_alike(stem, stems, cutoff=_CUTOFF)
    if near:
        return Message("hint-open-near", (os.path.join(folder, stems[near[0]]),))
    return Message("hint-open-not-there", (os.path.abspath(folder),))


def _same(kind: str) -> Callable[[str], bool]:
    return lambda name: os.path.splitext(name)[1] == kind
