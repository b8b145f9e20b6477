"""Which part of what stands in a column of names is a title, and which the name?"""

import re
from typing import NamedTuple

from crmcli.domain.text.person_name import DOUBLE

# Longer ones first: 부사장 is no 사장 with something before it.
_KOREAN_SAID = (
    "대표이사 전무이사 상무이사 사외이사 연구위원 연구소장 사업부장 사업본부장"
    " 총괄이사 부대표 공동대표 대표 부회장 회장 부사장 사장 전무 상무 이사 감사 본부장"
    " 부본부장 부문장 그룹장 공장장 지점장 지사장 지부장 센터장 연구원장 원장 소장"
    " 실장 팀장 파트장 반장 조장 부장 차장 과장 대리 계장 주임 사원 인턴 매니저 책임"
    " 선임 수석 전임 책임연구원 선임연구원 수석연구원 전임연구원 주임연구원 연구원"
    " 연구사 책임매니저 선임매니저 수석매니저 교수 부교수 조교수 박사 원사 선생 변호사"
    " 회계사 세무사 변리사 노무사 약사 간호사 기사 기장 주무관 사무관 서기관 국장 처장"
    " 총장 학장 교장 교감 이사장 고문 자문 위원 위원장 컨설턴트 프로 디자이너 개발자"
    " 엔지니어"
)
KOREAN = frozenset(_KOREAN_SAID.split())
_ANY = "|".join(sorted(KOREAN, key=len, reverse=True))
_LATIN = r"(?i:C[A-Z]O|EVP|SVP|VP|PM|PL|PO|Ph\.?D\.?|MD)"
_SAID = rf"(?:[가-힣A-Z]+ )?[가-힣A-Z]*(?:{_ANY})"  # 영업 본부장, IT팀장
_SURE = 3  # syllables of a name; with fewer, a title behind it may be its end
_WHOLE = re.compile(r"[가-힣]{2,4}")
_TWO_PARTS = re.compile(r"[가-힣]{1,2} [가-힣]{1,3}")
_BEHIND = re.compile(rf"(?P<name>\S.*?)[ /,]+(?P<title>{_SAID}|{_LATIN})")
_BRACKET = re.compile(rf"(?P<name>\S.*?) ?\((?P<title>[^()]*(?:{_ANY})|{_LATIN})\)")
_BEFORE = re.compile(rf"(?P<title>{_SAID}|{_LATIN})[ /,]+(?P<name>\S.*)")
_CLOSE = re.compile(rf"(?P<name>[가-힣]{{2,4}}?)(?P<title>{_ANY})")
_POLITE = re.compile(r"(?:(?<=[가-힣]{3})님|(?<=[가-힣]) (?:님|씨|귀하)| Hn\.?| -?(?i:ssi|nim))\Z")
_MANNERS = re.compile(
    r"(?i:mr|mrs|ms|miss|mx|sir|madam|herr|frau|monsieur|madame|mme|mlle|m\.me|sr|sra|srta|señor"
    r"|señora|sig|signora)(?:\.| )\s*(?=\S)"
)
_LEARNED = re.compile(r"((?:(?i:prof|dr|ing|dipl\.-ing|rev|hon|eng)\.? ?)+)(?<=[. ])(?=\S)")
_DEGREES = re.compile(
    r"(?:, ?(?i:ph\.?d\.?|m\.?d\.?|mba|cpa|cfa|pmp|esq\.?|ll\.?m\.?|[bm]\.?sc\.?|dds|rn|pe)"
    r"| (?:Ph\.?D\.?|M\.D\.|MD|MBA|CPA|CFA|PMP|Esq\.))+\Z"
)
GENERATIONS = re.compile(r"(?i:jr\.?|sr\.?|i{2,3}|iv|v)")
_LONGEST = 100  # characters of a name that may have a title in it


class Titled(NamedTuple):
    """A name, and the title that was said with it."""

    name: str
    title: str = ""


def without_title(said: str) -> Titled:
    """The name without its title: 방시혁 부장, 대표이사 홍길동, 이동현실장님, Dr. Uta Brandt.

    Mr. and 씨 are left out, as they tell nothing. What may be a name as it stands is one: 김 부장,
    이사장, 남궁이사.
    """
    text = " ".join(said.split())
    if len(text) > _LONGEST:
        return Titled(text)
    if re.search("[가-힣]", text):
        return _korean(text)
    return _western(text)


def _korean(text: str) -> Titled:
    bare = text.removesuffix("님").rstrip() if re.search(rf"(?:{_ANY})님\Z", text) else text
    for pattern in (_BRACKET, _BEHIND, _BEFORE):
        found = pattern.fullmatch(bare)
        if found and _is_name(found["name"]):
            return Titled(_POLITE.sub("", found["name"]), found["title"])
    if (found := _CLOSE.fullmatch(bare)) and _is_sure(
        found["name"], found["title"], is_polite=bare != text
    ):
        return Titled(found["name"], found["title"])
    return Titled(_POLITE.sub("", text))


def _is_name(text: str) -> bool:
    """Is it a whole name that is no title itself? One of a single syllable is a family's alone."""
    if text in KOREAN or text in DOUBLE:
        return False
    return bool(_WHOLE.fullmatch(text) or _TWO_PARTS.fullmatch(text) or text.isascii())


def _is_sure(name: str, title: str, *, is_polite: bool) -> bool:
    """Can 이동현실장 be no name of somebody who has no title?"""
    if name.startswith(DOUBLE) and len(name) + len(title) <= 4 and not is_polite:
        return False
    return len(name) >= _SURE or (len(name) == 2 and len(title) >= 2)


def learned(prefix: str) -> str:
    """What is a title in what stands before a name: Dr. of Herr Dr.; nothing of Mr."""
    return _western(f"{prefix} X Y").title


def _western(text: str) -> Titled:
    name = _MANNERS.sub("", text, count=1) if _MANNERS.match(text) else text
    titles = []
    if (found := _LEARNED.match(name)) and len(name) > found.end():
        titles.append(found[1].strip())
        name = name[found.end() :]
    if found := _DEGREES.search(name):
        titles.append(found[0].strip(" ,"))
        name = name[: found.start()]
    return Titled(name.strip(" ,") or text, ", ".join(titles))
