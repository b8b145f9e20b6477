"""Who and what is called how?

Ids become the names that the book gives them, fixed words become words of the reader's language.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.deals.qualification import KEYS, called
from crmcli.domain.label import Label
from crmcli.domain.people.presence import is_active
from crmcli.domain.records.account import Contact, Mitigation, Probability
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.short_amounts import exact, short
from crmcli.domain.table import Message
from crmcli.history.known_words import FIELDS, OURS, TABLED
from crmcli.history.parts import filled, is_record

LONGEST = 80  # characters of somebody's words that a sentence quotes

_PEOPLE = frozenset(("contact", "contacts", "with_", "via", "reports_to", "decision_maker"))
_MEMBERS = frozenset(("owner", "rep", "reps", "by", "approved_by", "service_contact", "manager"))
_MONEY = frozenset(("amount", "list_price", "unit_price", "annual_revenue"))
_WORDS = frozenset(
    (
        "status",
        "source",
        "stance",
        "from_",
        "to",
        "type",
        "kind",
        "channel",
        "outcome",
        "mood",
        "result",
        "per",
        "direction",
        "about",
        "people",
        "objections",
        "sourced_by",
        "function",
    )
)


class Names(NamedTuple):
    """What the ids of one account are called: people as in its newer state, ours as in the
    policy.
    """

    policy: Policy
    contacts: Mapping[str, Contact] = {}
    as_of: date | None = None  # the day of the answer: who of us has left by then is told as left

    def person(self, contact: str) -> str:
        """A contact."""
        known = self.contacts.get(contact)
        return known.name if known else contact

    def member(self, member: str) -> object:
        """One of us."""
        known = self.policy.team.get(member)
        name = known.name or member if known else member
        here = self.as_of is None or is_active(member, self.policy.team, self.as_of)
        return name if here else Message("common-member-left", (name,))

    def role(self, role: str) -> object:
        """A post."""
        return next(
            (
                specs[role].label
                for specs in self.policy.role_sets.values()
                if role in specs and specs[role].label
            ),
            role,
        )

    def stage(self, stage: str) -> object:
        """A step of the sales process."""
        known = self.policy.stages.get(stage)
        return known.label if known and known.label else stage

    def product(self, product: str) -> object:
        """What we sell."""
        known = self.policy.products.get(product)
        return known.label if known and known.label else product

    def criterion(self, criterion: str) -> Label | str:
        """What a framework asks of a deal."""
        return called(criterion, self.policy) or criterion

    def reason(self, reason: str) -> object:
        """Why a deal was not won."""
        known = self.policy.reasons.get(reason)
        return known.label if known and known.label else reason

    def aim(self, aim: str) -> object:
        """Whom a plan is for: a contact or a post."""
        return self.person(aim) if aim in self.contacts else self.role(aim)

    def show(self, field: str, value: object) -> object:  # a line a kind
        """A field's value, as an argument of a sentence."""
        if value is None or value == ():
            return Message("change-nothing")
        if isinstance(value, date):
            return value
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int | Decimal):
            return short(value) if field in _MONEY else exact(value)
        if isinstance(value, Mapping) and set(value) == {""}:
            return clipped(value[""])
        if isinstance(value, Mapping):
            return Message(
                "list",
                tuple(
                    Message("change-new-part", (self.key(field, key), self.show(field, each)))
                    for key, each in value.items()
                ),
            )
        if isinstance(value, Mitigation):
            kind = self.show("kind", value.kind)
            note = clipped(value.note) if value.note else ""
            return Message("change-because", (kind, note)) if note else kind
        if is_record(value):
            return self.record(value)
        if isinstance(value, tuple):
            return Message("list", tuple(self.show(field, each) for each in value))
        return self.text(field, str(value))

    def text(self, field: str, value: str) -> object:
        """A text that may be an id or a fixed word, depending on its field."""
        if field in _PEOPLE:
            return self.person(value)
        if field in _MEMBERS:
            return self.member(value)
        if field in _WORDS:
            return word(value)
        known = {
            "stages": self.stage,
            "reason": self.reason,
            "for_": self.aim,
            "products": self.product,
            "roles": self.role,
        }.get(field)
        return known(value) if known else clipped(value)

    def record(self, record: NamedTuple) -> Message:
        """A whole record: each field that says something."""
        parts = [
            self.show(field, value)
            if field == "value" and isinstance(record, Probability)
            else Message("change-new-part", (field_name(field), self.show(field, value)))
            for field, value in filled(record)
        ]
        return Message("list", tuple(parts)) if parts else Message("change-nothing")

    def key(self, field: str, key: str) -> object:
        """A key of a mapping, by what the mapping is about."""
        if field == "people":
            return self.person(key)
        if field in ("products", "not_eligible"):
            return self.product(key)
        return self.criterion(key) if field in KEYS else key


def word(value: str) -> object:
    """A fixed word of the format."""
    return (
        Message(f"word-{value}")
        if value in TABLED
        else Message(f"change-word-{value}")
        if value in OURS
        else value
    )


def field_name(field: str) -> object:
    """What a field is called; its own name where nobody gave it one."""
    return Message(f"change-field-{field.rstrip('_')}") if field in FIELDS else field.rstrip("_")


def clipped(text: str) -> str:
    """Somebody's words, as far as a sentence has room for them."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
