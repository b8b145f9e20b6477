"""Which deals deserve a rep's time now, and why those?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals import qualification
from crmcli.domain.deals.deals import DealState, needed_coverage, open_deals, stage_order
from crmcli.domain.deals.promises import open_step
from crmcli.domain.people.coverage import slots
from crmcli.domain.people.coverage_figures import measure, named_percent
from crmcli.domain.people.touches import last_touches
from crmcli.domain.records.account import Account, Deal, NextStep
from crmcli.domain.records.money import Money, weighted
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.short_amounts import said
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report

SOON = 30  # days before the close date
# What each reason adds. Docs and --explain tell the same list.
POINTS = {
    "value": 30,
    "broken-promise": 25,
    "close-soon": 20,
    "close-past": 20,
    "verbal": 20,
    "gate-near": 15,
    "rotting": 15,
    "bant-gap": 10,
    "qualification-gap": 10,
    "blind": 10,
    "no-next": 10,
    "waits": -20,
}
STEPS = 5  # the value's points come in fifths of the open deals


class Options(NamedTuple):
    """What may be asked of the report."""

    limit: int | None = None
    explain: bool = False


class Reason(NamedTuple):
    """One reason to take up a deal: its kind, the sentence, and the records that give it."""

    kind: str
    said: Message
    records: tuple[str, ...]


class FocusFact(NamedTuple):
    """An open deal with every reason but its value, which only the others give."""

    account: str
    name: str
    deal: str
    owner: str | None
    stage: str | None
    amount: Money | None
    weighted: Money
    percent: Money
    close: date | None
    reasons: tuple[Reason, ...]


class FocusRow(NamedTuple):
    """One deal.

    `score` adds up the points of its `reasons`; `why` says them in words, the weightiest first;
    `weighted` is amount times probability.
    """

    score: int
    account: str
    name: str
    deal: str
    owner: str | None
    stage: str | None
    amount: Money | None
    weighted: Money
    close: date | None
    reasons: tuple[str, ...]
    why: Message


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[FocusFact]:
    """The account's open deals."""
    touches = last_touches(account, as_of)
    named: list[int] = []
    found = []
    for name, deal, now, owner in open_deals(account, policy, as_of, touches.deals):
        step = open_step(name, deal, account.log, as_of, policy.holiday_dates)
        reasons = (
            *_dates(name, deal, step, now, as_of),
            *_gates(name, deal, now, policy, as_of),
            *_known(account, now, policy, as_of, named),
            *_rest(name, step, now, policy),
        )
        sure = (
            0 if now.amount is None else weighted(now.amount, now.probability or 0, policy.currency)
        )
        found.append(
            FocusFact(
                account.id,
                account.name,
                name,
                owner,
                now.stage,
                now.amount,
                sure,
                now.probability or 0,
                now.close,
                reasons,
            )
        )
    return found


def _dates(
    name: str, deal: Deal, step: NextStep | None, now: DealState, as_of: date
) -> Iterator[Reason]:
    if step is not None and step.date < as_of:
        yield Reason(
            "broken-promise",
            Message("why-focus-broken-promise", ((as_of - step.date).days,)),
            (f"deals.{name}.next",),
        )
    if deal.verbal is not None and deal.verbal <= as_of:
        yield Reason(
            "verbal",
            Message("why-focus-verbal", ((as_of - deal.verbal).days,)),
            (f"deals.{name}.verbal",),
        )
    if now.close is not None and now.overdue:
        yield Reason(
            "close-past",
            Message("why-focus-close-past", ((as_of - now.close).days,)),
            (f"deals.{name}.close",),
        )
    elif now.close is not None and (now.close - as_of).days <= SOON:
        yield Reason(
            "close-soon",
            Message("why-focus-close-soon", ((now.close - as_of).days,)),
            (f"deals.{name}.close",),
        )


def _gates(name: str, deal: Deal, now: DealState, policy: Policy, as_of: date) -> Iterator[Reason]:
    """The gate stands at the last stage whose exit asks for it: before it one criterion may be
    missing, past it none should be.
    """
    order = stage_order(policy)
    asking = qualification.gates(policy)
    if not asking or now.stage not in order:
        return
    lacking, records = (
        qualification.short_of(deal, policy, as_of),
        (qualification.place(name, deal, policy),),
    )
    if order[now.stage] > asking[-1] and lacking > 0:
        kind = qualification.gap(policy)
        yield Reason(kind, Message(f"why-focus-{kind}", (lacking,)), records)
    elif order[now.stage] <= asking[-1] and lacking == 1:
        yield Reason("gate-near", Message("why-focus-gate-near"), records)


