"""Chance, days that lie on ends of periods, and parts that are there or not, in any order."""

from datetime import date, timedelta
from random import Random
from typing import Any

from audit.awkward_policy import ENDS


class Drawing:
    def __init__(self, seed: str, accounts: list[str]) -> None:
        self.r, self.accounts = Random(seed), accounts

    def chance(self, part: float) -> bool:
        return self.r.random() < part

    def day(self) -> str:
        end = self.r.choice(ENDS)
        near = end + timedelta(days=self.r.choice([-1, 0, 0, 0, 1]))
        return str(
            near if self.chance(0.6) else date(2023, 6, 1) + timedelta(days=self.r.randrange(1250))
        )

    def days(self, n: int) -> list[str]:
        return sorted({self.day() for _ in range(n)})

    def some(self, found: list[str], most: int = 2) -> list[str]:
        return self.r.sample(found, self.r.randint(0, min(most, len(found))))

    def dated(self, values: list[str], n: int = 2) -> Any:
        """Days in any order, now and then without one, or with both."""
        if self.chance(0.15):
            return self.r.choice(values)
        facts = [(when, self.r.choice(values)) for when in self.days(self.r.randint(1, n))]
        facts += [("undated", self.r.choice(values))] * self.chance(0.15)
        return dict(self.r.sample(facts, len(facts)))

    def kept(self, found: dict[str, Any]) -> dict[str, Any]:
        """What is not there is left out, and the keys come in any order."""
        items = [(key, value) for key, value in found.items() if value not in (None, [], {})]
        return dict(self.r.sample(items, len(items)))

    def maybe(self, part: float, value: Any) -> Any:
        return value if self.chance(part) else None
