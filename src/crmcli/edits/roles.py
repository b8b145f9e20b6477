"""Who holds a role, and who of ours stands for it."""

from collections.abc import Sequence
from datetime import date

from crmcli.domain.edit import Prose
from crmcli.domain.naming import find_role
from crmcli.domain.people.coverage import required_roles
from crmcli.domain.people.presence import is_active
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.edits.record_editor import Draft

MAIN = ("contact",)


def role_meant(said: str, account: Account, policy: Policy) -> str:
    """Which role: any by its id, those required here by name too; whatever was said where crm.yaml
    asks for none. Raises CrmError.
    """
    others = {*account.roles, *(role for roles in policy.role_sets.values() for role in roles)}
    return (
        said
        if said in others or not policy.role_sets
        else find_role(said, required_roles(account, policy))
    )


def staff(
    draft: Draft,
    role: str,
    *,
    contacts: Sequence[str] | None = None,
    rep: str | None = None,
    value: str | None = None,
    unit: str | None = None,
) -> None:
    """These people hold the role at that site, this one of ours stands for it, this is what it
    gains from us; None leaves a field as it is.
    """
    if contacts is not None:
        held = contacts[0] if len(contacts) == 1 else list(contacts) or None
        if isinstance(draft.at("roles", role), dict) or any(
            each is not None for each in (rep, value, unit)
        ):
            draft.set(("roles", role, "contact"), held, mains=MAIN)
        else:
            draft.set(("roles", role), held)  # who holds it may stand for the role
    if rep is not None:
        draft.set(("roles", role, "rep"), rep, mains=MAIN)
    if value is not None:
        draft.set(("roles", role, "value"), Prose(value), mains=MAIN)
    if unit is not None:
        draft.set(("roles", role, "unit"), Prose(unit), mains=MAIN)


def usual_rep(
    account: Account, role: str, owner: str | None, policy: Policy, day: date
) -> str | None:
    """Who stands for the role when nobody is named: the owner, where crm.yaml says so and nobody
    does yet.
    """
    known = account.roles.get(role)
    if policy.defaults.rep != "owner" or (known is not None and known.reps):
        return None
    return owner if is_active(owner, policy.team, day) else None


def vacate(draft: Draft, account: Account, contact: str) -> None:
    """The contact holds no role any more; whoever else holds one does so still."""
    for role, held in account.roles.items():
        if contact in held.contacts:
            staff(draft, role, contacts=[each for each in held.contacts if each != contact])


def reps(draft: Draft, roles: Sequence[str], rep: str | None) -> None:
    """The same one of ours stands for all these roles."""
    for role in roles:
        staff(draft, role, rep=rep)


def waive(draft: Draft, role: str, why: str) -> None:
    """Nobody is needed in the role here, and this is why: it leaves the count."""
    draft.set(("roles", role, "waived"), Prose(why), mains=MAIN)


def require(draft: Draft, role: str) -> None:
    """The role counts again."""
    draft.remove(("roles", role, "waived"))
