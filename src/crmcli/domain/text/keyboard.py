"""What somebody typed whose keyboard stood on the other language: `여ㄷ` is `due` by the keys of
the two-set Korean layout.
"""

import unicodedata


def _of(keys: str) -> list[str]:
    return keys.split(" ")


# The keys of initial consonants, vowels and finals in the order of Unicode, and of single letters.
_INITIALS = tuple("rRseEfaqQtTdwWczxvg")
_VOWELS = _of("k o i O j p u P h hk ho hl y n nj np nl b m ml l")
_FINALS = _of(" r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g")
_CONSONANTS = _of("r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g")
_LETTERS = dict(
    zip(
        "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
        (*_CONSONANTS, *_VOWELS),
        strict=True,
    )
)
_FIRST, _LAST, _OF_INITIAL, _OF_VOWEL = 0xAC00, 0xD7A3, 588, 28  # of the syllables


def typed_in_hangul(text: str) -> str:
    """The keys that were pressed for a text with Hangul in it; of all else the characters."""
    return "".join(map(_keys, unicodedata.normalize("NFC", text)))


def _keys(char: str) -> str:
    code = ord(char) - _FIRST
    if not 0 <= code <= _LAST - _FIRST:
        return _LETTERS.get(char, char)
    initial, rest = divmod(code, _OF_INITIAL)
    vowel, final = divmod(rest, _OF_VOWEL)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
