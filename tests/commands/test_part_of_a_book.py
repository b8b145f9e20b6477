"""Every report over every kind of clone that has less than all: the answer of the full clone, or a word about what is missing and a status that is not 0."""

import pytest
from commands.test_help import COMMANDS, WRITERS
from recorded import Recorded

POLICY = """\
language: en
role_sets: {it: {ceo: {label: CEO}}}
default_role_set: it
team: {ada: {name: Ada, emails: [ada@us.example]}}
goals: {more: {metric: win_rate, from: {2026-05-01: 20}, to: {2026-12-31: 40}}}
"""
DEAL = "deals: {d: {name: D, amount: %d, close: %s, stages: {2026-05-01: qualification}, next: {date: 2026-06-10, what: call}}}\n"
REPORTS = [
    "coverage",
    "coverage --gaps",
    "due",
    "pipeline",
    "pipeline --change 2026-06-01..2026-08-01",
    "pipeline --rotten",
    "bant",
    "qualify",
    "losses",
    "winrate",
    "stance",
    "plans",
    "blind",
    "knows",
    "cooling",
    "team",
    "orphans",
    "stages",
    "playbook",
    "objections",
    "attempts",
    "brief acme",
    "map acme",
    "cadence",
    "renewals",
    "retention",
    "balance",
    "referrals",
    "satisfaction",
    "whitespace",
    "assets",
    "forecast",
    "forecast --backtest",
    "velocity",
    "focus",
    "goals",
    "quality",
    "review",
    "trend open",
    "trend coverage --months 2",
    "slips",
    "history",
    "history acme",
    "history --since 2026-07-31",
    "history --until 2026-06-01",
    "history --limit 1",
    "diff HEAD",
    "diff 2026-06-01",
    "diff HEAD~2..HEAD",
    "blame acme",
    "list",
    "list --at 2026-06-01",
    "list --at HEAD~1",
    "list --at HEAD",
    "show acme",
    "find acme",
    "query status=prospect",
    "lint",
]
NO_REPORTS = {
    *WRITERS,
    *(
        "export",
        "init",
        "tour",
        "doctor",
        "merge-file",
        "schema",
        "cache",
        "help",
        "completion",
        "serve",
        "site",
    ),
}
CLONES = {
    "full": [],
    "shallow": ["--depth", "1"],
    "two": ["--depth", "2"],
    "blobless": ["--filter=blob:none"],
    "treeless": ["--filter=tree:0"],
    "sparse": [],
    "skipped": [],
}


@pytest.fixture(scope="module")
def clones(shared):
    """One book of three commits in clones of all kinds."""
    it = Recorded(shared.home / "origin")
    it.git("config", "uploadpack.allowFilter", "true")
    it.commit(
        "2026-05-10",
        {
            "crm.yaml": POLICY,
            "accounts/acme.yaml": "name: Acme\nowner: ada\ncontacts: {kim: {name: Kim}}\n"
            + DEAL % (100, "2026-09-01"),
        },
    )
    it.commit(
        "2026-07-02",
        {
            "accounts/acme.yaml": "name: Acme\nowner: ada\ncontacts: {kim: {name: Kim, title: CEO}}\nroles: {ceo: kim}\n"
            + DEAL % (200, "2026-12-01"),
            "accounts/beta.yaml": "name: Beta\nowner: ada\n" + DEAL % (50, "2026-10-01"),
        },
    )
    it.commit(
        "2026-07-30",
        {
            "accounts/acme.yaml": "name: Acme\nowner: ada\ncontacts: {kim: {name: Kim, title: CEO}}\nroles: {ceo: kim}\n"
            + DEAL % (300, "2027-01-01")
        },
    )
    for name, words in CLONES.items():
        shared.git(
            "clone", "-q", *words, it.folder.as_uri(), str(shared.home / name), cwd=shared.home
        )
    shared.git(
        "sparse-checkout",
        "set",
        "--no-cone",
        "/crm.yaml",
        "/accounts/acme.yaml",
        cwd=shared.home / "sparse",
    )
    shared.git("update-index", "--skip-worktree", "accounts/beta.yaml", cwd=shared.home / "skipped")
    (shared.home / "skipped/accounts/beta.yaml").unlink()
    return shared


def asked(crm, forks, clone: str, words: str):
    crm.book = crm.home / clone
    ran = forks(crm, *words.split(), "--json", "--as-of", "2026-08-01")
    assert "Traceback" not in ran.told
    return ran


def test_the_list_of_reports_is_whole():
    assert {words.split()[0] for words in REPORTS} == set(COMMANDS) - NO_REPORTS


@pytest.mark.parametrize("words", REPORTS)
def test_every_clone_gives_the_answer_or_says_what_it_lacks(clones, forks, words):
    whole = asked(clones, forks, "full", words)
    wrong = {}
    for clone in list(CLONES)[1:]:
        ran = asked(clones, forks, clone, words)
        same = ran.status == whole.status and ran.out == whole.out
        says = ran.status in (1, 4) and any(
            word in ran.told + ran.text
            for word in ("--unshallow", "--refetch", "file-not-here", "not in this checkout")
        )
        if not (same or says):
            wrong[clone] = (ran.status, ran.told)
    assert {} == wrong
    assert asked(clones, forks, "full", words).told == whole.told


@pytest.mark.parametrize(
    "words",
    [
        "history --limit 1",
        "history --since 2026-07-31",
        "diff HEAD",
        "list",
        "list --at HEAD",
        "show acme",
        "forecast",
    ],
)
def test_what_a_cut_history_is_not_needed_for_is_answered(clones, forks, words):
    assert 0 == asked(clones, forks, "two", words).status


def test_what_is_lacking_is_told_once_beside_the_answer_and_within_it(clones, forks):
    clones.book = clones.home / "two"
    ran = forks(clones, "slips", "--as-of", "2026-08-01")
    said = "This clone's history begins on 2026-07-02: what was before is not in this answer. `git fetch --unshallow` brings it."
    assert (1, [said]) == (ran.status, ran.told.splitlines())
    assert said in " ".join(ran.text.split())
    assert [said] == asked(clones, forks, "two", "slips").json["lacks"]
    assert "lacks" not in asked(clones, forks, "full", "slips").json


def test_a_partial_clone_fetches_nothing(clones, forks):
    before = clones.git("count-objects", "-v", cwd=clones.home / "blobless")
    assert 4 == asked(clones, forks, "blobless", "trend open").status
    assert before == clones.git("count-objects", "-v", cwd=clones.home / "blobless")
