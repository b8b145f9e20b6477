"""What the keyboard sent, key by key: letters of any alphabet, arrows, and what they come with."""

import codecs
import re
import unicodedata

_NAMED = {
    "\r": "enter",
    "\n": "enter",
    "\x7f": "backspace",
    "\b": "backspace",
    "\t": "tab",
    "\x01": "home",
    "\x03": "ctrl-c",
    "\x04": "ctrl-d",
    "\x05": "end",
    "\x0c": "ctrl-l",
    "\x15": "ctrl-u",
    "\x17": "ctrl-w",
    "\x1a": "ctrl-z",
}
_ENDS = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_TILDES = {"1": "home", "7": "home", "4": "end", "8": "end", "3": "delete", "5": "page-up"}
_TILDES |= {"6": "page-down"}
# what a terminal sends for one key: ESC [ numbers letter, or ESC O letter
_SEQUENCE = re.compile(r"\x1b(?:\[([0-9;<=>?]*)[ -/]*([@-~])|O([ -~]))")
_BEGUN = re.compile(r"\x1b(?:\[[0-9;<=>?]*[ -/]*|O)?\Z")
# the same key of a Korean keyboard
_KOREAN = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
LATIN = dict(zip(_KOREAN, "qwertyuiopasdfghjklzxcvbnm", strict=True))


class Keys:
    """Bytes as they come, in pieces of any length, to keys."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._left = ""

    def feed(self, data: bytes) -> list[str]:
        """The keys that are whole by now; half a syllable or half a sequence waits for the rest."""
        text, self._left = self._left + self._decoder.decode(data), ""
        found: list[str] = []
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                sequence = _SEQUENCE.match(text, at)
                if sequence is not None:
                    found += _named(*sequence.groups(""))
                    at = sequence.end()
                    continue
                if _BEGUN.match(text, at):
                    self._left = text[at:]
                    break
                found.append("escape")
            else:
                found += _key(text[at])
            at += 1
        return found

    @property
    def is_waiting(self) -> bool:
        """Has something begun that may be a key by itself?"""
        return bool(self._left)

    def flush(self) -> list[str]:
        """Nothing more came: it was the key Escape."""
        waited, self._left = self._left, ""
        return ["escape"] if waited else []


def _named(numbers: str, end: str, other: str) -> list[str]:
    name = _TILDES.get(numbers.partition(";")[0]) if end == "~" else _ENDS.get(end or other)
    return [name] if name else []


def _key(char: str) -> list[str]:
    if char in _NAMED:
        return [_NAMED[char]]
    return [] if unicodedata.category(char) in {"Cc", "Cs", "Cf"} else [char]
