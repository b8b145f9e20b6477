"""How long something takes, as calendars write it (RFC 5545, of ISO 8601 what has no month)."""

import re

_DURATION = re.compile(
    r"P(?:[0-9]{1,4}W|(?=[0-9T])(?:[0-9]{1,5}D)?"
    r"(?:T(?=[0-9])(?:[0-9]{1,5}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}S)?)?)"
)
_LEAD = re.compile(r"(\+?)([0-9]{1,4})([mhdw])")
_UNITS = {"m": "PT{}M", "h": "PT{}H", "d": "P{}D", "w": "P{}W"}


def duration(said: str) -> str:
    """The duration in capitals, such as P1D or PT6H; nothing for what is none, and for no time."""
    said = said.strip().upper()
    return said if _DURATION.fullmatch(said) and re.search("[1-9]", said) else ""


def alarm_of(said: str) -> str:
    """When to ring, counted from the beginning of a day: `30m` or `1d` before it, `+9h` after it.
    Nothing for anything else.
    """
    found = _LEAD.fullmatch(said.strip().lower())
    if not found:
        return ""
    after, number, unit = found.groups()
    return f"{'' if after else '-'}{_UNITS[unit].format(int(number))}"
