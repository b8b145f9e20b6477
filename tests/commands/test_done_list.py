"""`crm done` at a terminal: the list with keys, over a terminal of its own."""

import os
import shutil
import signal
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from commands.sitting_at import sitting
from commands.typing_at import talk

from crmcli.messages import Phrases

POLICY = """\
language: ko
timezone: Asia/Seoul
role_sets: {none: {}}
default_role_set: none
cadences: {}
team: {kim-mj: {name: 김민지, emails: [mj.kim@us.example]}}
"""
HANBIT = """\
name: 한빛전자㈜
status: customer
owner: kim-mj
contacts:
  lee-dh: {name: 이동훈}
deals:
  pt2:
    stages: contacting
    next: {date: 2025-11-28, what: 견적서 보내기, with: lee-dh, channel: email}
cases:
  slow: {opened: 2025-11-25, what: 야간 배치가 느림, contact: lee-dh}
"""
DAEHAN = """\
name: 대한물산
status: prospect
owner: kim-mj
deals:
  first:
    stages: contacting
    next: {date: 2025-12-01, what: 첫 방문}
"""
PLANS = """\
name: 한빛전자㈜
status: customer
owner: kim-mj
contacts:
  lee-dh: {name: 이동훈}
plans: {meet: {for: lee-dh, owner: kim-mj, due: 2025-11-20, how: 점심}}
"""
KEYS = "x 처리  r 미루기"
TYPE, WITH, OUTCOME, WHAT, NEXT, UNTIL, WHY, COMMIT = map(
    Phrases("ko"),
    (
        "ask-type",
        "ask-with",
        "ask-outcome",
        "ask-what",
        "ask-next-or-none",
        "ask-rest-until",
        "ask-rest-why",
        "ask-board-commit",
    ),
)
CTRL_C, ESC, UP, DOWN, BACK = "\x03", "\x1b", "\x1b[A", "\x1b[B", "\x7f"


@pytest.fixture
def book(shared):
    shutil.rmtree(shared.book, ignore_errors=True)
    shared.write({"hanbit": HANBIT, "daehan": DAEHAN}, POLICY)
    config = shared.home / "git-config"
    config.write_text("[user]\n\tname = M\n\temail = mj.kim@us.example\n", encoding="utf-8")
    shared.env["GIT_CONFIG_GLOBAL"] = str(config)
    return shared


def asked(question: str, filled: str) -> str:
    """A question on the screen, with the answer that stands there already."""
    return f"{question}{'' if question.endswith('?') else ':'} {filled}"


def file(book, name="hanbit"):
    return (book.book / "accounts" / f"{name}.yaml").read_text(encoding="utf-8")


def test_a_row_is_ticked_off_question_by_question_with_hangul_that_is_corrected(book):
    with sitting(book, "done") as at:
        before = at.before
        assert "> " in at.until(KEYS)
        assert "할 일 3건" in at.screen.lines[0]
        at.press("x")
        at.until(asked(TYPE, "email"))
        at.press("\r")
        at.until(asked(WITH, "lee-dh"))
        at.press("\r")
        at.until(asked(OUTCOME, "sent"))
        at.press("\r")
        at.until(asked(WHAT, "견적서 보내기"))
        at.press(" 글")
        at.until("견적서 보내기 글")
        at.press(BACK * 2)
        at.press(" 완료".encode()[:3])  # a syllable that comes in two pieces
        at.press(" 완료".encode()[3:])
        at.until("견적서 보내기 완료")
        at.press("\r")
        at.until(NEXT)
        at.press("2036-01-05 전화하기\r")
        at.until(KEYS)
        assert "약속 지킴" in at.until("한빛전자㈜: pt2")
        assert "할 일 2건" in at.screen.lines[0]
        assert 80 >= at.screen.most
        assert 24 >= len(at.screen.lines)
        at.press("q")
        assert 0 == at.ended()
        assert (before, False, True) == (at.modes(), at.screen.is_apart, at.screen.has_cursor)
        assert "한빛전자㈜: pt2" in at.screen.text
    text = file(book)
    assert "what: 견적서 보내기 완료" in text
    assert "next: {date: 2036-01-05, what: 전화하기" in text


