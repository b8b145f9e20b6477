"""How does one account stand to each product, or each account to one product, and why?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.label import Label
from crmcli.domain.records.account import Account, Texts
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent
from crmcli.domain.records.words import GOING
from crmcli.domain.relations.whitespace import STATES, Cell, cells
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.customers.whitespace import penetration
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.report import FactSource, Report

ORDER = ("gap", "pipeline", "lost", "not-eligible", "owned")


class FactOptions(NamedTuple):
    """What the facts depend on."""

    account: str | None
    product: str | None


class Options(NamedTuple):
    """What may be asked of the report."""

    account: str | None = None
    product: str | None = None
    explain: bool = False


class CellRow(NamedTuple):
    """One account and product: owned, pipeline, lost, not-eligible or gap; `needs` are products
    that are missing, `reason` somebody's word, `problems` what the account needs.
    """

    account: str
    name: str
    product: str
    state: str
    records: tuple[str, ...]
    needs: tuple[str, ...]
    reason: str | None
    problems: tuple[str, ...]
    owner: str | None

    @property
    def why(self) -> Message | None:
        """Where it is written, what is missing, or the reason."""
        if self.reason is not None:
            return Message("cell-whitespace-said", (self.reason,))
        if self.needs:
            return Message("cell-whitespace-needs", (Message("list", self.needs),))
        return (
            Message("list", tuple(name.partition("/")[2] for name in self.records))
            if self.records
            else None
        )


COLUMNS = (
    Column("account", "id", 4),
    Column("name", "text", 9),
    Column("product", "label", 9),
    Column("state", "mark", 9, heading="cell_state"),
    Column("why", "message", 8),
    Column("problems", "list", 7, heading="needs_said"),
    Column("owner", "label", 6),
)


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[CellRow]:
    """The account's cells, or the one that was asked for; none of an account that is churned or not
    for us, unless it was named.
    """
    if account.status not in GOING and options.account is None:
        return []
    return [
        _row(account, cell)
        for cell in cells(account, policy, as_of)
        if options.product in (None, cell.product)
    ]


def _row(account: Account, cell: Cell) -> CellRow:
    is_missing = cell.state == "not-eligible" and cell.said is None
    records = (
        ()
        if is_missing
        else tuple(f"{account.id}/{name.removeprefix('deals.')}" for name in cell.why)
    )
    return CellRow(
        account.id,
        account.name,
        cell.product,
        cell.state,
        records,
        cell.why if is_missing else (),
        cell.said,
        account.research.problems,
        account.owner,
    )


def tabulate(facts: Sequence[CellRow], policy: Policy, as_of: date, options: Options) -> Table:
    """Gaps first, what is owned last.

    Raises CrmError for a product that the policy does not know.
    """
    if options.product is not None and options.product not in policy.products:
        raise CrmError(
            Message("error-no-product", (options.product,)),
            Message("hint-products", (", ".join(policy.products),)) if policy.products else None,
            status=4,
        )
    places = {name: place for place, name in enumerate(policy.products)}
    rows = sorted(facts, key=lambda row: (ORDER.index(row.state), row.account, places[row.product]))
    counts = {state: sum(row.state == state for row in rows) for state in STATES}
    part = penetration(counts["owned"], counts["pipeline"], counts["lost"], counts["gap"])
    alone, labels = options.account is not None and bool(rows), group_labels("product", policy)
    hidden = (("account", "name", "problems", "owner") if alone else ()) + (
        ("product",) if options.product is not None else ()
    )
    problems = rows[0].problems if alone else ()
    return Table(
        report="whitespace",
        as_of=as_of,
        rows=rows,
        columns=tuple(column for column in COLUMNS if column.field not in hidden),
        totals={
            **{state.replace("-", "_"): count for state, count in counts.items()},
            "penetration": part,
        },
        labels={"product": labels, "owner": team_labels(policy, as_of)},
        title=_title(rows[0] if alone else None, options.product, labels),
        notes=_notes(problems, counts, part)
        if policy.products
        else (Message("note-whitespace-no-products"),),
        evidence=[
            {
                "state": row.records
                or tuple(f"policy.products.{row.product}.needs" for _ in row.needs[:1])
            }
            for row in rows
        ]
        if options.explain
        else (),
        named_by=("account", "name", "product"),
    )


def _title(
    alone: CellRow | None, product: str | None, labels: Mapping[str, Label]
) -> Message | None:
    """The account or the product that was asked about."""
    if alone is not None:
        return Message("title-account", (alone.name, alone.account))
    if product:
        return Message("title-whitespace-product", (labels[product] or product,))
    return None


def _notes(problems: Texts, counts: Mapping[str, int], part: float | None) -> tuple[Message, ...]:
    """What the account wants to get done, and how much of what they may own they do."""
    return (
        *((Message("note-whitespace-problems", (Message("list", problems),)),) if problems else ()),
        Message(
            "note-whitespace-penetration",
            (
                Message("common-n-a") if part is None else f"{percent(part)}%",
                counts["owned"],
                sum(counts.values()) - counts["not-eligible"],
            ),
        ),
    )


FACTS = FactSource("whitespace_cells", gather, FactOptions)
REPORT = Report("whitespace_cells", FACTS, tabulate, Options)
