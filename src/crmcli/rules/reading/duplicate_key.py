"""A key is given twice in one mapping.

Why: Only one of the two would count, and nobody could say which: other programs silently keep the
last. Put both together below one key, or delete one.

왜: 둘 가운데 하나만 쓰이는데 어느 쪽인지 알 수 없습니다. 다른 프로그램은 말없이 마지막 것만
남깁니다. 한 키 아래로 합치거나 하나를 지우세요.

Bad:
    name: Hanbit Electronics
    owner: kim-mj
    owner: lee-dh  # <- here

Good:
    name: Hanbit Electronics
    owner: lee-dh
"""
