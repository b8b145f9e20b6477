"""What the other tests ask of forks of a warm interpreter (tests/warm.py) is what an interpreter of its own answers."""

import re
import subprocess
import sys

import pytest

POLICY = "language: en\nrole_sets: {}\nteam: {ada: Ada}\n"
BOOK = {
    "hanbit": "name: 한빛\nowner: ada\ncontacts: {lee: {name: 이동현, emails: lee@hb.example}}\ndeals: {d: {stages: {2026-05-01: contacting}, amount: 10_000_000}}\n",
    "daehan": "name: Daehan\nownr: ada\n",
}
DAY = ("--as-of", "2026-08-01")
LOG = ("log", "hanbit", "통화했다", "--type", "call", "--date", "2026-08-01", "--by", "ada")
LINES = [
    ("--version",),
    ("--help",),
    ("deal", "win", "--help"),
    ("list", *DAY),
    ("pipeline", "--by", "owner", "--json", *DAY),
    ("query", "open_deals > 0", *DAY),
    ("find", "통화", *DAY),
    ("lint", "--format", "json", *DAY),
    ("show", "nobody"),
    ("nothing",),
    ("export", "cards", *DAY),
    (*LOG, "--dry-run"),
    LOG,
]


@pytest.mark.parametrize("words", LINES, ids=" ".join)
def test_a_start_and_a_fork_answer_and_write_the_same(crm, words):
    def ran(run):
        crm.write(BOOK, POLICY)
        return run(*words), (crm.book / "accounts" / "hanbit.yaml").read_bytes()

    assert ran(crm.started) == ran(crm)


def test_an_answer_that_a_start_remembered_is_the_one_a_fork_gives_and_the_other_way_round(crm):
    crm.write(BOOK, POLICY)
    assert crm.started("list", *DAY) == crm("list", *DAY) == crm.started("list", *DAY)
    assert crm("pipeline", *DAY) == crm.started("pipeline", *DAY) == crm("pipeline", *DAY)


@pytest.mark.parametrize(
    "env",
    [{"PYTHONIOENCODING": "ascii"}, {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=str,
)
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal's encoding is another matter there")
def test_surroundings_in_which_python_is_set_up_in_another_way_are_a_start(crm, env):
    crm.write(BOOK, POLICY)
    ran = crm("show", "hanbit", *DAY, env=env)
    assert crm.started("show", "hanbit", *DAY, env=env) == ran
    assert (True, False) == (ran.out.isascii(), crm("show", "hanbit", *DAY).out.isascii())


def test_a_run_in_a_folder_that_is_not_there_is_an_error_of_the_test_and_harms_no_later_one(crm):
    crm.write(BOOK, POLICY)
    assert 70 == crm("list", cwd=crm.home / "nowhere").status
    assert 0 == crm("--version").status


def test_a_question_starts_without_the_rules_of_lint_and_without_what_finds_places():
    loaded = "import sys, crmcli.commands.read.everyday; print([name for name in sys.modules if name.startswith(('crmcli.rules', 'crmcli.store.yaml.source'))])"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert "[]\n" == ran.stdout


@pytest.mark.parametrize(
    "words", [("due",), ("list", "--known"), ("history",), ("lint",), ("serve", "--help")]
)
def test_no_command_but_the_page_pays_for_the_page(crm, words):
    crm.write(BOOK, POLICY)
    command = [sys.executable, "-X", "importtime", "-m", "crmcli", "-C", str(crm.book), *words]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    loaded = re.findall(r"\|\s+([\w.]+)$", ran.stderr, re.MULTILINE)
    assert "crmcli.commands" in loaded
    of_the_page = ("crmcli.web", "crmcli.charts", "starlette", "uvicorn", "jinja2", "markupsafe")
    assert [] == [name for name in loaded if name.startswith(of_the_page)]
