"""How far do deals come, how long do they stay in each stage, and where do they leak?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import deals_on, stage_order
from crmcli.domain.deals.stage_history import passage
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds, median, ninth_of_ten, sample, share
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import choices, turning_days
from crmcli.reports.deal_facts import group_labels, negative_intervals, owned_keys
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    since: date | None = None
    explain: bool = False


class PassageFact(NamedTuple):
    """One deal's way through the process.

    `furthest` and the stays' first number are places in the process, from 0.
    """

    ref: str
    owner: str | None
    type: str | None
    segment: str | None
    source: str | None
    created: date | None
    furthest: int
    result: str | None
    stays: tuple[tuple[int, int], ...]
    backwards: int = 0


class StageRow(NamedTuple):
    """One stage: the deals that came to it or further, and what became of them there.

    reached = passed + dropped + still. conversion = passed / (passed + dropped); low and high are
    its 95 % interval; leak is dropped here of all dropped; all 0..1. Days are of the stays that
    have ended; `stays` counts them.
    """

    stage: str
    reached: int
    passed: int
    dropped: int
    still: int
    conversion: float | None
    low: float | None
    high: float | None
    leak: float | None
    leaks_most: bool
    stays: int
    median_days: float | None
    p90_days: int | None


class StageGroupRow(NamedTuple):
    """The same stage of one group's deals; `leak` is of the group's dropped ones."""

    group: str | None
    stage: str
    reached: int
    passed: int
    dropped: int
    still: int
    conversion: float | None
    low: float | None
    high: float | None
    leak: float | None
    leaks_most: bool
    stays: int
    median_days: float | None
    p90_days: int | None


COLUMNS = (
    Column("stage", "label", 9),
    Column("reached", "count", 9),
    Column("passed", "count", 6),
    Column("dropped", "count", 9, heading="dropped_here"),
    Column("still", "count", 5),
    Column("conversion", "rate", 9),
    Column("leak", "bar", 8),
    Column("stays", "count", 2),
    Column("median_days", "days", 9, heading="median"),
    Column("p90_days", "days", 4),
)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[PassageFact]:
    """The ways of the account's deals, but for the invalid ones and those that are in no stage of
    the process.
    """
    order, facts = stage_order(policy), []
    for name, deal, now, owner in deals_on(account, policy, as_of):
        way = passage(deal, order, as_of) if now.result != "invalid" else None
        if way is not None:
            source = deal.source or account.source
            wrong = sum(not _is_after_sale(place, policy) for place in way.backwards)
            facts.append(
                PassageFact(
                    f"{account.id}/{name}",
                    owner,
                    deal.type,
                    account.segment,
                    source,
                    now.created,
                    way.furthest,
                    now.result,
                    way.stays,
                    wrong,
                )
            )
    return facts


def tabulate(facts: Sequence[PassageFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per stage in the order of the process, for every group if asked.

    The window is by the day a deal was created.
    """
    kept = [
        fact
        for fact in facts
        if options.since is None or (fact.created is not None and fact.created >= options.since)
    ]
    by = options.by
    groups: dict[str | None, list[PassageFact]] = (
        grouped(kept, lambda fact: owned_keys(fact, by, policy)) if by else {None: kept}
    )
    names = sorted(groups, key=last)
    per_group = [_funnel(groups[name], policy) for name in names]
    rows = [
        row if by is None else StageGroupRow(name, *row)
        for name, funnel in zip(names, per_group, strict=True)
        for row in funnel
    ]
    return Table(
        report="stages",
        as_of=as_of,
        rows=rows,
        columns=(*((Column("group", "label", 9, heading=by),) if by else ()), *COLUMNS),
        totals={
            "deals": len(kept),
            "won": sum(fact.result == "won" for fact in kept),
            "dropped": sum(map(_is_dropped, kept)),
            "open": sum(fact.result is None for fact in kept),
        },
        labels={
            "stage": group_labels("stage", policy),
            "group": group_labels(by or "", policy, as_of),
        },
        notes=(
            *(() if by else tuple(_leak(row, policy) for row in rows if row.leaks_most)),
            *negative_intervals(sum(fact.backwards for fact in kept)),
        ),
        evidence=[each for name in names for each in _evidence(groups[name], policy)]
        if options.explain
        else (),
        named_by=("group", "stage") if by else ("stage",),
        samples={"conversion": [sample(row.passed, row.passed + row.dropped) for row in rows]},
        min_sample=policy.min_sample,
    )


