"""Which name may have been meant?"""

from collections.abc import Iterable


def closest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known name most like this one, or nothing.

    Costs a comparison with each, so only for what is wrong already.
    """
    from difflib import get_close_matches

    return tuple(get_close_matches(name, known, n=1, cutoff=0.6))
