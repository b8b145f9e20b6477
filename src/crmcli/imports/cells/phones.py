"""Which telephone numbers does a cell hold?"""

import re
import unicodedata
from collections.abc import Iterator

from crmcli.domain.table import Message
from crmcli.domain.text.phones import folded_phone
from crmcli.domain.text.ways import DASHES, PHONE
from crmcli.imports.card import refuse
from crmcli.imports.cells.brief import brief
from crmcli.imports.cells.several import MOST, Cells, Values, several
from crmcli.imports.values import checked

_FEWEST = 5  # digits
_MANY = 10  # numbers that one range stands for
_WHOLE = 7  # digits of a number that stands for itself on either side of a slash
_BETWEEN = re.compile(r"[;,\n|]|\s/\s|:::|\s(?:or|또는|혹은)\s", re.IGNORECASE)
_URI = re.compile(r"\Atel:", re.IGNORECASE)
# a number that a spreadsheet took for one to count with
_WHOLE_FLOAT = re.compile(r"\A\s*([0-9]{7,})\.0+\s*\Z")
_EATEN = re.compile(r"\A[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}\Z", re.IGNORECASE)
_FAX = re.compile(
    r"\A(?:f|fax|facsimile|팩스)\s*[.:)]?\s*(?=[+(0-9])|\b(?:fax|팩스)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"\A(?:tel|telephone|phone|mobile|cell|cellular|office|direct|work|home|main|m|t|p|o|d|h|c|hp"
    r"|h\.p|c\.p|[가-힣]{1,8}(?: [가-힣]{1,4})?)\.?\s*[.:)]?\s*(?=[+(0-9])",
    re.IGNORECASE,
)
_COMMA_INNER = re.compile(r",(?=\s*(?:내선|교환|구내|ext))", re.IGNORECASE)
_NOTE = re.compile(r"\s*[(\[]\s*(?![0-9\s()-]+[)\]])([^)\]]{1,30})[)\]]\s*\Z")
_EXTENSION = re.compile(
    r"\s*[,(\[-]?\s*(내선|교환|구내|extension|ext\.?|x|#|int\.?)"
    r"\s*[.:]?\s*([0-9]{1,6})\s*[)\]]?\s*\Z",
    re.IGNORECASE,
)
_SAME_BEGINNING = re.compile(r"([+0-9][0-9() .-]*[0-9])\s*([/~])\s*([0-9]{1,4})")


def phones(cells: Cells) -> Values:
    """The numbers, each once, as they are written, but in plain digits, spaces and hyphens.

    Extensions stay; faxes, and numbers that a spreadsheet has cut, are told.
    """
    return several(cells, _parts, _phone, folded_phone)


def _parts(text: str, called: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text[: MOST + 1]).translate(DASHES)
    said = checked(plain, called)
    if _URI.match(said):
        yield _of_uri(said)
        return
    said = _WHOLE_FLOAT.sub(r"\1", said)
    if _EATEN.match(said):
        refuse(Message("told-import-phone-lost", (called, brief(said))))
    for part in map(str.strip, _BETWEEN.split(_COMMA_INNER.sub(" ", said))):
        yield from _beside(part)


def _of_uri(text: str) -> str:
    number, *parameters = text[4:].split(";")
    inner = next((each[4:] for each in parameters if each.casefold().startswith("ext=")), "")
    return f"{number} ext. {inner}" if inner else number


def _beside(part: str) -> Iterator[str]:
    """Numbers with a slash between them; of 02-123-4567/8 and 02-123-4567~9 the others begin as
    the first does.
    """
    if found := _SAME_BEGINNING.fullmatch(part):
        whole, sign, last = found.groups()
        first, end = int(whole[-len(last) :]) if whole[-len(last) :].isdigit() else 10**4, int(last)
        if sum(map(str.isdigit, whole)) >= 9 and first < end <= first + _MANY:
            for each in range(first, end + 1) if sign == "~" else (first, end):
                yield f"{whole[: -len(last)]}{each:0{len(last)}}"
            return
    sides = part.split("/")
    if len(sides) > 1 and all(sum(map(str.isdigit, side)) >= _WHOLE for side in sides):
        yield from map(str.strip, sides)
    elif part:
        yield part


def _phone(text: str, called: str) -> str:
    if _FAX.search(text) and sum(map(str.isdigit, text)) >= _FEWEST:
        refuse(Message("told-import-phone-fax", (called, brief(text))))
    said = _LABEL.sub("", text)
    inner = _EXTENSION.search(said)
    if inner:
        said = said[: inner.start()]
    said = _NOTE.sub("", said).strip(" \"'.")
    if inner:
        said = f"{said} {_spelled(inner[1])}{inner[2]}"
    if not PHONE.match(said) or sum(map(str.isdigit, folded_phone(said))) < _FEWEST:
        refuse(Message("told-import-no-phone", (called, brief(text))))
    return said


def _spelled(word: str) -> str:
    """How an extension is written in a book."""
    return "내선 " if word in {"내선", "교환", "구내"} else "x" if word in {"x", "X"} else "ext. "
