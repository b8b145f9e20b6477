"""A file holds something else than `key: value` lines.

Why: An account is lines such as `name: Hanbit Electronics`: a key, a colon, a space and what it
says. A file with plain text or a list has nothing that could be looked up.

왜: 거래처 파일은 `name: Hanbit Electronics`처럼 키, 콜론, 빈칸, 값으로 된 줄입니다. 글이나 목록만
있는 파일에서는 찾아볼 것이 없습니다.

Bad:
    Hanbit Electronics  # <- here

Good:
    name: Hanbit Electronics
"""
