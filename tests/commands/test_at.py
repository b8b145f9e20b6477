"""`--at`: every report over the book as it was committed."""

import shutil
from pathlib import Path

import pytest
from recorded import Recorded

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = [
    ["coverage"],
    ["coverage", "--gaps"],
    ["coverage", "--by", "owner"],
    ["coverage", "--by", "role"],
    ["coverage", "hanbit-electronics"],
    ["due", "--days", "30"],
    ["pipeline"],
    ["pipeline", "--by", "product"],
    ["pipeline", "--rotten"],
    ["pipeline", "--exits"],
    ["bant"],
    ["bant", "--below", "3"],
    ["losses"],
    ["losses", "--by", "competitor"],
    ["winrate"],
    ["winrate", "--by", "owner"],
    ["list"],
    ["list", "--owner", "kim-mj"],
    ["show", "hanbit-electronics"],
    ["stance"],
    ["stance", "--since", "2026-05-01"],
    ["plans"],
    ["blind"],
    ["cooling"],
    ["team"],
    ["orphans"],
]
POLICY = "timezone: Asia/Seoul\nteam: {ada: {name: Ada}, ben: {name: Ben}}\n"


@pytest.fixture(scope="module")
def hanbit(shared):
    """The example book, committed, in a subfolder of its repository."""
    repository = Recorded(shared.home / "repository", "sales/book")
    shutil.copytree(EXAMPLES / "hanbit", repository.book, dirs_exist_ok=True)
    repository.commit("2026-07-30")
    shared.book = repository.book
    return shared


@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_at_head_of_a_clean_tree_is_no_flag_at_all(hanbit, words):
    words = [*words, "--json", "--as-of", "2026-08-01"]
    now = hanbit(*words)
    first, again, bare = (
        hanbit(*words, "--at", "HEAD"),
        hanbit(*words, "--at", "main"),
        hanbit(*words, "--at", "HEAD", "--no-cache"),
    )
    assert now.status == 0
    assert now.json == first.json == again.json == bare.json
    assert (
        hanbit(*words[:-3], "--as-of", "2026-08-01").out
        == hanbit(*words[:-3], "--as-of", "2026-08-01", "--at", "HEAD").out
    )


@pytest.fixture
def book(crm):
    """Acme with one rep, then with another and a name for its boss; the file on disk has more that is not committed."""
    it = Recorded(crm.book)
    it.commit(
        "2026-06-01T20:00:00+00:00",
        {
            "crm.yaml": POLICY,
            "accounts/acme.yaml": "name: Acme\nowner: ada\nlog: [{date: 2026-05-01, type: call, outcome: reached}, {date: 2026-06-20, type: call, outcome: reached}]\n",
        },
    )
    it.commit(
        "2026-07-01",
        {
            "accounts/acme.yaml": "name: Acme Labs\nowner: ben\n",
            "accounts/zenith.yaml": "name: Zenith\n",
        },
    )
    it.write({"accounts/acme.yaml": "name: Not committed\n"})
    return it


def names(ran):
    return [row["name"] for row in ran.json["rows"]]


def test_the_files_are_those_of_the_revision_or_of_the_last_commit_by_that_day(crm, book):
    said = {
        "HEAD": ["Acme Labs", "Zenith"],
        "HEAD~1": ["Acme"],
        "2026-06-30": ["Acme"],
        "2026-07-01": ["Acme Labs", "Zenith"],
        "2030-01-01": ["Acme Labs", "Zenith"],
    }
    assert {at: names(crm("list", "--at", at, "--json")) for at in said} == said
    assert names(crm("list", "--json")) == ["Not committed", "Zenith"]


def test_the_day_is_the_commits_where_the_book_is_unless_one_is_named(crm, book):
    at = crm("list", "--at", "HEAD~1", "--json").json
    # in Seoul it is the next morning
    assert (at["as_of"], at["rows"][0]["last_touch"]) == (
        "2026-06-02",
        "2026-05-01",
    )
    later = crm("list", "--at", "HEAD~1", "--as-of", "2026-07-15", "--json").json
    assert (later["as_of"], later["rows"][0]["last_touch"]) == ("2026-07-15", "2026-06-20")


def test_policy_and_team_are_those_of_then(crm, book):
    book.commit(
        "2026-07-10",
        {
            "crm.yaml": "team: {cho: {name: Cho}}\ndefault_role_set: few\nrole_sets: {few: {ceo: {}}}\n"
        },
    )
    assert crm("coverage", "--at", "HEAD~1", "--json").json["totals"]["required"] == 24
    assert crm("coverage", "--at", "HEAD", "--json").json["totals"]["required"] == 2
    assert names(crm("list", "--at", "HEAD~1", "--owner", "Ben", "--json")) == ["Acme Labs"]
    assert crm("list", "--at", "HEAD", "--owner", "Ben").status == 4


