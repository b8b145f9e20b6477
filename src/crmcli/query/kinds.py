"""What sort of value is it, and what may it be compared with?"""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import Fact
from crmcli.query.view import Read, View

Base = Literal["text", "word", "number", "money", "share", "days", "date", "span", "truth", "texts"]
NUMBERS = frozenset(("number", "money", "share", "days"))
TEXTS = frozenset(("text", "word"))
Words = tuple[str, ...]
Of = Literal["", "team", "stages", "reasons", "roles", "products"]

_RELATED = {
    frozenset(pair)
    for pair in (
        ("number", "money"),
        ("number", "days"),
        ("number", "share"),
        ("date", "span"),
        ("days", "span"),
        ("text", "word"),
    )
}


class Type(NamedTuple):
    """A sort of value.

    `choices` are the only ones there are, with what they are called; `ordered` when they have an
    order.
    """

    base: Base
    choices: Mapping[str, Label] | None = None
    ordered: bool = False


class Name(NamedTuple):
    """Something that can be asked of a record.

    `of` says which part of the policy holds its words; `facts` gives the history of a dated one; an
    `interval` runs from one day of the file to another.
    """

    path: str
    base: Base
    read: Read
    words: Words = ()
    of: Of = ""
    ordered: bool = False
    facts: Callable[[View], tuple[Fact[object], ...]] | None = None
    interval: bool = False

    def type(self, policy: Policy) -> Type:
        """Its sort of value in this book."""
        if self.words:
            return Type("word", {word: {} for word in self.words}, self.ordered)
        choices = choices_of(self.of, policy) if self.of else None
        return Type("word", choices, self.ordered) if choices else Type(self.base)


def choices_of(of: Of, policy: Policy) -> Mapping[str, Label]:
    """The ids that crm.yaml has for this, with their labels."""
    if of == "team":
        return {
            name: {"": member.name} if member.name else {} for name, member in policy.team.items()
        }
    if of == "stages":
        return {name: spec.label for name, spec in policy.stages.items()}
    if of == "reasons":
        return {name: spec.label for name, spec in policy.reasons.items()}
    if of == "products":
        return {name: spec.label for name, spec in policy.products.items()}
    return {role: spec.label for roles in policy.role_sets.values() for role, spec in roles.items()}


def related(one: Base, other: Base) -> bool:
    """May the two be compared?"""
    return one == other != "texts" or frozenset((one, other)) in _RELATED
