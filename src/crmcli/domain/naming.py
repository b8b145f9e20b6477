"""Whom or what does a word on the command line mean?

By id, name, address or initials, whole or in part; never by a guess.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Contact, Deal
from crmcli.domain.records.policy import Member, Policy, RoleSpec
from crmcli.domain.table import Message
from crmcli.domain.text.firm_name import firm_name
from crmcli.domain.text.hangul import asked_initials, initials
from crmcli.domain.text.likeness import most_alike
from crmcli.domain.text.phones import asked_phone, folded_phone
from crmcli.domain.text.spelling import (
    folded,
    plain,
    squeezed,
    title_word,
    untitled,
    without_ending,
)
from crmcli.domain.text.synonyms import written_out
from crmcli.domain.text.unseen import unmixed

_LISTED = 12  # how many candidates an error names
BY_ADDRESS = 2  # the way of `surest` that tells somebody by where they are reached
_BEGINNINGS = 4  # from this way on a word is a part of what it names
_DIGITS = 7  # fewer are no phone number
_SYLLABLES = 4  # of a Korean name: the first is the family's


class Called(NamedTuple):
    """Something that can be named: its id, its names, the first of them the one shown, and where it
    can be reached.
    """

    id: str
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    label: Mapping[str, str] = {}  # its names by language, where it has such: the answer's is shown

    def told(self) -> Message | str:
        """As it is offered to a person: its id, and its name in their language."""
        return (
            Message("common-id-and-label", (self.id, self.label))
            if set(self.label.values()) - {self.id}
            else str(self)
        )

    def __str__(self) -> str:
        return (
            f"{self.id} ({self.names[0]})" if self.names and self.names[0] != self.id else self.id
        )


def find_contact(said: str, contacts: Mapping[str, Contact]) -> str:
    """Which of an account's contacts? Raises CrmError when none or several may be meant."""
    known = [
        Called(key, _called(contact), contact.emails, contact.phones)
        for key, contact in contacts.items()
    ]
    times = Counter(each.names[0] for each in known)
    known = [  # of one name, told apart by the title where several are offered
        each if times[each.names[0]] == 1 else each._replace(names=(*each.names[1:2], *each.names))
        for each in known
    ]
    return _one(said, known, Message("error-no-contact", (said,)), "error-several-contacts")


def _called(contact: Contact) -> tuple[str, ...]:
    """The name, and how people say it with the title."""
    if not contact.title:
        return (contact.name,)
    titled = (f"{contact.name} {contact.title}", f"{contact.title} {contact.name}")
    is_korean = "가" <= contact.name[:1] <= "힣" and len(contact.name) <= _SYLLABLES
    return (contact.name, *titled, *((f"{contact.name[0]} {contact.title}",) if is_korean else ()))


def find_deal(said: str, deals: Mapping[str, Deal]) -> str:
    """Which of an account's deals, open or closed?

    Raises CrmError when none or several may be meant.
    """
    known = [Called(key, (deal.name,) if deal.name else ()) for key, deal in deals.items()]
    return _one(said, known, Message("error-no-deal-here", (said,)), "error-several-deals")


def find_role(said: str, specs: Mapping[str, RoleSpec]) -> str:
    """Which role? Raises CrmError when none or several may be meant."""
    known = [labelled(key, spec.label) for key, spec in specs.items()]
    return _one(said, known, Message("error-no-role", (said,)), "error-several-roles")


def find_member(said: str, team: Mapping[str, Member]) -> str:
    """Who of us? Raises CrmError when nobody or several may be meant."""
    known = [
        Called(key, (member.name,) if member.name else (), member.emails)
        for key, member in team.items()
    ]
    return _one(said, known, Message("error-no-member", (said,)), "error-several-members")


def _one(said: str, known: Sequence[Called], none: Message, several: str) -> str:
    matches = matching(said, known)
    if len(matches) == 1:
        return matches[0].id
    if matches:
        raise CrmError(
            Message(several, (said, offered(matches))), Message("hint-several"), status=4
        )
    raise CrmError(none, hint(said, known), status=4)


