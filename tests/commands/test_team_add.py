"""One more of us in crm.yaml, where nothing else gives way."""

import json

import pytest

from commands.typing_at import talk
from crmcli.messages import Phrases

WHOLE = (
    "# ours\r\nlanguage: en   # for now\r\n\r\nteam:\r\n    # the first\r\n"
    "    ada: {name: 'Ada Ferris', emails: [ada@us.example]}   # lead\r\n\r\ncurrency: USD"
)


@pytest.fixture
def book(crm):
    crm.write({}, "")
    return crm


def policy(book) -> bytes:
    return (book.book / "crm.yaml").read_bytes()


def test_a_colleague_stands_below_the_others_and_every_other_byte_stays(book):
    (book.book / "crm.yaml").write_bytes(WHOLE.encode())
    ran = book(
        "team", "add", "ben", "Ben Orr", "--manager", "Ada", "--function", "customer_success"
    )
    assert (
        0,
        "crm.yaml: policy: team ben name Ben Orr, function customer success, manager Ada Ferris\n",
    ) == (
        ran.status,
        ran.text,
    )
    line = "    ben: {name: 'Ben Orr', function: customer_success, manager: ada}\r\n"
    lead = "# lead\r\n"
    assert WHOLE.replace(lead, lead + line).encode() == policy(book)
    assert 0 == book("lint").status


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "team:\n  ben: {name: Ben Orr}\n"),
        ("# team: later\n", "# team: later\nteam:\n  ben: {name: Ben Orr}\n"),
        ("team:\nlanguage: en\n", "team:\n  ben: {name: Ben Orr}\nlanguage: en\n"),
        ("team: {}\n", "team:\n  ben: {name: Ben Orr}\n"),
        ("team: {ada: Ada}\n", "team: {ada: Ada, ben: {name: Ben Orr}}\n"),
        ("defaults: {rep: owner}", "defaults: {rep: owner}\nteam:\n  ben: {name: Ben Orr}\n"),
    ],
)
def test_a_first_colleague_finds_a_section_wherever_there_is_none(book, before, after):
    (book.book / "crm.yaml").write_text(before)
    assert 0 == book("team", "add", "ben", "Ben Orr").status
    assert after.encode().rstrip(b"\n") == policy(book).rstrip(b"\n")


def test_a_dry_run_shows_the_lines_and_programs_get_the_place(book):
    ran = book("team", "add", "ben", "Ben Orr", "--dry-run", "--json")
    (change,) = json.loads(ran.text)["totals"]["changes"]
    assert b"" == policy(book)
    assert ("crm.yaml", "+  ben: {name: Ben Orr}") == (
        change["file"],
        change["diff"].splitlines()[-1],
    )
    assert "+team:" in book("team", "add", "ben", "Ben Orr", "-n").text
    (row,) = json.loads(book("team", "add", "ben", "Ben Orr", "--json").text)["rows"]
    assert ("crm.yaml", "policy", "policy: team ben name Ben Orr") == (
        row["file"],
        row["kind"],
        row["change"],
    )


def test_it_is_committed_alone_and_taken_back(book):
    book.git("init", "-q")
    book.git("config", "user.name", "Ada")
    book.git("config", "user.email", "ada@us.example")
    book.git("add", ".")
    book.git("commit", "-qm", "all")
    (book.book / "other.txt").write_text("mine")
    assert 0 == book("team", "add", "ben", "Ben Orr", "--commit").status
    assert ("crm.yaml: policy: team ben name Ben Orr", "crm.yaml") == (
        book.git("log", "-1", "--format=%s").strip(),
        book.git("show", "--format=", "--name-only").strip(),
    )
    assert 0 == book("undo").status
    assert b"" == policy(book)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ada", "A"], "crm: there is `ada` already\nhint: choose another id; "),
        (["ADA", "A"], "crm: there is `ADA` already\n"),
        (["ben", "B", "--email", "Ada@US.example"], "crm: Ada@US.example is the address of ada, "),
        (["ben", "B", "--manager", "ivo"], "crm: nobody of the team is called `ivo`\n"),
        (["b n", "B"], "crm: `b n` is not an id"),
        (["ben"], "crm: NAME is missing\n"),
        (
            ["ben", "B", "--function", "boss"],
            "crm: `boss` is not known to --function; one of: sales",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(book, words, told):
    (book.book / "crm.yaml").write_text("team: {ada: {name: Ada, emails: ada@us.example}}\n")
    before = policy(book)
    ran = book("team", "add", *words)
    assert (True, told) == (ran.status in (2, 4), ran.told[: len(told)])
    assert before == policy(book)


def test_a_manager_has_to_be_there_also_in_the_first_team(book):
    ran = book("team", "add", "ben", "Ben", "--manager", "ada")
    assert (4, "crm: nobody of the team is called `ada`") == (
        ran.status,
        ran.told.splitlines()[0],
    )


def test_a_crm_yaml_that_cannot_be_read_stays_as_it_is(book):
    (book.book / "crm.yaml").write_text("team: [a\n")
    assert 1 == book("team", "add", "ben", "Ben").status
    assert b"team: [a\n" == policy(book)


def test_the_question_stays_and_what_stands_before_the_verb_is_refused(book):
    assert 0 == book("team", "--by", "member").status
    ran = book("team", "--json", "add", "ben", "Ben")
    assert (2, True) == (
        ran.status,
        "say it after the command's name: crm team add --json" in ran.told,
    )
    ran = book("team", "ad", "ben", "Ben")
    assert (2, "hint: did you mean `crm team add`?") == (ran.status, ran.told.splitlines()[1])
    assert b"" == policy(book)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_at_a_terminal_what_is_missing_is_asked_for(book, language):
    say = Phrases(language)
    questions = [say(f"ask-{key}") for key in ("member-id", "name", "member-email")]
    said = ["ben", "Ben Orr", "ben@us.example"]
    answers = list(zip(questions, said, strict=True))
    ran = talk(book, "--lang", language, "team", "add", answers=answers)
    assert (0, "team:\n  ben: {name: Ben Orr, emails: ben@us.example}\n") == (
        ran.status,
        policy(book).decode(),
    )
    again = [(questions[0], "Ben"), (questions[0], "ivo"), (questions[1], "Ivo Lang")]
    again += [(questions[2], "BEN@us.example"), (questions[2], "")]
    assert 0 == talk(book, "--lang", language, "team", "add", answers=again).status
    assert policy(book).endswith(b"  ivo: {name: Ivo Lang}\n")
