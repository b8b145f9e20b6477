"""One account in the hands of different people: the same facts, written as each of them would."""

from textwrap import dedent, indent

POLICY = """\
role_sets: {it: {ceo: {label: 대표이사}, cfo: {label: 재무}, cio: {label: 정보화}, dpo: {label: 개인정보}}}
default_role_set: it
team: {kim-mj: {name: 김민지, emails: [mj.kim@us.example]}, han-se: {name: 한세은, function: support}}
products: {core: {label: 코어}, batch: {label: 배치}}
objections: {price: {answers: {}}, reliability: {answers: {}}}
cadences: {}
"""

# A comment at every line that can have one: none of them may be lost.
BLOCK = """\
# 한빛전자
name: 한빛전자㈜
status: prospect # 아직
owner: kim-mj
source: referral
research: # 조사
  problems:
    - 배치 지연
  decision_maker: park
  annual_revenue: 312_000_000_000
roles: # 자리
  cfo: park # 오래 전부터
  cio:
    contact: lee # 실장
    rep: kim-mj
  ceo:
  # 자리 끝
contacts: # 사람
  # 재무
  park: # 본부장
    name: 박재형 # 이름
    title: 본부장
    phones:
      - "010-1234-5671" # 휴대폰
    stance:
      2025-01-20: neutral # 처음
  lee: # 실장
    name: 이동현
    stance: neutral # 언제였더라
  seo: # 떠남
    name: 서영민
    left: 2025-03-01
  # 사람 끝
plans: # 계획
  intro: # 소개
    for: ceo # 대표
    kind: identify
    owner: kim-mj
    due: 2025-12-20 # 연말
    progress:
      2025-05-01: 초청장 # 받음
deals: # 안건
  pt2: # 증설
    name: 증설 # 평택
    owner: kim-mj
    amount: 72_000_000 # 부가세 별도
    close:
      2025-05-10: 2025-12-30 # 첫 예상
    stages:
      2025-05-10: qualification # 시작
    bant: # 기준
      budget: met # 메일
      authority:
        status: met
        date: 2025-05-12 # 면담
      need: met
    next: # 약속
      date: 2025-08-05
      what: 통화
  old: # 지난 것
    name: 구형
    stages:
      2024-05-10: closing
    outcome: # 끝
      result: lost
      date: 2024-06-01
      reason: price # 비쌌다
contracts: # 계약
  c-2024: # 유지보수
    start: 2024-01-15
    end: 2026-01-14 # 2년
assets: # 보유
  core: 1 # 하나
cases: # 접수
  night: # 야간
    opened: 2025-05-02 # 밤
    kind: complaint
    what: 배치 장애
surveys: # 설문
  - date: 2025-06-11 # 상반기
    kind: nps
    score: 9
log: # 기록
  # 첫 만남
  - date: 2025-01-20 # 신년
    type: meeting
    with: park
    what: 인사
  # 사과
  - date: 2025-07-02
    type: visit
    with: lee # 실장
    what: 사과 # 길었다
  # 기록 끝
# 파일 끝
"""

BRACES = """\
name: 한빛전자㈜
status: prospect     # 아직
owner: kim-mj
source: referral
research: {problems: [배치 지연], decision_maker: park, annual_revenue: 312_000_000_000}   # 조사

roles:                                # 자리
  cfo: park
  cio: {contact: lee, rep: kim-mj}    # 실장
  ceo: {contact: null}

contacts:
  park: {name: 박재형, title: 본부장, phones: ["010-1234-5671"], stance: {2025-01-20: neutral}}   # 본부장
  lee: {name: 이동현, stance: neutral}
  seo: {name: 서영민, left: 2025-03-01}

plans:
  intro: {for: ceo, kind: identify, owner: kim-mj, due: 2025-12-20, progress: {2025-05-01: 초청장}}   # 소개

deals:
  pt2:
    name: 증설
    owner: kim-mj
    amount: 72_000_000
    close: {2025-05-10: 2025-12-30}
    stages: {2025-05-10: qualification}   # 시작
    bant: {budget: met, authority: {status: met, date: 2025-05-12}, need: met}
    next: {date: 2025-08-05, what: 통화}  # 약속
  old: {name: 구형, stages: {2024-05-10: closing}, outcome: {result: lost, date: 2024-06-01, reason: price}}

contracts: {c-2024: {start: 2024-01-15, end: 2026-01-14}}   # 계약
assets: {core: 1}
cases: {night: {opened: 2025-05-02, kind: complaint, what: 배치 장애}}
surveys: [{date: 2025-06-11, kind: nps, score: 9}]

log:                                  # 아래에 덧붙이기만 한다
  - {date: 2025-01-20, type: meeting, with: park, what: 인사}   # 신년
  - {date: 2025-07-02, type: visit, with: lee, what: 사과}
"""

