"""Is a deal qualified? What the book's framework asks, what the deal answers, and what that adds up
to.

The one room that knows what a framework is: everything else asks it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.frameworks import BANT, BANT_GUIDE, BUILT_IN, GUIDE, Framework
from crmcli.domain.errors import CrmError
from crmcli.domain.label import Label
from crmcli.domain.records.account import Criterion, Deal
from crmcli.domain.records.policy import (
    BantRule,
    CriterionSpec,
    Policy,
    QualificationRule,
    Stage,
)
from crmcli.domain.table import Message

UNKNOWN = Criterion("unknown")
KEYS = ("bant", "qualification")  # of a deal, below which its answers stand
GAPS = tuple(f"{key}-gap" for key in KEYS)  # how what lacks past the gate is called
_QUALIFY = Message("hint-not-bant")
GATES = KEYS  # words by which a stage's exit asks for the gate


class Score(NamedTuple):
    """The answers in the framework's order and what they add up to. Unknown is not unmet."""

    answers: Mapping[str, Criterion]
    met: int
    unknown: int
    stale: int  # met on evidence older than stance_days
    passed: int  # met, or mitigated where the policy accepts that


class Answer(NamedTuple):
    """One answer as it stands in a deal: below which key, to which criterion."""

    key: str
    criterion: str
    given: Criterion


class _Last:
    """The framework that was asked for last: every deal of a book asks, some of them often."""

    rule: QualificationRule | None = None
    bant: BantRule | None = None
    asked = BANT


def framework(policy: Policy) -> Framework:
    """By what does the book qualify its deals?"""
    if _Last.rule is not policy.qualification or _Last.bant is not policy.bant:
        _Last.asked = _framework(policy)
        _Last.rule, _Last.bant = policy.qualification, policy.bant
    return _Last.asked


def _framework(policy: Policy) -> Framework:
    rule = policy.qualification
    ours = BUILT_IN.get(rule.name)
    criteria = {name: _told(name, spec, ours) for name, spec in rule.criteria.items()}
    if ours is BANT and {*criteria} <= {*BANT.criteria}:
        asked = bant(policy, BANT._replace(criteria=criteria or BANT.criteria))
    elif criteria or ours is None:
        asked = Framework(rule.name, criteria, len(criteria))
    else:
        asked = ours
    return asked._replace(
        gate=asked.gate if rule.gate is None else rule.gate,
        accept_mitigation=asked.accept_mitigation
        if rule.accept_mitigation is None
        else rule.accept_mitigation,
    )


def _told(name: str, spec: CriterionSpec, ours: Framework | None) -> CriterionSpec:
    """What is left out of a criterion is as in ours."""
    known = ours.criteria.get(name, spec) if ours else spec
    return CriterionSpec(spec.label or known.label, spec.question or known.question)


def bant(policy: Policy, asked: Framework = BANT) -> Framework:
    """BANT with the gate that the book has for it."""
    return asked._replace(gate=policy.bant.gate, accept_mitigation=policy.bant.accept_mitigation)


def framework_of(deal: Deal, policy: Policy) -> Framework:
    """By what was this deal qualified? By BANT in any book, where it has no other answers."""
    asked = framework(policy)
    return bant(policy) if deal.bant and not deal.qualification else asked


def only_bant(policy: Policy, hint: Message = _QUALIFY) -> None:
    """Raises CrmError in a book that has another framework than BANT."""
    asked = framework(policy)
    if asked.key != "bant":
        raise CrmError(Message("error-not-bant", (asked.name,)), hint)


def no_such_deal(said: str, policy: Policy) -> CrmError:
    """No open deal is called so; the command that asks by the book's framework names them."""
    own = framework(policy).key == "bant"
    hint = Message("hint-unknown-deal" if own else "hint-unknown-deal-qualify")
    return CrmError(Message("error-no-deal", (said,)), hint, status=4)


def called(criterion: str, policy: Policy) -> Label:
    """What is the criterion called, in the book's framework or else in one of ours?"""
    known = (framework(policy), *BUILT_IN.values())
    return next(
        (each.criteria[criterion].label for each in known if criterion in each.criteria), {}
    )


def written(deal: Deal) -> Iterator[Answer]:
    """Every answer that the deal has, to whatever framework."""
    for key in KEYS:
        for criterion, given in getattr(deal, key).items():
            yield Answer(key, criterion, given)


def counting(deal: Deal, asked: Framework) -> Iterator[Answer]:
    """Those of them that the framework asks for."""
    for each in written(deal):
        if each.criterion in asked.criteria and asked.key in ("bant", each.key):
            yield each


