"""Command lines one after another in a small book, each scene in a folder of its own: what they say, how they end and what they leave, as scenes.txt has it.

For what is refused, or said only where something else is wrong, and stands on no page. UPDATE=1 writes it anew, read what changed.
"""

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from golden import recorded

from commands.conftest import Crm
from commands.options_book import FILES
from commands.test_every_option import patch

FOLDER = Path(__file__).with_name("scenes")
A_YEAR = re.compile(r"((?:from|to): )\{[0-9-]{10}:")  # from the day a book is made
LONGEST = 30  # lines of an answer: a page of the help begins with what it is
PLAIN = {"crm.yaml": "timezone: UTC\ncurrency: EUR\n", "accounts/han.yaml": "name: Han\n"}
BROKEN = {
    "crm.yaml": "language: english\ntimezone: UTC\nteam: {ada: {name: Ada, manager: adda}}\ncurrency: EUR\nstages: x\n",
    "accounts/han.yaml": "name: Han\nstatus: Customer\n",
}
MENDABLE = {**BROKEN, "crm.yaml": "language: english\ntimezone: UTC\ncurrency: EUR\n"}
PEOPLE = {
    **PLAIN,
    "accounts/hanul.yaml": "name: Hanul\ncontacts:\n  kim: {name: Kim Min}\n  kim-2: {name: Kim Min}\n  lee: {name: Lee}\n",
    "accounts/hando.yaml": "name: Hando\n",
    "crm.yaml": "timezone: UTC\ncurrency: EUR\nteam: {ada: {name: Ada}, kim: {name: Kim Min}, bo: {}}\n",
}
LINE = '{"crm":1,"kind":"book","files":2}\n{"file":"crm.yaml","text":"currency: EUR\\n"}\n{"file":"accounts/han.yaml","text":"name: Han\\n"}\n'
BOOKS = {
    **PLAIN,
    "good.jsonl": LINE,
    "cut.jsonl": LINE[:-1],
    "twice.jsonl": LINE.replace('"files":2', '"files":3')
    + '{"file":"accounts/han.yaml","text":"name: Other\\n"}\n',
    "few.jsonl": LINE.replace('"files":2', '"files":3'),
    "bytes.jsonl": LINE.encode() + b"\xff\n",
    "list.jsonl": "[]\n",
    "number.jsonl": LINE + "5\n",
    "away.jsonl": LINE.replace("accounts/han", "../han"),
    "deep.jsonl": LINE.replace("accounts/han", "accounts/a/han"),
    "other.jsonl": LINE.replace("accounts/han.yaml", "accounts/han.txt"),
    "none.jsonl": LINE.replace("han.yaml", ".yaml"),
    "twice-as-deep.jsonl": LINE.replace("accounts/han", "accounts//han"),
    "device.jsonl": LINE.replace("accounts/han", "accounts/con"),
    "folder.jsonl": LINE.replace("accounts/han", "accounts/con/han"),
    "broken.jsonl": LINE.replace("name: Han", "name: [Han"),
    "typed.jsonl": LINE.replace('"name: Han\\n"', "5"),
    "policy.jsonl": LINE.replace("currency: EUR", "currency: [EUR"),
    "edition.jsonl": LINE.replace('"crm":1', '"crm":2'),
    "kind.jsonl": LINE.replace('"book"', '"table"'),
    "no-policy.jsonl": LINE.replace("crm.yaml", "accounts/b.yaml").replace(
        "currency: EUR", "name: B"
    ),
    "more.jsonl": LINE.replace('"files":2', '"files":1'),
    "differs.jsonl": LINE.replace("Han", "Other"),
    "empty.jsonl": "",
}
TEAM = "timezone: Europe/Berlin\ncurrency: EUR\nteam: {ada: {name: Ada Moss, emails: [ada@us.example]}, kim: {name: Kim, emails: [kim@us.example], left: 2025-01-01}}\n"
PAT = "name: Penfriend\naliases: [Pen]\ncontacts:\n  pat: {name: Pat Fine, emails: [pat@pen.example], phones: [02-123-4567]}\n  lou: {name: Lou, emails: [lou@pen.example], left: 2025-01-01}\ndeals: {press: {stages: {2025-01-01: early}}}\n"


def event(uid: int, start: str, *lines: str) -> str:
    return "\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTART{start}",
            f"SUMMARY:Talk {uid}",
            "ATTENDEE:mailto:pat@pen.example",
            *lines,
            "END:VEVENT",
            "",
        ]
    )


