"""Which field does a column of somebody's table hold?

By its heading, in English or Korean, or as --map says.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.card import Unread

# Spaces, hyphens and case do not count; what stands in brackets neither, nor the number of one
# of several (`Phone 2 - Value`). The field's own name always means it.
CARDS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "full name",
        "display name",
        "contact",
        "contact name",
        "person",
        "person name",
        "이름",
        "성명",
        "성함",
        "담당자",
        "담당자명",
        "고객명",
    ),
    "family": ("last name", "family name", "surname", "성"),
    "given": ("first name", "given name"),
    "middle": ("middle name", "additional name", "중간 이름"),
    "company": (
        "organization",
        "organisation",
        "organization name",
        "person organization",
        "associated company",
        "org",
        "account",
        "account name",
        "company name",
        "회사",
        "회사명",
        "소속",
        "기업",
        "기업명",
        "업체",
        "업체명",
        "거래처",
        "거래처명",
        "기관",
        "기관명",
    ),
    "department": ("dept", "division", "team", "organization department", "부서", "부서명", "팀"),
    "title": ("job title", "organization title", "position", "직함", "직책", "직위", "직급"),
    "phone": (
        "phones",
        "phone number",
        "telephone",
        "tel",
        "mobile",
        "mobile phone",
        "cell",
        "cell phone",
        "cellular",
        "work phone",
        "business phone",
        "office phone",
        "home phone",
        "other phone",
        "primary phone",
        "company main phone",
        "car phone",
        "radio phone",
        "mobile phone number",
        "phone value",
        "person phone",
        "mobile number",
        "mobile no",
        "phone no",
        "tel no",
        "hp",
        "direct",
        "전화",
        "전화번호",
        "연락처",
        "휴대폰",
        "휴대폰번호",
        "휴대전화",
        "핸드폰",
        "모바일",
        "직통",
        "직통전화",
        "회사전화",
        "유선",
        "유선전화",
        "유선전화번호",
        "유선번호",
        "일반전화",
        "사무실",
        "사무실전화",
        "대표번호",
        "대표전화",
        "근무처 전화",
        "근무지 전화",
        "집 전화",
        "집 전화 번호",
        "기타 전화",
        "기본 전화",
        "회사 대표 전화",
        "카폰",
        "무선 전화",
    ),
    "email": (
        "emails",
        "e-mail",
        "mail",
        "email address",
        "e-mail address",
        "email value",
        "person email",
        "이메일",
        "이메일주소",
        "메일",
        "메일주소",
        "전자우편",
        "전자 메일",
        "전자 메일 주소",
        "전자우편 주소",
    ),
    "note": ("notes", "memo", "comment", "comments", "remarks", "메모", "비고", "노트"),
}
ACCOUNTS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "account",
        "account name",
        "company",
        "company name",
        "organization",
        "organization name",
        "organisation",
        "이름",
        "회사",
        "회사명",
        "기업",
        "기업명",
        "업체",
        "업체명",
        "거래처",
        "거래처명",
        "고객사",
        "고객사명",
        "사업장명",
        "업소명",
    ),
    "aliases": ("alias", "other names", "also known as", "별칭", "다른이름", "영문명"),
    "owner": ("account owner", "sales rep", "rep", "담당", "담당자", "영업담당", "영업담당자"),
    "segment": ("class", "grade", "등급", "세그먼트", "분류", "고객등급"),
    "tags": ("tag", "labels", "태그", "꼬리표"),
    "source": ("lead source", "origin", "유입", "유입경로", "출처", "경로"),
    "industry": ("sector", "업종", "산업", "산업군"),
    "employees": ("number of employees", "headcount", "직원수", "사원수", "종업원수", "임직원수"),
    "annual_revenue": ("revenue", "sales", "turnover", "매출", "매출액", "연매출", "연간매출"),
    "note": ("notes", "memo", "comment", "comments", "remarks", "메모", "비고"),
}
# fields that may have more than one column
_SEVERAL = {
    "phone",
    "email",
    "aliases",
    "tags",
    "note",
}
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
    for field in dict.fromkeys(each for each in found if each and each not in _SEVERAL):
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
