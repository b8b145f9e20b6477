"""Every question there is: an empty answer, or one that cannot be, is told as such and asked for again, and what was asked stays unwritten.

What each of them offers stands in prompts.txt; `UPDATE=1 pytest tests/commands/test_every_prompt.py -n 0` renews it.
"""

import ast
import os
import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

import crmcli.commands
from commands.typing_at import CTRL_D, talk
from crmcli.domain.text.width import cells
from crmcli.messages import Phrases
from crmcli.store.files.draft import keep

POLICY = """\
language: en
timezone: UTC
role_sets: {it: {cfo: {label: {ko: 재무, en: Finance}}, cio: {}}}
default_role_set: it
team: {ada: {name: Ada Moss}, ben: {name: Ben Orr}, gil: {name: Gil Roe, left: 2025-01-01}}
products: {core: {}}
reasons: {price: {}, other: {note: true}}
fields: {size: {on: account, type: choice, choices: [big]}}
"""
HANBIT = """\
name: Hanbit
status: prospect
roles: {cfo: lee}
contacts:
  lee: {name: Lee, stance: {2024-01-10: neutral}}
  lea: {name: Lea}
  lou: {name: Lou, left: 2025-01-01}
plans: {intro: {for: cfo, owner: ada, due: 2025-08-10}, met: {for: lee, done: 2025-01-01}, off: {for: lee, dropped: {date: 2025-01-01, why: x}}}
deals:
  pt2: {owner: ada, stages: {2025-05-10: contacting}, next: 2025-08-01, steps: {sign: null, read: 2025-05-11}}
  try: {owner: ada, stages: {2025-05-10: contacting}}
  old: {stages: {2025-01-10: contacting}, outcome: {result: lost, date: 2025-03-01, reason: price}}
contracts: {c-2024: {start: 2024-01-15, end: 2025-01-14}}
assets: {core: 1}
cases: {night: {opened: 2025-05-02, kind: question, what: Slow}, day: {opened: 2025-01-01, closed: 2025-01-02, resolution: told}}
log:
  - {date: 2025-05-20, type: call, outcome: no_answer, deal: try, with: lee}
"""
DAEHAN = """\
name: Daehan
contacts: {oh: {name: Oh}}
deals: {one: {stages: {2025-05-10: contacting}}}
"""
DIGEST = sha256(HANBIT.encode()).hexdigest()
ARROW = "\x1b[A"  # a key that steers where it should write
CANNOT, TEXT, SURE, KEY = "zz?", ARROW, "perhaps", "q"
WRONG = {SURE: "answer y or n", KEY: "answer with Enter or one of the keys"}
# what an editor makes of the file, by the question that comes then
EDITORS = {
    "ask-edit-again": "sed -i s/^status:/staus:/",
    "ask-edit-broken": "sed -i s/^name:/nome:/",
    "ask-edit-draft": "true",
    "ask-edit-mend": "sed -i '$acustom: {size: BIG}'",
}
NARROW = 50  # cells of a terminal in which what is told is broken before words
PROMPTS = Path(__file__).with_name("prompts.txt")

