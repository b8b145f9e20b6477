"""An alias (*) stands for another place of the file; every value is written out.

Why: Elsewhere in YAML, `*name` repeats what `&name` stands before. Nobody who reads the line knows
what it says, so here every value is written out. A text that begins with a star is put in quotes.

왜: YAML에서 `*이름`은 `&이름` 뒤에 적은 것을 되풀이한다는 뜻입니다. 그 줄만 읽어서는 무슨 값인지 알
수 없으므로 여기서는 값을 그대로 적습니다. 별표로 시작하는 글은 따옴표로 감쌉니다.

Bad:
    name: Hanbit Electronics
    note: *important  # <- here

Good:
    name: Hanbit Electronics
    note: "*important"
"""
