"""What changed about the deals of an account: one sentence a deal, its most important part
first.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from crmcli.domain.deals.qualification import KEYS
from crmcli.domain.label import Label
from crmcli.domain.records.account import Criterion, Deal, Entry, NextStep, Outcome
from crmcli.domain.records.words import CRITERION_STATUSES
from crmcli.domain.table import Message
from crmcli.domain.time.dated import Fact
from crmcli.history.change import Change, Part, about
from crmcli.history.facts import days, fact_pieces
from crmcli.history.fields import bare, pieces, record_pieces
from crmcli.history.lists import added
from crmcli.history.names import Names, clipped, field_name, word
from crmcli.history.parts import below, parts, plain

_TOLD = ("stages", "outcome", "ended", "amount", "close", "next", *KEYS)


def deal_changes(
    account: str,
    old: Mapping[str, Deal],
    new: Mapping[str, Deal],
    logged: Sequence[Entry],
    names: Names,
) -> Iterator[Change]:
    """Deals begun, moved, decided and reopened.

    `logged`: the entries that came with the newer state.
    """
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        subject = below("deals", key)
        if was is None and now is not None:
            said = Message("change-deal-new", (key, _summary(now, names)))
            yield Change(account, "deal", subject, said, (Part(subject, None, plain(now)),))
        elif was is not None and now is None:
            said = Message("change-deal-removed", (key, _summary(was, names)))
            yield Change(account, "deal", subject, said, (Part(subject, plain(was), None),))
        elif was is not None and now is not None and was != now:
            said = about(key, _deal(key, was, now, logged, names))
            yield Change(account, "deal", subject, said, tuple(parts(subject, was, now)))


def _summary(deal: Deal, names: Names) -> Message:
    """A deal in a few words: its name, stage, worth and close date, or how it ended."""
    said: list[object] = [clipped(deal.name)] if deal.name else []
    if deal.stages and deal.outcome is None:
        said.append(names.stage(deal.stages[-1].value))
    if deal.outcome is not None:
        said.append(_ended(deal.outcome, deal, names))
    elif deal.amount:
        said.append(names.show("amount", deal.amount[-1].value))
    if deal.close and deal.outcome is None:
        said.append(
            Message("change-new-part", (Message("change-field-close"), deal.close[-1].value))
        )
    return Message("list", tuple(said)) if said else Message("change-deal-bare")


def _deal(
    key: str, was: Deal, now: Deal, logged: Sequence[Entry], names: Names
) -> Iterator[Message]:
    stage, amount = Message("change-field-stages"), Message("change-field-amount")
    yield from (bare(said, stage) for said in pieces("stages", was.stages, now.stages, names))
    yield from _outcome(was, now, names)
    yield from _taken_back(was, now, names)
    known = was.amount and now.amount
    yield from (
        bare(said, amount) if known else said
        for said in pieces("amount", was.amount, now.amount, names)
    )
    yield from _close(was.close, now.close, names)
    yield from _next(key, was, now, logged, names)
    for framework in KEYS:
        yield from _answers(getattr(was, framework), getattr(now, framework), names)
    yield from record_pieces(was, now, names, but=_TOLD)


def _close(
    old: tuple[Fact[date], ...], new: tuple[Fact[date], ...], names: Names
) -> Iterator[Message]:
    """The expected close date, and how often it has slipped."""
    count = slips(new)
    later = bool(old and new) and new[-1].value > old[-1].value
    last = (Message("change-slip", (ordinal(count),)),) if later and count else ()
    if old != new:
        yield from fact_pieces("close", old, new, names, Message("change-field-close"), last)


def slips(close: tuple[Fact[date], ...]) -> int:
    """How often was the close date moved to a later day?"""
    return sum(after.value > before.value for before, after in pairwise(close))


def ordinal(number: int) -> Label:
    """1st, 2nd, 3rd, 11th; the bare number where the sentence says the rest."""
    ending = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return {"en": f"{number}{ending}", "ko": str(number)}


def _outcome(was: Deal, now: Deal, names: Names) -> Iterator[Message]:
    if was.outcome is not None and now.outcome is None:
        yield Message("change-deal-reopened", (word(was.outcome.result),))
    elif was.outcome is None and now.outcome is not None:
        yield _ended(now.outcome, now, names)
    elif was.outcome is not None and now.outcome is not None:
        if was.outcome.result != now.outcome.result:
            yield Message(
                "change-step", (word(was.outcome.result), _ended(now.outcome, now, names))
            )
        yield from record_pieces(was.outcome, now.outcome, names, but=("result",))


def _taken_back(was: Deal, now: Deal, names: Names) -> Iterator[Message]:
    """The ends that were taken back: each that came or went, or what is another one in them."""
    old, new, label = was.ended, now.ended, field_name("ended")
    come, gone = added(old, new), added(new, old)
    if len(come) == len(gone):
        for before, after in zip(old, new, strict=True):
            if come:
                yield from record_pieces(before, after, names, of=label)
        if not come and old != new:
            yield Message("change-order", (label,))
        return
    for each in come:
        said = Message("change-deal-end", (_ended(each.outcome, now, names), each.reopened))
        if now.outcome is None and each.outcome == was.outcome:  # told as reopened
            said = Message("change-first", (each.reopened,))
        yield Message("change-because", (said, clipped(each.why))) if each.why else said
    for each in gone:
        yield Message("change-deal-end-gone", (_ended(each.outcome, was, names), each.reopened))


def _ended(outcome: Outcome, deal: Deal, names: Names) -> Message:
    """Won 72M (2026-08-03); lost 180M (2026-08-03): price, to 벤더X."""
    amount = (names.show("amount", deal.amount[-1].value),) if deal.amount else ()
    why: list[object] = [names.reason(outcome.reason)] if outcome.reason else []
    if outcome.competitor:
        why.append(Message("change-deal-to", (outcome.competitor,)))
    result = (
        Message("change-new-part", (word(outcome.result), *amount))
        if amount
        else Message("change-first", (word(outcome.result),))
    )
    result = Message("change-dated", (result, outcome.date))
    return Message("change-because", (result, Message("list", tuple(why)))) if why else result


def _answers(
    old: Mapping[str, Criterion], new: Mapping[str, Criterion], names: Names
) -> Iterator[Message]:
    """What a framework asks: each answer that is another one now, and its evidence."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        label = names.criterion(key)
        if was is None and now is not None:
            yield Message("change-new-part", (label, _answer(now, names)))
        elif was is not None and now is None:
            yield Message("change-gone-part", (label, _answer(was, names)))
        elif was is not None and now is not None and was.status != now.status:
            yield Message("change-part", (label, _status(was.status), _answer(now, names)))
        elif was is not None and now is not None:
            yield from record_pieces(was, now, names, of=label)


