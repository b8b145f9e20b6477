"""Which contracts end when, and what has been done about it?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.contracts import a_year, gone_from, is_customer, known_from, renewed_by
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Contract
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.short_amounts import said, unit
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import months_ago, plus_days
from crmcli.reports.deal_facts import sums, team_labels
from crmcli.reports.evidence import NOTHING, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report

STATES = ("signed", "running", "reminded", "grace", "lapsed", "churned", "renewed")
LOOK_BACK = 12  # months; what ended longer ago is told by `crm retention`


class Options(NamedTuple):
    """What may be asked of the report."""

    days: int = 0
    explain: bool = False


class RenewalRow(NamedTuple):
    """One contract: it holds, was signed and has not begun, or ended in the last twelve months.

    `end` and `days_left` are None for one without an end; `days_left` is negative after it;
    `notice` the last day to give notice; `reminders` the days before the end on which a reminder
    has passed; `a_year` what it brings a year, in the book's currency.
    """

    account: str
    name: str
    contract: str
    start: date
    end: date | None
    days_left: int | None
    notice: date | None
    reminders: tuple[int, ...]
    state: str
    a_year: Money | None
    renewed_by: str | None
    owner: str | None

    @property
    def passed(self) -> Message | None:
        """D-90, D-30."""
        return (
            Message("list", tuple(f"D-{before}" for before in self.reminders))
            if self.reminders
            else None
        )

    @property
    def late(self) -> int | None:
        """Days since the end, negative before it."""
        return None if self.days_left is None else -self.days_left

    def holds(self, as_of: date) -> bool:
        """Has it begun, and not ended? Also one that was renewed ahead."""
        return self.start <= as_of and (self.end is None or as_of <= self.end)


COLUMNS = (
    Column("end", "date", 9),
    Column("late", "late", 9, heading="left"),
    Column("account", "id", 3),
    Column("name", "text", 9),
    Column("contract", "id", 6),
    Column("state", "status", 9, heading="contract_state"),
    Column("passed", "message", 4, heading="reminders"),
    Column("notice", "date", 5),
    Column("a_year", "money", 8),
    Column("renewed_by", "id", 4),
    Column("owner", "label", 7),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[RenewalRow]]:
    """The account's contracts that were known by then, but for those that ended long ago."""
    oldest = months_ago(as_of, LOOK_BACK)
    found = []
    for name, contract in account.contracts.items():
        if known_from(contract) <= as_of and (contract.end is None or contract.end >= oldest):
            row = _row(account, name, contract, policy, as_of)
            found.append(Explained(row, _behind(row) if options.explain else NOTHING))
    return found


def _row(
    account: Account, name: str, contract: Contract, policy: Policy, as_of: date
) -> RenewalRow:
    end = contract.end
    left = None if end is None else (end - as_of).days
    days = sorted(
        {*policy.renewals.remind_days, *((contract.notice_days,) if contract.notice_days else ())},
        reverse=True,
    )
    passed = tuple(before for before in days if left is not None and left <= before)
    follower = renewed_by(account, contract, policy, as_of)
    notice = (
        plus_days(end, -contract.notice_days) if end is not None and contract.notice_days else None
    )
    state = _state(
        account, contract, policy, as_of, renewed=follower is not None, reminded=bool(passed)
    )
    return RenewalRow(
        account.id,
        account.name,
        name,
        contract.start,
        end,
        left,
        notice,
        passed,
        state,
        a_year(contract),
        follower,
        account.owner,
    )


def _state(
    account: Account,
    contract: Contract,
    policy: Policy,
    as_of: date,
    *,
    renewed: bool,
    reminded: bool,
) -> str:
    gone = gone_from(contract, policy)
    if renewed:
        return "renewed"
    if contract.start > as_of:
        return "signed"
    if gone is not None and as_of >= gone:
        return "lapsed" if is_customer(account, policy, gone) else "churned"
    if contract.end is not None and contract.end < as_of:
        return "grace"
    return "reminded" if reminded else "running"


def _behind(row: RenewalRow) -> dict[str, tuple[str, ...]]:
    follower = (f"{row.account}/contracts.{row.renewed_by}",) if row.renewed_by else ()
    return {
        "end": (f"{row.account}/contracts.{row.contract}.end",) if row.end else (),
        "renewed_by": follower,
    }


def tabulate(
    facts: Sequence[Explained[RenewalRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per contract, by its end.

    With --within those that end in so many days, and those that have ended and are not renewed.
    """
    kept = [
        fact
        for fact in facts
        if options.days == 0
        or (
            fact.row.days_left is not None
            and fact.row.days_left <= options.days
            and fact.row.state != "renewed"
        )
    ]
    kept.sort(key=lambda fact: (fact.row.end or date.max, fact.row.account, fact.row.contract))
    rows = [fact.row for fact in kept]
    states = Counter(row.state for row in rows)
    held = [row for row in rows if row.holds(as_of)]
    amount, unvalued = sums(row.a_year for row in held), sum(row.a_year is None for row in held)
    told_of = (
        (Message("note-renewals-sum", (len(held), said(amount), unit(policy.currency))),)
        if held
        else ()
    )
    return Table(
        report="renewals",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={
            "contracts": len(rows),
            **{state: states[state] for state in STATES},
            "held": len(held),
            "a_year": amount,
            "unvalued": unvalued,
        },
        labels={"owner": team_labels(policy, as_of)},
        notes=(*told_of, Message("note-renewals-unvalued", (unvalued,))) if unvalued else told_of,
        evidence=evidence(kept, options),
        named_by=("account", "contract"),
        currency=policy.currency,
    )


FACTS = FactSource("renewals", gather, ExplainOptions)
REPORT = Report("renewals", FACTS, tabulate, Options)
