"""`crm lint` over paths, over what changed in git, and for every reader of its findings."""

from next_command import see_help
import json
import os
import re
import stat
import subprocess
import sys

import pytest
from pathlib import Path

ROOT = Path(__file__).parents[2]
AS_OF = ("--as-of", "2026-08-01")
CLEAN = "name: Clean\n"
UNDATED = "name: Undated\ncontacts: {p: {name: P, stance: friendly}}\nroles: {ceo: {contact: p, rep: kim}}\n"  # a warning at 2:33
UNKNOWN = "name: Unknown\nowner: nobody\n"  # an error at 2:8
FOREIGN = "name: Foreign\nowner: nobody\n"  # the same, of another name
INFO = "name: Info\nroles:\n  ceo: {contact: p, rep: kim}\ncontacts: {p: {name: P, stance: {2026-07-01: friendly}}}\n"
TEAM = "team: {kim: {name: Kim}}\n"
FORMATS = ["text", "json", "github", "sarif", "gitlab"]


def places(ran):
    """file:line:column rule of each finding, in the order told."""
    return [
        f"{row['file']}:{row['line']}:{row['column']} {row['rule']}" for row in ran.json["rows"]
    ]


def files(ran):
    return sorted({row["file"].removeprefix("accounts/") for row in ran.json["rows"]})


@pytest.fixture
def lint(crm, forks):
    """Lint the book with --format json unless told otherwise."""

    def run(*words, form="json"):
        return forks(crm, "lint", *words, "--format", form, *AS_OF)

    return run


def test_a_clean_book_gives_no_output_and_says_so_beside_it(crm):
    crm.write({"a": CLEAN, "b": "name: Pure\n"}, TEAM)
    ran = crm("lint", *AS_OF)
    assert (0, b"", b"3 files: no findings\n") == ran
    for form, empty in (("github", b""), ("gitlab", b"[]\n")):
        assert (0, empty, b"") == crm("lint", "--format", form, *AS_OF)


def test_findings_have_their_place_excerpt_and_a_sum(crm):
    crm.write({"a": UNKNOWN}, TEAM)
    ran = crm("lint", *AS_OF)
    expected = "accounts/a.yaml:2:8: error: `nobody` is nobody of the team; correct it, or add the person: `crm team add` [unknown-reference]\n 2 | owner: nobody\n   |        ^~~~~~\n"
    why = "crm lint --explain unknown-reference says why, and how it is right\n"
    assert (1, f"1 error in 1 file\n{why}") == (ran.status, ran.told)
    assert re.sub(r"is n.*? \[", "… [", expected) == re.sub(r"is n.*? \[", "… [", ran.text)


def test_findings_come_by_file_and_place_with_the_policys_own_first(crm, lint):
    crm.write(
        {"b": "name: B\nowner: nobody\nnmae: x\n", "a": UNDATED + "owner: nobody\n"},
        f"{TEAM}curency: KRW\nlint: {{no-such-rule: off}}\n",
    )
    assert [
        "crm.yaml:2:1 unknown-key",
        "crm.yaml:3:8 unknown-reference",
        "accounts/a.yaml:2:33 undated-stance",
        "accounts/a.yaml:4:8 unknown-reference",
        "accounts/b.yaml:2:8 unknown-reference",
        "accounts/b.yaml:3:1 unknown-key",
    ] == places(lint())


def test_broken_files_are_findings_too_and_others_are_judged_still(crm, lint):
    crm.write({"a": "name: [\n", "b": UNKNOWN, "c": "<<<<<<< x\n"}, TEAM)
    ran = lint()
    assert (1, ["a.yaml", "b.yaml", "c.yaml"]) == (ran.status, files(ran))
    assert ran.json["totals"]["error"] == len(ran.json["rows"])


