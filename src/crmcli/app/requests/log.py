"""What happened: an entry of the log, and what it leads to in the same breath."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.again import named, refuse_again
from crmcli.app.requests.deals.promises import Promised
from crmcli.app.requests.kinds import (
    AccountId,
    ContactId,
    DealId,
    MemberId,
    ObjectionId,
    OneOf,
)
from crmcli.app.work import Work
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.words import (
    DIRECTIONS,
    ENTRY_OUTCOMES,
    ENTRY_TYPES,
    MOODS,
    OBJECTION_STATES,
    STANCES,
)
from crmcli.domain.table import Message
from crmcli.edits import entries as edits
from crmcli.edits.entries import Happened
from crmcli.edits.record_editor import Draft
from crmcli.history.names import word
from crmcli.store.yaml.scalars import TIME
from crmcli.store.yaml.shape import DecodeError


class LogEntry(NamedTuple):
    """What happened, today unless `date` says when; what was promised, and how somebody stands to
    us now.

    `by` are those of ours who took part, `with_` those of theirs. `direction` is outbound unless
    they came to us. `outcome` follows from the type where it is left out: a call reached, an e-mail
    was sent, others were held. `said` are the customer's own words, `what` what it was about,
    `gave` what we handed over, `objections` what they held against us, each with how it stands,
    `usage` how they use what they bought, `score` how content they say they are, 0 to 10. `next` is
    the deal's next step if a deal is named, else the entry's promise. `stances` are how people
    stand to us now, `whys` on what evidence, by contact. `ids` are what other systems call it,
    `time` is the time of the day, as in 14:30. `again`: also if the log says the very same already.
    """

    account: AccountId
    type: Annotated[str, OneOf(ENTRY_TYPES)]
    date: Day | None = None
    by: Sequence[MemberId] = ()
    with_: Sequence[ContactId] = ()
    deal: DealId | None = None
    direction: Annotated[str, OneOf(DIRECTIONS)] | None = None
    outcome: Annotated[str, OneOf(ENTRY_OUTCOMES)] | None = None
    mood: Annotated[str, OneOf(MOODS)] | None = None
    said: str | None = None
    what: str | None = None
    gave: Sequence[str] = ()
    objections: Mapping[ObjectionId, Annotated[str, OneOf(OBJECTION_STATES)]] = {}
    next: Promised | None = None
    stances: Mapping[ContactId, Annotated[str, OneOf(STANCES)]] = {}
    whys: Mapping[ContactId, str] = {}
    usage: str | None = None
    score: Money | None = None
    note: str | None = None
    ids: Mapping[str, Sequence[str]] = {}
    time: str | None = None
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for a day that lies ahead, for a promise of a deal that has ended, and
        for an entry that is there.
        """
        asked = self._replace(date=self.date or work.today)
        work.edit(self.account, lambda draft, record: asked.write(draft, record, work.today))

    def write(
        self, draft: Draft, account: Account, today: Day, *, keeps_step: bool = False
    ) -> None:
        """Into the log of the account; `keeps_step`: it keeps the deal's promise, whatever its
        day. Raises CrmError.
        """
        refuse_again(account, self.already(account), again=self.again)
        edits.log(draft, account, self._happened(), today, keeps_step=keeps_step)

    def already(self, account: Account) -> Message | None:
        """What the log has that says the same."""
        entry = edits.same(account, self._happened())
        return (
            named(word(entry.type), entry.date, entry.what or entry.said or entry.note)
            if entry
            else None
        )

    def _happened(self) -> Happened:
        return Happened(
            date=self.date or Day.min,
            type=self.type,
            by=self.by,
            with_=self.with_,
            deal=self.deal,
            direction=self.direction,
            outcome=self.outcome,
            mood=self.mood,
            said=self.said,
            what=self.what,
            gave=self.gave,
            objections=self.objections,
            next=self.next.step() if self.next else None,
            stances=self.stances,
            whys=self.whys,
            note=self.note,
            usage=self.usage,
            score=self.score,
            ids=self.ids,
            time=time_of_day(self.time) if self.time else None,
        )


def time_of_day(said: str) -> str:
    """As in 09:05. Raises CrmError for what is none."""
    try:
        return TIME.decode(said.strip())
    except DecodeError as wrong:
        raise CrmError(wrong.message) from None