WRAPPED = """\
name: 한빛전자㈜
status: prospect
owner: kim-mj
source: referral
research: {problems: [배치 지연], decision_maker: park,
           annual_revenue: 312_000_000_000}
roles: {cfo: park, cio: {contact: lee, rep: kim-mj},
        ceo: }
contacts:
  park: {name: 박재형, title: 본부장,
         phones: ["010-1234-5671"], stance: {2025-01-20: neutral}}
  lee: {name: 이동현,   # 실장
        stance: neutral}
  seo: {name: 서영민,
        left: 2025-03-01}
plans:
  intro: {for: ceo, kind: identify, owner: kim-mj, due: 2025-12-20,
          progress: {2025-05-01: 초청장}}
deals:
  pt2: {name: 증설, owner: kim-mj, amount: 72_000_000,   # 증설
        close: {2025-05-10: 2025-12-30}, stages: {2025-05-10: qualification},
        bant: {budget: met, authority: {status: met, date: 2025-05-12}, need: met},
        next: {date: 2025-08-05, what: 통화}}
  old: {name: 구형, stages: {2024-05-10: closing},
        outcome: {result: lost, date: 2024-06-01, reason: price}}
contracts: {c-2024: {start: 2024-01-15,
                     end: 2026-01-14}}
assets: {core: 1}
cases: {night: {opened: 2025-05-02, kind: complaint,
                what: 배치 장애}}
surveys: [{date: 2025-06-11, kind: nps, score: 9}]
log:
  - {date: 2025-01-20, type: meeting, with: park,
     what: 인사}   # 신년
  # 사과
  - {date: 2025-07-02, type: visit, with: lee,
     what: 사과}
"""

JSON = """\
{
  "name": "한빛전자㈜",
  "status": "prospect",
  "owner": "kim-mj",
  "source": "referral",
  "research": {"problems": ["배치 지연"], "decision_maker": "park", "annual_revenue": "312_000_000_000"},
  "roles": {"cfo": "park", "cio": {"contact": "lee", "rep": "kim-mj"}, "ceo": null},
  "contacts": {
    "park": {"name": "박재형", "title": "본부장", "phones": ["010-1234-5671"], "stance": {"2025-01-20": "neutral"}},
    "lee": {"name": "이동현", "stance": "neutral"},
    "seo": {"name": "서영민", "left": "2025-03-01"}
  },
  "plans": {"intro": {"for": "ceo", "kind": "identify", "owner": "kim-mj", "due": "2025-12-20", "progress": {"2025-05-01": "초청장"}}},
  "deals": {
    "pt2": {"name": "증설", "owner": "kim-mj", "amount": 72000000, "close": {"2025-05-10": "2025-12-30"}, "stages": {"2025-05-10": "qualification"},
            "bant": {"budget": "met", "authority": {"status": "met", "date": "2025-05-12"}, "need": "met"}, "next": {"date": "2025-08-05", "what": "통화"}},
    "old": {"name": "구형", "stages": {"2024-05-10": "closing"}, "outcome": {"result": "lost", "date": "2024-06-01", "reason": "price"}}
  },
  "contracts": {"c-2024": {"start": "2024-01-15", "end": "2026-01-14"}},
  "assets": {"core": 1},
  "cases": {"night": {"opened": "2025-05-02", "kind": "complaint", "what": "배치 장애"}},
  "surveys": [{"date": "2025-06-11", "kind": "nps", "score": 9}],
  "log": [
    {"date": "2025-01-20", "type": "meeting", "with": "park", "what": "인사"},
    {"date": "2025-07-02", "type": "visit", "with": "lee", "what": "사과"}
  ]
}
"""