# the module and key of a question; the words that lead to it; answers before it; what it cannot take; and whether it has to be answered
QUESTIONS = [
    (
        "again",
        "ask-again",
        "log hanbit --type call --with lee --date 2025-05-20 --outcome no_answer --deal try",
        [("about?", "")],
        SURE,
        False,
    ),
    ("asset", "ask-product", "asset add hanbit", [], CANNOT, True),
    ("asset", "ask-product", "asset edit hanbit --qty 2", [], CANNOT, True),
    ("case", "ask-case", "case close hanbit", [], CANNOT, True),
    ("case", "ask-resolution", "case close hanbit night", [], TEXT, True),
    ("case", "ask-what", "case open hanbit", [], TEXT, True),
    ("closing", "ask-step", "deal step hanbit pt2", [], TEXT, True),
    ("closing", "ask-step-done", "deal step hanbit pt2 --done today", [], CANNOT, True),
    ("closing", "ask-step-drop", "deal step hanbit pt2 --drop", [], CANNOT, True),
    ("contract", "ask-contract", "contract end hanbit", [], CANNOT, True),
    ("contract", "ask-start", "contract add hanbit", [], CANNOT, True),
    ("deciding", "ask-import-word", "import odd.csv", [], CANNOT, False),
    ("deciding_columns", "ask-import-kind", "import what.csv --plan", [], CANNOT, False),
    (
        "deciding_columns",
        "ask-import-columns",
        "import what.csv --plan",
        [("What are its rows?", "accounts")],
        SURE,
        False,
    ),
    (
        "deciding_columns",
        "ask-import-column",
        "import what.csv --plan",
        [("What are its rows?", "people"), ("Go through them?", "y")],
        CANNOT,
        False,
    ),
    ("deal", "ask-amount", "deal amount hanbit pt2", [], CANNOT, True),
    ("deal", "ask-close", "deal close hanbit pt2", [], CANNOT, True),
    ("opening", "ask-deal-name", "deal new hanbit", [], TEXT, True),
    ("deal", "ask-next", "deal next hanbit pt2", [], "call back", True),
    ("dealing", "ask-probability", "deal probability hanbit pt2", [], "101", True),
    ("rows", "ask-row", "done", [], "99", True),
    ("asked", "ask-type", "done hanbit/next/pt2", [], CANNOT, True),
    ("log", "ask-with", "done hanbit/next/pt2 --type call", [], CANNOT, False),
    ("asked", "ask-what", "done hanbit/next/pt2 --type call --with lee", [], TEXT, False),
    (
        "asked",
        "ask-next-or-none",
        "done hanbit/next/pt2 shown --type call --with lee",
        [],
        "garbage",
        False,
    ),
    ("asked", "ask-outcome", "done hanbit/attempt/try", [], CANNOT, True),
    ("asked", "ask-resolution", "done hanbit/case/night", [], TEXT, True),
    ("asked", "ask-stance", "done hanbit/stance/lee", [], CANNOT, True),
    ("resting", "ask-rest-until", "done hanbit/case/night --why audit", [], "garbage", True),
    ("resting", "ask-rest-why", "done hanbit/case/night --rest 14", [], TEXT, True),
    ("asked", "ask-rep", "done hanbit/rep/cfo,·cio", [], CANNOT, True),
    ("edit", "ask-edit-again", "edit hanbit", [], SURE, False),
    ("edit", "ask-edit-broken", "edit hanbit", [], KEY, False),
    ("edit", "ask-edit-draft", "edit hanbit", [], SURE, False),
    ("edit_wrong", "ask-edit-mend", "edit hanbit", [], SURE, False),
    ("ending", "ask-reason", "deal lose hanbit pt2", [], CANNOT, True),
    ("ending", "ask-note", "deal lose hanbit pt2 --reason other", [], TEXT, True),
    ("ending", "ask-why", "deal reopen hanbit old", [], TEXT, True),
    ("gate", "ask-gate", "deal stage hanbit pt2 presenting", [], SURE, False),
    ("gate", "ask-gate-why", "deal stage hanbit pt2 presenting", [("Go on", "y")], TEXT, True),
    ("handover", "ask-former", "handover", [], CANNOT, True),
    ("handover", "ask-heir", "handover ada", [], CANNOT, True),
    ("log", "ask-type", "log hanbit", [], CANNOT, True),
    ("log", "ask-with", "log hanbit --type call", [], "le", False),
    ("log", "ask-what", "log hanbit --type call --with lee", [], TEXT, False),
    ("log", "ask-about-deal", "log daehan hello --type call --with oh", [], SURE, False),
    ("new", "ask-account-name", "new", [], TEXT, True),
    ("new", "ask-same-name", "new hanbit --source event", [], SURE, False),
    ("new", "ask-source", "new Acme", [], CANNOT, False),
    ("edit_session", "ask-account", "log", [], CANNOT, True),
    ("find_contact", "ask-contact", "contact left hanbit", [], "le", True),
    ("role", "ask-holder", "role hanbit cio", [], "le", True),
    ("account", "ask-name", "account hanbit --mistyped", [], TEXT, True),
    ("people", "ask-name", "contact add hanbit", [], TEXT, True),
    ("role", "ask-role", "role hanbit", [], CANNOT, True),
    ("people", "ask-to", "contact move hanbit lee", [], CANNOT, True),
    ("plan", "ask-done", "plan progress hanbit intro", [], TEXT, True),
    ("plan", "ask-due", "plan add hanbit --for cio --how lunch", [], CANNOT, True),
    ("plan", "ask-how", "plan add hanbit --for cio", [], TEXT, False),
    ("plan", "ask-plan", "plan done hanbit", [], CANNOT, True),
    ("plan", "ask-target", "plan add hanbit", [], CANNOT, True),
    ("plan", "ask-why", "plan drop hanbit intro", [], TEXT, True),
    ("rename", "ask-id", "rename hanbit", [], "a b", True),
    ("stance", "ask-stance", "stance hanbit lee", [], CANNOT, True),
    ("status", "ask-status", "status hanbit", [], CANNOT, True),
    ("survey", "ask-survey", "survey hanbit", [], CANNOT, True),
    ("survey", "ask-contact", "survey hanbit nps", [], "le", False),
    ("survey", "ask-score", "survey hanbit nps --contact lee", [], "14", True),
    ("team", "ask-member-id", "team add", [], "ada", True),
    ("team", "ask-name", "team add cho", [], TEXT, True),
    ("team", "ask-member-email", "team add cho Cho", [], "nowhere", False),
    ("find_deal", "ask-deal", "deal amount hanbit", [], CANNOT, True),
    ("find_deal", "ask-stage", "deal stage hanbit pt2", [], CANNOT, True),
]


