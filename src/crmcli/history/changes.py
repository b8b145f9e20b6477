"""What changed between two states of an account, in sales terms? Nothing at all where only the way it is written changed."""

from collections.abc import Iterator, Sized

from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part, told
from crmcli.history.dealings import asset_changes, case_changes, contract_changes
from crmcli.history.deals import deal_changes
from crmcli.history.fields import record_pieces
from crmcli.history.logs import added, log_changes, survey_changes
from crmcli.history.names import Names, word
from crmcli.history.people import called_anew, contact_changes, renamed_contacts, role_changes
from crmcli.history.plans import plan_changes

# What has sentences of its own, and what is not said by the file but by the way it is written.
_TOLD = ("id", "name", "status", "research", "roles", "contacts", "plans", "deals", "contracts", "assets", "cases", "surveys", "log", "plain_phones")


def changes(before: Account | None, after: Account | None, policy: Policy) -> list[Change]:
    """Every change, the account's own first, its log last. The order of log entries and surveys is none, and neither are quotes around phones."""
    if before is None or after is None:
        return list(_whole(before, after))
    names = Names(policy, {**before.contacts, **after.contacts})
    renamed = renamed_contacts(before, after)
    return list(_between(called_anew(before, renamed), after, renamed, names))


def _whole(before: Account | None, after: Account | None) -> Iterator[Change]:
    """An account that came into being, or ceased to be."""
    account = after or before
    if account is None:
        return
    counts = [Message(f"change-count-{what}", (len(found),)) for what, found in _counted(account) if found]
    said = Message("list", (account.name, word(account.status), *counts))
    part = Part("account", None, account.name) if after else Part("account", account.name, None)
    yield Change(account.id, "account", "account", Message("change-account-new" if after else "change-account-removed", (said,)), (part,))


def _counted(account: Account) -> tuple[tuple[str, Sized], ...]:
    return (("people", account.contacts), ("deals", account.deals), ("entries", account.log))


def _between(before: Account, after: Account, renamed: dict[str, str], names: Names) -> Iterator[Change]:
    key = after.id
    yield from _account(before, after, names)
    if before.research != after.research:
        yield told(key, "research", "research", Message("change-research"), list(record_pieces("research.", before.research, after.research, names)))
    yield from role_changes(key, before.roles, after.roles, names)
    yield from contact_changes(key, before.contacts, after.contacts, renamed, names)
    yield from plan_changes(key, before.plans, after.plans, names)
    yield from deal_changes(key, before.deals, after.deals, added(before.log, after.log), names)
    yield from contract_changes(key, before.contracts, after.contracts, names)
    yield from asset_changes(key, before.assets, after.assets, names)
    yield from case_changes(key, before.cases, after.cases, names)
    yield from survey_changes(key, before.surveys, after.surveys, names)
    yield from log_changes(key, before.log, after.log, names)


def _account(before: Account, after: Account, names: Names) -> Iterator[Change]:
    """What is said of the account itself: a change a field."""
    key = after.id
    if before.id != key:
        yield Change(key, "account", "account", Message("change-account-id", (before.id, key)), (Part("id", before.id, key),))
    if before.name != after.name:
        yield Change(key, "account", "name", Message("change-account-called", (before.name, after.name)), (Part("name", before.name, after.name),))
    if before.status != after.status:
        said = Message("change-account-status", (word(before.status), word(after.status)))
        yield Change(key, "account", "status", said, (Part("status", before.status, after.status),))
    for piece in record_pieces("", before, after, names, but=_TOLD):
        subject = piece.part.field
        kind = "custom" if subject.startswith("custom") else "account"
        yield Change(key, kind, subject, Message("change-first", (piece.message,)), (piece.part,))
