"""In which parts is a week's page told, and what stands above each?"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent
from crmcli.domain.records.short_amounts import said
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.coverage import blind
from crmcli.reports.customers import cadence
from crmcli.reports.deal_facts import group_labels, sums, team_labels
from crmcli.reports.forecast import goals
from crmcli.reports.options import Filters
from crmcli.reports.pages import review_cut
from crmcli.reports.pages.review_rows import DealRow, ReviewRow


def _worth(deals: Sequence[DealRow]) -> Message | Label | str:
    """What the deals are worth together, behind their number; of none there is nothing to say."""
    unvalued = sum(each.amount is None for each in deals)
    if not deals:
        return ""
    total = said(sums(each.amount for each in deals))
    worth = {language: f", {amount}" for language, amount in total.items()}
    return Message("cell-review-worth", (worth, unvalued)) if unvalued else worth


_NAMING = ("account", "person", "deal", "kind", "subject", "plan", "goal", "figure")


_WHO = (Column("name", "text", 9), Column("account", "id", 3))


_STANCES = (
    *_WHO,
    Column("person", "text", 9),
    Column("from_", "status", 8, heading="before"),
    Column("to", "status", 9, heading="now"),
    Column("date", "date", 6),
    Column("why", "text", 7, heading="reason"),
    Column("owner", "label", 4),
)


_SLIPS = (
    *_WHO,
    Column("kind", "status", 9, heading="promise"),
    Column("subject", "id", 9),
    Column("before", "date", 6, heading="before"),
    Column("now", "date", 9, heading="now"),
    Column("days", "count", 9, heading="days_moved"),
    Column("owner", "label", 6),
)


_NEW = (
    *_WHO,
    Column("deal", "id", 9),
    Column("stage", "label", 8),
    Column("amount", "money", 8),
    Column("owner", "label", 7),
    Column("date", "date", 5),
)


_WON = (
    *_WHO,
    Column("deal", "id", 9),
    Column("amount", "money", 9),
    Column("owner", "label", 7),
    Column("date", "date", 5),
)


_LOST = (
    *_WHO,
    Column("deal", "id", 9),
    Column("result", "status", 9, heading="outcome"),
    Column("reason", "label", 9),
    Column("competitor", "text", 6),
    Column("amount", "money", 8),
    Column("owner", "label", 5),
)


_BLIND = tuple(column for column in blind.COLUMNS if column.field != "owner")


_PLANS = (
    *_WHO,
    Column("plan", "id", 9),
    Column("state", "status", 9, heading="plan_state"),
    Column("date", "date", 6),
    Column("days_late", "late", 8),
    Column("note", "text", 5, heading="how"),
    Column("owner", "label", 7),
)


_FIGURES = (
    Column("figure", "status", 9, heading="figure"),
    Column("before_said", "message", 9, heading="before"),
    Column("now_said", "message", 9, heading="now"),
    Column("change", "text", 9, heading="difference"),
)


class _Shown(NamedTuple):
    """The whole page, what is shown of it, and whose it is."""

    row: ReviewRow
    cut: ReviewRow
    filters: Filters

    def part(
        self,
        name: str,
        rows: Sequence[object],
        columns: tuple[Column, ...],
        labels: Mapping[str, Mapping[str, Label]],
        *args: object,
    ) -> Table:
        """One part under its title, and how many rows of it were left out."""
        title, field = Message(f"title-review-{name}", args), name.replace("-", "_")
        first = getattr(self.cut, field, rows)
        week = (self.row.start, self.row.end)
        fields = {column.field for column in columns}
        # without rows the title says it all
        return Table(
            "review",
            self.row.end,
            first,
            columns,
            labels=labels,
            title=title,
            notes=(title,),
            more=review_cut.rest(field, rows, first, week, self.filters),
            named_by=tuple(name for name in _NAMING if name in fields),
        )


def sections(
    row: ReviewRow, cut: ReviewRow, policy: Policy, floor: int, filters: Filters
) -> list[Table]:
    """The parts in their order; `cut` is what is shown of the page."""
    team, stages = team_labels(policy, row.end), group_labels("stage", policy)
    labels = {
        "owner": team,
        "stage": stages,
        "reason": group_labels("reason", policy),
    }
    gated = {
        "missing": {
            role: spec.label for each in policy.role_sets.values() for role, spec in each.items()
        },
        "stage": stages,
    }
    part = _Shown(row, cut, filters).part
    return [
        part("coverage", row.coverage, _FIGURES, {}),
        part("won-over", row.won_over, _STANCES, labels, len(row.won_over)),
        part("lost-over", row.lost_over, _STANCES, labels, len(row.lost_over)),
        part("slips", row.slips, _SLIPS, labels, len(row.slips)),
        part("new", row.new, _NEW, labels, len(row.new), _worth(row.new)),
        part("closed", row.closed, _WON, labels, len(row.closed), _worth(row.closed)),
        part("losses", row.losses, _LOST, labels, len(row.losses), _worth(row.losses)),
        part("blind", row.blind, _BLIND, gated, len(row.blind)),
        part("floor", (), (), {}, _kept(row, policy, floor)),
        part(
            "plans",
            row.plans,
            _PLANS,
            labels,
            sum(each.state == "done" for each in row.plans),
            sum(each.state == "slipped" for each in row.plans),
        ),
        *([part("goals", row.goals, goals.COLUMNS, {"audience": team})] if row.goals else []),
    ]


def _kept(row: ReviewRow, policy: Policy, floor: int) -> Message:
    """Whose promised rhythm is kept least, and how many are below the floor."""
    if row.minimum is None:
        return Message("cell-review-cadence-none")
    lowest = cadence.called(row.lowest, policy, row.end)
    return Message("cell-review-cadence", (percent(row.minimum), lowest, floor, row.below))
