"""BANT: budget, authority, need and timeline, each met, unmet, partial or not known yet."""

from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Criterion, Deal
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import CRITERIA

UNKNOWN = Criterion("unknown")


class Score(NamedTuple):
    """The four answers and what they add up to. Unknown is not unmet."""

    answers: tuple[Criterion, Criterion, Criterion, Criterion]
    met: int
    unknown: int
    stale: int  # met on evidence older than stance_days
    passed: int  # met, or mitigated where the policy accepts that


def score(deal: Deal, policy: Policy, as_of: date) -> Score:
    """How many of the four are met? Answers dated after that day are not known yet."""
    answers = []
    for name in CRITERIA:
        answer = deal.bant.get(name, UNKNOWN)
        answers.append(answer if answer.date is None or answer.date <= as_of else UNKNOWN)
    met = [answer for answer in answers if answer.status == "met"]
    return Score(
        (answers[0], answers[1], answers[2], answers[3]),
        len(met),
        sum(1 for answer in answers if answer.status == "unknown"),
        sum(
            1
            for answer in met
            if answer.date is not None and (as_of - answer.date).days > policy.freshness.stance_days
        ),
        sum(1 for answer in answers if passes(answer, policy)),
    )


def passes(answer: Criterion, policy: Policy) -> bool:
    """Met, or unmet with something done about it where the policy accepts that?"""
    return answer.status == "met" or (
        answer.status in ("unmet", "partial")
        and answer.mitigation is not None
        and policy.bant.accept_mitigation
    )
