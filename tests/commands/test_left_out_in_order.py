"""Files that are left out are told in the order of their paths, by whatever command: here one that stands in the book twice is known before one that cannot be read."""

import re

import pytest

ACCOUNT = "name: Acme\nstatus: customer\ncontacts: {park: {name: Park, emails: [park@acme.example]}}\nlog:\n  - {date: 2026-07-01, type: call, what: talked}\n"
MAIL = "From: kim@us.example\nTo: park@acme.example\nSubject: hello\nDate: Mon, 27 Jul 2026 10:00:00 +0900\nMessage-ID: <a@us.example>\n\nHello\n"
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:m1@us.example
SUMMARY:Meeting
DTSTART:20260728T010000Z
DTEND:20260728T020000Z
ATTENDEE:mailto:park@acme.example
END:VEVENT
END:VCALENDAR
"""
COMMANDS = [
    "list",
    "list --json",
    "due",
    "",
    "--json",
    "find talked",
    "forecast --json",
    "export agenda",
    "export agenda --json",
    "export cards",
    "export cards --json",
    "export cards --split {home}/cards --json",
    "export tables {home}/tables",
    "export tables {home}/tables --json",
    "site {home}/site",
    "site {home}/site --json",
    "new Newcomer",
    "import mail {home}/a.eml --dry-run",
    "import calendar {home}/a.ics --dry-run",
]
LEFT_OUT = ["accounts/bad.yaml", "accounts/y/twin.yaml"]


@pytest.mark.parametrize("line", COMMANDS)
def test_what_is_left_out_is_told_in_order(crm, line):
    crm.write(
        {"acme": ACCOUNT, "bad": "name: [\n", "x/twin": "name: X\n", "y/twin": "name: Y\n"},
        "team: {kim: {name: Kim, emails: [kim@us.example]}}\n",
    )
    for name, text in (("a.eml", MAIL), ("a.ics", MEETING)):
        (crm.home / name).write_text(text)
    ran = crm(*(word.format(home=crm.home) for word in line.split()))
    told = re.findall(r"^(accounts/\S+?\.yaml):", ran.told, re.MULTILINE)
    asked = [each["file"] for each in ran.json.get("skipped", [])] if "--json" in line else []
    assert LEFT_OUT == told and asked in ([], LEFT_OUT)
