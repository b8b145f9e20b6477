"""Do other systems call two records by one name?"""

from collections.abc import Iterator, Mapping


def is_same_there(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Does some system know both by one name? Also of ids as a file has them: a text, or a list."""
    return any(
        not set(_several(known)).isdisjoint(_several(other[system]))
        for system, known in one.items()
        if system in other
    )


def _several(known: object) -> Iterator[object]:
    yield from known if isinstance(known, tuple | list) else () if known is None else (known,)
