"""Rows put off at the command line: in the file, out of every list, taken back, renamed, merged, sent by a program."""

import json
import shutil

import pytest

POLICY = """\
language: en
timezone: UTC
role_sets: {none: {}}
default_role_set: none
cadences: {}
team: {ada: {name: Ada Moss, emails: [ada@us.example]}, ben: {name: Ben Orr}}
"""
ACME = """\
name: Acme
status: customer
owner: ada
contacts:
  lee: {name: Lee}
plans:
  intro: {for: lee, owner: ben, due: 2025-08-04, how: lunch}
deals:
  hall:
    stages: {2025-07-20: contacting}
    next: {date: 2025-08-01, what: offer}
cases:
  slow: {opened: 2025-08-01, what: Slow, contact: lee}
log:
  - {date: 2025-07-20, type: call, with: lee, next: {date: 2025-08-01, what: a sample, with: lee}}
"""
DAY = "2025-08-04"
NOTE = "Put off for now: 1; `crm due --resting` lists them."
REST = ("done", "acme/case/slow", "--rest", "14", "--why", "holidays", "--date", DAY)


@pytest.fixture
def book(shared):
    shutil.rmtree(shared.book, ignore_errors=True)
    shared.write({"acme": ACME}, POLICY)
    return shared


def rows(crm, *words, day=DAY):
    return crm("due", "--json", "--as-of", day, *words).json["rows"]


def test_a_row_is_away_until_its_day_wherever_the_agenda_is_shown(book):
    assert "Acme: case slow put off until 2025-08-18 (Ben Orr, 2025-08-04): holidays\n" == (
        book(*REST, "--by", "ben").text
    )
    for words in (("due",), ("show", "acme"), (), ("brief", "acme")):
        shown = book(*words, "--as-of", DAY).text
        assert NOTE in shown, words
        assert "open 3 days" not in shown or words[:1] == ("brief",)  # which has all open cases
    assert "slow" not in [row["subject"] for row in rows(book)]
    assert "Slow" not in book("export", "agenda", "--as-of", DAY).text
    (rest,) = rows(book, "--resting")
    assert ("slow", "ben", "holidays", "2025-08-18", 1) == (
        tuple(rest[key] for key in ("subject", "said_by", "reason", "back", "put_off"))
    )
    (back,) = [row for row in rows(book, day="2025-08-18") if row["subject"] == "slow"]
    assert (1, 17) == (back["put_off"], back["days_late"])
    assert back["why"].endswith("Slow (put off once)")
    assert NOTE not in book("due", "--as-of", "2025-08-18").text
    assert NOTE not in book("due", "--as-of", "2025-08-03").text


def test_how_many_rows_are_away_is_asked_like_any_figure(book):
    asked = ("query", "resting > 0", "--columns", "account,resting", "-o", "csv", "--as-of")
    assert "account,resting\n" == book(*asked, DAY).text
    book(*REST)
    found = [book(*asked, day).text.splitlines()[1:] for day in (DAY, "2025-08-18", "2025-08-03")]
    assert [["acme,1"], [], []] == found


def test_only_whose_rows_are_asked_for_are_counted(book):
    book(*REST)
    assert NOTE in book("due", "--owner", "ada", "--as-of", DAY).text
    assert NOTE not in book("due", "--owner", "ben", "--as-of", DAY).text
    assert [] == rows(book, "--resting", "--owner", "ben")


def test_said_twice_on_one_day_is_a_correction_and_zero_takes_it_back(book):
    book(*REST)
    book("done", "acme/case/slow", "--rest", "2025-08-08", "--why", "audit", "--date", DAY)
    assert 1 == (book.book / "accounts/acme.yaml").read_text("utf-8").count("kind: case")
    assert "Acme: case slow not put off any more (2025-08-05)\n" == (
        book("done", "acme/case/slow", "--rest", "0", "--date", "2025-08-05").text
    )
    assert "slow" in [row["subject"] for row in rows(book, day="2025-08-05")]


