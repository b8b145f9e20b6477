"""How often, and how far, were promised days moved?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.promises import is_going
from crmcli.domain.people.coverage import is_open
from crmcli.domain.people.presence import owner_of
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import NoOptions
from crmcli.reports.pipeline.promises import PromiseAsWritten, Promises, followed, written
from crmcli.reports.report import FactSource


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    explain: bool = False


class SlipFact(NamedTuple):
    """One promise of an open deal or plan as the file has it."""

    account: str
    name: str
    owner: str | None
    promise: PromiseAsWritten


class SlipRow(NamedTuple):
    """One promise that was moved: the day first promised, the day now, how often it was moved, and
    by how many days in all (less than 0: earlier).
    """

    account: str
    name: str
    kind: str
    subject: str
    owner: str | None
    first: date
    now: date
    moves: int
    days: int


class SlipGroupRow(NamedTuple):
    """One owner's promises: how many there are, how many of them were moved, how often, and by how
    many days in all.
    """

    group: str | None
    promises: int
    moved: int
    moves: int
    days: int


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[SlipFact]:
    """The promises that still count: of open deals and open plans."""
    found = []
    for promise in written(account, as_of):
        if promise.kind == "plan":
            plan = account.plans[promise.subject]
            if is_open(plan, as_of):
                owner = owner_of(plan, account)
                found.append(SlipFact(account.id, account.name, owner, promise))
            continue
        deal = account.deals[promise.subject]
        if is_going(deal, as_of):
            step = deal.next if promise.kind == "next" else None
            owner = (step.owner if step else None) or owner_of(deal, account)
            found.append(SlipFact(account.id, account.name, owner, promise))
    return found


def tabulate(
    facts: Sequence[SlipFact],
    past: Mapping[str, Promises],
    policy: Policy,
    as_of: date,
    options: Options,
    notes: tuple[Message, ...] = (),
) -> Table:
    """A row per promise that was moved, the farthest first; with `by` a row per owner.

    `past` is what git recorded, by account.
    """
    known = [_row(fact, past.get(fact.account, {}), as_of) for fact in facts]
    rows = [row for row, _ in known if row is not None and row.moves]
    rows.sort(key=lambda row: (-row.days, -row.moves, row.account, row.kind, row.subject))
    behind = {(row.account, row.kind, row.subject): days for row, days in known if row is not None}
    totals = SlipGroupRow(
        None,
        sum(row is not None for row, _ in known),
        len(rows),
        sum(row.moves for row in rows),
        sum(row.days for row in rows),
    )
    if options.by is not None:
        return _by_owner([row for row, _ in known if row is not None], totals, policy, as_of, notes)
    return Table(
        report="slips",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("account", "id", 9),
            Column("kind", "status", 9, heading="promise"),
            Column("subject", "id", 9),
            Column("first", "date", 8),
            Column("now", "date", 9),
            Column("moves", "count", 9),
            Column("days", "count", 9, heading="days_moved"),
            Column("owner", "label", 5),
        ),
        totals=totals._asdict(),
        labels={"owner": team_labels(policy, as_of)},
        notes=(*notes, Message("note-slips-of", (totals.moved, totals.promises))),
        evidence=[
            {"promise": tuple(map(date.isoformat, behind[row.account, row.kind, row.subject]))}
            for row in rows
        ]
        if options.explain
        else (),
        named_by=("account", "kind", "subject"),
    )


def _row(fact: SlipFact, past: Promises, as_of: date) -> tuple[SlipRow | None, tuple[date, ...]]:
    promise = followed(past, [fact.promise], as_of).get((fact.promise.kind, fact.promise.subject))
    if promise is None:
        return None, ()
    first, now = promise.days[0], promise.days[-1]
    return SlipRow(
        fact.account,
        fact.name,
        fact.promise.kind,
        fact.promise.subject,
        fact.owner,
        first,
        now,
        len(promise.days) - 1,
        (now - first).days,
    ), promise.days


def _by_owner(
    rows: Sequence[SlipRow],
    totals: SlipGroupRow,
    policy: Policy,
    as_of: date,
    notes: tuple[Message, ...],
) -> Table:
    groups = grouped(rows, lambda row: (row.owner,))
    lines = [
        SlipGroupRow(
            owner,
            len(group),
            sum(row.moves > 0 for row in group),
            sum(row.moves for row in group),
            sum(row.days for row in group),
        )
        for owner, group in groups.items()
    ]
    return Table(
        report="slips",
        as_of=as_of,
        rows=sorted(lines, key=lambda line: (-line.days, last(line.group))),
        columns=(
            Column("group", "label", 9, heading="owner"),
            Column("promises", "count", 8),
            Column("moved", "count", 8),
            Column("moves", "count", 9),
            Column("days", "count", 9, heading="days_moved"),
        ),
        totals=totals,
        labels={"group": team_labels(policy, as_of)},
        notes=notes,
    )


FACTS = FactSource("slips", gather, NoOptions)
