"""What may be chosen in a field: the people, deals, plans of the account, the words of crm.yaml."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.deals.promises import is_going
from crmcli.domain.label import Label
from crmcli.domain.people.coverage import is_open, required_roles
from crmcli.domain.people.presence import has_left
from crmcli.domain.table import Message
from crmcli.web.writing.fields import Field, Form, Here, Now


class Offer(NamedTuple):
    """A value, and what it is called."""

    value: str
    words: str | Label | Message


def offers(form: Form, field: Field, here: Here) -> list[Offer] | None:
    """What may be chosen; None where anything may be said."""
    kind = form.kind(field)
    leaf = kind.item if kind.shape == "list" and kind.item else kind
    words = field.words or leaf.words
    if words:
        if field.name == "direction":  # said of them, not of a form of sales
            return [Offer(each, Message(f"page-direction-{each}")) for each in words]
        return [Offer(each, Message(f"word-{each}")) for each in words]
    find = _OF.get(field.offers or leaf.ref)
    found = None if find is None else find(here)
    return found or (None if (field.offers or leaf.ref) in _FREE else found)


def only(ref: str) -> Now:
    """The one that may be chosen, where it is the only one."""

    def now(here: Here) -> Sequence[str]:
        found = _OF[ref](here)
        return (found[0].value,) if len(found) == 1 else ()

    return now


def _contacts(here: Here) -> list[Offer]:
    return [
        Offer(key, f"{each.name} · {each.title}" if each.title else each.name)
        for key, each in here.account.contacts.items()
        if not has_left(each, here.today)
    ]


def _deals(here: Here) -> list[Offer]:
    return [
        Offer(key, each.name or key)
        for key, each in here.account.deals.items()
        if is_going(each, here.today) and each.outcome is None
    ]


def _ended(here: Here) -> list[Offer]:
    return [
        Offer(key, each.name or key)
        for key, each in here.account.deals.items()
        if each.outcome is not None
    ]


def _plans(here: Here) -> list[Offer]:
    return [
        Offer(key, each.how or key)
        for key, each in here.account.plans.items()
        if is_open(each, here.today)
    ]


def _cases(here: Here) -> list[Offer]:
    return [
        Offer(key, each.what or key)
        for key, each in here.account.cases.items()
        if each.closed is None
    ]


def _roles(here: Here) -> list[Offer]:
    specs = required_roles(here.account, here.policy)
    others = [each for each in here.account.roles if each not in specs]
    return [
        *(Offer(key, _called(key, spec.label)) for key, spec in specs.items()),
        *(Offer(each, each) for each in others),
    ]


def _targets(here: Here) -> list[Offer]:
    return [*_roles(here), *_contacts(here)]


def _members(here: Here) -> list[Offer]:
    return [
        Offer(key, each.name or key)
        for key, each in here.policy.team.items()
        if each.left is None or each.left > here.today
    ]


def _labelled(specs: Mapping[str, object]) -> list[Offer]:
    return [Offer(key, _called(key, getattr(spec, "label", {}))) for key, spec in specs.items()]


def _called(key: str, label: Label) -> str | Label:
    return label or key


_OF: dict[str, Callable[[Here], list[Offer]]] = {
    "contact": _contacts,
    "deal": _deals,
    "ended": _ended,
    "plan": _plans,
    "case": _cases,
    "role": _roles,
    "target": _targets,
    "member": _members,
    "stage": lambda here: _labelled(here.policy.stages),
    "reason": lambda here: _labelled(here.policy.reasons),
}
# where crm.yaml lists none, any may be said, as on the command line
_FREE = ("member", "stage", "reason", "role", "target")
