"""Which particle follows this word in Korean: 은 or 는, 이 or 가, 으로 or 로?"""

import re
import unicodedata
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
CLOSING = "`'\"’”)]}>』」.,…"
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

# as Korean reads signs and letters aloud: with a consonant at the end, or without
SIGNS = {"%": "트", "㈜": "주", "+": "스", "-": "스", "_": "바", "/": "시", "@": "이", "*": "표"}
LETTERS = {"l": "엘", "m": "엠", "n": "엔", "r": "알"}
VOWELS = "aeiou"
STOPS = "bckpt"


def fitted(text: str, words: Sequence[str]) -> str:
    """The template with each particle right behind a placeholder chosen."""
    return SLOT.sub(
        lambda found: found["slot"] + particle(words[int(found["number"])], found["form"]), text
    )


def particle(word: str, form: str) -> str:
    """The particle this word takes, looking through what closes it; as after a vowel where nobody
    can tell.
    """
    bare = unicodedata.normalize("NFKC", word).rstrip(CLOSING) if word else ""
    last = bare[-1:]
    if word.rstrip(CLOSING)[-1:] in SIGNS:
        last = SIGNS[word.rstrip(CLOSING)[-1:]]
    elif last.isascii() and last.isalpha():
        last = _read(re.findall("[A-Za-z]+", bare)[-1])
    last = DIGITS.get(last, SIGNS.get(last, last))
    if not FIRST <= last <= LAST:
        return FORMS[form][1]
    final = (ord(last) - ord(FIRST)) % FINALS
    vowel = final == 0 or (final == RIEUL and form == "(으)로")
    return FORMS[form][vowel]


def _read(word: str) -> str:
    """A syllable that ends as the word does when a Korean reads it: `line` as 라인, `SQL` and `sql`
    letter by letter.
    """
    low = word.lower()
    spelled = word.isupper() or not set(low) & {*VOWELS, "y"}
    if spelled:
        return LETTERS.get(low[-1], "이")
    if low.endswith("e") and len(low) > 2 and low[-2] in "lmn" and low[-3] != "l":
        low = low[:-1]  # it is not spoken
    if low.endswith("ng") or low[-1] in "mn":
        return "안"
    if low[-1] == "l":
        return "알"
    short = (
        low[-1] in STOPS and low[-2] in VOWELS and (low[-3:-2] not in VOWELS or low[-3:-1] == "oo")
    )
    return "앞" if short or low.endswith("ck") else "이"
