"""Which word of a list does somebody mean: by itself, as answers show it, or as people commonly say
it?
"""

from collections.abc import Callable, Iterable

from crmcli.domain.text.spelling import squeezed

# What people say for words of the format, in English and Korean. Only what can mean no other word
# of the same list.
COMMON: dict[str, str] = {
    "call": "phone, phone call, telephone, 전화, 전화 통화, 유선, 유선 통화, 콜",
    "email": "mail, 메일, 전자우편",
    "message": "text, text message, sms, chat, 문자, 문자 메시지, 카톡, 카카오톡, 메신저",
    "meeting": "meet, video call, 회의, 면담, 화상 회의, 화상 미팅",
    "visit": "on-site, site visit, 방문 상담, 내방, 현장 방문",
    "review": "검토, 리뷰 미팅",
    "check_in": "안부, 안부 전화",
    "service": "서비스, A/S, AS, 수리, 유지 보수",
    "support": "기술 지원, 고객 지원, tech support, helpdesk",
    "demo": "demonstration, 시연, 제품 시연",
    "event": "exhibition, trade show, trade fair, fair, seminar, conference, webinar, "
    "전시회, 박람회, 세미나, 웨비나",
    "info": "정보, 자료, 자료 제공",
    "referral": "referred, introduction, intro, word of mouth, 지인 소개, 고객 소개, 추천",
    "content_form": "form, web form, website, web, 홈페이지, 웹사이트, 문의 양식, 자료 다운로드",
    "outbound": "cold call, cold mail, 콜드콜, 콜드 메일, 직접 영업",
    "inbound": "inquiry, enquiry, 인바운드 문의, 고객 문의",
    "partner": "reseller, 협력사, 파트너사, 대리점",
    "repeat": "existing customer, 기존 고객, 재주문",
    "other": "others, 그 외, 그외",
    "no_answer": "not reached, 부재중, 받지 않음, 안 받음",
    "reached": "connected, 통화됨, 연결됨",
    "held": "took place, 진행, 진행됨",
    "left_message": "voicemail, voice mail, message left, 메모",
    "cancelled": "canceled, 취소됨",
    "sent": "발송함, 보냄",
    "friendly": "supportive, 우호적, 호의적",
    "neutral": "중립적",
    "negative": "hostile, 부정적, 적대적, 비우호적",
    "positive": "good, 긍정적",
    "prospect": "lead, 잠재 고객, 가망, 가망 고객",
    "customer": "client, 거래 고객",
    "dormant": "휴면 고객",
    "churned": "이탈 고객",
    "renewal": "재계약, 연장",
    "cross_sell": "교차 판매",
    "upsell": "상향 판매",
    "replacement": "교체",
    "decision_maker": "decider, DM, 결정권자, 최종 결정권자",
    "budget_holder": "예산권자, 예산 담당, 예산 담당자",
    "champion": "sponsor, 지지자, 내부 지지자",
    "user": "end user, 사용자, 실사용자",
    "blocker": "opponent, 반대자",
    "year": "yearly, annual, annually, per year, 연, 해, 한 해, 1년, 매년, 연간",
    "month": "monthly, per month, 월, 달, 한 달, 매월, 월간",
    "quarter": "quarterly, per quarter, 한 분기, 매분기",
    "once": "one-off, one-time, 한 번, 1회",
    "complaint": "claim, 클레임",
    "question": "질문",
    "request": "요구",
    "met": "yes, y, ok, o, done, confirmed, true, 예, 네, 확인, 확인됨, 충족됨, 있음",
    "unmet": "no, n, x, not met, false, 아니오, 아니요, 없음",
    "partial": "partly, partially, 부분, 부분 충족",
    "unknown": "not known, 모름",
    "true": "yes, y, on, o, 예, 네, 참",
    "false": "no, n, off, x, 아니오, 아니요, 거짓",
    "won": "win, closed won, 성공, 수주 성공",
    "lost": "lose, loss, closed lost, 실패, 탈락, 수주 실패, 패배",
    "no_decision": "fizzled out, on hold, 보류, 흐지부지, 무산, 미결정",
    "invalid": "duplicate, 중복",
    "unresolved": "open, 미해소",
    "resolved": "solved, closed, 해소, 해결됨",
    "deferred": "postponed, 미룸",
    "new": "new business, 신규 고객, 신규 거래",
    "disqualified": "not qualified, 제외",
    "influencer": "영향력자, 영향자",
    "gatekeeper": "비서, 게이트키퍼",
    "executive": "c-level, 경영진, 대표",
    "manager": "중간 관리자, 팀장, 부서장",
    "practitioner": "staff, user, 실무자, 실무진, 담당자",
    "identify": "파악, 인물 찾기",
    "access": "접근, 소개받기",
    "convert": "전환, 설득",
    "deliver": "제공",
    "sales": "account manager, rep, 세일즈, 영업 담당",
    "customer_success": "cs, csm, 고객성공",
    "engineering": "engineer, 엔지니어, 기술팀, 프리세일즈",
    "finance": "회계, 경리",
    "discount": "가격 할인",
    "ko": "kr, korean, ko-kr, 한국어, 한글, 국문",
    "en": "english, en-us, en-gb, 영어, 영문",
}
_SHORT = {
    "mgr": "manager",
    "mgmt": "management",
    "dir": "director",
    "dept": "department",
    "eng": "engineering",
    "asst": "assistant",
    "sr": "senior",
    "jr": "junior",
    "vp": "vice president",
    "exec": "executive",
    "ops": "operations",
    "mktg": "marketing",
    "admin": "administrator",
}


def meant(
    said: str,
    words: Iterable[str],
    shown: Callable[[str], Iterable[str]],
    *,
    beginnings: bool = False,
) -> list[str]:
    """The words of the list that may be meant, told in the surest way: as they are, as shown, as
    commonly said, and if asked by how they begin. Case, spaces and hyphens do not count.
    """
    listed = list(words)
    if said in listed:
        return [said]
    wanted = squeezed(said)
    if not wanted:
        return []
    for ways in (lambda word: (word, *shown(word)), common):
        found = [word for word in listed if wanted in map(squeezed, ways(word))]
        if found:
            return found
    return (
        [
            word
            for word in listed
            if any(squeezed(way).startswith(wanted) for way in (word, *shown(word)))
        ]
        if beginnings
        else []
    )


def common(word: str) -> list[str]:
    """What people say for the word beside what answers call it."""
    return COMMON[word].split(", ") if word in COMMON else []


def written_out(said: str) -> str:
    """The words without what people shorten: `purchasing mgr` is purchasing manager; nothing where
    none is short.
    """
    words = said.split()
    found = [_SHORT.get(word.strip(".").casefold(), word) for word in words]
    return " ".join(found) if found != words else ""
