"""What was promised next."""

from collections.abc import Sequence
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.kinds import ContactId, MemberId, OneOf
from crmcli.domain.records.words import CHANNELS
from crmcli.edits.deals.steps import Step


class Promised(NamedTuple):
    """What was promised next, and for which day.

    `owner` of ours does it, in the way that `channel` says; `with_` are theirs who agreed to it.
    """

    date: Day
    what: str | None = None
    owner: MemberId | None = None
    channel: Annotated[str, OneOf(CHANNELS)] | None = None
    with_: Sequence[ContactId] = ()


def step(promised: Promised | None) -> Step | None:
    """The promise as an edit takes it."""
    return None if promised is None else Step(*promised)