def test_paths_choose_files_and_folders(crm, lint, tmp_path):
    crm.write(
        {"a": UNKNOWN, "sub/b": UNKNOWN, "sub/deep/c": UNKNOWN, "subway": UNKNOWN},
        f"{TEAM}curency: KRW\n",
    )
    everything = ["a.yaml", "crm.yaml", "sub/b.yaml", "sub/deep/c.yaml", "subway.yaml"]
    assert everything == files(lint()) == files(lint(".")) == files(lint(str(crm.book)))
    assert (
        ["a.yaml"]
        == files(lint("accounts/a.yaml"))
        == files(lint("./accounts/../accounts/a.yaml"))
        == files(lint(str(crm.book / "accounts/a.yaml")))
    )
    assert (
        ["sub/b.yaml", "sub/deep/c.yaml"]
        == files(lint("accounts/sub"))
        == files(lint("accounts/sub/"))
    )
    assert ["a.yaml", "sub/b.yaml"] == files(lint("accounts/a.yaml", "accounts/sub/b.yaml"))
    assert ["crm.yaml"] == files(lint("crm.yaml"))


def test_a_file_may_be_named_as_the_book_names_it_from_anywhere(crm, tmp_path):
    crm.write({"a": UNKNOWN, "b": "name: [\n"}, TEAM)
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts/here.yaml").touch()
    told = "crm lint accounts/b.yaml tells"
    assert told in crm("-C", str(crm.book), "account", "b", "--segment", "A", cwd=tmp_path).told
    for path, names in (("accounts/b.yaml", ["b.yaml"]), ("crm.yaml", [])):
        ran = crm("-C", str(crm.book), "lint", path, "--json", cwd=tmp_path)
        assert names == sorted({row["file"].rpartition("/")[2] for row in ran.json["rows"]})
    # what stands there from here is meant first
    assert (
        []
        == crm("-C", str(crm.book), "lint", "accounts/here.yaml", "--json", cwd=tmp_path).json[
            "rows"
        ]
    )
    for path in ("accounts/none.yaml", "../none.yaml"):
        assert 2 == crm("-C", str(crm.book), "lint", path, cwd=tmp_path).status


def test_a_path_that_is_not_there_is_refused(crm):
    crm.write({"a": UNKNOWN})
    ran = crm("lint", "accounts/none.yaml")
    said, hint = ran.told.splitlines()
    assert (2, b"", "crm: no account file at accounts/none.yaml") == (ran.status, ran.out, said)
    assert hint.startswith("hint: it was looked for in ")


def test_a_path_outside_the_book_or_of_another_kind_has_no_findings(crm, tmp_path):
    crm.write({"a": UNKNOWN}, TEAM)
    (tmp_path / "other.yaml").write_text("[")
    (crm.book / "notes.md").write_text("x")
    for path in ("../other.yaml", "notes.md"):
        ran = crm("lint", path, *AS_OF)
        assert (0, b"") == (ran.status, ran.out)


def test_paths_are_told_from_where_the_user_stands(crm, tmp_path):
    crm.write({"a": UNKNOWN}, TEAM)
    for folder, expected in ((tmp_path, "book/accounts/a.yaml"), (crm.book / "accounts", "a.yaml")):
        ran = crm("lint", "-C", str(crm.book), "--format", "json", *AS_OF, cwd=folder)
        assert [expected] == [row["file"] for row in ran.json["rows"]]
        assert (
            ran.json["rows"]
            == crm(
                "lint", expected, "-C", str(crm.book), "--format", "json", *AS_OF, cwd=folder
            ).json["rows"]
        )


def test_fail_on_says_from_which_severity_the_status_is_1(crm, lint):
    crm.write({"a": UNDATED}, TEAM)
    assert ["warning"] == sorted({row["severity"] for row in lint().json["rows"]})
    assert [0, 0, 1, 1] == [
        lint().status,
        *(lint("--fail-on", severity).status for severity in ("error", "warning", "info")),
    ]
    crm.write({}, f"{TEAM}lint: {{undated-stance: info}}\n")
    assert [0, 0, 1] == [
        lint("--fail-on", severity).status for severity in ("error", "warning", "info")
    ]
    crm.write({}, f"{TEAM}lint: {{undated-stance: error}}\n")
    assert [1, 1, 1] == [
        lint("--fail-on", severity).status for severity in ("error", "warning", "info")
    ]
    crm.write({}, f"{TEAM}lint: {{undated-stance: off}}\n")
    assert (0, []) == (lint("--fail-on", "info").status, lint().json["rows"])


