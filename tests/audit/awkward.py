"""Books that are awkward on purpose: days on ends of months, quarters and years and on leap days, several entries on one day, several holders, people who left,
deals that were reopened, contracts renewed ahead and without end, cents, facts without a day, and every list in any order."""

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

ENDS = [
    date(2023, 3, 1), date(2023, 5, 31), date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30),
    date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30), date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 31), date(2025, 9, 30), date(2025, 10, 31),
    date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 31),
]  # fmt: skip
POLICY = {
    "currency": "USD", "language": "en", "timezone": "UTC", "min_sample": 4, "freshness": {"contact_days": 90, "stance_days": 180},
    "role_sets": {
        "main": {"ceo": {"weight": 3}, "cfo": {"weight": 3}, "cio": {"weight": 2}, "buyer": {"weight": 1}, "desk": {"weight": 1, "required": "false"}, "user": "User"},
        "more": {"cio": {"weight": 5}, "buyer": {"weight": 1}, "safety": {"weight": 2}},
    },
    "default_role_set": "main",
    "stages": {
        "lead": {"probability": 5, "forecast": "omitted", "rot_days": 30}, "talk": {"probability": 15, "rot_days": 14}, "offer": {"probability": 50, "forecast": "best_case", "rot_days": 21, "min_coverage": 50},
        "sign": {"probability": "82.5", "forecast": "commit", "rot_days": 10}, "keep": {"probability": 100, "forecast": "closed"},
    },
    "cadences": {
        "standard": {"for": {"status": "customer"}, "touches": [{"type": "call", "per_year": 12}, {"type": "review", "per_year": 4, "needs": "gave"}, {"type": "meeting", "per_year": 2, "or": "visit"}]},
        "site": {"for": {"segment": ["B", "C"], "status": ["customer", "dormant"]}, "touches": [{"type": "visit", "every_months": 4}], "owner": "support", "from": "first_won"},
        "start": {"for": {"tags": "new"}, "touches": [{"type": "check_in", "at_days": [30, 90, 180]}, {"type": "demo", "per_year": 5, "or": "check_in"}], "owner": "gil"},
    },
    "attempts": {"max": 3, "min_gap_days": 3, "final": "email", "grace_days": 7}, "renewals": {"remind_days": [90, 30, 14, 7], "grace_days": 60},
    "reasons": {"price": "Price", "timing": "Timing", "unresponsive": "Went quiet"},
    "products": {"core": {"list_price": "1000.50"}, "batch": {"list_price": 333, "needs": "core"}, "monitor": {"list_price": "0.01", "needs": ["core", "batch"]}, "free": {"label": "No price"}},
    "team": {
        "ada": {"name": "Ada", "manager": "eve", "tags": ["east"]}, "ben": {"name": "Ben", "manager": "ada", "tags": ["west", "east"]}, "lou": {"name": "Lou", "function": "support", "left": "2025-06-30"},
        "kay": {"name": "Kay", "function": "support"}, "eve": {"name": "Eve", "function": "executive"}, "gil": {"name": "Gil", "left": "2026-03-31"},
    },
    "holidays": {"extra": ["2026-01-01", "2025-12-31", "2026-06-30"]},
}  # fmt: skip
TEAM, WORTH = [*POLICY["team"]], ["100", "99.99", "0.05", "1234567.89", "250000", "333.33"]  # type: ignore[misc]


