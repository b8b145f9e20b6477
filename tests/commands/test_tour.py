"""`crm tour`: ten steps that really run, in a book of their own and nowhere else."""

import re
import shlex
import subprocess
from datetime import date

import pytest

from commands.typing_at import seen
from crmcli.commands.admin.tour_steps import STEPS, typed
from crmcli.domain.text.width import cells
from crmcli.messages import LANGUAGES, Phrases

# a leap day, the ends of a year, a Sunday, a Monday, Seollal
DAYS = ("2024-02-29", "2025-12-31", "2026-01-01", "2026-10-04", "2026-08-03", "2026-02-17")
WRONG = re.compile(r"^(crm|hint|도움말|Usage|Error|오류): ", re.MULTILINE)


COLOURS = re.compile(r"\x1b\[[0-9;]*m")
END = (
    "may be deleted:\n  there\nA book of your own:\n"
    '  crm init my-book\n  cd my-book\n  crm team add\n  crm new "First customer"\n'
)


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_both_languages_take_the_same_ten_steps():
    words = {
        language: [
            [[each for each in line.split() if each.islower()][0] for line in lines]
            for lines in STEPS[language]
        ]
        for language in LANGUAGES
    }
    assert words["en"] == words["ko"]
    assert [10, 10] == [len(STEPS[language]) for language in LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", [*DAYS, None])
def test_every_step_works_on_any_day(crm, tmp_path, language, day):
    asked = ("--as-of", day) if day else ()
    ran = crm("tour", "there", *asked, "--lang", language, cwd=tmp_path)
    assert (0, "") == (ran.status, ran.told)
    assert not WRONG.search(ran.text)
    parts = ran.text.split("\n> crm ")
    assert sum(map(len, STEPS[language])) == len(parts) - 1
    assert [] == [part for part in parts[1:] if len(part.splitlines()) < 2]
    # a role that a step speaks of is called as the book calls it, whose table stands in the first
    steps = re.split(r"^\d+/10 ", ran.text, flags=re.M)[1:]
    named = {
        each
        for step in steps
        for each in re.findall(r"\b[A-Z]{3,}\b|[가-힣 ]+(?=\(`[a-z-]+`\))", step.split("\n> ")[0])
    }
    assert named and all(f"\n{each} " in parts[1] for each in named)
    assert [f"{number}/10" for number in range(1, 11)] == re.findall(r"^\d+/10", ran.text, re.M)
    book = tmp_path / "there"
    done = crm("lint", *(asked or ("--as-of", "today")), cwd=book)
    assert 0 == done.status, done.text


def test_what_it_shows_is_what_the_commands_say_when_they_are_typed(crm, tmp_path):
    day = ("--as-of", "2026-08-01")
    shown = crm("tour", "there", *day, "--lang", "en", cwd=tmp_path).text
    made = crm("init", "typed", "--example", *day, "--lang", "en", cwd=tmp_path)
    assert 0 == made.status
    for line in (each for lines in STEPS["en"][:9] for each in lines):
        words = shlex.split(typed(line, date(2026, 8, 1)))
        by = ("--owner", "ada") if words[:2] == ["plan", "add"] else ()
        by = ("--by", "ada") if words[0] == "log" else by
        ran = crm(*words, *by, cwd=tmp_path / "typed")
        assert 0 == ran.status, ran.told
        if words[0] in {"coverage", "due", "pipeline", "bant", "losses", "cadence"}:
            assert ran.text in shown


def test_nothing_is_written_but_the_book(crm, tmp_path):
    outer = tmp_path / "outer"
    outer.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=outer, check=True)
    crm.write({"acme": "name: Acme\n"}, "language: en\n", book=outer)
    before = everything(tmp_path)
    ran = crm("tour", "there", cwd=outer, env={"CRM_BOOK": str(outer)})
    assert 0 == ran.status, ran.told
    after = everything(tmp_path)
    assert before == {
        path: text for path, text in after.items() if not path.startswith("outer/there/")
    }
    assert "outer/there/crm.yaml" in after