CALENDAR = "BEGIN:VCALENDAR\n{}END:VCALENDAR\n".format(
    event(1, ":20250602T100000Z", "ORGANIZER:mailto:ada@us.example")
    + event(2, ";TZID=Nowhere/Zone:20250603T233000", "DESCRIPTION:of <b>all</b>")
    + event(3, ";TZID=America/New_York:20250603T233000", "STATUS:CANCELLED")
    + event(
        4,
        ";VALUE=DATE:20250604",
        "ATTENDEE:mailto:nobody@far.example",
        "ATTENDEE:mailto:lou@pen.example",
    )
    + event(5, ":20250605T230000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20250612T230000Z")
    + event(6, ":20990101T100000Z")
    + event(
        7,
        ":20250606T100000",
        "ATTENDEE:mailto:kim@us.example",
        "LOCATION:Zoom https://zoom.example/1",
    )
    + event(8, ":20220606T100000Z")
    + event(9, ":odd")
    + event(1, ":20250602T100000Z", "SEQUENCE:2", "SUMMARY:Talk moved")
)


def mail(number: int, *heads: str, text: str = "How much?") -> str:
    return "\n".join(
        [
            f"From {number} Mon Jun 02 10:00:00 2025",
            *heads,
            f"Subject: Mail {number}",
            f"Message-ID: <{number}@pen.example>",
            "",
            text,
            "",
            "",
        ]
    )


