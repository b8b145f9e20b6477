"""Days as a calendar: iCalendar (RFC 5545), an event of a whole day for each."""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from crmcli.domain.time.calendar import plus_days
from crmcli.formats.content_lines import escaped, joined


class Event(NamedTuple):
    """Something of one day.

    `key` tells it from all others, today and tomorrow: it makes the UID.
    """

    key: tuple[str, ...]
    day: date
    summary: str
    description: str = ""
    category: str = ""


class Subscription(NamedTuple):
    """What a calendar says of itself to a program that reads it again and again.

    `refresh` is how often that should be, `alarm` when to ring, counted from the beginning of an
    event's day: both as durations of RFC 5545.
    """

    name: str = ""
    refresh: str = ""
    alarm: str = ""


PLAIN = Subscription()


def render(events: Iterable[Event], as_of: date, subscription: Subscription = PLAIN) -> str:
    """The calendar.

    DTSTAMP is the day of the answer, not the moment it was asked for: the same book gives the same
    file.
    """
    return joined(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//crmcli//crm//EN",
            "CALSCALE:GREGORIAN",
            *_said(subscription),
            *(line for event in events for line in _event(event, as_of, subscription.alarm)),
            "END:VCALENDAR",
        ]
    )


def _said(subscription: Subscription) -> Iterator[str]:
    """Each in the word of the standard (RFC 7986), and in that of the programs before it."""
    if subscription.name:
        name = escaped(subscription.name)
        yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}")
    if subscription.refresh:
        yield f"REFRESH-INTERVAL;VALUE=DURATION:{subscription.refresh}"
        yield f"X-PUBLISHED-TTL:{subscription.refresh}"


def _event(event: Event, as_of: date, alarm: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(event.key)}"
    yield f"DTSTAMP:{_day(as_of)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    if event.day < date.max:  # a whole day lasts one day where no end is told
        yield f"DTEND;VALUE=DATE:{_day(plus_days(event.day, 1))}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.category:
        yield f"CATEGORIES:{escaped(event.category)}"
    yield "TRANSP:TRANSPARENT"
    if alarm:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(event.summary)}"
        yield f"TRIGGER:{alarm}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _day(day: date) -> str:
    """Eight digits, in the first thousand years too, where strftime writes fewer."""
    return day.isoformat().replace("-", "")


def uid(key: tuple[str, ...]) -> str:
    """A name for the event that says nothing of it."""
    return sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:32] + "@crm"
