"""What a change of several files is made of, as a file says it: enough to finish it, to take it
back, to clear it away.
"""

import os
from hashlib import sha256
from typing import NamedTuple

from crmcli.store.files.scan import ACCOUNTS, CHANGE, POLICY

__all__ = ["BACK", "CHANGE", "FORWARD", "PLAN", "BadPlan", "Plan", "Step", "digest", "packed"]

# what the plan is called: nothing has changed yet, or all is done; it is to be finished; taken back
PLAN, FORWARD, BACK = "plan", "forward", "back"
IMPORTS = "imports"
_HEAD = b"crm change 1 "
_HEX = frozenset("0123456789abcdef")
_UNFIT = frozenset('\0\\:*?"<>|') if os.name == "nt" else frozenset("\0")


class BadPlan(ValueError):
    """Nothing that this crm has written, or not as it wrote it."""


class Step(NamedTuple):
    """One file of a change: what it said and what it is to say, as digests, None for no file."""

    number: int
    path: str
    before: str | None
    after: str | None

    @property
    def new(self) -> str:
        """Where the new contents wait."""
        return _beside(self.path, f"{self.number}.new")

    @property
    def old(self) -> str:
        """Where the old file is kept."""
        return _beside(self.path, f"{self.number}.old")


class Plan(NamedTuple):
    """The steps, and the folders that were made for them, outer ones first."""

    steps: tuple[Step, ...]
    made: tuple[str, ...]

    @property
    def folders(self) -> list[str]:
        """The folders that the files are in, empty for the book's own."""
        return list(dict.fromkeys(each.path.rpartition("/")[0] for each in self.steps))


def _beside(path: str, name: str) -> str:
    folder = path.rpartition("/")[0]
    return f"{folder}/{CHANGE}/{name}" if folder else f"{CHANGE}/{name}"


def digest(data: bytes | None) -> str | None:
    """The SHA-256 of a file's contents; None for no file."""
    return None if data is None else sha256(data).hexdigest()


def is_ours(path: object) -> bool:
    """Is it a place of the book in which crm writes records, and nothing that a program runs?"""
    if not isinstance(path, str) or not _UNFIT.isdisjoint(path):
        return False
    first, *rest = path.split("/")
    if not rest:
        return path == POLICY
    return first in (ACCOUNTS, IMPORTS) and all(each and each[0] != "." for each in rest)


def packed(plan: Plan) -> bytes:
    """The plan as a file says it."""
    import json

    said = json.dumps([plan.steps, plan.made]).encode()
    return _HEAD + sha256(said).hexdigest().encode() + b"\n" + said


def unpacked(data: bytes) -> Plan:
    """The plan that a file says. Raises BadPlan; whoever wrote it may be nobody's friend."""
    import json

    head, _, said = data.partition(b"\n")
    if head != _HEAD + sha256(said).hexdigest().encode():
        raise BadPlan
    try:
        steps, made = json.loads(said)
        plan = Plan(tuple(Step(*each) for each in steps), tuple(made))
    except (ValueError, TypeError, RecursionError):
        raise BadPlan from None
    if (
        not all(map(_is_sound, plan.steps))
        or not all(_is_folder(each) for each in plan.made)
        or len({each.path for each in plan.steps}) != len(plan.steps)
    ):
        raise BadPlan
    return plan


def _is_sound(step: Step) -> bool:
    return (
        type(step.number) is int
        and is_ours(step.path)
        and all(
            each is None or (isinstance(each, str) and len(each) == 64 and _HEX.issuperset(each))
            for each in (step.before, step.after)
        )
    )


def _is_folder(path: object) -> bool:
    return isinstance(path, str) and (path in (ACCOUNTS, IMPORTS) or is_ours(path))
