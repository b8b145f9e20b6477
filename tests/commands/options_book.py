"""The book on which every option of every command that writes is tried once: a line a value, so that what changes is a line too."""

import json

POLICY = """\
language: en
timezone: UTC
commit: never
role_sets: {it: {ceo: {}, cio: {}, cfo: {}}, plant: {operator: {}}}
default_role_set: it
team:
  ada: {name: Ada Moss, emails: [ada@us.example], function: executive}
  ivo: {name: Ivo Lang}
  ben: {name: Ben Orr}
products: {core: {}, batch: {}}
objections: {price: {}, trust: {}}
reasons: {price: {}}
fields:
  erp: {on: account, type: choice, choices: [sap, own]}
  founded: {on: account, type: date}
  badge: {on: contact}
  desk: {on: contact, type: number}
  tender: {on: deal, type: truth}
  lot: {on: deal, type: number}
cadences: {}
"""
HANBIT = """\
name: Hanbit
aliases: [HB, HBT]
segment: B
status: prospect
owner: ben
service_contact: ben
source: inbound
tags: [old, pilot]
research:
  industry: chips
  problems: [dust, noise]
roles:
  ceo: {contact: park, unit: Plant 1}
  cio: {contact: [oh, park], rep: ben, value: speed}
  cfo: {waived: outsourced}
contacts:
  lee:
    name: Lee
    title: Engineer
    channel: email
    stance: {2024-01-10: neutral}
    note: shy
  park: {name: Park, stance: {2024-02-01: neutral}}
  oh: {name: Oh}
plans:
  intro: {for: ceo, owner: ben, due: 2025-08-10}
deals:
  pt2:
    type: new
    owner: ben
    source: inbound
    sourced_by: support
    products: {core: 1}
    amount: {2025-05-10: 50_000_000}
    close: {2025-05-10: 2025-10-01}
    stages: {2025-05-10: contacting}
    people: {lee: user, oh: influencer}
    steps:
      signature:
      po:
    next: {date: 2025-08-01, what: show, owner: ben, channel: visit, with: lee}
    note: old
  ready:
    stages: {2025-05-10: contacting}
  old:
    stages: {2025-01-10: contacting}
    outcome: {result: lost, date: 2025-03-01, reason: price, competitor: VendorY, revisit: 2025-09-01}
contracts:
  c-2024: {start: 2024-01-15, end: 2025-01-14, amount: 100_000_000, per: year, notice_days: 60, signed: 2024-01-02}
  c-2025: {start: 2030-07-01, end: 2035-06-30}
assets:
  core: {qty: 1, since: 2024-02-01, note: leased}
cases:
  night: {opened: 2025-05-02, kind: question, owner: ben}
log:
  - {date: 2025-06-02, type: call, outcome: reached, by: ben, with: lee, deal: ready, next: {date: 2036-08-01, what: call, owner: ben}}
"""
DAEHAN = """\
name: Daehan
owner: ben
referred_by: hanbit/park
contacts:
  oh: {name: Oh}
"""
MESSY = """\
log:
  - {date: 2025-06-03, type: call}
  - {date: 2025-06-02, type: call}
name: Messy
status: dormant
"""
PENFRIEND = """\
name: Penfriend
owner: ada
contacts:
  pat: {name: Pat, emails: [pat@penfriend.example]}
deals:
  line: {amount: 100, stages: {2025-05-10: contacting}}
"""
MAILS = """\
From 1 Mon Jun 02 10:00:00 2025
From: pat@penfriend.example
To: ada@us.example
Date: Mon, 2 Jun 2025 10:00:00 +0000
Subject: Question
Message-ID: <1@penfriend.example>

How much?

From 2 Tue Jun 03 10:00:00 2025
From: pat@penfriend.example
To: sales@far.example
Date: Tue, 3 Jun 2025 10:00:00 +0000
Subject: Thanks
Message-ID: <2@penfriend.example>

Good.
"""
MEETINGS = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20250602T100000Z
SUMMARY:Lunch
ATTENDEE:mailto:pat@penfriend.example
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20250603T100000Z
SUMMARY:Visit
ORGANIZER:mailto:ada@us.example
ATTENDEE:mailto:pat@penfriend.example
END:VEVENT
END:VCALENDAR
"""
CARDS = """\
name,company,phone,Kürzel,Amt
Kim,Hanbit,010-1111-2222,quiet,CTO
Choi,Saebit,010-3333-4444,loud,CEO
"""
FIRMS = """\
name,segment,Kürzel,Amt
Hanbit,A,quiet,export
Saebit,C,loud,parts
"""
# what other systems give away, a table for each kind of rows
SALES = """\
Deal ID,Company,Deal,Stage,Amount,Created,Close Date,Owner
1,Penfriend,Press,Talks,"1.500",03/04/2025,05/06/2025,Zoe
2,Penfriend,Mill,Talks,soon,07/04/2025,08/06/2025,Zoe
"""
SAID = """\
Date,Company,Subject,Owner
2025-06-02,Penfriend,Asked for the price,Ada Moss
"""
AGENTS = """\
Sales Rep,Email
Zoe Ray,zoe@us.example
"""
WARES = """\
Product,Price
Press tool,100
"""
TASKS = """\
TASKID,Subject,Due Date,Status,Task Owner,Account Name
1,Send the list,2025-06-05,Completed,Ada Moss,Penfriend
"""
NOTES = """\
Note - ID,Note - Content,Note - Organization,Note - Add time,Note - User
1,Likes tea,Penfriend,2025-06-05,Ada Moss
"""
LINES = """\
OpportunityId,Product2Id,Name,Quantity,UnitPrice,TotalPrice
7,core,core,3,10,30
"""
HISTORY = """\
Stage,Modified Time,Potential Id
qualification,2025-06-01,7
"""
# and what the book remembers of what came from there before: somebody has changed the amount since
SEEN = "# what came from elsewhere, and where it went; written by `crm import`, not by hand\n"
SEEN_DEAL = f"{SEEN}deal\t7\tpenfriend/line\t00000000\tamount=00000000\n"
AGAIN = """\
Deal ID,Company,Deal,Amount
7,Penfriend,line,200
"""
MAPPING = """\
from: elsewhere
decimal: ","
dates: d-m-y
files:
  sales.csv: {as: deal, id: Deal ID, account: Company, name: Deal}
  again.csv: {as: deal, id: Deal ID, account: Company, amount: Amount}
