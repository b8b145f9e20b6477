"""Whitespace: what a customer could have of us, product by product."""

from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import deals_on
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.calendar import months_ago

STATES = ("owned", "pipeline", "lost", "not-eligible", "gap")
LOST_MONTHS = 12  # how long a loss stands in the way


class Cell(NamedTuple):
    """How one account stands to one product, and why: a path in its file, a deal, the product that
    is missing, or somebody's reason.
    """

    product: str
    state: str
    why: tuple[str, ...] = ()
    said: str | None = None


def cells(account: Account, policy: Policy, as_of: date) -> list[Cell]:
    """Of each product the first that holds: owned, in the pipeline, lost in the last twelve months,
    not eligible, gap.

    Owned is what stands under `assets`, and what they bought from us in a won deal. A product that
    needs another is not eligible until that one is owned.
    """
    owned: dict[str, str] = {
        name: f"assets.{name}"
        for name, asset in account.assets.items()
        if asset.since is None or asset.since <= as_of
    }
    pipeline: dict[str, list[str]] = {}
    lost: dict[str, list[str]] = {}
    year_ago = months_ago(as_of, LOST_MONTHS)
    for name, deal, now, _ in deals_on(account, policy, as_of):
        for product in deal.products:
            if now.result == "won":
                owned.setdefault(product, f"deals.{name}")
            elif now.is_open:
                pipeline.setdefault(product, []).append(f"deals.{name}")
            elif (
                now.result in ("lost", "no_decision")
                and now.closed is not None
                and now.closed > year_ago
            ):
                lost.setdefault(product, []).append(f"deals.{name}")
    return [_cell(account, policy, product, owned, pipeline, lost) for product in policy.products]


def _cell(
    account: Account,
    policy: Policy,
    product: str,
    owned: dict[str, str],
    pipeline: dict[str, list[str]],
    lost: dict[str, list[str]],
) -> Cell:
    if product in owned:
        return Cell(product, "owned", (owned[product],))
    if product in pipeline:
        return Cell(product, "pipeline", tuple(pipeline[product]))
    if product in lost:
        return Cell(product, "lost", tuple(lost[product]))
    if product in account.not_eligible:
        return Cell(
            product, "not-eligible", (f"not_eligible.{product}",), account.not_eligible[product]
        )
    missing = tuple(need for need in policy.products[product].needs if need not in owned)
    return Cell(product, "not-eligible", missing) if missing else Cell(product, "gap")
