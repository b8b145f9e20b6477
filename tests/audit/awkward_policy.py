"""The policy of the awkward books, and the days that things happen on in them."""

from datetime import date

ENDS = [
    date(2023, 3, 1),
    date(2023, 5, 31),
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2024, 1, 31),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 31),
    date(2024, 6, 30),
    date(2024, 9, 30),
    date(2024, 12, 31),
    date(2025, 1, 1),
    date(2025, 2, 28),
    date(2025, 3, 31),
    date(2025, 4, 30),
    date(2025, 6, 30),
    date(2025, 7, 1),
    date(2025, 8, 31),
    date(2025, 9, 30),
    date(2025, 10, 31),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 1, 31),
    date(2026, 2, 28),
    date(2026, 3, 31),
    date(2026, 4, 1),
    date(2026, 5, 31),
    date(2026, 6, 30),
    date(2026, 7, 1),
    date(2026, 7, 31),
]
# the days on which a customer in good care is
CARED_FOR = [
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 6, 30),
    date(2026, 7, 31),
]
POLICY = {
    "currency": "USD",
    "language": "en",
    "timezone": "UTC",
    "min_sample": 4,
    "freshness": {"contact_days": 90, "stance_days": 180},
    "role_sets": {
        "main": {
            "ceo": {"weight": 3},
            "cfo": {"weight": 3},
            "cio": {"weight": 2},
            "buyer": {"weight": 1},
            "desk": {"weight": 1, "required": "false"},
            "user": "User",
        },
        "more": {"cio": {"weight": 5}, "buyer": {"weight": 1}, "safety": {"weight": 2}},
    },
    "default_role_set": "main",
    "stages": {
        "lead": {"probability": 5, "forecast": "omitted", "rot_days": 30},
        "talk": {"probability": 15, "rot_days": 14},
        "offer": {"probability": 50, "forecast": "best_case", "rot_days": 21, "min_coverage": 50},
        "sign": {"probability": "82.5", "forecast": "commit", "rot_days": 10},
        "keep": {"probability": 100, "forecast": "closed"},
    },
    "cadences": {
        "standard": {
            "for": {"status": "customer"},
            "touches": [
                {"type": "call", "per_year": 12},
                {"type": "review", "per_year": 4, "needs": "gave"},
                {"type": "meeting", "per_year": 2, "or": "visit"},
            ],
        },
        "site": {
            "for": {"segment": ["B", "C"], "status": ["customer", "dormant"]},
            "touches": [{"type": "visit", "every_months": 4}],
            "owner": "support",
            "from": "first_won",
        },
        "start": {
            "for": {"tags": "new"},
            "touches": [
                {"type": "check_in", "at_days": [30, 90, 180]},
                {"type": "demo", "per_year": 5, "or": "check_in"},
            ],
            "owner": "gil",
        },
    },
    "attempts": {"max": 3, "min_gap_days": 3, "final": "email", "grace_days": 7},
    "renewals": {"remind_days": [90, 30, 14, 7], "grace_days": 60},
    "referral_ask": {"score": 9},
    "reasons": {"price": "Price", "timing": "Timing", "unresponsive": "Went quiet"},
    "products": {
        "core": {"list_price": "1000.50"},
        "batch": {"list_price": 333, "needs": "core"},
        "monitor": {"list_price": "0.01", "needs": ["core", "batch"]},
        "free": {"label": "No price"},
    },
    "team": {
        "ada": {"name": "Ada", "manager": "eve", "tags": ["east"]},
        "ben": {"name": "Ben", "manager": "ada", "tags": ["west", "east"]},
        "lou": {"name": "Lou", "function": "support", "left": "2025-06-30"},
        "kay": {"name": "Kay", "function": "support"},
        "eve": {"name": "Eve", "function": "executive"},
        "gil": {"name": "Gil", "left": "2026-03-31"},
    },
    "holidays": {"extra": ["2026-01-01", "2025-12-31", "2026-06-30"]},
}
# type: ignore[misc]
TEAM, WORTH = [*POLICY["team"]], ["100", "99.99", "0.05", "1234567.89", "250000", "333.33"]