def _known(
    account: Account, now: DealState, policy: Policy, as_of: date, named: list[int]
) -> Iterator[Reason]:
    """`named` remembers the account's share of named roles, in percent."""
    needed = needed_coverage(now.stage, policy)
    if needed is None:
        return
    if not named:
        named.append(named_percent(measure(slots(account, policy, as_of))))
    if named[0] < needed:
        yield Reason("blind", Message("why-focus-blind", (named[0], needed)), ("roles",))


def _rest(name: str, step: NextStep | None, now: DealState, policy: Policy) -> Iterator[Reason]:
    rot = (
        policy.stages[now.stage].rot_days
        if now.stage is not None and now.stage in policy.stages
        else None
    )
    if now.rotten:
        yield Reason("rotting", Message("why-focus-rotting", (now.idle, rot)), (f"deals.{name}",))
    if step is None:
        yield Reason("no-next", Message("why-focus-no-next"), (f"deals.{name}.next",))
    elif now.parked:
        yield Reason("waits", Message("why-focus-waits", (step.date,)), (f"deals.{name}.next",))


def tabulate(facts: Sequence[FocusFact], policy: Policy, as_of: date, options: Options) -> Table:
    """The deals with the highest scores, at most so many of each rep's."""
    scored = sorted(
        _scored(facts),
        key=lambda each: (-each[0], -each[2].weighted, each[2].account, each[2].deal),
    )
    taken: Counter[str | None] = Counter()
    shown = []
    for score, value, fact in scored:
        taken[fact.owner] += 1
        if not options.limit or taken[fact.owner] <= options.limit:
            shown.append(_told(score, value, fact))
    rows = [row for row, _ in shown]
    cut = len(scored) - len(rows)
    return Table(
        report="focus",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("score", "count", 9, heading="focus_score"),
            Column("account", "id", 3),
            Column("name", "text", 9),
            Column("deal", "id", 9),
            Column("stage", "label", 4),
            Column("weighted", "money", 5),
            Column("close", "date", 4),
            Column("why", "message", 9),
            Column("owner", "label", 7),
        ),
        totals={"deals": len(scored), "reps": len(taken), "shown": len(rows)},
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy, as_of)},
        notes=(Message("note-focus-cut", (len(rows), len(scored), options.limit)),) if cut else (),
        evidence=[{each.kind: each.records for each in reasons} for _, reasons in shown]
        if options.explain
        else (),
        named_by=("account", "deal"),
        cut=cut,
        currency=policy.currency,
        terms=_scale(policy) if options.explain else {},
    )


def _scale(policy: Policy) -> dict[str, Message]:
    """What each reason adds, as --explain tells it: of the gaps that of the book's framework."""
    others = {*qualification.GAPS} - {qualification.gap(policy)}
    asked = qualification.framework(policy).name
    return {
        kind: Message(
            "note-focus-scale-most" if kind == "value" else "note-focus-scale",
            (f"{points:+d}", Message(f"means-focus-{kind}", (asked,))),
        )
        for kind, points in POINTS.items()
        if kind not in others
    }


def _scored(facts: Sequence[FocusFact]) -> Iterator[tuple[int, int, FocusFact]]:
    """Each deal with its score, and the points in it that its value gives.

    These go by fifths: of the open deals with an amount, how many are worth less?
    """
    worths = sorted(fact.weighted for fact in facts if fact.weighted)
    least: dict[Money, int] = {}
    for place, worth in enumerate(worths):
        least.setdefault(worth, place)
    step = POINTS["value"] // STEPS
    for fact in facts:
        value = step * (1 + least[fact.weighted] * STEPS // len(worths)) if fact.weighted else 0
        others = sum(POINTS[kind] for kind in {each.kind for each in fact.reasons})
        yield value + others, value, fact


def _told(score: int, value: int, fact: FocusFact) -> tuple[FocusRow, list[Reason]]:
    """The deal's row, and its reasons, those with most points first."""
    reasons = [*fact.reasons]
    if value:
        behind = (f"deals.{fact.deal} {fact.amount:,} × {fact.percent}%",)
        worth = Message("why-focus-value", (said(fact.weighted),))
        reasons.insert(0, Reason("value", worth, behind))
    points = {**POINTS, "value": value}
    reasons.sort(key=lambda each: -points[each.kind])
    row = FocusRow(
        score,
        fact.account,
        fact.name,
        fact.deal,
        fact.owner,
        fact.stage,
        fact.amount,
        fact.weighted,
        fact.close,
        tuple(each.kind for each in reasons),
        Message("list", tuple(each.said for each in reasons)),
    )
    return row, reasons


FACTS = FactSource("focus", gather, NoOptions)
REPORT = Report("focus", FACTS, tabulate, Options)
