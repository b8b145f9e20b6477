"""Korean initial consonants: 한빛전자 is ㅎㅂㅈㅈ to somebody in a hurry."""

import re
import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST, _LAST = 0xAC00, 0xD7A3  # the syllables, 588 to an initial
# Input methods join two consonants typed one after the other where a syllable could end in them.
_JOINED = {
    "ㄳ": "ㄱㅅ",
    "ㄵ": "ㄴㅈ",
    "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ",
    "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ",
    "ㅄ": "ㅂㅅ",
}
_CONSONANTS = str.maketrans(
    {**_JOINED, **{chr(0x1100 + place): initial for place, initial in enumerate(INITIALS)}}
)
_UNSAID = re.compile(r"㈜|\(주\)|（주）|\s")  # how firms are written, not how they are called


def initials(text: str) -> str:
    """Each syllable's first consonant, other characters in lower case; spaces, ㈜ and (주) left
    out.
    """
    return "".join(
        _initial(char) for char in _UNSAID.sub("", unicodedata.normalize("NFC", text)).casefold()
    )


def _initial(char: str) -> str:
    code = ord(char)
    return INITIALS[(code - _FIRST) // 588] if _FIRST <= code <= _LAST else char


def asked_initials(query: str) -> str:
    """The initials that are asked for; nothing when the query is anything but initials."""
    found = _UNSAID.sub("", unicodedata.normalize("NFC", query)).translate(_CONSONANTS)
    return found if found and all(char in INITIALS for char in found) else ""
