"""Attempts: how often we knocked without an answer, and when to stop."""

from datetime import date, timedelta
from typing import NamedTuple

from crmcli.domain.policy import Attempts
from crmcli.domain.records import Account
from crmcli.domain.touches import is_two_way, known_log, outcome
from crmcli.domain.words import UNANSWERED


class Knocking(NamedTuple):
    """Where a deal's unanswered attempts stand. `step` is attempt, final or close; `due` the day it falls due."""

    tries: int
    last: date
    step: str
    due: date


def knocking(account: Account, deal: str, rule: Attempts, as_of: date) -> Knocking | None:
    """How many tries since the deal's last two-way touch, and what comes next? Two on one day count once; a reply resets."""
    days: list[date] = []
    final: date | None = None
    entries = sorted((entry for entry in known_log(account, as_of) if entry.deal == deal), key=lambda entry: entry.date)
    for entry in entries:
        if is_two_way(entry):
            days, final = [], None
        elif outcome(entry) in UNANSWERED:
            if len(days) >= rule.max and entry.date > days[-1] and entry.type == rule.final:
                final = final or entry.date
            if not days or entry.date != days[-1]:
                days.append(entry.date)
    if not days:
        return None
    if final is not None:
        return Knocking(len(days), days[-1], "close", final + timedelta(days=rule.grace_days))
    step = "final" if len(days) >= rule.max else "attempt"
    return Knocking(len(days), days[-1], step, days[-1] + timedelta(days=rule.min_gap_days))
