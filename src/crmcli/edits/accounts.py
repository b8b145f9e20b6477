"""A new account: a small file with every required role in it, still empty; and what it is to us
later.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.edit import Prose, Value
from crmcli.domain.people.coverage import required_roles
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.firm_name import firm_name
from crmcli.edits.fields import FieldChanges
from crmcli.edits.record_editor import Draft, full
from crmcli.edits.roles import usual_rep


class NewAccount(NamedTuple):
    """What is known of an account from the start."""

    name: str
    business_no: str | None = None
    aliases: Sequence[str] = ()
    segment: str | None = None
    role_sets: Sequence[str] = ()
    owner: str | None = None
    source: str | None = None
    referred_by: str | None = None
    tags: Sequence[str] = ()


def new_account(account: NewAccount, policy: Policy, day: date) -> dict[str, Value]:
    """The whole tree of its file; the owner stands for its roles where crm.yaml says so."""
    roles = required_roles(Account(name=account.name, role_sets=tuple(account.role_sets)), policy)
    return full(
        name=Prose(account.name),
        business_no=Prose(account.business_no) if account.business_no else None,
        aliases=[Prose(each) for each in account.aliases],
        segment=Prose(account.segment) if account.segment else None,
        role_set=tuple(account.role_sets),
        status="prospect",
        owner=account.owner,
        source=account.source,
        referred_by=account.referred_by,
        tags=[Prose(each) for each in account.tags],
        roles={role: _vacant(role, account.owner, policy, day) for role in roles},
    )


def _vacant(role: str, owner: str | None, policy: Policy, day: date) -> dict[str, Value] | None:
    """A role nobody is known in yet, with who of us stands for it, if anybody does."""
    rep = usual_rep(Account(name=""), role, owner, policy, day)
    return {"contact": None, "rep": rep} if rep else None


def stand(draft: Draft, account: Account, status: str, why: str | None) -> None:
    """The account has this status, for this reason.

    The reason of another status goes with it: it says nothing of the new one.
    """
    if account.status != status:
        draft.set(("status",), status)
        draft.remove(("status_why",))
    if why:
        draft.set(("status_why",), Prose(why))


def with_old_name(known: FieldChanges, account: Account, name: str) -> FieldChanges:
    """The same, with the account's old name among its aliases, by which mails, tables and people
    still call it, and without the new one.

    A name that only differs in its spelling or in the firm's form is found by the new one.
    """
    old = account.name
    if not firm_name(old).is_same(firm_name(name)):
        aliases = [*known.lists.get("aliases", ()), Prose(old)]
        known = known._replace(lists={**known.lists, "aliases": aliases})
    if name in account.aliases:
        known = known._replace(gone=[*known.gone, ("aliases", name)])
    return known
