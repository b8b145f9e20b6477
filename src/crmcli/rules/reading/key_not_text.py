"""A key is a list or a mapping.

Why: A key is a word before a colon. Brackets or braces there are often a value that was meant to
stand behind a key.

왜: 키는 콜론 앞에 오는 낱말입니다. 그 자리에 괄호가 있으면 대개 키 뒤에 올 값을 잘못 적은 것입니다.

Bad:
    name: Hanbit Electronics
    [kim-mj, lee-dh]: team  # <- here

Good:
    name: Hanbit Electronics
    tags: [kim-mj, lee-dh]
"""
