"""What a command line left out is asked for where a person sits; a script is told which option it needs."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from commands.typing_at import CTRL_C, CTRL_D, talk

POLICY = """\
language: en
timezone: Asia/Seoul
role_sets: {it: {cfo: {label: {ko: 재무, en: Finance}}}}
team: {kim-mj: {name: 김민지, emails: [mj.kim@us.example]}}
reasons: {price: {label: {en: Price}}, trust: {label: {en: Trust}}}
"""
HANBIT = """\
name: 한빛전자㈜ # the name
contacts:
  park-jh: {name: 박재형}
  lee-dh: {name: 이동현}
  seo-ym: {name: 서영민, left: 2025-07-01}
deals:
  pt2: {name: 증설, stages: {2025-05-10: prospecting}}
log:
  - {date: 2025-01-20, type: call}
"""


@pytest.fixture
def book(crm):
    crm.write({"hanbit": HANBIT, "daehan": "name: Daehan Steel\n"}, POLICY)
    return crm


def file(book, name="hanbit"):
    return (book.book / "accounts" / f"{name}.yaml").read_text(encoding="utf-8")


def test_log_asks_for_everything_one_after_the_other(book):
    ran = talk(
        book,
        "log",
        "--date",
        "2025-08-04",
        answers=[
            ("Which account?", "2"),
            ("What kind", "1"),
            ("With whom?", "2, park-jh"),
            ("What was it about?", "시험 결과 공유"),
            ("Was it about the deal", "n"),
        ],
    )
    assert (0, "한빛전자㈜: call with 이동현, 박재형 (2025-08-04): 시험 결과 공유\n") == (
        ran.status,
        ran.out,
    )
    assert (
        HANBIT
        + "  - {date: 2025-08-04, type: call, with: [lee-dh, park-jh], what: 시험 결과 공유}\n"
        == file(book)
    )


def test_choices_stand_above_the_question_with_what_people_call_them_and_without_who_has_left(book):
    ran = talk(
        book,
        "log",
        "--date",
        "2025-08-04",
        answers=[
            ("Which account?", "hanbit"),
            ("What kind", "email"),
            ("With whom?", ""),
            ("What was it about?", ""),
            ("Was it about the deal", "n"),
        ],
    )
    lines = ran.screen.splitlines()
    assert ["  1  daehan  Daehan Steel", "  2  hanbit  한빛전자㈜"] == lines[:2]
    assert {"  2  email  e-mail", "  1  park-jh  박재형", "  2  lee-dh  이동현"} <= set(lines)
    assert "서영민" not in ran.screen
    assert file(book).endswith("  - {date: 2025-08-04, type: email}\n")


def test_questions_are_asked_in_the_books_language(book):
    (book.book / "crm.yaml").write_text(
        POLICY.replace("language: en", "language: ko"), encoding="utf-8"
    )
    ran = talk(
        book,
        "log",
        "hanbit",
        "--date",
        "2025-08-04",
        answers=[
            ("어떤 접촉입니까?", "전화기"),
            ("어떤 접촉입니까?", "통화"),
            ("누구와 함께했습니까?", "ㅇㄷㅎ"),
            ("어떤 일이었습니까?", "안부 😀"),
            ("안건 pt2 (증설)에 관한 것입니까?", "아니요"),
        ],
    )
    assert (0, True) == (ran.status, "  1  통화  call" in ran.screen)
    assert file(book).endswith("  - {date: 2025-08-04, type: call, with: lee-dh, what: 안부 😀}\n")


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_korean_is_read_and_shown_also_where_the_locale_knows_none(book, locale):
    ran = talk(
        book,
        "log",
        "hanbit",
        "--type",
        "call",
        "--date",
        "2025-08-04",
        answers=[
            ("With whom?", "이동현"),
            ("What was it about?", "시험 결과"),
            ("Was it about the deal", "n"),
        ],
        env={"LANG": None, "LC_ALL": locale},
    )
    assert (0, True) == (
        ran.status,
        file(book).endswith("  - {date: 2025-08-04, type: call, with: lee-dh, what: 시험 결과}\n"),
    )


def test_an_answer_that_cannot_be_is_told_and_asked_for_again(book):
    ran = talk(
        book,
        "deal",
        "lose",
        "hanbit",
        "--date",
        "2025-08-04",
        answers=[
            ("Which deal?", "nothing"),
            ("no deal here is called `nothing`", ""),
            ("Which deal?", "1"),
            ("Why was it not won?", "9"),
            ("Why was it not won?", "pri"),
        ],
    )
    assert (0, True) == (
        ran.status,
        "outcome: {result: lost, date: 2025-08-04, reason: price}" in file(book),
    )


def test_a_step_to_the_signature_is_asked_for_with_those_that_are_left(book):
    assert (
        0
        == talk(
            book, "deal", "step", "hanbit", "pt2", answers=[("What has to happen", "법무 검토")]
        ).status
    )
    assert 0 == book("deal", "step", "hanbit", "pt2", "sign").status
    ran = talk(
        book,
        "deal",
        "step",
        "hanbit",
        "pt2",
        "--done",
        "2025-08-04",
        answers=[("Which step is done?", "1")],
    )
    assert (0, True, True) == (
        ran.status,
        "  2  sign" in ran.screen,
        "steps: {법무-검토: 2025-08-04, sign: null}" in file(book),
    )


def test_how_likely_is_asked_for_until_it_is_a_percentage(book):
    ran = talk(
        book,
        "deal",
        "probability",
        "hanbit",
        "pt2",
        "--date",
        "2025-08-04",
        answers=[("How likely", "very"), ("How likely", "80%")],
    )
    assert (0, True) == (ran.status, "probability: {value: 80, date: 2025-08-04}" in file(book))


def test_what_must_be_said_is_asked_for_until_it_is(book):
    ran = talk(
        book,
        "deal",
        "next",
        "hanbit",
        "pt2",
        answers=[
            ("When and what?", ""),
            ("When and what?", "call back"),
            ("begins with no day", "2025-08-11 call back"),
        ],
    )
    assert (0, True) == (ran.status, "next: {date: 2025-08-11, what: call back}" in file(book))


def test_nothing_is_asked_that_was_said(book):
    ran = talk(
        book,
        "log",
        "hanbit",
        "시험",
        "--type",
        "call",
        "--with",
        "park-jh",
        "--deal",
        "pt2",
        "--date",
        "2025-08-04",
        answers=[],
    )
    assert (0, "") == (ran.status, ran.screen)


def test_the_only_open_deal_is_asked_for_and_enter_says_yes(book):
    words = ("log", "hanbit", "시험", "--type", "call", "--with", "park-jh", "--date", "2025-08-04")
    ran = talk(book, *words, answers=[("Was it about the deal pt2 (증설)? [Y/n]", "")])
    assert (0, True) == (ran.status, "with: park-jh, deal: pt2, what: 시험" in file(book))


def test_the_very_same_entry_once_more_is_asked_about(book):
    words = (
        "log",
        "hanbit",
        "시험",
        "--type",
        "call",
        "--with",
        "park-jh",
        "--deal",
        "pt2",
        "--date",
        "2025-08-04",
    )
    assert (0, 0) == (
        talk(book, *words, answers=[]).status,
        talk(book, *words, answers=[("Once more? [y/N]", "y")]).status,
    )
    assert 2 == file(book).count("what: 시험")
    assert 4 == talk(book, *words, answers=[("Once more? [y/N]", "")]).status


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize(
    "asked",
    [["Which account?"], ["Which account?", "What kind"]],
    ids=["at the first question", "at the second"],
)
def test_whoever_breaks_off_leaves_everything_as_it_was(book, key, asked):
    before = {
        path.name: path.read_bytes() for path in sorted(book.book.rglob("*")) if path.is_file()
    }
    ran = talk(
        book, "log", answers=[*((question, "1") for question in asked[:-1]), (asked[-1], key)]
    )
    assert (130, "") == (ran.status, ran.out)
    # the key, and an end of the line: what the shell says next begins one
    assert ran.screen.endswith("? \n\n")
    assert before == {
        path.name: path.read_bytes() for path in sorted(book.book.rglob("*")) if path.is_file()
    }
    assert "Traceback" not in ran.screen


def test_record_text_in_choices_cannot_move_the_cursor(book):
    book.write({"hanbit": "name: A\u202eB\ncontacts: {x: {name: C\u202eD}}\n"})
    ran = talk(
        book,
        "log",
        answers=[("Which account?", "hanbit"), ("What kind", "call"), ("With whom?", CTRL_C)],
    )
    assert (False, 2) == ("\u202e" in ran.screen, ran.screen.count("\\u202e"))


def test_many_accounts_are_listed_in_part_and_found_by_a_part_of_their_name(crm):
    crm.write({f"a{number:02}": f"name: Account {number:02}\n" for number in range(30)}, POLICY)
    ran = talk(
        crm,
        "log",
        "--type",
        "call",
        "--date",
        "2025-08-04",
        answers=[
            ("and 10 more", ""),
            ("Which account?", "account 29"),
            ("What was it about?", "x"),
        ],
    )
    assert (0, True, False) == (
        ran.status,
        " 20  a19  Account 19" in ran.screen,
        "a20" in ran.screen.partition("Which")[0],
    )
    assert "what: x" in file(crm, "a29")


def test_what_was_meant_may_be_gone_when_the_answer_comes(book):
    gone = HANBIT.replace(
        "  pt2: {name: 증설, stages: {2025-05-10: prospecting}}\n", "  other: {name: 다른}\n"
    )
    path = book.book / "accounts" / "hanbit.yaml"
    ran = talk(
        book,
        "deal",
        "next",
        "hanbit",
        "pt2",
        answers=[
            ("When and what?", lambda: path.write_text(gone, encoding="utf-8")),
            ("", "2025-08-11 call back"),
        ],
    )
    assert (4, gone, True) == (
        ran.status,
        file(book),
        "was changed by somebody else meanwhile" in ran.screen,
    ), ran.screen


# In a script


NEEDED = [
    (["log"], "ACCOUNT is missing", "Example: `crm log "),
    (
        ["log", "hanbit"],
        "--type is missing",
        "one of: call, email, message, meeting, visit, review, check_in, service, demo, event, info",
    ),
    (["contact", "add", "hanbit"], "NAME is missing", "Example: `crm contact add "),
    (["contact", "left", "hanbit"], "CONTACT is missing", "one of: park-jh, lee-dh"),
    (["contact", "move", "hanbit", "park-jh"], "--to is missing", "Example: `crm contact move "),
    (["role", "hanbit"], "ROLE is missing", "one of: cfo"),
    (["role", "hanbit", "cfo"], "nothing to change was named", "say who with --contact"),
    (["contact", "edit", "hanbit", "park-jh"], "nothing to change was named", "--help lists them"),
    (["stance", "hanbit", "park-jh"], "VALUE is missing", "one of: friendly, neutral, negative"),
    (["plan", "add", "hanbit"], "--for is missing", "one of: cfo, park-jh, lee-dh"),
    (["plan", "add", "hanbit", "--for", "cfo"], "--due is missing", "Example: `crm plan add "),
    (["plan", "done", "hanbit"], "PLAN is missing", "Example: `crm plan done "),
    (["deal", "new", "hanbit"], "NAME is missing", "Example: `crm deal new "),
    (["deal", "stage", "hanbit"], "DEAL is missing", "one of: pt2"),
    (["deal", "stage", "hanbit", "pt2"], "STAGE is missing", "one of: prospecting, research"),
    (["deal", "next", "hanbit", "pt2"], "'DATE WHAT' is missing", "Example: `crm deal next "),
    (["deal", "amount", "hanbit", "pt2"], "AMOUNT is missing", "Example: `crm deal amount "),
    (["deal", "close", "hanbit", "pt2"], "DATE is missing", "Example: `crm deal close "),
    (["contract", "add", "hanbit"], "--start is missing", "Example: `crm contract add "),
    (["contract", "end", "hanbit"], "CONTRACT is missing", "Example: `crm contract end "),
    (["case", "open", "hanbit"], "WHAT is missing", "Example: `crm case open "),
    (["case", "close", "hanbit"], "CASE is missing", "Example: `crm case close "),
    (["survey", "hanbit"], "KIND is missing", "one of: nps, csat, trust"),
    (["survey", "hanbit", "nps"], "SCORE is missing", "Example: `crm survey "),
    (["asset", "add", "hanbit"], "PRODUCT is missing", "Example: `crm asset add "),
    (["asset", "edit", "hanbit", "--qty", "2"], "PRODUCT is missing", "Example: `crm asset edit "),
    (["deal", "step", "hanbit", "pt2"], "STEP is missing", "Example: `crm deal step "),
    (["deal", "step", "hanbit"], "DEAL is missing", "one of: pt2"),
    (
        ["deal", "probability", "hanbit", "pt2"],
        "PERCENT is missing",
        "Example: `crm deal probability ",
    ),
    (["deal", "verbal", "hanbit"], "DEAL is missing", "one of: pt2"),
    (["bant", "pt2", "need=met"], "which deal is not named", "crm bant ACCOUNT DEAL"),
    (["bant", "hanbit", "pt2"], "says nothing about any criterion", "crm bant ACCOUNT DEAL"),
    (["new"], "NAME is missing", "Example: `crm new "),
    (["rename", "hanbit"], "NEW-ID is missing", "Example: `crm rename "),
    (["edit", "hanbit"], "an editor needs a terminal", "in a script use crm log"),
]


@pytest.mark.parametrize(
    ("words", "told", "hint"),
    NEEDED,
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_script_is_told_what_is_missing_and_what_it_may_be(forks, book, words, told, hint):
    ran = forks(book, *words)
    assert (2, b"") == (ran.status, ran.out), ran.told
    assert (True, True) == (told in ran.told, hint in ran.told), ran.told
    assert HANBIT == file(book)


def test_a_shut_gate_tells_what_is_missing_and_asks_whether_to_go_on_and_why(book):
    ran = talk(
        book,
        "deal",
        "stage",
        "hanbit",
        "pt2",
        "closing",
        "--date",
        "2025-08-04",
        answers=[
            ("Go on all the same", "y"),
            ("Why all the same?", ""),
            ("Why all the same?", "signed abroad"),
        ],
    )
    assert "its source is not known: crm deal edit hanbit pt2 --source SOURCE" in ran.screen
    assert (0, True) == (
        ran.status,
        "2025-08-04: {value: closing, why: signed abroad}" in file(book),
    )


def test_a_shut_gate_stays_shut_for_who_does_not_want_to_go_on(book):
    ran = talk(
        book,
        "deal",
        "new",
        "hanbit",
        "Plant",
        "--stage",
        "closing",
        answers=[("Go on all the same", "n")],
    )
    assert (4, HANBIT, True) == (ran.status, file(book), "nothing is changed" in ran.screen)


def test_a_deal_with_steps_left_is_won_when_asked_and_told_why(book):
    assert 0 == book("deal", "step", "hanbit", "pt2", "legal").status
    ran = talk(
        book,
        "deal",
        "win",
        "hanbit",
        "pt2",
        answers=[("closing step `legal` is not done", "y"), ("Why all the same?", "signed")],
    )
    assert (0, True) == (ran.status, "note: signed" in file(book))


def test_a_reason_that_says_nothing_without_a_note_asks_for_one(book):
    (book.book / "crm.yaml").write_text(
        POLICY.replace("reasons: {", "reasons: {other: {note: true}, "), encoding="utf-8"
    )
    ran = talk(
        book,
        "deal",
        "lose",
        "hanbit",
        "pt2",
        answers=[
            ("Why was it not won?", "other"),
            ("What happened?", ""),
            ("What happened?", "merged"),
        ],
    )
    assert (0, True) == (ran.status, "reason: other, note: merged" in file(book))


def test_an_account_that_is_nobody_or_several_is_asked_for_again(book):
    book.write(
        {"hanbit": HANBIT, "daehan": "name: Daehan Steel\n", "daeil": "name: Daeil\n"}, POLICY
    )
    ran = talk(
        book,
        "log",
        "--type",
        "call",
        "--date",
        "2025-08-04",
        answers=[
            ("Which account?", ""),
            ("Which account?", "nobody"),
            ("Which account?", "dae"),
            ("Which account?", "hanbit"),
            ("With whom?", ""),
            ("about?", "x"),
            ("about the deal", "n"),
        ],
    )
    assert (0, True) == (ran.status, "what: x" in file(book))


def test_where_somebody_went_is_asked_for_again_while_it_is_nowhere(book):
    ran = talk(
        book,
        "contact",
        "move",
        "hanbit",
        "lee-dh",
        answers=[("", "nowhere"), ("nowhere", "daehan")],
    )
    assert (0, True) == (ran.status, "lee-dh" in file(book, "daehan"))
