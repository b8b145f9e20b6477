"""Every form writes the very bytes that its command writes, as whom git names, and what it wrote is taken back to the byte."""

import re

import pytest
from web.writing.writer import (
    ACCOUNT,
    FILE,
    LATE,
    NAME,
    SOON,
    TODAY,
    Writer,
    book,
    controls,
    crm,
    git,
    words,
)

from crmcli.web.writing.changing import KEPT, Made, Memory
from crmcli.web.writing.forms.registry import FORMS

# what is typed into the form, and the command that says the same
CASES = {
    "log": [
        (
            {
                "type": "call",
                "with": ["kim"],
                "what": "Went well",
                "next__date": SOON,
                "next__what": "call back",
            },
            ["log", NAME, "Went well", "-t", "call", "-w", "kim", "--next", f"{SOON} call back"],
        ),
        (
            {
                "type": "meeting",
                "with": ["kim", "jo"],
                "deal": "first",
                "direction": "inbound",
                "outcome": "cancelled",
                "mood": "negative",
                "what": "They were not there",
                "stance_of": "jo",
                "stance": "negative",
                "stance_why": "Said so",
                "said": "Not now: maybe #later",
                "gave": "offer.pdf\r\nlist.pdf",
                "note": "x",
                "time": "9:05",
                "score": "7",
                "by": ["ann", "bob"],
                "date": LATE,
                "next__date": SOON,
                "next__what": "Try again",
            },
            [
                *("log", NAME, "They were not there", "-t", "meeting", "-w", "kim", "-w", "jo"),
                *("--deal", "first", "--inbound", "--outcome", "cancelled", "--mood", "negative"),
                *("--stance", "jo=negative:Said so", "--said", "Not now: maybe #later"),
                *("--gave", "offer.pdf", "--gave", "list.pdf", "--note", "x", "--time", "9:05"),
                *("--score", "7", "--by", "ann", "--by", "bob", "--date", LATE),
                *("--next", f"{SOON} Try again"),
            ],
        ),
    ],
    "done": [
        (
            {
                "kind": "next",
                "subject": "first",
                "type": "email",
                "what": "Sent",
                "next__date": SOON,
                "next__what": "ask",
            },
            ["done", f"{NAME}/next/first", "Sent", "--type", "email", "--next", f"{SOON} ask"],
        ),
        (
            {"kind": "case", "subject": "broken", "what": "Mended"},
            ["done", f"{NAME}/case/broken", "Mended"],
        ),
        (
            {"kind": "plan", "subject": "meet-cio", "what": "Met"},
            ["done", f"{NAME}/plan/meet-cio", "Met"],
        ),
    ],
    "rest": [
        (
            {"kind": "next", "subject": "first", "until": "14", "why": "They are being audited"},
            ["done", f"{NAME}/next/first", "--rest", "14", "--why", "They are being audited"],
        )
    ],
    "stance": [
        (
            {"contact": "kim", "value": "friendly", "why": "Praised us"},
            ["stance", NAME, "kim", "friendly", "--why", "Praised us"],
        )
    ],
    "role": [
        (
            {"role": "cio", "contacts": ["jo"], "rep": "bob"},
            ["role", NAME, "cio", "--contact", "jo", "--rep", "bob"],
        ),
        ({"role": "cfo", "rep": "bob"}, ["role", NAME, "cfo", "--rep", "bob"]),
        ({"role": "cfo", "contacts": []}, ["role", NAME, "cfo", "--nobody"]),
        (
            {"role": "cio", "waive": "There is none"},
            ["role", NAME, "cio", "--waive", "There is none"],
        ),
    ],
    "contact-add": [
        (
            {
                "name": "Lou Grant",
                "title": "CIO",
                "roles": ["cio"],
                "rep": "bob",
                "phones": "010-1234-5678",
                "emails": "lou@globex.example",
                "stance": "neutral",
                "channel": "call",
                "reports_to": "kim",
                "note": "New",
            },
            [
                *("contact", "add", NAME, "Lou Grant", "--title", "CIO", "--role", "cio"),
                *("--rep", "bob", "--phone", "010-1234-5678", "--email", "lou@globex.example"),
                *("--stance", "neutral", "--channel", "call", "--reports-to", "kim"),
                *("--note", "New"),
            ],
        ),
        ({"name": "문소정 상무님"}, ["contact", "add", NAME, "문소정", "--title", "상무"]),
    ],
    "contact-left": [({"contact": "kim"}, ["contact", "left", NAME, "kim"])],
    "plan-add": [
        (
            {
                "for": "kim",
                "how": "Lunch",
                "due": SOON,
                "kind": "convert",
                "via": "jo",
                "from": "neutral",
                "to": "friendly",
            },
            [
                *("plan", "add", NAME, "--for", "kim", "--how", "Lunch", "--due", SOON),
                *("--kind", "convert", "--via", "jo", "--from", "neutral", "--to", "friendly"),
            ],
        )
    ],
    "plan-progress": [
        (
            {"plan": "meet-cio", "what": "Asked", "due": SOON},
            ["plan", "progress", NAME, "meet-cio", "Asked", "--due", SOON],
        )
    ],
    "plan-done": [
        ({"plan": "meet-cio", "result": "Met"}, ["plan", "done", NAME, "meet-cio", "Met"])
    ],
    "plan-drop": [
        (
            {"plan": "meet-cio", "why": "Left"},
            ["plan", "drop", NAME, "meet-cio", "--why", "Left"],
        )
    ],
    "deal-stage": [
        (
            {"deal": "first", "in_stage": "offer", "next__date": SOON, "next__what": "present"},
            ["deal", "stage", NAME, "first", "offer", "--next", f"{SOON} present"],
        ),
        (
            {"deal": "bare", "in_stage": "closing", "force": "1", "why": "They begged"},
            ["deal", "stage", NAME, "bare", "closing", "--force", "--why", "They begged"],
        ),
    ],
    "deal-next": [
        (
            {
                "deal": "first",
                "date": SOON,
                "what": "Visit",
                "with": ["jo"],
                "owner": "bob",
                "channel": "visit",
            },
            [
                *("deal", "next", NAME, "first", f"{SOON} Visit", "--with", "jo"),
                *("--owner", "bob", "--channel", "visit"),
            ],
        )
    ],
    "deal-next-none": [({"deal": "first"}, ["deal", "next", NAME, "first", "--none"])],
    "deal-amount": [
        (
            {"deal": "first", "amount": "16.5K", "why": "More"},
            ["deal", "amount", NAME, "first", "16.5K", "--why", "More"],
        )
    ],
    "deal-close": [
        (
            {"deal": "first", "close": SOON, "why": "Budget"},
            ["deal", "close", NAME, "first", SOON, "--why", "Budget"],
        )
    ],
    "deal-win": [
        (
            {"deal": "first", "note": "At last", "force": "1", "why": "The boss allowed it"},
            [
                "deal",
                "win",
                NAME,
                "first",
                "--note",
                "At last",
                "--force",
                "--why",
                "The boss allowed it",
            ],
        )
    ],
    "deal-lose": [
        (
            {
                "deal": "first",
                "reason": "price",
                "competitor": "Initech",
                "verified_by": "buyer",
                "revisit": SOON,
            },
            [
                *("deal", "lose", NAME, "first", "--reason", "price", "--competitor", "Initech"),
                *("--verified-by", "buyer", "--revisit", SOON),
            ],
        ),
        (
            {"deal": "bare", "result": "invalid"},
            ["deal", "lose", NAME, "bare", "--invalid"],
        ),
    ],
    "deal-reopen": [
        (
            {"deal": "gone", "why": "They called"},
            ["deal", "reopen", NAME, "gone", "--why", "They called"],
        )
    ],
    "case-open": [
        (
            {
                "kind": "question",
                "what": "How: so?",
                "contact": "kim",
                "deal": "first",
                "owner": "bob",
            },
            [
                *("case", "open", NAME, "How: so?", "--kind", "question", "--contact", "kim"),
                *("--deal", "first", "--owner", "bob"),
            ],
        )
    ],
    "case-close": [
        (
            {"case": "broken", "resolution": "Replaced"},
            ["case", "close", NAME, "broken", "Replaced"],
        )
    ],
    "survey": [
        (
            {"kind": "nps", "score": "9", "contact": "kim", "about": "product", "note": "Fine"},
            [
                *("survey", NAME, "nps", "9", "--contact", "kim", "--about", "product"),
                *("--note", "Fine"),
            ],
        )
    ],
}
EVERY = [(name, *case) for name, cases in CASES.items() for case in cases]


