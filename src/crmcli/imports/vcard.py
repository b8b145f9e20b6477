"""Which people does a file of business cards name? vCard 2.1, 3.0 and 4.0, as far as a contact of
ours goes.
"""

import binascii
import quopri
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmcli.domain.table import Message
from crmcli.imports.card import Card, Reading, Refusal, Refused, Unread, refuse
from crmcli.imports.cells.emails import emails
from crmcli.imports.cells.names import person, with_title
from crmcli.imports.cells.phones import phones
from crmcli.imports.columns import is_fax
from crmcli.imports.text import as_text
from crmcli.imports.values import field, optional, prose

_PARAMETER = re.compile(r';((?:[^;:"]|"[^"]*")*)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PARTED = re.compile(r"(?<!\\)((?:\\\\)*);")
_ONE = frozenset({"FN", "N", "ORG", "TITLE"})  # of which a contact of ours has one
_WHO = frozenset({"FN", "N", "ORG", "UID"})  # without which it may be somebody else
_READ = _ONE | {"TEL", "EMAIL", "NOTE", "UID"}
# Of the card, not of the person.
_ABOUT = frozenset(
    {
        "BEGIN",
        "VERSION",
        "PRODID",
        "REV",
        "PROFILE",
        "SORT-STRING",
        "KIND",
        "CLASS",
        "SOURCE",
        "NAME",
        "MAILER",
        "X-ABLABEL",
        "X-ABUID",
    }
)
Found = Reading[Card | Refused]


class Line(NamedTuple):
    """One property, unfolded: the file's line it begins in, its name, its parameters in capitals,
    its value, and what it is grouped by.
    """

    number: int
    name: str
    parameters: frozenset[str]
    value: str
    group: str = ""


def vcards(text: str) -> Found:
    """A card or a refusal for each BEGIN:VCARD, and what of the cards was not read.

    What stands outside of cards is nobody's.
    """
    found: list[Card | Refused] = []
    held: list[Line] = []
    left = Counter[str]()
    begun = 0
    for line in _properties(text):
        if line.name == "BEGIN" and line.value.strip().upper() == "VCARD":
            if begun:
                found.append(Refused(begun, "", Message("told-import-no-end")))
            begun, held = line.number, []
        elif line.name == "END" and line.value.strip().upper() == "VCARD" and begun:
            read, others = _sorted_out(held)
            left.update(others)
            found.append(_card(begun, read))
            begun = 0
        else:
            held.append(line)
    if begun:
        found.append(Refused(begun, "", Message("told-import-no-end")))
    return Reading(found, [Unread(name, count) for name, count in left.items()])


def _sorted_out(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The properties that a contact of ours takes, and what else the card says."""
    faxes = {line.group for line in lines if line.name == "X-ABLABEL" and is_fax(line.value)} - {""}
    read: list[Line] = []
    others: list[str] = []
    seen = set[str]()
    for line in (line for line in lines if line.value.strip(" ;") and line.name not in _ABOUT):
        again = line.name in _ONE & seen
        seen.add(line.name)
        if line.name == "TEL" and (line.group in faxes or any(map(_is_fax, line.parameters))):
            others.append("TEL;TYPE=FAX")
        elif line.name in _READ and not again:
            read.append(line)
        else:
            others.append(line.name)
    return read, others


def _is_fax(parameter: str) -> bool:
    """Is the parameter a kind of number, and that of a fax?"""
    name, _, kinds = parameter.rpartition("=")
    return name in {"", "TYPE"} and "FAX" in kinds.strip('"').split(",")


def _properties(text: str) -> Iterator[Line]:
    """The properties, with folded lines and those that end in a soft break of quoted-printable put
    together.
    """
    number, held, soft = 0, [""], False
    for place, line in enumerate(text.split("\n"), 1):
        if soft:
            held[-1] = held[-1][:-1]
            held.append(line)
        elif line[:1] in {" ", "\t"} and held != [""]:
            held.append(line[1:])
        else:
            yield from _property(number, "".join(held))
            number, held = place, [line]
        soft = line.endswith("=") and "QUOTED-PRINTABLE" in held[0].partition(":")[0].upper()
    yield from _property(number, "".join(held))


def _property(number: int, text: str) -> Iterator[Line]:
    name = re.match(r"[A-Za-z0-9.-]+", text)
    if name is None:
        return
    place, parameters = name.end(), set()
    while match := _PARAMETER.match(text, place):
        parameters.add(match.group(1).upper())
        place = match.end()
    if text[place : place + 1] == ":":
        group, _, said = name.group().upper().rpartition(".")
        yield Line(number, said, frozenset(parameters), text[place + 1 :], group)


def _card(begun: int, lines: list[Line]) -> Card | Refused:
    name = ""
    try:
        said, unreadable = _said(lines)
        parts = (*(field(part, "N") for part in _parts(said.get("N", [""])[0])), "", "", "")
        who = person(field(_plain(said.get("FN", [""])[0]), "FN"), *parts[:3])
        name = who.name
        if not name:
            refuse(Message("told-import-nameless"))
        company, *department = [field(part, "ORG") for part in _parts(said.get("ORG", [""])[0])]
        title = optional((("TITLE", _plain(each)) for each in said.get("TITLE", [])[:1]), field)
        note = optional((("NOTE", _plain(each)) for each in said.get("NOTE", ())), prose)
        numbers = phones(("TEL", _plain(each)) for each in said.get("TEL", ()))
        addresses = emails(("EMAIL", _plain(each)) for each in said.get("EMAIL", ()))
        left = (
            *unreadable,
            *(why for each in (title, numbers, addresses, note) for why in each[1]),
        )
        job = with_title("".join(title[0]), who.title)
        titles = " ".join(filter(None, (*department, job)))
        uid = unicodedata.normalize("NFC", _plain(said.get("UID", [""])[0]).strip())
        return Card(
            begun,
            name,
            company,
            titles or None,
            numbers[0],
            addresses[0],
            "\n".join(note[0]) or None,
            uid,
            left,
        )
    except Refusal as refusal:
        return Refused(begun, name, refusal.why)


def _said(lines: Sequence[Line]) -> tuple[dict[str, list[str]], list[Message]]:
    """What each property says, and what cannot be read. Raises Refusal where that is who it is."""
    said: dict[str, list[str]] = {}
    left: list[Message] = []
    for line in lines:
        try:
            text = _text(line)
            said.setdefault(line.name, []).append(text)
        except Refusal as refusal:
            if line.name in _WHO:
                raise
            left.append(refusal.why)
    return said, left


def _text(line: Line) -> str:
    """The value as text. Raises Refusal for bytes that make none."""
    if any("QUOTED-PRINTABLE" in each for each in line.parameters):
        raw = quopri.decodestring(line.value.encode())
    elif line.parameters & {"ENCODING=B", "ENCODING=BASE64", "BASE64"}:
        try:
            raw = binascii.a2b_base64(re.sub(r"\s", "", line.value), strict_mode=True)
        except binascii.Error:
            raise Refusal(Message("error-import-bytes", (line.name,))) from None
    else:
        return line.value
    found = as_text(raw)
    if found is None:
        raise Refusal(Message("error-import-bytes", (line.name,)))
    return found.text.replace("\r\n", "\n").replace("\r", "\n")


def _parts(value: str) -> list[str]:
    """The parts of a value that semicolons divide."""
    return [_plain(part) for part in _PARTED.sub("\\1\n\x1f", value).split("\n\x1f")]


def _plain(value: str) -> str:
    """The text without the escapes of the format."""
    return _ESCAPE.sub(lambda match: "\n" if match.group(1) in "nN" else match.group(1), value)
