"""What of a file changes for a request: the lines that go and the lines that come. Read by eye, every one."""

CHANGES: dict[tuple[str, str], str] = {
    ("examples", "set status"): """\
-status: prospect
+status: customer
""",
    ("examples", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("examples", "story in log"): """\
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: |-
+      one
+      two
""",
    ("examples", "rep of shorthand"): """\
-  cfo: park
+  cfo: {contact: park, rep: kim}
""",
    ("examples", "dated stance"): """\
-  park: {name: 박재형, stance: {2026-01-20: neutral}}
+  park: {name: 박재형, stance: {2026-01-20: neutral, 2026-06-11: friendly}}
""",
    ("examples", "new section"): """\
+plans:
+  ceo-intro:
+    for: ceo
+    due: 2026-08-20
""",
    ("examples", "no next step"): """\
-    next: {date: 2026-08-05, what: 통화}
""",
    ("comments everywhere", "set status"): """\
-status: prospect  # for now
+status: customer  # for now
""",
    ("comments everywhere", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("comments everywhere", "first in log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("comments everywhere", "story in log"): """\
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: |-
+      one
+      two
""",
    ("comments everywhere", "forget log entry"): """\
-  - {date: 2026-01-20, type: call, what: 인사} # nice
+  # nice
""",
    ("comments everywhere", "forget contact"): """\
-contacts:
+contacts: {}
-  park:  # boss
-    # his name
-    name: 박재형   # full
-    stance: # how he is
-      2026-01-20: neutral # first
+  # first
""",
    ("comments everywhere", "add contact"): """\
+  new:
+    name: 새 사람
+    phones: ["010-2"]
""",
    ("comments everywhere", "dated stance"): """\
+      2026-06-11: friendly
""",
    ("comments everywhere", "role to nothing"): """\
-  cfo: park # since May
+  cfo: # since May
""",
    ("comments everywhere", "next step"): """\
-    next: {date: 2026-08-05, what: 통화} # promised
+    next: {date: 2026-09-01, what: 제안, owner: kim} # promised
""",
    ("blank lines between everything", "append to log"): """\
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: "통화: 일정"
+
""",
    ("blank lines between everything", "first in log"): """\
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: "통화: 일정"
+
""",
    ("blank lines between everything", "forget log entry"): """\
-  - date: 2026-01-20
-    type: call
-
""",
    ("blank lines between everything", "add contact"): """\
+  new:
+    name: 새 사람
+    phones: ["010-2"]
+
""",
    ("blank lines between everything", "next step"): """\
-      date: 2026-08-05
+      date: 2026-09-01
+      what: 제안
+      owner: kim
""",
    ("four spaces", "append to log"): """\
+    - date: 2026-08-01
+      type: call
+      by: [kim, han]
+      what: "통화: 일정"
""",
    ("four spaces", "add contact"): """\
+    new:
+        name: 새 사람
+        phones: ["010-2"]
""",
    ("four spaces", "note of several lines"): """\
+note: |-
+    one
+      two
+
+    three
""",
    ("four spaces", "dated stance"): """\
+            2026-06-11: friendly
""",
    ("lists not indented", "append to log"): """\
+- date: 2026-08-01
+  type: call
+  by:
+  - kim
+  - han
+  what: "통화: 일정"
""",
    ("lists not indented", "add contact"): """\
+  new:
+    name: 새 사람
+    phones:
+    - "010-2"
""",
    ("lists not indented", "next step"): """\
-      date: 2026-08-05
-      with:
-      - park
+      date: 2026-09-01
+      what: 제안
+      owner: kim
""",
    ("wide dashes", "append to log"): """\
+  -   date: 2026-08-01
+      type: call
+      by: [kim, han]
+      what: "통화: 일정"
""",
    ("wide dashes", "rep of shorthand"): """\
-roles: {cfo: park}
+roles: {cfo: {contact: park, rep: kim}}
""",
    ("all braces", "append to log"): """\
- deals: {pt2: {next: {date: 2026-08-05}}}, log: [{date: 2026-01-20, type: call}, {date: 2026-05-02, type: visit}]}
+ deals: {pt2: {next: {date: 2026-08-05}}}, log: [{date: 2026-01-20, type: call}, {date: 2026-05-02, type: visit}, {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}]}
""",
    ("all braces", "next step"): """\
- deals: {pt2: {next: {date: 2026-08-05}}}, log: [{date: 2026-01-20, type: call}, {date: 2026-05-02, type: visit}]}
+ deals: {pt2: {next: {date: 2026-09-01, what: 제안, owner: kim}}}, log: [{date: 2026-01-20, type: call}, {date: 2026-05-02, type: visit}]}
""",
    ("all braces", "note of one line"): """\
