"""The tables of a page, as data."""

import re

_CELL = re.compile(r"(?<!\\)\|")


def tables(page: str) -> dict[str, list[dict[str, str]]]:
    """The rows of the first table below each heading, by the heading's text."""
    found: dict[str, list[dict[str, str]]] = {}
    heading, names, inside = "", None, False
    for line in page.split("\n"):
        if line.startswith("```"):
            inside = not inside
        elif not inside and line.startswith("#"):
            heading, names = line.lstrip("# "), None
        elif not inside and line.startswith("|"):
            cells = [cell.strip() for cell in _CELL.split(line)[1:-1]]
            if names is None and heading not in found:
                names = cells
                found[heading] = []
            elif names is not None and not set(line) <= set("|-: "):
                found[heading].append(dict(zip(names, cells, strict=True)))
        elif line == "":
            names = None
    return found
