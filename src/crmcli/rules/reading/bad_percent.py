"""A percentage is not between 0 and 100.

Why: A probability, a share or a discount is a number from 0 to 100, without the sign %. `0.5` is
half a percent, not one half.

왜: 가능성, 몫, 할인율은 0에서 100 사이의 숫자이고 % 기호는 쓰지 않습니다. `0.5`는 절반이 아니라
0.5%입니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        probability: 120  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        probability: 80
"""
