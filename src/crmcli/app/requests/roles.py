"""Who holds a role, and whether anybody has to."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.app.requests.kinds import AccountId, ContactId, MemberId, RoleId
from crmcli.app.work import Work
from crmcli.domain.records.account import Account
from crmcli.edits import roles as edits
from crmcli.edits.record_editor import Draft


class StaffRole(NamedTuple):
    """Who holds a role of an account, who of ours stands for it, and whether it has to be known;
    None leaves a field as it is.

    `contacts` are in place of who held it: an empty list says that nobody is known to. `rep` of
    ours stands for it; where somebody holds it, by default whoever does as crm.yaml says. `value`
    is what the role gains from us, `unit` the site at which it is. `waive` says why nobody is
    needed here: the role leaves the count. With `unwaive` it counts again.
    """

    account: AccountId
    role: RoleId
    contacts: Sequence[ContactId] | None = None
    rep: MemberId | None = None
    value: str | None = None
    unit: str | None = None
    waive: str | None = None
    unwaive: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for a file that cannot be read."""

        def make(draft: Draft, record: Account) -> None:
            edits.staff(
                draft,
                self.role,
                contacts=self.contacts,
                rep=self.rep or self._usual_rep(record, work),
                value=self.value,
                unit=self.unit or None,
            )
            if self.waive:
                edits.waive(draft, self.role, self.waive)
            if self.unwaive:
                edits.require(draft, self.role)

        work.edit(self.account, make)

    def _usual_rep(self, record: Account, work: Work) -> str | None:
        if self.waive or not self.contacts:
            return None
        return edits.usual_rep(record, self.role, record.owner, work.policy, work.today)
