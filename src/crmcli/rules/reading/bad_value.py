"""A word is none of those that may stand here.

Why: Some keys take one of a few words, because reports group by them. Another word, however clear,
would be a group of its own that nobody asks for.

왜: 보고서가 나누어 세는 키에는 정해진 낱말 가운데 하나만 적습니다. 뜻이 통하는 다른 낱말이라도
아무도 찾지 않는 새 갈래가 됩니다.

Bad:
    name: Hanbit Electronics
    log:
      - {date: 2026-07-20, type: phone call}  # <- here

Good:
    name: Hanbit Electronics
    log:
      - {date: 2026-07-20, type: call}
"""
