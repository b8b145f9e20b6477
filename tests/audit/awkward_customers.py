"""Contracts, cases and surveys of the awkward books."""

from datetime import date, timedelta
from typing import Any

from audit.awkward_policy import CARED_FOR, TEAM, WORTH
from audit.drawing import Drawing
from audit.reading import months


class AfterTheSale(Drawing):
    """What a customer has beside deals."""

    def contracts(self, deals: list[str]) -> dict[str, Any]:
        """One after the other, ahead of time, with a gap, side by side, without an end."""
        found: dict[str, Any] = {}
        start = date.fromisoformat(self.day())
        for n in range(self.r.choice([0, 1, 1, 2, 3])):
            end = start + timedelta(days=self.r.choice([30, 180, 364, 365, 729]))
            signed = str(start - timedelta(days=self.r.randrange(100)))
            found[f"c{n}"] = self.kept(
                {
                    "start": str(start),
                    "end": self.maybe(0.9, str(end)),
                    "amount": self.maybe(0.8, self.r.choice(WORTH)),
                    "per": self.maybe(0.8, self.r.choice(["year", "month", "quarter", "once"])),
                    "signed": self.maybe(0.4, signed),
                    "notice_days": self.maybe(0.2, 60),
                    "deal": self.maybe(0.3, self.r.choice(deals)) if deals else None,
                }
            )
            start = end + timedelta(days=self.r.choice([1, 1, 1, -20, 45, 200, -400]))
        return self.kept(found)

    def case(self) -> dict[str, Any]:
        opened = date.fromisoformat(self.day())
        closed = str(opened + timedelta(days=self.r.randrange(60)))
        return self.kept(
            {
                "opened": str(opened),
                "kind": self.maybe(0.5, self.r.choice(["complaint", "question"])),
                "closed": self.maybe(0.6, closed),
                "owner": self.maybe(0.5, self.r.choice(TEAM)),
                "what": "noise",
            }
        )

    def survey(self, people: list[str]) -> dict[str, Any]:
        scale = self.r.choice([None, None, 5, 10])
        about = self.maybe(0.8, self.r.choice(["product", "relationship", "service"]))
        return self.kept(
            {
                "date": self.day(),
                "kind": self.r.choice(["nps", "nps", "csat", "trust"]),
                "about": about,
                "score": str(self.r.randint(0, 10)),
                "scale": scale,
                "contact": self.r.choice([*people, None]),
            }
        )

    def good_care(self, before: dict[str, Any]) -> dict[str, Any]:
        """Somebody content and friendly, every touch in its time, and asked now and then."""
        t = self.r.choice(CARED_FOR)
        ago = [
            str(t - timedelta(days=self.r.choice([0, 1, 30, 90, 179, 180, 180, 181])))
            for _ in range(3)
        ]
        answer = {
            "contact": "p0",
            **self.r.choice(
                [
                    {"kind": "nps", "score": "10"},
                    {"kind": "nps", "score": "10", "scale": 10},
                    {"kind": "csat", "score": "5"},
                    {"kind": "trust", "score": "9", "scale": 10},
                    {"kind": "nps", "score": "5", "scale": 5},
                ]
            ),
        }
        often = [
            {"date": str(t - timedelta(days=gone)), "with": "p1", "gave": ["a.pdf"], "type": how}
            for gone in range(0, 400, 14)
            for how in ("call", "review", "visit", "check_in")
        ]
        score = {
            "date": ago[2],
            "type": "call",
            "with": ["p0"],
            "score": self.r.choice("8 9 10 11".split()),
        }
        year_ago = str(months(t, -12) + timedelta(days=self.r.choice([-1, 0, 1])))
        end = {
            self.r.choice(["done", "dropped"]): str(
                months(t, -6) + timedelta(days=self.r.choice([-1, 0, 1]))
            )
        }
        return self.kept(
            {
                "status": "customer",
                "contacts": {
                    **before.get("contacts", {}),
                    "p0": {"name": "Content", "stance": {ago[0]: "friendly"}},
                    "p1": {"name": "Other"},
                },
                "contracts": {"c0": {"start": str(months(t, -14))}},
                "surveys": [{"date": self.r.choice([ago[1], year_ago]), **answer}],
                "log": [
                    *often,
                    *[score] * self.chance(0.3),
                    *before.get("log", []) * self.chance(0.3),
                ],
                "plans": {
                    "ask": {
                        "for": self.r.choice(["p0", "ceo"]),
                        "kind": self.r.choice(["referral_ask", "referral_ask", "convert"]),
                        **end,
                    }
                },
            }
        )
