"""`crm due`, from numbers.md ("The agenda") and docs/due.md: which rows stand in it, about what, on
which day, and whose they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from audit.book import Account, Book
from audit.reading import day, many
from audit.promises import SETTLING, standing
from audit.deals import Deal, of_account
from audit.figures_attempts import knocking
from audit.figures_cadence import acting, of
from audit.figures_contracts import contracts, reminders, successor
from audit.figures_coverage import required, role_of, slots
from audit.figures_referral_asks import asker, asks

GONE = ("churned", "disqualified")


@dataclass
class Row:
    kind: str
    subject: str | None
    date: date | None
    owner: str | None


def of_promises(account: Account, deals: list[Deal]) -> Iterator[Row]:
    for promise in standing(account):
        owner = promise.step.get("owner") or next(
            (deal.owner for deal in deals if deal.id == promise.deal), account.owner
        )
        subject = min(promise.to, default=account.id) if promise.told else promise.deal
        if promise.deal or account.status not in GONE:
            yield Row("next", subject, account.policy.forward(promise.date), owner)


def of_deals(account: Account, deals: list[Deal]) -> Iterator[Row]:
    promised = {promise.deal for promise in standing(account)}
    for deal in deals:
        if not deal.open:
            continue
        found = knocking(deal)
        # an attempt: of an open deal without a next step
        if (
            found
            and found.step != "parked"
            and (found.step != "attempt" or deal.id not in promised)
        ):
            yield Row(found.step, deal.id, found.due, deal.owner)
        if deal.rotten and deal.idle_since:
            limit = int(account.policy.stages[deal.stage or ""]["rot_days"])
            yield Row("rotten", deal.id, deal.idle_since + timedelta(days=limit + 1), deal.owner)


def of_revisits(account: Account, deals: list[Deal]) -> Iterator[Row]:
    """until the log has an entry from that day on, held, reached or sent, about the deal, a newer
    one or none
    """
    for deal in deals:
        when = day((deal.outcome or {}).get("revisit"))
        if deal.result not in ("lost", "no_decision") or when is None:
            continue
        older = {each.id for each in deals if not each.created or each.created <= deal.closed_on}
        known = {deal.id, None} | {each for each in account.raw["deals"] if each not in older}
        if not any(
            entry.date >= account.policy.forward(when)
            and entry.type != "info"
            and entry.outcome in SETTLING
            and entry.deal in known
            for entry in account.log
        ):
            yield Row("revisit", deal.id, account.policy.forward(when), deal.owner)


def of_contracts(account: Account) -> Iterator[Row]:
    """so many days before the end as `remind_days` and `notice_days` say, and on its last day; of
    several only the last one that has passed
    """
    t, policy = account.t, account.policy
    for each in contracts(account):
        if (
            each.end
            and each.start <= t
            and t <= each.end + timedelta(days=policy.grace)
            and not successor(each, t)
        ):
            days = sorted(
                policy.forward(each.end - timedelta(days=before))
                for before in [*reminders(each), 0]
            )
            yield Row(
                "renewal",
                each.id,
                max((due for due in days if due <= t), default=days[0]),
                account.owner,
            )


def of_cadences(account: Account) -> Iterator[Row]:
    """the last period was missed (its last day), or the running one is at risk (its last day)"""
    for it in of(account):
        if it.missed or it.state == "at-risk":
            last = it.over[-1][1] - timedelta(days=1) if it.missed and it.over else it.until
            yield Row(
                "cadence",
                f"{it.cadence}/{it.type}",
                last and account.policy.forward(last),
                it.owner,
            )


def of_people(account: Account) -> Iterator[Row]:
    """stale stances of those in required roles; required roles that have no rep who is still with
    us, or several
    """
    found, policy = slots(account), account.policy
    for who in {who for slot in found for who in slot.holders}:
        when, stance = account.stance(who)
        stale = when + timedelta(days=policy.stance_days + 1) if when else None
        if stance and stale:
            # of several roles the first in the policy
            first = next(slot for slot in found if who in slot.holders)
            yield Row("stance", who, stale, first.rep or account.owner)
    without = [
        role
        for role in required(policy, account)
        if "waived" not in role_of(account, role)
        and next(slot for slot in found if slot.role == role).rep is None
    ]
    if without:
        yield Row("rep", ", ".join(without), None, account.owner)


def of_account_itself(account: Account) -> Iterator[Row]:
    for name, case in account.raw.get("cases", {}).items():
        if date.fromisoformat(case["opened"]) <= account.t < (day(case.get("closed")) or date.max):
            yield Row(
                "case", name, date.fromisoformat(case["opened"]), case.get("owner", account.owner)
            )
    for name, plan in account.plans.items():
        if account.open_plan(plan) and "due" in plan:
            yield Row(
                "plan",
                name,
                account.policy.forward(date.fromisoformat(plan["due"])),
                plan.get("owner", account.owner),
            )


def in_hand(account: Account) -> Iterator[tuple[str, str | None]]:
    """the account, roles, open deals, plans and cases, promises: what it is, and whose"""
    yield "account", account.owner
    yield "service", account.raw.get("service_contact")
    yield from (
        ("role", rep)
        for role in account.raw.get("roles", {})
        if "waived" not in role_of(account, role)
        for rep in many(role_of(account, role).get("rep"))
    )
    yield from (("deal", deal.raw.get("owner")) for deal in of_account(account) if deal.open)
    yield from (
        ("plan", plan.get("owner")) for plan in account.plans.values() if account.open_plan(plan)
    )
    cases = account.raw.get("cases", {}).values()
    yield from (
        ("case", case.get("owner"))
        for case in cases
        if date.fromisoformat(case["opened"]) <= account.t < (day(case.get("closed")) or date.max)
    )
    yield from (("promise", promise.step.get("owner")) for promise in standing(account))


def of_leavers(account: Account) -> Iterator[Row]:
    """on the day that one of us left who still has something in hand here; of one that is gone only
    deals and promises
    """
    held = {
        whose
        for what, whose in in_hand(account)
        if what in ("deal", "promise") or account.status not in GONE
    }
    for member, who in account.policy.team.items():
        if member in held and "left" in who:
            heir = who.get("manager", account.owner) if account.owner == member else account.owner
            yield Row("owner-left", member, day(who["left"]), heir)


def agenda(account: Account, ahead: int) -> list[Row]:
    """Churned and disqualified accounts ask for their open deals, a churned one for `revisit`; for
    nothing else.
    """
    deals = of_account(account)
    rows = [*of_promises(account, deals), *of_deals(account, deals), *of_leavers(account)]
    if account.status != "disqualified":
        rows += of_revisits(account, deals)
    if account.status not in GONE:
        rows += [
            *of_account_itself(account),
            *of_contracts(account),
            *of_cadences(account),
            *of_people(account),
            *(Row("referral_ask", who, None, asker(account, who)) for who in asks(account)),
        ]
    # at risk is told ahead of its day
    return [
        row
        for row in rows
        if row.date is None
        or row.date <= account.t + timedelta(days=ahead)
        or row.kind == "cadence"
    ]


def due(book: Book, ahead: int = 0) -> dict[str, Any]:
    rows = []
    for account in book.accounts:
        for row in agenda(account, ahead):
            late = row.date and (book.t - row.date).days
            rows.append(
                {
                    "account": account.id,
                    "kind": row.kind,
                    "subject": row.subject,
                    "date": row.date and str(row.date),
                    "days_late": late,
                    "owner": acting(account, row.owner),
                }
            )
    kinds = {
        kind: sum(row["kind"] == kind for row in rows) for kind in {row["kind"] for row in rows}
    }
    return {"rows": rows, "totals": kinds | {"due": len(rows)}}
