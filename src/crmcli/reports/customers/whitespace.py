"""Which of our products could each customer still have?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import share
from crmcli.domain.records.words import GOING
from crmcli.domain.relations.whitespace import STATES, cells
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.report import FactSource, Report


class WhitespaceRow(NamedTuple):
    """One account: its products by how it stands to them. penetration = owned / (owned + pipeline +
    lost + gap), 0..1, None where nothing is for them.
    """

    account: str
    name: str
    owner: str | None
    owned: tuple[str, ...]
    pipeline: tuple[str, ...]
    lost: tuple[str, ...]
    not_eligible: tuple[str, ...]
    gap: tuple[str, ...]
    penetration: float | None
    problems: tuple[str, ...]

    def item(self, product: str) -> str | None:
        """How it stands to one product."""
        return next(
            (
                state
                for state, products in zip(STATES, self[3:8], strict=True)
                if product in products
            ),
            None,
        )


class ProductRow(NamedTuple):
    """One product over all accounts."""

    product: str
    owned: int
    pipeline: int
    lost: int
    not_eligible: int
    gap: int
    penetration: float | None


class WhitespaceTotals(NamedTuple):
    """Every product's counts, and all cells together."""

    accounts: int
    products: tuple[ProductRow, ...]
    penetration: float | None

    def item(self, product: str) -> float | None:
        """One product's penetration."""
        return next((row.penetration for row in self.products if row.product == product), None)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[WhitespaceRow]:
    """The account's row; accounts that are churned or not for us have none."""
    if account.status not in GOING:
        return []
    found = cells(account, policy, as_of)
    owned, pipeline, lost, not_eligible, gap = (
        tuple(cell.product for cell in found if cell.state == state) for state in STATES
    )
    part = penetration(len(owned), len(pipeline), len(lost), len(gap))
    return [
        WhitespaceRow(
            account.id,
            account.name,
            account.owner,
            owned,
            pipeline,
            lost,
            not_eligible,
            gap,
            part,
            account.research.problems,
        )
    ]


def penetration(owned: int, pipeline: int, lost: int, gap: int) -> float | None:
    """What they own of what is for them; what is not eligible does not count."""
    return share(owned, owned + pipeline + lost + gap)


def tabulate(
    facts: Sequence[WhitespaceRow], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per account, the least penetrated first, and a column per product in the policy's
    order; below them each product's penetration.
    """
    rows = sorted(
        facts, key=lambda row: (row.penetration is None, row.penetration or 0.0, row.account)
    )
    counts: dict[str, Counter[str]] = {name: Counter() for name in policy.products}
    for row in rows:
        for state, products in zip(STATES, row[3:8], strict=True):
            for product in products:
                counts[product][state] += 1
    by_product = tuple(_product(name, count) for name, count in counts.items())
    whole = _product("", sum(counts.values(), Counter()))
    labels = group_labels("product", policy)
    grid = tuple(
        Column("cells", "mark", 9, label=labels[name] or {"": name}, item=name)
        for name in policy.products
    )
    return Table(
        report="whitespace",
        as_of=as_of,
        rows=rows if policy.products else [],
        columns=(
            Column("account", "id", 2),
            Column("name", "text", 9),
            *grid,
            Column("penetration", "share", 9),
            Column("problems", "list", 3, heading="needs_said"),
            Column("owner", "label", 1),
        ),
        totals=WhitespaceTotals(len(rows), by_product, whole.penetration),
        labels={"owner": team_labels(policy, as_of)},
        notes=(Message("note-whitespace-legend"),)
        if policy.products
        else (Message("note-whitespace-no-products"),),
        evidence=[
            {
                state.replace("-", "_"): products
                for state, products in zip(STATES, row[3:8], strict=True)
            }
            for row in rows
        ]
        if options.explain and policy.products
        else (),
        named_by=("name",),
    )


def _product(name: str, count: Counter[str]) -> ProductRow:
    owned, pipeline, lost, not_eligible, gap = (count[state] for state in STATES)
    return ProductRow(
        name, owned, pipeline, lost, not_eligible, gap, penetration(owned, pipeline, lost, gap)
    )


FACTS = FactSource("whitespace", gather, NoOptions)
REPORT = Report("whitespace", FACTS, tabulate, ExplainOptions)