FROM_PAT, TO_ADA = "From: Pat <pat@pen.example>", "To: ada@us.example"
DAY = "Date: Mon, 2 Jun 2025 23:30:00 +0000"
MAILBOX = (
    mail(1, FROM_PAT, TO_ADA, DAY)
    + mail(
        2,
        "From: ada@us.example",
        "To: pat@pen.example, lou@pen.example",
        "Cc: boss@pen.example",
        DAY,
        "In-Reply-To: <1@pen.example>",
    )
    + mail(3, FROM_PAT, TO_ADA)
    + mail(4, FROM_PAT, TO_ADA, DAY, "Auto-Submitted: auto-replied")
    + mail(5, FROM_PAT, "To: list@far.example", DAY, "List-Id: <l.far.example>")
    + mail(6, "From: stranger@far.example", TO_ADA, DAY)
    + mail(7, "From: ada@us.example", "To: kim@us.example", DAY)
    + mail(8, FROM_PAT, TO_ADA, "Date: odd")
    + mail(1, FROM_PAT, TO_ADA, DAY)
    + mail(9, FROM_PAT, TO_ADA, DAY, text="-----\n> quoted\nOne\n\nTwo\n--\nPat")
)
VCARDS = """BEGIN:VCARD\nVERSION:3.0\nFN:Pat Fine\nORG:Penfriend\nTITLE:Buyer\nTEL:02-123-9999\nEMAIL:pat@pen.example\nEND:VCARD
BEGIN:VCARD\nVERSION:4.0\nFN:New One\nORG:Pen\nEMAIL:new@pen.example\nEND:VCARD
BEGIN:VCARD\nVERSION:3.0\nFN:Far One\nORG:Far Inc\nEMAIL:one@far.example\nEND:VCARD
BEGIN:VCARD\nVERSION:3.0\nFN:Alone\nEMAIL:odd\nEND:VCARD
BEGIN:VCARD\nVERSION:3.0\nFN:Lou\nORG:Penfriend\nEMAIL:lou@pen.example\nEND:VCARD
BEGIN:VCARD\nVERSION:3.0\nORG:Penfriend\nEND:VCARD
"""
HAPPENED = {
    "crm.yaml": TEAM,
    "accounts/pen.yaml": PAT,
    "accounts/broken.yaml": "name: [x\n",
    "work.ics": CALENDAR,
    "box.mbox": MAILBOX,
    "people.vcf": VCARDS,
    "people.csv": "Full name;Firm;Mail;Mobile\nPat Fine;Penfriend;pat@pen.example;010-1111-2222\nZed;Nofirm;zed@no.example;5\n;Penfriend;x@pen.example;\nPat Fine;;;\n",
    "empty.csv": "",
    "heads.csv": "name,company\n",
}
DEALS = {
    "crm.yaml": TEAM.replace("Europe/Berlin", "UTC")
    + "stages: {early: {label: Early, probability: 10}, late: {label: Late}}\nreasons: {price: {label: Price}}\n",
    "accounts/pen.yaml": PAT,
    "deals.csv": "Deal ID,Account,Opportunity,Stage,Amount,Created,Close,Owner,Remark\n1,Penfriend,Press,Early,1500,2025-04-03,2025-06-05,Ada Moss,a\n2,Penfriend,Mill,Lost,soon,2025-04-07,2025-06-08,Zoe,b\n3,Far,Saw,Late,-5,2025-04-07,2025-02-30,Ada Moss,c\n1,Penfriend,Again,Late,7,2025-04-07,,Ada Moss,d\n,Penfriend,None,Early,8,2025-04-07,,Ada Moss,e\n",
    "later.csv": "Deal ID,Account,Opportunity,Stage,Amount,Created,Close,Owner,Remark\n1,Penfriend,Press,Late,1700,2025-04-03,2025-07-05,Ada Moss,a\n",
    "latin.csv": 'Deal ID,Account,Opportunity,Stage,Amount\n9,Penfriend,Größe,Early,"1.234,50"\n'.encode(
        "cp1252"
    ),
}
SELDOM = {
    "crm.yaml": TEAM.replace("Europe/Berlin", "UTC")
    + "objections: {price: {label: Price}, prices: {label: Prices}}\nmin_sample: 1\n",
    "accounts/pen.yaml": PAT.replace("  lou:", "  pam: {name: Pam Fine}\n  lou:")
    + "log:\n  - {date: 2025-02-01, type: call, with: pat, said: dear, objections: {price: unresolved, dear: unresolved}}\n"
    "cases: {slow: {opened: 2025-01-01, what: Slow}, loud: {opened: 2025-01-02, what: Loud}}\n"
    "resting:\n  - {date: 2025-01-05, kind: case, subject: slow, day: 2025-01-01, what: Slow, until: 2035-01-01, why: y}\n"
    "  - {date: 2025-01-05, kind: case, subject: loud, day: 2025-01-02, what: Loud, until: 2035-01-02, why: z}\n",
    "accounts/mill.yaml": "name: Mill\ncontacts: {pat: {name: Pat}}\n",
    "two.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Pat Fine\nORG:Penfriend\nEMAIL:pat@pen.example\nEMAIL:lou@pen.example\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Somebody\nORG:Penfriend\nEMAIL:pat@pen.example\nEMAIL:lou@pen.example\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Kim\nORG:Penfriend\nTEL:02-123-4567\nEND:VCARD\n",
    "two.csv": "Name,Mail\nSomebody,pat@pen.example\n",
    "theirs.csv": "not ours\n",
    "deals.csv": DEALS["deals.csv"],
    "heads.csv": "Company,Town\n",
    "utf16.csv": "Company;Town\nMühle;Köln\n".encode("utf-16"),
    "latin.csv": "Company;Town\nMühle;Köln\n".encode("cp1252"),
}
SCENES = {
    "seldom": (
        SELDOM,
        "objections pric|objections zzz|objections pri|objections dear --as-of 2025-06-01|due --resting --limit 1 --as-of 2025-06-01|due --resting --as-of 2025-06-01|knows penfriend/pa|knows pe/pat"
        "|import cards two.vcf --account pen --dry-run|import cards two.vcf|import cards two.csv --account pen --dry-run|import files deals.csv --as deals --rejects theirs.csv --dry-run|import files deals.csv --as deals --rejects accounts/x.csv --dry-run|import files deals.csv --as deals --rejects no/x.csv --dry-run"
        "|import accounts heads.csv|import accounts utf16.csv --map Company=name --dry-run|import accounts latin.csv --map Company=name --dry-run|case close pen slow done --date 2025-06-01|done pen/case/loud --date 2025-01-05 --rest 2025-03-01 --why w|history --since soon",
    ),
    "broken": (
        BROKEN,
        "lint|lint -o json --as-of 2025-08-03|lint --fix --diff|lint accounts/han.yaml --fix|lint --explain nothing|lint --explain bad-value|list|quality --as-of 2025-08-03"
        "|lint --fix|lint crm.yaml --fix|lint . --fix --unsafe|lint --fix --unsafe|lint",
    ),
    "mendable": (
        MENDABLE,
        "lint accounts/han.yaml --fix|lint crm.yaml --fix --diff|lint --fix --diff|lint --fix|lint",
    ),
    "mendable-changed": (
        MENDABLE,
        "git init -q|git add crm.yaml|git commit -q -m all|lint --fix --changed|lint --changed HEAD --fix --diff|git add accounts|git commit -q -m both|lint --fix --changed|lint --fix -o json --as-of 2025-08-03",
    ),
    "tables": (
        PLAIN,
        "export tables out --format csv --partition year|export tables out --format xlsx --excel|export tables out --history --since HEAD|export tables out --history --as-of 2025-01-01"
        "|export tables out --history --owner ada|export tables out --history --segment A|export tables out --history --tag x|export tables out --views --format xlsx"
        "|export tables out --views --excel|export tables out --format csv -o json|export tables out --format csv",
    ),
    "whom": (
        PEOPLE,
        "knows han/lee|knows hanu/kim|knows hanu/nobody|knows hando/lee|knows nothere/lee|knows /lee|knows kim|knows bo|knows lee|knows 'Kim Min'|knows hanul/kim-2|knows ''|knows ' '",
    ),
    "lists": (
        FILES,
        "deal list hanbit --account hanbit|deal list --account daehan|contact list nothere|deal list --columns nothing|deal list --columns deal,|plan list --columns ''|case list hanbit --sort nothing",
    ),
    "promises": (
        FILES,
        "deal next hanbit pt2 --none --channel call|deal next hanbit pt2 --none --owner ada|deal next hanbit pt2 --none --with lee|deal next hanbit pt2 --none '2030-01-01 x'|deal next hanbit pt2"
        "|deal next hanbit pt2 --none --no-commit|deal next hanbit pt2 --none|qualify hanbit pt2|qualify hanbit pt2 nothing|qualify hanbit pt2 nothing=met|qualify hanbit pt2 =met|qualify hanbit pt2 need=|qualify hanbit pt2 need=odd"
        "|deal reopen hanbit pt2 --why x|deal reopen hanbit old|deal lose hanbit pt2 --date 2025-08-01|deal lose hanbit pt2 --reason '!?'|deal lose hanbit pt2 --reason nothing|deal win hanbit pt2 --date 2025-08-01",
    ),
    "books": (
        BOOKS,
        "import book good.jsonl -C new --dry-run|import book good.jsonl -C new|import book good.jsonl -C new|import book differs.jsonl -C new|import book none.jsonl -C n|import book twice-as-deep.jsonl -C n|import book device.jsonl -C n"
        "|import book folder.jsonl -C n|import book broken.jsonl -C n|import book typed.jsonl -C n|import book policy.jsonl -C n|import book edition.jsonl -C n|import book kind.jsonl -C n|import book no-policy.jsonl -C n|import book more.jsonl -C n"
        "|import book good.jsonl -C other --dry-run|import book good.jsonl -C other|import book good.jsonl -C other|import book cut.jsonl -C b1|import book twice.jsonl -C b2|import book few.jsonl -C b3"
        "|import book bytes.jsonl -C b4|import book list.jsonl -C b5|import book number.jsonl -C b6|import book away.jsonl -C b7|import book deep.jsonl -C b8|import book other.jsonl -C b9"
        "|import book empty.jsonl -C b10|import book nothing.jsonl -C b11|import book accounts -C b12|import book good.jsonl -C b13 --commit|git init -q other2|import book good.jsonl -C other2 --commit|import book good.jsonl -C b14 -m why|git init -q b15|import book good.jsonl -C b15 -m why|import book good.jsonl -C other --commit",
    ),
    "help": (
        PLAIN,
        "help|help nothing|help coverage|help deal win|help deal nothing|help lint --lang ko|help roles|help listt|coverag|deal wim|help commands",
    ),
    "imports": (
        FILES,
        "import files sales.csv --decimal x|import files nothing.csv|import files sales.csv --map nothing.yml|import files sales.csv --source nothing|import cards nothing.csv|import calendar nothing.ics|import mail nothing.mbox"
        "|import cards mails.mbox|import calendar cards.csv|import mail cards.csv|import files mails.mbox|import files|import cards|import sales.csv|import book.jsonl",
    ),
    "happened": (
        HAPPENED,
        "import calendar work.ics --since 2023-01-01 --until 2025-12-31 --dry-run|import calendar work.ics --since 2025-06-03 --until 2025-06-06|import calendar work.ics --since 2023-01-01 --until 2025-12-31 --by ada|import calendar work.ics --since 2023-01-01 --until 2025-12-31|import calendar work.ics --deal pen/nothing"
        "|import calendar work.ics --by nobody|import mail box.mbox --dry-run|import mail box.mbox --since 2025-06-03|import mail box.mbox --until 2025-06-02|import mail box.mbox --bodies --by ada|import mail box.mbox|import mail box.mbox -o json|import mail box.mbox --deal press|import mail box.mbox --deal pen/press --since soon",
    ),
    "people": (
        HAPPENED,
        "import cards people.vcf --dry-run|import cards people.vcf|import cards people.vcf|import cards people.vcf --create -o json|import cards people.vcf --account pen|import cards people.csv|import cards people.csv --map 'Full name=name' --map Firm=company --map Mail=email --map Mobile=phone"
        "|import cards people.csv --map 'Full name=name' --map Firm=company --map Mail=email --map Mobile=- --create|import cards people.csv --map nothing=name|import cards people.csv --map Firm=nothing|import cards empty.csv|import cards heads.csv|import cards people.vcf --account nobody|import cards people.vcf --encoding nothing",
    ),
    "deals": (
        DEALS,
        "import files deals.csv|import files deals.csv --plan|import files deals.csv --as deals --dry-run|import files deals.csv --as nothing|import files deals.csv --extend-policy --strict --dry-run|import files deals.csv --extend-policy --rejects left.csv|import files deals.csv|import files later.csv --name deals --dry-run --diff"
        "|account pen --note ours|deal amount pen press 1600 --date 2025-05-01|import files later.csv --name deals|import files later.csv --name deals --prefer book|import files later.csv --name deals --prefer source|import files later.csv --name deals -o json|import files deals.csv --rejects left.csv|import files latin.csv --as deals --decimal ,|import files latin.csv --as deals --encoding cp1252 --decimal , --dry-run"
        "|import files deals.csv later.csv|import files deals.csv --from nothing|import files deals.csv --from salesforce",
    ),
    "rests": (
        FILES,
        "due --as-of 2025-08-04|done 1 --rest -1|done 1 --rest 99999|done 1 --rest 366|done 1 --rest 2020-01-01 --why x|done 1 --rest soon|done 0|done x|done 99|done 1 --rest 2 --next '+1d x'|done 1 --rest 3 what|done 1 --why x",
    ),
    "init": (
        {"notes.txt": "x\n"},
        "init . --lang en|list|init . --lang en|init --example nothing --as-of 2026-08-01|init --example hanbit made --as-of 2026-08-01|init made|init notes.txt|init --commit empty --lang ko|init . --example --as-of 2026-08-01",
    ),
}


