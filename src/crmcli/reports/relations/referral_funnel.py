"""Whom do we ask to recommend us, who does, and does it help?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import points, sample, share, signed_percent
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import sums, team_labels, without_amount
from crmcli.reports.grouping import last
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.relations.referral_facts import ReferralFact, ReferredDeal, gather_referrals
from crmcli.reports.report import FactSource, Report


class ReferrerRow(NamedTuple):
    """One account that we asked or might ask, or that sent somebody.

    `proposed` are the contacts to ask now, `people` the same by name; `given` counts accounts it
    sent us to, `won` those of them with a won deal that it brought.
    """

    account: str
    name: str | None
    owner: str | None
    planned: int
    asked: int
    given: int
    won: int
    won_amount: Money
    proposed: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class ArmRow(NamedTuple):
    """The decided deals that came by a referral, or the others; rate = won / (won + lost), 0..1."""

    arm: str
    won: int
    lost: int
    rate: float | None


COLUMNS = (
    Column("account", "id", 5),
    Column("name", "text", 9),
    Column("proposed", "list", 9, heading="ask_now", said="people"),
    Column("planned", "count", 7, heading="to_ask"),
    Column("asked", "count", 9),
    Column("given", "count", 9),
    Column("won", "count", 9, heading="won_accounts"),
    Column("won_amount", "money", 8, heading="brought_amount"),
    Column("owner", "label", 6),
)
ARMS = (
    Column("arm", "status", 9),
    Column("won", "count", 9),
    Column("lost", "count", 9),
    Column("rate", "rate", 9, heading="narrow"),
)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[ReferralFact]:
    """The account's referrals and decided deals."""
    return gather_referrals(account, policy, as_of)


def tabulate(
    facts: Sequence[ReferralFact], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per account that we asked or might ask now, or that sent somebody, the most fruitful
    first; below it, what a referral does for the win rate.
    """
    known = {fact.account: fact for fact in facts}
    given = _given(facts)
    names = {
        *given,
        *(fact.account for fact in facts if fact.planned or fact.asked or fact.proposed),
    }
    rows = [_row(name, known.get(name), given.get(name, [])) for name in names]
    rows.sort(key=lambda row: (-row.won, -row.given, -row.asked, last(row.account)))
    arms = _arms(facts)
    return Table(
        report="referrals",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals=_totals(rows, arms),
        labels={"owner": team_labels(policy, as_of)},
        notes=(
            *without_amount(
                deal.amount
                for fact in facts
                for deal in fact.deals
                if deal.by and deal.result == "won"
            ),
            _told(*_lift(*arms), arms),
        ),
        sections=(_arm_table(arms, policy, as_of),),
        evidence=[
            _evidence(row.account, known.get(row.account), given.get(row.account, []))
            for row in rows
        ]
        if options.explain
        else (),
        currency=policy.currency,
    )


def _totals(
    rows: Sequence[ReferrerRow], arms: tuple[ArmRow, ArmRow]
) -> dict[str, int | float | None]:
    lift, difference = _lift(*arms)
    return {
        **{
            field: sum(getattr(row, field) for row in rows)
            for field in ("planned", "asked", "given", "won")
        },
        "won_amount": sums(row.won_amount for row in rows),
        "proposed": sum(len(row.proposed) for row in rows),
        "lift": lift,
        "difference": difference,
        **_flat(arms),
    }


def _given(facts: Iterable[ReferralFact]) -> dict[str, list[tuple[str, list[ReferredDeal]]]]:
    """By each account that sent somebody, whom, and their deals."""
    given: dict[str, list[tuple[str, list[ReferredDeal]]]] = {}
    for fact in facts:
        for referrer, deals in fact.referrers.items():
            given.setdefault(referrer, []).append((fact.account, deals))
    return given


def _row(
    name: str, fact: ReferralFact | None, given: Sequence[tuple[str, list[ReferredDeal]]]
) -> ReferrerRow:
    won = [deal for _, deals in given for deal in deals if deal.result == "won"]
    proposed = tuple(contact for contact, _ in fact.proposed) if fact else ()
    called = dict(fact.people) if fact else {}
    return ReferrerRow(
        name,
        fact.name if fact else None,
        fact.owner if fact else None,
        len(fact.planned) if fact else 0,
        len(fact.asked) if fact else 0,
        len(given),
        sum(any(deal.result == "won" for deal in deals) for _, deals in given),
        sums(deal.amount for deal in won),
        proposed,
        tuple(called[contact] for contact in proposed),
    )


def _arms(facts: Sequence[ReferralFact]) -> tuple[ArmRow, ArmRow]:
    won, lost = (
        sum(fact.won for fact in facts),
        sum(deal.result == "lost" for fact in facts for deal in fact.deals),
    )
    other_won, other_lost = (
        sum(fact.other_won for fact in facts),
        sum(fact.other_lost for fact in facts),
    )
    return ArmRow("referred", won, lost, share(won, won + lost)), ArmRow(
        "not-referred", other_won, other_lost, share(other_won, other_won + other_lost)
    )


def _lift(one: ArmRow, other: ArmRow) -> tuple[float | None, float | None]:
    """Win rate(referral) / win rate(other) - 1, and their difference; None where one of them is
    unknown.
    """
    if one.rate is None or other.rate is None:
        return None, None
    return one.rate / other.rate - 1 if other.rate else None, one.rate - other.rate


def _told(lift: float | None, difference: float | None, arms: tuple[ArmRow, ArmRow]) -> Message:
    counts = [arm.won + arm.lost for arm in arms]
    if difference is None:
        return Message("note-lift-unknown", (*counts,))
    shown = points(difference)
    if lift is None:
        return Message("note-lift-difference", (shown, *counts))
    return Message("note-lift", (signed_percent(lift), shown, *counts))


def _arm_table(arms: tuple[ArmRow, ArmRow], policy: Policy, as_of: date) -> Table:
    samples = [sample(arm.won, arm.won + arm.lost) for arm in arms]
    return Table(
        "referrals",
        as_of,
        arms,
        ARMS,
        title=Message("title-lift"),
        samples={"rate": samples},
        min_sample=policy.min_sample,
    )


def _flat(arms: tuple[ArmRow, ArmRow]) -> dict[str, int | float | None]:
    found: dict[str, int | float | None] = {}
    for arm in arms:
        name = arm.arm.replace("-", "_")
        found |= {f"{name}_won": arm.won, f"{name}_lost": arm.lost, f"{name}_rate": arm.rate}
    return found


def _evidence(
    name: str, fact: ReferralFact | None, given: Sequence[tuple[str, list[ReferredDeal]]]
) -> dict[str, tuple[str, ...]]:
    return {
        "proposed": tuple(f"{name}/{record}" for _, records in fact.proposed for record in records)
        if fact
        else (),
        "planned": fact.planned if fact else (),
        "asked": fact.asked if fact else (),
        "given": tuple(account for account, _ in given),
        "won": tuple(
            f"{account}/{deal.deal}"
            for account, deals in given
            for deal in deals
            if deal.result == "won"
        ),
    }


FACTS = FactSource("referral_funnel", gather, NoOptions)
REPORT = Report("referral_funnel", FACTS, tabulate, ExplainOptions)
