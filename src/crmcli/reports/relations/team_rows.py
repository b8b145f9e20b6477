"""What did each of us, and each function, do at all accounts together?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.presence import is_active
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import share
from crmcli.domain.records.words import FUNCTIONS
from crmcli.reports.grouping import last
from crmcli.reports.relations.team_shares import FIELDS, Shares, function_of


class FunctionRow(NamedTuple):
    """One function.

    `members` are those still with us; `touches` in which any of its people took part, `part` of all
    touches, 0..1.
    """

    function: str | None
    members: int
    roles: int
    touches: int
    part: float | None
    accounts: int
    plans: int
    done: int
    overdue: int


class MemberRow(NamedTuple):
    """One of us; fields as in FunctionRow.

    `left` when they are not with us any more, `function` None for who is not in the team.
    """

    function: str | None
    member: str | None
    left: bool
    roles: int
    touches: int
    part: float | None
    accounts: int
    plans: int
    done: int
    overdue: int


def functions_named(policy: Policy) -> set[str]:
    """The functions that the team has, or that crm.yaml counts on: for a cadence, or to approve
    discounts.
    """
    named = {member.function for member in policy.team.values()}
    named.update(
        cadence.owner
        for cadence in policy.cadences.values()
        if cadence.owner is not None and cadence.owner not in policy.team
    )
    named.update(policy.discounts.approval.values())
    own = {member.function for member in policy.team.values()}
    return named & {*FUNCTIONS, *own}


def took_part(row: MemberRow) -> bool:
    """Did they do anything, or have anything to do?"""
    return any((row.roles, row.touches, row.plans, row.done))


def by_member(facts: Sequence[Shares]) -> tuple[dict[str, Counter[str]], dict[str, set[str]]]:
    """What each of us did in all, and the accounts in which they were in touch."""
    shares: dict[str, list[tuple[str, int, int, int, int, int]]] = {}
    accounts: dict[str, set[str]] = {}
    for fact in facts:
        for share_of in fact.members:
            member, _, touches, *_ = share_of
            shares.setdefault(member, []).append(share_of)
            if touches:
                accounts.setdefault(member, set()).add(fact.account)
    return {member: _added_up(found) for member, found in shares.items()}, accounts


def _added_up(shares: Sequence[tuple[str, int, int, int, int, int]]) -> Counter[str]:
    """One member's figures, whose are those of everywhere."""
    _, *figures = zip(*shares, strict=True)
    return Counter(dict(zip(FIELDS, map(sum, figures), strict=True)))


def members_of(
    counts: Mapping[str, Counter[str]],
    accounts: Mapping[str, set[str]],
    touches: int,
    policy: Policy,
    as_of: date,
) -> list[MemberRow]:
    """Everybody still with us, and who left something behind."""
    rows = []
    for member in {**dict.fromkeys(policy.team), **dict.fromkeys(counts)}:
        found, is_here = counts.get(member, Counter()), is_active(member, policy.team, as_of)
        row = MemberRow(
            function_of(member, policy),
            member,
            not is_here,
            found["roles"],
            found["touches"],
            share(found["touches"], touches),
            len(accounts.get(member, ())),
            found["plans"],
            found["done"],
            found["overdue"],
        )
        if is_here or took_part(row):
            rows.append(row)
    return sorted(rows, key=lambda row: (_place(row.function), -row.touches, row.member or ""))


def functions_of(
    facts: Sequence[Shares],
    counts: Mapping[str, Counter[str]],
    accounts: Mapping[str, set[str]],
    touches: int,
    policy: Policy,
    as_of: date,
) -> list[FunctionRow]:
    """The functions anybody counts on, and those of whoever did something."""
    together: Counter[str | None] = Counter()
    for fact in facts:
        for function, count in fact.functions:
            together[function] += count
    rows = []
    for function in sorted(
        {*functions_named(policy), *(function_of(member, policy) for member in counts)}, key=_place
    ):
        ours = [member for member in counts if function_of(member, policy) == function]
        here = sum(
            member.function == function and is_active(name, policy.team, as_of)
            for name, member in policy.team.items()
        )
        reached = set().union(*(accounts.get(member, ()) for member in ours))
        sums = {field: sum(counts[member][field] for member in ours) for field in FIELDS}
        sums["roles"] = sum(
            counts[each]["roles"] for each in ours if is_active(each, policy.team, as_of)
        )
        rows.append(
            FunctionRow(
                function,
                here,
                sums["roles"],
                together[function],
                share(together[function], touches),
                len(reached),
                sums["plans"],
                sums["done"],
                sums["overdue"],
            )
        )
    return rows


def _place(function: str | None) -> tuple[int, tuple[bool, str]]:
    """The order of the format's list of functions; who is in no team at the end."""
    return FUNCTIONS.index(function) if function in FUNCTIONS else len(FUNCTIONS), last(function)