class Making:
    def __init__(self, seed: str, accounts: list[str]) -> None:
        self.r, self.accounts = Random(seed), accounts

    def chance(self, part: float) -> bool:
        return self.r.random() < part

    def day(self) -> str:
        end = self.r.choice(ENDS)
        near = end + timedelta(days=self.r.choice([-1, 0, 0, 0, 1]))
        return str(near if self.chance(0.6) else date(2023, 6, 1) + timedelta(days=self.r.randrange(1250)))

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

    def account(self, name: str) -> dict[str, Any]:
        people = [f"p{n}" for n in range(self.r.randint(0, 4))]
        deals = [f"d{n}" for n in range(self.r.choice([0, 1, 1, 2, 3, 4]))]
        return self.kept({
            "name": name.title(), "status": self.maybe(0.9, self.r.choices(["customer", "prospect", "dormant", "churned", "disqualified"], [6, 3, 1, 1, 1])[0]), "segment": self.maybe(0.8, self.r.choice("ABC")),
            "owner": self.maybe(0.85, self.r.choice(TEAM)), "source": self.maybe(0.7, self.r.choice(["referral", "event", "outbound"])), "tags": self.some(["new", "old"]),
            "role_set": self.maybe(0.3, self.r.choice(["more", ["main", "more"], "main"])), "referred_by": self.maybe(0.2, self.r.choice([*self.accounts, f"{self.accounts[0]}/p0"])),
            "roles": self.kept({role: self.role(people) for role in ("ceo", "cfo", "cio", "buyer", "desk", "user", "safety")}), "contacts": {who: self.contact() for who in people},
            "plans": {f"plan-{n}": self.plan(people) for n in range(self.r.randint(0, 2))}, "deals": {deal: self.deal(people) for deal in deals}, "contracts": self.contracts(deals),
            "assets": {product: self.kept({"since": self.maybe(0.6, self.day())}) for product in self.some(["core", "batch", "free"])}, "not_eligible": self.maybe(0.2, {"free": "never"}),
            "cases": {f"case-{n}": self.case() for n in range(self.r.randint(0, 2))}, "surveys": [self.survey(people) for _ in range(self.r.randint(0, 4))],
            "log": self.log(people, deals), "service_contact": self.maybe(0.3, self.r.choice(TEAM)),
            "research": self.kept({"problems": self.some(["slow"]), "decision_maker": self.maybe(0.5, self.r.choice(people or [""])) or None, "annual_revenue": self.maybe(0.5, "1000")}),
        })  # fmt: skip

    def log(self, people: list[str], deals: list[str]) -> list[dict[str, Any]]:
        """Whatever happened; now and then also tries without an answer one after the other, and calls in the rhythm of months, near the edges of its periods."""
        found = [self.entry(people, deals) for _ in range(self.r.randint(0, 20))]
        when = date.fromisoformat(self.day())
        for deal in deals[:1] if self.chance(0.3) else []:
            for _ in range(self.r.randint(2, 6)):
                how = {"type": self.r.choice(["email", "email", "call"]), "outcome": self.r.choice(["sent", "no_answer"])}
                found.append({"date": str(when), "deal": deal, **how})
                when += timedelta(days=self.r.choice([0, 1, 2, 3, 3, 4, 9]))
        for place in range(self.r.choice([0, 0, 14])):
            touch = {"type": self.r.choice(["call", "call", "review", "visit", "check_in"]), "gave": ["a.pdf"], "by": self.some(TEAM)}
            found.append({"date": str(when + timedelta(days=30 * place + self.r.choice([-1, 0, 0, 1]))), **touch})
        return self.r.sample(found, len(found))

    def role(self, people: list[str]) -> Any:
        return self.maybe(0.8, self.kept({"contact": self.some(people, 3), "rep": self.r.choice([[], self.some(TEAM), self.r.choice(TEAM)]), "waived": self.maybe(0.1, "not here")}))

    def contact(self) -> dict[str, Any]:
        found = {"left": self.maybe(0.25, self.day()), "stance": self.maybe(0.7, self.dated(["friendly", "neutral", "negative"], 3)), "phones": self.maybe(0.5, ["1"])}
        return {"name": self.r.choice(["Kim", "Lee", "Park"]), **self.kept(found)}

    def plan(self, people: list[str]) -> dict[str, Any]:
        end = {self.r.choice(["done", "dropped"]): self.maybe(0.4, self.day())}
        kind = self.r.choice(["identify", "convert", "referral_ask"])
        return self.kept({"for": self.r.choice(["ceo", "cfo", "cio", *people]), "kind": kind, "owner": self.maybe(0.8, self.r.choice(TEAM)), "due": self.maybe(0.8, self.day()), **end})

    def deal(self, people: list[str]) -> dict[str, Any]:
        stages = self.days(self.r.randint(1, 4))
        return self.kept({
            "owner": self.maybe(0.6, self.r.choice(TEAM)), "source": self.maybe(0.4, self.r.choice(["referral", "repeat", "event"])), "referred_by": self.maybe(0.1, self.r.choice(self.accounts)),
            "type": self.maybe(0.7, self.r.choice(["new", "renewal"])), "amount": self.maybe(0.7, self.dated(WORTH)), "close": self.maybe(0.8, self.dated([self.day(), self.day()])),
            "products": self.maybe(0.6, {product: self.kept({"qty": self.maybe(0.7, self.r.choice(["2", "1.5", "3"])), "unit_price": self.maybe(0.3, self.r.choice(WORTH))}) for product in self.some([*POLICY["products"]], 3)}),  # type: ignore[misc]
            "stages": self.r.choice([{when: self.r.choice(["lead", "talk", "offer", "sign"]) for when in stages}] * 8 + ["talk", None]), "people": {who: "decision_maker" for who in self.some(people)},
            "probability": self.maybe(0.2, self.r.choice(["33", {"value": 60, "date": self.day()}])), "competitors": self.some(["Fox", "Bear"]),
            "bant": {each: self.criterion() for each in self.some(["budget", "authority", "need", "timeline"], 4)},
            "next": self.maybe(0.4, self.kept({"date": self.day(), "with": self.some(people), "owner": self.maybe(0.4, self.r.choice(TEAM)), "what": "call"})),
            **self.ending(stages),
        })  # fmt: skip

    def criterion(self) -> dict[str, Any]:
        return self.kept({"status": self.r.choice(["met", "met", "unmet", "partial", "unknown"]), "date": self.maybe(0.7, self.day()), "mitigation": self.maybe(0.4, {"kind": "wait"})})

    def ending(self, stages: list[str]) -> dict[str, Any]:
        """An outcome on any day, now and then before the first stage; ends that were taken back before it."""
        found: dict[str, Any] = {"outcome": self.maybe(0.6, self.outcome(self.day()))}
        if self.chance(0.15):
            end, again, last = sorted(date.fromisoformat(stages[0]) + timedelta(days=self.r.randrange(200)) for _ in range(3))
            again = end if self.chance(0.1) else again
            found = {"ended": [self.outcome(str(end)) | {"reopened": str(again)}], "outcome": self.maybe(0.5, self.outcome(str(last)))}
        return found

    def outcome(self, when: str) -> dict[str, Any]:
        result = self.r.choices(["won", "lost", "no_decision", "invalid"], [5, 4, 2, 1])[0]
        why = self.maybe(0.8, self.r.choice(["price", "timing"])) if result in ("lost", "no_decision") else None
        return self.kept({"result": result, "date": when, "reason": why, "verified_by": self.maybe(0.4, "buyer") if why else None, "competitor": self.maybe(0.3, "Fox"), "revisit": self.maybe(0.3, self.day()) if why else None})

    def contracts(self, deals: list[str]) -> dict[str, Any]:
        """One after the other, ahead of time, with a gap, side by side, without an end."""
        found: dict[str, Any] = {}
        start = date.fromisoformat(self.day())
        for n in range(self.r.choice([0, 1, 1, 2, 3])):
            end = start + timedelta(days=self.r.choice([30, 180, 364, 365, 729]))
            signed = str(start - timedelta(days=self.r.randrange(100)))
            found[f"c{n}"] = self.kept({
                "start": str(start), "end": self.maybe(0.9, str(end)), "amount": self.maybe(0.8, self.r.choice(WORTH)), "per": self.maybe(0.8, self.r.choice(["year", "month", "quarter", "once"])),
                "signed": self.maybe(0.4, signed), "notice_days": self.maybe(0.2, 60), "deal": self.maybe(0.3, self.r.choice(deals)) if deals else None,
            })  # fmt: skip
            start = end + timedelta(days=self.r.choice([1, 1, 1, -20, 45, 200, -400]))
        return self.kept(found)

    def case(self) -> dict[str, Any]:
        opened = date.fromisoformat(self.day())
        closed = str(opened + timedelta(days=self.r.randrange(60)))
        return self.kept({"opened": str(opened), "kind": self.maybe(0.5, self.r.choice(["complaint", "question"])), "closed": self.maybe(0.6, closed), "owner": self.maybe(0.5, self.r.choice(TEAM)), "what": "noise"})

    def survey(self, people: list[str]) -> dict[str, Any]:
        scale = self.r.choice([None, None, 5, 10])
        about = self.maybe(0.8, self.r.choice(["product", "relationship", "service"]))
        return self.kept({"date": self.day(), "kind": self.r.choice(["nps", "nps", "csat", "trust"]), "about": about, "score": str(self.r.randint(0, 10)), "scale": scale, "contact": self.r.choice([*people, None])})

    def entry(self, people: list[str], deals: list[str]) -> dict[str, Any]:
        what = self.r.choice(["call", "call", "email", "message", "meeting", "visit", "review", "check_in", "info"])
        promise = self.maybe(0.1, self.kept({"date": self.day(), "what": "send", "with": self.some(people), "owner": self.maybe(0.3, self.r.choice(TEAM))}))
        return self.kept({
            "date": self.day(), "type": what, "by": self.some(TEAM), "with": self.some(people), "deal": self.maybe(0.5, self.r.choice(deals)) if deals else None, "direction": self.maybe(0.1, "inbound"),
            "outcome": self.maybe(0.5, self.r.choice(["held", "reached", "sent", "no_answer", "left_message", "cancelled"])), "gave": self.maybe(0.4, ["a.pdf"]), "next": promise,
        })  # fmt: skip


def write(root: Path, accounts: int, seed: int) -> Path:
    """Every file is JSON, which is YAML too."""
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text(json.dumps(POLICY), "utf-8")
    ids = [f"a{n:03}" for n in range(accounts)]
    for name in ids:
        (root / "accounts" / f"{name}.yaml").write_text(json.dumps(Making(f"{seed}:{name}", ids).account(name), ensure_ascii=False), "utf-8")
    return root
