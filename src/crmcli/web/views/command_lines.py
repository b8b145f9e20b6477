"""Which command line asks a report: the same question, typed."""

import shlex
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from crmcli.web.views.askable import find
from crmcli.web.views.asked import Asked
from crmcli.web.views.page import Question


class Way(NamedTuple):
    """How a report is asked for on a command line.

    `words`: the command, and what makes it this report; `of_one` in their place where an account is
    named. `flags`: how an option is said, where not by its own name; empty is without a name,
    BEHIND as the second value of the one before.
    `usual`: what the command asks where nothing is said. `needs`: one of these must be said.
    `never`: options that the command has not.
    """

    words: tuple[str, ...]
    account: Literal["", "may", "must"] = ""
    flags: Mapping[str, str] = {}
    usual: Mapping[str, object] = {}
    needs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    of_one: tuple[str, ...] = ()


BEHIND = "+"
_WITHIN = {"days": "--within"}
WAYS: dict[str, Way] = {
    "morning": Way((), never=("limit",)),
    "due": Way(("due",)),
    "resting": Way(("due", "--resting")),
    "accounts": Way(("list",)),
    "directory": Way(("list", "--known"), never=("limit",)),
    "show": Way(("show",), "must"),
    "brief": Way(("brief",), "must"),
    "map": Way(("map",), "must"),
    "find": Way(("find",), flags={"text": "", "within": "--in"}, needs=("text",)),
    "query": Way(("query",), flags={"text": ""}, needs=("text",)),
    "pipeline": Way(("pipeline",)),
    "pipeline_change": Way(
        ("pipeline",), flags={"since": "--change", "until": BEHIND}, needs=("since",)
    ),
    "rotten": Way(("pipeline", "--rotten")),
    "exits": Way(("pipeline", "--exits")),
    "stages": Way(("stages",)),
    "playbook": Way(("playbook",), flags={"stage": ""}, never=("deal",)),
    "bant": Way(("bant",), never=("deal",)),
    "qualify": Way(("qualify",), never=("deal",)),
    "objections": Way(("objections",)),
    "objection": Way(("objections",), flags={"text": ""}, needs=("text",)),
    "attempts": Way(("attempts",), "may"),
    "attempts_by_channel": Way(("attempts", "--by", "channel"), "may"),
    "losses": Way(("losses",)),
    "counter": Way(("losses", "--counter")),
    "winrate": Way(("winrate",)),
    "velocity": Way(("velocity",)),
    "focus": Way(("focus",), flags={"limit": "--limit-per-rep"}, usual={"limit": 5}),
    "forecast": Way(("forecast",)),
    "backtest": Way(("forecast", "--backtest")),
    "trend": Way(("trend",), flags={"metric": ""}, needs=("metric",)),
    "coverage": Way(("coverage",)),
    "coverage_grid": Way(("coverage", "--grid")),
    "coverage_by_role": Way(("coverage", "--by", "role")),
    "roles": Way(("coverage",), "must"),
    "gaps": Way(("coverage", "--gaps"), "may"),
    "stance": Way(("stance",)),
    "stance_by_role": Way(("stance", "--by", "role")),
    "stance_roles": Way(("stance",), "must"),
    "stance_changes": Way(("stance",), "may", usual={"matrix": True}),
    "plans": Way(("plans",)),
    "blind": Way(("blind",)),
    "knows": Way(("knows",), "must", never=("text",)),
    "knows_member": Way(("knows",), flags={"text": ""}, needs=("text",)),
    "cooling": Way(("cooling",), usual={"factor": 2.0}),
    "team": Way(("team",)),
    "orphans": Way(("orphans",)),
    "cadence": Way(("cadence",)),
    "cadence_accounts": Way(("cadence", "--by", "account"), "may", of_one=("cadence",)),
    "cadence_calendar": Way(("cadence", "--calendar"), "may"),
    "renewals": Way(("renewals",), flags=_WITHIN),
    "retention": Way(("retention",)),
    "cohorts": Way(("retention",), flags={"by": "--cohort"}, usual={"by": "quarter"}),
    "balance": Way(("balance",)),
    "referral_funnel": Way(("referrals",)),
    "referral_tree": Way(("referrals", "--tree")),
    "satisfaction": Way(("satisfaction",)),
    "whitespace": Way(("whitespace",)),
    "whitespace_cells": Way(("whitespace",), "may", needs=("account", "product")),
    "assets": Way(("assets",), flags=_WITHIN),
    "goals": Way(("goals",)),
    "review": Way(("review",), never=("limit",)),
    "history": Way(("history",), "may", never=("limit",)),
    "lint": Way(("lint",)),
    "diff": Way(("diff",), flags={"what": ""}),
}
# said in a line even though it is what is asked where nothing is said: else it asks another report
_ALWAYS = {"cohorts": ("by",), "stance_changes": ("matrix",), "pipeline_change": ("since", "until")}


def words(question: Question, asked: Asked, form: str = "") -> list[str]:
    """The words of the line; `form` as -o names it."""
    way = WAYS[question.report]
    named = [question.account] if question.account else []
    found = ["crm", *(way.of_one if named and way.of_one else way.words)]
    report = find(question.report)
    usual = {**report.options._field_defaults, **way.usual}
    loose: list[str] = []
    for name, value in zip(report.options._fields, question.options, strict=True):
        if name in ("explain", "filters", "account") or name in way.never:
            continue
        if value == usual.get(name) and name not in _ALWAYS.get(question.report, ()):
            continue
        if way.flags.get(name) == BEHIND:
            found.append(str(value))
        elif way.flags.get(name) == "":
            loose.append(str(value))
        else:
            found += _said(way.flags.get(name, f"--{name.rstrip('_').replace('_', '-')}"), value)
    if any(each.startswith("-") for each in (*named, *loose)):
        loose = ["--", *named, *loose]
    else:
        loose = [*named, *loose]
    return [*found, *_shared(asked, of_one=bool(named)), *(["-o", form] if form else []), *loose]


def _said(flag: str, value: object) -> list[str]:
    if isinstance(value, bool):
        return [flag] if value else []
    if value is None:
        return []
    if isinstance(value, tuple):
        return [flag, ",".join(map(str, value))]
    if isinstance(value, float):
        return [flag, f"{value:g}"]
    return [flag, value.isoformat() if isinstance(value, date) else str(value)]


def _shared(asked: Asked, *, of_one: bool) -> list[str]:
    found = [
        word
        for flag, values in (
            ("--owner", asked.owners),
            ("--segment", asked.segments),
            ("--tag", asked.tags),
        )
        for value in values
        for word in (flag, value)
        if not of_one
    ]
    if asked.at:
        found += ["--at", asked.at]
    if asked.as_of:
        found += ["--as-of", asked.as_of.isoformat()]
    if asked.explain:
        found.append("--explain")
    return found


def line(question: Question, asked: Asked, form: str = "") -> str:
    """The line as it may be copied into a shell."""
    return shlex.join(words(question, asked, form))
