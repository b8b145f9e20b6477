"""What `crm help` shows: pages of the documentation, by the name of a command or of an idea."""

# Commands whose page has another name than theirs.
PAGES = {
    "import": "importing",
    "export": "importing",
    "forget": "privacy",
    "merge-file": "merging",
}

# Ideas by name, each with its page.
TOPICS: dict[str, str] = {
    "roles": "roles",
    "stance": "stance",
    "cadence": "cadence",
    "12-4-2": "cadence",
    "gates": "gates",
    "as-of": "as-of",
    "dates": "dates",
    "query": "query",
    "git": "git",
    "merging": "merging",
    "editing": "editing",
    "format": "format",
    "mistakes": "mistakes",
    "options": "options",
    "output": "output",
    "privacy": "privacy",
    "glossary": "glossary",
}
# What they are called in Korean, and by other words.
OTHER_NAMES = {
    "역할": "roles",
    "태도": "stance",
    "정기접촉": "cadence",
    "통과조건": "gates",
    "관문": "gates",
    "기준일": "as-of",
    "날짜": "dates",
    "질의": "query",
    "조회": "query",
    "깃": "git",
    "병합": "merging",
    "편집": "editing",
    "수정": "editing",
    "형식": "format",
    "실수": "mistakes",
    "옵션": "options",
    "출력": "output",
    "개인정보": "privacy",
    "용어": "glossary",
    "개념": "topics",
    "stances": "stance",
    "gate": "gates",
    "merge": "merging",
    "date": "dates",
    "yaml": "format",
}
