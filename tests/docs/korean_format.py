"""The tables of docs/ko/format.md: keys and values as docs/format.md has them, with what editors say of each key in Korean."""

import re
from collections.abc import Mapping

from crmcli.messages import Phrases
from crmcli.store.shapes.schema import key_of
from crmcli.store.yaml.record_shape import Record

SAY = Phrases("ko")
# what stands in the column Value, the longer first
VALUES = (
    (r"what the field holds", "그 칸의 값"),
    (r"three capital letters", "대문자 세 글자"),
    (r"name such as", "이름, 예:"),
    (r"text such as", "글, 예:"),
    (r"`ACCOUNT` or `ACCOUNT/CONTACT`", "`거래처` 또는 `거래처/사람`"),
    (r"spaces count as `_`", "빈칸은 `_`로 칩니다"),
    (r"or one of your own", "또는 직접 정한 것"),
    (r"mapping by role set, of roles", "역할 세트마다 역할"),
    (r"mapping by (\w+)", r"\1마다 한 묶음"),
    (r"mapping from whole percent to", "정수 퍼센트마다"),
    (r"mapping from (\w+) to", r"\1마다"),
    (r"mapping from", "다음마다 하나:"),
    (r"list of mapping", "묶음의 목록"),
    (r"list of id of an? (\w+)", r"\1 id의 목록"),
    (r"list of id", "id의 목록"),
    (r"list of word:", "목록, 낱말:"),
    (r"list of (\w+)", r"\1 목록"),
    (r"list of", "목록:"),
    (r"id of an? (role set|role or contact|\w+)", r"\1 id"),
    (r"dated id of an? (\w+)", r"날짜가 있는 \1 id"),
    (r"dated word", "날짜가 있는 낱말"),
    (r"dated (\w+)", r"날짜가 있는 \1"),
    (r"count from 1 to 5", "1에서 5까지의 수"),
    (r"a word:", "낱말:"),
    (r"word:", "낱말:"),
    (r"required", "필수"),
    (r"main", "대표"),
    (r"in order", "순서대로"),
)
TERMS = {
    "role or contact": "역할이나 사람",
    "role set": "역할 세트",
    "mapping": "묶음",
    "text": "글",
    "date": "날짜",
    "money": "금액",
    "count": "수",
    "percent": "퍼센트",
    "truth": "예/아니요",
    "label": "이름표",
    "member": "팀원",
    "contact": "사람",
    "product": "제품",
    "stage": "단계",
    "reason": "사유",
    "role": "역할",
    "deal": "안건",
    "rule": "규칙",
    "account": "거래처",
}


def value_of(cell: str) -> str:
    """What a key holds, in Korean; names of lists of fixed words stay as they are."""
    for english, korean in VALUES:
        cell = re.sub(english, korean, cell)
    # what is told after "낱말:" is the name of a list
    parts = re.split(r"(낱말: [a-z ]+)", cell)
    for place, part in enumerate(parts):
        if not part.startswith("낱말:"):
            for english, korean in TERMS.items():
                part = re.sub(rf"(?<![`a-zA-Z_]){english}(?![`a-zA-Z_])", korean, part)
            parts[place] = part.replace(" or ", " 또는 ")
    return "".join(parts)


def table(record: Record, english: list[Mapping[str, str]]) -> list[str]:
    """The rows of a record's table."""
    lines = ["| 키 | 값 | 뜻 |", "|---|---|---|"]
    for row in english:
        key = row["Key"].strip("`")
        said = SAY(key_of(record.name, key, SAY)).partition("\n")[0].replace("|", "\\|")
        default = re.search(r"Default: (`[^`]+`|[0-9][0-9, ]*)", row["Meaning"])
        more = f" 기본값: {default[1].strip()}." if default else ""
        lines.append(f"| `{key}` | {value_of(row['Value'])} | {said}{more} |")
    return lines


def words_table(
    records: Mapping[str, Record], english: Mapping[str, list[dict[str, str]]]
) -> list[str]:
    """The lists of fixed words, each word with what editors say of it where the list is used."""
    used: dict[str, str] = {}
    for place, record in records.items():
        for row in english.get(f"`{place}`") or english[place]:
            for name in re.findall(r"word: ([A-Za-z ]+?)(?:,|$| \|)", row["Value"]):
                used.setdefault(name, key_of(record.name, row["Key"].strip("`"), SAY))
    lines = ["| 목록 | 낱말 |", "|---|---|"]
    for row in english["Fixed words"]:
        base = next((used[name] for name in row["Word"].split(", ") if name in used), "")
        told = [
            f"`{word}`{called(word, base, row['Word'])}"
            for word in re.findall(r"`([^`]+)`", row["One of"])
        ]
        lines.append(f"| {row['Word']} | {', '.join(told)} |")
    return lines


def called(word: str, base: str, name: str) -> str:
    """What editors say of a word where the list is used, else what answers call it."""
    key = f"{base}.{word}"
    if base and SAY.has(key):
        return f"({SAY(key).partition(chr(10))[0]})"
    if name == "queried":  # names of records, not words of answers
        return ""
    for kind in ("word", "type", "stance", "function", "metric", "exit"):
        for key in (f"{kind}-{word}", f"{kind}-{word.replace('_', '-')}"):
            if SAY.has(key):
                return f"({SAY(key)})"
    return ""


def filled(
    text: str, records: Mapping[str, Record], english: Mapping[str, list[dict[str, str]]]
) -> str:
    """The page with its tables written anew: below each heading the one of that place."""
    places = {"### 거래처 파일 전체": "The file", "### crm.yaml 전체": "The policy"}
    out: list[str] = []
    place = ""
    skipping = False
    for line in text.split("\n"):
        if line.startswith("#"):
            place = places.get(line, line.lstrip("# ").strip("`"))
            skipping = False
        if line.startswith("| 키 |") and place in records:
            rows = english.get(f"`{place}`") or english[place]
            out += table(records[place], rows)
            skipping = True
        elif line.startswith("| 목록 |"):
            out += words_table(records, english)
            skipping = True
        elif not (skipping and line.startswith("|")):
            out.append(line)
    return "\n".join(out)