def _answer(criterion: Criterion, names: Names) -> object:
    mitigation = criterion.mitigation
    said = [
        criterion.date,
        clipped(criterion.why) if criterion.why else None,
        Message(
            "change-new-part",
            (field_name("mitigation"), names.show("mitigation", mitigation)),
        )
        if mitigation
        else None,
    ]
    given, answer = tuple(each for each in said if each), _status(criterion.status)
    return (
        Message("change-since", (answer, Message("change-brackets", (Message("list", given),))))
        if given
        else answer
    )


def _status(status: str) -> object:
    return Message(f"answer-{status}") if status in CRITERION_STATUSES else status


def _next(
    key: str, was: Deal, now: Deal, logged: Sequence[Entry], names: Names
) -> Iterator[Message]:
    """The next step: kept, moved, agreed anew, or gone."""
    before, after = was.next, now.next
    if before == after:
        return
    if before is not None and any(
        entry.deal == key and entry.date >= before.date for entry in logged
    ):
        kept = Message("change-next-kept", (_step(before, names),))
        agreed = (Message("change-next", (_step(after, names),)),) if after is not None else ()
        yield Message("list", (kept, *agreed))
    elif before is None and after is not None:
        yield Message("change-next", (_step(after, names),))
    elif before is not None and after is None:
        yield Message("change-next-gone", (_step(before, names),))
    elif before is not None and after is not None and before._replace(date=after.date) == after:
        yield Message("change-next-moved", days(before.date, after.date))
    elif (
        before is not None
        and after is not None
        and before.what != after.what
        and before.date != after.date
    ):
        yield Message("change-next-instead", (_step(after, names), _step(before, names)))
        told = before._replace(date=after.date, what=after.what)
        yield from pieces("next", told, after, names)  # whose it is, to whom, and how
    else:
        yield from pieces("next", before, after, names)


def _step(step: NextStep, names: Names) -> object:
    """Its day, and what was agreed."""
    what = (
        clipped(step.what) if step.what else names.show("with_", step.with_) if step.with_ else None
    )
    return step.date if what is None else Message("change-new-part", (step.date, what))
