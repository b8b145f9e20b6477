"""A key is none of the format's.

Why: Reports read the keys they know and pass over others, so what stands below a mistyped one is
nowhere. Keys of your own go below `custom`, or begin with `x-`.

왜: 보고서는 아는 키만 읽고 나머지는 지나치므로, 잘못 적은 키 아래의 내용은 어디에도 나오지
않습니다. 스스로 정한 키는 `custom` 아래에 적거나 `x-`로 시작하게 하세요.

Bad:
    name: Hanbit Electronics
    onwer: kim-mj  # <- here

Good:
    name: Hanbit Electronics
    owner: kim-mj
"""
