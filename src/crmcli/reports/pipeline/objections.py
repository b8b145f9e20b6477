"""Which objections are raised, and how often do we overcome them?"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.endings import ending
from crmcli.domain.deals.objections import Raised, is_prepared, raised
from crmcli.domain.deals.promises import has_begun
from crmcli.domain.label import Label
from crmcli.domain.people.presence import owner_of
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds, sample, share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.dated import value
from crmcli.reports import choices, turning_days
from crmcli.reports.deal_facts import families_of, group_labels, tags_of
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    since: date | None = None
    explain: bool = False


class RaisedFact(NamedTuple):
    """One objection in one deal, or in an account outside any deal.

    `stage` is the deal's when it was first raised, `result` how the deal ended.
    """

    account: str
    deal: str | None
    owner: str | None
    objection: str
    first: date
    last: date
    state: str
    stage: str | None
    products: tuple[str, ...]
    result: str | None
    said: str | None
    entries: tuple[str, ...]

    @property
    def ref(self) -> str:
        """Where it was raised, as a user would name it."""
        return f"{self.account}/{self.deal}" if self.deal else self.account


class ObjectionRow(NamedTuple):
    """One objection over all deals that had it. raised = resolved + deferred + unresolved; overcome
    = resolved / raised; won and lost count deals; rates 0..1.
    """

    objection: str | None
    raised: int
    resolved: int
    deferred: int
    unresolved: int
    overcome: float | None
    overcome_low: float | None
    overcome_high: float | None
    won: int
    lost: int
    narrow: float | None
    low: float | None
    high: float | None
    answers: int
    unprepared: int


class ObjectionGroupRow(NamedTuple):
    """The same by another grouping; `objection` is the group's most frequent one."""

    group: str | None
    raised: int
    resolved: int
    deferred: int
    unresolved: int
    overcome: float | None
    overcome_low: float | None
    overcome_high: float | None
    won: int
    lost: int
    narrow: float | None
    low: float | None
    high: float | None
    unprepared: int
    objection: str | None


COLUMNS = (
    Column("raised", "count", 9),
    Column("resolved", "count", 8),
    Column("deferred", "count", 5),
    Column("unresolved", "count", 7),
    Column("overcome", "rate", 9),
    Column("narrow", "rate", 6),
)
_GROUPS: dict[str, Callable[[RaisedFact, Policy], Sequence[str | None]]] = {
    "owner": lambda fact, _: (fact.owner,),
    "owner_tag": lambda fact, policy: tags_of(fact.owner, policy),
    "stage": lambda fact, _: (fact.stage,),
    "product": lambda fact, _: fact.products or (None,),
    "family": lambda fact, policy: families_of(fact.products, policy),
    "objection": lambda fact, _: (fact.objection,),
}


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[RaisedFact]:
    """What was raised in the account's deals and outside them."""
    return [
        _fact(account, each, policy, as_of, explain=options.explain)
        for each in raised(account, as_of)
    ]


def _fact(
    account: Account, each: Raised, policy: Policy, as_of: date, *, explain: bool
) -> RaisedFact:
    deal = account.deals.get(each.deal) if each.deal is not None else None
    # an entry may name a deal before its file lets it begin
    deal = deal if deal is not None and has_begun(deal, as_of) else None
    ended = ending(deal, as_of) if deal else None
    return RaisedFact(
        account=account.id,
        deal=each.deal,
        owner=owner_of(deal, account),
        objection=each.objection,
        first=each.first,
        last=each.entries[-1].date,
        state=each.state,
        stage=value(deal.stages, each.first) if deal else None,
        products=tuple(deal.products) if deal else (),
        result=ended.result if ended else None,
        said=each.said,
        entries=tuple(f"{account.id} log {entry.date} {entry.type}" for entry in each.entries)
        if explain
        else (),
    )


