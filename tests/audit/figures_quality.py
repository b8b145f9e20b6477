"""`crm quality`, as far as the files alone say it, from docs/quality.md."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from audit.book import Account, Book
from audit.reading import many
from audit.deals import of_account
from audit.figures_contracts import agreed
from audit.figures_coverage import slots
from audit.figures_whitespace import owned_assets
from audit.figures_pipeline import CRITERIA, criterion
from audit.arithmetic import share

GONE = ("churned", "disqualified")


def asked(account: Account) -> Iterator[tuple[str, bool]]:
    """A field is asked where some report reads it: its name, and whether it is filled in."""
    raw, deals = account.raw, of_account(account)
    yield "owner", account.owner is not None
    yield "source", "source" in raw
    # the reason of each deal that was not won
    yield from (
        ("reason", "reason" in (deal.outcome or {}))
        for deal in deals
        if deal.result in ("lost", "no_decision")
    )
    # of churned and disqualified accounts only owner, source and reasons are asked
    if account.status in GONE:
        return
    yield "segment", account.segment is not None
    found = slots(account)
    # a holder for each required role
    yield from (("role_holders", bool(slot.holders)) for slot in found)
    # one rep for each role that is held
    yield from (("role_reps", slot.rep is not None) for slot in found if slot.holders)
    holders = {who for slot in found for who in slot.holders}
    # asked once however many roles they have
    yield from (("stances", account.stance(who)[1] is not None) for who in holders)
    yield from (
        ("ways_to_reach", bool(many(what.get("phones")) or many(what.get("emails"))))
        for who, what in account.people.items()
        if not account.has_left(who)
    )
    going = [deal for deal in deals if deal.open]
    # from the day there is an open deal
    yield from (
        (field, bool(raw.get("research", {}).get(field)))
        for field in ("problems", "decision_maker", "annual_revenue")
        if going
    )
    for deal in going:
        yield from {
            "amount": deal.value is not None,
            "close_date": deal.close is not None,
            "next": bool(deal.next),
            "products": bool(deal.products),
        }.items()
        gates = [
            account.policy.place(stage)
            for stage, what in account.policy.stages.items()
            if "bant" in many(what.get("exit"))
        ]
        # in or past the last stage whose exit asks for them
        if gates and account.policy.place(deal.stage) >= max(gates):
            yield from (("bant", criterion(deal, name)["status"] != "unknown") for name in CRITERIA)
    if account.status == "customer":
        yield "contracts", bool(agreed(account, account.t))
        yield "assets", bool(owned_assets(account))


def stale(account: Account) -> Iterator[str]:
    """current stances older than `stance_days` or undated, met BANT criteria on evidence older than
    that, and close dates of open deals that are past
    """
    if account.status in GONE:
        return
    limit = account.policy.stance_days
    for who in account.people:
        when, stance = account.stance(who)
        if (
            stance
            and not account.has_left(who)
            and (when is None or (account.t - when).days > limit)
        ):
            yield "stances"
    for deal in of_account(account):
        if deal.open:
            answers = [criterion(deal, name) for name in CRITERIA]
            yield from (
                "bant"
                for each in answers
                if each["status"] == "met"
                and "date" in each
                and (account.t - date.fromisoformat(each["date"])).days > limit
            )
            if deal.close and deal.close < account.t:
                yield "close-past"


def quality(book: Book) -> dict[str, Any]:
    rows, every, old = [], [], []
    for account in book.accounts:
        found, aged = [*asked(account)], [*stale(account)]
        every, old = every + found, old + aged
        filled = sum(full for _, full in found)
        rows.append(
            {
                "account": account.id,
                "asked": len(found),
                "filled": filled,
                "share": share(filled, len(found)),
                "stale": len(aged),
            }
        )
    filled = sum(full for _, full in every)
    totals = {
        "accounts": len(rows),
        "asked": len(every),
        "filled": filled,
        "share": share(filled, len(every)),
    }
    return {
        "rows": rows,
        "totals": totals
        | {
            "stale": {kind: old.count(kind) for kind in ("stances", "bant", "close-past")},
            "writers": writers(book),
        },
    }


def writers(book: Book) -> list[dict[str, Any]]:
    """for each member who has not left, the entries of the log with them in it (`by`) in the last
    30 and 90 days; what we note for ourselves counts as written
    """
    found = []
    for member in book.policy.team:
        if book.policy.here(member, book.t):
            days = [
                entry.date
                for account in book.accounts
                for entry in account.log
                if member in entry.by
            ]
            found.append(
                {
                    "member": member,
                    **{
                        f"entries_{n}": sum(each > book.t - timedelta(days=n) for each in days)
                        for n in (30, 90)
                    },
                }
            )
    return found
