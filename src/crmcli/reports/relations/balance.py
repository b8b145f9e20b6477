"""Does work on new accounts crowd out the existing ones, or the other way round?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple

from crmcli.domain.deals.contracts import a_year, first_day, gone_from, is_customer, renewed_by
from crmcli.domain.deals.deals import deals_on
from crmcli.domain.people.touches import is_done, known_log
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import months_ago, plus_days
from crmcli.reports.deal_facts import sums, team_labels, without_amount
from crmcli.reports.evidence import NOTHING, Evidence, together
from crmcli.reports.grouping import last
from crmcli.reports.report import FactSource, Report

SIDES = ("new", "existing")
MONTHS = 12  # the window when none is asked for


class FactOptions(NamedTuple):
    """What the facts depend on."""

    since: date | None
    explain: bool


class Options(NamedTuple):
    """What may be asked of the report."""

    since: date | None = None
    explain: bool = False


class BalanceFact(NamedTuple):
    """What one of us did with one account while it was new, or existing.

    Amounts in the book's currency, churned ones a year's.
    """

    owner: str | None
    side: str
    touches: int = 0
    won: int = 0
    won_amount: Money = 0
    open: int = 0
    open_amount: Money = 0
    churned: int = 0
    churned_amount: Money = 0
    unvalued: int = 0
    behind: Evidence = NOTHING


_FIGURES = attrgetter(
    "touches", "won", "won_amount", "open", "open_amount", "churned", "churned_amount"
)


class BalanceRow(NamedTuple):
    """One rep's work on one side.

    `touch_share` is of the rep's touches, 0..1; `churned` counts contracts that ended for good,
    their amount a year's.
    """

    rep: str | None
    side: str
    touches: int
    touch_share: float | None
    won: int
    won_amount: Money
    open: int
    open_amount: Money
    churned: int
    churned_amount: Money


COLUMNS = (
    Column("rep", "label", 9),
    Column("side", "status", 9),
    Column("touches", "count", 9, heading="touches_made"),
    Column("touch_share", "bar", 8, heading="share"),
    Column("won", "count", 4),
    Column("won_amount", "money", 9),
    Column("open", "count", 3),
    Column("open_amount", "money", 7),
    Column("churned", "count", 2),
    Column("churned_amount", "money", 8, heading="churned_amount"),
)


def since_of(as_of: date, options: FactOptions | Options) -> date:
    """The first day of the window."""
    return options.since if options.since is not None else plus_days(months_ago(as_of, MONTHS), 1)


def gather(
    account: Account, policy: Policy, as_of: date, options: FactOptions
) -> list[BalanceFact]:
    """What each of us did with the account in the window; a touch counts for everybody who was
    there.
    """
    since = since_of(as_of, options)
    return [
        *_touches(account, as_of, since, options),
        *_deals(account, policy, as_of, since, options),
        *_churned(account, policy, as_of, since, options),
    ]


def _side(first: date | None, day: date) -> str:
    return "existing" if first is not None and first < day else "new"


def _touches(account: Account, as_of: date, since: date, options: FactOptions) -> list[BalanceFact]:
    first = first_day(account, as_of)
    counts: Counter[tuple[str | None, str]] = Counter()
    for entry in known_log(account, as_of):
        if entry.date >= since and is_done(entry):
            counts.update(
                (member, _side(first, entry.date))
                for member in dict.fromkeys(entry.by or (account.owner,))
            )
    return [
        BalanceFact(
            member,
            side,
            touches=count,
            behind={"touches": (f"{account.id} {count}",)} if options.explain else NOTHING,
        )
        for (member, side), count in counts.items()
    ]


def _deals(
    account: Account, policy: Policy, as_of: date, since: date, options: FactOptions
) -> list[BalanceFact]:
    found = []
    for name, _, now, owner in deals_on(account, policy, as_of):
        if now.result not in (None, "won") or (now.closed is not None and now.closed < since):
            continue
        side = _side(first_day(account, as_of, without=name), now.closed or as_of)
        ref = (
            {"open" if now.is_open else "won": (f"{account.id}/{name}",)}
            if options.explain
            else NOTHING
        )
        if now.is_open:
            found.append(
                BalanceFact(
                    owner,
                    side,
                    open=1,
                    open_amount=now.amount or 0,
                    unvalued=int(now.amount is None),
                    behind=ref,
                )
            )
        else:
            found.append(
                BalanceFact(
                    owner,
                    side,
                    won=1,
                    won_amount=now.amount or 0,
                    unvalued=int(now.amount is None),
                    behind=ref,
                )
            )
    return found


def _churned(
    account: Account, policy: Policy, as_of: date, since: date, options: FactOptions
) -> list[BalanceFact]:
    """Contracts that ended, whose grace is over, and that nothing took over from."""
    found = []
    for name, contract in account.contracts.items():
        gone = gone_from(contract, policy)
        if (
            gone is not None
            and contract.start <= as_of
            and since <= gone <= as_of
            and not renewed_by(account, contract, policy, gone)
            and not is_customer(account, policy, gone)
        ):
            ref = {"churned": (f"{account.id}/contracts.{name}",)} if options.explain else NOTHING
            found.append(
                BalanceFact(
                    account.owner,
                    "existing",
                    churned=1,
                    churned_amount=a_year(contract) or 0,
                    unvalued=int(a_year(contract) is None),
                    behind=ref,
                )
            )
    return found


def tabulate(facts: Sequence[BalanceFact], policy: Policy, as_of: date, options: Options) -> Table:
    """Two rows per rep, new and existing; the busiest rep first."""
    sides: dict[tuple[str | None, str], list[BalanceFact]] = {}
    for fact in facts:
        sides.setdefault((fact.owner, fact.side), []).append(fact)
    touches = {key: sum(fact.touches for fact in group) for key, group in sides.items()}
    of_reps: Counter[str | None] = Counter()
    for (name, _), count in touches.items():
        of_reps[name] += count
    names = sorted(of_reps, key=lambda name: (-of_reps[name], last(name)))
    found = [(name, side, sides.get((name, side), [])) for name in names for side in SIDES]
    rows = [_row(name, side, group, of_reps[name]) for name, side, group in found]
    whole = [
        _row(None, side, [row for row in rows if row.side == side], of_reps.total())
        for side in SIDES
    ]
    return Table(
        report="balance",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals=dict(zip(SIDES, whole, strict=True)),
        labels={"rep": team_labels(policy, as_of)},
        title=Message("title-balance-window", (since_of(as_of, options), as_of)),
        sections=(Table("balance", as_of, whole, COLUMNS[1:], title=Message("title-balance-all")),)
        if len(names) > 1
        else (),
        notes=_notes(facts),
        evidence=[together(fact.behind for fact in group) for _, _, group in found]
        if options.explain
        else (),
        named_by=("rep", "side"),
        currency=policy.currency,
    )


def _notes(facts: Sequence[BalanceFact]) -> tuple[Message, ...]:
    """What is counted in the rows and not summed."""
    contracts = sum(fact.unvalued for fact in facts if fact.churned)
    deals = [None for fact in facts if fact.unvalued and not fact.churned]
    return (
        *without_amount(deals),
        *((Message("note-balance-unvalued", (contracts,)),) if contracts else ()),
    )


def _row(
    name: str | None, side: str, parts: Sequence[BalanceFact | BalanceRow], touches: int
) -> BalanceRow:
    """The parts added up; of so many touches on both sides."""
    columns = zip(*map(_FIGURES, parts), strict=True)
    made, *others = map(sums, columns) if parts else repeat(0, 7)
    return BalanceRow(name, side, int(made), share(int(made), touches), *others)


FACTS = FactSource("balance", gather, FactOptions)
REPORT = Report("balance", FACTS, tabulate, Options)
