"""`crm coverage`, from numbers.md and docs/coverage.md."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from audit.book import Account, Book
from audit.policy import Policy
from audit.reading import many, mapping
from audit.arithmetic import share

RUNGS = ["unknown", "named", "met", "reachable", "friendly"]
PAIN = {
    "unknown": 5,
    "negative": 5,
    "not-met": 3,
    "not-reachable": 2,
    "no-rep": 2,
    "neutral": 1,
    "stale": 1,
}
OPINION = {"friendly": 1, "neutral": 0, "negative": -1}


@dataclass
class Slot:
    role: str
    weight: int
    rung: int = 0
    holders: list[str] = field(default_factory=list)
    rep: str | None = None
    stance: str | None = None
    fresh: bool = False
    gaps: list[str] = field(default_factory=list)
    planned: bool = False


def required(policy: Policy, account: Account) -> dict[str, int]:
    """Required slots = roles of the account's role set(s) with `required`; their union, the higher
    weight where they differ.
    """
    sets = many(account.raw.get("role_set", policy["default_role_set"] or None))
    specs = [
        (role, mapping(spec, "label"))
        for name in sets
        for role, spec in policy["role_sets"].get(name, {}).items()
    ]
    wanted = {role for role, spec in specs if spec.get("required", "true").lower() == "true"}
    return {
        role: max(int(spec.get("weight", "1")) for each, spec in specs if each == role)
        for role in dict.fromkeys(role for role, _ in specs)
        if role in wanted
    }


def role_of(account: Account, role: str) -> dict[str, Any]:
    found = account.raw.get("roles", {}).get(role)
    return mapping(found, "contact")


@cache
def slots(account: Account) -> list[Slot]:
    """minus waived ones"""
    roles = required(account.policy, account)
    return [
        slot(account, role, weight)
        for role, weight in roles.items()
        if "waived" not in role_of(account, role)
    ]


def slot(account: Account, role: str, weight: int) -> Slot:
    policy, t, raw = account.policy, account.t, role_of(account, role)
    found = Slot(
        role, weight, holders=[who for who in many(raw.get("contact")) if not account.has_left(who)]
    )
    # a rep who has left is no rep
    reps = [rep for rep in many(raw.get("rep")) if policy.here(rep, t)]
    found.rep = reps[0] if len(reps) == 1 else None
    # several holders: the best rung counts
    found.rung = max((rung(account, who, found.rep) for who in found.holders), default=0)
    when, found.stance = worst(account, found.holders)
    found.fresh = (
        found.stance is not None and when is not None and (t - when).days <= policy.stance_days
    )
    last = max(filter(None, map(account.last_touch, found.holders)), default=None)
    found.gaps = gaps(found, too_old=last is not None and (t - last).days > policy.contact_days)
    plans = [plan for plan in account.plans.values() if plan["for"] in (role, *found.holders)]
    found.planned = bool(found.gaps) and any(map(account.live, plans))
    return found


def rung(account: Account, who: str, rep: str | None) -> int:
    """a rung needs all lower ones"""
    last, (when, stance) = account.last_touch(who), account.stance(who)
    if last is None:
        return 1  # named: a contact who has not left
    if rep is None or (account.t - last).days > account.policy.contact_days:
        return 2  # met: a two-way touch with the holder, ever, by any of us
    # reachable: exactly one `rep` who is still with us at t, and a two-way touch within
    # `contact_days`
    fresh = when is not None and (account.t - when).days <= account.policy.stance_days
    return 4 if stance == "friendly" and fresh else 3  # friendly: assessed within `stance_days`


def worst(account: Account, holders: Iterable[str]) -> tuple[date | None, str | None]:
    """their stance is the worst current one among them; of equals the one assessed last"""
    known = [
        (OPINION[stance], when)
        for who in holders
        for when, stance in [account.stance(who)]
        if stance
    ]
    if not known:
        return None, None
    low = min(opinion for opinion, _ in known)
    when = max((each or date.min for opinion, each in known if opinion == low))
    return (None if when == date.min else when), next(
        word for word, value in OPINION.items() if value == low
    )


def gaps(slot: Slot, *, too_old: bool) -> list[str]:
    """`too_old` is the last two-way touch, `with a rep or without`. Gap = rung < 3, or no rep, or
    stance negative / neutral / stale; a role with several of these is listed with each of them.
    """
    kinds = {0: ["unknown"], 1: ["not-met"], 2: []}.get(slot.rung, [])
    if slot.rung == 2 and too_old:
        kinds.append("not-reachable")
    if slot.rep is None:
        kinds.append("no-rep")
    if slot.stance in ("negative", "neutral"):
        kinds.append(slot.stance)
    if slot.stance and not slot.fresh:
        kinds.append("stale")
    return sorted(kinds, key=lambda kind: -PAIN[kind])


def people(found: list[Slot]) -> set[str]:
    return {who for slot in found for who in slot.holders}


def single_threaded(found: list[Slot]) -> bool:
    """when one person holds >= half of >= 4 filled slots"""
    filled = [slot for slot in found if slot.holders]
    return len(filled) >= 4 and any(
        2 * sum(who in slot.holders for slot in filled) >= len(filled) for who in people(found)
    )


def shares(found: list[Slot]) -> dict[str, Any]:
    weight = sum(slot.weight for slot in found)
    over = {
        word: share(sum(slot.weight for slot in found if slot.rung >= low), weight)
        for word, low in (("named", 1), ("reachable", 3), ("friendly", 4))
    }
    named, reachable, friendly = over.values()
    composite = (
        None
        if named is None or reachable is None or friendly is None
        else named / 2 + reachable / 4 + friendly / 4
    )
    return {f"{word}_share": value for word, value in over.items()} | {"composite": composite}


def figures(accounts: list[Account]) -> dict[str, Any]:
    """All of one account, or of several: sums divided by sums."""
    every = {account.id: slots(account) for account in accounts}
    found = [slot for each in every.values() for slot in each]
    rungs = {word: sum(slot.rung == n for slot in found) for n, word in enumerate(RUNGS)}
    wanted = sum(len(required(account.policy, account)) for account in accounts)
    return (
        rungs
        | shares(found)
        | {
            "required": wanted,
            "waived": wanted - len(found),
            "people": sum(len(people(each)) for each in every.values()),
            "single_threaded": sum(map(single_threaded, every.values())),
            "gaps": sum(bool(slot.gaps) for slot in found),
            "live_plans": sum(slot.planned for slot in found),
        }
    )


def coverage(book: Book) -> dict[str, Any]:
    rows = [
        {"account": account.id, "name": account.name, "owner": account.owner, **figures([account])}
        for account in book.accounts
    ]
    return {"rows": rows, "totals": figures(book.accounts)}


def coverage_by_owner(book: Book) -> dict[str, Any]:
    owners = {account.owner for account in book.accounts}
    grouped = {
        owner: [account for account in book.accounts if account.owner == owner] for owner in owners
    }
    return {
        "rows": [
            {"group": owner, "accounts": len(those), **figures(those)}
            for owner, those in grouped.items()
        ],
        "totals": figures(book.accounts),
    }


def gap_list(book: Book) -> dict[str, Any]:
    every = [(account, slot) for account in book.accounts for slot in slots(account) if slot.gaps]
    rows = [
        {
            "account": account.id,
            "role": slot.role,
            "weight": slot.weight,
            "rung": RUNGS[slot.rung],
            "rep": slot.rep,
            "kinds": slot.gaps,
            "kind": slot.gaps[0],
            "owner": account.owner,
        }
        for account, slot in every
    ]
    return {
        "rows": rows,
        "totals": {"gaps": len(every), "planned": sum(slot.planned for _, slot in every)},
    }


def named_percent(account: Account) -> int | None:
    named: Fraction | None = shares(slots(account))["named_share"]
    return None if named is None else int(named * 100)
