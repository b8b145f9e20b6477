"""One file holds several YAML documents.

Why: A line `---` begins another document, and one file is one account. A line of dashes as a
divider is a comment: `# ---`.

왜: `---` 줄은 새 문서의 시작인데, 파일 하나는 거래처 하나입니다. 나누는 선을 긋고 싶으면 `#
---`처럼 적으세요.

Bad:
    name: Hanbit Electronics
    ---  # <- here
    owner: kim-mj

Good:
    name: Hanbit Electronics
    owner: kim-mj
"""
