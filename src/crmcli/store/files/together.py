"""Several files of the book get new contents in one change: all of them or none, whatever ends the
process meanwhile.

The new contents are laid into folders `.crm-change` beside the files, forced to the disk and read
again. One file there, the plan, says what belongs where; its new name `forward` is the moment from
which the change is made. Then the files are renamed into place, which needs no room. Who finds the
plan of a writer that died goes on from where that one ended (`store.files.unfinished`).
"""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from crmcli.domain.errors import CrmError
from crmcli.store.files.held import Held
from crmcli.store.files.plan import (
    BACK,
    CHANGE,
    FORWARD,
    PLAN,
    Plan,
    Step,
    digest,
    is_ours,
    packed,
)
from crmcli.store.files.save import check_savable, file_changed, lay, settle, still, unsaved
from crmcli.store.files.unfinished import Damaged, clear, put, take_back

# so many files are forced to the disk one by one; more of them by one word to the whole system
_FEW = 32


class Changed(Protocol):
    """One file before and after, None where there was or is none."""

    @property
    def path(self) -> str:
        """From the book's folder."""

    @property
    def before(self) -> bytes | None:
        """What it must say now."""

    @property
    def after(self) -> bytes | None:
        """What it is to say."""


class Wanted(Changed, Protocol):
    """The same; `like` is the file whose access rights a new one gets."""

    @property
    def like(self) -> str:
        """The path of the other file, empty for none."""


class _Laid(NamedTuple):
    """One file of the change, its step, and the file itself, links followed."""

    file: Wanted
    step: Step
    target: str


def can_save_together(root: str, files: Sequence[Wanted]) -> bool:
    """May these be one change? Files elsewhere in the book than where crm keeps records, links that
    go, and a book whose own folder nobody may write to are left to be saved one by one.
    """
    return os.access(root, os.W_OK | os.X_OK) and all(
        is_ours(each.path)
        and not (each.after is None and os.path.islink(os.path.join(root, each.path)))
        for each in files
    )


def save_together(root: str, files: Sequence[Wanted]) -> None:
    """Replace, make and remove these files, under the book's lock. Raises CrmError, and then all
    of them are as they were.
    """
    for each in files:
        still(root, each.path, each.before)
    laid = _steps(root, files)
    plan = Plan(
        tuple(each.step for each in laid), _missing(root, [each.step.path for each in laid])
    )
    with Held() as held:
        try:
            _lay(root, plan, laid, held)
            _named(root, PLAN, FORWARD)
        except OSError as error:
            clear(root, plan)
            raise unsaved(CHANGE, error) from None
        except BaseException:
            clear(root, plan)
            raise
        _put_all(root, plan)
        _finish(root, plan, FORWARD)


def _steps(root: str, files: Sequence[Wanted]) -> list[_Laid]:
    """What is to be done, by the files themselves. Raises CrmError for what could not be saved."""
    base, found, seen = os.path.realpath(root), [], set[str]()
    folders: dict[str, str] = {}  # where each really is
    for number, each in enumerate(files):
        target = os.path.join(root, each.path)
        if each.before is not None and each.after is not None:
            target = check_savable(root, each.path)
        elif each.after is not None and os.path.islink(target):
            raise file_changed(each.path)
        else:
            folder, name = os.path.split(target)
            if folder not in folders:
                folders[folder] = os.path.realpath(folder)
            target = os.path.join(folders[folder], name)
        path = os.path.relpath(target, base).replace(os.sep, "/")
        if not is_ours(path) or path in seen:
            raise file_changed(each.path)
        seen.add(path)
        step = Step(number, path, digest(each.before), digest(each.after))
        found.append(_Laid(each, step, target))
    return found


def _missing(root: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The folders that are to be made, outer ones first."""
    found: dict[str, None] = {}
    for folder in dict.fromkeys(path.rpartition("/")[0] for path in paths):
        parts = folder.split("/")
        for end in range(1, len(parts) + 1):
            part = "/".join(parts[:end])
            if part and not os.path.isdir(os.path.join(root, part)):
                found[part] = None
    return tuple(found)


def _lay(root: str, plan: Plan, laid: Sequence[_Laid], held: Held) -> None:
    """The plan and everything new beside its place, on the disk. Raises OSError, CrmError, and
    KeyboardInterrupt when somebody wants an end: nothing has changed yet.
    """
    os.mkdir(os.path.join(root, CHANGE))
    lay(os.path.join(root, CHANGE, PLAN), packed(plan), None)
    for folder in plan.made:
        os.mkdir(os.path.join(root, folder))
    for folder in plan.folders:
        if folder:
            _make(os.path.join(root, folder, CHANGE))
    at_once = sys.platform == "linux" and len(laid) > _FEW
    for each in laid:
        held.refuse()
        try:
            _lay_one(root, each, is_settled=not at_once)
        except OSError as error:
            raise unsaved(each.file.path, error) from None
    if at_once:
        os.sync()
    else:
        for folder in plan.folders:
            settle(os.path.join(root, folder, CHANGE))
            settle(os.path.join(root, folder))
        for folder in {"", *(each.rpartition("/")[0] for each in plan.made)}:
            settle(os.path.join(root, folder))
    settle(os.path.join(root, CHANGE))
    held.refuse()


def _make(folder: str) -> None:
    """A folder for what is new, empty. What a writer left in it whose plan was taken away goes."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        if os.path.islink(folder):
            raise
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))


def _lay_one(root: str, laid: _Laid, *, is_settled: bool) -> None:
    file, step, target = laid
    if file.before is not None:
        _keep(target, os.path.join(root, step.old), file.before, is_settled=is_settled)
    if file.after is not None:
        model = (
            target
            if file.before is not None
            else os.path.join(root, file.like)
            if file.like
            else None
        )
        lay(os.path.join(root, step.new), file.after, model, is_settled=is_settled)


def _keep(target: str, old: str, before: bytes, *, is_settled: bool) -> None:
    """The old file under a second name, which needs no room; a copy where there are no links."""
    with suppress(FileNotFoundError):
        os.unlink(old)
    try:
        os.link(target, old)
    except (AttributeError, OSError):
        lay(old, before, target, is_settled=is_settled)


def _named(root: str, old: str, new: str) -> None:
    folder = os.path.join(root, CHANGE)
    os.rename(os.path.join(folder, old), os.path.join(folder, new))
    settle(folder)


def _put_all(root: str, plan: Plan) -> None:
    """Every file in its place; if one cannot be put there, all are taken back. Raises CrmError."""
    for each in plan.steps:
        try:
            if put(root, each, is_proven=True):
                continue
            why: CrmError = file_changed(each.path)
        except Damaged:
            why = file_changed(each.path)
        except OSError as error:
            why = unsaved(each.path, error)
        with suppress(OSError, Damaged):  # else whoever comes next takes it back
            _named(root, FORWARD, BACK)
            for step in reversed(plan.steps):
                take_back(root, step)
            _finish(root, plan, BACK)
        raise why


def _finish(root: str, plan: Plan, state: str) -> None:
    """What was done is on the disk, and nothing is left lying."""
    for folder in plan.folders:
        settle(os.path.join(root, folder))
    with suppress(OSError):  # else whoever comes next clears it away
        _named(root, state, PLAN)
        clear(root, plan)
        settle(root)