- deals: {pt2: {next: {date: 2026-08-05}}}, log: [{date: 2026-01-20, type: call}, {date: 2026-05-02, type: visit}]}
+ deals: {pt2: {next: {date: 2026-08-05}}}, log: [{date: 2026-01-20, type: call}, {date: 2026-05-02, type: visit}],
+ note: "yes"}
""",
    ("braces over several lines", "append to log"): """\
+  {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"},
""",
    ("braces over several lines", "story in log"): """\
-log: [
-  {date: 2026-01-20, type: call},
+log:
+  - {date: 2026-01-20, type: call}
-  {date: 2026-05-02, type: visit},  # hard
-]
+  # hard
+  - {date: 2026-05-02, type: visit}
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: |-
+      one
+      two
""",
    ("braces over several lines", "forget contact"): """\
-  park: {name: 박재형, stance: {2026-01-20: neutral}},  # boss
+  # boss
""",
    ("braces over several lines", "new section"): """\
+plans: {
+  ceo-intro: {for: ceo, due: 2026-08-20}
+}
""",
    ("braces over several lines", "amount"): """\
-    next: {date: 2026-08-05, what: 통화}
+    next: {date: 2026-08-05, what: 통화},
+    amount: 72_000_000
""",
    ("braces that wrap", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("braces that wrap", "dated stance"): """\
-         stance: {2026-01-20: neutral}}
+         stance: {2026-01-20: neutral, 2026-06-11: friendly}}
""",
    ("braces that wrap", "rep of shorthand"): """\
-roles: {cfo: park, ceo: {contact: null, rep: choi}, cio: {contact: lee, rep: kim},
+roles: {cfo: {contact: park, rep: kim}, ceo: {contact: null, rep: choi}, cio: {contact: lee, rep: kim},
""",
    ("braces that wrap", "log entry said"): """\
-  - {date: 2026-05-02, type: visit, by: kim,
-     what: 사과}
+  - date: 2026-05-02
+    type: visit
+    by: kim
+    what: 사과
+    said: |-
+      a
+      b
""",
    ("json", "append to log"): """\
-    {"date": "2026-05-02", "type": "visit"}
+    {"date": "2026-05-02", "type": "visit"},
+    {"date": "2026-08-01", "type": "call", "by": ["kim", "han"], "what": "통화: 일정"}
""",
    ("json", "add contact"): """\
-    "park": {"name": "박재형", "stance": {"2026-01-20": "neutral"}}
+    "park": {"name": "박재형", "stance": {"2026-01-20": "neutral"}},
+    "new": {"name": "새 사람", "phones": ["010-2"]}
""",
    ("json", "new section"): """\
-  ]
+  ],
+  "plans": {"ceo-intro": {"for": "ceo", "due": "2026-08-20"}}
""",
    ("tight json", "append to log"): """\
-{"name":"한빛","status":"prospect","roles":{"cfo":"park"},"contacts":{"park":{"name":"박재형"}},"deals":{"pt2":{"next":"2026-08-05"}},"log":[{"date":"2026-01-20"},{"date":"2026-05-02"}]}
+{"name":"한빛","status":"prospect","roles":{"cfo":"park"},"contacts":{"park":{"name":"박재형"}},"deals":{"pt2":{"next":"2026-08-05"}},"log":[{"date":"2026-01-20"},{"date":"2026-05-02"},{"date": "2026-08-01", "type": "call", "by": ["kim", "han"], "what": "통화: 일정"}]}
""",
    ("single quotes", "append to log"): """\
+  - {date: '2026-08-01', type: call, by: [kim, han], what: '통화: 일정'}
""",
    ("single quotes", "name contact"): """\
-    name: '박재형'
+    name: 'on'
""",
    ("aligned", "add contact"): """\
+  new:    {name: 새 사람, phones: ["010-2"]}
""",
    ("aligned", "next step"): """\
-    next:   {date: 2026-08-05, what: 통화}
+    next:   {date: 2026-09-01, what: 제안, owner: kim}
""",
    ("aligned", "note of one line"): """\
+note:     "yes"
""",
    ("aligned", "rename contact"): """\
-  park:   {name: 박재형}
+  park-jh: {name: 박재형}
""",
    ("aligned colons", "amount"): """\
-deals  : {pt2: {next: 2026-08-05}}
+deals  : {pt2: {next: 2026-08-05, amount: 72_000_000}}
""",
    ("aligned colons", "note of one line"): """\
+note   : "yes"
""",
    ("aligned colons", "add contact"): """\
