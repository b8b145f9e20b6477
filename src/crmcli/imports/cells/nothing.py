"""Does a cell say that there is nothing to say?"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

Kind = Literal["text", "name", "date", "number", "phone", "email", "choice"]
_DIGIT = re.compile(r"\d")
_LONGEST = 24  # characters
_SIGNS = re.compile(r"[\s\-‐-―−_.~?*/\\'\"·…]*")
_AS_SAID = (
    "n/a na n.a n.a. #n/a #n/a! #value! #ref! #null! #name? #div/0! null nil none nan undefined"
    " (none) (null) (empty) (blank) <none> <null> [none] [null] blank empty 없음 (없음) 해당없음"
    " 해당사항없음 값없음 無 keine kein aucun aucune ninguno ninguna"
)
_SPELLED = frozenset(_AS_SAID.split())
# Nothing yet: no day, no number, nobody; and yet something that a text may say.
_NOT_YET = (
    "tbd tba tbc unknown 미정 미확정 추후 추후결정 모름 미상 미입력 확인중 unassigned unspecified"
    " 미지정 notset (notset) -none- --none-- pleaseselect 선택 선택하세요 선택안함"
)
_OPEN = frozenset(_NOT_YET.split())
_SURNAMES = frozenset({"null", "none", "nil", "na", "nan", "blank", "empty", "kein", "keine"})


@cache
def _words(kind: Kind) -> frozenset[str]:
    if kind == "name":
        return _SPELLED - _SURNAMES
    return _SPELLED if kind == "text" else _SPELLED | _OPEN


def is_nothing(cell: str, kind: Kind = "text") -> bool:
    """Is the cell empty, or does it say so: `N/A`, `없음`, `-`, `#N/A`?

    `미정` and `TBD` are nothing where a day, a number or a choice is expected, but not in a text. A
    name is one whatever it means when it is written as one: there are people called None and Null.
    """
    if not cell:
        return True
    if _DIGIT.search(cell) and cell[:1] not in "#<[( ":  # but for the errors of spreadsheets
        return False
    return _says_nothing(cell, kind)


@lru_cache(maxsize=4096)
def _says_nothing(cell: str, kind: Kind) -> bool:
    if len(cell) > _LONGEST:
        return not cell[:_LONGEST].strip() and not cell.strip()
    text = cell.strip()
    if not text or _SIGNS.fullmatch(text):
        return True
    said = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()
    if kind == "name" and said in {"null", "none", "nil"}:
        return text in {"null", "none", "nil", "NULL", "NONE", "NIL"}
    return said in _words(kind)
