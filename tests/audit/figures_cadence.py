"""`crm cadence`, from numbers.md and docs/cadence.md."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from audit.book import Account, Book, Entry
from audit.reading import count, many, months
from audit.deals import of_account
from audit.figures_balance import became
from audit.arithmetic import mean, share

FLOOR = Fraction(80, 100)


@dataclass
class Rhythm:
    """One touch of one cadence that an account may count on."""

    account: Account
    cadence: str
    touch: dict[str, Any]
    owner: str | None
    begun: date
    satisfied: int = 0
    completed: int = 0
    missed: bool = False
    state: str = "open"
    until: date | None = None
    touches: list[date] = field(default_factory=list)
    over: list[tuple[date, date]] = field(default_factory=list)  # the completed periods that count

    @property
    def type(self) -> str:
        return str(self.touch["type"])


def qualifies(entry: Entry, touch: dict[str, Any]) -> bool:
    """type or its `or`, outcome held or reached, `needs` present"""
    types, needs = [touch["type"], *many(touch.get("or"))], many(touch.get("needs"))
    return (
        entry.type in types
        and entry.outcome in ("held", "reached")
        and all(entry.raw.get(need) for need in needs)
    )


def rhythms(book: Book) -> list[Rhythm]:
    return [each for account in book.accounts for each in of(account)]


def of(account: Account) -> list[Rhythm]:
    """Churned accounts stop."""
    found = []
    for name, cadence in account.policy["cadences"].items():
        begun = beginning(account, cadence.get("from", "contract_start"))
        if (
            account.status == "churned"
            or begun is None
            or not is_for(account, cadence.get("for", {}))
        ):
            continue
        for touch in many(cadence.get("touches")):
            rhythm = Rhythm(account, name, touch, keeper(account, cadence.get("owner")), begun)
            rhythm.touches = sorted(
                {entry.date for entry in account.log if qualifies(entry, touch)}
            )
            measure = (
                by_year
                if "per_year" in touch
                else by_months
                if "every_months" in touch
                else by_days
            )
            measure(rhythm, account.t)
            found.append(rhythm)
    return found


def is_for(account: Account, target: dict[str, Any]) -> bool:
    """Every condition given must hold; of a list, one value is enough."""
    has = {
        "status": [account.status],
        "segment": [account.segment],
        "tags": many(account.raw.get("tags")),
        "owner": [account.owner],
    }
    return all({*many(wanted)} & {*has[what]} for what, wanted in target.items())


def beginning(account: Account, start: str) -> date | None:
    """The cadence begins with the first contract, else with the first won deal; with `from:
    first_won` always with the latter.
    """
    contracts = [
        date.fromisoformat(each["start"]) for each in account.raw.get("contracts", {}).values()
    ]
    won = min(
        (deal.closed_on for deal in of_account(account) if deal.result == "won"), default=None
    )
    first = min((each for each in contracts if each <= account.t), default=None)
    return first if first and start == "contract_start" else won


def keeper(account: Account, owner: str | None) -> str | None:
    """a member, or the account's owner if the function is theirs, else the first member of that
    function who is still with us; without one the account's owner
    """
    policy = account.policy
    if owner is None or owner in policy.team:
        return acting(account, owner)
    mates = [
        member
        for member, who in policy.team.items()
        if who.get("function", "sales") == owner and policy.here(member, account.t)
    ]
    return account.owner if account.owner in mates or not mates else mates[0]


def acting(account: Account, member: str | None) -> str | None:
    """What belongs to somebody who has left is the account owner's to do, if that one is still
    here.
    """
    left = member is None or not account.policy.here(member, account.t)
    return (
        account.owner
        if member is None or (left and account.policy.here(account.owner, account.t))
        else member
    )


def within(touches: Iterable[date], first: date, after: date) -> bool:
    return any(first <= each < after for each in touches)


def edge(start: date, place: int, n: int) -> date:
    """n equal calendar periods from the contract start, month arithmetic clamped to month ends;
    days where twelve months do not divide
    """
    if 12 % n == 0:
        return months(start, 12 * place // n)
    year = months(start, 12 * (place // n))
    return year + timedelta(days=(months(year, 12) - year).days * (place % n) // n)


def by_year(it: Rhythm, t: date) -> None:
    """satisfied / completed periods in the last 12 months (with twelve a year always twelve, on
    every day of the month, from the first full year on)
    """
    n, edges = count(it.touch["per_year"]), [it.begun]
    while edges[-1] <= t:
        edges.append(edge(it.begun, len(edges), n))
    periods = list(zip(edges, edges[1:], strict=False))
    # the running period is not in the denominator
    over, (first, after) = (
        periods[:-1][-n:],
        periods[-1],
    )
    it.over, kept = over, [within(it.touches, *period) for period in over]
    it.satisfied, it.completed, it.until = sum(kept), len(kept), after - timedelta(days=1)
    done = within(it.touches, first, after)
    it.missed = bool(kept) and not kept[-1] and not done
    # >= 80 % gone, today with it
    it.state = (
        "done"
        if done
        else "at-risk"
        if ((t - first).days + 1) * 5 >= (after - first).days * 4
        else "open"
    )


def by_months(it: Rhythm, t: date) -> None:
    """due = last qualifying touch + m months, or the beginning if there was none since; counts as
    one period, kept until it is overdue
    """
    start = max((each for each in it.touches if each >= it.begun), default=it.begun)
    it.until = months(start, count(it.touch["every_months"]))
    it.missed = t > it.until
    it.completed, it.satisfied = 1, int(not it.missed)
    it.state = (
        "overdue"
        if it.missed
        else "at-risk"
        if (t - start).days * 5 >= (it.until - start).days * 4
        else "open"
    )


def by_days(it: Rhythm, t: date) -> None:
    """days after the start, each to be kept by a touch since the one before; one that was missed is
    asked for during twelve months
    """
    first, it.state = it.begun, "done"
    for after in sorted(count(each) for each in many(it.touch["at_days"])):
        last = it.begun + timedelta(days=after)
        if months(t, -12) < last < t:
            it.completed += 1
            it.satisfied += any(first <= each <= last for each in it.touches)
        if (
            it.until is None
            and last > months(t, -12)
            and not any(each >= first for each in it.touches)
        ):
            it.state, it.until = "overdue" if last < t else "open", last
        first = last + timedelta(days=1)
    it.missed = it.state == "overdue"


def at_risk(it: Rhythm) -> bool:
    return it.state == "at-risk"


def row(it: Rhythm) -> dict[str, Any]:
    return {
        "account": it.account.id,
        "cadence": it.cadence,
        "touch": it.type,
        "owner": it.owner,
        "satisfied": it.satisfied,
        "completed": it.completed,
        "compliance": share(it.satisfied, it.completed),
        "missed": it.missed,
        "state": it.state,
        "until": it.until and str(it.until),
        "last": max((str(each) for each in it.touches), default=None),
        **silence(it.account),
    }


def silence(account: Account) -> dict[str, Any]:
    """the most days from one two-way touch to the next within the last twelve months, or since the
    account became a customer; the first day of that
    time and the day of the answer bound a gap; in care: days with a two-way touch on the day or at
    most `contact_days` before
    """
    first = max(filter(None, [months(account.t, -12) + timedelta(days=1), became(account)]))
    touches = sorted({entry.date for entry in account.touches})
    marks = sorted({first, account.t, *(each for each in touches if each >= first)})
    spans = [(after - before).days for before, after in zip(marks, marks[1:], strict=False)]
    days = [first + timedelta(days=each) for each in range((account.t - first).days + 1)]
    cared = sum(
        any(0 <= (each - touch).days <= account.policy.contact_days for touch in touches)
        for each in days
    )
    return {"longest_gap": max(spans, default=0), "in_care": share(cared, len(days))}


def by_account(book: Book) -> dict[str, Any]:
    found = rhythms(book)
    return {
        "rows": [row(each) for each in found],
        "totals": {
            "rhythms": len(found),
            "satisfied": sum(each.satisfied for each in found),
            "completed": sum(each.completed for each in found),
        },
    }


def cadence(book: Book) -> dict[str, Any]:
    """Team figure: the *minimum* over reps, reps under the floor, then the mean."""
    every, rows = rhythms(book), []
    for rep in {each.owner for each in every}:
        found = [each for each in every if each.owner == rep]
        kept, of_all = sum(each.satisfied for each in found), sum(each.completed for each in found)
        compliance = share(kept, of_all)
        rows.append(
            {
                "rep": rep,
                "accounts": len({each.account.id for each in found}),
                "rhythms": len(found),
                "satisfied": kept,
                "completed": of_all,
                "compliance": compliance,
                "missed": sum(each.missed for each in found),
                "at_risk": sum(map(at_risk, found)),
                "below": compliance is not None and compliance < FLOOR,
            }
        )
    told = [each["compliance"] for each in rows if each["compliance"] is not None]
    totals = {
        "minimum": min(told, default=None),
        "mean": mean(told),
        "below": sum(each["below"] for each in rows),
        "satisfied": sum(each["satisfied"] for each in rows),
        "completed": sum(each["completed"] for each in rows),
        "reps": len(rows),
    }
    return {"rows": rows, "totals": totals}
