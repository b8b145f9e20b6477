"""A number is no whole number, or too small or too large here.

Why: What is counted has to be a whole number, and one that can be: a quantity of at least 1, a
score within its scale.

왜: 세는 값은 정수여야 하고, 있을 수 있는 수여야 합니다. 수량은 1 이상이고, 점수는 정해진 범위 안의
수입니다.

Bad:
    name: Hanbit Electronics
    research:
      employees: about 300  # <- here

Good:
    name: Hanbit Electronics
    research:
      employees: 300
"""
