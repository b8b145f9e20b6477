"""Do customers stay, and do they bring as much as before?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from crmcli.domain.deals.contracts import is_customer, known_from, won_days, yearly
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money, tidy
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds, median, sample, share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import months_ago
from crmcli.reports import choices
from crmcli.reports.deal_facts import sums, team_labels
from crmcli.reports.grouping import grouped, last
from crmcli.reports.report import FactSource, Report


class FactOptions(NamedTuple):
    """What the facts depend on."""

    months: int


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    months: int = 12
    explain: bool = False


class RetentionFact(NamedTuple):
    """One account at the window's two ends, and its days of buying.

    Amounts are yearly; None where it was no customer, or a contract says no amount.
    """

    account: str
    owner: str | None
    segment: str | None
    was: bool
    stays: bool
    before: Money | None
    after: Money | None
    bought: tuple[date, ...]


class RetentionRow(NamedTuple):
    """One group over the window.

    `kept` of the `customers` at its start are still customers at its end; shares 0..1, amounts
    yearly.

    logo = kept / customers; grr = (start - contraction - churn) / start; nrr adds expansion. `new`
    ones are outside of all three, and so are the amounts of `unvalued` customers; `new_unvalued`
    new ones are counted and not summed. `buyers` ever won, `rebuyers` on more than one day;
    interval in days between such days.
    """

    group: str | None
    customers: int
    kept: int
    logo: float | None
    low: float | None
    high: float | None
    start_amount: Money
    churn: Money
    contraction: Money
    expansion: Money
    grr: float | None
    nrr: float | None
    new: int
    new_amount: Money
    unvalued: int
    buyers: int
    rebuyers: int
    repurchase: float | None
    median_interval: float | None
    new_unvalued: int = 0


COLUMNS = (
    Column("customers", "count", 9),
    Column("kept", "count", 8, heading="stayed"),
    Column("logo", "rate", 9),
    Column("start_amount", "money", 6),
    Column("churn", "money", 7),
    Column("contraction", "money", 5),
    Column("expansion", "money", 5),
    Column("grr", "share", 9),
    Column("nrr", "share", 9),
    Column("new", "count", 8, heading="new_logos"),
    Column("new_amount", "money", 2),
)
AGAIN = (
    Column("buyers", "count", 9),
    Column("rebuyers", "count", 9),
    Column("repurchase", "rate", 9),
    Column("median_interval", "days", 9),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: FactOptions
) -> list[RetentionFact]:
    """The account at both ends of the window; nothing of accounts that never bought."""
    bought = tuple(sorted(set(won_days(account, as_of))))
    if not bought and not any(
        known_from(contract) <= as_of for contract in account.contracts.values()
    ):
        return []
    start = months_ago(as_of, options.months)
    was, stays = is_customer(account, policy, start), is_customer(account, policy, as_of)
    before, after = yearly(account, policy, start), yearly(account, policy, as_of)
    return [
        RetentionFact(
            account.id,
            account.owner,
            account.segment,
            was,
            stays,
            before.amount if was and not before.unvalued else None,
            after.amount if stays and not after.unvalued else None,
            bought,
        )
    ]


def tabulate(
    facts: Sequence[RetentionFact], policy: Policy, as_of: date, options: Options
) -> Table:
    """The window in one row, or a row per owner or segment; below it who bought again."""
    groups: dict[str | None, list[RetentionFact]] = {None: list(facts)}
    if options.by is not None:
        groups = grouped(
            facts, lambda fact: (fact.owner if options.by == "owner" else fact.segment,)
        )
    names = sorted(groups, key=last)
    rows = [_row(name, groups[name]) for name in names]
    total = _row(None, facts)
    first = (Column("group", "label", 9, heading=options.by),) if options.by else ()
    evidence = [_evidence(groups[name]) for name in names] if options.explain else ()
    table = Table(
        report="retention",
        as_of=as_of,
        rows=rows,
        columns=(*first, *COLUMNS),
        totals=total,
        labels={"group": team_labels(policy, as_of)} if options.by == "owner" else {},
        title=Message("title-retention-window", (months_ago(as_of, options.months), as_of)),
        notes=(
            *((Message("note-retention-unvalued", (total.unvalued,)),) if total.unvalued else ()),
            *(
                (Message("note-retention-new-unvalued", (total.new_unvalued,)),)
                if total.new_unvalued
                else ()
            ),
        ),
        evidence=evidence,
        currency=policy.currency,
        samples={"logo": [sample(row.kept, row.customers) for row in (*rows, total)]},
        min_sample=policy.min_sample,
        named_by=("group",) if options.by else (),
    )
    return table._replace(sections=(_again(table, rows, total, first),)) if total.buyers else table


def _again(
    table: Table, rows: list[RetentionRow], total: RetentionRow, first: tuple[Column, ...]
) -> Table:
    """Who bought again, which is what retention means where there are no contracts."""
    return table._replace(
        columns=(*first, *AGAIN),
        title=Message("title-repurchase"),
        notes=(),
        evidence=(),
        samples={"repurchase": [sample(row.rebuyers, row.buyers) for row in (*rows, total)]},
    )


def _row(name: str | None, facts: Sequence[RetentionFact]) -> RetentionRow:
    were = [fact for fact in facts if fact.was]
    kept = sum(fact.stays for fact in were)
    low, high = bounds(kept, len(were))
    valued = [
        (fact.before, fact.after or 0, fact.stays)
        for fact in were
        if fact.before is not None and not (fact.stays and fact.after is None)
    ]
    start = sums(before for before, _, _ in valued)
    churn = sums(before for before, _, stays in valued if not stays)
    contraction = sums(
        before - after for before, after, stays in valued if stays and after < before
    )
    expansion = sums(after - before for before, after, stays in valued if stays and after > before)
    came = [fact for fact in facts if fact.stays and not fact.was]
    buyers = [fact for fact in facts if fact.bought]
    gaps = [(later - earlier).days for fact in buyers for earlier, later in pairwise(fact.bought)]
    rebuyers = sum(len(fact.bought) > 1 for fact in buyers)
    return RetentionRow(
        name,
        len(were),
        kept,
        share(kept, len(were)),
        low,
        high,
        start,
        churn,
        contraction,
        expansion,
        _part(_less(start, contraction, churn), start),
        _part(_less(start, contraction, churn, -expansion), start),
        len(came),
        sums(fact.after for fact in came),
        len(were) - len(valued),
        len(buyers),
        rebuyers,
        share(rebuyers, len(buyers)),
        median(gaps),
        sum(fact.after is None for fact in came),
    )


def _less(amount: Money, *others: Money) -> Money:
    return tidy(Decimal(amount) - sum(map(Decimal, others), Decimal(0)))


def _part(amount: Money, whole: Money) -> float | None:
    return float(Decimal(amount) / Decimal(whole)) if whole else None


def _evidence(facts: Sequence[RetentionFact]) -> dict[str, tuple[str, ...]]:
    both = [
        (fact, fact.before or 0, fact.after or 0)
        for fact in facts
        if fact.was and fact.before is not None and not (fact.stays and fact.after is None)
    ]
    return {
        "customers": tuple(fact.account for fact in facts if fact.was),
        "kept": tuple(fact.account for fact in facts if fact.was and fact.stays),
        "churn": tuple(fact.account for fact in facts if fact.was and not fact.stays),
        "contraction": tuple(
            fact.account for fact, before, after in both if fact.stays and after < before
        ),
        "expansion": tuple(
            fact.account for fact, before, after in both if fact.stays and after > before
        ),
        "new": tuple(fact.account for fact in facts if fact.stays and not fact.was),
        "unvalued": tuple(
            fact.account
            for fact in facts
            if fact.was and (fact.before is None or (fact.stays and fact.after is None))
        ),
        "new_unvalued": tuple(
            fact.account for fact in facts if fact.stays and not fact.was and fact.after is None
        ),
        "rebuyers": tuple(fact.account for fact in facts if len(fact.bought) > 1),
    }


FACTS = FactSource("retention", gather, FactOptions)
REPORT = Report("retention", FACTS, tabulate, Options, groupings=choices.RETENTION)
