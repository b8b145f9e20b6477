"""Who hears from us less and less?"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from crmcli.domain.people.presence import has_left
from crmcli.domain.people.touches import is_two_way, known_log
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import median
from crmcli.domain.records.words import GOING
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Explained, evidence, touches_on
from crmcli.reports.report import FactSource, Report

FACTOR = 2.0  # so many times its usual interval must a silence last
LEAST = 3  # days with a touch, so that there are two intervals to compare with


class FactOptions(NamedTuple):
    """What the facts depend on."""

    factor: float | None
    explain: bool


class Options(NamedTuple):
    """What may be asked of the report."""

    factor: float | None = None
    explain: bool = False


class CoolingRow(NamedTuple):
    """An account, or a contact of one, in silence.

    `touches` are days with a two-way touch, `interval` is the days since the last, `usual` the
    median between them, `ratio` the one by the other.
    """

    kind: str
    account: str
    name: str
    contact: str | None
    person: str | None
    touches: int
    last_touch: date
    interval: int
    usual: float
    ratio: float
    owner: str | None


class Pulse(NamedTuple):
    """One account: of how many (itself and its contacts) the rhythm is known, and those who cool
    off.
    """

    owner: str | None
    accounts: int
    contacts: int
    rows: tuple[Explained[CoolingRow], ...]


COLUMNS = (
    Column("account", "id", 4),
    Column("name", "text", 9),
    Column("person", "text", 9, key="contact"),
    Column("touches", "count", 6, heading="two_way_touches"),
    Column("last_touch", "date", 7),
    Column("interval", "days", 9, heading="silence"),
    Column("usual", "number", 9),
    Column("ratio", "number", 9),
    Column("owner", "label", 8),
)


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[Pulse]:
    """The account and those of its contacts who have not left; nothing of one that was given up."""
    if account.status not in GOING:
        return []
    everywhere: set[date] = set()
    theirs: dict[str, set[date]] = {}
    for entry in known_log(account, as_of):
        if is_two_way(entry):
            everywhere.add(entry.date)
            for contact in entry.with_:
                theirs.setdefault(contact, set()).add(entry.date)
    people = {
        name: days
        for name, days in theirs.items()
        if name in account.contacts and not has_left(account.contacts[name], as_of)
    }
    known = [name for name, days in people.items() if len(days) >= LEAST]
    rows = [_row(account, None, everywhere, as_of)] if len(everywhere) >= LEAST else []
    accounts = len(rows)
    rows += [_row(account, name, people[name], as_of) for name in known]
    factor = options.factor if options.factor is not None else FACTOR
    if not rows:
        return []
    cold = [row for row in rows if row.ratio >= factor]
    told = tuple(
        Explained(
            row,
            {"last_touch": touches_on(account, row.last_touch, contact=row.contact)}
            if options.explain
            else NOTHING,
        )
        for row in cold
    )
    return [Pulse(account.owner, accounts, len(known), told)]


def _row(account: Account, contact: str | None, touched: Iterable[date], as_of: date) -> CoolingRow:
    days = sorted(touched)
    usual = median([(after - before).days for before, after in pairwise(days)]) or 1.0
    interval = (as_of - days[-1]).days
    return CoolingRow(
        kind="account" if contact is None else "contact",
        account=account.id,
        name=account.name,
        contact=contact,
        person=account.contacts[contact].name if contact is not None else None,
        touches=len(days),
        last_touch=days[-1],
        interval=interval,
        usual=usual,
        ratio=interval / usual,
        owner=account.owner,
    )


def tabulate(facts: Sequence[Pulse], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per account and contact whose silence is long for them, the longest for them first."""
    cold = sorted(
        (each for fact in facts for each in fact.rows),
        key=lambda each: (-each.row.ratio, each.row.account, each.row.contact or ""),
    )
    rows = [each.row for each in cold]
    totals = {
        "accounts": sum(row.contact is None for row in rows),
        "of_accounts": sum(fact.accounts for fact in facts),
        "contacts": sum(row.contact is not None for row in rows),
        "of_contacts": sum(fact.contacts for fact in facts),
    }
    return Table(
        report="cooling",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals=totals,
        labels={"owner": team_labels(policy, as_of)},
        notes=(Message("note-cooling-known", tuple(totals.values())),),
        evidence=evidence(cold, options),
        named_by=("account", "person"),
    )


FACTS = FactSource("cooling", gather, FactOptions)
REPORT = Report("cooling", FACTS, tabulate, Options)