def key_of(deal: Deal, asked: Framework) -> str:
    """Below which key do the deal's answers to the framework stand?"""
    return "qualification" if deal.qualification and not deal.bant else asked.key


def other_key(deal: Deal, asked: Framework) -> str | None:
    """Below which key does the deal answer what that framework does not ask, or asks elsewhere?"""
    if asked.key == "bant":
        return "qualification" if deal.bant and deal.qualification else None
    return "bant" if deal.bant else None


def _answers(deal: Deal, asked: Framework) -> Mapping[str, Criterion]:
    """The deal's answers to the framework: to BANT below either key."""
    if asked.key == "bant":
        return {**deal.qualification, **deal.bant}
    return deal.qualification


def score(deal: Deal, policy: Policy, as_of: date, asked: Framework | None = None) -> Score:
    """How much of what the book asks, or that framework, is met? Answers dated after that day are
    not known yet.
    """
    asked = asked or framework(policy)
    given = _answers(deal, asked)
    answers = {name: _known(given.get(name, UNKNOWN), as_of) for name in asked.criteria}
    met = [answer for answer in answers.values() if answer.status == "met"]
    return Score(
        answers,
        len(met),
        sum(1 for answer in answers.values() if answer.status == "unknown"),
        sum(1 for answer in met if is_stale(answer, policy, as_of)),
        sum(1 for answer in answers.values() if passes(answer, asked)),
    )


def _known(answer: Criterion, as_of: date) -> Criterion:
    return answer if answer.date is None or answer.date <= as_of else UNKNOWN


def is_stale(answer: Criterion, policy: Policy, as_of: date) -> bool:
    """Met, on evidence that is too old to be believed?"""
    return (
        answer.status == "met"
        and answer.date is not None
        and (as_of - answer.date).days > policy.freshness.stance_days
    )


def passes(answer: Criterion, asked: Framework) -> bool:
    """Met, or unmet with something done about it where that is accepted?"""
    return answer.status == "met" or (
        answer.status in ("unmet", "partial")
        and answer.mitigation is not None
        and asked.accept_mitigation
    )


def lacking(deal: Deal, policy: Policy, as_of: date) -> tuple[str, ...]:
    """Which criteria are neither met nor mitigated?"""
    asked = framework(policy)
    answers = score(deal, policy, as_of).answers
    return tuple(name for name, answer in answers.items() if not passes(answer, asked))


def short_of(deal: Deal, policy: Policy, as_of: date) -> int:
    """How many criteria are missing at the gate? Nothing, or less than that, where it is open."""
    return framework(policy).gate - score(deal, policy, as_of).passed


def gap(policy: Policy) -> str:
    """What is it called that a deal past the gate lacks what that asks for?"""
    return f"{framework(policy).key}-gap"


def place(name: str, deal: Deal, policy: Policy, criterion: str = "") -> str:
    """Where do the deal's answers stand, or the one to that criterion?"""
    whole = f"deals.{name}.{key_of(deal, framework(policy))}"
    return f"{whole}.{criterion}" if criterion else whole


def is_gate(need: str) -> bool:
    """Does an exit criterion ask for the gate?"""
    return need in GATES


def exits(stage: Stage, policy: Policy) -> tuple[str, ...]:
    """What the stage asks for before a deal leaves it; the gate by the book's own word for it."""
    own = framework(policy).key
    return tuple(dict.fromkeys(own if is_gate(need) else need for need in stage.exit))


def asks_gate(stage: Stage) -> bool:
    """Does the stage ask for the gate?"""
    return any(map(is_gate, stage.exit))


def gates(policy: Policy) -> list[int]:
    """The places of the stages that ask for the gate, in the order of the process."""
    stages = enumerate(policy.stages.values())
    return [place for place, stage in stages if asks_gate(stage)]


def questions(stage: Stage, policy: Policy) -> tuple[Label, ...]:
    """What to ask in the stage: where it asks for the gate those of the framework, and then those
    of its own that are not BANT's. With BANT as it is built in, the stage's own are all.
    """
    asked = framework(policy)
    if not asks_gate(stage) or asked.criteria is BANT.criteria:
        return stage.questions
    ours = [spec.question for spec in BANT.criteria.values()]
    return (
        *(spec.question for spec in asked.criteria.values() if spec.question),
        *(question for question in stage.questions if question not in ours),
    )


def guide(stage: Stage, policy: Policy) -> Label:
    """What the stage is about: nothing of BANT where the book has another framework."""
    return stage.guide if framework(policy).key == "bant" or stage.guide != BANT_GUIDE else GUIDE
