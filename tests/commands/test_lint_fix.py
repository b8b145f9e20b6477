"""`crm lint --fix`: what is known to be meant is written, and not a byte beside it."""

import json
import os
import stat
import sys

import pytest

AS_OF = ("--as-of", "2026-08-01", "--lang", "en")
POLICY = "team: {kim: {name: Kim}}\n"
OLD, LATER, LAST = (
    "  - {date: 2026-05-02, type: visit, by: kim, what: Apology}  # the first\n",
    "  # how it went on\n  - {date: 2026-06-11, type: review, by: kim, what: First half}\n",
    "  - {date: 2026-07-22, type: call, by: kim, what: Test run}\n",
)
HEAD = "# 한빛\nname: Hanbit  # by hand\nlog:\n"
ORDERED = HEAD + OLD + LATER + LAST
MIXED = HEAD + OLD + LAST + LATER
CUSTOM = "fields: {plants: {on: account, type: number}}\n"
PLANT = "name: Plant\ncustom:\n  plant: 2   # two of them\n"


def text(crm, name="a.yaml"):
    return (crm.book / "accounts" / name).read_bytes().decode()


def fix(crm, *words, env=None):
    return crm("lint", "--fix", *words, *AS_OF, env=env)


def test_what_is_sure_is_mended_and_told_and_the_rest_is_told_as_ever(crm):
    crm.write({"a": MIXED + "owner: nobody\n"}, POLICY)
    ran = fix(crm)
    first, *rest = ran.text.splitlines()
    assert (
        "accounts/a.yaml:7:12: 2026-06-11 -> in the order of the days [log-out-of-order]" == first
    )
    assert (1, True) == (ran.status, "[unknown-reference]" in rest[0])
    assert (ORDERED + "owner: nobody\n", "mended 1, left 1\n") == (text(crm), ran.told)


