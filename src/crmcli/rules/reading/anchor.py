"""An anchor (&) names a place of the file; every value is written out.

Why: Elsewhere in YAML, `&name` gives a value a name to repeat it by. Here every value is written
out. A text that begins with `&` is put in quotes.

왜: YAML에서 `&이름`은 값을 되풀이하려고 붙이는 이름입니다. 여기서는 값을 그대로 적습니다. `&`로
시작하는 글은 따옴표로 감쌉니다.

Bad:
    name: Hanbit Electronics
    note: &again call on Monday  # <- here

Good:
    name: Hanbit Electronics
    note: call on Monday
"""
