"""Which name may have been meant?"""

from collections.abc import Iterable

from crmcli.domain.text.likeness import likeness, most_alike


def closest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known name most like this one, or nothing.

    Costs a comparison with each, so only for what is wrong already.
    """
    return tuple(most_alike(name, known))


def is_slip(name: str, known: str) -> bool:
    """Is one the other but for a slip of the finger?

    `cha-hw` is like `cha-ej`, and somebody else.
    """
    return likeness(name, known) >= 0.8
