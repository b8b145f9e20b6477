"""Account files as different people write them, and the edits people ask for. One habit a file, at least."""

from typing import Any

from crmcli.domain.edit import Edit, Insert, Prose, Quoted, Remove, Rename, Set

NFD = "\u1112\u1161\u11ab\u1107\u1175\u11be"  # 한빛, as macOS writes it

FILES: dict[str, str] = {
    "examples": """\
name: 한빛
status: prospect
roles:
  ceo: {contact: null, rep: choi}
  cfo: park
contacts:
  park: {name: 박재형, stance: {2026-01-20: neutral}}
  lee: {name: 이동현}
deals:
  pt2:
    name: 증설
    next: {date: 2026-08-05, what: 통화}
log:
  - {date: 2026-01-20, type: call, what: 인사}
  - {date: 2026-05-02, type: visit, what: 사과}
""",
    "comments everywhere": """\
# the file
name: 한빛 # the name
# the status
status: prospect  # for now

roles: # who is who
  # money
  cfo: park # since May
  # end of roles
contacts:
  # the boss
  park:  # boss
    # his name
    name: 박재형   # full
    stance: # how he is
      2026-01-20: neutral # first
      # more to come
  # nobody else
deals:
  pt2: # the one
    next: {date: 2026-08-05, what: 통화} # promised
    # end of pt2
log: # oldest first
  # January
  - {date: 2026-01-20, type: call, what: 인사} # nice
  # May
  - {date: 2026-05-02, type: visit, what: 사과} # hard
  # end of log
# end of file
""",
    "blank lines between everything": """\
name: 한빛

status: prospect

roles:

  cfo: park

  ceo:
    contact: null

contacts:

  park:
    name: 박재형

    stance:
      2026-01-20: neutral

  lee:
    name: 이동현

deals:

  pt2:
    next:
      date: 2026-08-05

log:

  - date: 2026-01-20
    type: call

  - date: 2026-05-02
    type: visit

""",
    "four spaces": """\
name: 한빛
status: prospect
roles:
    cfo: park
contacts:
    park:
        name: 박재형
        stance:
            2026-01-20: neutral
deals:
    pt2:
        next:
            date: 2026-08-05
            what: 통화
log:
    - date: 2026-01-20
      type: call
    - date: 2026-05-02
      type: visit
""",
    "lists not indented": """\
name: 한빛
status: prospect
tags:
- a
- b
roles:
  cfo: park
contacts:
  park:
    name: 박재형
    phones:
    - "010-1"
    stance: neutral
deals:
  pt2:
    next:
      date: 2026-08-05
      with:
      - park
log:
- date: 2026-01-20
  by:
  - kim
- date: 2026-05-02
  by:
  - lee
""",
    "wide dashes": """\
name: 한빛
status: prospect
roles: {cfo: park}
contacts:
  park:
    name: 박재형
deals:
  pt2:
    next: 2026-08-05
log:
  -   date: 2026-01-20
      type: call
  -   date: 2026-05-02
      type: visit
""",
    "all braces": """\
{name: 한빛, status: prospect, roles: {cfo: park}, contacts: {park: {name: 박재형, stance: {2026-01-20: neutral}}},
 deals: {pt2: {next: {date: 2026-08-05}}}, log: [{date: 2026-01-20, type: call}, {date: 2026-05-02, type: visit}]}
""",
    "braces over several lines": """\
name: 한빛
status: prospect
roles: {
  cfo: park,
  ceo: {contact: null}
}
contacts: {
  park: {name: 박재형, stance: {2026-01-20: neutral}},  # boss
  lee: {name: 이동현},
}
deals: {
  pt2: {
    next: {date: 2026-08-05, what: 통화}
  }
}
log: [
  {date: 2026-01-20, type: call},
  # May
  {date: 2026-05-02, type: visit},  # hard
]
""",
    "braces that wrap": """\
name: 한빛
status: prospect
roles: {cfo: park, ceo: {contact: null, rep: choi}, cio: {contact: lee, rep: kim},
        cto: {contact: null}}
contacts:
  park: {name: 박재형, title: 본부장,
         stance: {2026-01-20: neutral}}
deals:
  pt2: {name: 증설,
        next: {date: 2026-08-05, what: 통화}}
log:
  - {date: 2026-01-20, type: call, by: kim,
     what: 인사}
  - {date: 2026-05-02, type: visit, by: kim,
     what: 사과}
""",
    "json": """\
{
  "name": "한빛",
  "status": "prospect",
  "roles": {"cfo": "park"},
  "contacts": {
    "park": {"name": "박재형", "stance": {"2026-01-20": "neutral"}}
  },
  "deals": {"pt2": {"next": {"date": "2026-08-05"}}},
  "log": [
    {"date": "2026-01-20", "type": "call"},
    {"date": "2026-05-02", "type": "visit"}
  ]
}
""",
    "tight json": """\
{"name":"한빛","status":"prospect","roles":{"cfo":"park"},"contacts":{"park":{"name":"박재형"}},"deals":{"pt2":{"next":"2026-08-05"}},"log":[{"date":"2026-01-20"},{"date":"2026-05-02"}]}
""",
    "single quotes": """\
name: '한빛'
status: 'prospect'
roles:
  'cfo': 'park'
contacts:
  'park':
    name: '박재형'
    stance: {'2026-01-20': 'neutral'}
deals:
  'pt2': {next: {date: '2026-08-05', what: '통화'}}
log:
  - {date: '2026-01-20', what: 'it''s on'}
  - {date: '2026-05-02', what: '사과'}
""",
    "aligned": """\
name:     한빛
status:   prospect     # for now
owner:    kim
roles:
  ceo:    {contact: null, rep: choi}
  cfo:    park
contacts:
  park:   {name: 박재형}
  lee-dh: {name: 이동현}
deals:
  pt2:
    name:   증설
    amount: 72_000_000
    next:   {date: 2026-08-05, what: 통화}
log:
  - date: 2026-01-20
    type: call
  - date: 2026-05-02
    type: visit
""",
    "aligned colons": """\
name   : 한빛
status : prospect
roles  : {cfo: park}
contacts:
  park :
    name : 박재형
    title: 본부장
deals  : {pt2: {next: 2026-08-05}}
log:
  - {date: 2026-01-20}
  - {date: 2026-05-02}
""",
    "newest first": """\
name: 한빛
status: prospect
roles:
  cfo: park
contacts:
  park: {name: 박재형}
deals: {}
log:
  # newest first

  - {date: 2026-05-02, type: visit}

  # January
  - {date: 2026-01-20, type: call}
""",
    "empty collections": """\
name: 한빛
status:
roles: {}
contacts: {}   # nobody yet
deals: { }
log: []
""",
    "nothing after the colon": """\
name: 한빛
status: # not decided
roles:
contacts:

# no deals yet
deals:
log:
""",
    "only a name": "name: 한빛",
    "no last line end": "name: 한빛\nstatus: prospect\nroles:\n  cfo: park\ncontacts:\n  park:\n    name: 박재형\nlog:\n  - {date: 2026-01-20}\n  - {date: 2026-05-02}",
    "crlf": "name: 한빛\r\nstatus: prospect # now\r\nroles:\r\n  cfo: park\r\n\r\ncontacts:\r\n  park:\r\n    name: 박재형\r\n    stance: {2026-01-20: neutral}\r\n"
    "deals:\r\n  pt2:\r\n    next: {date: 2026-08-05}\r\n    note: |\r\n      a\r\n      b\r\nlog:\r\n  - date: 2026-01-20\r\n    what: |\r\n      a\r\n\r\n  - date: 2026-05-02\r\n    what: b\r\n",
    "bom": "\ufeff# 한빛\nname: 한빛\nstatus: prospect\nroles: {cfo: park}\ncontacts:\n  park: {name: 박재형}\nlog:\n- {date: 2026-01-20}\n- {date: 2026-05-02}\n",
    "bom, crlf, no last line end": "\ufeffname: 한빛\r\nstatus: prospect\r\nroles:\r\n  cfo: park\r\ncontacts:\r\n  park: {name: 박재형}\r\nlog:\r\n  - {date: 2026-01-20}",
    "document marks": """\
# schema
---
name: 한빛
status: prospect
roles: {cfo: park}
contacts:
  park: {name: 박재형}
deals:
  pt2: {next: 2026-08-05}
log:
  - {date: 2026-01-20}
...
# the end
""",
    "literal texts": """\
name: 한빛
status: prospect
note: |
  first line
    second line

  third line

roles:
  cfo: park
contacts:
  park:
    name: 박재형
    note: |-
      # no comment
      - no list
deals:
  pt2:
    note: >
      folded
      lines

    next: {date: 2026-08-05}
log:
  - date: 2026-01-20
    what: |
      인사
      식사

  - date: 2026-05-02
    what: |+
      사과

  # after
""",
    "texts over lines": """\
name: 한빛
status: prospect
note: a long note
  goes on here
  and here  # really
roles:
  cfo: park
contacts:
  park:
    name: "박
      재형"
deals:
  pt2:
    next:
      date: 2026-08-05
      what:
        통화
        약속
log:
  - date: 2026-01-20
    what: 'one
      two'
  - date: 2026-05-02
    what: three
      four
""",
    "explicit keys": """\
? name
: 한빛
? status
: prospect
? roles
: cfo: park
? contacts
: park:
    name: 박재형
? log
: - {date: 2026-01-20}
  - {date: 2026-05-02}
""",
    "quoted keys": """\
"name": 한빛
'status': prospect
"roles": {"cfo": park}
"contacts":
  "park":
    "name": 박재형
    "stance": {"2026-01-20": neutral}
"deals":
  "pt2": {"next": 2026-08-05}
"log":
  - {"date": 2026-01-20}
  - {"date": 2026-05-02}
""",
    "decomposed hangul": f"""\
name: {NFD}
status: prospect
roles:
  cfo: {NFD}
contacts:
  {NFD}: {{name: {NFD}}}
  park: {{name: 박재형}}
deals:
  {NFD}-1:
    next: {{date: 2026-08-05}}
log:
  - {{date: 2026-01-20, with: {NFD}}}
""",
    "three spaces and one": """\
name: 한빛
status: prospect
roles:
   cfo: park
contacts:
   park:
      name: 박재형
deals:
 pt2:
  next:
   date: 2026-08-05
log:
 - date: 2026-01-20
   what: a
 - date: 2026-05-02
   what: b
""",
    "indented altogether": """\
  name: 한빛
  status: prospect
  roles:
    cfo: park
  contacts:
    park: {name: 박재형}
  log:
    - {date: 2026-01-20}
""",
    "padded braces": """\
name: 한빛
status: prospect
tags: [ a, b ]
roles:
  cfo: { contact: park, rep: kim }
  ceo: { contact: null }
contacts:
  park: { name: 박재형, stance: { 2026-01-20: neutral } }
deals:
  pt2: { next: { date: 2026-08-05 } }
log:
  - { date: 2026-01-20, type: call }
  - { date: 2026-05-02, type: visit }
""",
    "mixed log": """\
name: 한빛
status: prospect
roles:
  cfo: {contact: park}
contacts:
  park:
    name: 박재형
log:
  - {date: 2026-01-20, type: meeting, by: choi, with: park, what: 인사}
  - date: 2026-05-02
    type: visit
    by: [kim, han]
    said: 또 나면 교체하겠다   # words
    objections: {reliability: unresolved}
  - {date: 2026-06-11, type: review, by: [choi, kim], with: park,
     what: 성과 검토, gave: [report.pdf]}
  - {date: 2026-07-22, type: call, by: kim}
""",
    "dash alone": """\
name: 한빛
status: prospect
roles:
  cfo:
    park
contacts:
  park:
    name:
      박재형
log:
  -
    date: 2026-01-20
    type: call
  -
    # second
    date: 2026-05-02
    type: visit
""",
    "only comments": "# nothing is known yet\n\n# but this: they exist\n",
    "nothing at all": "",
    "trailing space": "name: 한빛   \nstatus: prospect \nroles:  \n  cfo: park  \ncontacts: \n  park:  \n    name: 박재형 \nlog:   \n  - {date: 2026-01-20}  \n  - {date: 2026-05-02}\t\n".replace(
        "\t", " "
    ),
    "lists in lists": """\
name: 한빛
status: prospect
x-matrix:
  - - a
    - b
  - - c
    -
  - [d, [e]]
contacts:
  park: {name: 박재형}
log:
  - {date: 2026-01-20}
""",
    "comments further in": """\
name: 한빛
status: prospect
contacts:
  park:
    name: 박재형
      # phone unknown

      # mail unknown
  lee: {name: 이동현}
    # left?
log:
  - {date: 2026-01-20}
    # nobody was there

  # end
""",
    "no sections": "name: 한빛\nstatus: prospect\n\n\n# vim: set ts=2:\n",
}


