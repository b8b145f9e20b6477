"""`crm diff --figures`: what a change does to the book, in figures and findings, as a comment for those who decide on it."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from commands.test_history import commit, record

ROOT = Path(__file__).parents[2]
POLICY = """\
language: en
timezone: Asia/Seoul
currency: KRW
team: {ada: {name: Ada Moss}, ben: {name: Ben Cho}}
role_sets: {small: {ceo: {weight: 3}, cfo: {weight: 2}}}
"""
ACME = """\
name: Acme
owner: ada
roles: {ceo: {contact: reed, rep: ada}}
contacts: {reed: {name: Ann Reed, stance: {2026-06-11: friendly}}}
deals:
  line: {amount: 72_000_000, close: 2026-09-30, stages: {2026-07-01: presenting}, next: {date: 2026-08-20, what: offer}}
log: [{date: 2026-06-11, type: meeting, by: ada, with: reed, what: first talk}]
"""
ZETA = "name: Zeta\nowner: ben\ncontacts: {oh: Min Oh}\nroles: {cfo: {contact: oh, rep: ben}}\n"
MORE = ACME.replace("72_000_000", "90_000_000").replace("2026-09-30", "2026-10-31")


@pytest.fixture
def book(crm):
    commit(crm, "2026-07-10", {"acme": ACME, "zeta": ZETA}, POLICY)
    return crm


def figures(ran):
    return {
        (row["part"], row["group"], row["figure"]): (row["before"], row["now"], row["difference"])
        for row in ran.json["totals"]["figures"]
    }


def as_commands_have_it(ask, rev, day):
    """Every figure of one state, as the command of its part answers with --at."""
    words = ("--at", rev, "--as-of", day, "--json")
    open_, covered, ahead = (ask(name, *words) for name in ("pipeline", "coverage", "forecast"))
    names = ("deals", "amount", "weighted")
    found = {("pipeline", None, name): open_["totals"][name] for name in names}
    found |= {
        ("pipeline", row["stage"], name): row[name] for row in open_["rows"] for name in names
    }
    whole = covered["totals"]
    found |= {
        ("coverage", None, name): whole[name]
        for name in (
            "required",
            "gaps",
            "named_share",
            "reachable_share",
            "friendly_share",
            "composite",
        )
    }
    found["coverage", None, "covered"] = whole["required"] - whole["unknown"]
    names = (*names, "won", "won_amount")
    found |= {("forecast", None, name): ahead["totals"][name] for name in names}
    return found | {
        ("forecast", row["group"], name): row[name]
        for row in ahead["rows"]
        for name in names
        if row[name] is not None
    }


def same_on_both_sides(ask, ran, revs, day):
    told = figures(ran)
    for place, rev in enumerate(revs):
        expected = as_commands_have_it(ask, rev, day)
        assert expected == {key: told[key][place] for key in expected}
        # what only the other side has is nothing here
        assert {0, None} >= {told[key][place] for key in told if key not in expected}


def test_figures_are_those_of_the_commands_although_the_policy_changed_in_between(book):
    policy = POLICY.replace("cfo: {weight: 2}", "cfo: {weight: 5}, buyer: {}") + "min_sample: 3\n"
    won = MORE.replace(
        "presenting}", "presenting, 2026-08-02: closing}, outcome: {result: won, date: 2026-08-03}"
    )
    commit(book, "2026-08-03", {"acme": won, "new": ACME.replace("Acme", "New")}, policy)
    ran = book("diff", "HEAD~1..HEAD", "--figures", "--json")
    assert (0, "2026-08-03") == (ran.status, ran.json["as_of"])

    def ask(*words):
        return book(*words).json

    same_on_both_sides(ask, ran, ("HEAD~1", "HEAD"), "2026-08-03")
    told = figures(ran)
    assert (4, 9, 5) == told["coverage", None, "required"]
    assert (None, 90_000_000) == (None, told["forecast", "2026-08", "won_amount"][1])
    assert (
        "crm.yaml differs: each side is counted by its own."
        in book("diff", "HEAD~1..HEAD", "--figures").out.decode()
    )


def test_a_stage_or_a_month_that_one_side_alone_has_is_nothing_on_the_other(book):
    later = ACME.replace("presenting}", "presenting, 2026-07-15: closing}")
    commit(book, "2026-07-20", {"acme": later.replace("2026-09-30", "2026-10-31")})
    told = figures(book("diff", "HEAD~1..HEAD", "--figures", "--json", "--as-of", "2026-07-20"))
    amount = 72_000_000
    assert (amount, 0, -amount) == told["pipeline", "presenting", "amount"]
    assert (0, amount, amount) == told["pipeline", "closing", "amount"]
    assert (1, 0, -1) == told["forecast", "2026-09", "deals"]
    assert (0, 1, 1) == told["forecast", "2026-10", "deals"]


@pytest.mark.parametrize("name", ["hanbit", "northwind"])
def test_figures_of_the_examples_are_those_of_the_commands(crm, name) -> None:
    shutil.copytree(ROOT / "examples" / name, crm.book, dirs_exist_ok=True)
    commit(crm, "2026-07-20")
    for place, path in enumerate(sorted((crm.book / "accounts").rglob("*.yaml"))):
        text = path.read_text("utf-8")
        if place % 3 == 0:
            path.unlink()
        else:
            path.write_text(text.replace("_000", "_500").replace("2026-09", "2026-10"), "utf-8")
    commit(crm, "2026-08-01")
    ran = crm("diff", "HEAD~1..HEAD", "--figures", "--json", "--as-of", "2026-08-01")
    assert 0 == ran.status

    def ask(*words):
        return crm(*words).json

    same_on_both_sides(ask, ran, ("HEAD~1", "HEAD"), "2026-08-01")
    assert any(before != now for before, now, _ in figures(ran).values())


def test_the_files_as_they_are_count_like_a_commit_of_them(book):
    book.write({"acme": MORE, "other": ZETA.replace("Zeta", "Other").replace("ben", "nobody")})
    words = ("--figures", "--json", "--as-of", "2026-08-01")
    disk = book("diff", *words).json
    commit(book, "2026-08-01")
    recorded = book("diff", "HEAD~1..HEAD", *words).json
    disk["totals"]["now"]["commit"] = recorded["totals"]["now"]["commit"]
    assert disk == recorded
    assert 1 == len(disk["totals"]["findings"])


def test_findings_that_are_new_come_worst_first_and_those_that_are_gone_last(book):
    commit(book, "2026-07-20", {"zeta": ZETA.replace("rep: ben", "rep: ghost")})
    worse = MORE.replace("with: reed", "with: nobody").replace(
        "log: [", "log: [{date: 2026-06-01, type: call, by: ada, with: reed, what: hello}, "
    )
    commit(
        book,
        "2026-08-01",
        {"acme": worse.replace(", next: {date: 2026-08-20, what: offer}", ""), "zeta": ZETA},
    )
    found = book("diff", "HEAD~1..HEAD", "--figures", "--json").json["totals"]["findings"]
    told = [(row["change"], row["severity"], row["file"], row["rule"]) for row in found]
    assert [
        ("new", "error", "accounts/acme.yaml", "unknown-reference"),
        ("new", "warning", "accounts/acme.yaml", "deal-without-next-step"),
        ("gone", "error", "accounts/zeta.yaml", "unknown-reference"),
    ] == told
    assert 7 == found[0]["line"]


def test_a_finding_is_not_new_because_entries_above_it_came_or_the_account_was_renamed(book):
    wrong = ACME.replace("with: reed", "with: nobody")
    commit(book, "2026-07-20", {"acme": wrong})
    (book.book / "accounts" / "acme.yaml").rename(book.book / "accounts" / "acme-corp.yaml")
    entry = "{date: 2026-06-01, type: call, by: ada, with: reed, what: hello}, "
    commit(book, "2026-08-01", {"acme-corp": wrong.replace("log: [", f"log: [{entry}")})
    ran = book("diff", "HEAD~1..HEAD", "--figures", "--json").json
    assert [] == ran["totals"]["findings"]
    assert "file renamed: acme -> acme-corp" == ran["rows"][0]["change"]


def test_a_finding_that_a_comment_silences_is_none(book):
    quiet = ZETA.replace("rep: ben}}", "rep: ghost}}  # crm: ignore[unknown-reference]")
    commit(book, "2026-08-01", {"zeta": quiet})
    assert [] == book("diff", "HEAD~1..HEAD", "--figures", "--json").json["totals"]["findings"]


def test_a_finding_in_a_file_that_stays_as_it_was_is_new_where_another_file_makes_it(book):
    commit(book, "2026-08-01", {"twin": "name: Zeta\n"})
    found = book("diff", "HEAD~1..HEAD", "--figures", "--json").json["totals"]["findings"]
    assert {"duplicate-account-name"} <= {row["rule"] for row in found}


def test_nothing_changed_is_told_with_status_0(book):
    commit(book, "2026-08-01", {"acme": ACME + "# a comment\n"})
    ran = book("diff", "HEAD~1..HEAD", "--figures")
    assert 0 == ran.status
    assert ran.out.decode().endswith("Nothing changed: no record, no figure, no finding.\n")
    assert "Pipeline" not in ran.out.decode()


@pytest.mark.parametrize("first", ["0" * 40, "START"])
def test_the_first_commit_has_no_side_before(crm, first):
    crm.book.mkdir(exist_ok=True)
    crm.git("init", "--quiet")
    record(crm, "2026-07-01", "commit", "--quiet", "--allow-empty", "-m", "nothing yet")
    crm.git("tag", "START")
    commit(crm, "2026-07-10", {"acme": ACME}, POLICY)
    ran = crm("diff", f"{first}..HEAD", "--figures", "--json")
    assert 0 == ran.status
    told = figures(ran)
    assert (None, 72_000_000, None) == told["pipeline", None, "amount"]
    assert ["new account: Acme, prospect, people: 1, deals: 1, log entries: 1"] == [
        row["change"] for row in ran.json["rows"] if row["account"] == "acme"
    ]
    assert "has no figures" in crm("diff", f"{first}..HEAD", "--figures").out.decode()


def test_a_side_whose_policy_is_broken_has_no_figures_and_is_told(book):
    commit(book, "2026-07-20", {}, "team: [\n")
    commit(book, "2026-08-01", {"acme": MORE}, POLICY)
    ran = book("diff", "HEAD~1..HEAD", "--figures", "--json")
    assert (None, 90_000_000, None) == figures(ran)["pipeline", None, "amount"]
    assert (1, [], False) == (
        ran.status,
        ran.json["totals"]["findings"],
        ran.json["totals"]["before"]["counted"],
    )
    assert (
        "cannot be read: it has no figures"
        in book("diff", "HEAD~1..HEAD", "--figures").out.decode()
    )


@pytest.mark.parametrize("is_mended", [False, True])
def test_a_file_that_cannot_be_read_on_one_side_is_left_out_there_and_named(book, is_mended):
    files = ["name: [\n", ACME]
    commit(book, "2026-07-20", {"acme": files[not is_mended]})
    commit(book, "2026-08-01", {"acme": files[is_mended]})
    ran = book("diff", "HEAD~1..HEAD", "--figures", "--json")
    assert 1 == ran.status
    assert [72_000_000, 0][:: 1 - 2 * is_mended] == list(
        figures(ran)["pipeline", None, "amount"][:2]
    )
    assert [f"{rev(book, is_mended)}:accounts/acme.yaml"] == [
        each["file"] for each in ran.json["skipped"]
    ]
    assert 1 == ran.told.count("accounts/acme.yaml")
    assert ["new", "gone"][is_mended] in {row["change"] for row in ran.json["totals"]["findings"]}


def rev(ask, back):
    return ask.git("rev-parse", "--short=10", f"HEAD~{int(back)}").strip()


def test_a_file_whose_name_has_a_colon_is_told_by_its_whole_name(book):
    commit(book, "2026-07-20", {"a:b": "name: Aleph\n"})
    (book.book / "accounts" / "a:b.yaml").unlink()
    commit(book, "2026-08-01")
    found = book("diff", "HEAD~1..HEAD", "--figures", "--json").json["totals"]["findings"]
    assert [("gone", "accounts/a:b.yaml", "bad-file-name")] == [
        (row["change"], row["file"], row["rule"]) for row in found
    ]


def test_amounts_of_two_currencies_have_no_difference(book):
    commit(book, "2026-08-01", {}, POLICY.replace("KRW", "USD"))
    ran = book("diff", "HEAD~1..HEAD", "--figures", "--json")
    told = figures(ran)
    assert ((72_000_000, 72_000_000, None), (1, 1, 0)) == (
        told["pipeline", None, "amount"],
        told["pipeline", None, "deals"],
    )
    assert (
        "The amounts are in KRW before and in USD after"
        in book("diff", "HEAD~1..HEAD", "--figures").out.decode()
    )


def test_filters_choose_whose_figures_and_findings(book):
    commit(book, "2026-08-01", {"acme": MORE, "zeta": ZETA.replace("rep: ben", "rep: ghost")})
    words = ("diff", "HEAD~1..HEAD", "--figures", "--json", "--owner")
    ada, ben = (book(*words, name) for name in ("ada", "ben"))
    assert [(72_000_000, 90_000_000), (0, 0)] == [
        figures(each)["pipeline", None, "amount"][:2] for each in (ada, ben)
    ]
    assert [0, 1] == [len(each.json["totals"]["findings"]) for each in (ada, ben)]


def test_single_accounts_are_refused(book):
    ran = book("diff", "HEAD", "acme", "--figures")
    assert (2, True) == (ran.status, "--figures counts the whole book" in ran.told)


def test_a_clone_that_was_cut_off_is_told_what_to_fetch(book, tmp_path):
    commit(book, "2026-08-01", {"acme": MORE})
    first = subprocess.run(
        ["git", "rev-parse", "HEAD~1"], cwd=book.book, capture_output=True, text=True, check=True
    ).stdout.strip()
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{book.book}", tmp_path / "cut"], check=True
    )
    ran = book("diff", f"{first}..HEAD", "--figures", cwd=tmp_path / "cut")
    assert 4 == ran.status
    assert "fetch-depth: 0" in ran.told and "GIT_DEPTH: 0" in ran.told


def test_a_comment_keeps_below_its_size_by_whole_rows_and_figures_stay_in(book):
    many = {
        f"a{place:04}": f"name: 고객 {place} @ann #1 {'가' * 40}\nowner: ghost-{place}\n"
        for place in range(900)
    }
    commit(book, "2026-08-01", {**many, "acme": MORE})
    ran = book("diff", "HEAD~1..HEAD", "--figures", "-o", "markdown")
    text = ran.out.decode()
    assert 60_000 < len(text.encode()) < 65_536
    assert "| total | amount | 72,000,000 | 90,000,000 | +18,000,000 |" in text
    assert re.search(r"^### New findings: \d+$", text, re.MULTILINE)
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert {6, 5, 4, 3} >= {line.count(" | ") + 2 - line.count("\\|") for line in rows}
    assert all(line.endswith(" |") for line in rows)
    assert "more; all of it: crm diff" in text
    # the command that is named shows the rest
    assert "--figures --as-of 2026-08-01" in text
    assert "a0899" in book("diff", "HEAD~1..HEAD", "--figures", "-o", "csv").out.decode()


def test_the_command_that_shows_the_rest_has_each_filter_as_it_was_given(book):
    many = {
        f"a{place:04}": f"name: N{place} {'x' * 60}\nowner: ada\nsegment: A\ntags: [odd one, b]\n"
        for place in range(1_000)
    }
    commit(book, "2026-08-01", many)
    words = ("--owner", "ada", "--segment", "A", "--tag", "odd one", "--tag", "b")
    text = book("diff", "HEAD~1..HEAD", "--figures", "-o", "markdown", *words).out.decode()
    said = "--owner ada --segment A --tag 'odd one' --tag b --as-of 2026-08-01"
    assert text.count(f"--figures {said}") == text.count("more; all of it") > 0


def test_changes_go_before_findings_and_findings_before_figures(book):
    many = {f"a{place:04}": f"name: N{place} {'x' * 60}\nowner: ada\n" for place in range(1_000)}
    commit(book, "2026-08-01", {**many, "zeta": ZETA.replace("rep: ben", "rep: ghost")})
    text = book("diff", "HEAD~1..HEAD", "--figures", "-o", "markdown").out.decode()
    assert len(text.encode()) < 65_536
    assert text.count("more; all of it") == 1
    assert "unknown-reference" in text
    assert text.index("more; all of it") < text.index("### Pipeline")


def test_json_is_one_object_with_exact_values(book):
    commit(book, "2026-08-01", {"acme": MORE})
    told = json.loads(book("diff", "HEAD~1..HEAD", "--figures", "--json").out)
    assert ["before", "now", "figures", "findings"] == [*told["totals"]]
    assert "diff" == told["report"]
