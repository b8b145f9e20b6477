"""A book read by other means than crm's: PyYAML and dictionaries, and the defaults as the pages tell them. Nothing of crmcli is imported."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml
from dateutil.relativedelta import relativedelta

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays the text that stands there
NOTHING = {"", "~", "null", "Null", "NULL"}


def read(path: Path) -> dict[str, Any]:
    return without_nothing(yaml.load(normalize("NFC", path.read_text("utf-8")), Loader=LOADER) or {})


def without_nothing(found: Any) -> Any:
    """A key with nothing means the same as no key."""
    if isinstance(found, dict):
        return {key: without_nothing(value) for key, value in found.items() if not (isinstance(value, str) and value in NOTHING) and not key.startswith("x-")}
    return [without_nothing(each) for each in found] if isinstance(found, list) else found


# --- what stands in a file, by the conventions of docs/format.md


def many(found: Any) -> list[Any]:
    """Where a list is expected, one value is a list of one."""
    return [] if found is None else found if isinstance(found, list) else [found]


def mapping(found: Any, main: str) -> dict[str, Any]:
    """Where a mapping has a main field, its bare value stands for the mapping."""
    return {} if found is None else found if isinstance(found, dict) else {main: found}


def day(found: str | None) -> date | None:
    return None if found is None else date.fromisoformat(found)


def money(found: str | None) -> Decimal | None:
    return None if found is None else Decimal(found.replace("_", ""))


def count(found: str | None, default: int = 0) -> int:
    return default if found is None else int(found.replace("_", ""))


def dated(found: Any, t: date) -> list[tuple[date | None, str]]:
    """The facts that are not after t, oldest first; a bare value and `undated` are older than every day."""
    if found is None:
        return []
    if not isinstance(found, dict) or "value" in found:
        return [(None, mapping(found, "value")["value"])]
    facts = [(None if key == "undated" else date.fromisoformat(key), mapping(value, "value")["value"]) for key, value in found.items()]
    return sorted([fact for fact in facts if fact[0] is None or fact[0] <= t], key=lambda fact: fact[0] or date.min)


def current(found: Any, t: date) -> tuple[date | None, str | None]:
    return (dated(found, t) or [(None, None)])[-1]


def months(start: date, n: int) -> date:
    """Month arithmetic clamped to month ends."""
    return start + relativedelta(months=n)


# --- the policy

ROLES = {
    "ceo": 3, "cfo": 3, "cto": 2, "cio": 3, "infra-mgr": 2, "app-mgr": 2, "security-mgr": 1, "finance-mgr": 1, "purchasing-mgr": 2, "buyer": 1, "operator": 1, "user-dept": 2,
}  # fmt: skip
DEFAULTS: dict[str, Any] = {
    "role_sets": {"it-solution": {role: {"weight": str(weight)} for role, weight in ROLES.items()}},
    "default_role_set": "it-solution",
    "stages": {
        "prospecting": {"probability": "5", "forecast": "omitted", "rot_days": "30", "exit": ["source"]},
        "research": {"probability": "10", "forecast": "omitted", "rot_days": "14", "exit": ["problems", "decision_maker", "annual_revenue"]},
        "contacting": {"probability": "15", "rot_days": "14", "exit": ["two_way_touch"]},
        "qualification": {"probability": "25", "rot_days": "21", "exit": ["bant"]},
        "presenting": {"probability": "50", "forecast": "best_case", "rot_days": "21", "exit": ["proposal", "next"], "min_coverage": "50"},
        "closing": {"probability": "80", "forecast": "commit", "rot_days": "10", "exit": ["discount_ok"]},
        "retaining": {"probability": "100", "forecast": "closed"},
    },
    "cadences": {
        "standard": {
            "for": {"status": "customer"},
            "touches": [{"type": "call", "per_year": "12"}, {"type": "review", "per_year": "4", "needs": "gave"}, {"type": "meeting", "per_year": "2", "or": "visit"}],
        },
    },
}


@dataclass(eq=False)
class Policy:
    raw: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.raw[key] if key in self.raw else DEFAULTS.get(key, {})

    def number(self, part: str, key: str, default: int) -> int:
        return count(mapping(self.raw.get(part), "").get(key), default)

    @cached_property
    def contact_days(self) -> int:
        return self.number("freshness", "contact_days", 90)

    @cached_property
    def stance_days(self) -> int:
        return self.number("freshness", "stance_days", 180)

    @cached_property
    def min_sample(self) -> int:
        return count(self.raw.get("min_sample"), 20)

    @cached_property
    def unit(self) -> Decimal:
        """The currency's smallest unit."""
        return Decimal(1) if self.raw.get("currency", "KRW") in ("KRW", "JPY") else Decimal("0.01")

    @cached_property
    def stages(self) -> dict[str, dict[str, Any]]:
        return {stage: mapping(what, "label") for stage, what in self["stages"].items()}

    def place(self, stage: str | None) -> int:
        """Where in the process; -1 where the process does not know it."""
        return [*self.stages].index(stage) if stage in self.stages else -1

    def odds(self, stage: str | None) -> Decimal:
        return money(self.stages.get(stage or "", {}).get("probability", "0")) or Decimal(0)

    def forecast(self, stage: str | None) -> str:
        return self.stages.get(stage or "", {"forecast": "omitted"}).get("forecast", "pipeline")

    @cached_property
    def team(self) -> dict[str, dict[str, Any]]:
        return {member: mapping(who, "name") for member, who in (self["team"] or {}).items()}

    def here(self, member: str | None, t: date) -> bool:
        """Not with us from the day of `left` on; somebody whom the team does not list is taken as being here."""
        left = day(self.team.get(member or "", {}).get("left"))
        return member is not None and (left is None or t < left)

    @cached_property
    def reminders(self) -> list[int]:
        return [count(each) for each in many(mapping(self.raw.get("renewals"), "").get("remind_days", ["90", "30", "14", "7"]))]

    @cached_property
    def grace(self) -> int:
        return self.number("renewals", "grace_days", 90)

    @cached_property
    def days_off(self) -> set[date]:
        return {date.fromisoformat(each) for each in many(mapping(self.raw.get("holidays"), "").get("extra"))}

    def forward(self, due: date) -> date:
        """A due date on a holiday or weekend moves to the previous working day."""
        while due.weekday() >= 5 or due in self.days_off:
            due -= timedelta(days=1)
        return due


