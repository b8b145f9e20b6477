"""Which name may have been meant?"""

from collections.abc import Iterable


def closest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known name most like this one, or nothing.

    Costs a comparison with each, so only for what is wrong already.
    """
    from difflib import get_close_matches

    return tuple(get_close_matches(name, known, n=1, cutoff=0.6))


def is_slip(name: str, known: str) -> bool:
    """Is one the other but for a slip of the finger?

    `cha-hw` is like `cha-ej`, and somebody else.
    """
    from difflib import SequenceMatcher

    return SequenceMatcher(None, name, known).ratio() >= 0.8