def test_a_branch_that_moved_is_answered_anew(crm, book):
    words = ("list", "--at", "main", "--json", "--as-of", "2026-08-01")
    assert names(crm(*words)) == names(crm(*words)) == ["Acme Labs", "Zenith"]
    book.git("reset", "-q", "--soft", "HEAD~1")  # no file changes
    assert names(crm(*words)) == names(crm(*words)) == ["Acme"]


def test_broken_files_are_named_with_their_revision_and_counted(crm, book):
    commit = book.commit(
        "2026-07-20",
        {
            "accounts/acme.yaml": "name: Acme\nowner: [\n",
            "accounts/zenith.yaml": "name: Zenith\nnmae: x\n",
            "accounts/other.yml": "",
        },
    )[:10]
    book.write({"accounts/acme.yaml": "name: Mended\n"})
    for _ in range(2):
        ran = crm("list", "--at", "HEAD", "--lang", "en")
        assert ran.status == 1
        assert [line.split(": ")[0] for line in ran.told.splitlines()] == [
            f"{commit}:accounts/acme.yaml:2:8",
            f"{commit}:accounts/other.yml:1:1",
            f"{commit}:accounts/zenith.yaml:2:1",
        ]
        assert "Not in this answer: 2 files that could not be read." in ran.text
    assert [each["file"] for each in crm("list", "--at", "HEAD", "--json").json["skipped"]] == [
        f"{commit}:accounts/acme.yaml",
        f"{commit}:accounts/other.yml",
    ]
    shown = crm("show", "acme", "--at", "HEAD")
    assert (shown.status, shown.out, shown.told.split(": ")[0]) == (
        1,
        b"",
        f"{commit}:accounts/acme.yaml:2:8",
    )
    assert crm("show", "acme", "--json").json["rows"][0]["name"] == "Mended"


def test_what_cannot_be_answered_is_told_with_what_to_do(crm, book, tmp_path):
    book.commit("2026-07-20", {"crm.yaml": "stages: [\n"})
    book.write({"crm.yaml": POLICY})
    for at, words in {
        "nope": "no revision `nope`",
        "2026-05-31": "nothing was committed by the end of 2026-05-31",
        "HEAD": "crm.yaml could not be read",
        "--help": "no revision `--help`",
    }.items():
        ran = crm("list", f"--at={at}", "--lang", "en")
        assert (ran.status in (1, 4), ran.out, words in ran.told, "hint: " in ran.told) == (
            True,
            b"",
            True,
            True,
        ), ran.told
    plain = crm.write({"acme": "name: Acme\n"}, "", tmp_path / "plain")
    ran = crm("list", "--at", "HEAD", "--lang", "en", cwd=plain)
    assert (ran.status, "is in no git repository" in ran.told, "works without one" in ran.told) == (
        4,
        True,
        True,
    )


def test_accounts_are_found_by_the_names_they_had(crm, book):
    assert crm("show", "Acme Labs", "--at", "HEAD", "--json").json["rows"][0]["account"] == "acme"
    assert crm("show", "Zenith", "--at", "HEAD~1").status == 4


def test_commands_that_ask_nothing_of_the_past_do_not_know_it(crm, book):
    for words in (["lint"], ["init", "x"], ["schema", "account"], ["cache", "info"]):
        ran = crm(*words, "--at", "HEAD")
        assert (ran.status, "No such option" in ran.told) == (2, True)


def test_the_second_answer_needs_no_contents_of_git(crm, book):
    first = crm("coverage", "--at", "HEAD", "--json")
    for path in (book.folder / ".git/objects").glob("??/*"):
        kind = book.git("cat-file", "-t", path.parent.name + path.name)
        if kind == "blob":
            path.unlink()
    assert crm("coverage", "--at", "HEAD", "--json") == first
    assert crm("coverage", "--at", "HEAD", "--json", "--no-cache").status == 4


def test_a_book_without_a_zone_takes_a_commits_day_from_here_summer_and_winter(crm):
    repository = Recorded(crm.book)
    # late on the fifteenth in New York
    repository.commit(
        "2026-01-16T04:30:00+00:00", {"crm.yaml": "", "accounts/winter.yaml": "name: Winter\n"}
    )
    # the same moment is early on the sixteenth in summer
    repository.commit("2026-07-16T04:30:00+00:00", {"accounts/summer.yaml": "name: Summer\n"})
    crm.env["TZ"] = "America/New_York"
    rows = [
        crm("list", "--at", day, "-o", "plain").text.splitlines()
        for day in ("2026-01-15", "2026-07-15", "2026-07-16")
    ]
    assert [[row.split("\t")[0] for row in each] for each in rows] == [
        ["account", "winter"],
        ["account", "winter"],
        ["account", "summer", "winter"],
    ]
    days = [row.split("\t")[0] for row in crm("history", "-o", "plain").text.splitlines()]
    assert days == ["date", "2026-07-16", "2026-01-15", "2026-01-15"]
