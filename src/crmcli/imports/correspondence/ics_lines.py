"""The parts of a calendar file (RFC 5545): what it holds, line by line, unfolded and unescaped."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(
    r"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):"
)
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=(\"[^\"]*\"|[^\";:]*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# The others of an event are not looked at: some hold whole files.
_NAMES = """
    BEGIN END UID RECURRENCE-ID DTSTART SUMMARY STATUS ORGANIZER ATTENDEE RRULE RDATE EXDATE
    SEQUENCE CLASS LOCATION METHOD TZID TZOFFSETTO X-LIC-LOCATION X-WR-TIMEZONE
    """
_READ = frozenset(_NAMES.split())
LONGEST = 4096  # characters of a line that are kept


class Line(NamedTuple):
    """One property: its name in capitals, its parameters by name, and its value as it stands."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value without the escapes of the format."""
        return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.value)


class Part(NamedTuple):
    """A component, such as VEVENT, with its own lines and the parts within it."""

    name: str
    lines: list[Line]
    parts: "list[Part]"

    def all(self, name: str) -> list[Line]:
        """Its lines of that name."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        """The first of them."""
        return next((line for line in self.lines if line.name == name), None)

    def said(self, name: str) -> str:
        """The text of the first of them; nothing where there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""


_DEEPEST = 8  # parts within parts; no calendar has more than three


def calendars(text: str) -> list[Part]:
    """Every calendar of the file. What is not closed ends with the file."""
    top = Part("", [], [])
    open_parts, over = [top], 0
    for line in _lines(text):
        if line.name == "BEGIN":
            if over or len(open_parts) > _DEEPEST:
                over += 1
                continue
            part = Part(line.value.strip().upper(), [], [])
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif line.name == "END":
            if over:
                over -= 1
            elif len(open_parts) > 1:
                open_parts.pop()
        elif not over:
            open_parts[-1].lines.append(line)
    return [part for part in top.parts if part.name == "VCALENDAR"]


def _lines(text: str) -> Iterator[Line]:
    held: list[str] = []
    size = 0
    for raw in text.split("\n"):
        line = raw.removesuffix("\r")
        if line[:1] in (" ", "\t"):
            if held and size < LONGEST:
                held.append(line[1:])
                size += len(line)
            continue
        yield from _line("".join(held))
        name = re.match(r"[A-Za-z0-9-]+", line[:40])
        held = [line] if name and name[0].upper() in _READ else []
        size = len(line)
    yield from _line("".join(held))


def _line(text: str) -> Iterator[Line]:
    match = _LINE.match(text) if text else None
    if match:
        found = _PARAMETER.findall(match[2])
        parameters = {name.upper(): value.strip('"') for name, value in found}
        yield Line(match[1].upper(), parameters, text[match.end() : LONGEST])
