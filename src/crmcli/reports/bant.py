"""Which open deals are really qualified, and what do we not know about the others?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain import bant
from crmcli.domain.deals import stage_order, state
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account, Money
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.ask import Ask
from crmcli.reports.deal_facts import group_labels, team_labels


class BantRow(NamedTuple):
    """One open deal. The four answers are met, unmet, partial or unknown; `met`, `unknown` and `stale` count them."""

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


COLUMNS = (
    Column("account", "id", 9),
    Column("deal", "id", 9),
    Column("stage", "label", 6),
    Column("budget", "answer", 8),
    Column("authority", "answer", 8),
    Column("need", "answer", 8),
    Column("timeline", "answer", 8),
    Column("met", "count", 9),
    Column("unknown", "count", 7),
    Column("stale", "count", 5),
    Column("amount", "money", 3),
    Column("owner", "label", 4),
)


def gather(account: Account, policy: Policy, as_of: date, _: Ask) -> list[BantRow]:
    """The account's open deals with their four answers."""
    rows = []
    for name, deal in account.deals.items():
        now = state(deal, policy, as_of, None)
        if now is not None and now.is_open:
            score = bant.score(deal, policy, as_of)
            answers = [answer.status for answer in score.answers]
            rows.append(
                BantRow(
                    account.id, name, now.stage, answers[0], answers[1], answers[2], answers[3],
                    score.met, score.unknown, score.stale, score.passed, now.amount, deal.owner or account.owner,
                )
            )
    return rows


def tabulate(facts: Sequence[BantRow], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per open deal: the furthest in the process first, the least qualified before the others."""
    order = stage_order(policy)
    rows = [row for row in facts if ask.below is None or row.met < ask.below]
    rows.sort(key=lambda row: (-order.get(row.stage or "", -1), row.met, -(row.amount or 0), row.account, row.deal))
    gate = sum(1 for row in rows if row.passed >= policy.bant.gate)
    return Table(
        report="bant",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={"deals": len(rows), "passed": gate, "gate": policy.bant.gate},
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy)},
        notes=(Message("bant-gate", (gate, len(rows), policy.bant.gate)),),
        currency=policy.currency,
    )