# --- an account


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
        self.by, self.people, self.deal = many(self.raw.get("by")), many(self.raw.get("with")), self.raw.get("deal")

    @property
    def two_way(self) -> bool:
        """An entry with outcome held or reached, or any inbound one; `info` is neither touch nor attempt, in any report."""
        return self.type != "info" and (self.inbound or self.outcome in ("held", "reached"))


@dataclass(eq=False)
class Account:
    id: str
    raw: dict[str, Any]
    policy: Policy
    t: date

    def __post_init__(self) -> None:
        self.name, self.owner, self.status = self.raw["name"], self.raw.get("owner"), self.raw.get("status", "prospect")
        self.segment = self.raw.get("segment")
        self.log = [entry for entry in map(Entry, many(self.raw.get("log"))) if entry.date <= self.t]
        self.touches = [entry for entry in self.log if entry.two_way]
        self.people = {who: mapping(what, "name") for who, what in self.raw.get("contacts", {}).items()}

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
        return self.open_plan(plan) and self.policy.here(plan.get("owner"), self.t) and due is not None and due >= self.t


@dataclass
class Book:
    root: Path
    t: date

    def __post_init__(self) -> None:
        self.policy = Policy(read(self.root / "crm.yaml"))
        self.texts = {path.stem: read(path) for path in sorted((self.root / "accounts").rglob("*.yaml"))}
        self.at(self.t)

    def at(self, t: date) -> "Book":
        self.t = t
        self.accounts = [Account(normalize("NFC", who), raw, self.policy, t) for who, raw in sorted(self.texts.items())]
        return self