def _is_after_sale(place: int, policy: Policy) -> bool:
    """Is the stage one that customers are in?

    They stay there; nobody passes on from it or is won there.
    """
    return list(policy.stages.values())[place].forecast == "closed"


def _is_dropped(fact: PassageFact) -> bool:
    return fact.result in ("lost", "no_decision")


def _funnel(facts: Sequence[PassageFact], policy: Policy) -> list[StageRow]:
    ends = [fact.furthest for fact in facts if _is_dropped(fact)]
    worst = max(range(len(policy.stages)), key=lambda place: (ends.count(place), -place), default=0)
    stays: dict[int, list[int]] = {}
    for fact in facts:
        for at, spent in fact.stays:
            stays.setdefault(at, []).append(spent)
    rows = []
    for place, (stage, spec) in enumerate(policy.stages.items()):
        after_sale = spec.forecast == "closed"
        passed, dropped, still = _parted(facts, place, after_sale=after_sale)
        # a customer stays there
        days = [] if after_sale else stays.get(place, [])
        whole = len(passed) + len(dropped)
        rated = 0 if after_sale else whole
        rows.append(
            StageRow(
                stage,
                whole + len(still),
                len(passed),
                len(dropped),
                len(still),
                share(len(passed), rated),
                *bounds(len(passed), rated),
                share(len(dropped), len(ends)),
                bool(ends) and place == worst,
                len(days),
                median(days),
                ninth_of_ten(days),
            )
        )
    return rows


def _parted(
    facts: Sequence[PassageFact], place: int, *, after_sale: bool
) -> tuple[list[str], list[str], list[str]]:
    """The deals that came to the stage or further: who passed on, who was dropped there, who is
    still there.

    Who was won has passed on wherever that was, but for a stage after the sale: there a customer
    stays.
    """
    here = [fact for fact in facts if fact.furthest == place]
    passed = [
        fact.ref
        for fact in facts
        if fact.furthest > place
        or (fact.furthest == place and fact.result == "won" and not after_sale)
    ]
    dropped = [fact.ref for fact in here if _is_dropped(fact)]
    return (
        passed,
        dropped,
        [fact.ref for fact in here if fact.result is None or (fact.result == "won" and after_sale)],
    )


def _leak(row: StageRow | StageGroupRow, policy: Policy) -> Message:
    return Message(
        "note-stages-leak",
        (
            policy.stages[row.stage].label or row.stage,
            row.dropped,
            round(row.dropped / row.leak) if row.leak else 0,
        ),
    )


def _evidence(facts: Sequence[PassageFact], policy: Policy) -> list[dict[str, Sequence[str]]]:
    found: list[dict[str, Sequence[str]]] = []
    for place, spec in enumerate(policy.stages.values()):
        after_sale = spec.forecast == "closed"
        passed, dropped, still = _parted(facts, place, after_sale=after_sale)
        stays = (
            ()
            if after_sale
            else tuple(
                f"{fact.ref} {spent}" for fact in facts for at, spent in fact.stays if at == place
            )
        )
        found.append({"passed": passed, "dropped": dropped, "still": still, "median_days": stays})
    return found


FACTS = FactSource("stages", gather, NoOptions, turns=turning_days.of_deals)
REPORT = Report("stages", FACTS, tabulate, Options, groupings=choices.STAGES)