@pytest.mark.parametrize(
    "whose", [("--mine",), ("--owner", "김민지"), ("--owner", "mj.kim@us.example")]
)
def test_the_list_has_the_rows_of_whom_is_asked_for(book, whose):
    (book.book / "accounts" / "daehan.yaml").write_text(
        DAEHAN.replace("kim-mj", "lee-js"), encoding="utf-8"
    )
    policy = book.book / "crm.yaml"
    policy.write_text(
        POLICY.replace("example]}}", "example]}, lee-js: {name: 이준서}}"), encoding="utf-8"
    )
    with sitting(book, "done", *whose) as at:
        assert "할 일 2건" in at.until(KEYS)
        at.press("/대한")
        at.until("할 일 2건 중 0건")
        at.press(CTRL_C)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--owner", "nobody"), 4, "`nobody`"),
        (("--mine", "3"), 2, "--mine"),
        (("--owner", "kim-mj", "--type", "call"), 2, "--owner"),
        (("--owner", "kim-mj", "--mine", "hanbit/case/slow", "닫음"), 2, "--mine"),
    ],
)
def test_whose_rows_is_asked_of_the_list_alone(book, words, status, told):
    ran = book("done", *words)
    assert (status, True) == (ran.status, told in ran.told)


def test_what_does_not_go_together_is_named_in_korean(book):
    ran = book("done", "3", "--mine", "--lang", "ko")
    assert "crm: --mine과 행은 함께 쓸 수 없습니다" == ran.told.strip().splitlines()[0]


def test_deleting_a_syllable_deletes_both_of_its_cells(book):
    with sitting(book, "done") as at:
        at.until(KEYS)
        at.press("/한빛줄")
        at.until("할 일 3건 중 0건")
        at.press(BACK)
        at.until("할 일 3건 중 2건")
        at.until_line(-2, "찾는 말: 한빛")
        at.press("\r" + ESC)
        at.until("할 일 3건")
        at.press(CTRL_C)
        assert 130 == at.ended()


@pytest.mark.parametrize("size", [(24, 80), (50, 140), (8, 40)])
def test_the_list_fits_the_window_and_another_size(book, size):
    with sitting(book, "done", lines=size[0], columns=size[1]) as at:
        at.until("> ")
        at.until("x 처리")
        assert (size[1] >= at.screen.most, size[0] >= len(at.screen.lines)) == (True, True)
        at.resize(12, 60)
        at.screen.most = 0
        at.until("─" * 60)
        at.press("j")
        at.until("> ")
        at.press("?")
        at.until("k, j")
        assert (True, True) == (60 >= at.screen.most, 12 >= len(at.screen.lines))
        at.press("qq")
        assert 0 == at.ended()


def test_a_row_is_put_off_and_that_is_taken_back(book):
    with sitting(book, "done") as at:
        at.until(KEYS)
        at.press("ㄱ")  # r, with the keyboard switched to Hangul
        at.until(UNTIL)
        at.press("14\r")
        at.until(WHY)
        at.press("감사 기간\r")
        at.until("미뤄 둔 항목 1건")
        assert "why: 감사 기간" in file(book)
        assert "by: kim-mj" in file(book)
        at.press("u")
        at.until("되돌렸습니다")
        assert HANBIT == file(book)
        at.press("u")
        at.until("아직 없습니다")
        at.press("q")
        assert 0 == at.ended()


@pytest.mark.parametrize("when", ["list", "question", "open", "filter", "help"])
def test_ctrl_c_leaves_the_terminal_as_it_was_and_nothing_half_written(book, when):
    keys, wait = {
        "list": ("", KEYS),
        "question": ("x", TYPE),
        "open": ("o", "아무 키나"),
        "filter": ("/한", "찾는 말: 한"),
        "help": ("?", "Page Up"),
    }[when]
    with sitting(book, "done") as at:
        before = at.before
        at.until(KEYS)
        at.press(keys)
        at.until(wait)
        at.press(CTRL_C)
        assert 130 == at.ended()
        assert (before, False, True) == (at.modes(), at.screen.is_apart, at.screen.has_cursor)
    assert (HANBIT, DAEHAN) == (file(book), file(book, "daehan"))


