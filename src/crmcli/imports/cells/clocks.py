"""What time of day stands beside a day, and of which zone's clocks?"""

import re
from datetime import timedelta
from typing import NamedTuple

from crmcli.domain.table import Message
from crmcli.imports.card import refuse

_HALF = r"오전|오후|am|pm|a\.m\.|p\.m\."
_CLOCK = re.compile(
    r"(?P<rest>.*?)(?:t|[ ,]+(?:at |um )?|(?<=[일.)]))"
    rf"(?P<before>{_HALF})? ?(?P<hour>[0-9]{{1,2}})"
    r"(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"| ?시(?: ?(?P<minutes>[0-9]{1,2}) ?분(?: ?(?P<seconds>[0-9]{1,2}) ?초)?)?)"
    rf"(?: ?(?P<after>{_HALF}))?"
    r"(?: ?(?P<zone>z|[a-z]{2,5}|(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?))?"
)
_TOGETHER = re.compile(
    r"(?P<rest>[0-9]{8})t(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?(?P<zone>z)?"
)
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2}):?([0-9]{2})?")
# Only those that are of one place: a CST is of Chicago and of Shanghai.
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "kst": 540, "jst": 540, "cet": 60, "cest": 120, "uhr": None}


class Clock(NamedTuple):
    """A time of day; `offset` from UTC in minutes where it is told."""

    hour: int
    minute: int
    second: int = 0
    offset: int | None = None

    def is_midnight(self) -> bool:
        """Does it stand for no time at all, as many programs write a day?"""
        return not (self.hour or self.minute or self.second)

    def since_midnight(self) -> timedelta:
        """How long the day has lasted."""
        return timedelta(hours=self.hour, minutes=self.minute, seconds=self.second)

    def in_words(self) -> str:
        """HH:MM; nothing for midnight."""
        return "" if self.is_midnight() else f"{self.hour:02}:{self.minute:02}"


def clocked(said: str) -> tuple[str, Clock | None]:
    """What is left of a text without the time at its end, and that time. Folded text of one line.

    Raises Refusal for a time that there is not.
    """
    if ":" not in said and "시" not in said and "t" not in said:
        return said, None
    found = _TOGETHER.fullmatch(said) or _CLOCK.fullmatch(said)
    if found is None:
        return said, None
    parts = found.groupdict()
    hour = _hour(int(parts["hour"]), (parts.get("before") or parts.get("after") or "")[:2], said)
    minute = int(parts["minute"] or parts.get("minutes") or 0)
    second = int(parts["second"] or parts.get("seconds") or 0)
    if hour > 23 or minute > 59 or second > 60:
        refuse(Message("told-import-no-time", (said,)))
    clock = Clock(hour, minute, min(second, 59), _offset(parts["zone"] or "uhr", said))
    return parts["rest"].rstrip(" ,"), clock


def _hour(hour: int, half: str, said: str) -> int:
    """The hour of 24. Raises Refusal for one that the half of the day has not: 0 PM, 13 AM."""
    if not half:
        return hour
    is_late = half in {"pm", "p.", "오후"}
    if hour > 12 or (hour == 0 and half in {"am", "a.", "pm", "p."}):
        if hour > 12 and is_late and hour < 24:  # 오후 15:05
            return hour
        refuse(Message("told-import-no-time", (said,)))
    return hour % 12 + 12 * is_late


def _offset(zone: str, said: str) -> int | None:
    if zone in _ZONES:
        return _ZONES[zone]
    found = _OFFSET.fullmatch(zone)
    minutes = int(found[2]) * 60 + int(found[3] or 0) if found else 10**4
    if found is None or minutes > 14 * 60 or int(found[3] or 0) > 59:
        refuse(Message("told-import-no-zone", (zone, said)))
    return -minutes if found[1] == "-" else minutes
