"""Who sent us whom, in chains?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.cycles import circles
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import sums, team_labels, without_amount
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.relations.referral_facts import ReferralFact, gather_referrals
from crmcli.reports.report import FactSource, Report

DEEPEST = 20  # steps from the edge; a longer chain goes straight down


class ChainRow(NamedTuple):
    """One account of a chain.

    `depth` counts from 0 at its root; `sent` the accounts below it; `person` the contact by name;
    `circle` where the chain comes back to its beginning.
    """

    account: str
    name: str
    depth: int
    by: str | None
    contact: str | None
    sent: int
    won: int
    won_amount: Money
    circle: bool
    owner: str | None
    person: str | None = None

    @property
    def branch(self) -> str:
        """The name, as far from the edge as the account is from the root."""
        return (
            f"{'   ' * (min(self.depth, DEEPEST) - 1)}└─ {self.name}" if self.depth else self.name
        )


COLUMNS = (
    Column("branch", "tree", 9, heading="name"),
    Column("account", "id", 4),
    Column("depth", "count", 7),
    Column("contact", "id", 5, heading="sent_by", said="person"),
    Column("sent", "count", 8, heading="given"),
    Column("won", "count", 9),
    Column("won_amount", "money", 8),
    Column("owner", "label", 6),
)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[ReferralFact]:
    """The account's referrals."""
    return gather_referrals(account, policy, as_of)


def tabulate(
    facts: Sequence[ReferralFact], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """The chains, each from its root downwards, the longest first.

    A circle begins at its first account by name, and is told.
    """
    known = {fact.account: fact for fact in facts}
    chains, came_round = _chains(facts, known)
    rows = [row for chain in chains for row in chain]
    return Table(
        report="referrals",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={
            "chains": len(chains),
            "accounts": len({row.account for row in rows}),
            "deepest": max((row.depth for row in rows), default=0),
            "won": sum(row.won for row in rows),
            "won_amount": sums(row.won_amount for row in rows),
        },
        labels={"owner": team_labels(policy, as_of)},
        notes=(
            *without_amount(
                deal.amount
                for name in {row.account for row in rows}
                if name in known
                for deal in known[name].deals
                if deal.result == "won"
            ),
            *(
                Message("note-referral-circle", (" → ".join((*circle, circle[0])),))
                for circle in came_round
            ),
        ),
        evidence=[_evidence(row, known) for row in rows] if options.explain else (),
        named_by=("account",),
        currency=policy.currency,
    )


class Sender(NamedTuple):
    """Who sent an account: the account, the person there, and the record that says so."""

    account: str
    contact: str | None
    record: str


def _chains(
    facts: Sequence[ReferralFact], known: Mapping[str, ReferralFact]
) -> tuple[list[list[ChainRow]], tuple[tuple[str, ...], ...]]:
    """Each chain in its order, and the circles."""
    above = {
        fact.account: sender.account
        for fact in sorted(facts, key=lambda fact: fact.account)
        if (sender := _sender(fact))
    }
    sent = Counter(by for fact in facts for by in fact.referrers)
    below: dict[str, list[str]] = {}
    for account, by in above.items():
        below.setdefault(by, []).append(account)
    came_round = tuple(circles(above))
    inside = {account: circle[0] for circle in came_round for account in circle}
    roots = [
        name
        for name in sent
        if inside.get(name) == name or (name not in inside and name not in above)
    ]
    chains = sorted(
        (_chain(root, known, below, sent, frozenset(inside)) for root in sorted(roots)),
        key=lambda chain: (-len(chain), chain[0].account),
    )
    return chains, came_round


def _sender(fact: ReferralFact) -> Sender | None:
    """Its own `referred_by`, else that of its deals: of several a won deal's, then the first by
    id.
    """
    if fact.by:
        return Sender(fact.by, fact.contact, f"{fact.account}/referred_by")
    named = [
        (deal.result != "won", deal.by, deal.deal, deal.contact) for deal in fact.deals if deal.by
    ]
    _, by, deal, contact = min(named, key=lambda each: each[:3], default=(True, "", "", None))
    return Sender(by, contact, f"{fact.account}/deals.{deal}.referred_by") if by else None


def _chain(
    root: str,
    known: Mapping[str, ReferralFact],
    below: Mapping[str, list[str]],
    sent: Mapping[str, int],
    inside: frozenset[str],
) -> list[ChainRow]:
    """The root and everybody below it, depth first; an account is walked through once."""
    rows, seen, waiting = [], {root}, [(root, 0)]
    while waiting:
        account, depth = waiting.pop()
        row = _row(
            account, depth, known.get(account), sent.get(account, 0), circle=account in inside
        )
        rows.append(row._replace(person=_person(row, known)))
        fresh = [each for each in below.get(account, []) if each not in seen]
        seen.update(fresh)
        waiting.extend((each, depth + 1) for each in reversed(fresh))
    return rows


def _row(
    account: str, depth: int, fact: ReferralFact | None, sent: int, *, circle: bool
) -> ChainRow:
    if fact is None:
        return ChainRow(account, account, depth, None, None, sent, 0, 0, circle, None)
    by, contact, _ = _sender(fact) or (None, None, "")
    return ChainRow(
        account, fact.name, depth, by, contact, sent, fact.won, fact.won_amount, circle, fact.owner
    )


def _person(row: ChainRow, known: Mapping[str, ReferralFact]) -> str | None:
    """Who sent it, by name where that account is in the answer."""
    sender = known.get(row.by or "")
    return dict(sender.people).get(row.contact or "", row.contact) if sender else row.contact


def _evidence(row: ChainRow, known: Mapping[str, ReferralFact]) -> dict[str, tuple[str, ...]]:
    fact = known.get(row.account)
    won = (
        tuple(f"{row.account}/{deal.deal}" for deal in fact.deals if deal.result == "won")
        if fact
        else ()
    )
    sender = _sender(fact) if fact else None
    return {"contact": (sender.record,) if sender else (), "won": won}


FACTS = FactSource("referral_tree", gather, NoOptions)
REPORT = Report("referral_tree", FACTS, tabulate, ExplainOptions)