@pytest.fixture
def book(crm):
    crm.write({"hanbit": HANBIT, "daehan": DAEHAN}, POLICY)
    (crm.book / "odd.csv").write_text("Company,Deal Name,Stage,Amount\nHanbit,Pt3,Haggling,5\n")
    (crm.book / "what.csv").write_text("Kunde,Farbe\nHanbit,blau\n")
    return crm


@pytest.mark.parametrize(
    ("key", "words", "before", "cannot", "needed"),
    [row[1:] for row in QUESTIONS],
    ids=[f"{row[1]}: {row[2]}" for row in QUESTIONS],
)
def test_what_cannot_be_an_answer_is_told_and_asked_for_again(
    book, key, words, before, cannot, needed
):
    if key == "ask-row":
        assert 0 == book("due", env={"CRM_TERMINAL": "here"}).status
    question = begins("en", key)
    if key == "ask-edit-draft":
        keep(str(book.book), "accounts/hanbit.yaml", DIGEST, b"name: [", instead=True)
    wrong = WRONG.get(cannot, "crm: ")
    answers = [
        *before,
        *([(question, "")] if needed else []),
        (question, cannot),
        (question, CTRL_D),
    ]
    env = {"CRM_TERMINAL": "here", "EDITOR": EDITORS.get(key, "true"), "VISUAL": None}
    env["COLUMNS"] = "80" if before else str(NARROW)
    ran = talk(book, *(each.replace("·", " ") for each in words.split()), answers=answers, env=env)
    assert 130 == ran.status, ran.screen
    offers(f"{key}, crm {words}", ran.screen)
    assert (needed, True) == ("this one needs an answer" in ran.screen, wrong in ran.screen), (
        ran.screen
    )
    told_as_asked(ran.screen, question, wrong, 80 if before else NARROW)
    assert (HANBIT, DAEHAN) == tuple(
        (book.book / "accounts" / f"{name}.yaml").read_text(encoding="utf-8")
        for name in ("hanbit", "daehan")
    )
    assert POLICY == (book.book / "crm.yaml").read_text(encoding="utf-8")


def begins(language: str, key: str) -> str:
    """As much of a question as stands in one line of a narrow terminal."""
    return " ".join(Phrases(language)(key).partition("{")[0].split()[:2])


def told_as_asked(screen: str, question: str, wrong: str, width: int = NARROW) -> None:
    """Of the answer that cannot be: nothing of options, which nobody typed, and no broken word."""
    told = screen.rsplit(question, 2)[1]
    assert wrong in told
    assert "--" not in re.sub("`crm [^`]*`", "", told), told  # but in a whole command line
    assert [] == [line for line in told.splitlines() if cells(line.rstrip()) > width], told


@pytest.mark.parametrize(
    ("key", "words", "cannot"),
    [(key, words, cannot) for _, key, words, before, cannot, _ in QUESTIONS if not before],
    ids=[f"{row[1]}: {row[2]}" for row in QUESTIONS if not row[3]],
)
def test_in_korean_too_what_cannot_be_an_answer_is_told_of_what_was_asked(book, key, words, cannot):
    if key == "ask-row":
        assert 0 == book("due", env={"CRM_TERMINAL": "here"}).status
    if key == "ask-edit-draft":
        keep(str(book.book), "accounts/hanbit.yaml", DIGEST, b"name: [", instead=True)
    said = [each.replace("·", " ") for each in words.split()]
    question = begins("ko", key)
    env = {"CRM_TERMINAL": "here", "EDITOR": EDITORS.get(key, "true"), "VISUAL": None}
    ran = talk(
        book,
        *("--lang", "ko", *said),
        answers=[(question, cannot), (question, CTRL_D)],
        env=env | {"COLUMNS": str(NARROW)},
    )
    assert 130 == ran.status, ran.screen
    told_as_asked(
        ran.screen, question, {SURE: "예나 아니요로", KEY: "Enter나"}.get(cannot, "crm: ")
    )


def offers(question: str, screen: str) -> None:
    """The screen offers just what prompts.txt says, above the question and never twice alike."""
    shown = re.findall(r"^  +[0-9]+  (\S.*?)\s*$", screen.replace("\0", ""), flags=re.M)
    found = " | ".join(" ".join(each.split()) for each in dict.fromkeys(shown)) or "nothing"
    known = (
        dict(line.split(": ", 1) for line in PROMPTS.read_text(encoding="utf-8").splitlines())
        if PROMPTS.exists()
        else {}
    )
    if os.environ.get("UPDATE"):
        known[question] = found
        lines = (f"{name}: {known[name]}\n" for name in sorted(known))
        PROMPTS.write_text("".join(lines), encoding="utf-8")
    assert known.get(question) == found