"""
BOOK = "".join(
    json.dumps(each) + "\n"
    for each in (
        {"crm": 1, "kind": "book", "files": 2},
        {"file": "crm.yaml", "text": POLICY},
        {"file": "accounts/newton.yaml", "text": "name: Newton\n"},
    )
)
REQUESTS = """\
[{"operation": "contact add", "account": "daehan", "name": "Ines Roth"},
 {"operation": "case open", "account": "daehan", "what": "Slow", "contact": "Ines"}]
"""
FILES = {
    "crm.yaml": POLICY,
    "accounts/hanbit.yaml": HANBIT,
    "accounts/daehan.yaml": DAEHAN,
    "accounts/messy.yaml": MESSY,
    "accounts/penfriend.yaml": PENFRIEND,
    "mails.mbox": MAILS,
    "meetings.ics": MEETINGS,
    "cards.csv": CARDS,
    "firms.csv": FIRMS,
    "sales.csv": SALES,
    "said.csv": SAID,
    "agents.csv": AGENTS,
    "wares.csv": WARES,
    "tasks.csv": TASKS,
    "notes.csv": NOTES,
    "lines.csv": LINES,
    "history.csv": HISTORY,
    "again.csv": AGAIN,
    "elsewhere.yml": MAPPING,
    "imports/elsewhere.seen": SEEN_DEAL,
    "imports/salesforce.seen": SEEN_DEAL,
    "imports/zoho.seen": SEEN_DEAL,
    "book.jsonl": BOOK,
    "requests.json": REQUESTS,
}
