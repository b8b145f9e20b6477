"""Coverage: how much of what we must know about an account do we know?

Every required role is a slot on exactly one rung, and a rung needs all lower ones:
0 unknown, 1 named, 2 met, 3 reachable, 4 friendly. docs/coverage.md tells the rules with an
example.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.presence import has_left, is_active, present
from crmcli.domain.people.touches import LastTouches, last_touches
from crmcli.domain.records.account import Account, Plan, Role, Texts
from crmcli.domain.records.policy import Member, Policy, RoleSpec
from crmcli.domain.records.words import STANCES
from crmcli.domain.time.dated import Fact, current

RUNGS = ("unknown", "named", "met", "reachable", "friendly")
UNKNOWN, NAMED, MET, REACHABLE, FRIENDLY = range(5)


class Slot(NamedTuple):
    """One required role of one account, and how well we know it on a day."""

    role: str
    spec: RoleSpec
    rung: int
    holders: tuple[str, ...]  # contacts in the role who have not left
    holder: str | None  # the one who puts the slot on its rung
    reps: tuple[str, ...]  # those of ours who are still with us; several are nobody
    stance: Fact[str] | None  # the worst current one among the holders, however old
    stance_fresh: bool
    last_touch: date | None
    plan: str | None  # a live plan for the role or a holder
    waived: str | None
    gaps: tuple[str, ...]  # worst first; empty when nothing is to be done
    assessed: str | None = None  # the one whose stance it is

    @property
    def rep(self) -> str | None:
        """The one of ours who stands for the role; several are nobody."""
        return self.reps[0] if len(self.reps) == 1 else None


def required_roles(account: Account, policy: Policy) -> dict[str, RoleSpec]:
    """Which roles must we know here?

    The union of the account's role sets; where two differ, the higher weight counts.
    """
    usual = policy.role_sets if len(policy.role_sets) == 1 else (policy.default_role_set or "",)
    wanted = account.role_sets or tuple(usual)
    roles: dict[str, RoleSpec] = {}
    for name, specs in policy.role_sets.items():
        for role, spec in specs.items() if name in wanted else ():
            if spec.required and (role not in roles or spec.weight > roles[role].weight):
                roles[role] = spec
    return roles


def is_live(plan: Plan, team: Mapping[str, Member], as_of: date) -> bool:
    """Is the plan still carried? Not done or dropped, its owner active, its due date not past."""
    return (
        is_open(plan, as_of)
        and plan.due is not None
        and plan.due >= as_of
        and is_active(plan.owner, team, as_of)
    )


def is_open(plan: Plan, as_of: date) -> bool:
    """Neither done nor dropped yet?"""
    return not (plan.done and plan.done.date <= as_of) and not (
        plan.dropped and plan.dropped.date <= as_of
    )


def is_fresh(stance: Fact[str] | None, stance_days: int, as_of: date) -> bool:
    """Assessed lately enough to be believed? An undated assessment has no age and is not."""
    return (
        stance is not None and stance.date is not None and (as_of - stance.date).days <= stance_days
    )


def slots(
    account: Account, policy: Policy, as_of: date, touches: LastTouches | None = None
) -> list[Slot]:
    """Every required role of the account with its rung, in the order of the policy; waived ones
    too.
    """
    touches = touches or last_touches(account, as_of)
    live = [
        (plan.due or date.max, name, plan.for_)
        for name, plan in account.plans.items()
        if is_live(plan, policy.team, as_of)
    ]
    # of several the one that is due first
    plans = {for_: name for _, name, for_ in sorted(live, reverse=True)}
    return [
        _slot(role, spec, account, policy, as_of, touches, plans)
        for role, spec in required_roles(account, policy).items()
    ]


_BLANK = Role()


def _slot(
    role: str,
    spec: RoleSpec,
    account: Account,
    policy: Policy,
    as_of: date,
    touches: LastTouches,
    plans: Mapping[str, str],
) -> Slot:
    record = account.roles.get(role, _BLANK)
    reps = present(record.reps, policy.team, as_of) if record.reps else ()
    if not record.contacts:  # most slots of most books
        return _vacant(role, spec, record, reps, plans.get(role))
    rep = len(reps) == 1
    holders = _holders(record, account, as_of)
    best, holder = _best(_places(holders, account, policy, as_of, touches, rep=rep))
    last = touches.contacts.get(holder) if holder else None
    stance, assessed = worst_stance(holders, account, as_of)
    fresh = is_fresh(stance, policy.freshness.stance_days, as_of)
    is_old = last is not None and (as_of - last).days > policy.freshness.contact_days
    gaps = (
        ()
        if record.waived is not None
        else _gaps(best, rep=rep, stance=stance, fresh=fresh, is_old=is_old)
    )
    return Slot(
        role=role,
        spec=spec,
        rung=best,
        holders=holders,
        holder=holder,
        reps=reps,
        stance=stance,
        stance_fresh=fresh,
        last_touch=last,
        plan=next((plans[each] for each in (role, *sorted(holders)) if each in plans), None),
        waived=record.waived,
        gaps=gaps,
        assessed=assessed,
    )


def _vacant(role: str, spec: RoleSpec, record: Role, reps: Texts, plan: str | None) -> Slot:
    """The slot of a role that nobody holds."""
    gaps = () if record.waived is not None else _EMPTY[len(reps) == 1]
    return Slot(role, spec, UNKNOWN, (), None, reps, None, False, None, plan, record.waived, gaps)


def _holders(record: Role, account: Account, as_of: date) -> Texts:
    """The contacts in the role who have not left, each once."""
    return tuple(
        [
            name
            for name in dict.fromkeys(record.contacts)
            if name in account.contacts and not has_left(account.contacts[name], as_of)
        ]
    )


def _places(
    holders: Texts,
    account: Account,
    policy: Policy,
    as_of: date,
    touches: LastTouches,
    *,
    rep: bool,
) -> list[tuple[int, date, str]]:
    """The rung each holder would put the slot on, and when they were last spoken to."""
    places = []
    for name in holders:
        mine = current(account.contacts[name].stance, as_of)
        is_friendly = (
            mine is not None
            and mine.value == "friendly"
            and is_fresh(mine, policy.freshness.stance_days, as_of)
        )
        last = touches.contacts.get(name)
        rung = _rung(last, rep=rep, friendly=is_friendly, policy=policy, as_of=as_of)
        places.append((rung, last or date.min, name))
    return places


def _best(places: Iterable[tuple[int, date, str]]) -> tuple[int, str | None]:
    """The rung and name of the holder on the best rung: of equals the one last spoken to, then the
    first by id.
    """
    place = min(places, key=lambda each: (-each[0], -each[1].toordinal(), each[2]), default=None)
    return (UNKNOWN, None) if place is None else (place[0], place[2])


def worst_stance(
    holders: Iterable[str], account: Account, as_of: date
) -> tuple[Fact[str] | None, str | None]:
    """The worst current stance among them, and whose it is: of equals the one assessed last, then
    of the first by id.
    """
    known = [
        (found, name)
        for name in holders
        if (found := current(account.contacts[name].stance, as_of)) is not None
    ]
    return min(
        known,
        key=lambda each: (
            -STANCES.index(each[0].value),
            -(each[0].date or date.min).toordinal(),
            each[1],
        ),
        default=(None, None),
    )


def _rung(touch: date | None, *, rep: bool, friendly: bool, policy: Policy, as_of: date) -> int:
    if touch is None:
        return NAMED
    if not rep or (as_of - touch).days > policy.freshness.contact_days:
        return MET
    return FRIENDLY if friendly else REACHABLE


def _gaps(
    rung: int, *, rep: bool, stance: Fact[str] | None, fresh: bool, is_old: bool = False
) -> tuple[str, ...]:
    """What is to be done; `is_old` says that the last touch is no longer within `contact_days`,
    also where a rep is missing as well.
    """
    kinds = []
    if rung == UNKNOWN:
        kinds.append("unknown")
    if stance is not None and stance.value == "negative":
        kinds.append("negative")
    if rung == NAMED:
        kinds.append("not-met")
    if rung == MET and is_old:
        kinds.append("not-reachable")
    if not rep:
        kinds.append("no-rep")
    if stance is not None and stance.value == "neutral":
        kinds.append("neutral")
    if stance is not None and not fresh:
        kinds.append("stale")
    return tuple(kinds)


# what a role lacks that nobody holds
_EMPTY = {rep: _gaps(UNKNOWN, rep=rep, stance=None, fresh=False) for rep in (False, True)}
