"""A change of several files whose writer died is finished, taken back or cleared away by whoever
comes next.
"""

import os
from contextlib import suppress
from hashlib import sha256

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.plan import BACK, CHANGE, FORWARD, PLAN, BadPlan, Plan, Step, unpacked
from crmcli.store.files.save import appear, settle
from crmcli.store.files.scan import read_bytes

_LARGEST = 1 << 28  # bytes of a plan, and of a file that crm writes
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


class Overtaken(CrmError):
    """The change is made but for files that somebody has changed meanwhile: told once."""


class Damaged(Exception):
    """What is needed to finish the change is not there, or not what it was."""


def finish(root: str) -> None:
    """Bring to its end what a writer left, under the book's lock. Raises CrmError: where that
    cannot be done now, and once where it was done but for files that somebody changed meanwhile.
    """
    folder = os.path.join(root, CHANGE)
    try:
        state, plan = _left(root, folder)
        overtaken = _brought(root, plan, state)
        clear(root, plan)
        settle(root)
    except Damaged:
        raise CrmError(
            Message("error-change-damaged", (CHANGE,)),
            Message("hint-change-damaged", (CHANGE,)),
            status=4,
        ) from None
    except OSError as error:
        raise CrmError(
            Message("error-change-unfinished", (reason_of(error),)),
            Message("hint-change-unfinished"),
            status=4,
        ) from None
    if overtaken:
        raise Overtaken(
            Message("error-change-overtaken", (", ".join(overtaken),)),
            Message("hint-change-overtaken"),
            status=4,
        )


def _left(root: str, folder: str) -> tuple[str, Plan]:
    """How far the writer came, and what it was about to do. Raises Damaged, OSError."""
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise Damaged
    state = next(
        (each for each in (FORWARD, BACK) if os.path.lexists(os.path.join(folder, each))), PLAN
    )
    try:
        plan = unpacked(_contents(os.path.join(folder, state)))
    except (BadPlan, FileNotFoundError):
        if state != PLAN:
            raise Damaged from None
        plan = Plan((), ())  # killed before anything else was laid
    _refuse_links(root, plan)
    return state, plan


def _brought(root: str, plan: Plan, state: str) -> list[str]:
    """The files that somebody else has changed meanwhile, once all others are in their places."""
    if state == PLAN:
        return []
    if state == FORWARD:
        left = [each.path for each in plan.steps if not put(root, each)]
    else:
        left = [each.path for each in reversed(plan.steps) if not take_back(root, each)]
    for folder in plan.folders:
        settle(os.path.join(root, folder))
    folder = os.path.join(root, CHANGE)
    os.rename(os.path.join(folder, state), os.path.join(folder, PLAN))
    settle(folder)
    return left


def put(root: str, step: Step, *, is_proven: bool = False) -> bool:
    """Put one file into its place, or find it there. False where it is neither what it was nor what
    it is to be. Raises OSError, Damaged.
    """
    target, new = os.path.join(root, step.path), os.path.join(root, step.new)
    now = _digest(target)
    if now != step.before or now == step.after:
        return now == step.after
    if step.after is None:
        os.unlink(target)
        return True
    if not is_proven and _digest(new) != step.after:
        raise Damaged
    if step.before is None:
        return appear(new, target)
    os.replace(new, target)
    return True


def take_back(root: str, step: Step) -> bool:
    """Put one file back as it was, or find it so. False where it is neither. Raises OSError,
    Damaged.
    """
    target, old = os.path.join(root, step.path), os.path.join(root, step.old)
    now = _digest(target)
    if now != step.after or now == step.before:
        return now == step.before
    if step.before is None:
        os.unlink(target)
        return True
    if _digest(old) != step.before:
        raise Damaged
    if step.after is None:
        return appear(old, target)
    os.replace(old, target)
    return True


def clear(root: str, plan: Plan) -> None:
    """Nothing is left lying; folders made for files that did not come go too. The plan goes last:
    while it is there, whoever comes next tries again.
    """
    try:
        for each in plan.steps:
            for path in (each.new, each.old):
                with suppress(FileNotFoundError):
                    os.unlink(os.path.join(root, path))
        for folder in filter(None, plan.folders):
            with suppress(FileNotFoundError):
                os.rmdir(os.path.join(root, folder, CHANGE))
    except OSError:
        return
    for folder in reversed(plan.made):
        with suppress(OSError):  # what has come stays
            os.rmdir(os.path.join(root, folder))
    with suppress(OSError):
        os.unlink(os.path.join(root, CHANGE, PLAN))
    with suppress(OSError):
        os.rmdir(os.path.join(root, CHANGE))


def _refuse_links(root: str, plan: Plan) -> None:
    """Raises Damaged where a folder on the way is somewhere else."""
    base = os.path.realpath(root)
    for folder in {*plan.folders, *(f"{each}/{CHANGE}" for each in plan.folders if each)}:
        full = os.path.join(base, folder) if folder else base
        if os.path.realpath(full) != os.path.normpath(full):
            raise Damaged


def _digest(path: str) -> str | None:
    """The digest of a file's contents; None where there is nothing. Raises OSError, and Damaged for
    what is no file.
    """
    try:
        if os.path.islink(path):
            raise Damaged
        return sha256(_contents(path)).hexdigest()
    except FileNotFoundError:
        return None


def _contents(path: str) -> bytes:
    if os.path.lexists(path) and not os.path.isfile(path):
        raise Damaged
    data = read_bytes("", path, _LARGEST)
    if len(data) > _LARGEST:
        raise Damaged
    return data
