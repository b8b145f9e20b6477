"""A key that must be there is missing.

Why: Without it the rest cannot be used: an account without a name is in no list, a log entry
without a day at no place.

왜: 그 키가 없으면 나머지를 쓸 수 없습니다. 이름이 없는 거래처는 목록에 나올 수 없고, 날짜가 없는
기록은 있을 자리가 없습니다.

Bad:
    name: Hanbit Electronics
    log:
      - {type: call, what: Asked for a date}  # <- here

Good:
    name: Hanbit Electronics
    log:
      - {date: 2026-07-20, type: call, what: Asked for a date}
"""
