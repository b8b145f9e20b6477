"""What `crm.yaml` says, with the defaults as the pages tell them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from audit.reading import count, day, many, mapping, money

ROLES = {
    "ceo": 3,
    "cfo": 3,
    "cto": 2,
    "cio": 3,
    "infra-mgr": 2,
    "app-mgr": 2,
    "security-mgr": 1,
    "finance-mgr": 1,
    "purchasing-mgr": 2,
    "buyer": 1,
    "operator": 1,
    "user-dept": 2,
}
DEFAULTS: dict[str, Any] = {
    "role_sets": {"it-solution": {role: {"weight": str(weight)} for role, weight in ROLES.items()}},
    "default_role_set": "it-solution",
    "stages": {
        "prospecting": {
            "probability": "5",
            "forecast": "omitted",
            "rot_days": "30",
            "exit": ["source"],
        },
        "research": {
            "probability": "10",
            "forecast": "omitted",
            "rot_days": "14",
            "exit": ["problems", "decision_maker", "annual_revenue"],
        },
        "contacting": {"probability": "15", "rot_days": "14", "exit": ["two_way_touch"]},
        "qualification": {"probability": "25", "rot_days": "21", "exit": ["bant"]},
        "presenting": {
            "probability": "50",
            "forecast": "best_case",
            "rot_days": "21",
            "exit": ["proposal", "next"],
            "min_coverage": "50",
        },
        "closing": {
            "probability": "80",
            "forecast": "commit",
            "rot_days": "10",
            "exit": ["discount_ok"],
        },
        "retaining": {"probability": "100", "forecast": "closed"},
    },
    "cadences": {
        "standard": {
            "for": {"status": "customer"},
            "touches": [
                {"type": "call", "per_year": "12"},
                {"type": "review", "per_year": "4", "needs": "gave"},
                {"type": "meeting", "per_year": "2", "or": "visit"},
            ],
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
        """Not with us from the day of `left` on; somebody whom the team does not list is taken as
        being here.
        """
        left = day(self.team.get(member or "", {}).get("left"))
        return member is not None and (left is None or t < left)

    @cached_property
    def reminders(self) -> list[int]:
        return [
            count(each)
            for each in many(
                mapping(self.raw.get("renewals"), "").get("remind_days", ["90", "30", "14", "7"])
            )
        ]

    @cached_property
    def grace(self) -> int:
        return self.number("renewals", "grace_days", 90)

    @cached_property
    def days_off(self) -> set[date]:
        return {
            date.fromisoformat(each)
            for each in many(mapping(self.raw.get("holidays"), "").get("extra"))
        }

    def forward(self, due: date) -> date:
        """A due date on a holiday or weekend moves to the previous working day."""
        while due.weekday() >= 5 or due in self.days_off:
            due -= timedelta(days=1)
        return due
