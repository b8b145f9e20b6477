"""Which of our words does a word of another system mean, and how sure is that?"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crmcli.domain.text.spelling import plain, squeezed
from crmcli.domain.text.synonyms import common

_LONGEST = 100  # characters
_CLOSE = 6  # letters of a word, from which on one of them may be wrong
_SAME_SHARE = 0.85  # of the letters of both
_NOISE = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "and",
        "or",
        "lead",
        "deal",
        "sale",
        "stage",
        "source",
        "type",
        "단계",
        "건",
    ]
)
_NOT = frozenset(("not", "no", "non", "un", "without", "never"))
# What other systems call things, beside what people commonly say: probable at most.
_ELSEWHERE: Mapping[str, str] = {
    "referral": "employee referral, external referral, partner referral, customer referral, "
    "client referral, personal contact, word-of-mouth, 지인, 직원 추천, 임직원 추천",
    "event": "trade show, tradeshow, seminar - internal, seminar partner, conference, expo, "
    "sales event, 행사, 이벤트, 세미나 참석, 데모데이",
    "content_form": "web form, web-to-lead, organic search, web download, web research, "
    "landing page, online store, ads, advertisement, paid search, newsletter, blog, "
    "광고, 검색 광고, 뉴스레터, 블로그, 온라인",
    "chatbot": "chat, live chat, chat bot, 챗봇 상담, 채팅",
    "inbound": "web, phone inquiry, incoming call, inbound call, 전화 문의, 문의",
    "outbound": "cold calling, prospecting, sales email, purchased list, outbound call, linkedin, "
    "영업 발굴, 텔레마케팅, tm",
    "partner": "channel, channel partner, alliance, distributor, 총판, 파트너",
    "repeat": "existing, existing business, customer base, 기존, 기존 거래처",
    "other": "misc, miscellaneous, n/a, unknown, none, 미분류",
    "qualification": "qualified, qualified to buy, needs analysis, discovery, 자격 검토, 니즈 파악",
    "lead": "new, prospecting, prospect, 신규, 발굴, 리드",
    "proposal": "proposal/price quote, proposal made, quote, quotation, presentation scheduled, "
    "value proposition, 제안서, 견적, 견적 제출, 제안 제출",
    "negotiation": "negotiation/review, negotiations started, contract sent, "
    "decision maker bought-in, 협상, 가격 협상, 계약 협의, 협의",
    "won": "closed won, closedwon, is won, 수주, 계약 완료, 계약 체결, 성사",
    "lost": "closed lost, closedlost, closed-lost to competition, 실주, 계약 실패",
    "price": "too expensive, budget, pricing, 가격, 가격 문제",
    "competitor": "lost to competitor, competition, chose competitor, 경쟁사 선택, 경쟁사",
    "no_decision": "no decision / non-responsive, went dark, no response, timing, 무응답, 연기",
    "call": "outbound call, inbound call, logged call, phone, 통화",
    "email": "outgoing email, incoming email, sent email, 이메일 발송",
    "meeting": "event, appointment, 약속, 일정, 미팅",
    "new": "new customer, new business, new logo, 신규",
    "upsell": "existing customer - upgrade, upgrade, expansion, 증설",
    "replacement": "existing customer - replacement, 교체",
    "renewal": "existing customer - renewal, existing customer - downgrade, 갱신",
    "customer": "customer - direct, customer - channel, active, 고객사, 기존 고객",
    "prospect": "analyst, integrator, target, 잠재고객",
}


class Near(NamedTuple):
    """One of our words, and whether it is the same word or only probably what is meant."""

    id: str
    is_sure: bool


def near(word: str, known: Mapping[str, Iterable[str]], *, misspelled: bool = True) -> Near | None:
    """The one id of `known`, each with its labels, that is meant; None where none or several are.

    Sure is the id or a label as it is, whatever the case, spaces, marks, and a plural, and what
    people commonly say for it. Probable are other systems' words for it, a label whose words all
    stand in the word or the other way round, and a slip of the keys, unless not `misspelled`: of
    people, a letter more is somebody else.
    """
    if len(word) > _LONGEST or not squeezed(word):
        return None
    own = {each: [each, *labels] for each, labels in known.items()}
    said = {each: common(each) for each in known}
    elsewhere = {each: _elsewhere(each) for each in known}
    for is_sure, ways, fits in (
        (True, own, _same),
        (True, own, _same_but_number),
        (True, said, _same),
        (False, elsewhere, _same),
        (False, own, _within),
        (False, said, _within),
        (False, elsewhere, _within),
        (False, own if misspelled else {}, _alike),
    ):
        found = [each for each, words in ways.items() if any(fits(word, way) for way in words)]
        if found:
            return Near(found[0], is_sure) if len(found) == 1 else None
    return None


def _elsewhere(word: str) -> list[str]:
    return re.split(", ?", _ELSEWHERE[word]) if word in _ELSEWHERE else []


def _same(one: str, other: str) -> bool:
    return squeezed(one) == squeezed(other)


def _same_but_number(one: str, other: str) -> bool:
    return _singular(squeezed(one)) == _singular(squeezed(other))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _within(one: str, other: str) -> bool:
    """Do all words of one stand in the other, and say the same thing, not the contrary?"""
    all_words = [
        {*re.findall(r"\w+", plain(text[:_LONGEST]).replace("_", " "))} for text in (one, other)
    ]
    if _NOT & (all_words[0] ^ all_words[1]):
        return False
    few, many = sorted(({*map(_singular, words)} - _NOISE for words in all_words), key=len)
    return bool(few) and few <= many


def _alike(first: str, second: str) -> bool:
    """Are they one word but for a slip or two? Numbers and beginnings tell apart."""
    one, other = squeezed(first), squeezed(second[:_LONGEST])
    if min(len(one), len(other)) < _CLOSE or one[:2] != other[:2]:
        return False
    if re.sub(r"[^0-9]", "", one) != re.sub(r"[^0-9]", "", other):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_SHARE
