"""Which words may be chosen where something is asked of a report?

The records of the reports have them from here, and so do the commands, which offer them before they
know the report.
"""

# by what the rows may be grouped, under the name of the report
ATTEMPTS = ("channel",)
CADENCE = ("account",)
COVERAGE = ("owner", "segment", "role")
FORECAST = ("month", "owner", "owner_tag", "product", "family")
LOSSES = (
    "stage",
    "product",
    "family",
    "competitor",
    "type",
    "source",
    "owner",
    "owner_tag",
    "month",
)
OBJECTIONS = ("owner", "owner_tag", "stage", "product", "family")
PIPELINE = ("owner", "owner_tag", "product", "family", "type", "segment")
PLANS = ("owner", "kind")
QUALITY = ("status", "stage", "owner", "segment")
RETENTION = ("owner", "segment")
SATISFACTION = ("about", "account", "owner")
SLIPS = ("owner",)
STAGES = ("owner", "owner_tag", "type", "segment", "source")
STANCE = ("owner", "segment")
TEAM = ("function", "member")
TREND = ("owner",)
VELOCITY = ("owner", "owner_tag", "segment", "type")
WINRATE = (
    "product",
    "family",
    "owner",
    "manager",
    "owner_tag",
    "segment",
    "industry",
    "type",
    "source",
    "sourced_by",
    "competitor",
    "bant",
    "met",
    "quarter",
    "month",
)

COHORTS = ("quarter", "year")
METHODS = ("stage", "history", "category")  # how a forecast is made
METRICS = ("coverage", "named", "stance", "open", "winrate", "cadence", "plans", "overdue")
