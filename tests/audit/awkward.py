"""Books that are awkward on purpose: days on ends of months, quarters and years and on leap days,
several entries on one day, several holders, people who left,
deals that were reopened, contracts renewed ahead and without end, cents, facts without a day, and
every list in any order.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any


from audit.awkward_customers import AfterTheSale
from audit.awkward_policy import POLICY, TEAM, WORTH


class Making(AfterTheSale):
    """An account, part by part."""

    def anybody(self, name: str) -> dict[str, Any]:
        """An account of any kind; some are customers in good care, whom all but one thing or two
        speak for.
        """
        found = self.account(name)
        return {**found, **self.good_care(found)} if self.chance(0.25) else found

    def account(self, name: str) -> dict[str, Any]:
        people = [f"p{n}" for n in range(self.r.randint(0, 4))]
        deals = [f"d{n}" for n in range(self.r.choice([0, 1, 1, 2, 3, 4]))]
        return self.kept(
            {
                "name": name.title(),
                "status": self.maybe(
                    0.9,
                    self.r.choices(
                        ["customer", "prospect", "dormant", "churned", "disqualified"],
                        [6, 3, 1, 1, 1],
                    )[0],
                ),
                "segment": self.maybe(0.8, self.r.choice("ABC")),
                "owner": self.maybe(0.85, self.r.choice(TEAM)),
                "source": self.maybe(0.7, self.r.choice(["referral", "event", "outbound"])),
                "tags": self.some(["new", "old"]),
                "role_set": self.maybe(0.3, self.r.choice(["more", ["main", "more"], "main"])),
                "referred_by": self.maybe(
                    0.2, self.r.choice([*self.accounts, f"{self.accounts[0]}/p0"])
                ),
                "roles": self.kept(
                    {
                        role: self.role(people)
                        for role in ("ceo", "cfo", "cio", "buyer", "desk", "user", "safety")
                    }
                ),
                "contacts": {who: self.contact() for who in people},
                "plans": {f"plan-{n}": self.plan(people) for n in range(self.r.randint(0, 2))},
                "deals": {deal: self.deal(people) for deal in deals},
                "contracts": self.contracts(deals),
                "assets": {
                    product: self.kept({"since": self.maybe(0.6, self.day())})
                    for product in self.some(["core", "batch", "free"])
                },
                "not_eligible": self.maybe(0.2, {"free": "never"}),
                "cases": {f"case-{n}": self.case() for n in range(self.r.randint(0, 2))},
                "surveys": [self.survey(people) for _ in range(self.r.randint(0, 4))],
                "log": self.log(people, deals),
                "service_contact": self.maybe(0.3, self.r.choice(TEAM)),
                "research": self.kept(
                    {
                        "problems": self.some(["slow"]),
                        "decision_maker": self.maybe(0.5, self.r.choice(people or [""])) or None,
                        "annual_revenue": self.maybe(0.5, "1000"),
                    }
                ),
            }
        )

    def log(self, people: list[str], deals: list[str]) -> list[dict[str, Any]]:
        """Whatever happened; now and then also tries without an answer one after the other, and
        calls in the rhythm of months, near the edges of its periods.
        """
        found = [self.entry(people, deals) for _ in range(self.r.randint(0, 20))]
        when = date.fromisoformat(self.day())
        for deal in deals[:1] if self.chance(0.3) else []:
            for _ in range(self.r.randint(2, 6)):
                how = {
                    "type": self.r.choice(["email", "email", "call"]),
                    "outcome": self.r.choice(["sent", "no_answer"]),
                }
                found.append({"date": str(when), "deal": deal, **how})
                when += timedelta(days=self.r.choice([0, 1, 2, 3, 3, 4, 9]))
        for place in range(self.r.choice([0, 0, 14])):
            touch = {
                "type": self.r.choice(["call", "call", "review", "visit", "check_in"]),
                "gave": ["a.pdf"],
                "by": self.some(TEAM),
            }
            found.append(
                {
                    "date": str(when + timedelta(days=30 * place + self.r.choice([-1, 0, 0, 1]))),
                    **touch,
                }
            )
        return self.r.sample(found, len(found))

    def role(self, people: list[str]) -> Any:
        return self.maybe(
            0.8,
            self.kept(
                {
                    "contact": self.some(people, 3),
                    "rep": self.r.choice([[], self.some(TEAM), self.r.choice(TEAM)]),
                    "waived": self.maybe(0.1, "not here"),
                }
            ),
        )

    def contact(self) -> dict[str, Any]:
        found = {
            "left": self.maybe(0.25, self.day()),
            "stance": self.maybe(0.7, self.dated(["friendly", "neutral", "negative"], 3)),
            "phones": self.maybe(0.5, ["1"]),
        }
        return {"name": self.r.choice(["Kim", "Lee", "Park"]), **self.kept(found)}

    def plan(self, people: list[str]) -> dict[str, Any]:
        end = {self.r.choice(["done", "dropped"]): self.maybe(0.4, self.day())}
        kind = self.r.choice(["identify", "convert", "referral_ask"])
        return self.kept(
            {
                "for": self.r.choice(["ceo", "cfo", "cio", *people]),
                "kind": kind,
                "owner": self.maybe(0.8, self.r.choice(TEAM)),
                "due": self.maybe(0.8, self.day()),
                **end,
            }
        )

    def deal(self, people: list[str]) -> dict[str, Any]:
        stages = self.days(self.r.randint(1, 4))
        return self.kept(
            {
                "owner": self.maybe(0.6, self.r.choice(TEAM)),
                "source": self.maybe(0.4, self.r.choice(["referral", "repeat", "event"])),
                "referred_by": self.maybe(0.1, self.r.choice(self.accounts)),
                "type": self.maybe(0.7, self.r.choice(["new", "renewal"])),
                "amount": self.maybe(0.7, self.dated(WORTH)),
                "close": self.maybe(0.8, self.dated([self.day(), self.day()])),
                "products": self.maybe(
                    0.6,
                    {
                        product: self.kept(
                            {
                                "qty": self.maybe(0.7, self.r.choice(["2", "1.5", "3"])),
                                "unit_price": self.maybe(0.3, self.r.choice(WORTH)),
                            }
                        )
                        for product in self.some([*POLICY["products"]], 3)
                    },
                ),  # type: ignore[misc]
                "stages": self.r.choice(
                    [{when: self.r.choice(["lead", "talk", "offer", "sign"]) for when in stages}]
                    * 8
                    + ["talk", None]
                ),
                "people": {who: "decision_maker" for who in self.some(people)},
                "probability": self.maybe(
                    0.2, self.r.choice(["33", {"value": 60, "date": self.day()}])
                ),
                "competitors": self.some(["Fox", "Bear"]),
                "bant": {
                    each: self.criterion()
                    for each in self.some(["budget", "authority", "need", "timeline"], 4)
                },
                "next": self.maybe(
                    0.4,
                    self.kept(
                        {
                            "date": self.day(),
                            "with": self.some(people),
                            "owner": self.maybe(0.4, self.r.choice(TEAM)),
                            "what": "call",
                        }
                    ),
                ),
                **self.ending(stages),
            }
        )

    def criterion(self) -> dict[str, Any]:
        return self.kept(
            {
                "status": self.r.choice(["met", "met", "unmet", "partial", "unknown"]),
                "date": self.maybe(0.7, self.day()),
                "mitigation": self.maybe(0.4, {"kind": "wait"}),
            }
        )

    def ending(self, stages: list[str]) -> dict[str, Any]:
        """An outcome on any day, now and then before the first stage; ends that were taken back
        before it.
        """
        found: dict[str, Any] = {"outcome": self.maybe(0.6, self.outcome(self.day()))}
        if self.chance(0.15):
            end, again, last = sorted(
                date.fromisoformat(stages[0]) + timedelta(days=self.r.randrange(200))
                for _ in range(3)
            )
            again = end if self.chance(0.1) else again
            found = {
                "ended": [self.outcome(str(end)) | {"reopened": str(again)}],
                "outcome": self.maybe(0.5, self.outcome(str(last))),
            }
        return found

    def outcome(self, when: str) -> dict[str, Any]:
        result = self.r.choices(["won", "lost", "no_decision", "invalid"], [5, 4, 2, 1])[0]
        why = (
            self.maybe(0.8, self.r.choice(["price", "timing"]))
            if result in ("lost", "no_decision")
            else None
        )
        return self.kept(
            {
                "result": result,
                "date": when,
                "reason": why,
                "verified_by": self.maybe(0.4, "buyer") if why else None,
                "competitor": self.maybe(0.3, "Fox"),
                "revisit": self.maybe(0.3, self.day()) if why else None,
            }
        )

    def entry(self, people: list[str], deals: list[str]) -> dict[str, Any]:
        what = self.r.choice(
            ["call", "call", "email", "message", "meeting", "visit", "review", "check_in", "info"]
        )
        promise = self.maybe(
            0.1,
            self.kept(
                {
                    "date": self.day(),
                    "what": "send",
                    "with": self.some(people),
                    "owner": self.maybe(0.3, self.r.choice(TEAM)),
                }
            ),
        )
        return self.kept(
            {
                "date": self.day(),
                "type": what,
                "by": self.some(TEAM),
                "with": self.some(people),
                "deal": self.maybe(0.5, self.r.choice(deals)) if deals else None,
                "direction": self.maybe(0.1, "inbound"),
                "outcome": self.maybe(
                    0.5,
                    self.r.choice(
                        ["held", "reached", "sent", "no_answer", "left_message", "cancelled"]
                    ),
                ),
                "gave": self.maybe(0.4, ["a.pdf"]),
                "next": promise,
            }
        )


def write(root: Path, accounts: int, seed: int) -> Path:
    """Every file is JSON, which is YAML too."""
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text(json.dumps(POLICY), "utf-8")
    ids = [f"a{n:03}" for n in range(accounts)]
    for name in ids:
        (root / "accounts" / f"{name}.yaml").write_text(
            json.dumps(Making(f"{seed}:{name}", ids).anybody(name), ensure_ascii=False), "utf-8"
        )
    return root
