"""A file's name cannot be an account's id.

Why: The file's name is the account's id, by which other accounts and commands call it. Letters of
any language, digits, `-`, `_` and `.` will do; spaces and signs will not.

왜: 파일 이름이 곧 거래처의 id이고, 다른 거래처와 명령은 그 id로 거래처를 부릅니다. 한글을 포함한
글자, 숫자, `-`, `_`, `.`을 쓸 수 있고, 띄어쓰기와 다른 기호는 쓸 수 없습니다.
"""
