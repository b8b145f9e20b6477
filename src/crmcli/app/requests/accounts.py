"""Accounts: made, and told about."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from crmcli.app.accounts import same_name, taken_ids
from crmcli.app.requests.account_fields import refuse_number
from crmcli.app.requests.kinds import MemberId, OneOf, ReferralId, RoleSetId
from crmcli.app.work import Work
from crmcli.domain.errors import CrmError
from crmcli.domain.records.words import SOURCES
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold
from crmcli.edits.accounts import NewAccount, new_account
from crmcli.edits.names import file_id
from crmcli.store.files.editors import head
from crmcli.store.files.scan import ACCOUNTS, SUFFIX
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.rewriting import as_new


def refuse_same_name(name: str, account: str | None) -> None:
    """Raises CrmError where an account is called so already."""
    if account is not None:
        hint = Message("hint-new-same-name")
        raise CrmError(Message("error-new-same-name", (name, account)), hint, status=4)


class CreateAccount(NamedTuple):
    """A file for a new account, with every role that must be known in it.

    The id is made from the name unless it is given; `role_sets` are the book's default by default.
    `business_no` is their business registration number.
    `again`: also if an account is called so already.
    """

    name: str
    id: str | None = None
    business_no: str | None = None
    aliases: Sequence[str] = ()
    segment: str | None = None
    role_sets: Sequence[RoleSetId] = ()
    owner: MemberId | None = None
    source: Annotated[str, OneOf(SOURCES)] | None = None
    referred_by: ReferralId | None = None
    tags: Sequence[str] = ()
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id that is taken, for a name that an account has already, and for
        a business number that is none.
        """
        refuse_number(self.business_no, work.policy)
        if self.id is None and not self.again:
            refuse_same_name(self.name, same_name((self.name, *self.aliases), work.names()))
        made = {account_id(each.path) for each in work.files.changes()}
        taken = {fold(each) for each in taken_ids(work.session.book) | made}
        key = self.id or file_id(self.name, taken)
        if fold(key) in taken:
            hint = Message("hint-edit-choose-id")
            raise CrmError(Message("error-edit-exists", (key,)), hint, status=4)
        said = NewAccount(
            self.name,
            self.business_no,
            self.aliases,
            self.segment,
            self.role_sets,
            self.owner,
            self.source,
            self.referred_by,
            self.tags,
        )
        tree = new_account(said, work.policy, work.today)
        path = f"{ACCOUNTS}/{key}{SUFFIX}"
        work.files.create(path, head(work.files.root, path) + as_new(tree))
