"""What is promised next, as a part of a request."""

from collections.abc import Sequence
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.kinds import ContactId, MemberId, OneOf
from crmcli.domain.records.words import CHANNELS
from crmcli.edits.deals.steps import Step


class Promised(NamedTuple):
    """A promise: for which day, and what.

    `owner` is who of ours keeps it, `channel` in which way, `with_` who of theirs agreed to it: as
    in the promise before it where that is not said.
    """

    date: Day
    what: str | None = None
    owner: MemberId | None = None
    channel: Annotated[str, OneOf(CHANNELS)] | None = None
    with_: Sequence[ContactId] = ()

    def step(self) -> Step:
        """The same as edits take it."""
        return Step(*self)
