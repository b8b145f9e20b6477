"""In which zone is a time of a calendar? By the name it gives, Windows' names too, else by what the
file says of that name.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from crmcli.imports.correspondence.ics_lines import Line, Part
from crmcli.imports.correspondence.recurring import Budget, OddRule, rule_of, starts
from crmcli.imports.correspondence.windows_zones import ZONES

Named = Callable[[str], tzinfo | None]


class OddTime(Exception):
    """A value that is no time, or in a zone that nobody knows."""


class Zones:
    """The zones of one file. `here` is where the book is, None for this machine's: what has no zone
    is there.
    """

    def __init__(self, named: Named, here: tzinfo | None, parts: Iterable[Part]) -> None:
        self._named, self.here = named, here
        self._told = {part.said("TZID"): part for part in parts if part.name == "VTIMEZONE"}
        self._known: dict[str, tzinfo | None] = {}
        self.unknown: set[str] = set()

    def zone(self, name: str) -> tzinfo | None:
        """The zone of that name; None for one that only the file may know."""
        if name not in self._known:
            part = self._told.get(name)
            others = (name, ZONES.get(name, ""), part.said("X-LIC-LOCATION") if part else "")
            parted = name.rpartition("/freeassociation.sourceforge.net/")[2]
            found = filter(None, map(self._named, filter(None, (*others, parted))))
            self._known[name] = next(found, None)
        return self._known[name]

    def local(self, when: datetime, zone: str) -> datetime:
        """A time of that zone, with its offset. Raises OddTime."""
        if not zone:
            return when.replace(tzinfo=self.here) if self.here else when.astimezone()
        known = self.zone(zone)
        if known is not None:
            return when.replace(tzinfo=known)
        offset = _offset(self._told.get(zone), when)
        if offset is None:
            self.unknown.add(zone)
            raise OddTime(zone)
        return when.replace(tzinfo=timezone(offset))


def _offset(part: Part | None, when: datetime) -> timedelta | None:
    """How far from Greenwich the file says that it is then: by the last change before."""
    changes: list[tuple[datetime, timedelta]] = []
    for each in part.parts[:100] if part else ():
        begin, said = each.first("DTSTART"), each.said("TZOFFSETTO")
        offset = _hours(said)
        if begin is None or offset is None:
            continue
        try:
            first = moment_of(begin.value)[0]
            changes.append((first, offset))
            changes += [(at, offset) for at in _yearly(each, first, when)]
        except (OddTime, OddRule):
            continue
    before = [change for change in changes if change[0] <= when]
    if before:
        return max(before)[1]
    return min(changes)[1] if changes else None


def _yearly(part: Part, first: datetime, when: datetime) -> Iterable[datetime]:
    rule = part.first("RRULE")
    if rule is None or first > when:
        return []
    found = rule_of(rule.value, None)
    if found.frequency != "YEARLY" or found.times is not None:
        return []
    since = first if when.year - first.year < 2 else first.replace(year=when.year - 1, day=1)
    return starts(found, since, when + timedelta(days=1), Budget(100))


def _hours(said: str) -> timedelta | None:
    digits = said.lstrip("+-")
    if not digits.isdigit() or len(digits) not in (4, 6) or int(digits[:2]) > 23:
        return None
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return -size if said.startswith("-") else size


def moment_of(said: str) -> tuple[datetime, str]:
    """The time that a value says, without a zone, and what it is: `day`, `utc` or `local`. Raises
    OddTime.
    """
    said = said.strip().upper()
    try:
        if len(said) == 8:
            return datetime.strptime(said, "%Y%m%d"), "day"  # noqa: DTZ007 - its zone stands beside
        kind = "utc" if said.endswith("Z") else "local"
        when = datetime.strptime(said.removesuffix("Z")[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007
    except ValueError:
        raise OddTime(said) from None
    return when, kind


def zone_name(line: Line, kind: str, default: str) -> str:
    """The zone in which the value of a line stands: its own, else that of the whole calendar."""
    return "UTC" if kind == "utc" else line.parameters.get("TZID", default).strip("/")


def in_utc(when: datetime) -> str:
    """A moment's name for all calendars."""
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
