"""A tag (!) tells how to read a value; the format knows that by itself.

Why: Elsewhere in YAML, `!word` says how to read what follows. The format knows that by itself. A
text that begins with an exclamation mark is put in quotes.

왜: YAML에서 `!낱말`은 뒤에 오는 것을 어떻게 읽을지 정합니다. 여기서는 형식이 이미 정해져 있습니다.
느낌표로 시작하는 글은 따옴표로 감쌉니다.

Bad:
    name: Hanbit Electronics
    note: !important call on Monday  # <- here

Good:
    name: Hanbit Electronics
    note: "!important call on Monday"
"""
