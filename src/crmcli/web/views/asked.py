"""What the address of a page says, decoded."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

ROWS = 100  # of a table on one page: what a browser shows at once, and somebody reads
LONGEST = 500  # characters of one value: a name, a condition


class Asked(NamedTuple):
    """What somebody wants to see: of which day, of whose records, and the page's own options.

    `subject` is what stands behind the page's name in the path: a report's name, an account's id.
    `said` has the page's own options as the address gives them, by name.
    """

    as_of: date | None = None
    at: str = ""
    owners: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    explain: bool = False
    start: int = 0
    subject: str = ""
    said: Mapping[str, tuple[str, ...]] = {}

    def one(self, name: str) -> str | None:
        """A value of the page's own; None where the address says none. Raises CrmError for two."""
        values = self.said.get(name, ())
        if len(values) > 1:
            raise CrmError(Message("page-error-twice", (name,)))
        return values[0] if values else None

    def pairs(self, *, paging: bool = True) -> list[tuple[str, str]]:
        """Everything as the address says it, in one order: the same question, the same address."""
        found: list[tuple[str, str]] = []
        if self.as_of:
            found.append(("as_of", self.as_of.isoformat()))
        if self.at:
            found.append(("at", self.at))
        for name, values in (
            ("owner", self.owners),
            ("segment", self.segments),
            ("tag", self.tags),
            *sorted(self.said.items()),
        ):
            found += [(name, value) for value in values]
        if self.explain:
            found.append(("explain", "1"))
        if self.start and paging:
            found.append(("from", str(self.start)))
        return found

    def without(self, names: tuple[str, ...]) -> "Asked":
        """Of the present: for a page that has days of its own."""
        return self._replace(
            as_of=None if "as_of" in names else self.as_of, at="" if "at" in names else self.at
        )

    def bare(self) -> "Asked":
        """The same day and the same records, for another page."""
        return self._replace(subject="", said={}, start=0, explain=False)


def asked(pairs: Iterable[tuple[str, str]], subject: str = "") -> Asked:
    """What the address says. Raises CrmError for what means nothing; nothing said is nothing asked,
    as a form sends its empty fields.
    """
    said: dict[str, list[str]] = {}
    for name, value in pairs:
        if len(value) > LONGEST or len(name) > LONGEST:
            raise CrmError(Message("page-error-long"))
        if "\0" in name + value:
            raise CrmError(Message("page-error-nul"))
        if value.strip():
            said.setdefault(name, []).append(value)

    def one(name: str) -> str:
        values = said.pop(name, [])
        if len(values) > 1:
            raise CrmError(Message("page-error-twice", (name,)))
        return values[0] if values else ""

    day, start = one("as_of"), one("from")
    return Asked(
        as_of=day_of(day) if day else None,
        at=one("at"),
        owners=tuple(dict.fromkeys(said.pop("owner", []))),
        segments=tuple(dict.fromkeys(said.pop("segment", []))),
        tags=tuple(dict.fromkeys(said.pop("tag", []))),
        explain=truth_of("explain", one("explain")),
        start=number_of("from", start) if start else 0,
        subject=subject,
        said={name: tuple(values) for name, values in said.items()},
    )


def day_of(said: str) -> date:
    """A day as files write it. Raises CrmError for anything else."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = None
    if day is None or day.isoformat() != said:
        raise CrmError(Message("page-error-day", (said,)))
    return day


def number_of(name: str, said: str) -> int:
    """A number from 0 up. Raises CrmError for anything else."""
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise CrmError(Message("page-error-number", (name, said)))
    return int(said)


def truth_of(name: str, said: str) -> bool:
    """Yes or no, as a form and an address say it. Raises CrmError for anything else."""
    if said not in ("", "1", "0", "true", "false"):
        raise CrmError(Message("page-error-truth", (name, said)))
    return said in ("1", "true")
