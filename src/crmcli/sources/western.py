"""How plausible is a text in an alphabet? By whether its words can be of a language that is written
in this encoding.

Most encodings of Europe give every byte a letter, so all of them fit: what tells is the letters of
a word together, and what stands beside them.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_WEST = (  # of German, French, Spanish, Portuguese, Italian, Danish and Norwegian, Swedish, …
    "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüçà", "áâãàçéêíóôõúü", "àèéìíòóùú", "æøåéèüöä",
    "åäöéüšžà", "áéíóúýþæöð", "éëïóöüáèêíç",
)  # fmt: skip
_MIDDLE = (  # of Polish, Czech and Slovak, Hungarian, Romanian, Croatian and Slovene, German
    "ąćęłńóśźż", "áčďéěíňóřšťúůýžäĺľôŕ", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüß",
)  # fmt: skip
_TURKISH = ("çğıöşüâîû",)
_VOWELS = "aeiouyàáâãäåæèéêëěęìíîïòóôõöøőùúûüűůýăąıœ"
# where a letter may stand that takes another one's byte: what is before it, and what follows
_ANY, _NONE = "", "-"
_V, _C = f"[{_VOWELS}]", f"[^{_VOWELS}]"
_PLACES = {
    "ñ": re.compile(rf"ñ(?={_V})"),
    "ń": re.compile(rf"ń(?!{_V})"),
    "ã": re.compile(r"ã(?=[oes]|$)"),
    "ă": re.compile(r"(?<![aeoã])ă(?![aeo])"),
    "è": re.compile(rf"è(?!{_V})"),
    "č": re.compile(rf"č(?={_V}|[kn]|$)"),
    "ø": re.compile(rf"ø(?!{_V.replace('y', '')})"),
    "ř": re.compile(rf"ř(?={_V}|[kns]|$)"),
    "õ": re.compile(r"õ(?=[ei])"),
    "ő": re.compile(rf"ő(?!{_V})"),
    "ĺ": re.compile(rf"(?<={_C})ĺ(?={_C})"),
    "ŕ": re.compile(rf"(?<={_C})ŕ(?={_C})"),
    "ì": re.compile(r"ì$"),
    "ò": re.compile(r"ò$"),
    "ù": re.compile(r"ù$"),
    "ï": re.compile(rf"(?<={_V})ï"),
    "æ": re.compile(rf"(?<!{_V})æ(?!{_V})"),
    "ć": re.compile(rf"(?<={_V})ć|ć(?={_V})"),
    "þ": re.compile(r"^þ"),
    "ð": re.compile(r"(?!^)ð"),
    "œ": re.compile(r"œ(?=[ui])"),
    "ś": re.compile(rf"ś(?!{_V.replace('ó', '')})|ś$"),
    "ý": re.compile(rf"(?<!{_V})ý(?!{_V})"),
}
_LONGEST = 60  # letters of a word
_APART = re.compile(r"[\s'\-’‘“”„«»‹›–—…•‚·/\xa0\xad†‡]+")
_EDGE = re.compile(r"^[¿¡£€§µ±§]+(?=.)|[®™°²ªº€£©½¼¾§µ±·]+$|(?<=^m)³$|^[€£¥§©®™°½¼¾²³µ±&·ªº]+$")
_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐ]?[а-яёіїєґ]*|[А-ЯЁІЇЄҐ]*|№")
_SOUND = re.compile("[аеёиоуыэюяіїє]", re.IGNORECASE)


class Western(NamedTuple):
    """An encoding of an alphabet, and the letters of each language written in it."""

    codec: str
    languages: Sequence[str]


WESTERN = (
    Western("cp1252", _WEST),
    Western("iso8859_15", _WEST),
    Western("cp1250", _MIDDLE),
    Western("iso8859_2", _MIDDLE),
    Western("cp1254", _TURKISH),
    Western("cp1251", ()),
)


def can_be(word: str, languages: Sequence[str]) -> frozenset[int]:
    """The languages that the word may be of, by their places; none for what is no word."""
    if len(word) > _LONGEST:
        return frozenset()
    if not languages:
        return frozenset({0} if all(map(_is_cyrillic, _APART.split(word))) else ())
    fitting = frozenset(range(len(languages)))
    for part in filter(None, _APART.split(word)):
        bare = _EDGE.sub("", part)
        if not bare or bare.isascii():
            continue
        fitting &= _of_part(bare, languages)
    return fitting


def _of_part(word: str, languages: Sequence[str]) -> frozenset[int]:
    low = word.replace("İ", "i").lower()
    foreign = {each for each in low if not each.isascii()}
    if not low.isalpha() or _is_odd(word):
        return frozenset()
    for each in foreign & _PLACES.keys():
        if len(_PLACES[each].findall(low)) != low.count(each):
            return frozenset()
    return frozenset(place for place, letters in enumerate(languages) if foreign <= {*letters})


def _is_odd(word: str) -> bool:
    """A capital within a word, or more of these letters in a row than any language has?"""
    mixed = not word.isupper() and any(
        each.isupper() and not each.isascii() and before.islower()
        for before, each in pairwise(word)
    )
    return mixed or bool(re.search(r"[^\x00-\x7f]{3}", word))


def _is_cyrillic(word: str) -> bool:
    bare = _EDGE.sub("", word)
    if not bare or bare.isascii():
        return True
    is_word = bool(_CYRILLIC.fullmatch(bare))
    return is_word and (len(bare) < 4 or 5 * len(_SOUND.findall(bare)) >= len(bare))


def languages_needed(words: Iterable[frozenset[int]]) -> int:
    """How few languages have all of these words, those left out that are of none?"""
    left, count = [each for each in words if each], 0
    while left:
        best = max(range(16), key=lambda place: sum(place in each for each in left))
        left, count = [each for each in left if best not in each], count + 1
    return count
