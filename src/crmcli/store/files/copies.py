"""Of which file is one a copy, by its name as file managers and programs that sync make it?"""

import re

_WORD = r"(?:복사본|사본|copy|kopie|copie|コピー|副本)"
_BEHIND = re.compile(
    rf"(?P<of>.+?)(?:\s*-?\s+{_WORD}(?:\s*\(?\d+\)?)?|\s*\(\d+\)|\s*\([^()]*"
    r"(?:conflicted copy|conflict|충돌)[^()]*\)|\s*의\s*사본)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:{_WORD}\s+of|{_WORD})\s+(?:-\s*)?(?P<of>.+)", re.IGNORECASE)


def copy_of(stem: str) -> str | None:
    """The name without what makes it a copy's; None for a name that says nothing of the kind."""
    found = _BEHIND.fullmatch(stem) or _BEFORE.fullmatch(stem)
    return found["of"].strip() if found else None
