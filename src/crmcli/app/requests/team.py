"""Who is of the team: one more of us, and what one of us has in hand, given to another."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, NamedTuple, Protocol

from crmcli.app.policy_file import extend
from crmcli.app.requests.fields import proses
from crmcli.app.requests.kinds import AccountId, MemberId, OneOf
from crmcli.app.work import Work
from crmcli.domain.deals.charges import KINDS, Charge, charges
from crmcli.domain.edit import Prose
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_member
from crmcli.domain.people.presence import is_active
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Member, Policy
from crmcli.domain.records.words import FUNCTIONS
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold
from crmcli.edits.handover import hand_over
from crmcli.edits.record_editor import Draft, full
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.store.yaml.tree import nfc


class Book(Protocol):
    """What a handover has to know of the book."""

    @property
    def policy(self) -> Policy:
        """What the team agreed on."""
        ...

    @property
    def today(self) -> date:
        """The day where the book is."""
        ...


class AddMember(NamedTuple):
    """One more of us: an entry below `team` of crm.yaml, where everything else stays as it is.

    `function` is sales by default.
    """

    id: str
    name: str
    function: Annotated[str, OneOf(FUNCTIONS)] | None = None
    manager: MemberId | None = None
    emails: Sequence[str] = ()
    tags: Sequence[str] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id or an address that one of us has, and for a manager who is
        none of us.
        """
        team = work.policy.team
        refuse_taken(self.id, team)
        refuse_known(self.emails, team)
        manager = find_member(self.manager, team) if self.manager else None
        entry = full(
            name=Prose(self.name),
            function=self.function,
            manager=manager,
            emails=proses(self.emails),
            tags=proses(self.tags),
        )
        extend(work, {"team": {self.id: entry}})


def refuse_taken(id_: str, team: Mapping[str, Member]) -> None:
    """Raises CrmError for an id that one of us has."""
    if any(fold(id_) == fold(each) for each in team):
        raise CrmError(Message("error-edit-exists", (id_,)), Message("hint-member-id"), status=4)


def refuse_known(emails: Sequence[str], team: Mapping[str, Member]) -> None:
    """Raises CrmError for an address that one of us has: it says who sits at the keyboard."""
    for address in emails:
        for key, member in team.items():
            if address.casefold() in map(str.casefold, member.emails):
                raise CrmError(Message("error-member-email", (address, key)), status=4)


class HandOver(NamedTuple):
    """Accounts, roles, open deals and plans, promises of one member become another's; what has
    ended stays whose it was.

    `accounts` are all by default, `kinds` too.
    """

    former: str  # maybe in the team no more
    heir: MemberId
    accounts: Sequence[AccountId] = ()
    kinds: Sequence[Annotated[str, OneOf(KINDS)]] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for an heir who has left or had it all along, and for a file that names
        the former and cannot be read.
        """
        refuse_heir(self.former, self.heir, work.policy, work.today)
        theirs = self._theirs(work)
        for account in theirs:
            work.edit(account, lambda draft, record: self._hand_over(work, draft, record))
        names = (name_of(self.former, work.policy), name_of(self.heir, work.policy))
        work.title = Message("title-handover", names)

    def _theirs(self, work: Work) -> list[str]:
        """The accounts with something of theirs."""
        if self.accounts:
            found = sorted((work.path(each), each) for each in set(self.accounts))
        else:
            work.whole("error-handover-not-here", self.former)
            found = sorted((path, key) for key, path in work.paths.items())
        return [
            key
            for path, key in found
            if names_them(work.files.root, path, self.former)
            and self.given(work.record(path), work)
        ]

    def given(self, account: Account, book: Book) -> list[Charge]:
        """What of the account is handed over."""
        kinds = self.kinds or KINDS
        found = charges(account, book.policy, book.today)
        return [each for each in found if each.member == self.former and each.kind in kinds]

    def _hand_over(self, work: Work, draft: Draft, record: Account) -> None:
        hand_over(draft, record, self.given(record, work), self.heir)


def refuse_heir(former: str, heir: str, policy: Policy, today: date) -> None:
    """Raises CrmError for who cannot take over."""
    if former == heir:
        raise CrmError(Message("error-handover-same", (heir,)))
    if not is_active(heir, policy.team, today):
        left = policy.team[heir].left
        said = (name_of(heir, policy), left)
        raise CrmError(Message("error-handover-left", said), status=4)


def name_of(member: str, policy: Policy) -> str:
    """What one of ours is called."""
    known = policy.team.get(member)
    return (known.name if known else None) or member


def names_them(root: str, path: str, member: str) -> bool:
    """May the file name them at all? Most need not be understood to know that they do not."""
    return nfc(member) in nfc(read_bytes(root, path, MAX_BYTES).decode("utf-8", "replace"))
