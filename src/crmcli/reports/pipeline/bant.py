"""Which open deals are really qualified, and what do we not know about the others?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals import bant
from crmcli.domain.deals.deals import stage_order, state
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import CRITERIA
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.evidence import NOTHING, Evidence, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    below: int | None = None
    deal: str | None = None
    explain: bool = False


class BantRow(NamedTuple):
    """One open deal.

    The four answers are met, unmet, partial or unknown; `met`, `unknown` and `stale` count them.
    """

    account: str
    deal: str
    stage: str | None
    budget: str
    authority: str
    need: str
    timeline: str
    met: int
    unknown: int
    stale: int
    passed: int
    amount: Money | None
    owner: str | None

    @property
    def score(self) -> Message:
        """2/4 (1 unknown): unknown is not unmet."""
        return Message(
            "common-score-unknown" if self.unknown else "common-score", (self.met, self.unknown)
        )


COLUMNS = (
    Column("account", "id", 9),
    Column("deal", "id", 9),
    Column("stage", "label", 7),
    Column("budget", "answer", 9),
    Column("authority", "answer", 9),
    Column("need", "answer", 9),
    Column("timeline", "answer", 9),
    Column("score", "message", 9),
    Column("stale", "count", 5),
    Column("amount", "money", 3),
    Column("owner", "label", 8),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[BantRow]]:
    """The account's open deals with their four answers."""
    facts = []
    for name, deal in account.deals.items():
        now = state(deal, policy, as_of, None, account.contacts)
        if now is not None and now.is_open:
            score = bant.score(deal, policy, as_of)
            answers = [answer.status for answer in score.answers]
            row = BantRow(
                account.id,
                name,
                now.stage,
                answers[0],
                answers[1],
                answers[2],
                answers[3],
                score.met,
                score.unknown,
                score.stale,
                score.passed,
                now.amount,
                deal.owner or account.owner,
            )
            facts.append(Explained(row, _behind(score) if options.explain else NOTHING))
    return facts


def _is_meant(row: BantRow, name: str) -> bool:
    """By its id, as account/deal, or all of an account's by the account."""
    return name in (row.deal, f"{row.account}/{row.deal}", row.account)


def _behind(score: bant.Score) -> Evidence:
    """When each answer was given, on what, and what is done about it if it is no."""
    found = {}
    for name, answer in zip(CRITERIA, score.answers, strict=True):
        parts = [answer.date.isoformat() if answer.date else None, answer.why]
        parts += [answer.mitigation.kind, answer.mitigation.note] if answer.mitigation else []
        found[name] = tuple(part for part in parts if part)
    return found


def tabulate(
    facts: Sequence[Explained[BantRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per open deal: the furthest in the process first, the least qualified before the
    others.
    """
    order = stage_order(policy)
    kept = [
        fact
        for fact in facts
        if (options.below is None or fact.row.met < options.below)
        and (options.deal is None or _is_meant(fact.row, options.deal))
    ]
    if options.deal is not None and not any(_is_meant(fact.row, options.deal) for fact in facts):
        raise CrmError(
            Message("error-no-deal", (options.deal,)), Message("hint-unknown-deal"), status=4
        )
    kept.sort(
        key=lambda fact: (
            -order.get(fact.row.stage or "", -1),
            fact.row.met,
            -(fact.row.amount or 0),
            fact.row.account,
            fact.row.deal,
        )
    )
    rows = [fact.row for fact in kept]
    gate = sum(1 for row in rows if row.passed >= policy.bant.gate)
    return Table(
        report="bant",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={"deals": len(rows), "passed": gate, "gate": policy.bant.gate},
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy, as_of)},
        notes=(Message("note-bant-gate", (gate, len(rows), policy.bant.gate)),),
        evidence=evidence(kept, options),
        named_by=("account", "deal"),
        currency=policy.currency,
    )


FACTS = FactSource("bant", gather, ExplainOptions)
REPORT = Report("bant", FACTS, tabulate, Options)