def tabulate(facts: Sequence[RaisedFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per objection, the most frequent first; those nobody has raised yet come last.

    The window is by the day it was first raised.
    """
    kept = [fact for fact in facts if options.since is None or fact.first >= options.since]
    by = options.by or "objection"
    groups = grouped(kept, lambda fact: _GROUPS[by](fact, policy))
    known: dict[str | None, list[RaisedFact]] = (
        {name: [] for name in policy.objections} if by == "objection" else {}
    )
    groups = {**known, **groups}
    names = sorted(groups, key=lambda name: (-len(groups[name]), *last(name)))
    rows = [_row(name, groups[name], policy, by) for name in names]
    total = _row(None, kept, policy, by)
    grouping = by != "objection"
    field = "group" if grouping else "objection"
    more = (Column("objection", "label", 7),) if grouping else (Column("answers", "count", 7),)
    labels = objection_labels(policy)
    return Table(
        report="objections",
        as_of=as_of,
        rows=rows,
        columns=(Column(field, "label", 9, heading=by), *COLUMNS, *more),
        totals=total,
        labels={
            "objection": labels,
            **({"group": group_labels(by, policy, as_of)} if grouping else {}),
        },
        notes=_notes(kept, policy),
        evidence=[_evidence(groups[name], policy) for name in names] if options.explain else (),
        samples=samples((*rows, total)),
        min_sample=policy.min_sample,
    )


def objection_labels(policy: Policy) -> dict[str, Label]:
    """The readable names of objections by id."""
    return {name: each.label for name, each in policy.objections.items()}


def samples(
    rows: Sequence[ObjectionRow | ObjectionGroupRow],
) -> dict[str, list[tuple[int, int, float, float]]]:
    """What the two rates of each row rest on."""
    return {
        "overcome": [sample(row.resolved, row.raised) for row in rows],
        "narrow": [sample(row.won, row.won + row.lost) for row in rows],
    }


def _row(
    name: str | None, facts: Sequence[RaisedFact], policy: Policy, by: str
) -> ObjectionRow | ObjectionGroupRow:
    states = Counter(fact.state for fact in facts)
    deals = {fact.ref: fact.result for fact in facts if fact.deal}
    won, lost = (sum(result == each for result in deals.values()) for each in ("won", "lost"))
    unprepared = sum(not is_prepared(fact.objection, policy) for fact in facts)
    figures = (
        name,
        len(facts),
        states["resolved"],
        states["deferred"],
        states["unresolved"],
        share(states["resolved"], len(facts)),
        *bounds(states["resolved"], len(facts)),
        won,
        lost,
        share(won, won + lost),
        *bounds(won, won + lost),
    )
    if by == "objection":
        prepared = [
            len(each.answers) for key, each in policy.objections.items() if name in (None, key)
        ]
        return ObjectionRow(*figures, sum(prepared), unprepared)
    return ObjectionGroupRow(*figures, unprepared, _most(facts))


def _most(facts: Sequence[RaisedFact]) -> str | None:
    counts = Counter(fact.objection for fact in facts)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def _notes(facts: Sequence[RaisedFact], policy: Policy) -> tuple[Message, ...]:
    """Which were raised although nobody has prepared an answer?"""
    bare = Counter(fact.objection for fact in facts if not is_prepared(fact.objection, policy))
    labels = objection_labels(policy)
    named = tuple(
        Message("note-objections-times", (labels.get(name) or name, bare[name]))
        for name in sorted(bare, key=lambda name: (-bare[name], name))
    )
    return (Message("note-objections-unprepared", (Message("list", named),)),) if named else ()


def _evidence(facts: Sequence[RaisedFact], policy: Policy) -> dict[str, Sequence[str]]:
    """The entries that tell of each state, and the deals of the win rate."""
    found: dict[str, Sequence[str]] = {
        each: tuple(ref for fact in facts if fact.state == each for ref in fact.entries)
        for each in ("resolved", "deferred", "unresolved")
    }
    found["narrow"] = tuple(
        dict.fromkeys(
            f"{fact.ref} {fact.result}"
            for fact in facts
            if fact.deal and fact.result in ("won", "lost")
        )
    )
    found["unprepared"] = tuple(
        ref for fact in facts if not is_prepared(fact.objection, policy) for ref in fact.entries
    )
    return found


FACTS = FactSource("objections", gather, ExplainOptions, turns=turning_days.of_deals_and_touches)
REPORT = Report("objections", FACTS, tabulate, Options, groupings=choices.OBJECTIONS)
