"""A file cannot be read as YAML.

Why: Somewhere a quote or bracket is not closed, a space after a colon or dash is missing, or a line
is not indented like its neighbours. Until it is mended, the account is in no answer. A text with `:
` or ` #` in it, or one that begins with a sign, is put in quotes.

왜: 따옴표나 괄호를 닫지 않았거나, 콜론이나 하이픈 뒤에 빈칸이 없거나, 들여쓰기가 어긋났습니다.
고칠 때까지 이 거래처는 어떤 답에도 나오지 않습니다. `: `나 ` #`이 들어 있는 글과 기호로 시작하는
글은 따옴표로 감쌉니다.

Bad:
    name: Hanbit Electronics
    note: Wants: a discount  # <- here

Good:
    name: Hanbit Electronics
    note: "Wants: a discount"
"""