def test_every_form_is_tried():
    assert CASES.keys() == FORMS.keys()


@pytest.mark.parametrize(("name", "typed", "command"), EVERY)
def test_a_form_writes_what_its_command_writes_and_takes_it_back(tmp_path, name, typed, command):
    by_hand, by_form = book(tmp_path / "hand"), book(tmp_path / "form")
    ran = crm(by_hand, *command)
    assert ran.status == 0, ran.told
    with Writer(by_form) as writer:
        seen = writer.filled(name, **typed)
        assert seen.status == 200, words(seen)
        assert writer.file() == ACCOUNT.encode()
        made = writer.make(seen)
        assert writer.file() == (by_hand / FILE).read_bytes()
        assert "Written by Ann Ash." in words(made)
        for line in ran.text.splitlines():
            assert line.removeprefix("Globex: ") in words(made)
        back = writer.undo(made)
        assert "Taken back" in words(back)
        assert writer.file() == ACCOUNT.encode()
        assert writer.ask("/").status == 200


@pytest.mark.parametrize(
    ("name", "typed", "command"), [cases[0] for cases in [EVERY[:1], EVERY[2:3], EVERY[-1:]]]
)
def test_by_the_books_habit_it_is_committed_as_the_command_commits_it(
    tmp_path, name, typed, command
):
    by_hand = book(tmp_path / "hand", commits=True)
    by_form = book(tmp_path / "form", commits=True)
    crm(by_hand, *command)
    with Writer(by_form) as writer:
        made = writer.make(writer.filled(name, **typed))
        said = ["log", "-1", "--format=%an %ae%n%B", "--stat"]
        assert git(by_form, *said) == git(by_hand, *said)
        commit = git(by_form, "rev-parse", "HEAD").strip()
        assert commit[:10] in words(made)
        assert "Taken back" in words(writer.undo(made))
        assert writer.file() == ACCOUNT.encode()
        assert f"Undoes: {commit}" in git(by_form, "log", "-1", "--format=%B")
        assert not git(by_form, "status", "--short")
        assert "was taken back" in words(writer.ask(re.search(r"/written/[\w-]+", made.text)[0]))