def test_every_format_parses_and_tells_of_every_finding(crm, lint):
    crm.write({"a": UNDATED + "owner: nobody\n", "한 빛": "x", "b,c": "x"}, f"{TEAM}curency: KRW\n")
    count = len(lint().json["rows"])
    assert count >= 5
    assert count == len(lint(form="sarif").json["runs"][0]["results"])
    issues = lint(form="gitlab").json
    assert (count, count) == (len(issues), len({issue["fingerprint"] for issue in issues}))
    commands = [
        line
        for line in lint(form="github").text.splitlines()
        if not line.startswith(("::group::", "::endgroup::"))
    ]
    assert [] == [
        line
        for line in commands
        if not re.match(
            r"::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,endColumn=\d+,title=[a-z-]+::.",
            line,
        )
    ]
    assert count == len(commands)
    heads = [
        line
        for line in lint(form="text").text.splitlines()
        if re.match(r"\S.*:\d+:\d+: (error|warning|info): .* \[[a-z-]+\]$", line)
    ]
    assert count == len(heads)
    assert lint().out == lint("--json", form="text").out


def test_a_comment_silences_a_rule_on_its_line(crm, lint):
    crm.write(
        {
            "a": "name: A\nowner: nobody  # crm: ignore[unknown-reference]\n",
            "b": "name: B\n# crm: ignore[undated-stance, unknown-reference]\nowner: nobody\n",
            "c": "name: C\nowner: nobody  # crm: ignore[undated-stance]\n",
            "d": "name: D\nowner: nobody  # crm: ignore[]\n",
            "e": "name: E\nnmae: x # crm: ignore[unknown-key]\n",
        },
        TEAM,
    )
    assert [
        "accounts/b.yaml:2:15 unused-ignore",
        "accounts/c.yaml:2:8 unknown-reference",
        "accounts/c.yaml:2:16 unused-ignore",
        "accounts/d.yaml:2:8 unknown-reference",
        "accounts/d.yaml:2:16 unused-ignore",
    ] == places(lint())


def test_the_policy_may_weigh_unknown_keys_but_a_broken_file_stays_an_error(crm, lint):
    crm.write(
        {"a": "name: A\nnmae: x\n", "b": "nmae: x\n"}, f"{TEAM}lint: {{unknown-key: warning}}\n"
    )
    found = {(row["file"], row["rule"]): row["severity"] for row in lint().json["rows"]}
    assert {
        ("accounts/a.yaml", "unknown-key"): "warning",
        ("accounts/b.yaml", "missing-key"): "error",
    } == found


def test_filters_choose_accounts_but_rules_across_accounts_see_all(crm, lint):
    crm.write(
        {
            "a": "name: A\nowner: kim\nreferred_by: b\nsegment: X\n",
            "b": "name: B\nreferred_by: gone\ntags: [t]\n",
            "c": "name: [\n",
        },
        TEAM,
    )
    assert ["b.yaml", "c.yaml"] == files(lint())
    assert "a.yaml" not in files(lint("--owner", "kim"))
    assert "b.yaml" in files(lint("--tag", "t"))


def test_references_to_an_account_that_cannot_be_read_are_not_held_against_anybody(crm, lint):
    crm.write({"a": "name: A\nreferred_by: broken/x\n", "broken": "name: [\n"}, TEAM)
    assert ["broken.yaml"] == files(lint())


def test_lint_is_remembered_like_any_answer_and_stays_right(crm, lint):
    crm.write({"a": UNKNOWN}, TEAM)
    first = lint()
    assert first == lint() == lint("--no-cache")
    crm.write({"a": CLEAN, "b": UNKNOWN}, TEAM)
    assert ["b.yaml"] == files(lint()) == files(lint("--no-cache"))


# What changed


@pytest.fixture
def repository(crm):
    crm.write(
        {
            "same": UNKNOWN,
            "changed": CLEAN,
            "staged": CLEAN,
            "renamed": UNKNOWN,
            "deleted": UNKNOWN,
        },
        TEAM,
    )
    crm.git("init", "-q")
    crm.git("add", ".")
    crm.git("commit", "-q", "-m", "first")
    return crm


