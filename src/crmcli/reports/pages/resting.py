"""Which rows of the agenda rest, until when, and why?"""

from collections.abc import Sequence
from datetime import date as Day
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.agenda import all_tasks
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.pages.due import FactOptions, Options, about
from crmcli.reports.report import FactSource, Report


class RestingRow(NamedTuple):
    """One row that is back on `back`; `date` and `why` are the agenda's, `reason` and `said_by` of
    the last time that it was put off, on `said_on`.
    """

    back: Day
    date: Day | None
    kind: str
    account: str
    name: str
    subject: str
    owner: str | None
    why: Message
    reason: str | None
    said_by: str | None
    said_on: Day
    put_off: int
    records: tuple[str, ...]
    n: int = 0
    about: str = ""


COLUMNS = (
    Column("n", "count", 9),
    Column("back", "date", 9),
    Column("kind", "status", 9),
    Column("account", "id", 3),
    Column("name", "text", 9),
    Column("subject", "id", 8, said="about"),
    Column("why", "message", 9),
    Column("reason", "text", 9),
    Column("said_by", "label", 9),
    Column("said_on", "date", 5),
    Column("put_off", "count", 6),
    Column("owner", "label", 5),
)


def gather(account: Account, policy: Policy, as_of: Day, options: FactOptions) -> list[RestingRow]:
    """What the account would ask for today if nobody had put it off."""
    if not account.resting:
        return []
    return [
        RestingRow(
            task.rested.until,
            task.day,
            task.kind,
            account.id,
            account.name,
            task.subject,
            task.owner,
            _asked(task.why),
            task.rested.why,
            task.rested.by,
            task.rested.since,
            task.rested.times,
            task.records,
            about=about(task, account, policy),
        )
        for task in all_tasks(account, policy, as_of, options.days)
        if task.rested and task.rests(as_of)
    ]


def _asked(why: Message) -> Message:
    """The agenda's reason, without how often it was put off: that has a column."""
    inner = why.args[0]
    return inner if why.key.startswith("why-rested") and isinstance(inner, Message) else why


def _order(row: RestingRow) -> tuple[Day, str, str, str]:
    return (row.back, row.account, row.kind, row.subject)


def tabulate(facts: Sequence[RestingRow], policy: Policy, as_of: Day, options: Options) -> Table:
    """One list, what is back first on top."""
    rows = sorted(facts, key=_order)
    shown = [row._replace(n=place) for place, row in enumerate(rows[: options.limit], 1)]
    cut = len(rows) - len(shown)
    team = team_labels(policy, as_of)
    note = (
        Message("note-due-cut", (len(shown), len(rows)))
        if cut
        else None
        if rows
        else Message("note-resting-nothing")
    )
    return Table(
        report="resting",
        as_of=as_of,
        rows=shown,
        columns=COLUMNS,
        totals={"resting": len(rows)},
        labels={"owner": team, "said_by": team},
        notes=(note,) if note else (),
        evidence=[{"records": row.records} for row in shown] if options.explain else (),
        named_by=("account", "kind", "subject"),
        cut=cut,
        numbered=True,
    )


FACTS = FactSource("resting", gather, FactOptions)
REPORT = Report("resting", FACTS, tabulate, Options)