def one_id(said: str, ids: Iterable[str], what: str) -> str:
    """One of these ids, its label, or the beginning of one. Raises CrmError."""
    specs = ids if isinstance(ids, Mapping) else {}
    known = [Called(each, tuple(getattr(specs.get(each), "label", {}).values())) for each in ids]
    found = matching(said, known)
    if len(found) != 1:
        raise CrmError(
            Message("error-no-such" if not found else "error-several-such", (what, said)),
            Message(
                "hint-known",
                (Message("list", tuple(_told(each.id, specs.get(each.id)) for each in known)),),
            )
            if known
            else Message("hint-none-known"),
            status=4,
        )
    return found[0].id


def _told(id_: str, spec: object) -> Message | str:
    """An id with its label, where crm.yaml gives it one."""
    label = getattr(spec, "label", None)
    return Message("common-id-and-label", (id_, label)) if label else id_


def labelled(key: str, label: Mapping[str, str]) -> Called:
    """Something of crm.yaml, known by its id and its names in every language."""
    return Called(key, tuple(dict.fromkeys(label.values())), label=label)


def matching(said: str, known: Iterable[Called], *, parts: bool = True) -> list[Called]:
    """Everything the word may mean, told in the surest way: its id, then name, address, beginning,
    with `parts` a part of a name, then initials.
    """
    return surest(said, known, parts=parts)[1]


def surest(said: str, known: Iterable[Called], *, parts: bool = True) -> tuple[int, list[Called]]:
    """The same with the way it was told, from 0 for an id: matches among things of several kinds
    can then be compared.
    """
    candidates = known if isinstance(known, Sequence) else list(known)
    place, found = _surest(said, candidates, parts=parts)
    for other in filter(None, (untitled(said), written_out(said))) if not found else ():
        place, found = _surest(other, candidates, parts=False)
        if found:
            break
    return place, _by_title(said, found) if len(found) > 1 else found


def _by_title(said: str, found: list[Called]) -> list[Called]:
    """Those who bear the title that was said, if any of them does: of two of one name, one."""
    title = title_word(said)
    if not title:
        return found
    return [each for each in found if title in map(title_word, each.names)] or found


def _surest(said: str, known: Sequence[Called], *, parts: bool) -> tuple[int, list[Called]]:
    wanted, exact = folded(said), unicodedata.normalize("NFC", said)
    if not wanted:
        return 0, []
    phone, asked = asked_phone(said.strip(), _DIGITS), asked_initials(said)
    bare, letters, name = plain(said), squeezed(said), firm_name(said)
    spelled = [(each, [folded(each.id), *map(folded, each.names)]) for each in known]
    ways: tuple[Callable[[Called, list[str]], bool], ...] = (
        lambda each, _: each.id == exact,
        lambda _, texts: wanted in texts,
        lambda each, _: (
            wanted in map(folded, each.emails)
            or (phone != "" and phone in map(folded_phone, each.phones))
        ),
        lambda _, texts: (
            bool(letters)
            and any(
                letters == squeezed(text) or name.is_same(firm_name(text))
                for text in (texts[1:] if said[-1:] in "-_" else texts)
            )
        ),
        lambda _, texts: any(plain(text).startswith(bare) for text in texts),
        lambda _, texts: parts and any(bare in plain(text) for text in texts[1:]),
        lambda _, texts: (
            parts
            and bool(letters)
            and any(letters in squeezed(text) or name.is_in(firm_name(text)) for text in texts[1:])
        ),
        lambda each, _: asked != "" and any(asked in initials(name) for name in each.names),
    )
    found = ([each for each, texts in spelled if way(each, texts)] for way in ways)
    return next(
        ((place, matches) for place, matches in enumerate(found) if matches), (len(ways), [])
    )


class Named(NamedTuple):
    """What a text names, and whether it is the very id, written a little differently."""

    id: str
    is_spelling: bool


