"""What do cells of few words say: yes or no, or a list?"""

import re
import unicodedata

from crmcli.domain.table import Message
from crmcli.imports.card import Refusal, refuse
from crmcli.imports.cells.brief import brief

_SHORT = 20  # characters of a word for yes or no
_SAID_YES = (
    "true t yes y 1 1.0 on o ok checked x ✓ ✔ ☑ ● ○ v 예 네 참 유 있음 동의 수신 사용 완료 여 맞음"
    " wahr ja vrai oui si sí verdadero sim"
)
_SAID_NO = (
    "false f no n 0 0.0 off unchecked ☐ ✗ ✘ 아니오 아니요 거짓 무 없음 미동의 거부 수신거부"
    " 미사용 부 미완료 falsch nein faux non falso não nao"
)
_YES, _NO = frozenset(_SAID_YES.split()), frozenset(_SAID_NO.split())
_BETWEEN = re.compile(r"\s*(?:[;\n]|:::)\s*")
_COMMAS = re.compile(r"\s*[,，、]\s*")
_LABEL = re.compile(r"\*\s*")
_MANY = 200  # parts of one cell
_LONGEST = 20_000  # characters of a list


def yes_no(cell: str) -> bool:
    """Is it yes, in English, Korean or as a machine says it? Raises Refusal."""
    said = unicodedata.normalize("NFKC", cell[:_SHORT]).strip().casefold()
    if len(cell) <= _SHORT and said in _YES:
        return True
    if len(cell) <= _SHORT and said in _NO:
        return False
    raise Refusal(Message("told-import-no-truth", (brief(cell),)))


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a list, each once: between semicolons, line breaks or `:::`, else commas.

    The star of Google's own labels (`* myContacts`) is no part of them. Raises Refusal for what is
    too long.
    """
    if len(cell) > _LONGEST:
        refuse(Message("told-import-list-long", (brief(cell),)))
    text = unicodedata.normalize("NFC", cell).strip()
    between = _BETWEEN if _BETWEEN.search(text) else _COMMAS
    parts = (_LABEL.sub("", " ".join(part.split()), count=1) for part in between.split(text))
    found = tuple(dict.fromkeys(filter(None, parts)))
    if len(found) > _MANY:
        refuse(Message("told-import-list-long", (brief(cell),)))
    return found
