"""What has to be done today, why, and how late is it?"""

import heapq
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.agenda import all_tasks
from crmcli.domain.relations.relation_work import Work, added_up, alarm, work
from crmcli.domain.relations.task import KINDS, RELATION, Task
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.options import Limits
from crmcli.reports.people_names import called
from crmcli.reports.report import FactSource, Report

RESERVED = 3  # at most so many rows of relation work are kept for when the list is cut
_PART = 4  # and no more than a fourth of the list: the most urgent rows stay always
_RANK = {kind: place for place, kind in enumerate(KINDS)}


class FactOptions(NamedTuple):
    """What the facts depend on."""

    days: int = 0


class Options(NamedTuple):
    """What may be asked of the report."""

    days: int = 0
    limit: int | None = None
    explain: bool = False


class DueRow(NamedTuple):
    """One thing to do.

    `days_late` is negative before the day, None where there is no day; `why` is for reading,
    `records` name what asks for it.
    """

    date: date | None
    days_late: int | None
    kind: str
    account: str
    name: str
    subject: str
    owner: str | None
    why: Message
    records: tuple[str, ...]
    n: int = 0  # its place in the list, from 1: `crm done N`
    about: str = ""  # the subject as people read it; blank where `why` says it
    put_off: int = 0  # how often


class Rest(NamedTuple):
    """Rows that cannot come into the cut list any more: how many of each kind."""

    counts: tuple[tuple[str, int], ...]
    owner: str | None = None


class AtRest(NamedTuple):
    """So many rows that somebody put off until a day that is still to come."""

    owner: str | None
    number: int = 1


class Worked(NamedTuple):
    """What was done at accounts, and how much of it about no deal."""

    owner: str | None
    work: Work


Tasks = Sequence[DueRow | Rest | AtRest | Worked]
COLUMNS = (
    Column("n", "count", 9),
    Column("date", "date", 6),
    Column("days_late", "late", 9),
    Column("kind", "status", 9),
    Column("account", "id", 3),
    Column("name", "text", 9),
    Column("subject", "id", 9, said="about"),
    Column("why", "message", 9),
    Column("owner", "label", 8),
)


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> Tasks:
    """The account's tasks, and what was done there."""
    done = work(account, as_of)
    rows, resting = parted(account, policy, as_of, options)
    return [
        *rows,
        *(AtRest(owner) for owner in resting),
        *([Worked(account.owner, done)] if any(done) else []),
    ]


def parted(
    account: Account, policy: Policy, as_of: date, options: FactOptions
) -> tuple[list[DueRow], list[str | None]]:
    """The account's tasks, due by then or within the days asked for, and beside them whose rows
    rest.
    """
    rows: list[DueRow] = []
    resting: list[str | None] = []
    for task in all_tasks(account, policy, as_of, options.days):
        if task.rests(as_of):
            resting.append(task.owner)
        else:
            rows.append(_row(task, account, policy, as_of))
    return rows, resting


def resting_note(count: int) -> tuple[Message, ...]:
    """How many rows rest, said below a list that leaves them out; nothing where none do."""
    return (Message("note-due-resting", (count,)),) if count else ()


def _row(task: Task, account: Account, policy: Policy, as_of: date) -> DueRow:
    return DueRow(
        task.day,
        (as_of - task.day).days if task.day else None,
        task.kind,
        account.id,
        account.name,
        task.subject,
        task.owner,
        task.why,
        task.records,
        about=about(task, account, policy),
        put_off=task.rested.times if task.rested else 0,
    )


def about(task: Task, account: Account, policy: Policy) -> str:
    """A person by name, a cadence without its kind of touch; nothing where the reason names it
    already.
    """
    if task.kind == "rep" or task.subject == account.id:
        return ""
    if task.kind == "cadence":
        return task.subject.partition("/")[0]
    if task.kind == "owner-left" and task.subject in policy.team:
        return policy.team[task.subject].name or task.subject
    is_person = task.kind in ("stance", "referral_ask") or (
        task.kind == "next" and task.records[0].startswith("log.")
    )
    return called(task.subject, account) if is_person else task.subject


def urgency(row: DueRow) -> tuple[bool, int, int, str, str]:
    """The order of the list: what is due before what is coming, then by kind, then the latest
    first.
    """
    late = row.days_late if row.days_late is not None else 0
    return (late < 0, _RANK[row.kind], -late, row.account, row.subject)


def condense(facts: Tasks, options: Limits) -> Tasks:
    """The rows that can still be among the first `limit`, with the relation rows kept for, a count
    of the others, and what was done in all.
    """
    if options.limit is None:
        return facts
    rows = [fact for fact in facts if isinstance(fact, DueRow)]
    counts: Counter[str] = Counter()
    for fact in facts:
        if isinstance(fact, Rest):
            counts.update(dict(fact.counts))
    first = heapq.nsmallest(options.limit, rows, key=urgency)
    relation = heapq.nsmallest(RESERVED, (row for row in rows if row.kind in RELATION), key=urgency)
    kept = {id(row): row for row in (*first, *relation)}
    counts.update(row.kind for row in rows if id(row) not in kept)
    resting = _at_rest(facts)
    return [
        *kept.values(),
        Rest(tuple(sorted(counts.items()))),
        *([AtRest(None, resting)] if resting else []),
        Worked(None, _done(facts)),
    ]


def _at_rest(facts: Tasks) -> int:
    return sum(fact.number for fact in facts if isinstance(fact, AtRest))


def _done(facts: Tasks) -> Work:
    return added_up(fact.work for fact in facts if isinstance(fact, Worked))


def tabulate(facts: Tasks, policy: Policy, as_of: date, options: Options) -> Table:
    """One ordered list.

    When it is cut, a few relation rows stay: short-term targets bury that work otherwise.
    """
    rows = sorted((fact for fact in facts if isinstance(fact, DueRow)), key=urgency)
    counts = Counter(row.kind for row in rows)
    for fact in facts:
        if isinstance(fact, Rest):
            counts.update(dict(fact.counts))
    shown = [row._replace(n=place) for place, row in enumerate(_cut(rows, options.limit), 1)]
    total = sum(counts.values())
    cut = total - len(shown)
    done, resting = _done(facts), _at_rest(facts)
    return Table(
        report="due",
        as_of=as_of,
        rows=shown,
        columns=COLUMNS,
        totals={
            "due": total,
            **{kind: counts[kind] for kind in KINDS if counts[kind]},
            **({"resting": resting} if resting else {}),
            **({"relation_fell": done} if done.fell else {}),
        },
        labels={"owner": team_labels(policy, as_of)},
        notes=(
            *(
                (Message("note-due-cut", (len(shown), total)),)
                if cut
                else ()
                if total
                else (Message("note-due-nothing"),)
            ),
            *resting_note(resting),
            *alarm(done),
        ),
        evidence=[{"records": row.records} for row in shown] if options.explain else (),
        named_by=("account", "kind", "subject"),
        cut=cut,
        numbered=True,
    )


def _cut(rows: list[DueRow], limit: int | None) -> list[DueRow]:
    if limit is None or len(rows) <= limit:
        return rows
    head, tail = rows[:limit], rows[limit:]
    spare = [row for row in tail if row.kind in RELATION]
    wanted = min(RESERVED, limit // _PART) - sum(row.kind in RELATION for row in head)
    for row in spare[: max(0, wanted)]:
        place = max(place for place, each in enumerate(head) if each.kind not in RELATION)
        del head[place]
        head.append(row)
    return sorted(head, key=urgency)


FACTS = FactSource("due", gather, FactOptions, condense=condense)
REPORT = Report("due", FACTS, tabulate, Options)