def test_changed_means_modified_staged_renamed_and_untracked_but_not_deleted(repository, lint):
    assert (0, []) == (lint("--changed").status, files(lint("--changed")))
    repository.write({"changed": UNKNOWN, "staged": UNKNOWN, "new": UNKNOWN, "sub/한빛": UNKNOWN})
    repository.git("add", "accounts/staged.yaml")
    repository.git("mv", "accounts/renamed.yaml", "accounts/moved to.yaml")
    repository.git("rm", "-q", "accounts/deleted.yaml")
    repository.git("mv", "accounts/moved to.yaml", "accounts/moved-to.yaml")
    expected = ["changed.yaml", "moved-to.yaml", "new.yaml", "staged.yaml", "sub/한빛.yaml"]
    assert (
        expected
        == files(lint("--changed"))
        == files(lint("--changed", "HEAD"))
        == files(lint("--changed=HEAD"))
    )
    assert 1 == lint("--changed").status


def test_changed_stands_before_paths_and_options_too(repository, lint):
    repository.write({"changed": UNKNOWN, "sub/new": UNKNOWN})
    assert (
        ["sub/new.yaml"]
        == files(lint("--changed", "accounts/sub"))
        == files(lint("accounts/sub", "--changed"))
    )
    assert ["changed.yaml", "sub/new.yaml"] == files(lint("--changed", "--fail-on", "info"))


def test_changed_since_a_revision(repository, lint):
    repository.write({"changed": UNKNOWN})
    repository.git("commit", "-q", "-am", "second")
    repository.git("tag", "v2")
    repository.write({"staged": UNKNOWN})
    repository.git("commit", "-q", "-am", "third")
    assert ["changed.yaml", "staged.yaml"] == files(lint("--changed", "HEAD~2"))
    assert ["staged.yaml"] == files(lint("--changed", "v2")) == files(lint("--changed=v2"))
    assert [] == files(lint("--changed"))


@pytest.mark.parametrize(
    "revision",
    ["nothing", "--output=x", "-p", "HEAD:crm.yaml", ":/first^{tree}", "HEAD..HEAD", "", "@{99}"],
)
def test_a_revision_git_does_not_know_is_refused(repository, revision):
    ran = repository("lint", f"--changed={revision}")
    assert (2, b"") == (ran.status, ran.out), ran.told
    said, hint = ran.told.splitlines()
    assert f"crm: git knows no revision `{revision}`" == said
    assert "`crm lint -h`" in hint
    assert not (repository.book / "x").exists()


def test_without_a_repository_changed_is_refused(crm):
    crm.write({"a": UNKNOWN})
    ran = crm("lint", "--changed")
    assert (
        2,
        f"crm: {crm.book} is in no git repository\nhint: --changed needs one; leave it out to lint every file\n"
        + see_help("lint"),
    ) == (ran.status, ran.told)


def test_without_git_changed_is_refused(crm, tmp_path):
    crm.write({"a": UNKNOWN})
    (tmp_path / "empty").mkdir()
    ran = crm("lint", "--changed", env={"PATH": str(tmp_path / "empty")})
    said, hint = ran.told.splitlines()
    assert (2, "crm: git is not installed, or not on the PATH") == (ran.status, said)
    assert hint.startswith("hint: install it")


def test_before_the_first_commit_everything_changed(crm, lint):
    crm.write({"staged": UNKNOWN, "new": UNKNOWN}, TEAM)
    crm.git("init", "-q")
    crm.git("add", "accounts/staged.yaml")
    assert ["new.yaml", "staged.yaml"] == files(lint("--changed"))


def test_ignored_files_did_not_change(repository, lint):
    repository.write({"private": UNKNOWN, "new": UNKNOWN})
    (repository.book / ".gitignore").write_text("private.yaml\n")
    assert ["new.yaml"] == files(lint("--changed"))


def test_a_book_in_a_folder_of_its_repository(crm, forks, tmp_path):
    top = crm.book
    book = crm.write({"a": CLEAN, "b": UNKNOWN}, TEAM, book=top / "sales" / "book")
    (top / "outside.yaml").write_text("x")
    crm.git("init", "-q")
    crm.git("add", ".")
    crm.git("commit", "-q", "-m", "first")
    crm.write({"a": UNKNOWN, "한빛": FOREIGN}, book=book, policy=TEAM)
    (top / "outside.yaml").write_text("y")
    crm.book = book
    assert ["a.yaml", "한빛.yaml"] == files(forks(crm, "lint", "--changed", "--format", "json"))
    ran = crm("lint", "--changed", "--format", "github", "-C", "sales/book", cwd=top)
    assert ["sales/book/accounts/a.yaml", "sales/book/accounts/한빛.yaml"] == re.findall(
        r"file=([^,]+)", ran.text
    )


