"""A book read by other means than crm's: PyYAML and dictionaries. Nothing of crmcli is imported."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from audit.policy import Policy
from audit.reading import current, day, many, mapping

# every scalar stays the text that stands there
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
NOTHING = {"", "~", "null", "Null", "NULL"}


def read(path: Path) -> dict[str, Any]:
    return without_nothing(
        yaml.load(normalize("NFC", path.read_text("utf-8")), Loader=LOADER) or {}
    )


def without_nothing(found: Any) -> Any:
    """A key with nothing means the same as no key."""
    if isinstance(found, dict):
        return {
            key: without_nothing(value)
            for key, value in found.items()
            if not (isinstance(value, str) and value in NOTHING) and not key.startswith("x-")
        }
    return [without_nothing(each) for each in found] if isinstance(found, list) else found


@dataclass(eq=False)
class Entry:
    raw: dict[str, Any]
    date: date = field(init=False)
    type: str = field(init=False)

    def __post_init__(self) -> None:
        self.date, self.type = date.fromisoformat(self.raw["date"]), self.raw["type"]
        silent = {"call": "reached", "email": "sent", "message": "sent", "info": "sent"}
        self.outcome: str = self.raw.get("outcome", silent.get(self.type, "held"))
        self.inbound = self.raw.get("direction") == "inbound"
        self.by, self.people, self.deal = (
            many(self.raw.get("by")),
            many(self.raw.get("with")),
            self.raw.get("deal"),
        )

    @property
    def two_way(self) -> bool:
        """An entry with outcome held or reached, or any inbound one; `info` is neither touch nor
        attempt, in any report.
        """
        return self.type != "info" and (self.inbound or self.outcome in ("held", "reached"))


@dataclass(eq=False)
class Account:
    id: str
    raw: dict[str, Any]
    policy: Policy
    t: date

    def __post_init__(self) -> None:
        self.name, self.owner, self.status = (
            self.raw["name"],
            self.raw.get("owner"),
            self.raw.get("status", "prospect"),
        )
        self.segment = self.raw.get("segment")
        self.log = [
            entry for entry in map(Entry, many(self.raw.get("log"))) if entry.date <= self.t
        ]
        self.touches = [entry for entry in self.log if entry.two_way]
        self.people = {
            who: mapping(what, "name") for who, what in self.raw.get("contacts", {}).items()
        }

    def has_left(self, contact: str, t: date | None = None) -> bool:
        left = day(self.people.get(contact, {}).get("left"))
        return left is not None and left <= (t or self.t)

    def stance(self, contact: str, t: date | None = None) -> tuple[date | None, str | None]:
        return current(self.people.get(contact, {}).get("stance"), t or self.t)

    def last_touch(self, contact: str) -> date | None:
        return max((entry.date for entry in self.touches if contact in entry.people), default=None)

    @cached_property
    def plans(self) -> dict[str, dict[str, Any]]:
        return self.raw.get("plans", {})

    def ended(self, plan: dict[str, Any], how: str) -> bool:
        return how in plan and (day(mapping(plan[how], "date")["date"]) or date.max) <= self.t

    def open_plan(self, plan: dict[str, Any]) -> bool:
        return not self.ended(plan, "done") and not self.ended(plan, "dropped")

    def live(self, plan: dict[str, Any]) -> bool:
        """not done or dropped, owner active, due >= t"""
        due = day(plan.get("due"))
        return (
            self.open_plan(plan)
            and self.policy.here(plan.get("owner"), self.t)
            and due is not None
            and due >= self.t
        )


@dataclass
class Book:
    root: Path
    t: date

    def __post_init__(self) -> None:
        self.policy = Policy(read(self.root / "crm.yaml"))
        self.texts = {
            path.stem: read(path) for path in sorted((self.root / "accounts").rglob("*.yaml"))
        }
        self.at(self.t)

    def at(self, t: date) -> "Book":
        self.t = t
        self.accounts = [
            Account(normalize("NFC", who), raw, self.policy, t)
            for who, raw in sorted(self.texts.items())
        ]
        return self
