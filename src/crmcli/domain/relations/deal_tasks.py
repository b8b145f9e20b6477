"""What do an account's deals ask of us, and the promises about them?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crmcli.domain.deals.deals import open_deals, rot_date
from crmcli.domain.deals.endings import ending
from crmcli.domain.deals.promises import Promise, has_begun, settles
from crmcli.domain.people.presence import owner_of
from crmcli.domain.people.touches import LastTouches, known_log
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.attempts import knocking
from crmcli.domain.relations.task import Task
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import working_day


def of_deals(
    account: Account,
    policy: Policy,
    as_of: date,
    touches: LastTouches,
    promises: Sequence[Promise],
) -> Iterator[Task]:
    """The tries that open deals ask for, and the deals that nobody has moved."""
    promised = {each.deal for each in promises}
    for name, _, now, owner in open_deals(account, policy, as_of, touches.deals):
        tries = None if now.parked else knocking(account, name, policy.attempts, as_of)
        if tries is not None and (tries.step != "attempt" or name not in promised):
            parts: tuple[object, ...] = (
                tries.tries,
                policy.attempts.max,
                tries.final or tries.last,
            )
            if tries.step == "close":
                parts = (*parts, Message(f"word-{policy.attempts.close_as}"))
            why = Message(f"why-{tries.step}", parts)
            yield Task(tries.due, tries.step, name, owner, why, entries_of(tries.days))
        rot = (
            policy.stages[now.stage].rot_days
            if now.stage is not None and now.stage in policy.stages
            else None
        )
        if now.rotten and rot is not None:
            yield Task(
                rot_date(now, rot, as_of),
                "rotten",
                name,
                owner,
                Message("why-rotten", (now.idle, rot)),
                (f"deals.{name}",),
            )


def entries_of(days: Iterable[date]) -> tuple[str, ...]:
    """The log's entries of these days."""
    return tuple(f"log.{day}" for day in dict.fromkeys(days))


def of_promises(account: Account, promises: Iterable[Promise], as_of: date) -> Iterator[Task]:
    """Next steps that stand: of open deals, and promised in the log."""
    for each in promises:
        step = each.step
        why = Message("why-next", (step.what,)) if step.what else Message("why-next-bare")
        deal = account.deals.get(each.deal) if each.deal else None
        begun = deal if deal and has_begun(deal, as_of) else None
        owner = step.owner or owner_of(begun, account)
        told = f"deals.{each.deal}" if each.entry is None else f"log.{account.log[each.entry].date}"
        place, words = (f"{told}.next",), step.what or ""
        subject = each.subject(account.id)
        yield Task(step.date, "next", subject, owner, why, place, words=words)


def revisits(account: Account, policy: Policy, as_of: date) -> Iterator[Task]:
    """Deals that ended without a sale, and when to ask again; the first time somebody was spoken or
    written to from that day on about them, about a newer deal or about none settles that.
    """
    for name, deal in account.deals.items():
        ended = ending(deal, as_of)
        if ended is None or ended.revisit is None or ended.result not in ("lost", "no_decision"):
            continue
        newer = {
            key
            for key, other in account.deals.items()
            if other.stages and other.stages[0].date and other.stages[0].date > ended.date
        }
        first = working_day(ended.revisit, policy.holiday_dates)
        if not any(
            entry.date >= first
            and settles(entry)
            and (entry.deal in (None, name) or entry.deal in newer)
            for entry in known_log(account, as_of)
        ):
            reason = (
                policy.reasons[ended.reason].label
                if ended.reason is not None and ended.reason in policy.reasons
                else None
            ) or ended.reason
            why = Message(
                "why-revisit" if reason else "why-revisit-bare",
                (Message(f"word-{ended.result}"), ended.date, reason),
            )
            yield Task(
                ended.revisit,
                "revisit",
                name,
                owner_of(deal, account),
                why,
                (f"deals.{name}.outcome.revisit",),
            )
