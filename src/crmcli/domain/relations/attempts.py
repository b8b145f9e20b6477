"""Attempts: how often we knocked without an answer, and when to stop."""

from datetime import date
from typing import NamedTuple

from crmcli.domain.people.touches import is_two_way, is_unanswered, touch_log
from crmcli.domain.records.account import Account, Entry
from crmcli.domain.records.policy import Attempts
from crmcli.domain.time.calendar import plus_days


class Knocking(NamedTuple):
    """Where a deal's unanswered attempts stand: the days of those that count.

    `step` is attempt, final or close; `due` the day it falls due.

    `final` is the day of the last message: the first one of its type after the limit, from which
    the grace counts, whatever was tried after it.
    """

    days: tuple[date, ...]
    step: str
    due: date
    final: date | None = None

    @property
    def tries(self) -> int:
        """How many count."""
        return len(self.days)

    @property
    def last(self) -> date:
        """The day of the last one."""
        return self.days[-1]


def knocking(account: Account, deal: str, rule: Attempts, as_of: date) -> Knocking | None:
    """How many tries since the deal's last two-way touch, and what comes next?

    Two on one day count once; a reply resets.
    """
    by_day: dict[date, list[Entry]] = {}
    for entry in touch_log(account, as_of):
        if entry.deal == deal:
            by_day.setdefault(entry.date, []).append(entry)
    days: list[date] = []
    final: date | None = None
    for day in sorted(by_day):
        if any(map(is_two_way, by_day[day])):
            days, final = [], None
            continue
        tries = [entry for entry in by_day[day] if is_unanswered(entry)]
        if len(days) >= rule.max and any(entry.type == rule.final for entry in tries):
            final = final or day
        if tries:
            days.append(day)
    if not days:
        return None
    if final is not None:
        return Knocking(tuple(days), "close", plus_days(final, rule.grace_days), final)
    step = "final" if len(days) >= rule.max else "attempt"
    return Knocking(tuple(days), step, plus_days(days[-1], rule.min_gap_days))
