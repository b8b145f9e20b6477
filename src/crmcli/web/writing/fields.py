"""What a form is: the request it makes, and its fields."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from crmcli.app.protocol.registry import find
from crmcli.app.protocol.shapes import Field as Part
from crmcli.app.protocol.shapes import Kind, fields_of
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

Typed = Mapping[str, Sequence[str]]
Data = dict[str, object]
TEXT = Kind("text")


class Here:
    """For what a form is drawn: an account as its file is now, the policy, the day, who sits here,
    and what is known of the answers already.
    """

    def __init__(
        self, account: Account, policy: Policy, today: date, me: str | None, typed: Typed
    ) -> None:
        self.account, self.policy, self.today, self.me = account, policy, today, me
        self.typed = typed

    def one(self, name: str) -> str:
        """What was said of that field; nothing where nothing was."""
        return next((each for each in self.typed.get(name, ()) if each.strip()), "")


Now = Callable[[Here], Sequence[str]]
Look = Literal["", "line", "words", "lines", "taps", "list", "hidden"]


class Field(NamedTuple):
    """One field: `name` is its place in the request, `next.date` that of a part of it.

    How it is asked follows from what the request may hold there. `look` says otherwise: a `line`,
    `words` of several lines, `lines` each for itself, `taps` side by side, a `list` to choose from.
    `now` is what stands in it at first, `words` what may be chosen where that is not all; `kind` is
    what it holds where the request has no such field. `reads` names another way to read it, `label`
    another text that it is called by.
    """

    name: str
    look: Look = ""
    now: Now | None = None
    words: tuple[str, ...] = ()
    kind: Kind | None = None
    offers: str = ""
    reads: Literal["", "amount", "rest"] = ""
    needed: bool = False
    label: str = ""
    ahead: bool = False  # a day that is still to come, where somebody says `fri`


class Group(NamedTuple):
    """Fields that are asked together, under a title. `folded` are those that are needed now and
    then, `late` those that are asked only where something stands in the way.
    """

    title: str
    fields: tuple[Field, ...]
    folded: bool = False
    late: bool = False


def _as_it_is(data: Data, _: Here) -> Data:
    return data


class FormSpec(NamedTuple):
    """The record of one form: its name, the operation of the application that it asks for, and its
    fields. `mine`: the field that names who sits here. `finish` puts together what the request has
    and the form asks otherwise; `fits` names the fields that are asked here, where not all are.
    """

    name: str
    operation: str
    groups: tuple[Group, ...]
    mine: str = ""
    finish: Callable[[Data, Here], Data] = _as_it_is
    fits: Callable[[Here], frozenset[str]] | None = None


class Form:
    """One form, with what its request may hold."""

    def __init__(self, spec: FormSpec) -> None:
        self.spec = spec

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The fields of the request by their names in JSON, those of its parts with a dot."""
        found: dict[str, Part] = {}
        for each in fields_of(find(self.spec.operation)):
            found[each.key] = each
            if each.kind.shape == "record":
                found |= {f"{each.key}.{inner.key}": inner for inner in each.kind.fields}
        return found

    def kind(self, field: Field) -> Kind:
        """What the field may hold."""
        return field.kind or self.parts[field.name].kind

    def is_needed(self, field: Field) -> bool:
        """May it not be left out?"""
        part = self.parts.get(field.name)
        return field.needed or ("." not in field.name and part is not None and part.is_needed)

    def groups(self, here: Here) -> list[Group]:
        """Those asked here, with their fields."""
        fits = self.spec.fits(here) if self.spec.fits else None
        found = [
            each._replace(
                fields=tuple(one for one in each.fields if fits is None or one.name in fits)
            )
            for each in self.spec.groups
        ]
        return [each for each in found if each.fields]

    def fields(self, here: Here) -> list[Field]:
        """All that are asked here."""
        return [one for each in self.groups(here) for one in each.fields]
