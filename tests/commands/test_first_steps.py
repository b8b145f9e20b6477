"""A book that has hardly begun says what to do next, beside every answer for people and in no other form."""

import re
import subprocess

import pytest

from commands.test_help import COMMANDS
from commands.typing_at import seen
from crmcli.domain.text.width import cells
from crmcli.messages import LANGUAGES, Phrases

FIRST = ("team", "account", "import")
WITH_TEAM = ("account", "import", "tour")
TEAM = "currency: EUR\nteam: {ada: Ada}\n"
OPEN = ("contact", "deal", "log")
ASKED = ("list", "due", "coverage", "pipeline", "stance", "review", "losses", "history")


def steps(language, keys, *values):
    return [Phrases(language)(f"told-first-{key}", *values) for key in keys]


def begun(crm, account=None, policy="currency: EUR\n"):
    crm.write({"acme": account} if account else {}, policy)
    (crm.book / "accounts").mkdir(exist_ok=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_outside_of_a_book_three_lines_say_how_to_get_into_one(crm, language):
    crm.home.joinpath("empty").mkdir()
    ran = crm("--lang", language, cwd=crm.home / "empty")
    expected = [Phrases(language)(f"told-start-{key}") for key in ("try", "new", "help")]
    assert (0, expected, b"") == (ran.status, ran.text.splitlines(), ran.err)
    assert [] == [line for line in expected if cells(line) > 80]
    for each in ("init", "team add", "new"):
        assert f"`crm {each}" in expected[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("policy", "keys"), [("currency: EUR\n", FIRST), (TEAM, WITH_TEAM)])
def test_an_empty_book_says_three_things_and_who_we_are_comes_first(crm, language, policy, keys):
    begun(crm, policy=policy)
    told = crm("--lang", language).told.splitlines()
    assert steps(language, keys) == told
    assert [] == [line for line in told if cells(line) > 80]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("policy", "keys"), [("", ("team", *OPEN[:2])), (TEAM, OPEN)])
def test_a_book_with_one_account_says_three_things(crm, language, policy, keys):
    begun(crm, "name: Acme\n", policy)
    screen, _ = seen(crm, "--lang", language)
    told = [line.rstrip() for line in screen.splitlines() if "crm " in line]
    assert steps(language, keys, "acme") == told[-3:]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["", *ASKED])
def test_without_accounts_every_answer_says_how_to_get_one(crm, command, language):
    begun(crm)
    if command == "history":
        for words in (("init", "-q"), ("add", "-A")):
            subprocess.run(["git", *words], cwd=crm.book, check=True)
    before = ("--lang", language)
    ran = crm(*before, *command.split(), cwd=crm.book)
    assert steps(language, FIRST) == ran.told.splitlines()[-3:], ran.told
    again = crm(*before, *command.split(), cwd=crm.book)  # which the cache may answer
    assert (ran.out, ran.told) == (again.out, again.told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_for_a_list_of_companies_takes_it_in(crm, language):
    begun(crm)
    (crm.book / "companies.csv").write_text("Company\nAcme\n", encoding="utf-8")
    named = re.search(r"crm (import [\w .]+\.csv)", Phrases(language)("told-first-import"))
    assert named is not None
    assert 0 == crm(*named[1].split(), cwd=crm.book).status
    assert (crm.book / "accounts" / "acme.yaml").exists()


@pytest.mark.parametrize("form", ["json", "csv", "plain", "markdown", "html"])
def test_other_forms_are_left_alone(crm, form):
    begun(crm)
    ran = crm("due", "-o", form, "--lang", "en")
    assert "" == ran.told
    assert "crm new" not in ran.text


def test_an_account_that_is_not_there_yet_is_named_with_what_adds_it(crm):
    begun(crm)
    for words in (("show", "Acme"), ("log", "Acme", "Went well"), ("coverage", "Acme")):
        ran = crm(*words, "--lang", "en")
        assert (4, 'hint: no account is in this book yet: crm new "Acme" adds it') == (
            ran.status,
            ran.told.splitlines()[-1],
        )


CONTACT, DEAL = (
    "contacts: {ann: Ann Reed}\n",
    "deals: {first: {stages: {2026-07-01: contacting}}}\n",
)
LOG = "log: [{date: 2026-07-01, type: call, what: Hello}]\n"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", OPEN),
        (CONTACT, OPEN[1:]),
        (DEAL, ("contact", "log")),
        (LOG, ("contact", "deal")),
        (CONTACT + DEAL + LOG, ()),
    ],
)
@pytest.mark.parametrize("command", ["", "list", "due", "pipeline"])
def test_of_a_single_account_a_terminal_tells_what_nobody_wrote_down(crm, command, text, missing):
    begun(crm, f"name: Acme\n{text}", TEAM)
    screen, status = seen(crm, "--lang", "en", *command.split())
    assert 0 == status
    expected = steps("en", missing, "acme")
    told = [line for line in screen.splitlines() if "next: crm" in line]
    assert expected == told
    piped = crm("--lang", "en", *command.split())
    assert "next: crm" not in piped.told + piped.text


@pytest.mark.parametrize(
    ("language", "account"), [("en", "first-customer"), ("ko", "한빛솔루션즈")]
)
def test_each_step_is_one_line_where_a_name_is_no_longer_than_most(language, account):
    assert all(cells(line) <= 80 for line in steps(language, OPEN, account))


def test_with_two_accounts_nothing_is_said(crm):
    crm.write({"acme": "name: Acme\n", "zenith": "name: Zenith\n"}, "currency: EUR\n")
    assert "next: crm" not in seen(crm, "--lang", "en", "list")[0]


def test_where_a_file_cannot_be_read_that_comes_first(crm):
    begun(crm, "name: [\n")
    said = crm("list", "--lang", "en").told
    assert "crm new" not in said


def test_the_commands_named_are_there():
    from crmcli.commands.directory.groups import COMMANDS as ALL

    for key in FIRST + WITH_TEAM + OPEN:
        for language in LANGUAGES:
            said = Phrases(language)(f"told-first-{key}", "acme")
            assert re.search(r"crm ([a-z]+)", said)[1] in ALL
    assert set(ASKED) <= {*COMMANDS}


def test_where_a_file_is_left_out_or_the_past_is_asked_nothing_is_said(crm):
    begun(crm)
    subprocess.run(["git", "init", "-q"], cwd=crm.book, check=True)
    crm.git("-c", "user.name=Ada", "-c", "user.email=ada@us.example", "commit", "-q", "--allow-empty", "-m", "x")  # fmt: skip
    (crm.book / "accounts" / "keep").touch()
    crm.git("add", "-A")
    crm.git("-c", "user.name=Ada", "-c", "user.email=ada@us.example", "commit", "-q", "-m", "book")
    assert steps("en", FIRST) == crm("list", "--lang", "en").told.splitlines()[-3:]
    assert "" == crm("list", "--at", "HEAD", "--lang", "en").told
    (crm.book / "accounts" / "linked.yaml").symlink_to(crm.home / "nowhere.yaml")
    told = crm("list", "--lang", "en").told
    assert "accounts/linked.yaml" in told and "next: crm" not in told and "crm team add" not in told
