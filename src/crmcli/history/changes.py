"""What changed between two states of an account, in sales terms?

Nothing at all where only the way it is written changed.
"""

from collections.abc import Iterator, Mapping, Sized
from datetime import date

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part, about
from crmcli.history.dealings import asset_changes, case_changes, contract_changes
from crmcli.history.deals import deal_changes
from crmcli.history.extras import extra_changes, moved_parts
from crmcli.history.fields import pieces, record_pieces
from crmcli.history.lists import added
from crmcli.history.logs import log_changes, survey_changes
from crmcli.history.names import Names, word
from crmcli.history.parts import account_parts, below, file_key, parts, plain
from crmcli.history.people import contact_changes, role_changes
from crmcli.history.plans import plan_changes
from crmcli.history.renames import SECTIONS, Renames, called_anew, renames
from crmcli.history.rests import rest_changes

# What has sentences of its own, and what is not said by the file but by the way it is written.
_TOLD = (
    "id",
    "name",
    "status",
    "research",
    "roles",
    "contacts",
    "plans",
    "deals",
    "contracts",
    "assets",
    "cases",
    "surveys",
    "resting",
    "log",
    "plain_phones",
    "odd",
    "silences",
    "extra",
)
_KINDS = ("contact", "deal", "plan", "contract", "case")  # of the sections that may be renamed


def changes(
    before: Account | None,
    after: Account | None,
    policy: Policy,
    as_of: date | None = None,
    *,
    has_parts: bool = True,
) -> list[Change]:
    """Every change, the account's own first, its log last; with the day of the answer whoever of
    us has left by then is told as left. Without parts, a whole account is only named.

    The order of log entries, surveys and rests is none, and neither are quotes around phones.
    """
    if before is None or after is None:
        return list(_whole(before, after, has_parts=has_parts))
    names = Names(policy, {**before.contacts, **after.contacts}, as_of)
    return list(_between(before, after, names))


def _whole(before: Account | None, after: Account | None, *, has_parts: bool) -> Iterator[Change]:
    """An account that came into being, or ceased to be."""
    account = after or before
    if account is None:
        return
    counts = [
        Message(f"change-count-{what}", (len(found),)) for what, found in _counted(account) if found
    ]
    said = Message("list", (account.name, word(account.status), *counts))
    key = "change-account-new" if after else "change-account-removed"
    values = (before and plain(before), after and plain(after)) if has_parts else None
    held = (Part("account", *values),) if values else ()
    yield Change(account.id, "account", "account", Message(key, (said,)), held)


def _counted(account: Account) -> tuple[tuple[str, Sized], ...]:
    return (("people", account.contacts), ("deals", account.deals), ("entries", account.log))


def _between(before: Account, after: Account, names: Names) -> Iterator[Change]:
    key = after.id
    yield from _account(before, after, names)
    by = renames(before, after)
    anew = list(_renamed(before, by, after, names))
    before = called_anew(before, by)
    if before.research != after.research:
        said = about(
            Message("change-research"), record_pieces(before.research, after.research, names)
        )
        yield Change(
            key,
            "research",
            "research",
            said,
            tuple(parts("research", before.research, after.research)),
        )
    yield from (change for change in anew if change.kind == "contact")
    yield from role_changes(key, before.roles, after.roles, names)
    yield from contact_changes(key, before.contacts, after.contacts, names)
    yield from (change for change in anew if change.kind != "contact")
    yield from plan_changes(key, before.plans, after.plans, names)
    yield from deal_changes(key, before.deals, after.deals, added(before.log, after.log), names)
    yield from contract_changes(key, before.contracts, after.contracts, names)
    yield from asset_changes(key, before.assets, after.assets, names)
    yield from case_changes(key, before.cases, after.cases, names)
    yield from survey_changes(key, before.surveys, after.surveys, names)
    yield from rest_changes(key, before.resting, after.resting, names)
    yield from log_changes(key, before.log, after.log, names)
    yield from extra_changes(key, before.extra, after.extra, names)


def _account(before: Account, after: Account, names: Names) -> Iterator[Change]:
    """What is said of the account itself: a change a field."""
    key = after.id
    if before.id != key:
        yield Change(
            key,
            "account",
            "account",
            Message("change-account-id", (before.id, key)),
            (Part("id", before.id, key),),
        )
    if before.name != after.name:
        yield Change(
            key,
            "account",
            "name",
            Message("change-account-called", (before.name, after.name)),
            (Part("name", before.name, after.name),),
        )
    if before.status != after.status:
        said = Message("change-account-status", (word(before.status), word(after.status)))
        yield Change(key, "account", "status", said, (Part("status", before.status, after.status),))
    for field, was, now in zip(after._fields, before, after, strict=True):
        if field not in _TOLD:
            yield from _of_field(key, field, was, now, names)


def _of_field(account: str, field: str, was: object, now: object, names: Names) -> Iterator[Change]:
    """A field's change; a change a key where the field has keys."""
    path = file_key(Account(""), field)
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in {**was, **now}:
            if was.get(key) != now.get(key) or (key in was) != (key in now):
                one, other = ({key: each[key]} if key in each else {} for each in (was, now))
                yield from _told(
                    account,
                    below(path, key),
                    pieces(field, one, other, names),
                    parts(path, one, other),
                )
    else:
        yield from _told(account, path, pieces(field, was, now, names), parts(path, was, now))


def _told(
    account: str, subject: str, said: Iterator[Message], found: Iterator[Part]
) -> Iterator[Change]:
    kind = "custom" if subject.startswith("custom") else "account"
    messages = tuple(said)
    if messages:
        yield Change(account, kind, subject, Message("list", messages), tuple(found))


def _renamed(before: Account, by: Renames, after: Account, names: Names) -> Iterator[Change]:
    """What goes by another id, with every place that names it."""
    for section, kind, told in zip(SECTIONS, _KINDS, by, strict=True):
        for old, new in told.items():
            later = called_anew(before, Renames(**{section: {old: new}}))
            said = Message("change-id", (_called(kind, new, after, names), old, new))
            found = (*account_parts(before, later), *moved_parts(before.extra, later.extra))
            yield Change(after.id, kind, below(section, new), said, found)
            before = later


def _called(kind: str, key: str, after: Account, names: Names) -> object:
    """What it is called before its id is told."""
    if kind == "contact":
        return names.person(key)
    if kind == "case":
        return Message("change-case", (word(after.cases[key].kind), key))
    if kind == "plan":
        return Message("change-plan", (key,))
    return Message("change-contract", (key,)) if kind == "contract" else key
