"""Lines of vCard and iCalendar: escaped, folded at 75 octets without dividing a character, and
ended as RFC 6350 and 5545 want.
"""

from collections.abc import Iterable, Iterator

from crmcli.domain.text.visible import visible

WIDEST = 75  # octets of a line, its end not counted
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def escaped(text: str) -> str:
    """The text as a value: no sign of it divides values or ends the line, and nothing unseen is in
    it.
    """
    return "\n".join(map(visible, text.split("\n"))).translate(_ESCAPES)


def joined(lines: Iterable[str]) -> str:
    """The lines, folded, each with its end."""
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def folded(line: str) -> Iterator[str]:
    """The line in pieces; every one but the first begins with a space, which whoever reads takes
    away.
    """
    piece, octets = "", 0
    for char in line:
        size = len(char.encode("utf-8", "surrogatepass"))
        if octets + size > WIDEST:
            yield piece
            piece, octets = " ", 1
        piece += char
        octets += size
    yield piece