def test_without_a_folder_it_is_a_new_temporary_one(crm, tmp_path):
    folder = tmp_path / "tmp"
    folder.mkdir()
    for _ in range(2):
        ran = crm.started("tour", "--lang", "en", cwd=tmp_path, env={"TMPDIR": str(folder)})
        assert 0 == ran.status, ran.told
    made = list(folder.glob("crm-tour-*/book/crm.yaml"))
    assert 2 == len(made)
    assert 1 == len([each for each in made if f"\n  {each.parent}\n" in ran.text])


@pytest.mark.parametrize("name", ["file", "full"])
def test_a_folder_that_holds_something_is_refused_and_left_alone(crm, tmp_path, name):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    before = everything(tmp_path)
    ran = crm("tour", name, "--lang", "en", cwd=tmp_path)
    assert (4, b"", f"crm: {name} is there already, and not empty") == (
        ran.status,
        ran.out,
        ran.told.splitlines()[0],
    )
    assert before == everything(tmp_path)


def test_an_empty_folder_is_taken(crm, tmp_path):
    (tmp_path / "empty").mkdir()
    assert 0 == crm("tour", "empty", cwd=tmp_path).status
    assert (tmp_path / "empty" / "crm.yaml").exists()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-13-01", "`2026-13-01` is not a day"),
        ("2999-01-01", "2999-01-01 has not come yet; the tour writes down what happened"),
    ],
)
def test_what_is_no_day_of_the_past_is_told_and_nothing_is_made(crm, tmp_path, day, told):
    ran = crm("tour", "there", "--as-of", day, "--lang", "en", cwd=tmp_path)
    assert (2, f"crm: {told}") == (ran.status, ran.told.splitlines()[0])
    assert not (tmp_path / "there").exists()


GO, ASKED = "\n", "Enter runs it, q leaves: "


@pytest.mark.parametrize("leaves", ["q", "Q", "ㅂ"])
def test_at_a_terminal_enter_runs_a_step_and_q_leaves(crm, leaves):
    crm.book.mkdir()
    screen, status = seen(crm, "tour", "there", "--lang", "en", typed=f"{GO}{leaves}\n")
    assert 0 == status, screen
    assert [2, 1, 0] == [
        screen.count(each) for each in (ASKED, "Gaps: 9", "new contact Lena Brandt")
    ]
    assert "> crm contact add" in screen
    assert screen.endswith(END)


def test_at_a_terminal_of_eighty_columns_no_line_of_its_own_is_longer(crm):
    crm.book.mkdir()
    for language in LANGUAGES:
        screen, status = seen(crm, "tour", language, "--lang", language, typed=GO * 13)
        assert 0 == status, screen
        told = ("> crm", "Kestrel", "Brightwater", "마루", "새론")  # as long as what was typed
        text = COLOURS.sub("", screen).replace(
            f"{Phrases(language)('told-tour-go')} ", "\n"
        )  # the Enter
        own = [line for line in text.splitlines() if not line.startswith(told)]
        assert len(own) > 100
        assert [] == [line for line in own if cells(line) > 80]
        assert 13 == screen.count("> crm ")


@pytest.mark.parametrize("keys", [{"stopped_at": ASKED}, {"typed": "\x04"}])
def test_ctrl_c_and_ctrl_d_leave_and_say_where_the_book_is(crm, keys):
    crm.book.mkdir()
    screen, status = seen(crm, "tour", "there", "--lang", "en", **keys)
    assert 130 == status, screen
    assert "Traceback" not in screen
    assert screen.endswith(END)


def test_without_git_it_says_so_and_makes_nothing(crm, tmp_path):
    nowhere = tmp_path / "bin"
    nowhere.mkdir()
    ran = crm.started("tour", "there", "--lang", "en", cwd=tmp_path, env={"PATH": str(nowhere)})
    said, hint = ran.told.splitlines()
    assert (2, "crm: git is not installed, or not on the PATH") == (ran.status, said)
    assert hint.startswith("hint: install it")
    assert not (tmp_path / "there").exists()
