"""Every question that a person is asked, answered: what the command then leaves, as the page of its command in answered/ has it.

UPDATE=1 writes it anew: read what changed as if somebody else had written it. `today` is the day of the test.
"""

import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from golden import recorded

from commands.test_every_option import patch
from commands.test_every_prompt import DAEHAN, EDITORS, HANBIT, POLICY, begins
from commands.typing_at import talk

PAGES = Path(__file__).with_name("answered")
# the words, and what is answered to which question
ANSWERED = [
    (
        "log hanbit --type call --with lee --date 2025-05-20 --outcome no_answer --deal try",
        "what= again=y",
    ),
    ("log daehan", "type=2 with=1 what=The·price about-deal=y"),
    ("log daehan", "type=call with= what= about-deal=n"),
    ("log", "account=2 type=call with=lee,·lea what=Hello"),
    ("asset add hanbit", "product=core"),
    ("asset edit hanbit --qty 2", "product=1"),
    ("case close hanbit", "case=night resolution=Restarted"),
    ("case open hanbit", "what=It·leaks"),
    ("deal step hanbit pt2", "step=legal"),
    ("deal step hanbit pt2 --done 2025-06-01", "step-done=sign"),
    ("deal step hanbit pt2 --drop", "step-drop=sign"),
    ("contract add hanbit", "start=2040-01-01"),
    ("deal amount hanbit pt2", "amount=1,200"),
    ("deal close hanbit pt2", "close=2036-10-01"),
    ("deal new hanbit", "deal-name=Line·3"),
    ("deal next hanbit pt2", "next=2036-09-01·call"),
    ("deal probability hanbit pt2", "probability=40"),
    ("deal amount hanbit", "deal=try amount=70"),
    ("deal stage hanbit pt2", "stage=qualification gate=y gate-why=Agreed"),
    ("done hanbit/next/pt2", "type=call with=lee what=Shown next-or-none=2036-09-01·call"),
    ("done hanbit/next/pt2", "type=visit with= what= next-or-none="),
    ("done hanbit/attempt/try", "outcome=held what= next-or-none="),
    ("done hanbit/case/night", "resolution=Restarted"),
    ("done hanbit/stance/lee", "stance=supportive"),
    ("done hanbit/rep/cfo,•cio", "rep=ben"),
    ("done hanbit/case/night --why audit", "rest-until=14"),
    ("done hanbit/case/night --rest 14", "rest-why=Audit"),
    ("deal lose hanbit pt2", "reason=price"),
    ("deal lose hanbit pt2 --reason other", "note=They·moved"),
    ("deal reopen hanbit old", "why=They·called"),
    ("handover", "former=ada heir=ben"),
    ("new", "account-name=Acme source=event"),
    ("new hanbit --source event", "same-name=y"),
    ("contact left hanbit", "contact=lea"),
    ("contact add hanbit", "name=Kim·Min"),
    ("contact move hanbit lee", "to=daehan"),
    ("role hanbit", "role=cio holder=2,·lee"),
    ("plan add hanbit", "target=cio how=Lunch due=2036-08-10"),
    ("plan progress hanbit intro", "done=Asked"),
    ("plan done hanbit", "plan=intro"),
    ("plan drop hanbit intro", "why=Too·late"),
    ("rename hanbit", "id=hb"),
    ("stance hanbit lee", "stance=supportive"),
    ("status hanbit", "status=customer"),
    ("survey hanbit", "survey=nps contact=lee score=9"),
    ("team add", "member-id=cho name=Cho member-email=cho@us.example"),
    ("edit hanbit", "edit-mend=y"),
    ("edit hanbit", "edit-mend=n edit-again=n"),
    ("edit hanbit", "edit-again=n"),
    ("import odd.csv", "import-word=1"),
    (
        "import what.csv --plan",
        "import-kind=accounts import-columns=y import-column=name import-column=",
    ),
    (
        "import what.csv --plan",
        "import-kind=accounts import-columns=y import-column=name import-column=+",
    ),
    (
        "import what.csv --plan",
        "import-kind=people import-columns=y import-column=account import-column=name",
    ),
    (
        "import what.csv --plan",
        "import-kind=people import-columns=y import-column=account.id import-column=name",
    ),
]


def write(crm):
    """The book as it was before."""
    shutil.rmtree(crm.book, ignore_errors=True)
    crm.write({"hanbit": HANBIT, "daehan": DAEHAN}, POLICY)
    (crm.book / "odd.csv").write_text("Company,Deal Name,Stage,Amount\nHanbit,Pt3,Haggling,5\n")
    (crm.book / "what.csv").write_text("Kunde,Farbe\nHanbit,blau\n")


def files(crm):
    return {
        each.relative_to(crm.book).as_posix(): each.read_text(encoding="utf-8")
        for each in sorted(crm.book.rglob("*.yaml"))
    }


def left(crm, words, said):
    """The words and the answers, what the command wrote, and how it changed the files."""
    before = files(crm)
    answers = [
        (begins("en", f"ask-{key}"), answer.replace("·", " "))
        for key, _, answer in (each.partition("=") for each in said.split())
    ]
    env = {"CRM_TERMINAL": "here", "VISUAL": None, "COLUMNS": "100"}
    env["EDITOR"] = EDITORS.get(f"ask-{said.partition('=')[0]}", "true")
    ran = talk(crm, *(each.replace("•", " ") for each in words.split()), answers=answers, env=env)
    assert 0 == ran.status, ran.screen
    after = files(crm)
    found = [f"$ crm {words}", *(f"> {each}" for each in said.split())]
    found += [f"  {each}".rstrip() for each in ran.out.splitlines()]
    for path in sorted({*before, *after}):
        found += patch(path, before.get(path), after.get(path)).splitlines()
    today = datetime.now(UTC).date()
    for day, told in ((today, "today"), (today + timedelta(days=14), "in-14-days")):
        found = [each.replace(f"{day}", told) for each in found]
    return found


@pytest.mark.parametrize("command", dict.fromkeys(words.split()[0] for words, _ in ANSWERED))
def test_what_is_answered_is_written(crm, command):
    found = []
    for words, said in ANSWERED:
        if words.split()[0] == command:
            write(crm)
            found += left(crm, words, said)
    assert found == recorded(PAGES / f"{command}.txt", found)
