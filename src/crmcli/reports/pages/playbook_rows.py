"""What belongs to a stage: its criteria, questions, prepared answers and closing steps?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.qualification import exits, framework, guide, is_gate, questions
from crmcli.domain.label import Label
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import EXITS
from crmcli.domain.table import Message
from crmcli.reports.pipeline.objections import RaisedFact


class StandingFact(NamedTuple):
    """Where the deal asked for stands, and which exit criteria of each stage it does not meet, with
    the places where they would be written, and its closing steps.
    """

    account: str
    deal: str
    owner: str | None
    stage: str | None
    missing: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    steps: tuple["StepRow", ...] = ()


class CriterionRow(NamedTuple):
    """One exit criterion: what it asks for, and with a deal whether that is there, or where it
    would be written.
    """

    criterion: str
    means: Message
    met: bool | None
    places: tuple[str, ...]


class QuestionRow(NamedTuple):
    """Something to ask."""

    n: int
    question: Label


class ReplyRow(NamedTuple):
    """A prepared answer to an objection; `raised` counts how often that was raised in this stage,
    or with a deal in that deal.
    """

    objection: str
    raised: int
    answer: str | None
    text: str | None
    evidence: str | None


class StepRow(NamedTuple):
    """A closing step of the deal, and the day it was done."""

    step: str
    done: date | None


class PlaybookRow(NamedTuple):
    """One stage of the process.

    `probability` in percent; `missing` is what the deal asked for still lacks, None without a deal.
    """

    stage: str
    guide: Label
    exit: tuple[str, ...]
    questions: tuple[Label, ...]
    probability: int | float
    rot_days: int | None
    missing: tuple[str, ...] | None
    criteria: tuple[CriterionRow, ...]
    replies: tuple[ReplyRow, ...]
    steps: tuple[StepRow, ...]


def stage_row(
    stage: str, raised: Sequence[RaisedFact], standing: StandingFact | None, policy: Policy
) -> PlaybookRow:
    """One stage, and with a deal what that lacks there."""
    spec = policy.stages[stage]
    asked = exits(spec, policy)
    lacks = dict(dict(standing.missing)[stage]) if standing else None
    criteria = tuple(
        CriterionRow(
            need,
            Message(
                f"exit-{need}" if need in EXITS else "exit-field",
                _asked(need, policy),
            ),
            None if lacks is None else need not in lacks,
            (lacks or {}).get(need, ()),
        )
        for need in asked
    )
    missing = None if lacks is None else tuple(lacks)
    return PlaybookRow(
        stage,
        guide(spec, policy),
        asked,
        questions(spec, policy),
        _number(spec.probability),
        spec.rot_days,
        missing,
        criteria,
        _replies(stage, raised, standing, policy),
        standing.steps if standing else (),
    )


def _asked(need: str, policy: Policy) -> tuple[object, ...]:
    """What the sentence about an exit criterion says of it."""
    if not is_gate(need):
        return (need,)
    asked = framework(policy)
    return asked.gate, asked.name, len(asked.criteria)


def _number(value: object) -> int | float:
    return value if isinstance(value, int) else float(str(value))


def _replies(
    stage: str, raised: Sequence[RaisedFact], standing: StandingFact | None, policy: Policy
) -> tuple[ReplyRow, ...]:
    """Every prepared answer, those to what was raised most before the others; what was raised
    without one stands there too.
    """
    counts = Counter(fact.objection for fact in raised if standing or fact.stage == stage)
    names = sorted(
        {**policy.objections, **counts},
        key=lambda name: (-counts[name], [*policy.objections, name].index(name)),
    )
    found = []
    for name in names:
        answers = policy.objections[name].answers if name in policy.objections else {}
        found += [
            ReplyRow(name, counts[name], key, answer.text, answer.evidence)
            for key, answer in answers.items()
        ]
        if not answers:
            found.append(ReplyRow(name, counts[name], None, None, None))
    return tuple(found)