def test_a_run_that_is_ended_from_outside_gives_the_terminal_back(book):
    with sitting(book, "done") as at:
        before = at.before
        at.until(KEYS)
        assert before != at.modes()
        os.kill(getattr(at.run, "number", 0) or at.run.pid, signal.SIGTERM)
        assert 128 + signal.SIGTERM == at.ended()
        assert (before, False, True) == (at.modes(), at.screen.is_apart, at.screen.has_cursor)


def test_escape_goes_back_to_the_list_with_nothing_written(book):
    with sitting(book, "done") as at:
        at.until(KEYS)
        at.press("x")
        at.until(TYPE)
        at.press(ESC)
        at.until("아무것도 적지 않았습니다")
        at.press("q")
        assert 0 == at.ended()
    assert HANBIT == file(book)


def test_what_somebody_else_did_meanwhile_is_told_and_the_list_is_read_anew(book):
    with sitting(book, "done") as at:
        at.until("3건")
        book.write({"hanbit": HANBIT.replace("2025-11-28", "2036-11-28")})
        at.press("x")
        at.until("이미 처리되었거나 바뀐 할 일입니다")
        at.until("할 일 2건")
        at.press("q")
        assert 0 == at.ended()
    assert "log" not in file(book)


def test_the_first_letter_or_number_takes_the_place_of_a_choice_that_stands_there(book):
    """The list above has numbers: `4` must not become `email4`. A text goes on from where it stands."""
    with sitting(book, "done") as at:
        at.until(KEYS)
        at.press("x")
        at.until(f"{TYPE} email")
        at.press("4\r")
        at.until(f"{WITH}: lee-dh")
        at.press(", 이동훈\x7f\x7f\x7f\x7f\x7f\r")  # what is no letter goes on from there
        at.until(f"{OUTCOME} held")
        at.press("cancelled\r")
        at.until(WHAT)
        at.press("하나\r")
        at.until(NEXT)
        at.press("\x1b")
        at.until(KEYS)
        at.press("q")
        assert 0 == at.ended()
    assert "log" not in file(book)


def test_what_stands_there_stands_there_again_after_an_answer_that_is_none(book):
    with sitting(book, "done") as at:
        at.until(KEYS)
        at.press("x")
        at.until(f"{TYPE} email")
        at.press("결과를 설명함\r")
        at.until("위에 없습니다")
        at.until(f"{TYPE} email")
        at.press("\r")
        at.until(f"{WITH}: lee-dh")
        at.press("\x1b")
        at.until(KEYS)
        at.press("q")
        assert 0 == at.ended()
    assert "log" not in file(book)


def test_a_change_made_while_a_question_is_open_stays_beside_the_entry(book):
    with sitting(book, "done") as at:
        at.until(KEYS)
        at.press("w")
        at.until(TYPE)
        at.press("call\r")
        at.until(WITH)
        book.write({"hanbit": HANBIT + "note: 다른 사람이 적음\n"})
        at.press("\r")
        at.until(WHAT)
        at.press("안부\r")
        at.until("Enter는 예]")
        at.press("n\r")
        at.until(NEXT)
        at.press("\r")
        at.until("통화")
        at.until(KEYS)
        at.press("q")
        assert 0 == at.ended()
    text = file(book)
    assert "note: 다른 사람이 적음" in text
    assert "what: 안부" in text


def test_all_of_it_is_one_commit(book):
    book.git("init")
    book.git("add", ".")
    book.git("commit", "-m", "book")
    with sitting(book, "done", "--commit") as at:
        at.until(KEYS)
        at.press("j")
        at.press("r")
        at.until(UNTIL)
        at.press("7\r")
        at.until(WHY)
        at.press("휴가\r")
        at.until("미뤄 둔 항목 1건")
        at.press("k")
        at.press("r")
        at.until(UNTIL)
        at.press("8\r")
        at.until(WHY)
        at.press("감사\r")
        at.until("미뤄 둔 항목 2건")
        at.press("q")
        assert 0 == at.ended()
        assert "커밋했습니다" in at.screen.text
    assert "2\n" == book.git("rev-list", "--count", "HEAD")
    assert "" == book.git("status", "--porcelain")
    assert book.git("log", "-1", "--format=%B").count("미룸") >= 2


