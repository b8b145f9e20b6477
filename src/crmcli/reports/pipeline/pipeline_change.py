"""Why is the pipeline larger or smaller than it was? Start, what came and went, end."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import deals_on
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import sums, without_amount
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.report import FactSource

LINES = ("start", "new", "moved_in", "raised", "lowered", "moved_out", "won", "lost", "end")
_LESS = frozenset(("lowered", "moved_out", "won", "lost"))
_ENDS = {"won": "won", "lost": "lost"}  # every other ending is a move out


class DealThen(NamedTuple):
    """One deal as it stood on a day; `created` is None for one that always was."""

    account: str
    deal: str
    owner: str | None
    created: date | None
    result: str | None
    closed: date | None
    amount: Money
    valued: bool = True

    @property
    def ref(self) -> str:
        """How the deal is named to a user."""
        return f"{self.account}/{self.deal}"


class ChangeRow(NamedTuple):
    """One line: so many deals, and what they add to the amount (less than nothing for what went).

    The lines between start and end add up to the difference.
    """

    line: str
    name: Message
    deals: int
    amount: Money


class Flow(NamedTuple):
    """What one deal adds to one line."""

    line: str
    deal: str
    amount: Money


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[DealThen]:
    """The account's deals that existed by then."""
    return [
        DealThen(
            account.id,
            name,
            owner,
            now.created,
            now.result,
            now.closed,
            now.amount or 0,
            now.amount is not None,
        )
        for name, _, now, owner in deals_on(account, policy, as_of)
    ]


def flows(before: Iterable[DealThen], after: Iterable[DealThen], start: date) -> list[Flow]:
    """What came and went between the two, deal by deal; each deal's flows add up to the difference
    of its open amounts.
    """
    was, now = {deal.ref: deal for deal in before}, {deal.ref: deal for deal in after}
    return [
        flow
        for ref in sorted({*was, *now})
        for flow in _of_one(ref, was.get(ref), now.get(ref), start)
    ]


def _of_one(ref: str, was: DealThen | None, now: DealThen | None, start: date) -> list[Flow]:
    found = []
    is_in = was is not None and was.result is None
    amount: Money = was.amount if was is not None and is_in else 0
    if was is not None and is_in:
        found.append(Flow("start", ref, amount))
    if now is None:
        return [*found, Flow("moved_out", ref, amount)] if is_in else found
    if not is_in:
        if now.result is not None and (now.closed is None or now.closed <= start):
            return found  # over before, and still
        found.append(
            Flow(
                "new"
                if was is None and (now.created is None or now.created > start)
                else "moved_in",
                ref,
                now.amount,
            )
        )
    elif now.amount != amount:
        line, more, less = (
            ("raised", now.amount, amount)
            if now.amount > amount
            else ("lowered", amount, now.amount)
        )
        found.append(Flow(line, ref, sums((more, -less))))
    found.append(
        Flow("end" if now.result is None else _ENDS.get(now.result, "moved_out"), ref, now.amount)
    )
    return found


def tabulate(
    before: Sequence[DealThen],
    after: Sequence[DealThen],
    policy: Policy,
    start: date,
    end: date,
    options: ExplainOptions,
    notes: tuple[Message, ...] = (),
) -> Table:
    """A line each, in the order of the sum."""
    found = flows(before, after, start)
    rows = [_row(line, [flow for flow in found if flow.line == line]) for line in LINES]
    if not balances(rows):
        notes = (*notes, Message("note-change-unbalanced"))
    told = {flow.deal for flow in found}
    notes = (
        *without_amount(
            None
            for ref in {deal.ref for deal in (*before, *after) if not deal.valued}
            if ref in told
        ),
        *notes,
    )
    return Table(
        report="pipeline",
        as_of=end,
        rows=rows,
        columns=(
            Column("name", "message", 9, heading="change_line"),
            Column("deals", "count", 8),
            Column("amount", "money", 9),
        ),
        notes=notes,
        title=Message("title-change", (start, end)),
        evidence=[
            {"deals": tuple(flow.deal for flow in found if flow.line == row.line)} for row in rows
        ]
        if options.explain
        else (),
        named_by=("name",),
        currency=policy.currency,
    )


def balances(rows: Sequence[ChangeRow]) -> bool:
    """Is the start with everything that came and went the end, in amounts and in deals?"""
    *moves, end = rows
    counted = [
        -row.deals if row.line in _LESS else row.deals
        for row in moves
        if row.line not in ("raised", "lowered")
    ]
    return sums(row.amount for row in moves) == end.amount and sum(counted) == end.deals


def _row(line: str, found: Sequence[Flow]) -> ChangeRow:
    total = sums(flow.amount for flow in found)
    return ChangeRow(line, Message(f"flow-{line}"), len(found), -total if line in _LESS else total)


FACTS = FactSource("pipeline_change", gather, NoOptions)