def test_a_row_that_rests_is_ticked_off_by_its_number_and_put_off_again(book):
    book(*REST)
    shown = book("due", "--resting", "-o", "plain", "--as-of", DAY)
    assert shown.text.splitlines()[1].startswith("1\t2025-08-18\t")
    assert 0 == book("done", "1", "Patched", "--date", DAY).status
    assert "resolution: Patched" in (book.book / "accounts/acme.yaml").read_text("utf-8")
    assert [] == rows(book, "--resting")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--rest", "14"), "--why is missing"),
        (("--rest", "2025-08-01", "--why", "x"), "2025-08-01 has passed"),
        (("--rest", "14", "--why", "x", "--next", "+7d"), "--rest"),
        (("--why", "x"), "--rest is missing"),
        (("--rest", "14", "--why", "x", "--by", "ada,ben"), "one person"),
        (("--rest", "never", "--why", "x"), "never"),
    ],
)
def test_what_cannot_be_put_off_is_told_and_nothing_is_written(book, words, told):
    ran = book("done", "acme/case/slow", *words, "--date", DAY)
    assert (2, ACME) == (ran.status, (book.book / "accounts/acme.yaml").read_text("utf-8"))
    assert told in next(line for line in ran.told.splitlines() if line.startswith("crm: "))


def test_a_row_that_was_done_meanwhile_is_not_put_off(book):
    book("case", "close", "acme", "slow", "Patched", "--date", DAY)
    ran = book(*REST)
    assert 4 == ran.status
    assert "does not ask for that any more" in ran.told


def test_a_program_puts_a_row_off_by_what_it_is_called(book):
    asked = {
        "requests": [
            {
                "operation": "done --rest",
                "account": "acme",
                "kind": "plan",
                "subject": "intro",
                "until": "2025-08-20",
                "why": "audit",
                "by": "Ben",
                "date": DAY,
            }
        ],
    }
    (book.home / "asked.json").write_text(json.dumps(asked), "utf-8")
    ran = book("apply", str(book.home / "asked.json"))
    assert 0 == ran.status, ran.told
    (rest,) = rows(book, "--resting")
    assert ("intro", "ben", DAY) == (rest["subject"], rest["said_by"], rest["said_on"])


def test_what_names_a_person_follows_when_the_person_is_forgotten(book):
    assert (
        0
        == book(
            "done", "acme/next/lee", "--rest", "9", "--why", "Lee is away", "--date", DAY
        ).status
    )
    assert 0 == book("contact", "left", "acme", "lee", "--date", "2025-08-02").status
    assert 0 == book("forget", "acme", "lee").status
    text = (book.book / "accounts/acme.yaml").read_text("utf-8")
    assert "Lee" not in text
    assert "subject: lee" not in text
    assert "rest-nowhere" not in book("lint", "--format", "json").text


def test_the_change_is_committed_undone_and_told_of(book):
    book.git("init")
    book.git("add", ".")
    book.git("commit", "-m", "book")
    env = {"GIT_CONFIG_GLOBAL": str(book.home / "config")}
    (book.home / "config").write_text("[user]\nname = Ada\nemail = ada@us.example\n", "utf-8")
    assert 0 == book(*REST, "--commit", env=env).status
    assert "case slow put off until 2025-08-18 (Ada Moss, 2025-08-04): holidays" in (
        book("history", "acme", env=env).text.replace("\n", " ").replace("  ", " ")
        or book.git("log", "-1", "--format=%B")
    ) + book.git("log", "-1", "--format=%B")
    assert 0 == book("undo", env=env).status
    assert [] == rows(book, "--resting")


def test_what_two_people_put_off_is_all_there_after_a_merge_and_a_renamed_deal_keeps_its_rest(book):
    hall = ("done", "acme/next/hall", "--rest", "9", "--why", "audit", "--date", DAY)
    path = book.book / "accounts/acme.yaml"
    sides = {"base": ACME}
    for side, words in (("ours", REST), ("theirs", hall)):
        path.write_text(ACME, "utf-8")
        assert 0 == book(*words).status
        sides[side] = path.read_text("utf-8")
    sides["ours"] = sides["ours"].replace("  hall:\n", "  main-hall:\n")
    for side, text in sides.items():
        (book.home / side).write_text(text, "utf-8")
    ran = book("merge-file", *(str(book.home / side) for side in sides))
    assert 0 == ran.status, ran.told
    path.write_text((book.home / "ours").read_text("utf-8"), "utf-8")
    assert ["main-hall", "slow"] == sorted(row["subject"] for row in rows(book, "--resting"))
