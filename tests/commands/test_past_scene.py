"""A book with a long and odd past, and all that asks about it: past_scene.txt has the answers. UPDATE=1 writes them anew, read what changed.

In it accounts come, go, come again, get other names and folders, are broken and mended; people, deals and days change; crm.yaml breaks, is mended and counts in another currency; branches are merged; and some of it is not committed.
"""

import re
import shlex
from pathlib import Path

import pytest
from golden import recorded
from recorded import Recorded

FILE = Path(__file__).with_name("past_scene.txt")
POLICY = """\
timezone: UTC
currency: EUR
team: {ada: {name: Ada Moss, emails: [ada@us.example]}, kim: {name: Kim Lee}}
role_sets: {it: {ceo: {}, cio: {label: IT}, cfo: {}}}
default_role_set: it
stages: {early: {probability: 10, forecast: pipeline}, late: {probability: 60, rot_days: 20}}
reasons: {price: {}}
commit: never
"""
HAN = """\
name: Han
owner: ada
segment: A
tags: [north]
roles: {ceo: {contact: lee}, cio: }
contacts:
  lee: {name: Lee, stance: {2026-01-04: neutral}}
  park: {name: Park}
deals:
  line:
    owner: ada
    stages: {2026-01-04: early}
    amount: 500
    close: 2026-03-31
    next: {date: 2026-01-20, what: call, owner: ada}
plans:
  meet: {for: cfo, owner: kim, due: 2026-02-01}
log:
  - {date: 2026-01-04, type: call, with: lee, by: ada, what: talked}
"""
DAE = "name: Dae\nowner: kim\nsegment: B\nparent: han\ncontacts: {oh: {name: Oh}}\ndeals:\n  first: {owner: kim, stages: {2026-01-03: early}, amount: 90}\n"
MIR = "name: Mir\nowner: kim\nreferred_by: dae/oh\n"
MOVED = (
    HAN.replace("{2026-01-04: early}", "{2026-01-04: early, 2026-01-19: late}")
    .replace("amount: 500", "amount: {2026-01-04: 500, 2026-01-19: 700}")
    .replace("close: 2026-03-31", "close: 2026-04-30")
    .replace("date: 2026-01-20, what: call", "date: 2026-02-20, what: offer")
    .replace("2026-01-04: neutral", "2026-01-04: neutral, 2026-01-19: friendly")
)
CALLED = DAE.replace("oh: {name: Oh}", "oh-s: {name: Oh}").replace(
    "parent: han", "parent: han\ntags: [new]"
)
WON = (
    MOVED.replace("due: 2026-02-01", "due: 2026-05-20").replace(
        "next: {date: 2026-02-20, what: offer, owner: ada}",
        "outcome: {result: won, date: 2026-03-14}",
    )
    + "  - {date: 2026-03-14, type: visit, with: park, by: [ada, kim], what: signed}\n"
)
WON = WON.replace(
    "plans:",
    "contracts:\n  y1: {start: 2026-04-01, end: 2027-03-31, amount: 700, per: year}\nplans:",
)
LINES = """history --limit 0|history han|history han --type deal|history dae|history daehan|history mir|history nobody|history --who ada|history --who 'Ada Moss'|history --who bo|history --since 2026-02-01 --until 2026-03-01
history --type stance|history --type nothing|history --limit 2|history --owner kim|history --segment B|history --tag north|history --at 2026-02-05|history -o json --limit 3|history --before HEAD~4 --limit 1|history -o csv --since 2026-04-01
diff|diff HEAD~1|diff HEAD~3 HEAD|diff HEAD~3..HEAD~1|diff 2026-01-10 2026-02-05|diff 2026-01-10|diff 2026-01-10 han|diff HEAD accounts|diff HEAD accounts/han.yaml|diff HEAD nobody|diff nothing|diff HEAD dae daehan|diff side..HEAD|diff 2025-01-01
diff 2026-01-10 --figures|diff 2026-02-05 2026-04-01 --figures|diff 2026-01-10 --owner ada|diff 2026-01-10 -o json|diff HEAD~2 crm.yaml|diff . HEAD|diff 2026-02-05 2026-02-05
blame han|blame han lee|blame han nobody|blame daehan|blame dae|blame mir|blame bad|blame han --at 2026-01-25|blame han -o csv|blame nobody
slips|slips --by owner|slips --owner kim|slips --at 2026-02-01|slips -o json|trend open --months 5|trend open --months 5 --by owner|trend coverage --months 5 --owner ada|trend nothing|trend plans --months 3
review --week 2026-01-20 --at 2026-01-25|review --week 2026-03-14|forecast --backtest|forecast --at 2026-02-05|list --at 2026-01-10|list --at 2026-02-03|list --at 2026-04-01|list --at HEAD~1|list --at side|list --at nothing|show han --at 2026-01-10|show dae --at 2026-01-10|show mir --at 2026-04-02
export tables out --format csv --since 2026-03-01|export tables old --format csv --at 2026-02-05|export tables all --format csv --history|lint --changed|lint --changed HEAD~2|lint --changed nothing"""


