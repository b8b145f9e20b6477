"""Every request that a program can send: with nothing that it need not say, and with each of its other keys alone, it leaves exactly what stands in requests.txt.

There, under each request, stands how it changed the book of commands/options_book.py, or why it was refused; `today` is the day of the test.
After a change of either, UPDATE=1 writes them anew: read what changed as if somebody else had written it.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commands.options_book import FILES
from commands.test_every_option import patch
from crmcli.app import open_book
from crmcli.app.changing import change
from crmcli.app.protocol.decoding import batch
from crmcli.app.protocol.schema import schema
from crmcli.domain.errors import CrmError

PAGE = Path(__file__).with_name("requests.txt")
ACME = {"account": "hanbit"}
PT2 = {**ACME, "deal": "pt2"}
DAY = "2025-08-04"
FORCED = {"force": True, "why": "it is agreed"}
NEXT = {"date": "2036-09-01", "what": "call", "owner": "ada", "channel": "call", "with": ["lee"]}
# What each says at least.
LEAST = {
    "new": {"name": "Mirae"},
    "account": {**ACME, "note": "n"},
    "research": {**ACME, "solution": "s"},
    "status": {**ACME, "status": "customer"},
    "log": {**ACME, "type": "call"},
    "contact add": {**ACME, "name": "Kim"},
    "contact edit": {**ACME, "contact": "lee", "channel": "call"},
    "contact left": {**ACME, "contact": "park"},
    "contact move": {**ACME, "contact": "lee", "to": "daehan"},
    "role": {**ACME, "role": "ceo", "value": "x"},
    "plan add": {**ACME, "for": "cfo", "due": "2036-08-10"},
    "plan progress": {**ACME, "plan": "intro", "what": "asked"},
    "plan done": {**ACME, "plan": "intro"},
    "plan drop": {**ACME, "plan": "intro", "why": "w"},
    "deal new": {**ACME, "name": "Line 3"},
    "deal edit": {**PT2, "note": "n"},
    "deal stage": {**PT2, "in_stage": "qualification", **FORCED},
    "deal next": {**PT2, "date": "2036-09-01"},
    "deal next --none": PT2,
    "deal amount": {**PT2, "amount": 70},
    "deal close": {**PT2, "close": "2036-10-01"},
    "deal probability": {**PT2, "percent": 40},
    "deal verbal": PT2,
    "deal step": {**PT2, "steps": ["legal"]},
    "deal step --done": {**PT2, "steps": ["po"]},
    "deal step --drop": {**PT2, "steps": ["po"]},
    "qualify": {**PT2, "answers": {"budget": "met"}},
    "deal win": {**ACME, "deal": "ready"},
    "deal lose": {**PT2, "reason": "price"},
    "deal reopen": {**ACME, "deal": "old", "why": "w"},
    "contract add": {**ACME, "start": "2040-01-01"},
    "contract renew": {**ACME, "contract": "c-2025"},
    "contract end": {**ACME, "contract": "c-2024"},
    "case open": {**ACME, "what": "slow"},
    "case close": {**ACME, "case": "night", "resolution": "patched"},
    "survey": {**ACME, "kind": "nps", "score": 9},
    "asset add": {**ACME, "product": "batch"},
    "asset edit": {**ACME, "product": "core", "note": "n"},
    "stance": {**ACME, "contact": "lee", "value": "friendly"},
    "done": {**ACME, "kind": "next", "subject": "pt2"},
    "done --rest": {**ACME, "kind": "next", "subject": "pt2", "until": "2036-09-01", "why": "w"},
    "team add": {"id": "kim", "name": "Kim"},
    "handover": {"former": "ben", "heir": "ada"},
    "edit": {**ACME, "text": "name: Hanbit\n"},
    "rename": {**ACME, "id": "hanbit-sdi"},
    "fmt": {},
    "forget": {"account": "daehan", "contact": "oh"},
}
APART = {"undo"}  # it takes back a change: tests/commands/test_undo.py
# What the other keys say, wherever they stand, and in one operation otherwise.
SAID = {
    "about": "service",
    "accounts": ["hanbit"],
    "address": "Seoul",
    "again": True,
    "aliases": ["M1"],
    "amount": 70,
    "annual_revenue": 70,
    "as_of": DAY,
    "base": None,
    "bought_from": "b",
    "business_no": "220-81-62517",
    "by": "ada",
    "channel": "call",
    "clear": ["note"],
    "close": "2036-10-01",
    "closed": DAY,
    "competitor": "V",
    "competitors": ["V", "W"],
    "contact": "lee",
    "contacts": ["lee"],
    "custom": {"erp": ["sap"]},
    "date": DAY,
    "day": "2025-08-01",
    "deal": "pt2",
    "decision_maker": "lee",
    "differentiators": ["fast"],
    "direction": "inbound",
    "due": "2036-09-09",
    "emails": ["k@hanbit.example"],
    "employees": 30,
    "end": "2041-12-31",
    "force": True,
    "from": "negative",
    "function": "support",
    "gave": ["leaflet"],
    "how": "lunch",
    "icebreakers": ["golf"],
    "id": "own-id",
    "ids": {"zoho": ["7"]},
    "in_stage": "qualification",
    "industry": "steel",
    "kind": "question",
    "kinds": ["deals"],
    "manager": "ada",
    "mistyped": True,
    "mitigate": "wait",
    "mood": "negative",
    "name": "Other",
    "next": NEXT,
    "not_eligible": {"core": "n"},
    "note": "said",
    "notice_days": 10,
    "objections": {"price": "resolved"},
    "opened": DAY,
    "outcome": "held",
    "owner": "ada",
    "parent": "daehan",
    "people": {"park": "blocker"},
    "per": "month",
    "phones": ["02-111-2222"],
    "problems": ["heat"],
    "products": {"core": {"qty": 2}, "batch": {}},
    "provenance": "fair",
    "qty": 3,
    "reason": "price",
    "records": ["deals.pt2.next"],
    "referred_by": "daehan/oh",
    "rep": "ada",
    "replace": "2036-02-01",
    "reports_to": "park",
    "result": "no_decision",
    "revisit": "2036-03-01",
    "role_set": ["plant"],
    "role_sets": ["plant"],
    "roles": ["cfo"],
    "said": "too dear",
    "scale": 5,
    "score": 8,
    "segment": "A",
    "service_contact": "ada",
    "signed": DAY,
    "since": "2025-02-01",
    "solution": "s",
    "source": "event",
    "sourced_by": "marketing",
    "stance": "friendly",
    "stances": {"lee": "negative"},
    "tags": ["new"],
    "time": "09:30",
    "title": "CTO",
    "to": "friendly",
    "type": "visit",
    "unit": "Plant 2",
    "unwaive": True,
    "usage": "daily",
    "value": "speed",
    "verified_by": "lee",
    "via": "park",
    "waive": "outsourced",
    "website": "https://m.example",
    "what": "talk",
    "whys": {"lee": "w"},
    "why": "because",
    "with": ["lee", "oh"],
}
OTHERWISE = {
    ("asset edit", "clear"): ["since"],
    ("contact add", "custom"): {"badge": ["7"]},
    ("contact edit", "clear"): ["title"],
    ("contact edit", "custom"): {"badge": ["7"]},
    ("contract end", "date"): "2024-12-01",
    ("deal edit", "custom"): {"lot": ["7"]},
    ("deal edit", "type"): "renewal",
    ("deal new", "type"): "renewal",
    ("log", "by"): ["ada", "ivo"],
    ("log", "whys"): {"lee": "w"},
    ("plan add", "kind"): "access",
    ("research", "clear"): ["industry"],
    ("role", "contacts"): ["lee", "oh"],
    ("contact add", "rep"): "ivo",
    ("deal lose", "reason"): None,
    ("done", "by"): ["ada", "ivo"],
    ("fmt", "accounts"): ["messy"],
    ("survey", "scale"): 20,
    ("done", "as_of"): "2025-08-01",
    ("done --rest", "as_of"): "2025-08-01",
}
WITH = {  # what a key needs beside it
    ("account", "mistyped"): {"name": "Hanbitt"},
    ("contact add", "rep"): {"roles": ["cfo"]},
    ("contact add", "by"): {"stance": "neutral"},
    ("contact add", "date"): {"stance": "neutral"},
    ("log", "whys"): {"stances": {"lee": "negative"}},
    ("deal win", "why"): {"force": True},
    ("deal lose", "why"): {"force": True, "reason": None},
    ("deal lose", "force"): {"why": "because", "reason": None},
    ("deal new", "why"): {"force": True},
    ("deal new", "in_stage"): FORCED,
    ("deal new", "force"): {**FORCED, "in_stage": "qualification"},
    ("deal reopen", "in_stage"): FORCED,
    ("deal reopen", "force"): {"in_stage": "qualification"},
    ("deal stage", "force"): {"force": False},
    ("qualify", "mitigate"): {"answers": {"budget": "unmet"}},
    ("survey", "scale"): {"score": 15},
    ("role", "unwaive"): {"role": "cfo"},
    ("done", "records"): {"date": DAY},
}


def optional() -> list[tuple[str, str]]:
    """Every key that an operation need not have."""
    return [
        (shape["properties"]["operation"]["const"], key)
        for shape in schema()["$defs"].values()
        for key in shape["properties"]
        if key not in shape["required"]
    ]


def requests() -> list[dict]:
    """Each operation with the least that it says, then with one key more."""
    found = []
    for operation, least in LEAST.items():
        found.append({"operation": operation, **least})
        for of, key in optional():
            if of == operation:
                value = OTHERWISE.get((of, key), SAID[key])
                found.append({**found_least(of), **WITH.get((of, key), {}), key: value})
    return found


def found_least(operation: str) -> dict:
    return {"operation": operation, **LEAST[operation]}


def as_line(request: dict) -> str:
    return json.dumps(request, ensure_ascii=False)


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """What a request leaves: every file it changes, as a patch, or why it is refused."""
    root = tmp_path_factory.mktemp("book")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    today = datetime.now(UTC).date().isoformat()

    def ask(request: dict) -> str:
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("CRM_CACHE_DIR", str(root.parent / "cache"))
            patched.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
            try:
                with open_book(str(root)) as session:
                    made = change(session, *batch(as_line(request)).requests, dry_run=True)
            except CrmError as error:
                return f"refused: {error.message.key} {error.message.args}\n".replace(
                    today, "today"
                )
        found = "".join(
            patch(each.path, text_of(each.before), text_of(each.after)) for each in made.changed
        )
        return found.replace(today, "today") or "nothing\n"

    return ask


def text_of(data: bytes | None) -> str | None:
    return None if data is None else data.decode()


def test_a_request_leaves_exactly_this(left):
    now = "".join(f"$ {as_line(each)}\n{left(each)}" for each in requests())
    if os.environ.get("UPDATE"):
        PAGE.write_text(now, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == now


def test_every_operation_and_every_key_stands_in_the_table():
    assert {*LEAST} | APART == {
        shape["properties"]["operation"]["const"] for shape in schema()["$defs"].values()
    }
    assert {*SAID} >= {key for operation, key in optional() if operation not in APART}


@pytest.mark.parametrize("key", ["date", "opened", "closed", "signed"])
def test_a_day_that_is_left_out_is_today(left, key):
    """A contract that nobody said to be signed has no such day."""
    today = datetime.now(UTC).date().isoformat()
    for operation, each in optional():
        if each == key and operation not in (*APART, "contract add"):
            least = {**found_least(operation), **WITH.get((operation, key), {})}
            assert left(least) == left({**least, key: today}), operation
