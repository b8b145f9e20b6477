"""Which accounts are in the book, how well is each known, and which of them are called so?"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from crmcli.domain.naming import one_id
from crmcli.domain.people.coverage import slots
from crmcli.domain.people.coverage_figures import measure
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import STATUSES
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.text.text_search import hit, query, spelled
from crmcli.reports.coverage.coverage import CoverageRow, behind_slots, figures
from crmcli.reports.deal_facts import sums, team_labels, without_amount
from crmcli.reports.evidence import NOTHING, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.queries import accounts
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    called: str | None = None
    status: str | None = None
    sort: tuple[str, ...] = ()
    limit: int | None = None
    explain: bool = False


class DirectoryRow(NamedTuple):
    """One account; shares as in `crm coverage`, 0..1, None where no role is required.

    `last_touch` is the last two-way one; the amount is of open deals, in the book's currency, and
    `unvalued` of those have none.
    """

    account: str
    name: str
    segment: str | None
    status: str
    owner: str | None
    named_share: float | None
    friendly_share: float | None
    composite: float | None
    gaps: int
    open_deals: int
    open_amount: Money
    last_touch: date | None
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    unvalued: int = 0


COLUMNS = (
    Column("account", "id", 3),
    Column("name", "text", 9),
    Column("segment", "text", 4),
    Column("status", "status", 8),
    Column("owner", "label", 8),
    Column("composite", "bar", 9),
    Column("named_share", "share", 5, heading="named"),
    Column("friendly_share", "share", 5, heading="friendly"),
    Column("gaps", "count", 6),
    Column("open_deals", "count", 7),
    Column("open_amount", "money", 8),
    Column("last_touch", "date", 8),
)
SORTS = tuple(column.field for column in COLUMNS)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[DirectoryRow]]:
    """The account's line, as `crm list` tells it, with how well it is known."""
    found = slots(account, policy, as_of)
    known = CoverageRow(account.id, account.name, account.owner, *figures(measure(found)))
    (listed,) = accounts.gather(account, policy, as_of, options)
    line = listed.row
    row = DirectoryRow(
        account=line.account,
        name=line.name,
        segment=line.segment,
        status=line.status,
        owner=line.owner,
        named_share=known.named_share,
        friendly_share=known.friendly_share,
        composite=known.composite,
        gaps=known.gaps,
        open_deals=line.open_deals,
        open_amount=line.open_amount,
        last_touch=line.last_touch,
        aliases=line.aliases,
        tags=line.tags,
        unvalued=line.unvalued,
    )
    if not options.explain:
        return [Explained(row, NOTHING)]
    behind = {
        **behind_slots(found),
        **{field: listed.evidence[field] for field in ("open_deals", "open_amount", "last_touch")},
    }
    return [Explained(row, behind)]


def is_called(row: DirectoryRow, said: str) -> bool:
    """Has its name, an alias or its id these words in it, or are they its initials?"""
    wanted = query(said)
    return any(
        hit(wanted, name, "name") is not None or spelled(wanted, name) is not None
        for name in (row.name, *row.aliases, row.account)
    )


def tabulate(
    facts: Sequence[Explained[DirectoryRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per account, by id unless another order is asked for; what is not known comes last."""
    kept = [
        fact
        for fact in sorted(facts, key=lambda fact: fact.row.account)
        if (options.status is None or fact.row.status == options.status)
        and (options.called is None or is_called(fact.row, options.called))
    ]
    for said in reversed(options.sort):
        field = one_id(said.removeprefix("-"), SORTS, "--sort")
        kept = _sorted(kept, field, falls=said.startswith("-"))
    rows = [fact.row for fact in kept]
    shown = rows[: options.limit or None]
    return Table(
        report="list",
        as_of=as_of,
        rows=shown,
        columns=COLUMNS,
        totals={
            "accounts": len(rows),
            "open_deals": sum(row.open_deals for row in rows),
            "open_amount": sums(row.open_amount for row in rows),
        },
        labels={"owner": team_labels(policy, as_of)},
        notes=_notes(rows, shown, options),
        evidence=evidence(kept[: len(shown)], options),
        currency=policy.currency,
        cut=len(rows) - len(shown),
        named_by=("name",),
    )


def _sorted(
    facts: list[Explained[DirectoryRow]], field: str, *, falls: bool
) -> list[Explained[DirectoryRow]]:
    def value(fact: Explained[DirectoryRow]) -> Any:  # noqa: ANN401 - of one type in every row
        found = getattr(fact.row, field)
        return STATUSES.index(found) if field == "status" and found in STATUSES else found

    known = [fact for fact in facts if getattr(fact.row, field) is not None]
    known.sort(key=value, reverse=falls)
    return known + [fact for fact in facts if getattr(fact.row, field) is None]


def _notes(
    rows: Sequence[DirectoryRow], shown: Sequence[DirectoryRow], options: Options
) -> tuple[Message, ...]:
    if not rows and options.called is not None:
        return (Message("note-find-nothing", (options.called,)),)
    cut = (Message("note-query-cut", (len(shown), len(rows))),) if len(shown) < len(rows) else ()
    return (*cut, *without_amount(None for row in rows for _ in range(row.unvalued)))


def _check(policy: Policy, as_of: date, options: Options) -> None:
    for said in options.sort:
        one_id(said.removeprefix("-"), SORTS, "--sort")


FACTS = FactSource("directory", gather, ExplainOptions)
REPORT = Report("directory", FACTS, tabulate, Options, check=_check)