def test_what_was_built_upon_is_not_taken_back(tmp_path):
    for commits in (False, True):
        root = book(tmp_path / str(commits), commits=commits)
        with Writer(root) as writer:
            made = writer.make(writer.filled("log", type="call", what="One"))
            assert crm(root, "log", NAME, "Two", "-t", "call").status == 0
            then = writer.file()
            refused = writer.undo(made)
            assert refused.status == 409
            assert "It is not taken back" in words(refused)
            assert writer.file() == then


def test_another_commit_of_mine_is_not_undone_in_its_place(tmp_path):
    root = book(tmp_path / "book", commits=True)
    (root / "accounts" / "other.yaml").write_text("name: Other\n")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "other")
    with Writer(root) as writer:
        made = writer.make(writer.filled("log", type="call", what="One"))
        assert crm(root, "log", "other", "Two", "-t", "call").status == 0
        then = git(root, "rev-parse", "HEAD")
        refused = writer.undo(made)
        assert (refused.status, "another one by now" in words(refused)) == (409, True)
        assert git(root, "rev-parse", "HEAD") == then


def test_the_oldest_change_that_is_remembered_can_be_taken_back():
    memory = Memory()
    first, *_ = (memory.add(Made(None, "ann", "globex")) for _ in range(KEPT))
    by = memory.add(Made(None, "ann", "globex", undoes=first))
    assert memory.made(first) is None
    assert memory.made(by).undoes == first
    last = memory.add(Made(None, "ann", "globex"))
    back = memory.add(Made(None, "ann", "globex", undoes=last))
    assert memory.made(last).undone == back


def test_the_only_plan_that_is_open_is_chosen(tmp_path):
    over = f"{{for: cfo, dropped: {{date: {LATE}, why: No}}}}"
    account = ACCOUNT.replace("plans:\n", f"plans:\n  meet-kim: {over}\n")
    with Writer(book(tmp_path / "book", account=account)) as writer:
        assert controls(writer.form("plan-progress").text)["plan"] == ["meet-cio"]


def test_pressing_twice_writes_once(tmp_path):
    with Writer(book(tmp_path / "book")) as writer:
        seen = writer.filled("log", type="call", what="Once")
        first, second = writer.press(seen), writer.press(seen)
        assert first.headers["location"] == second.headers["location"]
        assert writer.file().count(b"Once") == 1


def test_git_that_names_nobody_of_the_team_is_told(tmp_path):
    root = book(tmp_path / "book")
    git(root, "config", "user.email", "stranger@x.example")
    with Writer(root) as writer:
        form = writer.form("log")
        assert "stranger@x.example" in form.text
        writer.make(writer.filled("log", type="call", what="Hello"))
        assert b"by:" not in writer.file().partition(b"First talk")[2]
    assert TODAY.isoformat().encode() in (root / FILE).read_bytes()
