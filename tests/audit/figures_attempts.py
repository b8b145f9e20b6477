"""`crm attempts`, from numbers.md and docs/attempts.md."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from audit.book import Book, Entry
from audit.reading import mapping
from audit.deals import Deal
from audit.figures_pipeline import open_deals


@dataclass
class Knocking:
    """The tries at one deal since the last two-way touch."""

    deal: Deal
    tries: list[date]
    step: str = "attempt"
    falls: date | None = None

    @property
    def due(self) -> date | None:
        return None if self.falls is None else self.deal.account.policy.forward(self.falls)


def is_try(entry: Entry) -> bool:
    """outbound entries with no_answer, left_message or sent; `info` is neither touch nor attempt"""
    return (
        entry.type != "info"
        and not entry.inbound
        and entry.outcome in ("no_answer", "left_message", "sent")
    )


def knocking(deal: Deal) -> Knocking | None:
    """Attempts since the last two-way touch, two on one day count once: k of N; at N the final
    message is due; after grace_days propose closing.
    Another message after the final one does not begin its grace anew. A reply resets, and a day
    with one has no attempt.
    """
    account, policy = deal.account, deal.account.policy
    most, gap, grace = (
        policy.number("attempts", "max", 5),
        policy.number("attempts", "min_gap_days", 3),
        policy.number("attempts", "grace_days", 7),
    )
    final = mapping(policy.raw.get("attempts"), "max").get("final", "email")
    last = max((entry.date for entry in account.touches if entry.deal == deal.id), default=date.min)
    entries = [
        entry
        for entry in account.log
        if entry.deal == deal.id and is_try(entry) and entry.date > last
    ]
    tries = sorted({entry.date for entry in entries})
    if not tries:
        return None
    found = Knocking(deal, tries)
    if deal.parked:
        found.step = "parked"
        return found
    finals = [
        each
        for n, each in enumerate(tries, 1)
        if n > most and any(entry.date == each and entry.type == final for entry in entries)
    ]
    if finals:
        found.step, found.falls = "close", finals[0] + timedelta(days=grace)
    else:
        found.step, found.falls = (
            "final" if len(tries) >= most else "attempt",
            tries[-1] + timedelta(days=gap),
        )
    return found


def over(found: Knocking) -> list[str]:
    """more tries than `max` and the last message, or two tries fewer than `min_gap_days` apart"""
    policy = found.deal.account.policy
    most, gap = policy.number("attempts", "max", 5), policy.number("attempts", "min_gap_days", 3)
    allowed = most + 1 if found.step == "close" else most
    close = any(
        (after - before).days < gap
        for before, after in zip(found.tries, found.tries[1:], strict=False)
    )
    return ["too-many"] * (len(found.tries) > allowed) + ["too-close"] * close


def attempts(book: Book) -> dict[str, Any]:
    rows, closing = [], 0
    for deal in open_deals(book):
        if found := knocking(deal):
            late = found.due and (book.t - found.due).days
            closing += found.step == "close" and found.due is not None and found.due <= book.t
            rows.append(
                {
                    "account": deal.account.id,
                    "deal": deal.id,
                    "tries": len(found.tries),
                    "most": book.policy.number("attempts", "max", 5),
                    "last": str(found.tries[-1]),
                    "step": found.step,
                    "due": found.due and str(found.due),
                    "days_late": late,
                    "over": over(found),
                    "owner": deal.owner,
                }
            )
    return {
        "rows": rows,
        "totals": {
            "deals": len(rows),
            "closing": closing,
            "over": sum(bool(row["over"]) for row in rows),
        },
    }
