"""A file's text as a browser hands it over: with the line ends that the file has, and with what
others wrote meanwhile.
"""

import re
from collections import Counter

from crmcli.store.files.diff3 import chunks, matches

BOM = "\ufeff"
_LINES = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def as_text(data: bytes) -> str | None:
    """What a browser can show and hand back whole; None for what it cannot."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text.removeprefix(BOM)


def restored(before: bytes, typed: str) -> bytes:
    """The typed text with the line ends that its lines have in the file, others with those that
    most of them have, and with the mark that the file begins with. Browsers send other line ends.
    """
    was = before.decode("utf-8", "replace")
    old = _cut(was.removeprefix(BOM))
    new = _cut(typed)
    counted = Counter(end for _, end in old if end)
    usual = counted.most_common(1)[0][0] if counted else "\n"
    found = [line + (usual if end else "") for line, end in new]
    for start, place, length in matches([line for line, _ in old], [line for line, _ in new]):
        for n in range(length):
            (line, end), ends = old[start + n], bool(new[place + n][1])
            found[place + n] = line + ((end or usual) if ends else "")
    mark = BOM if was.startswith(BOM) else ""
    return (mark + "".join(found)).encode("utf-8")


def _cut(text: str) -> list[tuple[str, str]]:
    """Lines with their ends; the last may have none."""
    found = [(m[1], m[2]) for m in _LINES.finditer(text)]
    return [each for each in found if each != ("", "")]


def merged(base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    """Both changes in one text; None where both changed the same lines."""
    old, ours, others = (
        each.decode("utf-8", "surrogateescape").splitlines(keepends=True)
        for each in (base, mine, theirs)
    )
    found: list[str] = []
    for each in chunks(old, ours, others):
        settled = each.settled
        if settled is None:
            return None
        found += settled
    return "".join(found).encode("utf-8", "surrogateescape")
