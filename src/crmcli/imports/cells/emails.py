"""Which e-mail addresses does a cell hold, and whose?"""

import re
from collections.abc import Iterator
from contextlib import suppress

from crmcli.domain.table import Message
from crmcli.domain.text.ways import EMAIL, email_fault
from crmcli.imports.card import Refusal, refuse
from crmcli.imports.cells.brief import brief
from crmcli.imports.cells.several import MOST, Cells, Values, several
from crmcli.imports.values import checked

_BETWEEN = re.compile(r"[;,\n|]|:::|\s/\s")
_WORDS = re.compile(r"[\s/]+")
_LABEL = re.compile(r"\A(?:e-?mail|mail|이메일|메일|전자우편)\s*[:.]\s*", re.IGNORECASE)
_ANGLE = re.compile(r"\A([^<>]*)<([^<>@\s]+@[^<>\s]+)>\s*\Z")
_IN_ANGLES = re.compile(r"<\s*[^<>@\s]{1,100}@[^<>\s]{1,254}\s*>")
_QUOTES = " \"'“”‘’()[]"


def emails(cells: Cells) -> Values:
    """The addresses, each once: of `Kim <s@a.example>` the address."""
    return several(cells, lambda text, called: _parts(checked(text, called)), _email, str.casefold)


def addresses(cell: str) -> list[tuple[str, str]]:
    """The addresses, each with the name that stands before it, if one does; what is none is left
    out.
    """
    found = []
    for part in _parts(cell[:MOST]):
        with suppress(Refusal):
            address = _email(part, "")
            angle = _ANGLE.match(part)
            found.append((angle[1].strip(_QUOTES) if angle else "", address))
    return found


def _parts(text: str) -> Iterator[str]:
    """The addresses of a cell, with the names that belong to them.

    A comma before an address in angle brackets may be one of its name: Kim, Minji <s@a.example>.
    """
    place = 0
    for found in _IN_ANGLES.finditer(text):
        *others, name = _own(text[place : found.start()])
        for other in others:
            yield from _bare(other)
        yield f"{name}<{found[0].strip('<> ')}>"
        place = found.end()
    for part in _BETWEEN.split(text[place:]):
        yield from _bare(part)


def _own(text: str) -> list[str]:
    """What stands before an address in brackets: others, and the name that is its own."""
    parts = _BETWEEN.split(text)
    place = next((at for at in range(len(parts), 0, -1) if "@" in parts[at - 1]), 0)
    return [*parts[:place], ", ".join(filter(None, map(str.strip, parts[place:])))]


def _bare(text: str) -> Iterator[str]:
    text = _LABEL.sub("", text.strip())
    words = list(filter(None, _WORDS.split(text)))
    if len(words) > 1 and any(EMAIL.match(word.strip(_QUOTES)) for word in words):
        yield from words
    elif text:
        yield text


def _email(text: str, called: str) -> str:
    angle = _ANGLE.match(text)
    said = (angle[2] if angle else text).strip(_QUOTES)
    fault = email_fault(said)
    if fault and fault.is_safe:
        said = fault.meant
    elif fault or not EMAIL.match(said):
        refuse(Message("told-import-no-email", (called, brief(text))))
    return said
