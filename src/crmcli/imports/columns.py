"""Which field does a column of somebody's table hold? By its heading, in English or Korean, or as --map says."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

# Spaces, hyphens and case do not count; what stands in brackets neither. The field's own name always means it.
CARDS: Mapping[str, tuple[str, ...]] = {
    "name": ("full name", "display name", "contact", "contact name", "person", "이름", "성명", "성함", "담당자", "담당자명", "고객명"),
    "family": ("last name", "family name", "surname", "성"),
    "given": ("first name", "given name"),
    "company": ("organization", "organisation", "organization name", "org", "account", "account name", "company name", "회사", "회사명", "소속", "기업", "기업명", "업체", "업체명", "거래처", "거래처명", "기관", "기관명"),
    "department": ("dept", "division", "team", "부서", "부서명", "팀"),
    "title": ("job title", "position", "직함", "직책", "직위", "직급"),
    "phone": ("phones", "phone number", "telephone", "tel", "mobile", "mobile phone", "cell", "cell phone", "work phone", "business phone", "office phone", "direct", "전화", "전화번호", "연락처", "휴대폰", "휴대폰번호", "휴대전화", "핸드폰", "모바일", "직통", "직통전화", "회사전화", "사무실", "사무실전화", "대표번호", "대표전화"),
    "email": ("emails", "e-mail", "mail", "email address", "e-mail address", "이메일", "이메일주소", "메일", "메일주소", "전자우편"),
    "note": ("notes", "memo", "comment", "comments", "remarks", "메모", "비고", "노트"),
}  # fmt: skip
ACCOUNTS: Mapping[str, tuple[str, ...]] = {
    "name": ("account", "account name", "company", "company name", "organization", "organisation", "이름", "회사", "회사명", "기업", "기업명", "업체", "업체명", "거래처", "거래처명", "고객사", "고객사명"),
    "aliases": ("alias", "other names", "also known as", "별칭", "다른이름", "영문명"),
    "owner": ("account owner", "sales rep", "rep", "담당", "담당자", "영업담당", "영업담당자"),
    "segment": ("class", "grade", "등급", "세그먼트", "분류", "고객등급"),
    "tags": ("tag", "labels", "태그", "꼬리표"),
    "source": ("lead source", "origin", "유입", "유입경로", "출처", "경로"),
    "industry": ("sector", "업종", "산업", "산업군"),
    "employees": ("number of employees", "headcount", "직원수", "사원수", "종업원수", "임직원수"),
    "annual_revenue": ("revenue", "sales", "turnover", "매출", "매출액", "연매출", "연간매출"),
    "note": ("notes", "memo", "comment", "comments", "remarks", "메모", "비고"),
}  # fmt: skip
_SEVERAL = {"phone", "email", "aliases", "tags", "note"}  # fields that may have more than one column
_IGNORED = "-"
_LONGEST = 200  # characters of a heading that can mean a field


def fields(headings: Sequence[str], known: Mapping[str, tuple[str, ...]], asked: Sequence[tuple[str, str]]) -> list[str | None]:
    """The field of each column, None for one that means nothing to us. Raises CrmError for --map that fits nothing, and for one field twice."""
    meaning = {_key(word): field for field, words in known.items() for word in (field, *words)}
    said = _asked(headings, known, asked)
    found = [said.get(_key(heading), meaning.get(_key(heading)) if _key(heading) not in said else None) for heading in headings]
    found = [None if each in (None, _IGNORED) else each for each in found]
    for field in dict.fromkeys(each for each in found if each and each not in _SEVERAL):
        columns = [heading for heading, each in zip(headings, found, strict=True) if each == field]
        if len(columns) > 1:
            raise CrmError(Message("import-column-twice", (field, ", ".join(columns))), Message("import-column-twice-hint", (columns[0],)), status=4)
    return found


def _asked(headings: Sequence[str], known: Mapping[str, tuple[str, ...]], asked: Sequence[tuple[str, str]]) -> dict[str, str]:
    there = {_key(heading) for heading in headings}
    columns = [_key(column) for column, _ in asked]
    for place, (column, field) in enumerate(asked):
        if columns[place] in columns[:place]:
            raise CrmError(Message("told-twice", ("--map", column)))
        if field not in known and field != _IGNORED:
            raise CrmError(Message("import-no-field", (field,)), Message("known-hint", (", ".join(known),)))
        if _key(column) not in there:
            raise CrmError(Message("import-no-column", (column,)), Message("known-hint", (", ".join(filter(None, headings)),)))
    return {_key(column): field for column, field in asked}


def _key(heading: str) -> str:
    said = heading.strip()
    if len(said) > _LONGEST:
        return said
    text = unicodedata.normalize("NFKC", re.sub(r"\(.*?\)|\d+$", "", said)).casefold()
    return re.sub(r"[\s_.\-·:*]+", "", text) or said.casefold()
