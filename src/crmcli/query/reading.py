"""How is a field of the format read from a record? By its path, as far as there is one."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from crmcli.domain.time.dated import Fact, value
from crmcli.query.kinds import Base, Name
from crmcli.query.view import View

_PYTHON = ("for", "with", "from")  # words of Python: their field has an underscore


def field(path: str, base: Base = "text", **more: Any) -> Name:
    """A field of the record, or of a record in it, that is read as it stands in the file."""
    return Name(path, base, reader(path), **more)


def fields(base: Base, *paths: str) -> tuple[Name, ...]:
    """Several of the same sort."""
    return tuple(field(path, base) for path in paths)


def computed(path: str, base: Base, read: Callable[[View], Any], **more: Any) -> Name:
    """Something that no file holds."""
    return Name(path, base, read, **more)


def dated(path: str, base: Base, key: str = "", **more: Any) -> Name:
    """A dated fact of the record: the value that holds on the day."""
    attribute = key or path

    def facts(view: View) -> tuple[Fact[Any], ...]:
        return getattr(view.record, attribute)  # type: ignore[no-any-return]

    return Name(path, base, lambda view: value(facts(view), view.as_of), facts=facts, **more)


def reader(path: str) -> Callable[[View], Any]:
    """What stands there; None where a part of the way is missing.

    Texts are composed, so that they are equal however they were typed.
    """
    first, *rest = [f"{word}_" if word in _PYTHON else word for word in path.split(".")]
    if rest:
        (second,) = rest
        return lambda view: composed(getattr(getattr(view.record, first), second, None))
    return lambda view: composed(getattr(view.record, first))


def composed(found: Any) -> Any:
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
