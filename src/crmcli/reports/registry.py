"""Every report there is, by its module's name. A run imports the one that it answers with."""

from importlib import import_module

from crmcli.reports.report import Report

# What a command answers with, the usual one first, and where each stands. Commands that are not
# here ask no report.
_PLACES = {
    "due": ("pages.due", "pages.resting"),
    "list": ("queries.accounts", "pages.directory"),
    "show": ("pages.show",),
    "brief": ("pages.brief",),
    "map": ("relations.map",),
    "find": ("queries.find",),
    "query": ("queries.query", "queries.queries"),
    "review": ("pages.review",),
    "pipeline": (
        "pipeline.pipeline",
        "pipeline.pipeline_change",
        "pipeline.rotten",
        "pipeline.exits",
    ),
    "stages": ("pipeline.stages",),
    "playbook": ("pages.playbook",),
    "bant": ("pipeline.bant",),
    "qualify": ("pipeline.qualify",),
    "objections": ("pipeline.objections", "pipeline.objection"),
    "attempts": ("relations.attempts", "relations.attempts_by_channel"),
    "losses": ("pipeline.losses", "pipeline.counter"),
    "winrate": ("pipeline.winrate",),
    "velocity": ("pipeline.velocity",),
    "focus": ("pipeline.focus",),
    "forecast": ("forecast.forecast", "forecast.backtest"),
    "coverage": (
        "coverage.coverage",
        "coverage.coverage_by_role",
        "coverage.roles",
        "coverage.gaps",
        "coverage.coverage_grid",
    ),
    "stance": (
        "coverage.stance",
        "coverage.stance_by_role",
        "coverage.stance_roles",
        "coverage.stance_changes",
    ),
    "plans": ("coverage.plans",),
    "blind": ("coverage.blind",),
    "knows": ("relations.knows", "relations.knows_member"),
    "cooling": ("relations.cooling",),
    "team": ("relations.team",),
    "orphans": ("relations.orphans",),
    "cadence": (
        "customers.cadence",
        "customers.cadence_accounts",
        "customers.cadence_calendar",
    ),
    "renewals": ("customers.renewals",),
    "retention": ("customers.retention", "customers.cohorts"),
    "balance": ("relations.balance",),
    "referrals": ("relations.referral_funnel", "relations.referral_tree"),
    "satisfaction": ("customers.satisfaction",),
    "whitespace": ("customers.whitespace", "customers.whitespace_cells"),
    "assets": ("customers.assets",),
    "quality": ("queries.quality",),
    "goals": ("forecast.goals",),
    "slips": ("pipeline.slips",),
    "trend": ("forecast.trend",),
}
OF_COMMANDS: dict[str, tuple[str, ...]] = {
    command: tuple(place.rpartition(".")[2] for place in places)
    for command, places in _PLACES.items()
}
# What others are made of: the start page, names to find somebody by, what is exported.
_PARTS = (
    "pages.morning",
    "queries.cards",
    "queries.names",
    "queries.people",
    "relations.referrals",
)
_PLACE_OF = {
    place.rpartition(".")[2]: place for places in (*_PLACES.values(), _PARTS) for place in places
}

# A report that was found by its name: what its facts and options are, it knows itself.
Named = Report[object, tuple[object, ...], tuple[object, ...]]


def find(name: str) -> Named:
    """The report of that module."""
    found: Named = import_module(f"crmcli.reports.{_PLACE_OF[name]}").REPORT
    return found
