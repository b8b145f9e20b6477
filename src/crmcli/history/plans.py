"""What changed about the plans of an account: made, got on with, done, dropped, put off."""

from collections.abc import Iterator, Mapping
from typing import Any

from crmcli.domain.records import Ending, Plan
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part, Piece, told
from crmcli.history.deals import days
from crmcli.history.fields import pieces, record_pieces
from crmcli.history.names import Names, clipped, plain, word


def plan_changes(account: str, old: Mapping[str, Plan], new: Mapping[str, Plan], names: Names) -> Iterator[Change]:
    """Plans, each with what happened to it."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        subject = f"plans.{key}"
        if was is None and now is not None:
            yield Change(account, "plan", subject, Message("change-plan-new", (key, _summary(now, names))), (Part(subject, None, plain(now)),))
        elif was is not None and now is None:
            yield Change(account, "plan", subject, Message("change-plan-removed", (key, _summary(was, names))), (Part(subject, plain(was), None),))
        elif was is not None and now is not None and was != now:
            yield told(account, "plan", subject, Message("change-plan", (key,)), list(_plan(subject, was, now, names)))


def _summary(plan: Plan, names: Names) -> Message:
    said: list[Any] = [names.aim(plan.for_)]
    said += [word(plan.kind)] if plan.kind else []
    said += [clipped(plan.how)] if plan.how else []
    said += [names.member(plan.owner)] if plan.owner else []
    said += [Message("change-new-part", (Message("change-field-due"), plan.due))] if plan.due else []
    said += [Message("change-plan-done", (plan.done.date,))] if plan.done else []
    said += [Message("change-plan-dropped", (plan.dropped.date,))] if plan.dropped else []
    return Message("list", tuple(said))


def _plan(subject: str, was: Plan, now: Plan, names: Names) -> Iterator[Piece]:
    yield from _ending(f"{subject}.done", "done", was.done, now.done, names)
    yield from _ending(f"{subject}.dropped", "dropped", was.dropped, now.dropped, names)
    if was.due != now.due and was.due and now.due:
        yield Piece(Part(f"{subject}.due", was.due, now.due), Message("change-part", (Message("change-field-due"), *days(was.due, now.due))))
    else:
        yield from pieces(f"{subject}.due", "due", was.due, now.due, names)
    added = now.progress[len(was.progress) :]
    if now.progress[: len(was.progress)] == was.progress:
        for fact in added:
            said = Message("change-dated", (clipped(fact.value), fact.date)) if fact.date else clipped(fact.value)
            yield Piece(Part(f"{subject}.progress", None, plain(fact)), Message("change-first", (said,)))
    else:
        yield from pieces(f"{subject}.progress", "progress", was.progress, now.progress, names)
    yield from record_pieces(f"{subject}.", was, now, names, but=("done", "dropped", "due", "progress"))


def _ending(path: str, field: str, was: Ending | None, now: Ending | None, names: Names) -> Iterator[Piece]:
    """Done or dropped, with the result or the reason; or taken up again."""
    if was is None and now is not None:
        said = Message("change-plan-done" if field == "done" else "change-plan-dropped", (now.date,))
        yield Piece(Part(path, None, plain(now)), Message("change-because", (said, clipped(now.note))) if now.note else said)
    elif was is not None and now is None:
        yield Piece(Part(path, plain(was), None), Message("change-plan-again"))
    elif was is not None and now is not None:
        yield from pieces(path, field, was, now, names)
