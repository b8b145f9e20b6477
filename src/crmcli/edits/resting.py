"""Rows of the agenda that are put off: what was said of which, and until when."""

from collections.abc import Mapping
from datetime import date as Day
from typing import NamedTuple

from crmcli.domain.edit import Prose
from crmcli.domain.records.account import Account
from crmcli.domain.relations.resting import Fact, about
from crmcli.edits.record_editor import Draft, full


class PutOff(NamedTuple):
    """It rests from `date`, when that was said, until `until`."""

    date: Day
    until: Day
    by: str | None = None
    why: str | None = None


def rest(draft: Draft, account: Account, fact: Fact, said: PutOff) -> None:
    """It stands in the file; in place of what was said of the same on the same day."""
    written = full(
        date=said.date,
        kind=fact.kind,
        subject=Prose(fact.subject) if "," in fact.subject else fact.subject,
        day=fact.day,
        what=Prose(fact.what) if fact.what else None,
        until=said.until,
        by=said.by,
        why=Prose(said.why) if said.why else None,
    )
    for place, each in enumerate(account.resting):
        if each.date == said.date and about(each) == fact:
            is_list = not isinstance(draft.at("resting"), Mapping)
            draft.set(("resting", place) if is_list else ("resting",), written)
            return
    draft.add(("resting",), written)