@pytest.fixture
def past(crm):
    book = Recorded(crm.book)
    book.commit(
        "2026-01-05",
        {"crm.yaml": POLICY, "accounts/han.yaml": HAN, "accounts/dae.yaml": DAE},
        "begun",
    )
    book.commit("2026-01-20", {"accounts/han.yaml": MOVED})
    book.commit("2026-02-03", {"accounts/mir.yaml": MIR, "accounts/dae.yaml": "name: [Dae\n"})
    book.git("branch", "side")
    book.commit(
        "2026-02-10",
        {
            "accounts/dae.yaml": f"{DAE}status: customer\n",
            "crm.yaml": POLICY.replace("Kim Lee", "Kim Lee-Ro").replace(
                "label: IT", "label: Computers"
            ),
        },
    )
    book.git("checkout", "-q", "side")
    book.commit(
        "2026-02-12",
        {
            "accounts/han.yaml": MOVED.replace("name: Park", "name: Park, title: Buyer"),
            "accounts/mir.yaml": None,
            "notes.txt": "x\n",
        },
    )
    book.git("checkout", "-q", "main")
    book.commit("2026-02-13", {"accounts/han.yaml": MOVED.replace("[north]", "[north, big]")})
    book.git("merge", "-q", "--no-edit", "side", when="2026-02-14T12:00:00+00:00")
    book.commit(
        "2026-03-01",
        {"accounts/dae.yaml": None, "accounts/east/daehan.yaml": f"{CALLED}status: customer\n"},
    )
    book.commit(
        "2026-03-15",
        {"accounts/han.yaml": WON, "accounts/mir.yaml": MIR.replace("dae/oh", "daehan/oh-s")},
    )
    book.commit(
        "2026-04-01",
        {
            "crm.yaml": POLICY.replace("{probability: 10", "[probability: 10"),
            "accounts/mir.yaml": None,
        },
    )
    book.commit(
        "2026-04-02",
        {
            "crm.yaml": POLICY.replace("EUR", "USD").replace(
                "late: {probability: 60", "late: {probability: 70"
            )
        },
    )
    book.commit(
        "2026-04-20",
        {
            "accounts/han.yaml": "\ufeff# told\n" + WON.replace("\n", "\r\n"),
            "accounts/bad.yaml": b"name: \xff\n",
            "accounts/Odd Name.yaml": "name: Odd\n",
        },
    )
    book.commit(
        "2026-05-05",
        {"accounts/han.yaml": MOVED, "accounts/mir.yaml": f"{MIR}tags: [again]\n"},
        "back",
    )
    book.write(
        {
            "accounts/han.yaml": WON,
            "accounts/fresh.yaml": "name: Fresh\n",
            "accounts/east/daehan.yaml": None,
        }
    )
    return crm


def test_the_past_is_told_as_recorded(past):
    found = []
    for line in re.split(r"[|\n]", LINES):
        day = [] if line.startswith("export") else ["--as-of", "2026-05-10"]
        ran = past(*shlex.split(line), *day)
        said = [
            *(f"  {each}" for each in ran.text.splitlines()),
            *(f"! {each}" for each in ran.told.splitlines()),
        ]
        found += [
            f"$ crm {line}",
            *(each.rstrip() for each in said),
            *([f"-> {ran.status}"] if ran.status else []),
        ]
    for folder in ("out", "all"):
        for page in sorted((past.book / folder).glob("*.csv")):
            lines = page.read_text(encoding="utf-8-sig").splitlines()
            found += (
                [f"{folder}/{page.name}", *(f"  {each}" for each in lines[1:])] if lines[1:] else []
            )
    text = "\n".join(found).replace(str(past.home), "HOME")
    found = re.sub(r"20[0-9-]{8}T[0-9:.]+(Z|[+][0-9:]+)", "…", text).split("\n")
    assert found == recorded(FILE, found)