def test_a_changed_policy_is_linted_as_a_file_of_its_own(repository, lint):
    (repository.book / "crm.yaml").write_text(f"{TEAM}curency: KRW\n")
    assert ["crm.yaml"] == files(lint("--changed"))


def test_odd_file_names_survive_git(repository, lint):
    for name in ("with space", "quote'", "tab\tname", "한"):
        repository.write({name: "name: X\n"})
    assert 3 == len(
        [row for row in lint("--changed").json["rows"] if row["rule"] == "bad-file-name"]
    )


# A repository is somebody else's


def test_nothing_a_repositorys_configuration_names_is_run(repository, lint, tmp_path):
    marker = tmp_path / "was-run"
    script = tmp_path / "evil"
    script.write_text(f'#!/bin/sh\necho "$0 $@" >> {marker}\nexit 0\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in (
        "post-index-change",
        "fsmonitor-watchman",
        "query-watchman",
        "pre-auto-gc",
        "reference-transaction",
        "post-checkout",
    ):
        os.symlink(script, hooks / hook)
    with open(repository.book / ".gitattributes", "w") as file:
        file.write("* diff=evil filter=evil merge=evil\n")
    repository.git("add", ".gitattributes")
    repository.git("commit", "-q", "-m", "attributes")
    for key, value in {
        "core.fsmonitor": script,
        "core.hooksPath": hooks,
        "core.pager": script,
        "core.editor": script,
        "core.askPass": script,
        "core.sshCommand": script,
        "core.gitProxy": script,
        "core.attributesFile": tmp_path / "attributes",
        "diff.external": script,
        "diff.evil.textconv": script,
        "diff.evil.command": script,
        "pager.diff": script,
        "pager.config": script,
        "interactive.diffFilter": script,
        "credential.helper": script,
        "alias.diff": f"!{script}",
        "alias.rev-parse": f"!{script}",
        "gpg.program": script,
        "uploadpack.packObjectsHook": script,
        "trace2.eventTarget": marker,
    }.items():
        repository.git("config", key, str(value))
    marker.unlink(missing_ok=True)
    repository.write({"changed": UNKNOWN, "new": UNKNOWN})
    os.utime(repository.book / "accounts/same.yaml")
    ran = repository(
        "lint",
        "--changed",
        "--format",
        "json",
        env={
            "GIT_EXTERNAL_DIFF": str(script),
            "GIT_PAGER": str(script),
            "PAGER": str(script),
            "GIT_SSH": str(script),
        },
    )
    assert ["changed.yaml", "new.yaml"] == files(ran)
    repository("due", "--mine")
    assert not marker.exists(), marker.read_text()


