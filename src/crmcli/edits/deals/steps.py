"""The next step of a deal: what was promised, for when, and to whom."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.edit import Prose, Value
from crmcli.domain.records.account import Account, NextStep
from crmcli.edits.record_editor import Draft, full


class Step(NamedTuple):
    """A promise. `with_` names the contacts who agreed to it."""

    date: date
    what: str | None = None
    owner: str | None = None
    channel: str | None = None
    with_: Sequence[str] = ()


def like(step: Step, before: NextStep) -> Step:
    """The step, by the same people of ours and theirs and the same way as the one before, where it
    does not say.
    """
    return step._replace(
        owner=step.owner or before.owner,
        channel=step.channel or before.channel,
        with_=tuple(step.with_) or before.with_,
    )


def promise(draft: Draft, account: Account, deal: str, step: Step, *, anew: bool = False) -> None:
    """The deal's next step is this one now, in place of the one before.

    Whose it was, to whom and in which way stays where the new one does not say, and so do the
    words, unless it is `anew` because the one before is done with.
    """
    before = account.deals[deal].next if deal in account.deals else None
    if before is not None:
        step = like(step, before)._replace(what=step.what or (None if anew else before.what))
    draft.set(("deals", deal, "next"), written(step))


def clear(draft: Draft, deal: str) -> None:
    """The deal's next step is done with."""
    draft.remove(("deals", deal, "next"))


def written(step: Step) -> Value:
    """The step as a file has it: the bare day if there is nothing else to say."""
    found = full(
        date=step.date,
        what=Prose(step.what) if step.what else None,
        owner=step.owner,
        channel=step.channel,
        with_=tuple(step.with_),
    )
    return found if len(found) > 1 else found["date"]