def named(said: str, known: Sequence[Called]) -> Named | None:
    """The one that a text names: whole, or as one of its words; None for none and for several."""
    text = unmixed(said)
    way, found = surest(text, known, parts=False)
    if len(found) == 1 and way < _BEGINNINGS:
        return Named(found[0].id, is_spelling=squeezed(found[0].id) == squeezed(text))
    words = [word for word in re.split(r"[\s,/()]+", text) if len(word) > 1][:_LISTED]
    forms = {squeezed(form) for word in words for form in (word, without_ending(word))} - {""}
    told = [each for each in known if not forms.isdisjoint(map(squeezed, (each.id, *each.names)))]
    return Named(told[0].id, is_spelling=False) if len(told) == 1 and not found else None


def known_names(policy: Policy, account: Account | None = None) -> dict[str, list[Called]]:
    """Whatever may be named by its id, by kind: that of the team's policy, and of one account."""
    roles = {key: spec for specs in policy.role_sets.values() for key, spec in specs.items()}
    known = {
        "role": [labelled(key, each.label) for key, each in roles.items()],
        "stage": [labelled(key, each.label) for key, each in policy.stages.items()],
        "reason": [labelled(key, each.label) for key, each in policy.reasons.items()],
        "product": [labelled(key, each.label) for key, each in policy.products.items()],
        "objection": [labelled(key, each.label) for key, each in policy.objections.items()],
        "role-set": [Called(key) for key in policy.role_sets],
        "member": [
            Called(key, (each.name,) if each.name else (), each.emails)
            for key, each in policy.team.items()
        ],
    }
    if account is not None:
        known["contact"] = [
            Called(key, _called(each), each.emails, each.phones)
            for key, each in account.contacts.items()
        ]
        known["deal"] = [
            Called(key, (each.name,) if each.name else ()) for key, each in account.deals.items()
        ]
        known["target"] = [*known["contact"], *known["role"]]
    return known


def offered(known: Iterable[Called]) -> Message:
    """The candidates in the language of the answer, the first of them when they are many."""
    ordered = sorted(known, key=str)
    first = Message("list", tuple(each.told() for each in ordered[:_LISTED]))
    return Message("common-list-goes-on", (first,)) if len(ordered) > _LISTED else first


def listed(known: Iterable[Called]) -> str:
    """The candidates for an error message, the first of them when they are many."""
    names = sorted(str(each) for each in known)
    return ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")


def close_to(said: str, known: Iterable[Called]) -> str:
    """The names most like the word, or those that begin most like it, or nothing.

    Beginnings are compared key by key, as a hand types them: `한빗` is like `한빛전자`, and so is
    `gksqlc`.
    Costs a comparison with each, so only for what is wrong already.
    """
    from crmcli.domain.text.keyboard import typed_in_hangul

    ways = {folded(name): (name, each.id) for each in known for name in (*each.names, each.id)}
    alike = most_alike(folded(said), ways, most=_LISTED, cutoff=0.5)
    # folded, a letter that stands alone is another character, which no key has
    keys = typed_in_hangul(said.strip().casefold())
    if alike or len(keys) < 4:
        return _each_once(ways[way] for way in alike)
    begun = {typed_in_hangul(way)[: len(keys)]: told for way, told in ways.items()}
    found = most_alike(keys, begun, most=_LISTED, cutoff=0.75)
    return _each_once(begun[way] for way in found)


def _each_once(found: Iterable[tuple[str, str]]) -> str:
    """Names, the most alike first, three at most and of each thing one."""
    first: dict[str, str] = {}
    for name, id_ in found:
        first.setdefault(id_, name)
    return ", ".join(list(first.values())[:3])


def hint(said: str, known: Sequence[Called]) -> Message:
    """What may have been meant, else what there is."""
    close = close_to(said, known)
    if close:
        return Message("hint-unknown-account", (close,))
    return Message("hint-known", (offered(known),)) if known else Message("hint-none-known")
