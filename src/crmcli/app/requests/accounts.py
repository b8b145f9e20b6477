"""Accounts: made, and told about."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from crmcli.app.accounts import taken_ids
from crmcli.app.requests.kinds import MemberId, OneOf, ReferralId, RoleSetId
from crmcli.app.work import Work
from crmcli.domain.errors import CrmError
from crmcli.domain.records.words import SOURCES
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold
from crmcli.edits.accounts import NewAccount, new_account
from crmcli.edits.names import file_id
from crmcli.store.files.scan import ACCOUNTS, SUFFIX
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.rewriting import as_new


class CreateAccount(NamedTuple):
    """A file for a new account, with every role that must be known in it.

    The id is made from the name unless it is given; `role_sets` are the book's default by default.
    """

    name: str
    id: str | None = None
    aliases: Sequence[str] = ()
    segment: str | None = None
    role_sets: Sequence[RoleSetId] = ()
    owner: MemberId | None = None
    source: Annotated[str, OneOf(SOURCES)] | None = None
    referred_by: ReferralId | None = None
    tags: Sequence[str] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id that is taken."""
        made = {account_id(each.path) for each in work.files.changes()}
        taken = {fold(each) for each in taken_ids(work.session.book) | made}
        key = self.id or file_id(self.name, taken)
        if fold(key) in taken:
            hint = Message("hint-edit-choose-id")
            raise CrmError(Message("error-edit-exists", (key,)), hint, status=4)
        said = NewAccount(
            self.name,
            self.aliases,
            self.segment,
            self.role_sets,
            self.owner,
            self.source,
            self.referred_by,
            self.tags,
        )
        tree = new_account(said, work.policy, work.today)
        work.files.create(f"{ACCOUNTS}/{key}{SUFFIX}", as_new(tree))