_LOG = BLOCK.index("  # 첫 만남")
_SECOND, _END = BLOCK.index("  # 사과"), BLOCK.index("  # 기록 끝")
_NEWEST_FIRST = BLOCK[:_LOG] + BLOCK[_SECOND:_END] + BLOCK[_LOG:_SECOND] + BLOCK[_END:]


def _lists_at_the_margin(text: str) -> str:
    """Dashes under the first letter of their key, as some tools write them."""
    lines, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = (inside or line.startswith(("surveys:", "log:"))) and not line.startswith("# 파일")
        lines.append(line if not inside or not line.startswith("  ") else line[2:])
    return "".join(lines)


def _spaced(text: str) -> str:
    """An empty line above every entry, section and deal."""
    return "".join(
        f"\n{line}"
        if line[0] not in " #" or line.startswith(("  - ", "  pt2", "  old", "  lee"))
        else line
        for line in text.splitlines(keepends=True)
    ).lstrip("\n")


def _deeper(text: str) -> str:
    """Four spaces where others have two; dashes stay beside what follows them."""
    lines = []
    for line in text.splitlines(keepends=True):
        deep = len(line) - len(line.lstrip(" "))
        lines.append(" " * deep + line if deep else line)
    return (
        "".join(lines)
        .replace("        type", "      type")
        .replace("        with", "      with")
        .replace("        what: 인", "      what: 인")
        .replace("        what: 사", "      what: 사")
        .replace("        kind: nps", "      kind: nps")
        .replace("        score", "      score")
    )


def _quoted(text: str) -> str:
    """Every key in quotes."""
    lines = []
    for line in text.splitlines(keepends=True):
        head, colon, rest = line.partition(":")
        key = head.strip(" -#")
        lines.append(
            head.replace(key, f"'{key}'") + colon + rest if colon and "#" not in head else line
        )
    return "".join(lines)


_BARE = "".join(
    f"{line.partition(' #')[0].rstrip()}\n"
    for line in BLOCK.splitlines()
    if not line.lstrip().startswith("#")
)
_EMPTY = """\
name: 한빛전자㈜ # 새로
status: # 아직
roles: {}
contacts: {} # 아무도
plans: []
deals: { }
contracts:
assets: # 없음

cases: {}
surveys: []
log: []
"""

FULL: dict[str, bytes] = {
    "comments everywhere": BLOCK.encode(),
    "no comments": _BARE.encode(),
    "braces": BRACES.encode(),
    "braces that wrap": WRAPPED.encode(),
    "json": JSON.encode(),
    "newest first": _NEWEST_FIRST.encode(),
    "lists at the margin": _lists_at_the_margin(BLOCK).encode(),
    "empty lines": _spaced(BLOCK).encode(),
    "four spaces": _deeper(BLOCK).encode(),
    "quoted keys": _quoted(_BARE).encode(),
    "indented altogether": indent(_BARE, "  ").encode(),
    "crlf": BLOCK.replace("\n", "\r\n").encode(),
    "bom": b"\xef\xbb\xbf" + BRACES.encode(),
    "bom, crlf, no last line end": b"\xef\xbb\xbf"
    + _BARE.removesuffix("\n").replace("\n", "\r\n").encode(),
    "no last line end": BLOCK.removesuffix("\n").encode(),
}
BARE: dict[str, bytes] = {
    "empty sections": _EMPTY.replace("plans: []", "plans: {}").encode(),
    "only a name": "name: 한빛전자㈜".encode(),
    "a name and comments": dedent("""\
        # 새 거래처
        name: 한빛전자㈜

        # 나중에 채우기
    """).encode(),
}
