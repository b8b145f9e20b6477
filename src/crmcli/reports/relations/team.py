"""Does everybody take part, or only sales?

What each of us, and each function, does for the relations to our customers.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import FUNCTIONS
from crmcli.domain.relations.relation_work import added_up, alarm
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import choices
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.relations.team_rows import (
    FunctionRow,
    MemberRow,
    by_member,
    functions_of,
    members_of,
    took_part,
)
from crmcli.reports.relations.team_shares import FIELDS, FactOptions, Shares, gather, since
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    since: date | None = None
    explain: bool = False


FIGURES = (
    Column("roles", "count", 8, heading="roles_repped"),
    Column("touches", "count", 9, heading="two_way_touches"),
    Column("part", "bar", 8, heading="touch_share"),
    Column("accounts", "count", 6),
    Column("plans", "count", 7, heading="open_plans"),
    Column("done", "count", 6),
    Column("overdue", "count", 7, heading="overdue_plans"),
)
FUNCTION_COLUMNS = (Column("function", "status", 9), Column("members", "count", 7), *FIGURES)
MEMBER_COLUMNS = (
    Column("member", "label", 9),
    Column("function", "status", 8),
    Column("left", "truth", 3, heading="has_left"),
    *FIGURES,
)


def tabulate(facts: Sequence[Shares], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per function, those with nothing too, and below them our people; with `by`, only one of
    the two.
    """
    touches = sum(fact.touches for fact in facts)
    counts, accounts = by_member(facts)
    members = members_of(counts, accounts, touches, policy, as_of)
    functions = functions_of(facts, counts, accounts, touches, policy, as_of)
    done = added_up(fact.work for fact in facts)
    people = Table(
        "team",
        as_of,
        members,
        MEMBER_COLUMNS,
        {
            "touches": touches,
            **{
                field: sum(found[field] for found in counts.values())
                for field in FIELDS
                if field != "touches"
            },
            **done._asdict(),
        },
        {"member": team_labels(policy, as_of)},
        (Message("note-team-touches", (touches,)), *_silent(functions), *alarm(done)),
        title=Message("title-team", (since(options.since, as_of),)),
        named_by=("member",),
    )
    if options.by == "member":
        reached = [tuple(sorted(accounts.get(row.member or "", ()))) for row in members]
        behind = [{"accounts": each} for each in reached] if options.explain else ()
        return people._replace(evidence=behind)
    return Table(
        "team",
        as_of,
        functions,
        FUNCTION_COLUMNS,
        people.totals,
        notes=people.notes,
        title=people.title,
        sections=()
        if options.by == "function"
        else (people._replace(title=Message("title-team-members"), notes=()),),
        evidence=_taking_part(functions, members) if options.explain else (),
        named_by=("function",),
    )


def _silent(functions: Sequence[FunctionRow]) -> tuple[Message, ...]:
    """Which functions had no touch at all?"""
    silent = tuple(
        Message(f"word-{row.function}") if row.function in FUNCTIONS else row.function
        for row in functions
        if row.function is not None and not row.touches
    )
    return (Message("note-team-silent", (Message("list", silent),)),) if silent else ()


def _taking_part(
    functions: Sequence[FunctionRow], members: Sequence[MemberRow]
) -> list[dict[str, list[str]]]:
    """Who of each function did anything."""
    return [
        {
            "members": [
                row.member or ""
                for row in members
                if row.function == each.function and took_part(row)
            ]
        }
        for each in functions
    ]


FACTS = FactSource("team", gather, FactOptions)
REPORT = Report("team", FACTS, tabulate, Options, groupings=choices.TEAM)
