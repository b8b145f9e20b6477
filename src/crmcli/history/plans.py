"""What changed about the plans of an account: made, got on with, done, dropped, put off."""

from collections.abc import Iterator, Mapping

from crmcli.domain.records.account import Ending, Plan
from crmcli.domain.table import Message
from crmcli.domain.time.dated import Fact
from crmcli.history.change import Change, Part, about
from crmcli.history.facts import days
from crmcli.history.fields import pieces, record_pieces
from crmcli.history.names import Names, clipped, word
from crmcli.history.parts import below, parts, plain


def plan_changes(
    account: str, old: Mapping[str, Plan], new: Mapping[str, Plan], names: Names
) -> Iterator[Change]:
    """Plans, each with what happened to it."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        subject = below("plans", key)
        if was is None and now is not None:
            said = Message("change-plan-new", (key, _summary(now, names)))
            yield Change(account, "plan", subject, said, (Part(subject, None, plain(now)),))
        elif was is not None and now is None:
            said = Message("change-plan-removed", (key, _summary(was, names)))
            yield Change(account, "plan", subject, said, (Part(subject, plain(was), None),))
        elif was is not None and now is not None and was != now:
            said = about(Message("change-plan", (key,)), _plan(was, now, names))
            yield Change(account, "plan", subject, said, tuple(parts(subject, was, now)))


def _summary(plan: Plan, names: Names) -> Message:
    said: list[object] = [names.aim(plan.for_)]
    said += [word(plan.kind)] if plan.kind else []
    said += [clipped(plan.how)] if plan.how else []
    said += [names.member(plan.owner)] if plan.owner else []
    said += (
        [Message("change-new-part", (Message("change-field-due"), plan.due))] if plan.due else []
    )
    said += [Message("change-plan-done", (plan.done.date,))] if plan.done else []
    said += [Message("change-plan-dropped", (plan.dropped.date,))] if plan.dropped else []
    return Message("list", tuple(said))


def _plan(was: Plan, now: Plan, names: Names) -> Iterator[Message]:
    yield from _ending("done", was.done, now.done, names)
    yield from _ending("dropped", was.dropped, now.dropped, names)
    if was.due != now.due and was.due and now.due:
        yield Message("change-part", (Message("change-field-due"), *days(was.due, now.due)))
    else:
        yield from pieces("due", was.due, now.due, names)
    if now.progress[: len(was.progress)] == was.progress:
        yield from (_step(fact, names) for fact in now.progress[len(was.progress) :])
    else:
        yield from pieces("progress", was.progress, now.progress, names)
    yield from record_pieces(was, now, names, but=("done", "dropped", "due", "progress"))


def _step(fact: Fact[str], names: Names) -> Message:
    """What was reached, with the day, who said so and why."""
    by, why = (
        (names.member(fact.by) if fact.by else None),
        (clipped(fact.why) if fact.why else None),
    )
    source = tuple(each for each in (by, fact.date, why) if each is not None)
    said = clipped(fact.value)
    return (
        Message("change-dated", (said, Message("list", source)))
        if source
        else Message("change-first", (said,))
    )


def _ending(field: str, was: Ending | None, now: Ending | None, names: Names) -> Iterator[Message]:
    """Done or dropped, with the result or the reason; or taken up again."""
    if was is None and now is not None:
        said = Message(
            "change-plan-done" if field == "done" else "change-plan-dropped", (now.date,)
        )
        yield Message("change-because", (said, clipped(now.note))) if now.note else said
    elif was is not None and now is None:
        yield Message("change-plan-again")
    else:
        yield from pieces(field, was, now, names)