def told(crm: Crm, line: str) -> list[str]:
    """What a command line says, and how it ends."""
    first, *words = shlex.split(line)
    if first == "git":
        return [f"$ {line}", *crm.git(*words).splitlines()]
    ran = crm(first, *words)
    said = [f"  {each}" for each in ran.text.splitlines()]
    said += [f"! {each}" for each in ran.told.splitlines()]
    text = "\n".join(said).replace(str(crm.home), "HOME")
    text = re.sub("write [0-9-]{10}, tomorrow", "write …, tomorrow", text)
    text = re.sub(r"\b[0-9a-f]{10,64}\b|[0-9.]+ MB|git [0-9.]+|[0-9]+\.[0-9]+\.[0-9]+", "…", text)
    return [
        f"$ crm {line}",
        *text.splitlines()[:LONGEST],
        *([f"-> {ran.status}"] if ran.status else []),
    ]


def state(crm: Crm) -> dict[str, str]:
    return {
        each.relative_to(crm.book).as_posix(): each.read_text(encoding="utf-8", errors="replace")
        for each in sorted(crm.book.rglob("*"))
        if each.is_file() and not {".git", ".crm"} & {*each.parts}
    }


@pytest.mark.parametrize("scene", SCENES)
def test_it_goes_as_recorded(crm, scene):
    files, lines = SCENES[scene]
    for path, text in files.items():
        crm._put(crm.book / path, text)
    found = []
    for line in lines.split("|"):
        before = state(crm)
        found += told(crm, line)
        after = state(crm)
        if not line.startswith("export"):
            for path in sorted({*before, *after}):
                text = patch(path, before.get(path), after.get(path))
                found += A_YEAR.sub(r"\1{…:", text).splitlines()[:LONGEST]
    now = datetime.now(UTC)  # in Berlin it may be the day after
    for day in (now, now + timedelta(days=1)):
        found = [each.replace(f"{day.date()}", "today") for each in found]
    assert found == recorded(FOLDER / f"{scene}.txt", found)
