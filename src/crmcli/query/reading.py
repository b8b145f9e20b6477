"""How is a field of the format read from a record? By its path, as far as there is one."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TypedDict, TypeVar, Unpack, overload

from crmcli.domain.time.dated import Fact, value
from crmcli.query.kinds import Base, Name, Of, Words
from crmcli.query.view import Read, View

_PYTHON = ("for", "with", "from")  # words of Python: their field has an underscore

T = TypeVar("T")


class Rest(TypedDict, total=False):
    """What else is known of a name: its fields from `words` on."""

    words: Words
    of: Of
    ordered: bool
    interval: bool


class RestAndFacts(Rest, total=False):
    """The same, with the history of what is worked out of a dated fact."""

    facts: Callable[[View], tuple[Fact[object], ...]] | None


def field(path: str, base: Base = "text", **more: Unpack[Rest]) -> Name:
    """A field of the record, or of a record in it, that is read as it stands in the file."""
    return Name(path, base, reader(path), **more)


def fields(base: Base, *paths: str) -> tuple[Name, ...]:
    """Several of the same sort."""
    return tuple(field(path, base) for path in paths)


def computed(path: str, base: Base, read: Read, **more: Unpack[RestAndFacts]) -> Name:
    """Something that no file holds."""
    return Name(path, base, read, **more)


def dated(path: str, base: Base, key: str = "", **more: Unpack[Rest]) -> Name:
    """A dated fact of the record: the value that holds on the day."""
    attribute = key or path

    def facts(view: View) -> tuple[Fact[object], ...]:
        return getattr(view.record, attribute)  # type: ignore[no-any-return]

    return Name(path, base, lambda view: value(facts(view), view.as_of), facts=facts, **more)


def reader(path: str) -> Read:
    """What stands there; None where a part of the way is missing.

    Texts are composed, so that they are equal however they were typed.
    """
    first, *rest = [f"{word}_" if word in _PYTHON else word for word in path.split(".")]
    if rest:
        (second,) = rest
        return lambda view: composed(getattr(getattr(view.record, first), second, None))
    return lambda view: composed(getattr(view.record, first))


@overload
def composed(found: str) -> str: ...


@overload
def composed(found: T) -> T: ...


def composed(found: object) -> object:
    """A text in composed form, whatever keyboard or file system it comes from."""
    if isinstance(found, str):
        return found if found.isascii() else unicodedata.normalize("NFC", found)
    return tuple(map(composed, found)) if isinstance(found, tuple) else found


def by_then(day: date | None, view: View) -> date | None:
    """The day, if it has come."""
    return day if day is not None and day <= view.as_of else None


def refers(view: View) -> str | None:
    """Who sent them: account, or account/contact."""
    by = view.record.referred_by
    return None if by is None else f"{by.account}/{by.contact}" if by.contact else by.account