def put_off(at):
    """The row at the cursor is put off for a week."""
    at.until(KEYS)
    at.press("r")
    at.until(UNTIL)
    at.press("7\r")
    at.until(WHY)
    at.press("휴가\r")
    at.until("미뤄 둔 항목 1건")


def test_in_a_repository_it_is_asked_at_the_end(book):
    book.git("init")
    book.git("add", ".")
    book.git("commit", "-m", "book")
    with sitting(book, "done") as at:
        put_off(at)
        at.press("q")
        at.until(COMMIT)
        at.press("n\n")
        assert 0 == at.ended()
    assert "1\n" == book.git("rev-list", "--count", "HEAD")


def test_a_book_that_commits_by_itself_is_not_asked(book):
    book.write({"hanbit": HANBIT}, f"{POLICY}commit: {{when: auto}}\n")
    book.git("init")
    book.git("add", ".")
    book.git("commit", "-m", "book")
    with sitting(book, "done") as at:
        put_off(at)
        at.press("q")
        assert 0 == at.ended()
        assert COMMIT not in at.screen.text
        assert "커밋했습니다" in at.screen.text
    assert "2\n" == book.git("rev-list", "--count", "HEAD")
    assert "" == book.git("status", "--porcelain")


def test_of_what_need_not_be_told_only_words_are_asked_and_may_be_left_out(book):
    book.write({"hanbit": PLANS, "daehan": "name: 대한물산\n"})
    with sitting(book, "done") as at:
        at.until(KEYS)
        at.press("x")
        at.until(WHAT)
        at.press("점심을 먹음\r")
        at.until("할 일이 없습니다")
        at.press("u")
        at.until("되돌렸습니다")
        at.press("x")
        at.until(WHAT)
        at.press("\r")
        at.until("할 일이 없습니다")
        at.press("q")
        assert 0 == at.ended()
    assert "how: 점심, done: 20" in file(book)


def test_files_that_cannot_be_read_are_told_below_the_list(book):
    book.write({"hanbit": HANBIT, "broken": "name: [x\n", "other": "name: [y\n"})
    with sitting(book, "done") as at:
        at.until("읽을 수 없는 파일 2개")
        at.until(KEYS)
        at.press("o")
        at.until("아무 키나")
        at.press("j")
        at.until(KEYS)
        at.press("q")
        assert 0 == at.ended()


def test_the_editor_has_the_terminal_and_what_it_left_can_be_taken_back(book):
    editor = book.home / "editor"
    editor.write_text("#!/bin/sh\necho 'note: 편집기' >> \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    with sitting(book, "done", env={"VISUAL": str(editor)}) as at:
        at.until(KEYS)
        at.press("e")
        at.until("편집기")
        at.until(KEYS)
        assert "note: 편집기" in file(book)
        at.press("u")
        at.until("되돌렸습니다")
        at.press("q")
        assert 0 == at.ended()
    assert HANBIT == file(book)


def test_what_the_editor_left_is_told_with_what_to_know_of_it(book):
    policy = POLICY.replace("role_sets: {none: {}}", "role_sets: {none: {cfo: {}}}")
    policy += "stages: {contacting: {}, presenting: {min_coverage: 70}}\n"
    book.write({"hanbit": HANBIT}, policy)
    editor = book.home / "editor"
    editor.write_text(
        "#!/bin/sh\nsed -i 's/stages: contacting/stages: presenting/' \"$1\"\n", encoding="utf-8"
    )
    editor.chmod(0o755)
    with sitting(book, "done", env={"VISUAL": str(editor)}, columns=200) as at:
        at.until(KEYS)
        at.press("/견적\r")
        at.press("e")
        at.until("pt2: contacting -> presenting")
        at.until("crm role hanbit cfo")
        at.press("q")
        assert 0 == at.ended()


def test_a_terminal_that_cannot_draw_asks_for_a_number(book):
    book("due")
    ran = talk(
        book,
        "done",
        env={"TERM": "dumb"},
        answers=[("번호로 고릅니다", lambda: None), ("  1  hanbit", "\x04")],
    )
    assert "1049" not in ran.screen
    assert HANBIT == file(book)
