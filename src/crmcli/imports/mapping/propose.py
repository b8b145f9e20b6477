"""Which mapping would a table get? That of the shape whose columns it has most of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.imports.mapping.kinds import KINDS, NEEDED
from crmcli.imports.mapping.mapping import Column, FileMap, Ref, key, places

_NEED = 3  # a column that a shape needs counts as so many


class Shape(NamedTuple):
    """What a table of one system looks like: of each field, the columns that may hold it, the
    first that is there being meant.

    `needs` are columns without which it is not that table, `without` those that speak against it;
    `name` is a pattern that the file's name has. Shapes with the same word in `together` are read
    of one table beside each other.
    """

    map: FileMap
    needs: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    name: str = ""
    together: str = ""


class Proposal(NamedTuple):
    """A table's mapping, and how well it fits."""

    map: FileMap
    score: int


def propose(
    name: str, headings: Sequence[str], shapes: Iterable[Shape], kind: str = ""
) -> Proposal | None:
    """The best mapping; None where no shape fits. `kind` is what the rows are known to be."""
    there = places(headings)
    found = [
        (each, fitted)
        for each in shapes
        if not kind or each.map.as_ == kind
        if (fitted := _fitted(each, headings, there, name))
    ]
    if not found:
        return None
    shape, best = max(found, key=lambda each: each[1].score)
    beside: dict[str, FileMap] = {}
    for other, fitted in found:
        if shape.together and other.together == shape.together and other.map.as_ != shape.map.as_:
            beside.setdefault(other.map.as_, fitted.map)
    return best._replace(map=best.map._replace(beside=tuple(beside.values())))


def _fitted(
    shape: Shape, headings: Sequence[str], there: Mapping[str, list[int]], name: str
) -> Proposal | None:
    if any(not any(_found(each, headings, there) for each in some) for some in shape.needs):
        return None
    if any(_found(each, headings, there) for each in shape.without):
        return None
    known = KINDS[shape.map.as_]
    taken = set[str]()
    fields, refs = dict[str, Column](), dict[str, Ref]()
    for field, column in shape.map.fields.items():
        if column.text and not column.columns:
            fields[field] = column
            continue
        columns = _columns(column.columns, headings, there, taken, several=known[field].several)
        if columns:
            fields[field] = column._replace(columns=columns)
    for field, ref in shape.map.refs.items():
        ids = _columns(ref.ids, headings, there, taken, several=False)
        names = _columns(ref.names, headings, there, taken, several=known[field].several)
        if ids or names:
            refs[field] = ref._replace(ids=ids, names=names)
    custom = {each: field for each, field in shape.map.custom.items() if key(each) in there}
    skip = {each: words for each, words in shape.map.skip.items() if key(each) in there}
    made = FileMap(shape.map.as_, fields, refs, custom, shape.map.rest, skip)
    said = {*fields, *refs}
    if any(said.isdisjoint(some) for some in NEEDED[made.as_]):
        return None
    named = bool(shape.name) and re.search(shape.name, name, re.IGNORECASE) is not None
    return Proposal(made, len(made.columns) + _NEED * len(shape.needs) + 10 * named)


def _columns(
    wanted: Sequence[str],
    headings: Sequence[str],
    there: Mapping[str, list[int]],
    taken: set[str],
    *,
    several: bool,
) -> tuple[str, ...]:
    found: list[str] = []
    for each in wanted:
        for heading in _found(each, headings, there):
            if heading not in taken:
                taken.add(heading)
                found.append(heading)
                if not several:
                    return tuple(found)
    return tuple(found)


def _found(wanted: str, headings: Sequence[str], there: Mapping[str, list[int]]) -> list[str]:
    """The headings that are meant: `#` stands for a number, `*` for anything."""
    if "#" not in wanted and "*" not in wanted:
        return [headings[each] for each in there.get(key(wanted), ())[:1]]
    parts = re.split(r"([#*])", wanted)
    pattern = "".join(
        r"\d+"
        if each == "#"
        else ".*"
        if each == "*"
        else re.escape(key(each) if each.strip() else "")
        for each in parts
    )
    return [each for each in headings if re.fullmatch(pattern, key(each))]
