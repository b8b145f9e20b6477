"""Which particle follows this word in Korean: 은 or 는, 이 or 가, 으로 or 로?"""

import re
from collections.abc import Sequence

# How the texts write a particle, and what it is after a consonant and after a vowel.
FORMS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
CLOSING = "`'\"’”)]"
SLOT = re.compile(
    r"(?P<slot>\{(?P<number>\d+)\}["
    + re.escape(CLOSING)
    + r"]*)(?P<form>"
    + "|".join(map(re.escape, FORMS))
    + ")"
)

# the syllables stand in the order of their final consonants, 28 to a vowel
FIRST, LAST = (
    "가",
    "힣",
)
FINALS, RIEUL = 28, 8
DIGITS = {
    "0": "영",
    "1": "일",
    "2": "이",
    "3": "삼",
    "4": "사",
    "5": "오",
    "6": "육",
    "7": "칠",
    "8": "팔",
    "9": "구",
}


def fitted(text: str, words: Sequence[str]) -> str:
    """The template with each particle right behind a placeholder chosen; it stays double after a
    word whose sound is not known.
    """
    return SLOT.sub(
        lambda found: found["slot"] + particle(words[int(found["number"])], found["form"]), text
    )


def particle(word: str, form: str) -> str:
    """The particle this word takes, looking through what closes it."""
    last = word.rstrip(CLOSING)[-1:]
    last = DIGITS.get(last, last)
    if not FIRST <= last <= LAST:
        return form
    final = (ord(last) - ord(FIRST)) % FINALS
    vowel = final == 0 or (final == RIEUL and form == "(으)로")
    return FORMS[form][vowel]
