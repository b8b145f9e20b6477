"""Lines that lead back to where they began: who reports to whom, who sent us whom."""

from collections.abc import Iterator, Mapping


def circles(leads_to: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Each circle once, from the name of it that comes first in the mapping.

    A name that leads to nothing, or to one the mapping does not have, ends its line.
    """
    place = {name: number for number, name in enumerate(leads_to)}
    done: set[str] = set()
    for start in leads_to:
        way: dict[str, None] = {}
        name: str | None = start
        while name is not None and name in leads_to and name not in done and name not in way:
            way[name] = None
            name = leads_to[name]
        if name is not None and name in way:
            steps = list(way)
            circle = steps[steps.index(name) :]
            first = circle.index(min(circle, key=place.__getitem__))
            yield (*circle[first:], *circle[:first])
        done.update(way)  # `|=` of the keys would copy all that is done, once a start