+  new:
+    name: 새 사람
+    phones: ["010-2"]
""",
    ("newest first", "first in log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
+
""",
    ("newest first", "middle of log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
+
""",
    ("newest first", "add contact"): """\
+  new: {name: 새 사람, phones: ["010-2"]}
""",
    ("empty collections", "append to log"): """\
-log: []
+log:
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("empty collections", "add contact"): """\
-contacts: {}   # nobody yet
+contacts:   # nobody yet
+  new: {name: 새 사람, phones: ["010-2"]}
""",
    ("empty collections", "set status"): """\
-status:
+status: customer
""",
    ("nothing after the colon", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("nothing after the colon", "set status"): """\
-status: # not decided
+status: customer # not decided
""",
    ("nothing after the colon", "add contact"): """\
+  new: {name: 새 사람, phones: ["010-2"]}
""",
    ("only a name", "set status"): """\
+status: customer
""",
    ("only a name", "append to log"): """\
+log:
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("no last line end", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("no last line end", "story in log"): """\
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: |-
+      one
+      two
""",
    ("crlf", "append to log"): """\
+
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: "통화: 일정"
""",
    ("crlf", "rep of shorthand"): """\
-  cfo: park
+  cfo: {contact: park, rep: kim}
""",
    ("bom", "append to log"): """\
+- {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("bom, crlf, no last line end", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("document marks", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("document marks", "note of one line"): """\
+note: "yes"
""",
    ("literal texts", "append to log"): """\
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: "통화: 일정"
""",
    ("literal texts", "note of one line"): """\
-note: |
-  first line
-    second line
-
-  third line
+note: "yes"
""",
    ("literal texts", "note of several lines"): """\
-note: |
-  first line
-    second line
+note: |-
+  one
+    two
-  third line
+  three
""",
    ("texts over lines", "note of one line"): """\
-note: a long note
-  goes on here
-  and here  # really
+note: "yes"  # really
""",
    ("texts over lines", "next step"): """\
-      date: 2026-08-05
+      date: 2026-09-01
-        통화
-        약속
+        제안
+      owner: kim
""",
    ("texts over lines", "name contact"): """\
-    name: "박
-      재형"
+    name: "on"
""",
    ("explicit keys", "first in log"): """\
-: - {date: 2026-01-20}
+: - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
+  - {date: 2026-01-20}
""",
    ("explicit keys", "forget contact"): """\
-: park:
-    name: 박재형
+: {}
""",
    ("explicit keys", "set status"): """\
-: prospect
+: customer
""",
    ("quoted keys", "add contact"): """\
+  "new":
+    "name": 새 사람
+    "phones": ["010-2"]
""",
    ("quoted keys", "rep of shorthand"): """\
-"roles": {"cfo": park}
+"roles": {"cfo": {contact: park, rep: kim}}
""",
    ("decomposed hangul", "rename contact"): """\
-  한빛: {name: 한빛}
+  park-jh: {name: 한빛}
""",
    ("decomposed hangul", "dated stance"): """\
-  한빛: {name: 한빛}
+  한빛: {name: 한빛, stance: {2026-06-11: friendly}}
""",
    ("three spaces and one", "append to log"): """\
+ - date: 2026-08-01
+   type: call
+   by: [kim, han]
+   what: "통화: 일정"
""",
    ("three spaces and one", "add contact"): """\
+   new:
+      name: 새 사람
+      phones: ["010-2"]
""",
    ("three spaces and one", "next step"): """\
-   date: 2026-08-05
+   date: 2026-09-01
+   what: 제안
+   owner: kim
""",
    ("indented altogether", "append to log"): """\
+    - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("indented altogether", "add contact"): """\
+    new: {name: 새 사람, phones: ["010-2"]}
""",
    ("padded braces", "append to log"): """\
+  - { date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정" }
""",
    ("padded braces", "no next step"): """\
-  pt2: { next: { date: 2026-08-05 } }
+  pt2: {}
""",
    ("mixed log", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("mixed log", "middle of log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("dash alone", "append to log"): """\
+  - date: 2026-08-01
+    type: call
+    by: [kim, han]
+    what: "통화: 일정"
""",
    ("dash alone", "forget log entry"): """\
-    date: 2026-01-20
-    type: call
-  -
""",
    ("only comments", "set status"): """\
+status: customer
""",
    ("only comments", "append to log"): """\
+log:
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("nothing at all", "add contact"): """\
+contacts:
+  new: {name: 새 사람, phones: ["010-2"]}
""",
    ("trailing space", "set status"): """\
-status: prospect 
+status: customer 
""",
    ("trailing space", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("lists in lists", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("comments further in", "append to log"): """\
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
    ("comments further in", "forget contact"): """\
-  park:
-    name: 박재형
""",
    ("no sections", "append to log"): """\
+log:
+  - {date: 2026-08-01, type: call, by: [kim, han], what: "통화: 일정"}
""",
}
