"""A day is not written as YYYY-MM-DD, or is in no calendar.

Why: Days are compared and counted. `8/5` is August in Seoul and May in London; YYYY-MM-DD is the
same day everywhere, and in the order of the calendar.

왜: 날짜는 비교하고 세는 값입니다. `8/5`는 서울에서는 8월 5일이고 런던에서는 5월 8일입니다.
YYYY-MM-DD는 어디서나 같은 날이고, 적힌 순서가 곧 날짜 순서입니다.

Bad:
    name: Hanbit Electronics
    log:
      - {date: 2026-02-30, type: call}  # <- here

Good:
    name: Hanbit Electronics
    log:
      - {date: 2026-02-28, type: call}
"""