def test_a_second_run_changes_nothing(crm):
    crm.write({"a": MIXED}, POLICY)
    assert (0, ORDERED) == (fix(crm).status, text(crm))
    again = fix(crm)
    assert (0, "", "mended 0, left 0\n", ORDERED) == (
        again.status,
        again.text,
        again.told,
        text(crm),
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", ["", "\n"], ids=["cut", "ended"])
def test_line_ends_and_the_byte_order_mark_stay(crm, mark, end, last):
    rest = f"x-notes: |\n  as  it{last and chr(10)}"
    before, after = (mark + (each + rest).replace("\n", end).encode() for each in (MIXED, ORDERED))
    crm.write({"a": before}, POLICY)
    assert (0, after) == (fix(crm).status, (crm.book / "accounts" / "a.yaml").read_bytes())


def test_a_log_that_is_mostly_newest_first_becomes_so_throughout(crm):
    newest = HEAD + LAST + OLD.replace("05-02", "06-20") + LATER + OLD
    crm.write({"a": HEAD + LAST + LATER + OLD.replace("05-02", "06-20") + OLD}, POLICY)
    assert (0, newest) == (fix(crm).status, text(crm))


def test_a_diff_shows_it_and_writes_nothing(crm):
    crm.write({"a": MIXED, "b": "name: B\nowner: nobody\n"}, POLICY)
    ran = crm("lint", "--diff", *AS_OF)
    assert (1, MIXED, "would mend 1, left 1\n") == (ran.status, text(crm), ran.told)
    assert ran.text.startswith("--- a/accounts/a.yaml\n+++ b/accounts/a.yaml\n")
    assert crm("lint", "--fix", "--diff", *AS_OF) == ran
    crm.write({"a": ORDERED})
    none = crm("lint", "--diff", *AS_OF)
    assert (0, "", "would mend 0, left 1\n") == (none.status, none.text, none.told)


def test_what_is_likely_waits_for_unsafe(crm):
    crm.write({"a": PLANT}, CUSTOM)
    ran = fix(crm)
    assert (1, PLANT, "mended 0, left 1 (1 more with --unsafe)\n") == (
        ran.status,
        text(crm),
        ran.told,
    )
    ran = fix(crm, "--unsafe")
    assert (0, "accounts/a.yaml:3:3: plant -> plants [custom-field]\n", "mended 1, left 0\n") == (
        ran.status,
        ran.text,
        ran.told,
    )
    assert PLANT.replace("plant:", "plants:") == text(crm)


def test_unsafe_alone_is_refused(crm):
    crm.write({"a": PLANT}, CUSTOM)
    ran = crm("lint", "--unsafe", *AS_OF)
    assert (2, PLANT, True) == (ran.status, text(crm), "--fix or --diff" in ran.told)


def test_a_plain_run_says_what_would_be_mended(crm):
    crm.write({"a": MIXED, "b": PLANT}, POLICY + CUSTOM)
    hint = "crm lint --fix mends 1 of them, and 1 more with --unsafe\n"
    assert crm("lint", *AS_OF).told.endswith(f"\n{hint}")
    crm.write({"a": ORDERED, "b": "name: B\nowner: nobody\n"})
    assert "--fix" not in crm("lint", *AS_OF).told


def test_json_has_what_was_fixed_beside_what_is_left(crm):
    crm.write({"a": MIXED, "b": PLANT}, POLICY + CUSTOM)
    ran = fix(crm, "--unsafe", "--json")
    assert [
        ("accounts/a.yaml", 7, 12, "log-out-of-order", "2026-06-11"),
        ("accounts/b.yaml", 3, 3, "custom-field", "plant"),
    ] == [
        (each["file"], each["line"], each["column"], each["rule"], each["old"])
        for each in ran.json["fixed"]
    ]
    assert ([], {"error": 0, "warning": 0, "info": 0, "files": 3}) == (
        ran.json["rows"],
        ran.json["totals"],
    )


def test_a_diff_in_json_has_the_lines_too(crm):
    crm.write({"a": MIXED}, POLICY)
    ran = crm("lint", "--diff", "--json", *AS_OF)
    assert (1, 1, True, MIXED) == (
        ran.status,
        len(ran.json["fixed"]),
        ran.json["diff"].startswith("--- a/accounts/a.yaml\n"),
        text(crm),
    )


def test_other_forms_keep_theirs_and_what_was_mended_is_told_beside_them(crm):
    crm.write({"a": MIXED}, POLICY)
    ran = fix(crm, "--format", "sarif")
    assert ([], True) == (
        json.loads(ran.text)["runs"][0]["results"],
        ran.told.startswith("accounts/a.yaml:7:12: 2026-06-11 -> "),
    )


def test_a_comment_that_silences_the_finding_keeps_the_log_as_it_is(crm):
    kept = MIXED.replace("First half}", "First half}  # crm: ignore[log-out-of-order]")
    crm.write({"a": kept}, POLICY)
    assert (0, kept) == (fix(crm).status, text(crm))
    both = kept.replace(OLD, LATER.replace("06-11", "08-01") + OLD)
    crm.write({"a": both}, POLICY)
    fix(crm)
    assert both == text(crm)


def test_paths_and_filters_say_whose_files_are_mended(crm):
    crm.write({"a": MIXED, "b": MIXED + "owner: kim\n", "c": MIXED}, POLICY)
    fix(crm, "accounts/a.yaml")
    assert [ORDERED, MIXED] == [text(crm, "a.yaml"), text(crm, "c.yaml")]
    fix(crm, "--owner", "kim")
    assert [ORDERED + "owner: kim\n", MIXED] == [text(crm, "b.yaml"), text(crm, "c.yaml")]


def test_only_what_changed_is_mended(crm):
    crm.write({"a": MIXED, "b": MIXED}, POLICY)
    crm.git("init", "-q")
    crm.git("add", "-A")
    crm.git("commit", "-qm", "x")
    crm.write({"a": MIXED + "segment: A\n"})
    ran = fix(crm, "--changed")
    assert (0, "mended 1, left 0\n") == (ran.status, ran.told)
    assert [ORDERED + "segment: A\n", MIXED] == [text(crm, "a.yaml"), text(crm, "b.yaml")]


def test_a_book_that_commits_commits_it_and_undo_takes_it_back(crm):
    crm.write({"a": MIXED, "b": MIXED}, POLICY + "commit: auto\n")
    crm.git("init", "-q")
    crm.git("add", "-A")
    crm.git("commit", "-qm", "x")
    who = {
        f"GIT_{role}_{what}": said
        for role in ("AUTHOR", "COMMITTER")
        for what, said in (("NAME", "Test"), ("EMAIL", "test@example.com"))
    }
    ran = fix(crm, env=who)
    assert (0, "Mend 2 findings\n", "") == (
        ran.status,
        crm.git("log", "-1", "--format=%s"),
        crm.git("status", "--porcelain"),
    ), ran.told
    assert "committed as " in ran.told
    undone = crm("undo", "--lang", "en", env=who)
    assert (0, MIXED, MIXED) == (undone.status, text(crm), text(crm, "b.yaml")), undone.told


@pytest.mark.parametrize("name", ["a.yml", "a.YML", "a.YAML"])
def test_a_file_that_is_nearly_called_so_gets_its_name_and_is_mended_then(crm, name):
    crm.write({}, POLICY)
    folder = crm.book / "accounts"
    folder.mkdir()
    (folder / name).write_text(MIXED, encoding="utf-8")
    ran = fix(crm)
    assert [
        f"accounts/{name}:1:1: accounts/{name} -> accounts/a.yaml [file-suffix]",
        "accounts/a.yaml:7:12: 2026-06-11 -> in the order of the days [log-out-of-order]",
    ] == ran.text.splitlines()
    assert (0, ["a.yaml"], ORDERED) == (ran.status, os.listdir(folder), text(crm))


def test_a_name_that_is_taken_is_left_alone_and_told(crm):
    crm.write({"a": ORDERED, "sub/b": "name: B\n"}, POLICY)
    for name in ("a.yml", "b.yml"):
        (crm.book / "accounts" / name).write_text("name: Other\n", encoding="utf-8")
    ran = fix(crm)
    assert (1, ORDERED, "mended 0, left 2") == (ran.status, text(crm), ran.told.splitlines()[-1])
    assert 2 == ran.told.count("keeps its name")
    assert ["a.yaml", "a.yml", "b.yml", "sub"] == sorted(os.listdir(crm.book / "accounts"))


def test_a_file_that_may_not_be_written_keeps_nobody_else_from_it(crm):
    crm.write({"a": MIXED, "b": MIXED}, POLICY)
    os.chmod(crm.book / "accounts" / "a.yaml", stat.S_IRUSR)
    ran = fix(crm)
    assert (MIXED, ORDERED, True) == (
        text(crm),
        text(crm, "b.yaml"),
        "accounts/a.yaml cannot be written" in ran.told,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_one_and_its_file_is_written_once(crm):
    crm.write({"b": MIXED}, POLICY)
    os.symlink("b.yaml", crm.book / "accounts" / "a.yaml")
    ran = fix(crm)
    assert (0, ORDERED, True) == (
        ran.status,
        text(crm, "b.yaml"),
        (crm.book / "accounts" / "a.yaml").is_symlink(),
    ), ran.told


def test_two_files_of_one_id_are_left_alone(crm):
    crm.write({"a": MIXED, "sub/a": MIXED}, POLICY)
    ran = fix(crm)
    assert (1, MIXED, MIXED) == (ran.status, text(crm), text(crm, "sub/a.yaml"))


def test_what_is_mended_says_nothing_to_the_terminal(crm):
    hostile = 'name: Hanbit\ncustom:\n  "pl\\eant": 2\n'
    crm.write({"a": hostile}, CUSTOM)
    ran = fix(crm, "--unsafe")
    assert b"\x1b" not in ran.out + ran.err
