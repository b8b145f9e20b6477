"""Every report there is, by its module's name. A run imports the one that it answers with."""

from importlib import import_module
from typing import Any

from crmcli.reports.report import Report

# What a command answers with, the usual one first. Commands that are not here ask no report.
OF_COMMANDS: dict[str, tuple[str, ...]] = {
    "due": ("due",),
    "list": ("accounts",),
    "show": ("show",),
    "brief": ("brief",),
    "map": ("map",),
    "find": ("find",),
    "query": ("query", "queries"),
    "review": ("review",),
    "pipeline": ("pipeline", "pipeline_change", "rotten", "exits"),
    "stages": ("stages",),
    "playbook": ("playbook",),
    "bant": ("bant",),
    "objections": ("objections", "objection"),
    "attempts": ("attempts", "attempts_by_channel"),
    "losses": ("losses", "counter"),
    "winrate": ("winrate",),
    "velocity": ("velocity",),
    "focus": ("focus",),
    "forecast": ("forecast", "backtest"),
    "coverage": ("coverage", "coverage_by_role", "roles", "gaps"),
    "stance": ("stance", "stance_by_role", "stance_roles", "stance_changes"),
    "plans": ("plans",),
    "blind": ("blind",),
    "knows": ("knows", "knows_member"),
    "cooling": ("cooling",),
    "team": ("team",),
    "orphans": ("orphans",),
    "cadence": ("cadence", "cadence_accounts"),
    "renewals": ("renewals",),
    "retention": ("retention", "cohorts"),
    "balance": ("balance",),
    "referrals": ("referral_funnel", "referral_tree"),
    "satisfaction": ("satisfaction",),
    "whitespace": ("whitespace", "whitespace_cells"),
    "assets": ("assets",),
    "quality": ("quality",),
    "goals": ("goals",),
    "slips": ("slips",),
    "trend": ("trend",),
}


def find(name: str) -> Report[Any, Any, Any]:
    """The report of that module."""
    found: Report[Any, Any, Any] = import_module(f"crmcli.reports.{name}").REPORT
    return found
