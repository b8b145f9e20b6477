"""Which plans does an account have, how do they stand, and which gaps do they close?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.coverage import is_open, required_roles, slots
from crmcli.domain.people.presence import is_active
from crmcli.domain.records.account import Account, Plan
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.left_contacts import gone, of_plan
from crmcli.domain.table import Message
from crmcli.domain.time.dated import current
from crmcli.messages import everywhere
from crmcli.reports.coverage.gaps import PLANS
from crmcli.reports.evidence import NOTHING, Evidence, Explained
from crmcli.reports.options import ExplainOptions

STATES = ("orphaned", "slipped", "undated", "live")


class PlanRow(NamedTuple):
    """One open plan.

    `label` is the role or person it is for, and tells who of them has left; `idle_days` since the
    last progress, None while there is none; `owner` the plan's own; `left` whom it is for or leads
    by that has left.
    """

    account: str
    name: str
    plan: str
    for_: str
    label: Label
    kind: str | None
    state: str
    due: date | None
    days_late: int | None
    progress: date | None
    idle_days: int | None
    how: str | None
    via: str | None
    owner: str | None
    left: tuple[str, ...] = ()


class Gaps(NamedTuple):
    """One account's gaps, by the kind of plan that closes them: how many, and how many of them a
    live plan works on. With --explain each one's kind, its role and whether it is planned.
    """

    account: str
    owner: str | None
    kinds: tuple[tuple[str, int, int], ...]
    roles: tuple[tuple[str, str, bool], ...]


class Ended(NamedTuple):
    """Plans of one account that are done or dropped, of one owner and kind."""

    owner: str | None
    kind: str | None
    state: str
    plans: int


Fact = Explained[PlanRow] | Gaps | Ended


def gather(account: Account, policy: Policy, as_of: date, options: ExplainOptions) -> list[Fact]:
    """The account's open plans, its ended ones, and its gaps."""
    facts: list[Fact] = []
    ended: Counter[tuple[str | None, str | None, str]] = Counter()
    specs = required_roles(account, policy) if account.plans else {}
    left = gone(account, as_of)
    whom: dict[str, Label] = {role: spec.label or {"": role} for role, spec in specs.items()} | {
        name: {"": contact.name} for name, contact in account.contacts.items()
    }
    for name, plan in account.plans.items():
        if is_open(plan, as_of):
            row = _row(account, name, plan, whom, left, policy, as_of)
            facts.append(Explained(row, _behind(row) if options.explain else NOTHING))
        else:
            is_done = plan.done is not None and plan.done.date <= as_of
            ended[plan.owner, plan.kind, "done" if is_done else "dropped"] += 1
    facts += [Ended(*key, count) for key, count in ended.items()]
    facts.append(_gaps(account, policy, as_of, options))
    return facts


def _row(
    account: Account,
    name: str,
    plan: Plan,
    whom: Mapping[str, Label],
    left: frozenset[str],
    policy: Policy,
    as_of: date,
) -> PlanRow:
    away = of_plan(plan, left)
    progress = current(plan.progress, as_of)
    day = progress.date if progress else None
    return PlanRow(
        account=account.id,
        name=account.name,
        plan=name,
        for_=plan.for_,
        label=_told(whom.get(plan.for_, {"": plan.for_}), plan, away, account),
        kind=plan.kind,
        state=state(plan, policy, as_of),
        due=plan.due,
        days_late=(as_of - plan.due).days if plan.due else None,
        progress=day,
        idle_days=(as_of - day).days if day else None,
        how=plan.how,
        via=plan.via,
        owner=plan.owner,
        left=tuple(away),
    )


def _told(label: Label, plan: Plan, away: Sequence[str], account: Account) -> Label:
    """Whom the plan is for, and who has left of those it names."""
    if not away:
        return label
    if [*away] == [plan.for_]:
        return everywhere("common-member-left", args=(label,))
    names = tuple(account.contacts[each].name for each in away)
    return everywhere("common-plan-left", args=(label, Message("list", names)))


def state(plan: Plan, policy: Policy, as_of: date) -> str:
    """An open plan is orphaned when nobody can act on it, else slipped when it is past due, else
    undated without a due day, else live.
    """
    if not is_active(plan.owner, policy.team, as_of):
        return "orphaned"
    if plan.due is None:
        return "undated"
    return "slipped" if plan.due < as_of else "live"


def _behind(row: PlanRow) -> Evidence:
    """Where the plan is written, and its last progress."""
    return {
        "plan": (f"plans.{row.plan}",),
        "idle_days": (f"plans.{row.plan}.progress.{row.progress}",) if row.progress else (),
    }


def _gaps(account: Account, policy: Policy, as_of: date, options: ExplainOptions) -> Gaps:
    gaps: Counter[str] = Counter()
    planned: Counter[str] = Counter()
    roles = []
    for slot in slots(account, policy, as_of):
        if slot.gaps:
            kind = PLANS[slot.gaps[0]]
            gaps[kind] += 1
            planned[kind] += slot.plan is not None
            roles.append((kind, f"{account.id}/{slot.role}", slot.plan is not None))
    return Gaps(
        account.id,
        account.owner,
        tuple((kind, count, planned[kind]) for kind, count in gaps.items()),
        tuple(roles) if options.explain else (),
    )
