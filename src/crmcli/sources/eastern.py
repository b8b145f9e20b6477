"""How plausible is a text as Korean, Japanese or Chinese? By how common its letters are there."""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from crmcli.sources.frequent import JAPANESE, KOREAN, SIMPLIFIED, TRADITIONAL

# what a letter says that is common, of the first level of its standard, or from anywhere else
_COMMON, _PLAIN, _RARE = 1.0, 0.15, 0.0
_MANY = 0.4  # of all letters, rare ones
_HALF = 0.3  # half a width: what any bytes become in Shift_JIS
_ALONE = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[a-z])")  # one letter of the East within a word
_SIGNS = frozenset(
    "　、。・「」『』（）【】〒〈〉《》㈜㈔·ㆍ～〜－―：；，．！？／％＆＋＝￦￥…‥“”‘’"
    "○●◎△▲□■◇◆☆★※→←↑↓①②③④⑤⑥⑦⑧⑨⑩㎡℃°×±№℡"
)


class Eastern(NamedTuple):
    """An encoding of the East: what Python calls it, and what a letter says for it."""

    codec: str
    weight: Callable[[str], float]


def plausibility(text: str, encoding: Eastern) -> float:
    """The mean of what its letters say, from 0 to 1; 0 when there are none, and where rare ones are
    many: not all of it is in this encoding then.
    """
    counts = Counter(each for each in text if not each.isascii() and each not in _SIGNS)
    for found in _ALONE.findall(text):
        counts[found] -= 1  # still counted as a letter, and says nothing
    total = sum(each not in _SIGNS and not each.isascii() for each in text)
    weights = {each: encoding.weight(each) for each in counts}
    rare = sum(count for each, count in counts.items() if weights[each] == _RARE)
    if not total or rare > _MANY * total:
        return 0.0
    return sum(weights[each] * count for each, count in counts.items()) / total


def _korean(letter: str) -> float:
    if "가" <= letter <= "힣":
        return _COMMON if letter in KOREAN else _PLAIN * _is_in(letter, "euc-kr", 0xB0, 0xC8)
    # of hanja there are few, and common ones
    return _PLAIN if letter in TRADITIONAL or _is_full_width(letter) else _RARE


def _japanese(letter: str) -> float:
    if "ぁ" <= letter <= "ヺ" or letter in "ー々":
        return _COMMON
    if "ｦ" <= letter <= "ﾟ":
        return _HALF
    if _is_full_width(letter):
        return _COMMON
    return _COMMON if letter in JAPANESE else _PLAIN * _is_in(letter, "euc-jp", 0xB0, 0xCF)


def _simplified(letter: str) -> float:
    if letter in SIMPLIFIED or _is_full_width(letter):
        return _COMMON
    return _PLAIN * _is_in(letter, "gb2312", 0xB0, 0xD7)


def _traditional(letter: str) -> float:
    if letter in TRADITIONAL or _is_full_width(letter):
        return _COMMON
    return _PLAIN * _is_in(letter, "big5", 0xA4, 0xC6)


def _is_full_width(letter: str) -> bool:
    return "０" <= letter <= "ｚ"


def _is_in(letter: str, encoding: str, first: int, last: int) -> bool:
    """Is it of the level that begins and ends with these bytes?"""
    try:
        code = letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and first <= code[0] <= last


EASTERN = (
    Eastern("cp949", _korean),
    Eastern("cp932", _japanese),
    Eastern("gb18030", _simplified),
    Eastern("big5hkscs", _traditional),
    Eastern("cp950", _traditional),
    Eastern("euc_jp", _japanese),
)
