"""The house drawn from what its rooms import: `python tests/docs/house.py` writes docs/pictures/house.svg.

Rooms stand in the layers of pyproject.toml's first contract, sub-rooms in those of theirs. An arrow is drawn where a
room imports another, unless a longer way through other rooms says so already.
"""

import ast
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "crmcli"
PICTURE = ROOT / "docs" / "pictures" / "house.svg"
WIDTH, LEFT, GAP, LINE, PAD = 1040, 20, 18, 20, 10
STYLE = """
  .room { fill: #f6f8fa; stroke: #57606a; } .part { fill: #ffffff; stroke: #afb8c1; }
  .name { font: 600 14px sans-serif; fill: #1f2328; } .what { font: 12px sans-serif; fill: #57606a; }
  .word { font: 12px monospace; fill: #1f2328; } .way { stroke: #0969da; fill: none; } .tip { fill: #0969da; }
  @media (prefers-color-scheme: dark) {
    .room { fill: #161b22; stroke: #8b949e; } .part { fill: #0d1117; stroke: #484f58; }
    .name, .word { fill: #e6edf3; } .what { fill: #8b949e; } .way { stroke: #58a6ff; } .tip { fill: #58a6ff; }
  }
"""


def modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in sorted(SOURCE.rglob("*.py"))
    }


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crmcli"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in known else str(node.module)


def arrows() -> set[tuple[str, str]]:
    """Which room imports which, by the first part of their names."""
    known = modules()
    found = {
        (name.split(".")[1], other.split(".")[1])
        for name, path in known.items()
        if name.count(".")
        for other in imported(path, known)
        if other.count(".")
    }
    return {(one, other) for one, other in found if one != other}


def shortest(edges: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without those that a longer way says already."""

    def reaches(one: str, other: str, without: tuple[str, str]) -> bool:
        waiting, seen = [one], {one}
        while waiting:
            here = waiting.pop()
            for edge in edges:
                if edge[0] == here and edge != without and edge[1] not in seen:
                    if edge[1] == other:
                        return True
                    seen.add(edge[1])
                    waiting.append(edge[1])
        return False

    return sorted(edge for edge in edges if not reaches(*edge, edge))


def contracts() -> list[dict[str, object]]:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    found: list[dict[str, object]] = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return found


def layers(container: str) -> list[list[str]]:
    """The layers of a room's own contract, the highest first; for the package those of the whole house."""
    for each in contracts():
        if each["type"] == "layers" and each.get("containers", ["crmcli"]) == [container]:
            rows = [str(row).split("|") for row in each["layers"]]  # type: ignore[attr-defined]
            return [[name.strip().removeprefix("crmcli.") for name in row] for row in rows]
    return []


def parts(room: str) -> list[list[str]]:
    """The sub-rooms of a room in their layers."""
    folders = {path.name for path in (SOURCE / room).iterdir() if (path / "__init__.py").exists()}
    rows = [[name for name in row if name in folders] for row in layers(f"crmcli.{room}")]
    return [row for row in rows if row] or ([sorted(folders)] if folders else [])


def fitted(rows: list[list[str]], wide: float) -> list[list[str]]:
    """The same in rows whose names have room."""
    most = max(1, int((wide - 2 * PAD) / 84))
    return [row[start : start + most] for row in rows for start in range(0, len(row), most)]


def what(room: str) -> str:
    """What a room is for: the first sentence of its docstring."""
    path = SOURCE / room / "__init__.py"
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) if path.exists() else ""
    return " ".join((text or "").split("\n\n")[0].split()).partition(". ")[0].rstrip(".")


def wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:3]


def draw() -> str:
    body: list[str] = []
    places: dict[str, tuple[float, float, float, float]] = {}
    top = GAP
    for row in layers("crmcli"):
        rooms = [room for room in row if room not in ("__main__", "cli")]
        if not rooms:
            continue
        wide = (WIDTH - 2 * LEFT - GAP * (len(rooms) - 1)) / len(rooms)
        said = {room: wrapped(what(room), int(wide / 6.6)) for room in rooms}
        high = max(
            PAD * 2 + LINE * (1 + len(said[room])) + (LINE + 8) * len(fitted(parts(room), wide))
            for room in rooms
        )
        for place, room in enumerate(rooms):
            left = LEFT + place * (wide + GAP)
            places[room] = (left, top, wide, high)
            body += _room(room, left, top, wide, high, said[room])
        top += high + 2 * GAP + 10
    ways = [
        _way(places[one], places[other])
        for one, other in shortest(arrows())
        if {one, other} <= {*places}
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img">\n'
        "<title>The rooms of crmcli and which imports which</title>\n"
        f"<style>{STYLE}</style>\n"
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="tip" d="M0 0 L8 4 L0 8 z"/></marker>\n'
        + "\n".join([*ways, *body])
        + "\n</svg>\n"
    )


def _room(
    room: str, left: float, top: float, wide: float, high: float, said: list[str]
) -> list[str]:
    found = [
        f'<rect class="room" x="{left:.0f}" y="{top:.0f}" width="{wide:.0f}" height="{high:.0f}" rx="4"/>',
        f'<text class="name" x="{left + PAD:.0f}" y="{top + PAD + 14:.0f}">{room}/</text>',
    ]
    line = top + PAD + 14
    for text in said:
        line += LINE
        found.append(
            f'<text class="what" x="{left + PAD:.0f}" y="{line:.0f}">{escape(text)}</text>'
        )
    line += 10
    for row in fitted(parts(room), wide):
        each = (wide - 2 * PAD - 6 * (len(row) - 1)) / len(row)
        for place, name in enumerate(row):
            x = left + PAD + place * (each + 6)
            found += [
                f'<rect class="part" x="{x:.0f}" y="{line:.0f}" width="{each:.0f}" height="{LINE + 2}" rx="3"/>',
                f'<text class="word" x="{x + 6:.0f}" y="{line + 15:.0f}">{name}</text>',
            ]
        line += LINE + 8
    return found


def _way(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> str:
    x, y = one[0] + one[2] / 2, one[1] + one[3]
    to, end = other[0] + other[2] / 2, other[1]
    # nearer to the middle of the target, so that arrows from several rooms do not meet in one point
    to += max(-other[2] / 2 + 20, min(other[2] / 2 - 20, (x - to) * 0.6))
    return f'<path class="way" marker-end="url(#tip)" d="M{x:.0f} {y:.0f} C{x:.0f} {y + 24:.0f} {to:.0f} {end - 24:.0f} {to:.0f} {end:.0f}"/>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
