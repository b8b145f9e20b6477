"""The appointments of a calendar in a span of days: each time that something comes again is one."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from crmcli.imports.correspondence.encoded import cleaned
from crmcli.imports.correspondence.ics_lines import Line, Part, calendars
from crmcli.imports.correspondence.mail import Person
from crmcli.imports.correspondence.recurring import Budget, OddRule, Rule, rule_of, starts
from crmcli.imports.correspondence.zones import OddTime, Zones, in_utc, moment_of, zone_name

LONGEST = 500  # characters of a subject
PERIODS = 3_000_000  # of all rules of a file that are looked at
TIMES = 200_000  # appointments of a file
_NO_END = 9000  # a year with which programs say that there is none
_GUESTS = 2000
_ONE_DAY = timedelta(days=1)
_THINGS = ("RESOURCE", "ROOM")
ZonesOf = Callable[[Sequence[Part]], Zones]


class Appointment(NamedTuple):
    """One meeting. `when` is None for one of a whole day; `id` is its own, of all times that it
    comes again; `guests` are those who have not declined, without rooms.
    """

    id: str
    day: date
    when: datetime | None
    subject: str
    place: str
    organizer: Person | None
    guests: tuple[Person, ...]
    is_cancelled: bool
    is_cleaned: bool = False


class _Event(NamedTuple):
    """An event as the file has it: when it begins without its zone, whether that is a day, and its
    zone's name.
    """

    part: Part
    uid: str
    first: datetime
    is_day: bool
    zone: str
    of: str  # which time of a row of them it is about, empty for the row or a single one
    is_cancelled: bool
    later: timedelta | None = (
        None  # of one that stands for all after it too: how much later all are
    )


class Calendar:
    """The appointments of one file's calendars."""

    def __init__(self, text: str, zones_of: ZonesOf, since: date, until: date) -> None:
        self.left: Counter[str] = Counter()
        self.since, self.until = since, until
        self._budget, self._made = Budget(PERIODS), 0
        self._parts = calendars(text)
        # a download that broke off, or a mail that cut its attachment
        self.is_cut = bool(self._parts) and text.rstrip()[-13:].upper() != "END:VCALENDAR"
        self._zones_of = zones_of
        self.unknown: set[str] = set()

    @property
    def is_one(self) -> bool:
        """Does the file hold a calendar at all?"""
        return bool(self._parts)

    def appointments(self) -> Iterator[Appointment]:
        """Each in the span, in no particular order."""
        for part in self._parts:
            zones = self._zones_of(part.parts)
            events = self._events(part, zones)
            own = {(each.uid, each.of) for each in events if each.of}
            for event in events:
                anew = [each for each in events if each.uid == event.uid and each.later is not None]
                yield from self._times(event, zones, own, sorted(anew, key=lambda each: each.of))
            self.unknown |= zones.unknown

    def _events(self, calendar: Part, zones: Zones) -> list[_Event]:
        """The events, of several versions of one the latest."""
        default = calendar.said("X-WR-TIMEZONE")
        is_cancelled = calendar.said("METHOD").upper() == "CANCEL"
        found: dict[tuple[str, str], tuple[int, _Event]] = {}
        for part in (each for each in calendar.parts if each.name == "VEVENT"):
            begin = part.first("DTSTART")
            if begin is None:
                self.left["undated"] += 1
                continue
            if part.said("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
                self.left["private"] += 1
                continue
            try:
                first, kind = moment_of(begin.value)
                zone = zone_name(begin, kind, default)
                of, later = self._of(part, (first, zone), zones, default)
            except OddTime:
                self.left["undated"] += 1
                continue
            gone = is_cancelled or part.said("STATUS").upper() == "CANCELLED"
            uid = _name(part.said("UID"), part)
            event = _Event(part, uid, first, kind == "day", zone, of, gone, later)
            number = part.said("SEQUENCE")
            place = int(number) if number.isdecimal() and len(number) < 10 else 0
            known = found.get((uid, of))
            if known is None or place >= known[0]:
                found[uid, of] = (place, event)
        return [event for _, event in found.values()]

    def _of(
        self, part: Part, begins: tuple[datetime, str], zones: Zones, default: str
    ) -> tuple[str, timedelta | None]:
        """Which time of a row it is about; and how much later it is, if all after it are too."""
        line, (first, zone) = part.first("RECURRENCE-ID"), begins
        if line is None:
            return "", None
        is_range = line.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
        when, kind = moment_of(line.value)
        if kind == "day":
            return f"{when:%Y%m%d}", first - when if is_range else None
        then = zones.local(when, zone_name(line, kind, default) or zone)
        mine = zones.local(first, zone).tzinfo
        later = first - then.astimezone(mine).replace(tzinfo=None)
        return in_utc(then), later if is_range else None

    def _times(
        self, event: _Event, zones: Zones, own: set[tuple[str, str]], anew: Sequence[_Event]
    ) -> Iterator[Appointment]:
        """Each time of the event in the span, but for those that the file tells of apart; from
        those of `anew` on it is as they say.
        """
        try:
            without = {
                self._key(each, event, zones) for each in self._dates(event, "EXDATE", zones)
            }
            seen: set[str] = set()
            for when in self._begins(event, zones):
                key = self._key(when, event, zones)
                if key in without or key in seen or (not event.of and (event.uid, key) in own):
                    continue
                seen.add(key)
                said = next((each for each in anew[::-1] if each.of < key), event)
                if event.of or said is event:
                    said, moved = event, when
                else:
                    moved = when + (said.later or timedelta())
                moment = None if event.is_day else zones.local(moved, event.zone)
                day = moved.date() if moment is None else moment.astimezone(zones.here).date()
                if not self.since <= day <= self.until:
                    continue
                self._count()
                yield _appointment(said, day, moment, key, is_one=self._is_one(event))
        except OddRule:
            self.left["many" if self._made > TIMES or self._budget.left < 0 else "odd"] += 1
        except (OddTime, OverflowError, ValueError):
            self.left["undated"] += 1

    def _count(self) -> None:
        """Raises OddRule where a file has more of them than anybody meets."""
        self._made += 1
        if self._made > TIMES:
            raise OddRule

    @staticmethod
    def _is_one(event: _Event) -> bool:
        """Does it come only once?"""
        return not event.of and not any(map(event.part.first, ("RRULE", "RDATE")))

    def _key(self, when: datetime, event: _Event, zones: Zones) -> str:
        """Which time of a row of them begins then."""
        if event.of:
            return event.of
        return f"{when:%Y%m%d}" if event.is_day else in_utc(zones.local(when, event.zone))

    def _begins(self, event: _Event, zones: Zones) -> Iterator[datetime]:
        rule = event.part.first("RRULE")
        # a day is one earlier or later elsewhere
        end = datetime.combine(self.until, time.min) + 2 * _ONE_DAY
        if rule is None or event.of:
            yield event.first
        else:
            yield from starts(self._rule(rule, event, zones), event.first, end, self._budget)
        if not event.of:
            yield from self._dates(event, "RDATE", zones)

    @staticmethod
    def _rule(line: Line, event: _Event, zones: Zones) -> Rule:
        said = dict(each.partition("=")[::2] for each in line.value.upper().split(";"))
        until = None
        if said.get("UNTIL"):
            until, kind = moment_of(said["UNTIL"])
            if until.year >= _NO_END:
                until = None
            elif kind == "utc" and not event.is_day:
                mine = zones.local(event.first, event.zone).tzinfo
                until = zones.local(until, "UTC").astimezone(mine).replace(tzinfo=None)
            elif kind == "day" and not event.is_day:
                until = until + _ONE_DAY - timedelta(seconds=1)
        return rule_of(line.value, until)

    def _dates(self, event: _Event, name: str, zones: Zones) -> Iterator[datetime]:
        """The times of a list, as the event's zone has them."""
        for line in event.part.all(name):
            for said in line.value.split(",")[:5000]:
                when, kind = moment_of(said.partition("/")[0])
                zone = zone_name(line, kind, event.zone)
                if kind != "day" and not event.is_day and zone != event.zone:
                    mine = zones.local(event.first, event.zone).tzinfo
                    when = zones.local(when, zone).astimezone(mine).replace(tzinfo=None)
                elif kind == "day" and not event.is_day:
                    when = datetime.combine(when.date(), event.first.time())
                yield when


def _appointment(
    event: _Event, day: date, when: datetime | None, key: str, *, is_one: bool
) -> Appointment:
    part = event.part
    subject, is_cleaned = cleaned(part.said("SUMMARY"), LONGEST)
    organizer = part.first("ORGANIZER")
    return Appointment(
        event.uid if is_one else f"{event.uid} {key}",
        day,
        when,
        subject,
        cleaned(part.said("LOCATION"), LONGEST)[0],
        _person(organizer) if organizer else None,
        tuple(_guests(part)),
        event.is_cancelled,
        is_cleaned,
    )


def _guests(part: Part) -> Iterator[Person]:
    for line in part.all("ATTENDEE")[:_GUESTS]:
        declined = line.parameters.get("PARTSTAT", "").upper() == "DECLINED"
        person = None if declined else _person(line)
        if person and line.parameters.get("CUTYPE", "").upper() not in _THINGS:
            yield person


def _person(line: Line) -> Person | None:
    address = line.parameters.get("EMAIL") or line.value.strip()
    address = address.removeprefix("mailto:").removeprefix("MAILTO:").strip().casefold()
    name, _ = cleaned(line.parameters.get("CN", ""), 100)
    return Person(address, name) if "@" in address and " " not in address else None


def _name(uid: str, part: Part) -> str:
    """What the event is called; a sum of what it says where it has no name that can be kept."""
    name, _ = cleaned(uid, 200)
    if name == uid and name:
        return name
    said = "\x1f".join(f"{line.name}:{line.value}" for line in part.lines)
    return f"sha256:{sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
