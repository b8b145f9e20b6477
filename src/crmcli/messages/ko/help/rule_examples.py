"""Korean: what people write in the examples of lint's rules."""

import re

WORDS = {
    "Apology": "사과",
    "Asked for a date": "날짜를 물어봄",
    "Asked twice": "두 번 물어봄",
    "At the opening of the plant": "공장 준공식에서",
    "Aux Components": "옥스부품",
    "Baek": "백승호",
    "Batch": "배치",
    "Call about the test run": "시험 가동 결과 통화",
    "Chief physician": "진료과장",
    "Choi": "최상무",
    "Core": "코어",
    "Daehan Steel": "대한스틸㈜",
    "Director Park": "박 본부장",
    "First half": "상반기",
    "Han Se-eun": "한세은",
    "Hanbit Electronics": "한빛전자㈜",
    "Hanbit Parts": "한빛부품㈜",
    "He says his boss agrees": "상사도 동의한다고 함",
    "He signs up to 100M": "1억까지 직접 결재",
    "Kim": "김민지",
    "Kim Min-ji": "김민지",
    "Lee Dong-hyun": "이동현",
    "Mail": "메일",
    "Mail that confirms the budget": "예산 확정 메일",
    "Met at the opening": "준공식에서 만남",
    "Met him there": "그곳에서 만남",
    "No plant of that size": "그만한 공장이 없음",
    "Once more and we switch": "한 번 더 그러면 바꾸겠다",
    "Opens in October": "10월에 열림",
    "Ours": "우리 방식",
    "Pain": "고충",
    "Park J.": "박재형",
    "Park Jae-hyung": "박재형",
    "Review": "검토",
    "Second plant": "2공장",
    "Seo Young-min": "서영민",
    "Ships late every quarter": "분기마다 출하가 늦음",
    "Sponsor": "후원자",
    "Test run": "시험 가동",
    "Test run is planned": "시험 가동 예정",
    "Test run went well": "시험 가동이 잘됨",
    "The group moved all its plants to one supplier": "그룹이 모든 공장의 공급사를 하나로 바꿈",
    "The opening was put off": "준공식이 미뤄짐",
    "Third outage": "세 번째 장애",
    "VendorX": "벤더X",
    "Wants": "요청",
    "Who decides": "누가 결정하는지",
    "a discount": "할인",
    "about 300": "약 300",
    "around 70M": "7천만 안팎",
    "asked on Monday": "월요일에 물어봄",
    "call on Monday": "월요일에 통화",
    # the English name of a Korean company
    "Hanbit Electronics Co., Ltd.": "Hanbit Electronics Co., Ltd.",
    "[Hanbit Electronics]": "[Hanbit Electronics]",
}
_LONGEST_FIRST = "|".join(map(re.escape, sorted(WORDS, key=len, reverse=True)))
_WORDS = re.compile(rf"(?<![\w-])(?:{_LONGEST_FIRST})(?![\w-])")


def in_korean(example: str) -> str:
    """An example as a Korean team would have it."""
    return _WORDS.sub(lambda found: WORDS[found[0]], example)
