"""An amount has something else in it than digits.

Why: An amount is added up, so it has to be a number in the book's currency. Digits may be grouped
with `_`; words, signs of a currency and units such as 만 or M are for people.

왜: 금액은 합산하므로 crm.yaml의 통화로 적은 숫자여야 합니다. 자릿수는 `_`로 끊을 수 있습니다. “약”
같은 말이나 통화 기호, “만 원” 같은 단위는 쓰지 않습니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        amount: around 70M  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        amount: 70_000_000
"""
