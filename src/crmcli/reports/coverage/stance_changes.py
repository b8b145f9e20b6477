"""Who was won over since then, who turned away, and who left?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.coverage import slots
from crmcli.domain.people.presence import has_left
from crmcli.domain.people.stances import OPINIONS, Stances, signed, stances, together
from crmcli.domain.records.account import Account, Contact
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.domain.time.dated import current
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.report import FactSource, Report

STATES = ("unknown", "negative", "neutral", "friendly", "left")
CHANGES = ("regression", "left", "conversion", "first")
TRAILING = 365  # days looked back on when nobody says since when


class FactOptions(NamedTuple):
    """What the facts depend on."""

    since: date | None


class Options(NamedTuple):
    """What may be asked of the report."""

    since: date | None = None
    matrix: bool = False
    explain: bool = False


class StanceChangeRow(NamedTuple):
    """One contact who stands otherwise than before. `date`, `by` and `why` are of the state now."""

    account: str
    name: str
    contact: str
    person: str
    change: str
    from_: str
    to: str
    date: date | None
    by: str | None
    why: str | None
    owner: str | None


class GridRow(NamedTuple):
    """The contacts who were in one state then, by the state they are in now; None in the totals."""

    from_: str | None
    unknown: int
    negative: int
    neutral: int
    friendly: int
    left: int


class StanceChanges(NamedTuple):
    """One account: its contacts by their states then and now, those who changed, and its sums on
    both days.
    """

    account: str
    owner: str | None
    moves: tuple[tuple[str, str, int], ...]
    changes: tuple[StanceChangeRow, ...]
    then: Stances
    now: Stances


COLUMNS = (
    Column("change", "status", 9, heading="stance_change"),
    Column("account", "id", 4),
    Column("name", "text", 9),
    Column("person", "text", 9, key="contact"),
    Column("from_", "status", 9, heading="before"),
    Column("to", "status", 9, heading="stance_now"),
    Column("date", "date", 7),
    Column("by", "label", 4, heading="assessed_by"),
    Column("why", "text", 6, heading="reason"),
    Column("owner", "label", 5),
)
MATRIX = (
    Column("from_", "status", 9, heading="before"),
    *(Column(state, "count", 9, heading=f"now-{state}") for state in STATES),
)


def since(options: FactOptions | Options, as_of: date) -> date:
    """The first day whose changes count."""
    return options.since or plus_days(as_of, 1 - TRAILING)


def gather(
    account: Account, policy: Policy, as_of: date, options: FactOptions
) -> list[StanceChanges]:
    """How everybody at the account stood on the eve of that day, and how they stand now."""
    # whoever asks about days to come asks about no change
    eve = min(plus_days(since(options, as_of), -1), as_of)
    moves: Counter[tuple[str, str]] = Counter()
    changes = []
    for name, contact in account.contacts.items():
        before, after = state(contact, eve), state(contact, as_of)
        moves[before, after] += 1
        if before != after:
            changes.append(_row(account, name, contact, before, after, as_of))
    counts = tuple((before, after, count) for (before, after), count in moves.items())
    return [
        StanceChanges(
            account.id,
            account.owner,
            counts,
            tuple(changes),
            stances(slots(account, policy, eve)),
            stances(slots(account, policy, as_of)),
        )
    ]


def state(contact: Contact, day: date) -> str:
    """How did the contact stand on that day?

    Left, or as last assessed, however long ago; unknown without any assessment.
    """
    if has_left(contact, day):
        return "left"
    stance = current(contact.stance, day)
    return "unknown" if stance is None else stance.value


def _row(
    account: Account, name: str, contact: Contact, before: str, after: str, as_of: date
) -> StanceChangeRow:
    stance = current(contact.stance, as_of) if after != "left" else None
    return StanceChangeRow(
        account=account.id,
        name=account.name,
        contact=name,
        person=contact.name,
        change=_change(before, after),
        from_=before,
        to=after,
        date=stance.date if stance else contact.left,
        by=stance.by if stance else None,
        why=stance.why if stance else None,
        owner=account.owner,
    )


def _change(before: str, after: str) -> str:
    if after == "left":
        return "left"
    if before not in OPINIONS:
        return "first"
    return "conversion" if OPINIONS[after] > OPINIONS[before] else "regression"


def tabulate(
    facts: Sequence[StanceChanges], policy: Policy, as_of: date, options: Options
) -> Table:
    """Those who changed, regressions first, and below them everybody by state then and now;
    `matrix` asks for that alone.
    """
    matrix, whole = _matrix(facts)
    title = Message("title-stance-since", (since(options, as_of),))
    then, now = together(fact.then for fact in facts), together(fact.now for fact in facts)
    counts = Counter(row.change for fact in facts for row in fact.changes)
    notes = _notes(counts, then, now)
    table = Table(
        "stance",
        as_of,
        matrix,
        MATRIX,
        totals=whole,
        title=title,
        notes=notes,
        evidence=_moved(facts) if options.explain else (),
        named_by=("from_",),
    )
    if options.matrix:
        return table
    rows = sorted((row for fact in facts for row in fact.changes), key=_order)
    return Table(
        report="stance",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={
            "contacts": sum(whole[1:]),
            **{change: counts[change] for change in CHANGES},
            "index_then": then.value,
            "assessed_then": then.assessed,
            "weight_then": then.weight,
            "index_now": now.value,
            "assessed_now": now.assessed,
            "weight_now": now.weight,
        },
        labels={"by": team_labels(policy, as_of), "owner": team_labels(policy, as_of)},
        notes=notes,
        evidence=[{"to": _record(row)} for row in rows] if options.explain else (),
        title=title,
        sections=(table._replace(title=Message("title-stance-matrix"), notes=(), evidence=()),),
        named_by=("account", "person"),
    )


def _notes(counts: Mapping[str, int], then: Stances, now: Stances) -> tuple[Message, ...]:
    """How many changed in which way, and what the index was and is."""
    return (
        Message(
            "note-stance-changes",
            tuple(counts[change] for change in ("conversion", "regression", "first", "left")),
        ),
        Message(
            "note-stance-then-now",
            (
                signed(then.value),
                then.assessed,
                then.weight,
                signed(now.value),
                now.assessed,
                now.weight,
            ),
        ),
    )


def _order(row: StanceChangeRow) -> tuple[int, int, str, str]:
    return CHANGES.index(row.change), -(row.date or date.min).toordinal(), row.account, row.contact


def _record(row: StanceChangeRow) -> tuple[str, ...]:
    """Where the state now is written."""
    return (
        (f"contacts.{row.contact}.left",)
        if row.to == "left"
        else (f"contacts.{row.contact}.stance" + (f".{row.date}" if row.date else ""),)
    )


def _matrix(facts: Sequence[StanceChanges]) -> tuple[list[GridRow], GridRow]:
    moves: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        for before, after, count in fact.moves:
            moves[before, after] += count
    rows = [GridRow(before, *(moves[before, after] for after in STATES)) for before in STATES]
    return rows, GridRow(
        None, *(sum(moves[before, after] for before in STATES) for after in STATES)
    )


def _moved(facts: Sequence[StanceChanges]) -> list[dict[str, list[str]]]:
    """The contacts in each cell beside the diagonal."""
    found: list[dict[str, list[str]]] = [{state: [] for state in STATES} for _ in STATES]
    for fact in facts:
        for row in fact.changes:
            found[STATES.index(row.from_)][row.to].append(f"{row.account}/{row.contact}")
    return found


FACTS = FactSource("stance_changes", gather, FactOptions)
REPORT = Report("stance_changes", FACTS, tabulate, Options)
