"""Which field does a column of somebody's table hold?

By its heading, in English or Korean, or as --map says.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.headings import SEVERAL
from crmcli.imports.card import Unread

_IGNORED = "-"
_LONGEST = 200  # characters of a heading that can mean a field
_WEAK = frozenset({"title", "associatedcompany"})  # yield to another column of the same field
_FAX = re.compile(r"fax|팩스")
_NUMBER = re.compile(r"(?<=\s)\d+(?=\s)|\d+$")  # of one column of several
_SHOWN = 60  # characters of a heading that are told
Asked = Sequence[tuple[str, str]]


def fields(
    headings: Sequence[str], known: Mapping[str, tuple[str, ...]], asked: Asked
) -> list[str | None]:
    """The field of each column, None for one that means nothing to us.

    Raises CrmError for --map that fits nothing, and for one field twice.
    """
    meaning = {_key(word): field for field, words in known.items() for word in (field, *words)}
    said = _asked(headings, known, asked)
    found = [
        said.get(_key(heading), None if is_fax(heading) else meaning.get(_key(heading)))
        for heading in headings
    ]
    found = [None if each == _IGNORED else each for each in found]
    for field in dict.fromkeys(each for each in found if each and each not in SEVERAL):
        places = [place for place, each in enumerate(found) if each == field]
        for place in _lesser([headings[place] for place in places]):
            found[places[place]] = None
        columns = [heading for heading, each in zip(headings, found, strict=True) if each == field]
        if len(columns) > 1:
            raise CrmError(
                Message("error-import-column-twice", (field, ", ".join(columns))),
                Message("hint-import-column-twice", (columns[0],)),
                status=4,
            )
    return found


def known(
    headings: Sequence[str],
    words: Mapping[str, tuple[str, ...]],
    asked: Asked,
    names: AbstractSet[str],
) -> int:
    """How many of the columns are of a field, by their headings or as --map says?

    0 when none is of these names.
    """
    meaning = {_key(word): field for field, said in words.items() for word in (field, *said)} | {
        _key(column): field for column, field in asked
    }
    found = [
        field
        for heading in headings
        if not is_fax(heading) and (field := meaning.get(_key(heading)))
    ]
    return len(found) if names & {*found} else 0


def _lesser(headings: Sequence[str]) -> list[int]:
    """Of columns for one field, those that are not meant: the honorific before a job's title, the
    second of a numbered group.
    """
    keys = [_key(each) for each in headings]
    weak = _WEAK & {*keys} if len(keys) > 1 else frozenset()
    if weak and len({*keys} - weak) == len(keys) - len(weak) == 1:
        return [place for place, each in enumerate(keys) if each in weak]
    alike = {" ".join(_NUMBER.sub("", each).split()).casefold() for each in headings}
    return (
        list(range(1, len(headings)))
        if len(alike) == 1 and len({*headings}) == len(headings)
        else []
    )


def unread(
    headings: Sequence[str], held: Sequence[str | None], asked: Asked, rows: Iterable[Sequence[str]]
) -> list[Unread]:
    """The columns of no field that hold something.

    One of which --map said that it is not to be read is none of them.
    """
    wanted = {_key(column) for column, _ in asked}
    places = [
        place
        for place, field in enumerate(held)
        if field is None and _key(headings[place]) not in wanted
    ]
    counts = dict.fromkeys(places, 0)
    for cells in rows:
        for place in places:
            counts[place] += bool(cells[place : place + 1] and cells[place].strip())
    return [
        Unread(_named(headings[place], place), count) for place, count in counts.items() if count
    ]


def _named(heading: str, place: int) -> str:
    said = " ".join(heading.split())
    return (said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…") or f"#{place + 1}"


def labels(headings: Sequence[str]) -> dict[int, int]:
    """Where a column of values has one beside it that says of what kind they are (`Phone 1 -
    Label`, `Phone 1 - Type`): the place of each.
    """
    there = {_spelled(heading): place for place, heading in enumerate(headings)}
    kinds = {
        place: re.sub(r" - value$", "", text)
        for text, place in there.items()
        if text.endswith(" - value")
    }
    return {
        place: there[f"{stem} - {word}"]
        for place, stem in kinds.items()
        for word in ("type", "label")
        if f"{stem} - {word}" in there
    }


def is_fax(said: str) -> bool:
    """Does a heading or a kind speak of a fax?"""
    return bool(_FAX.search(_spelled(said)))


def may_be_part(heading: str) -> bool:
    """Is it a heading that stands above whole names, and above a part of them where a column of the
    other part stands beside it?
    """
    return _key(heading) in {"name", "이름"}


def is_asked(heading: str, asked: Asked) -> bool:
    """Has --map said what the column holds?"""
    return _key(heading) in {_key(column) for column, _ in asked}


def _asked(
    headings: Sequence[str], known: Mapping[str, tuple[str, ...]], asked: Asked
) -> dict[str, str]:
    there = {_key(heading) for heading in headings}
    columns = [_key(column) for column, _ in asked]
    for place, (column, field) in enumerate(asked):
        if columns[place] in columns[:place]:
            raise CrmError(Message("error-told-twice", ("--map", column)))
        if field not in known and field != _IGNORED:
            raise CrmError(
                Message("error-import-no-field", (field,)),
                Message("hint-known", (", ".join(known),)),
            )
        if _key(column) not in there:
            raise CrmError(
                Message("error-import-no-column", (column,)),
                Message("hint-known", (", ".join(filter(None, headings)),)),
            )
    return {_key(column): field for column, field in asked}


def _spelled(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading[:_LONGEST].strip()).casefold()


def _key(heading: str) -> str:
    said = heading.strip()
    if len(said) > _LONGEST:
        return said
    text = _NUMBER.sub("", re.sub(r"\(.*?\)", "", _spelled(said)).strip())
    return re.sub(r"[\s_.\-·:*]+", "", text) or said.casefold()
