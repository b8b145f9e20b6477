"""Which open deals are really qualified by the book's framework, and what do we not know about the
others?
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import open_deals, stage_order
from crmcli.domain.deals.frameworks import Framework
from crmcli.domain.deals.qualification import Score, framework, no_such_deal, score
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, FreeRow, Message, Table
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.evidence import NOTHING, Evidence, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report

NAMING = ("account", "deal", "stage")
COUNTED = ("met", "unknown", "stale", "passed", "amount", "owner")


class Options(NamedTuple):
    """What may be asked of the report."""

    below: int | None = None
    deal: str | None = None
    explain: bool = False


class QualifiedFact(NamedTuple):
    """One open deal.

    `answers` are met, unmet, partial or unknown, in the framework's order; `met`, `unknown` and
    `stale` count them, `passed` those met or mitigated.
    """

    account: str
    deal: str
    stage: str | None
    answers: tuple[str, ...]
    met: int
    unknown: int
    stale: int
    passed: int
    amount: Money | None
    owner: str | None

    @property
    def score(self) -> Message:
        """2/4 (1 unknown): unknown is not unmet."""
        key = "common-score-unknown" if self.unknown else "common-score"
        return Message(key, (self.met, self.unknown, len(self.answers)))


class QualifiedRow(FreeRow):
    """One open deal with a field for each criterion."""

    __slots__ = ("score",)

    def __init__(self, fact: QualifiedFact, asked: Framework) -> None:
        values = (*fact[: len(NAMING)], *fact.answers, *fact[len(NAMING) + 1 :])
        super().__init__(fields(asked), values)
        self.score = fact.score


def fields(asked: Framework) -> tuple[str, ...]:
    """What a row says, with the answer to each criterion."""
    return (*NAMING, *asked.criteria, *COUNTED)


def columns(asked: Framework) -> tuple[Column, ...]:
    """A column for each criterion, called as the framework calls it."""
    return (
        Column("account", "id", 9),
        Column("deal", "id", 9),
        Column("stage", "label", 7),
        *(
            Column(name, "answer", 9, label=spec.label or {"": name})
            for name, spec in asked.criteria.items()
        ),
        Column("score", "message", 9),
        Column("stale", "count", 5),
        Column("amount", "money", 3),
        Column("owner", "label", 8),
    )


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[QualifiedFact]]:
    """The account's open deals with their answers."""
    facts = []
    for key, deal, now, owner in open_deals(account, policy, as_of):
        found = score(deal, policy, as_of)
        answers = tuple(answer.status for answer in found.answers.values())
        fact = QualifiedFact(account.id, key, now.stage, answers, *found[1:], now.amount, owner)
        facts.append(Explained(fact, _behind(found) if options.explain else NOTHING))
    return facts


def _behind(found: Score) -> Evidence:
    """When each answer was given, on what, and what is done about it if it is no."""
    behind = {}
    for name, answer in found.answers.items():
        parts = [answer.date.isoformat() if answer.date else None, answer.why]
        parts += [answer.mitigation.kind, answer.mitigation.note] if answer.mitigation else []
        behind[name] = tuple(part for part in parts if part)
    return behind


def tabulate(
    facts: Sequence[Explained[QualifiedFact]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per open deal: the furthest in the process first, the least qualified before the
    others.
    """
    order, asked = stage_order(policy), framework(policy)
    kept = sorted(
        _meant(facts, policy, options),
        key=lambda fact: (
            -order.get(fact.row.stage or "", -1),
            fact.row.met,
            -(fact.row.amount or 0),
            fact.row.account,
            fact.row.deal,
        ),
    )
    through = sum(1 for fact in kept if fact.row.passed >= asked.gate)
    return Table(
        report="qualify",
        as_of=as_of,
        rows=[QualifiedRow(fact.row, asked) for fact in kept],
        columns=columns(asked),
        totals={"deals": len(kept), "passed": through, "gate": asked.gate},
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy, as_of)},
        notes=(Message("note-gate-passed", (through, len(kept), asked.gate)),),
        evidence=evidence(kept, options),
        named_by=("account", "deal"),
        currency=policy.currency,
    )


def _meant(
    facts: Sequence[Explained[QualifiedFact]], policy: Policy, options: Options
) -> list[Explained[QualifiedFact]]:
    """Those asked for: by id, as account/deal, or all of an account's by the account. Raises
    CrmError where no deal is called so.
    """
    called = [
        fact
        for fact in facts
        if options.deal is None
        or options.deal in (fact.row.deal, f"{fact.row.account}/{fact.row.deal}", fact.row.account)
    ]
    if options.deal is not None and not called:
        raise no_such_deal(options.deal, policy)
    return [fact for fact in called if options.below is None or fact.row.met < options.below]


FACTS = FactSource("qualify", gather, ExplainOptions)
REPORT = Report("qualify", FACTS, tabulate, Options)
