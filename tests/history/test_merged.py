"""What any two small changes of a list, or of a mapping, make together: merged.txt. UPDATE=1 (without -n) writes it anew: read what changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from golden import recorded

from crmcli.history.merge.records import merge

GOLDEN = Path(__file__).with_name("merged.txt")


def entry(day: str, what: str) -> dict[str, str]:
    return {"date": f"2026-0{day}-01", "type": "call", "what": what}


def changed(items: list[Any], new: list[Any], edited: Any) -> Iterator[tuple[str, list[Any]]]:
    """The list with one change of each kind: an item gone, come, edited, or all turned around."""
    for place, each in enumerate(items):
        yield f"-{place}", [*items[:place], *items[place + 1 :]]
        yield f"~{place}", [*items[:place], edited(each), *items[place + 1 :]]
    for place in range(len(items) + 1):
        for number, each in enumerate(new):
            yield f"+{place}{'abc'[number]}", [*items[:place], each, *items[place:]]
    yield "turned", items[::-1]


def lists() -> Iterator[tuple[str, list[Any], list[tuple[str, Any]], list[tuple[str, Any]]]]:
    """What a list is of, what it was, and what each of two people may have made of it."""
    days = [entry("2", "b"), entry("4", "d"), entry("6", "f")]
    ours, theirs = ([entry(day, f"{day}{who}") for day in "14"] for who in ("our", "their"))

    def by(who: str) -> Any:
        return lambda each: each | {"by": who}

    for name, base in (("oldest first", days), ("newest first", days[::-1])):
        yield (
            name,
            base,
            [*changed(base, ours, by("kim"))],
            [*changed(base, theirs, by("han"))],
        )
    words = ["b", "d", "f"]
    yield (
        "words",
        words,
        [*changed(words, ["our"], str.upper)],
        [*changed(words, ["their"], lambda each: each * 2)],
    )
    things = [{"name": each, "note": each * 3} for each in words]
    yield (
        "things",
        things,
        [*changed(things, [{"name": "our"}], by("kim"))],
        [*changed(things, [{"name": "their"}], by("han"))],
    )
    for name, keys in (("keys", ("b", "d")), ("days", ("2026-02-01", "2026-04-01"))):
        pairs = [(key, key[-4]) if name == "days" else (key, "1") for key in keys]
        found = (
            [*changed(pairs, new, lambda each, end=end: (each[0], f"{each[1]}{end}"))]
            for new, end in (
                ([("2026-03-01" if name == "days" else "our", "new")], "k"),
                ([("2026-03-02" if name == "days" else "their", "new")], "h"),
            )
        )
        yield name, pairs, *found


def told(node: Any) -> str:
    if isinstance(node, dict) and "what" in node:
        return f"{node['date'][6]}{node['what']}{node.get('by', '')}"
    if isinstance(node, dict):
        return "{" + " ".join(f"{key}:{each}" for key, each in node.items()) + "}"
    return " ".join(map(told, node)) if isinstance(node, list) else str(node)


def lines() -> Iterator[str]:
    for name, base, ours, theirs in lists():
        made = dict if name in ("keys", "days") else list
        yield f"{name}: {told(made(base))}"
        for mine, our in ours:
            for yours, their in theirs:
                found = merge(*({"of": made(each)} for each in (base, our, their)))
                sides = dict.fromkeys(told(each["of"]) for each in (found.ours, found.theirs))
                at = " ".join(".".join(map(str, path)) for path in found.conflicts)
                yield f"  {mine} {yours}  {' | '.join(sides)}{f'  !{at}' if at else ''}"


def test_what_two_changes_of_one_thing_make_together():
    found = list(lines())
    assert recorded(GOLDEN, found) == found
