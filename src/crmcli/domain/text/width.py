"""How many cells of a terminal does a text take?"""

from bisect import bisect_right
from functools import lru_cache

from crmcli.domain.text.width_table import NOTHING, WIDE


def cells(text: str) -> int:
    """The cells of a text in one line: two for Hangul and other wide characters, none for marks
    that join.
    """
    return len(text) if text.isascii() else sum(map(_cells_of, text))


@lru_cache(maxsize=4096)
def _cells_of(char: str) -> int:
    code = ord(char)
    return 2 if bisect_right(WIDE, code) % 2 else 0 if bisect_right(NOTHING, code) % 2 else 1
