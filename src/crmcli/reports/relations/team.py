"""Does everybody take part, or only sales?

What each of us, and each function, does for the relations to our customers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.coverage import is_open, required_roles
from crmcli.domain.people.presence import is_active
from crmcli.domain.people.touches import is_two_way, known_log
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import share
from crmcli.domain.records.words import FUNCTIONS
from crmcli.domain.relations.relation_work import Work, added_up, alarm, work
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.reports import choices
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.grouping import last
from crmcli.reports.report import FactSource, Report

TRAILING = 365  # days of touches looked back on, the day of the answer included
FIELDS = ("roles", "touches", "plans", "done", "overdue")


class FactOptions(NamedTuple):
    """What the facts depend on."""

    since: date | None = None


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    since: date | None = None
    explain: bool = False


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


class Shares(NamedTuple):
    """What our people did at one account: by member, and touches by function; `touches` counts each
    once, whoever took part; `work` is what was done about no deal.
    """

    owner: str | None
    account: str
    members: tuple[tuple[str, int, int, int, int, int], ...]
    functions: tuple[tuple[str | None, int], ...]
    touches: int
    work: Work


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


def since(options: FactOptions | Options, as_of: date) -> date:
    """The first day whose touches and finished plans count."""
    return options.since or plus_days(as_of, 1 - TRAILING)


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[Shares]:
    """What each of us did at the account, and is to do."""
    start = since(options, as_of)
    counts: dict[str, Counter[str]] = {}
    functions: Counter[str | None] = Counter()
    touches = 0
    for entry in known_log(account, as_of):
        if entry.date < start or not entry.by or not is_two_way(entry):
            continue
        touches += 1
        for member in dict.fromkeys(entry.by):
            _of(counts, member)["touches"] += 1
        functions.update({function_of(member, policy) for member in entry.by})
    for role in required_roles(account, policy):
        record = account.roles.get(role)
        if record is not None and record.waived is None:
            for member in dict.fromkeys(record.reps):
                _of(counts, member)["roles"] += 1
    for plan in account.plans.values():
        if plan.owner is None:
            continue
        if is_open(plan, as_of):
            _of(counts, plan.owner)["plans"] += 1
            _of(counts, plan.owner)["overdue"] += plan.due is not None and plan.due < as_of
        elif plan.done is not None and start <= plan.done.date <= as_of:
            _of(counts, plan.owner)["done"] += 1
    members = tuple(
        (member, found["roles"], found["touches"], found["plans"], found["done"], found["overdue"])
        for member, found in counts.items()
    )
    done = work(account, as_of)
    return (
        [Shares(account.owner, account.id, members, tuple(functions.items()), touches, done)]
        if counts or any(done)
        else []
    )


def _of(counts: dict[str, Counter[str]], member: str) -> Counter[str]:
    return counts.setdefault(member, Counter())


def function_of(member: str, policy: Policy) -> str | None:
    """What the member does with us; None for somebody the team does not list."""
    known = policy.team.get(member)
    return known.function if known else None


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


def tabulate(facts: Sequence[Shares], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per function, those with nothing too, and below them our people; with `by`, only one of
    the two.
    """
    touches = sum(fact.touches for fact in facts)
    counts, accounts = _by_member(facts)
    members = _members(counts, accounts, touches, policy, as_of)
    functions = _functions(facts, counts, accounts, touches, policy, as_of)
    done = added_up(fact.work for fact in facts)
    totals = {
        "touches": touches,
        **{
            field: sum(found[field] for found in counts.values())
            for field in FIELDS
            if field != "touches"
        },
        **done._asdict(),
    }
    title = Message("title-team", (since(options, as_of),))
    silent = tuple(
        row.function for row in functions if row.function is not None and not row.touches
    )
    notes = (
        Message("note-team-touches", (touches,)),
        *(
            (
                Message(
                    "note-team-silent",
                    (
                        Message(
                            "list",
                            tuple(
                                Message(f"word-{name}") if name in FUNCTIONS else name
                                for name in silent
                            ),
                        ),
                    ),
                ),
            )
            if silent
            else ()
        ),
        *alarm(done),
    )
    people = Table(
        "team",
        as_of,
        members,
        MEMBER_COLUMNS,
        totals,
        {"member": team_labels(policy, as_of)},
        notes,
        title=title,
        named_by=("member",),
    )
    if options.by == "member":
        return people._replace(
            evidence=[{"accounts": _sorted(accounts.get(row.member or "", ()))} for row in members]
            if options.explain
            else ()
        )
    behind = (
        [
            {
                "members": [
                    row.member or ""
                    for row in members
                    if row.function == each.function and _took_part(row)
                ]
            }
            for each in functions
        ]
        if options.explain
        else ()
    )
    section = (
        ()
        if options.by == "function"
        else (people._replace(title=Message("title-team-members"), notes=()),)
    )
    return Table(
        "team",
        as_of,
        functions,
        FUNCTION_COLUMNS,
        totals,
        notes=notes,
        title=title,
        sections=section,
        evidence=behind,
        named_by=("function",),
    )


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _took_part(row: MemberRow) -> bool:
    return any((row.roles, row.touches, row.plans, row.done))


def _by_member(facts: Sequence[Shares]) -> tuple[dict[str, Counter[str]], dict[str, set[str]]]:
    """What each of us did in all, and the accounts in which they were in touch."""
    counts: dict[str, Counter[str]] = {}
    accounts: dict[str, set[str]] = {}
    for fact in facts:
        for member, *figures in fact.members:
            found = _of(counts, member)
            for field, figure in zip(FIELDS, figures, strict=True):
                found[field] += figure
            if figures[1]:
                accounts.setdefault(member, set()).add(fact.account)
    return counts, accounts


def _members(
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
        if is_here or _took_part(row):
            rows.append(row)
    return sorted(rows, key=lambda row: (_place(row.function), -row.touches, row.member or ""))


def _functions(
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


FACTS = FactSource("team", gather, FactOptions)
REPORT = Report("team", FACTS, tabulate, Options, groupings=choices.TEAM)
