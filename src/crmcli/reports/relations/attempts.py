"""Where do we knock without an answer, and where do we press too hard?"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from crmcli.domain.deals.deals import open_deals
from crmcli.domain.people.touches import is_unanswered
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Attempts, Policy
from crmcli.domain.relations.attempts import Knocking, knocking
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days, working_day
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    over: bool = False
    explain: bool = False


class AttemptRow(NamedTuple):
    """One open deal with tries since its last two-way touch, `tries` of `most`.

    `step` is attempt, final, close or parked, `due` its day; `final_due` is when the last message
    falls due at the earliest, None once it was sent; `close_as` and `reason` are proposed when the
    step is close; `over` says how we pressed too hard.
    """

    account: str
    name: str
    deal: str
    tries: int
    most: int
    last: date
    step: str
    due: date | None
    days_late: int | None
    final_due: date | None
    close_as: str | None
    reason: str | None
    over: tuple[str, ...]
    owner: str | None

    @property
    def of(self) -> Message:
        """3/5."""
        return Message("common-part-of", (self.tries, self.most))


COLUMNS = (
    Column("account", "id", 9),
    Column("name", "text", 3),
    Column("deal", "id", 9),
    Column("of", "message", 9, heading="tries"),
    Column("last", "date", 8, heading="last_try"),
    Column("step", "status", 9),
    Column("due", "date", 6),
    Column("days_late", "late", 7),
    Column("final_due", "date", 4),
    Column("over", "status", 7),
    Column("owner", "label", 5),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[AttemptRow]]:
    """The account's open deals with unanswered tries."""
    facts = []
    for name, _, now, owner in open_deals(account, policy, as_of):
        tries = knocking(account, name, policy.attempts, as_of)
        if tries is not None:
            row = _row(account, name, tries, policy, as_of, parked=now.parked)._replace(owner=owner)
            behind = {"tries": _entries(account, name, tries.days)} if options.explain else NOTHING
            facts.append(Explained(row, behind))
    return facts


def _row(
    account: Account, deal: str, tries: Knocking, policy: Policy, as_of: date, *, parked: bool
) -> AttemptRow:
    rule = policy.attempts
    closing = tries.step == "close" and not parked
    due = working_day(tries.due, policy.holiday_dates)
    return AttemptRow(
        account=account.id,
        name=account.name,
        deal=deal,
        tries=tries.tries,
        most=rule.max,
        last=tries.last,
        step="parked" if parked else tries.step,
        due=None if parked else due,
        days_late=None if parked else (as_of - due).days,
        final_due=None
        if parked or closing
        else working_day(_earliest_final(tries, rule, as_of), policy.holiday_dates),
        close_as=rule.close_as if closing else None,
        reason=rule.reason if closing else None,
        over=tuple(_over(tries, rule)),
        owner=None,
    )


def _earliest_final(tries: Knocking, rule: Attempts, as_of: date) -> date:
    """The day of the last message if every try that is left is made as soon as it may be: what is
    late is made today.
    """
    left = rule.max - tries.tries
    return plus_days(max(tries.due, as_of), left * rule.min_gap_days) if left > 0 else tries.due


def _over(tries: Knocking, rule: Attempts) -> Iterable[str]:
    """More tries than agreed, the last message being one more; or two of them too close."""
    if tries.tries > rule.max + (tries.step == "close"):
        yield "too-many"
    if any((later - earlier).days < rule.min_gap_days for earlier, later in pairwise(tries.days)):
        yield "too-close"


def _entries(account: Account, deal: str, days: Sequence[date]) -> tuple[str, ...]:
    return tuple(
        f"log {entry.date} {entry.type}"
        for entry in account.log
        if entry.deal == deal and entry.date in days and is_unanswered(entry)
    )


def tabulate(
    facts: Sequence[Explained[AttemptRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per deal: those to let go first, then the last messages, then the most tries; with
    --over only those pressed too hard.
    """
    order = ("close", "final", "attempt", "parked")
    kept = [fact for fact in facts if fact.row.over or not options.over]
    kept.sort(
        key=lambda fact: (
            order.index(fact.row.step),
            -fact.row.tries,
            fact.row.last,
            fact.row.account,
            fact.row.deal,
        )
    )
    rows = [fact.row for fact in kept]
    closing = sum(row.step == "close" and (row.days_late or 0) >= 0 for row in rows)
    over = sum(bool(row.over) for row in rows)
    rule = policy.attempts
    reason = (
        policy.reasons[rule.reason].label or rule.reason
        if rule.reason in policy.reasons
        else rule.reason
    )
    notes = (
        *(
            (Message("note-attempts-close", (closing, Message(f"word-{rule.close_as}"), reason)),)
            if closing
            else ()
        ),
        *((Message("note-attempts-over", (over, rule.max, rule.min_gap_days)),) if over else ()),
    )
    return Table(
        report="attempts",
        as_of=as_of,
        rows=rows,
        columns=tuple(column for column in COLUMNS if column.field != "over" or over),
        totals={"deals": len(rows), "closing": closing, "over": over},
        labels={"owner": team_labels(policy, as_of)},
        notes=notes,
        evidence=evidence(kept, options),
        named_by=("account", "deal"),
    )


FACTS = FactSource("attempts", gather, ExplainOptions)
REPORT = Report("attempts", FACTS, tabulate, Options)
