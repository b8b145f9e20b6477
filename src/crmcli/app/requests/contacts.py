"""People at an account: changed, gone elsewhere, forgotten."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.fields import cleared
from crmcli.app.requests.kinds import AccountId, ContactId, MemberId, OneOf, RoleId
from crmcli.app.work import Work
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Referral
from crmcli.domain.records.words import CHANNELS, STANCES
from crmcli.domain.table import Message
from crmcli.edits import contacts as edits
from crmcli.edits.contacts import Person
from crmcli.edits.fields import FieldChanges, foreign_ids, know, own_fields
from crmcli.edits.record_editor import Draft
from crmcli.edits.referrals import follow
from crmcli.edits.roles import staff, usual_rep
from crmcli.edits.stances import assess
from crmcli.reports.options import NoOptions
from crmcli.reports.relations import referrals


class AddContact(NamedTuple):
    """A person at an account, with the roles held and how the person stands to us.

    `rep` stands for the roles; by default whoever does, as crm.yaml says. `date` and `by` are the
    stance's: since when, and who says so.
    """

    account: AccountId
    name: str
    title: str | None = None
    phones: Sequence[str] | None = None
    emails: Sequence[str] | None = None
    channel: Annotated[str, OneOf(CHANNELS)] | None = None
    reports_to: ContactId | None = None
    note: str | None = None
    roles: Sequence[RoleId] = ()
    rep: MemberId | None = None
    stance: Annotated[str, OneOf(STANCES)] | None = None
    date: Day | None = None
    by: MemberId | None = None
    custom: Mapping[str, Sequence[str]] = {}
    id: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for somebody who is there already, and for an id that is taken."""
        own = FieldChanges(entries={"custom": own_fields(self.custom, "contact", work.policy)})
        person = Person(*self[1:8])

        def make(draft: Draft, record: Account) -> None:
            key = edits.add(draft, record, person, id_=self.id)
            know(draft, ("contacts", key), own)
            for each in self.roles:
                held = record.roles[each].contacts if each in record.roles else ()
                usual = usual_rep(record, each, record.owner, work.policy, work.today)
                staff(draft, each, contacts=[*held, key], rep=self.rep or usual)
            if self.stance:
                assess(draft, key, self.stance, self.date or work.today, by=self.by)

        work.edit(self.account, make)


class EditContact(NamedTuple):
    """What is known of a person, in place of what was; None leaves a field as it is.

    `ids` are what other systems call the person, by the system. `clear` names fields that say
    nothing any more, or one entry of them as in `custom=NAME`. With `id` the person gets another
    id, and everything in the book that names it follows.
    """

    account: AccountId
    contact: ContactId
    name: str | None = None
    title: str | None = None
    phones: Sequence[str] | None = None
    emails: Sequence[str] | None = None
    channel: Annotated[str, OneOf(CHANNELS)] | None = None
    reports_to: ContactId | None = None
    note: str | None = None
    custom: Mapping[str, Sequence[str]] = {}
    ids: Mapping[str, Sequence[str]] = {}
    clear: Sequence[str] = ()
    id: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id that is taken, and for what is to go and is not there."""
        others = self._naming(work) if self.id is not None else []
        own = own_fields(self.custom, "contact", work.policy)
        ids = {system: foreign_ids(known) for system, known in self.ids.items()}
        known = FieldChanges(entries={"ids": ids, "custom": own}, gone=cleared(self.clear))
        person = Person(*self[2:9])

        def make(draft: Draft, record: Account) -> None:
            know(draft, ("contacts", self.contact), known, mains=edits.MAIN)
            edits.change(draft, self.contact, person)
            if self.id is not None:
                edits.rename(draft, record, self.contact, self.id)
                self._follow(draft, record)

        work.edit(self.account, make)
        for each in others:
            work.edit(each, self._follow)

    def _naming(self, work: Work) -> list[str]:
        """The other accounts that name the person as who referred them."""
        work.whole("error-rename-not-here", f"{self.account}/{self.contact}")
        who = Referral(self.account, self.contact)
        found = work.session.gather(referrals.FACTS, NoOptions(), work.today)
        return sorted({row.account for row in found if row.referral == who} - {self.account})

    def _follow(self, draft: Draft, record: Account) -> None:
        follow(draft, record, self._renamed)

    def _renamed(self, referral: Referral) -> str | None:
        who = Referral(self.account, self.contact)
        return f"{self.account}/{self.id}" if referral == who else None


class LeaveContact(NamedTuple):
    """A person has left, today unless `date` says when; roles that the person held are free once
    the day has come.
    """

    account: AccountId
    contact: ContactId
    date: Day | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a file that cannot be read."""
        day = self.date or work.today
        work.edit(
            self.account,
            lambda draft, record: edits.leave(draft, record, self.contact, day, work.today),
        )


class MoveContact(NamedTuple):
    """A person went to another account: left here on a day, a contact there, with phones and
    addresses.

    Without `date`, somebody who has left already left when the file says, others today.
    """

    account: AccountId
    contact: ContactId
    to: AccountId
    title: str | None = None
    date: Day | None = None
    id: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for the same account."""
        here, there = work.path(self.account), work.path(self.to)
        if here == there:
            raise CrmError(Message("error-edit-same-account"))
        home = work.account(self.account)
        person = home.contacts[self.contact]
        came_from = f"{home.name} ({home.id}/{self.contact})"

        def arrive(draft: Draft, record: Account) -> None:
            key = self.id or (self.contact if self.contact not in record.contacts else None)
            edits.arrive(draft, record, person, came_from, id_=key, title=self.title)

        def leave(draft: Draft, record: Account) -> None:
            if self.date is not None or record.contacts[self.contact].left is None:
                day = self.date or work.today
                edits.leave(draft, record, self.contact, day, work.today)
            if record.contacts[self.contact].ids:  # an import is to find the person there
                draft.remove(("contacts", self.contact, "ids"))

        work.edit(self.to, arrive)
        work.edit(self.account, leave)
