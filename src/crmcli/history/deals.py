"""What changed about the deals of an account: one sentence a deal, its most important part first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from crmcli.domain.dated import Fact
from crmcli.domain.label import Label
from crmcli.domain.records import Criterion, Deal, Entry, NextStep, Outcome
from crmcli.domain.table import Message
from crmcli.domain.words import BANT_STATUSES
from crmcli.history.change import Change, Part, Piece, told
from crmcli.history.fields import bare, pieces, record_pieces
from crmcli.history.logs import added
from crmcli.history.names import Names, clipped, field_name, plain, word

_TOLD = ("stages", "outcome", "ended", "amount", "close", "next", "bant")


def deal_changes(account: str, old: Mapping[str, Deal], new: Mapping[str, Deal], logged: Sequence[Entry], names: Names) -> Iterator[Change]:
    """Deals begun, moved, decided and reopened. `logged`: the entries that came with the newer state."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        subject = f"deals.{key}"
        if was is None and now is not None:
            yield Change(account, "deal", subject, Message("change-deal-new", (key, _summary(now, names))), (Part(subject, None, plain(now)),))
        elif was is not None and now is None:
            yield Change(account, "deal", subject, Message("change-deal-removed", (key, _summary(was, names))), (Part(subject, plain(was), None),))
        elif was is not None and now is not None and was != now:
            yield told(account, "deal", subject, key, list(_deal(subject, key, was, now, logged, names)))


def _summary(deal: Deal, names: Names) -> Message:
    """A deal in a few words: its name, stage, worth and close date, or how it ended."""
    said: list[Any] = [clipped(deal.name)] if deal.name else []
    if deal.stages and deal.outcome is None:
        said.append(names.stage(deal.stages[-1].value))
    if deal.outcome is not None:
        said.append(_ended(deal.outcome, deal, names))
    elif deal.amount:
        said.append(names.show("amount", deal.amount[-1].value))
    if deal.close and deal.outcome is None:
        said.append(Message("change-new-part", (Message("change-field-close"), deal.close[-1].value)))
    return Message("list", tuple(said)) if said else Message("change-deal-bare")


def _deal(subject: str, key: str, was: Deal, now: Deal, logged: Sequence[Entry], names: Names) -> Iterator[Piece]:
    yield from (_short(piece, bare_of="stages") for piece in pieces(f"{subject}.stages", "stages", was.stages, now.stages, names))
    yield from _outcome(f"{subject}.outcome", was, now, names)
    yield from _taken_back(f"{subject}.ended", was, now, names)
    known = "amount" if was.amount and now.amount else ""
    yield from (_short(piece, bare_of=known) for piece in pieces(f"{subject}.amount", "amount", was.amount, now.amount, names))
    yield from _close(f"{subject}.close", was.close, now.close, names)
    yield from _next(f"{subject}.next", key, was, now, logged, names)
    yield from _bant(f"{subject}.bant", was.bant, now.bant, names)
    yield from record_pieces(f"{subject}.", was, now, names, but=_TOLD)


def _short(piece: Piece, *, bare_of: str = "") -> Piece:
    """A deal moves on the day its log tells; who said why stays in the file. `bare_of`: a field that needs no name."""
    if piece.message.key == "change-since":
        piece = piece._replace(message=piece.message.args[0])
    return bare(piece, Message(f"change-field-{bare_of}")) if bare_of else piece


def _close(path: str, old: tuple[Fact[date], ...], new: tuple[Fact[date], ...], names: Names) -> Iterator[Piece]:
    """The expected close date, and how often it has slipped."""
    for piece in pieces(path, "close", old, new, names):
        before, after = piece.part.old, piece.part.new
        if piece.part.field != path or not isinstance(before, date) or not isinstance(after, date) or before == after or old[: len(new)] == new:
            yield _short(piece)
            continue
        moved = Message("change-part", (Message("change-field-close"), *days(before, after)))
        count = slips(new)
        yield piece._replace(message=Message("change-slipped", (moved, ordinal(count))) if after > before and count else moved)


def slips(close: tuple[Fact[date], ...]) -> int:
    """How often was the close date moved to a later day?"""
    return sum(after.value > before.value for before, after in pairwise(close))


def days(before: date, after: date) -> tuple[Any, Any]:
    """Two days, without the year while it is the same."""
    return (f"{before:%m-%d}", f"{after:%m-%d}") if before.year == after.year else (before, after)