def _has(tree: Any, *path: str | int) -> bool:
    for step in path:
        if isinstance(tree, dict) and step in tree:
            tree = tree[step]
        elif isinstance(tree, list) and isinstance(step, int) and -len(tree) <= step < len(tree):
            tree = tree[step]
        else:
            return False
    return True


def requests(tree: dict[str, Any]) -> dict[str, list[Edit]]:
    """What people ask for, as far as the file has it."""
    entry = {
        "date": "2026-08-01",
        "type": "call",
        "by": ["kim", "han"],
        "what": Prose("통화: 일정"),
    }
    log, contacts, deals = tree.get("log"), tree.get("contacts"), tree.get("deals")
    found: dict[str, list[Edit]] = {
        "set status": [Set(("status",), "customer")],
        "note of several lines": [Set(("note",), Prose("one\n  two\n\nthree"))],
        "note of one line": [Set(("note",), Prose("yes"))],
        "new section": [Set(("plans",), {"ceo-intro": {"for": "ceo", "due": "2026-08-20"}})],
    }
    found["append to log"] = (
        [Insert(("log",), len(log), entry)] if log else [Set(("log",), [entry])]
    )
    if log:
        found |= {
            "first in log": [Insert(("log",), 0, entry)],
            "middle of log": [Insert(("log",), len(log) // 2, entry)],
            "story in log": [Insert(("log",), len(log), {**entry, "what": Prose("one\ntwo")})],
            "forget log entry": [Remove(("log", 0))],
            "log entry said": [Set(("log", len(log) - 1, "said"), Prose("a\nb"))],
        }
    found["add contact"] = [
        Set(("contacts", "new"), {"name": Prose("새 사람"), "phones": [Quoted("010-2")]})
        if isinstance(contacts, dict)
        else Set(("contacts",), {"new": {"name": Prose("새 사람"), "phones": [Quoted("010-2")]}})
    ]
    if contacts:
        park = next(iter(contacts))
        dated = _has(contacts, park, "stance", "2026-01-20")
        found |= {
            "dated stance": [
                Set(
                    ("contacts", park, "stance", "2026-06-11")
                    if dated
                    else ("contacts", park, "stance"),
                    "friendly" if dated else {"2026-06-11": "friendly"},
                )
            ],
            "rename contact": [Rename(("contacts", park), "park-jh")],
            "forget contact": [Remove(("contacts", park))],
            "name contact": [Set(("contacts", park, "name"), Prose("on"))],
            "forget name": [Remove(("contacts", park, "name"))],
        }
    if _has(tree, "roles", "cfo"):
        found["rep of shorthand"] = [
            Set(("roles", "cfo"), {"contact": tree["roles"]["cfo"], "rep": "kim"})
        ]
        found["role to nothing"] = [Set(("roles", "cfo"), None)]
        found["forget roles"] = [Remove(("roles",))]
    if deals:
        deal = next(iter(deals))
        found |= {
            "next step": [
                Set(
                    ("deals", deal, "next"),
                    {"date": "2026-09-01", "what": Prose("제안"), "owner": "kim"},
                )
            ],
            "no next step": [Remove(("deals", deal, "next"))],
            "amount": [Set(("deals", deal, "amount"), "72_000_000")],
        }
    return found