def test_no_clean_filter_of_a_repository_is_run(repository, tmp_path):
    marker = tmp_path / "was-run"
    script = tmp_path / "evil"
    script.write_text(f'#!/bin/sh\necho "$0 $@" >> {marker}\ncat\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    (repository.book / ".gitattributes").write_text("*.yaml filter=evil\n")
    for key in ("filter.evil.clean", "filter.evil.smudge", "filter.evil.process"):
        repository.git("config", key, str(script))
    marker.unlink(missing_ok=True)
    text = (repository.book / "accounts/same.yaml").read_text()
    (repository.book / "accounts/same.yaml").write_text(text.replace("nobody", "noBody"))
    os.utime(repository.book / "accounts/changed.yaml")
    repository("lint", "--changed", "--format", "json")
    assert not marker.exists(), marker.read_text()


def test_lint_writes_nothing_into_the_repository(repository, lint):
    repository.write({"changed": UNKNOWN, "new": UNKNOWN})
    os.utime(repository.book / "accounts/same.yaml")

    def state():
        return {
            path: (path.stat().st_mtime_ns, path.stat().st_size)
            for path in repository.book.rglob("*")
            if path.is_file()
        }

    before = state()
    lint("--changed")
    lint()
    assert before == state()


def test_the_json_of_a_finding_says_where_in_the_record_it_is(crm, lint):
    crm.write({"a": "name: A\nlog:\n  - {date: 2026-01-01, type: call, by: nobody}\n"}, TEAM)
    (row,) = lint().json["rows"]
    assert {
        "file": "accounts/a.yaml",
        "line": 3,
        "column": 40,
        "rule": "unknown-reference",
        "severity": "error",
        "path": "log.0.by",
    } == {key: value for key, value in row.items() if key != "message"}
    assert json.loads(lint().out)["totals"] == {"error": 1, "warning": 0, "info": 0, "files": 2}


def test_what_the_rows_hold_is_what_the_page_says(crm, lint):
    page = (ROOT / "docs" / "output.md").read_text("utf-8").partition("### Findings")[2]
    fields = re.findall(r"^\| `(\w+)` \|", page.partition("## Exit")[0], re.MULTILINE)
    crm.write({"a": "name: A\nowner: kim  # crm: ignore[days]\n", "b": UNKNOWN}, TEAM)
    mended, bare = lint().json["rows"]
    assert fields[:7] == list(bare)
    assert [*fields[:7], "write", "fix"] == list(mended)
    assert {"write", "fix", "related"} == set(fields[7:])
    (edit,) = mended["fix"]["edits"]
    assert {"safe", "edits"} == set(mended["fix"])
    for field in ("safe", "edits", *edit):
        assert f"`{field}`" in page
    counted = crm("lint", "--statistics", "--json", *AS_OF).json["rows"][0]
    explained = crm("lint", "--explain", "days", "--json", *AS_OF).json["rows"][0]
    for field in (*counted, *explained):
        assert f"`{field}`" in page


def test_more_than_github_shows_are_counted_below(crm, lint):
    crm.write({f"a{number:02}": UNKNOWN for number in range(12)}, TEAM)
    crm.write({"b": UNDATED}, TEAM)
    ran = lint(form="github")
    assert 13 == ran.text.count("::group::") == ran.text.count("::endgroup::")
    # two errors too many, and as many warnings that all have one name
    assert ran.told.endswith("10 of each kind beside their lines; 4 more stand in this log alone\n")
    assert 1 == len(lint("accounts/b.yaml", form="github").told.splitlines())


def test_sarif_has_the_page_of_a_rule_and_what_mends_a_finding(crm, lint):
    crm.write({"a": "name: A\nowner: kim  # crm: ignore[days]\n"}, TEAM)
    (run,) = lint(form="sarif").json["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"].startswith("A comment silences a rule")
    assert "Wrong:" in rule["help"]["text"]
    assert "```yaml\nname: Hanbit" in rule["help"]["markdown"]
    assert ["structure"] == rule["properties"]["tags"]
    (fix,) = run["results"][0]["fixes"]
    assert "owner: kim" == fix["description"]["text"]
    assert fix["properties"]["safe"]


def test_from_above_a_book_a_path_names_it(crm):
    crm.write({"a": UNKNOWN, "b": CLEAN}, TEAM)
    for path, status in (
        (crm.book.name, 1),
        (f"{crm.book.name}/accounts/a.yaml", 1),
        (f"{crm.book.name}/accounts/b.yaml", 0),
    ):
        words = [sys.executable, "-m", "crmcli", "lint", path, "--format", "github", *AS_OF]
        ran = subprocess.run(
            words, cwd=crm.book.parent, env=crm.environment(), capture_output=True, check=False
        )
        assert (status, bool(status)) == (
            ran.returncode,
            f"file={crm.book.name}/accounts/a.yaml,line=2".encode() in ran.stdout,
        )


# What the rules find: --explain


ABOUT = "undated-stance (1): A stance has no date."
EXPLAINED = (*AS_OF, "--explain", "--lang", "en")


@pytest.fixture
def explained(crm):
    crm.write({"a": UNDATED, "b": UNKNOWN, "c": FOREIGN}, TEAM)
    return lambda *words: crm("lint", *EXPLAINED, *words)


def test_explain_says_what_each_rule_finds_after_the_findings(crm, explained):
    ran, bare = explained(), crm("lint", *AS_OF, "--lang", "en")
    lines = ran.text.removeprefix(bare.text).splitlines()
    assert (bare.status, bare.told) == (ran.status, ran.told)
    assert [
        "",
        ABOUT,
        "unknown-reference (2): A name leads nowhere: no such contact, role, deal, product, member of the team, stage, reason or account.",
    ] == lines


def test_explain_is_told_in_the_readers_language(explained, crm):
    assert (
        "undated-stance (1): 태도에 날짜가 없습니다."
        in crm("lint", "--explain", *AS_OF, "--lang", "ko").text
    )


def test_explain_stands_below_every_form_that_a_person_reads(explained):
    for form in ("spoken", "plain", "markdown"):
        assert ABOUT in [
            line.removeprefix("- ") for line in explained("-o", form).text.splitlines()
        ]


def test_explain_in_json_has_the_rules_and_the_record_of_each_finding(explained, crm):
    crm.write({"d": "name: [\n"})
    answer = explained("--json").json
    assert {"undated-stance", "unknown-reference", "yaml-syntax"} == answer["explain"][
        "definitions"
    ].keys()
    assert [[row["path"]] if row["path"] else [] for row in answer["rows"]] == [
        row["path"] for row in answer["explain"]["rows"]
    ]
    assert ["contacts.p.stance"] in [row["path"] for row in answer["explain"]["rows"]]
    assert "explain" not in crm("lint", *AS_OF, "--json").json


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_forms_without_room_for_it_are_the_same_with_explain(explained, crm, form):
    assert explained("--format", form) == crm("lint", *AS_OF, "--lang", "en", "--format", form)


def test_sarif_describes_every_rule_that_it_names(explained):
    rules = explained("--format", "sarif").json["runs"][0]["tool"]["driver"]["rules"]
    assert {"undated-stance": "A stance has no date."}.items() <= {
        rule["id"]: rule["shortDescription"]["text"] for rule in rules
    }.items()


def test_without_findings_there_is_nothing_to_explain(crm):
    crm.write({"a": CLEAN}, TEAM)
    assert (0, b"", b"2 files: no findings\n") == crm("lint", *EXPLAINED)


def test_a_broken_policy_is_explained_too(crm):
    crm.write({"a": CLEAN}, "team: [\n")
    ran = crm("lint", *EXPLAINED)
    assert (1, "yaml-syntax (1): A file cannot be read as YAML.") == (
        ran.status,
        ran.text.splitlines()[-1],
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), {"a", "b", "c"}),
        (("--owner", "ada"), {"a"}),
        (("--segment", "B"), {"b"}),
        (("--tag", "t"), {"c"}),
        (("--owner", "ada", "--segment", "B"), set()),
        (("--owner", "ada", "--owner", "ben"), {"a", "b"}),
    ],
)
def test_each_filter_alone_lets_through_only_its_accounts(crm, words, found):
    each = "name: {0}\nowner: {1}\nsegment: {2}\ntags: [{3}]\nroles: {{ceo: zzz}}\n"
    crm.write(
        {
            "a": each.format("A", "ada", "A", "x"),
            "b": each.format("B", "ben", "B", "x"),
            "c": each.format("C", "cy", "C", "t"),
        },
        "language: en\nteam: {ada: Ada, ben: Ben, cy: Cy}\n",
    )
    ran = crm("lint", "--json", "--as-of", "2026-08-01", *words)
    assert found == {
        each["file"].rpartition("/")[2].removesuffix(".yaml") for each in ran.json["rows"]
    }


def test_the_rules_look_at_the_rest_of_a_file_that_is_no_yaml(crm):
    text = "name: A\nstatus：prospect\ncontacts: {kim: {name: Kim}}\nlog:\n  - {date: 2026-1-5, type: call, with: lim, what: x}\n"
    crm.write({"a": text})
    rows = crm("lint", "-o", "json", "--as-of", "2026-08-01").json["rows"]
    assert [("yaml-syntax", 2), ("bad-date", 5), ("unknown-reference", 5)] == [
        (row["rule"], row["line"]) for row in rows if row["severity"] == "error"
    ]


@pytest.mark.parametrize("paths", [(), ("accounts/a.yaml",), ("accounts",)], ids=" ".join)
def test_a_broken_policy_is_told_in_the_form_asked_for_whatever_files_are_named(crm, paths):
    crm.write({"a": "name: A\n"}, "stages: [\n")
    ran = crm("lint", *paths, "-o", "json")
    assert (1, ["yaml-syntax"]) == (ran.status, [each["rule"] for each in ran.json["rows"]])
    assert ran.json["rows"][0]["file"] == "crm.yaml"