def test_every_question_of_the_commands_is_among_them():
    asked = set()
    for path in Path(crmcli.commands.__file__).parent.rglob("*.py"):
        if path.parent.name == "board":  # the list of `crm done` asks them: test_done_list.py
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("ask-")
                and path.stem != "asking"
            ):
                asked.add((path.stem, node.value))
    assert asked == {row[:2] for row in QUESTIONS}


UNDERSTOOD_FIRST = [
    "log hanbit --next soon",
    "log hanbit --with nobody",
    "log hanbit --date 2025-02-30",
    "log hanbit --deal nothing",
    "log hanbit --mood odd",
    "new --owner nobody",
    "new --source nowhere",
    "new --referred-by nobody",
    "contact add hanbit --email none",
    "deal new hanbit --amount 1.000",
    "deal stage hanbit --next soon",
    "deal next hanbit --with nobody",
    "deal amount hanbit --date never",
    "deal close hanbit --date never",
    "deal lose hanbit --revisit never",
    "plan add hanbit --owner nobody",
    "plan add hanbit --due never",
    "plan progress hanbit --due never",
    "plan done hanbit --date never",
    "plan drop hanbit --date never",
    "contract add hanbit --end never",
    "case open hanbit --owner nobody",
    "case close hanbit --date never",
    "survey hanbit --about nothing",
    "asset add hanbit --qty many",
    "asset edit hanbit --qty many",
    "stance hanbit lee --date never",
]


@pytest.mark.parametrize("words", UNDERSTOOD_FIRST)
def test_nothing_is_asked_while_something_that_was_said_cannot_be(book, words):
    ran = talk(book, *words.split(), answers=[])
    assert (True, True) == (ran.status in (2, 4), ran.screen.startswith("crm: ")), ran.screen


def test_with_whom_a_row_was_done_is_whom_the_words_mean(book):
    ran = talk(
        book,
        "done",
        "hanbit/next/pt2",
        "--type",
        "call",
        answers=[
            ("With whom?", "lee, LEA"),
            ("What was it about?", ""),
            ("When and what next?", ""),
        ],
    )
    assert (0, True) == (
        ran.status,
        "with: [lee, lea]" in (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8"),
    )


def test_rows_to_choose_from_have_their_number_once_and_answers_their_names_in_the_language(book):
    env = {"CRM_TERMINAL": "here"}
    assert 0 == book("due", env=env).status
    ran = talk(
        book,
        "done",
        "--lang",
        "ko",
        answers=[("몇 번입니까?", "1"), ("어떤 접촉입니까?", CTRL_D)],
        env=env,
    )
    assert (True, True) == (
        "  1  hanbit · 다음 약속 · pt2" in ran.screen,
        "  1  통화  call" in ran.screen,
    ), ran.screen


def test_what_a_role_may_be_is_told_in_the_language_of_the_answer(book):
    assert "cfo (Finance)" in book("role", "hanbit", "zz").told
    assert "cfo (재무)" in book("role", "hanbit", "zz", "--lang", "ko").told


def test_what_there_is_stands_above_the_question_and_is_not_told_again_below_a_wrong_answer(book):
    ran = talk(book, "role", "hanbit", answers=[("Which role?", "zz"), ("Which role?", CTRL_D)])
    assert "crm: no role is called `zz`\n  1  cfo  Finance\n" in ran.screen


def test_of_many_roles_the_first_are_named_where_a_row_is_chosen(crm):
    roles = "".join(f"r{each}: {{label: {{en: Role {each}}}}}, " for each in range(1, 6))
    crm.write(
        {"acme": "name: Acme\n"},
        f"language: en\nrole_sets: {{it: {{{roles}}}}}\ndefault_role_set: it\nteam: {{ada: Ada}}\n",
    )
    env = {"CRM_TERMINAL": "here"}
    assert 0 == crm("due", env=env).status
    assert (
        "  1  acme · no rep · Role 1, Role 2, Role 3 …\n"
        in talk(crm, "done", answers=[("Which row", CTRL_D)], env=env).screen
    )


def test_whoever_does_not_pass_a_gate_with_a_new_deal_is_told_to_begin_it_first(book):
    ran = talk(
        book, "deal", "new", "daehan", "Two", "--stage", "presenting", answers=[("Go on", "n")]
    )
    assert (4, True) == (
        ran.status,
        "then: crm deal stage daehan two presenting --date" in ran.screen,
    )


def test_a_word_that_may_be_several_people_is_told_as_such_where_a_role_would_do_too(book):
    assert (
        "`le` may mean several contacts: lea (Lea), lee (Lee)"
        in book("plan", "add", "hanbit", "--for", "le", "--due", "+3d").told
    )