def ordinal(number: int) -> Label:
    """1st, 2nd, 3rd, 11th; the bare number where the sentence says the rest."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return {"en": f"{number}{ending}", "ko": str(number)}


def _outcome(path: str, was: Deal, now: Deal, names: Names) -> Iterator[Piece]:
    part = Part(path, plain(was.outcome), plain(now.outcome))
    if was.outcome == now.outcome:
        return
    if now.outcome is None and was.outcome is not None:
        yield Piece(part, Message("change-deal-reopened", (word(was.outcome.result),)))
    elif was.outcome is None and now.outcome is not None:
        yield Piece(part, _ended(now.outcome, now, names))
    elif was.outcome is not None and now.outcome is not None:
        if was.outcome.result != now.outcome.result:
            yield Piece(part, Message("change-step", (word(was.outcome.result), _ended(now.outcome, now, names))))
        else:
            yield from record_pieces(f"{path}.", was.outcome, now.outcome, names)


def _taken_back(path: str, was: Deal, now: Deal, names: Names) -> Iterator[Piece]:
    """The ends that were taken back: each that came or went, or what is another one in them."""
    old, new, label = was.ended, now.ended, field_name("ended")
    come, gone = added(old, new), added(new, old)
    if len(come) == len(gone):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            if come:
                yield from record_pieces(f"{path}.{place}.", before, after, names, of=label)
        if not come and old != new:
            yield Piece(Part(path, plain(old), plain(new)), Message("change-order", (label,)))
        return
    for each in come:
        said = Message("change-deal-end", (_ended(each.outcome, now, names), each.reopened))
        if now.outcome is None and each.outcome == was.outcome:  # told as reopened
            said = Message("change-first", (each.reopened,))
        because = Message("change-because", (said, clipped(each.why))) if each.why else said
        yield Piece(Part(path, None, plain(each)), because)
    for each in gone:
        said = Message("change-deal-end-gone", (_ended(each.outcome, was, names), each.reopened))
        yield Piece(Part(path, plain(each), None), said)


def _ended(outcome: Outcome, deal: Deal, names: Names) -> Message:
    """Won 72M; lost 180M: price, to 벤더X."""
    amount = (names.show("amount", deal.amount[-1].value),) if deal.amount else ()
    why: list[Any] = [names.reason(outcome.reason)] if outcome.reason else []
    if outcome.competitor:
        why.append(Message("change-deal-to", (outcome.competitor,)))
    result = Message("change-new-part", (word(outcome.result), *amount)) if amount else Message("change-first", (word(outcome.result),))
    return Message("change-because", (result, Message("list", tuple(why)))) if why else result


def _bant(path: str, old: Mapping[str, Criterion], new: Mapping[str, Criterion], names: Names) -> Iterator[Piece]:
    """The four questions: each answer that is another one now, and its evidence."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        label, part = field_name(key), Part(f"{path}.{key}", plain(was) if was else None, plain(now) if now else None)
        if was is None and now is not None:
            yield Piece(part, Message("change-new-part", (label, _answer(now, names))))
        elif was is not None and now is None:
            yield Piece(part, Message("change-gone-part", (label, _answer(was, names))))
        elif was is not None and now is not None and was.status != now.status:
            yield Piece(part, Message("change-part", (label, _status(was.status), _answer(now, names))))
        elif was is not None and now is not None and was != now:
            yield from record_pieces(f"{path}.{key}.", was, now, names, of=label)


def _answer(criterion: Criterion, names: Names) -> Any:
    said = [criterion.date, clipped(criterion.why) if criterion.why else None, names.show("mitigation", criterion.mitigation) if criterion.mitigation else None]
    given, answer = tuple(each for each in said if each), _status(criterion.status)
    return Message("change-since", (answer, Message("change-brackets", (Message("list", given),)))) if given else answer


def _status(status: str) -> Any:
    return Message(f"answer-{status}") if status in BANT_STATUSES else status


def _next(path: str, key: str, was: Deal, now: Deal, logged: Sequence[Entry], names: Names) -> Iterator[Piece]:
    """The next step: kept, moved, agreed anew, or gone."""
    before, after = was.next, now.next
    if before == after:
        return
    part = Part(path, plain(before), plain(after))
    if before is not None and any(entry.deal == key and entry.date >= before.date for entry in logged):
        kept = Message("change-next-kept", (before.date,))
        yield Piece(part, Message("list", (kept, Message("change-next", (_step(after, names),)))) if after is not None else kept)
    elif before is None and after is not None:
        yield Piece(part, Message("change-next", (_step(after, names),)))
    elif before is not None and after is None:
        yield Piece(part, Message("change-next-gone", (_step(before, names),)))
    elif before is not None and after is not None and before.date != after.date and before._replace(date=after.date) == after:
        yield Piece(part, Message("change-next-moved", days(before.date, after.date)))
    elif before is not None and after is not None and before.what != after.what and before.date != after.date:
        yield Piece(part, Message("change-next", (_step(after, names),)))
    else:
        yield from pieces(path, "next", before, after, names)


def _step(step: NextStep, names: Names) -> Any:
    """Its day, and what was agreed."""
    what = clipped(step.what) if step.what else names.show("with_", step.with_) if step.with_ else None
    return step.date if what is None else Message("change-new-part", (step.date, what))
