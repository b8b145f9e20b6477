"""`crm history`, `crm diff` and `crm blame` over small repositories made in the test."""

import os
import re
import shlex
import stat
from pathlib import Path
from string import Template

import pytest
from ruamel.yaml import YAML

POLICY = """\
language: en
timezone: Asia/Seoul
team:
  kim-mj: {name: 김민지, emails: [MJ.Kim@us.example]}
  choi: {name: 최상무}
"""
HANBIT = """\
name: 한빛전자㈜
roles: {ceo: {rep: choi}}
contacts: {lee: {name: 이동현, stance: {2026-05-02: negative}}}
deals: {pt2: {amount: 72_000_000, close: 2026-09-30, stages: {2026-07-01: presenting}}}
"""
AUTHORS = {"kim": ("Kim Minji", "mj.kim@us.example"), "guest": ("Guest", "guest@elsewhere.example")}


def commit(crm, day, accounts=None, policy=None, by="kim", subject="work"):
    """Write these files, and commit everything there is at nine in the morning of that day in Seoul."""
    if not (crm.book / ".git").exists():
        crm.book.mkdir(exist_ok=True)
        crm.git("init", "--quiet")
    crm.write(accounts or {}, policy)
    crm.git("add", "--all")
    record(crm, day, "commit", "--quiet", "--allow-empty", "-m", subject, by=by)


def record(crm, day, *words, by="kim"):
    name, email = AUTHORS[by]
    moment = f"{day}T09:00:00+09:00"
    before = dict(crm.env)
    crm.env |= {
        "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_DATE": moment,
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
    }
    crm.git(*words)
    crm.env = before


def told(ran):
    return [(row["date"], row["who"], row["account"], row["change"]) for row in ran.json["rows"]]


@pytest.fixture
def book(crm):
    crm.write({"hanbit": HANBIT}, POLICY)
    commit(crm, "2026-07-01", subject="first")
    return crm


# History


def test_a_change_is_told_with_its_day_and_the_member_whose_address_git_has(book):
    commit(
        book,
        "2026-08-03",
        {
            "hanbit": HANBIT.replace(
                "{2026-05-02: negative}",
                "{2026-05-02: negative, 2026-08-03: {value: neutral, by: kim-mj}}",
            )
        },
    )
    commit(book, "2026-08-04", {"zeta": "name: Zeta\n"}, by="guest")
    assert [
        ("2026-08-04", "Guest", "zeta", "new account: Zeta, prospect"),
        ("2026-08-03", "김민지", "hanbit", "이동현: negative -> neutral (김민지, 2026-08-03)"),
        ("2026-07-01", "김민지", "crm.yaml", "policy written for the first time"),
        (
            "2026-07-01",
            "김민지",
            "hanbit",
            "new account: 한빛전자㈜, prospect, people: 1, deals: 1",
        ),
    ] == told(book("history", "--json"))
    assert "이동현: 부정 -> 중립" in book("history", "--lang", "ko").text


def test_json_has_old_and_new_values_exactly_and_the_whole_commit(book):
    commit(
        book,
        "2026-08-03",
        {
            "hanbit": HANBIT.replace("72_000_000", "68_000_001").replace(
                "close: 2026-09-30", "close: {undated: 2026-09-30, 2026-08-03: 2026-10-31}"
            )
        },
    )
    (row,) = book("history", "--json", "--limit", "1").json["rows"]
    assert "pt2: 72M -> 68M, close 09-30 -> 10-31 (2026-08-03, 1st slip)" == row["change"]
    assert [
        {"field": "deals.pt2.amount.undated", "old": 72000000, "new": 68000001},
        {"field": "deals.pt2.close.2026-08-03", "old": None, "new": "2026-10-31"},
    ] == row["parts"]
    assert ("deal", "deals.pt2", "kim-mj", "Kim Minji", "2026-08-03T09:00:00+09:00") == (
        row["kind"],
        row["subject"],
        row["member"],
        row["author"],
        row["time"],
    )
    assert book.git("rev-parse", "HEAD").strip() == row["commit_id"]
    assert row["commit_id"].startswith(row["commit"])


def test_a_commit_that_only_changes_how_a_file_is_written_is_silent(book):
    flow = "# the customer\nname:   '한빛전자㈜'\nroles:\n  ceo:\n    rep: [choi]\ncontacts: {lee: {name: 이동현, stance: {2026-05-02: {value: negative}}}}\n"
    commit(
        book,
        "2026-08-01",
        {"hanbit": flow + HANBIT.splitlines(keepends=True)[-1].replace("\n", "\r\n")},
        POLICY.replace("language: en", "language:  'en'  # ours"),
    )
    assert {"2026-07-01"} == {row[0] for row in told(book("history", "--json"))}


def test_two_renames_and_a_change_between_them_are_followed_with_hangul_names(book):
    book.git("mv", "accounts/hanbit.yaml", "accounts/한빛 전자.yaml".replace(" ", "-"))
    commit(book, "2026-07-02")
    commit(book, "2026-07-03", {"한빛-전자": HANBIT + "segment: A\n"})
    (book.book / "accounts" / "수도권").mkdir()
    book.git("mv", "accounts/한빛-전자.yaml", "accounts/수도권/한빛.yaml")
    commit(book, "2026-07-04")
    commit(book, "2026-07-05", {"zeta": "name: Zeta\n"})
    assert [
        ("2026-07-04", "한빛", "file renamed: 한빛-전자 -> 한빛"),
        ("2026-07-03", "한빛-전자", "segment A"),
        ("2026-07-02", "한빛-전자", "file renamed: hanbit -> 한빛-전자"),
        ("2026-07-01", "hanbit", "new account: 한빛전자㈜, prospect, people: 1, deals: 1"),
    ] == [
        (day, account, change)
        for day, _, account, change in told(book("history", "한빛", "--json"))
    ]
    assert ["2026-07-03"] == [
        row["committed"]
        for row in book("blame", "한빛", "--json").json["rows"]
        if row["subject"] == "segment"
    ]


def test_moving_a_file_to_another_folder_is_no_change(book):
    (book.book / "accounts" / "seoul").mkdir()
    book.git("mv", "accounts/hanbit.yaml", "accounts/seoul/hanbit.yaml")
    commit(book, "2026-07-02")
    assert {"2026-07-01"} == {row[0] for row in told(book("history", "--json"))}
    assert ["2026-07-01"] == [row[0] for row in told(book("history", "hanbit", "--json"))]


def test_an_account_that_is_gone_can_still_be_asked_for(book):
    book.git("rm", "-q", "accounts/hanbit.yaml")
    commit(book, "2026-07-02")
    assert [
        "account removed: 한빛전자㈜, prospect, people: 1, deals: 1",
        "new account: 한빛전자㈜, prospect, people: 1, deals: 1",
    ] == [row[3] for row in told(book("history", "hanbit", "--json"))]
    assert (4, b"") == book("history", "nobody", "--json")[:2]


def test_who_has_left_since_is_told_as_left_and_is_called_the_same_in_json(book):
    was = (book.book / "crm.yaml").read_text(encoding="utf-8")
    book.write({}, was.replace("name: 김민지", "left: 2026-07-15, name: 김민지"))
    asked = ("history", "hanbit", "--lang", "en")
    assert (
        "김민지 (left)" in book(*asked, "--as-of", "2026-08-01").text,
        "(left)" in book(*asked, "--as-of", "2026-07-14").text,
    ) == (True, False)
    assert "김민지" == book(*asked, "--json").json["rows"][-1]["who"]


def test_who_has_left_is_told_as_left_within_what_changed_and_by_id_in_its_parts(book):
    left = POLICY.replace("{name: 최상무}", "{name: 최상무, left: 2026-07-10}")
    commit(book, "2026-07-05", {"hanbit": HANBIT + "owner: kim-mj\n"})
    commit(book, "2026-07-12", {"hanbit": HANBIT + "owner: choi\n"}, left)
    asked = ("--as-of", "2026-07-13", "--json")
    (row,) = [row for row in book("history", *asked).json["rows"] if "->" in row["change"]]
    assert (
        "owner 김민지 -> 최상무 (left)",
        [{"field": "owner", "old": "kim-mj", "new": "choi"}],
    ) == (
        row["change"],
        row["parts"],
    )
    diff = ("diff", "HEAD~1", "hanbit", *asked)
    assert book(*diff) == book("diff", "hanbit", "HEAD~1", *asked)  # either may stand first
    assert ["owner 김민지 -> 최상무 (left)"] == [row["change"] for row in book(*diff).json["rows"]]
    assert "담당 김민지 -> 최상무 (퇴사)" in book(*diff, "--lang", "ko").text
    assert "최상무 (left)" in book("blame", "hanbit", "--as-of", "2026-07-13").text


def test_days_people_and_a_limit_narrow_it(book):
    for day, segment in (("2026-07-02", "A"), ("2026-07-03", "B"), ("2026-07-04", "C")):
        commit(
            book,
            day,
            {"hanbit": HANBIT + f"segment: {segment}\n"},
            by="guest" if segment == "B" else "kim",
        )

    def days(*words):
        return sorted({row[0][-2:] for row in told(book("history", "--json", *words))})

    assert ["01", "02", "03", "04"] == days()
    assert ["03", "04"] == days("--since", "2026-07-03")
    assert ["01", "02"] == days("--until", "2026-07-02")
    assert ["01", "02"] == days("--as-of", "2026-07-02")
    assert ["03"] == days("--who", "guest") == days("--who", "GUEST@elsewhere.example")
    assert ["01", "02", "04"] == days("--who", "kim-mj") == days("--who", "김민지")
    assert [] == days("--who", "nobody")
    assert ["03", "04"] == days("--limit", "2")
    shown = book("history", "--limit", "2").text
    assert shown.endswith("The newest 2 commits with changes; --limit 0 shows all.\n")
    assert "--limit" not in book("history", "--limit", "4").text


def test_a_list_goes_on_behind_a_commit_of_it_and_may_be_of_one_kind_of_change(book):
    more = "contacts: {lee: {name: 이동현, stance: {2026-05-02: negative, 2026-07-04: neutral}}}"
    lines = HANBIT.splitlines()
    commit(book, "2026-07-04", {"hanbit": "\n".join([*lines[:2], more, *lines[3:]])}, POLICY)
    commit(book, "2026-07-05", {"other": "name: Other\n"}, POLICY)
    every = book("history", "--json").json["rows"]
    assert {row["kind"] for row in every} >= {"account", "stance"}
    ids = list(dict.fromkeys(row["commit_id"] for row in every))
    first = book("history", "--json", "--limit", "1").json["rows"]
    rest = book("history", "--json", "--before", ids[0]).json["rows"]
    assert first + rest == every
    assert book("history", "--json", "--before", ids[-1]).json["rows"] == []
    of_kind = book("history", "--json", "--type", "stance", "--limit", "1").json["rows"]
    assert of_kind == [row for row in every if row["kind"] == "stance"]
    assert book("history", "--before", "nowhere").status == 4


def test_a_merge_says_only_what_it_changed_itself(book):
    book.git("checkout", "-q", "-b", "side")
    commit(book, "2026-07-02", {"hanbit": HANBIT + "segment: A\n"})
    book.git("checkout", "-q", "-")
    commit(
        book,
        "2026-07-03",
        {"hanbit": HANBIT.replace("name: 이동현,", "name: 이동현, title: 실장,")},
    )
    record(book, "2026-07-04", "merge", "-q", "--no-ff", "-m", "merged", "side")
    plain = [
        ("2026-07-03", "이동현: title 실장"),
        ("2026-07-02", "segment A"),
        ("2026-07-01", "new account: 한빛전자㈜, prospect, people: 1, deals: 1"),
    ]
    assert plain == [(row[0], row[3]) for row in told(book("history", "hanbit", "--json"))]
    text = (book.book / "accounts" / "hanbit.yaml").read_text()
    book.write({"hanbit": text + "tags: [x]\n"})
    book.git("add", "--all")
    record(book, "2026-07-04", "commit", "-q", "--amend", "--no-edit")
    assert [("2026-07-04", "tag added: x"), *plain] == [
        (row[0], row[3]) for row in told(book("history", "hanbit", "--json"))
    ]


def test_a_file_that_could_not_be_read_for_a_while_loses_no_change(book):
    commit(book, "2026-07-02", {"hanbit": HANBIT + "segment: [\n"})
    commit(book, "2026-07-03", {"hanbit": HANBIT + "segment: {\n"})
    commit(book, "2026-07-04", {"hanbit": HANBIT + "segment: A\n"})
    assert [
        ("2026-07-04", "its file can be read again"),
        ("2026-07-04", "segment A"),
        ("2026-07-02", "its file cannot be read from here on"),
    ] == [(row[0], row[3]) for row in told(book("history", "hanbit", "--json"))][:3]


def test_a_change_of_the_policy_tells_its_values(book):
    commit(book, "2026-07-02", {}, POLICY.replace("최상무", "최이사") + "min_sample: 5\n")
    row = book("history", "--json", "--limit", "1").json["rows"][0]
    assert ("crm.yaml", "policy: min_sample 20 -> 5, team choi name 최상무 -> 최이사") == (
        row["account"],
        row["change"],
    )
    assert {("min_sample", 20, 5), ("team.choi.name", "최상무", "최이사")} == {
        (part["field"], part["old"], part["new"]) for part in row["parts"]
    }


@pytest.mark.parametrize("form", ["table", "spoken", "plain", "csv", "markdown", "json", "svg"])
def test_every_form_shows_record_text_and_runs_none_of_it(book, form):
    commit(
        book,
        "2026-07-02",
        {"hanbit": HANBIT.replace("이동현", '"[red]\\u202e이동현|`x`"')},
        by="guest",
    )
    for words in (["history"], ["diff", "HEAD~1..HEAD"], ["blame", "hanbit"]):
        ran = book(*words, "-o", form)
        assert (0, b"") == (ran.status, ran.err)
        assert "\u202e" not in ran.text
        assert "red" in ran.text


def owned(owner, more=""):
    return f"name: Zeta\nowner: {owner}\nsegment: B\ntags: [x]\n{more}"


def test_only_accounts_of_an_owner_a_segment_or_a_tag_as_they_were_after_each_commit(book):
    commit(book, "2026-07-02", {"zeta": owned("kim-mj")})
    commit(book, "2026-07-03", {"zeta": owned("choi")})
    commit(
        book,
        "2026-07-04",
        {"zeta": owned("choi", "source: event\n"), "hanbit": HANBIT + "segment: A\n"},
    )
    os.remove(book.book / "accounts" / "zeta.yaml")
    commit(book, "2026-07-05")

    def found(*words):
        return [(row[0][-2:], row[2]) for row in told(book("history", "--json", *words))]

    assert (
        [("05", "zeta"), ("04", "zeta"), ("03", "zeta")]
        == found("--owner", "choi")
        == found("--owner", "최상무")
    )
    assert [("02", "zeta")] == found("--owner", "kim-mj")
    assert (
        [("05", "zeta"), ("04", "zeta"), ("03", "zeta"), ("02", "zeta")]
        == found("--segment", "B")
        == found("--tag", "x")
        == found("--owner", "choi", "--owner", "kim-mj")
    )
    assert [("04", "hanbit")] == found("--segment", "A")
    assert [] == found("--tag", "nothing") == found("zeta", "--segment", "A")
    assert 4 == book("history", "--owner", "ghost").status


def test_a_limit_counts_the_commits_that_the_filters_let_through(book):
    for day in ("02", "03", "04"):
        commit(book, f"2026-07-{day}", {"zeta": owned("choi", f"aliases: [s{day}]\n")})
        commit(book, f"2026-07-{day}", {"hanbit": HANBIT + f"segment: S{day}\n"})
    assert ["2026-07-04", "2026-07-03"] == [
        row[0] for row in told(book("history", "--owner", "choi", "--limit", "2", "--json"))
    ]


def test_what_explains_a_change_are_the_fields_that_differ(book):
    commit(
        book,
        "2026-07-02",
        {
            "hanbit": HANBIT.replace(
                "72_000_000, close: 2026-09-30", "68_000_000, close: 2026-10-31"
            )
        },
    )
    behind = book("history", "--limit", "1", "--explain", "--json").json["explain"]
    assert ([{"change": ["deals.pt2.amount.undated", "deals.pt2.close.undated"]}], True) == (
        behind["rows"],
        "who" in behind["definitions"],
    )
    assert [{"change": ["deals.pt2.amount.undated", "deals.pt2.close.undated"]}] == book(
        "diff", "HEAD~1..HEAD", "--explain", "--json"
    ).json["explain"]["rows"]


def test_the_history_up_to_a_revision_is_that_of_its_branch(book):
    book.git("checkout", "-q", "-b", "side")
    commit(book, "2026-07-02", {"hanbit": HANBIT + "segment: A\n"})
    book.git("checkout", "-q", "-")
    commit(book, "2026-07-03", {"hanbit": HANBIT + "segment: B\n"})
    assert ["segment A", "new account: 한빛전자㈜, prospect, people: 1, deals: 1"] == [
        row[3] for row in told(book("history", "hanbit", "--at", "side", "--json"))
    ]
    assert {"segment": ("A", "2026-07-02")} == {
        row["subject"]: (row["value"], row["committed"])
        for row in book("blame", "hanbit", "--at", "side", "--json").json["rows"]
        if row["subject"] == "segment"
    }


def test_the_file_on_disk_is_not_what_a_revision_is_asked_for(book):
    book.write({"hanbit": HANBIT + "segment: A\n"})
    assert 0 == sum(
        row["commit"] is None
        for row in book("blame", "hanbit", "--at", "HEAD", "--json").json["rows"]
    )
    assert 1 == sum(row["commit"] is None for row in book("blame", "hanbit", "--json").json["rows"])


def test_what_explains_a_fact_is_its_place_and_the_whole_commit(book):
    head = book.git("rev-parse", "HEAD").strip()
    behind = book("blame", "hanbit", "--explain", "--json").json["explain"]["rows"]
    assert {
        "value": ["status"],
        "commit": [f"{head} 2026-07-01 Kim Minji <mj.kim@us.example>"],
    } == behind[0]


# Diff


def test_two_revisions_may_stand_beside_each_other_as_git_has_it(book):
    commit(book, "2026-07-02", {"zeta": owned("choi")})
    commit(
        book,
        "2026-07-03",
        {"zeta": owned("kim-mj"), "other": owned("choi").replace("Zeta", "Other")},
    )
    pair = book("diff", "HEAD~1", "HEAD", "--json")
    assert pair.json["rows"]
    assert pair == book("diff", "HEAD~1..HEAD", "--json")
    assert {"zeta"} == {
        row["account"] for row in book("diff", "HEAD~1", "HEAD", "zeta", "--json").json["rows"]
    }


def test_a_diff_of_an_owner_a_segment_or_a_tag_goes_by_the_newer_state_and_leaves_the_policy_out(
    book,
):
    commit(
        book,
        "2026-07-02",
        {"zeta": owned("kim-mj"), "other": owned("choi").replace("Zeta", "Other")},
    )
    book.write(
        {"zeta": owned("choi"), "hanbit": HANBIT + "segment: B\n"}, POLICY + "min_sample: 5\n"
    )
    os.remove(book.book / "accounts" / "other.yaml")

    def accounts(*words):
        return [row["account"] for row in book("diff", "--json", *words).json["rows"]]

    assert ["crm.yaml", "hanbit", "other", "zeta"] == accounts()
    assert (["other", "zeta"], []) == (accounts("--owner", "choi"), accounts("--owner", "kim-mj"))
    assert ["hanbit", "other", "zeta"] == accounts("--segment", "B")
    assert (["other", "zeta"], ["zeta"]) == (accounts("--tag", "x"), accounts("zeta", "--tag", "x"))


def test_a_file_that_cannot_be_read_any_more_is_its_last_owners_in_a_diff(book):
    commit(book, "2026-07-02", {"zeta": owned("choi")})
    book.write({"zeta": "name: [\n"})
    assert (["its file cannot be read from here on"], []) == tuple(
        [row["change"] for row in book("diff", "--json", "--owner", owner).json["rows"]]
        for owner in ("choi", "kim-mj")
    )


def test_without_a_revision_the_last_commit_is_compared_with_the_files(book):
    assert "Nothing differs.\n" == book("diff").text.splitlines(keepends=True)[-1]
    book.write(
        {"hanbit": HANBIT + "segment: A\n", "zeta": "name: Zeta\n"}, POLICY + "min_sample: 5\n"
    )
    assert ["policy: min_sample 20 -> 5", "segment A", "new account: Zeta, prospect"] == [
        row["change"] for row in book("diff", "--json").json["rows"]
    ]
    assert ["segment A"] == [row["change"] for row in book("diff", "hanbit", "--json").json["rows"]]
    assert ["new account: Zeta, prospect"] == [
        row["change"] for row in book("diff", "HEAD", "accounts/zeta.yaml", "--json").json["rows"]
    ]
    assert ["segment A", "new account: Zeta, prospect"] == [
        row["change"] for row in book("diff", "accounts", "--json").json["rows"]
    ]


@pytest.mark.parametrize(
    ("folder", "word"),
    [
        (".", "accounts/zeta.yaml"),
        ("accounts", "zeta.yaml"),
        (".", "accounts/north/zeta.yaml"),
        ("accounts/north", "zeta.yaml"),
    ],
)
def test_a_file_that_is_gone_is_named_by_its_path_from_where_one_stands(book, folder, word):
    path = book.book / folder / word
    path.parent.mkdir(exist_ok=True)
    path.write_text("name: Zeta\n", encoding="utf-8")
    book.write({"kept": "name: Kept\n"})
    (path.parent / "stays.yaml").write_text("name: Stays\n", encoding="utf-8")
    commit(book, "2026-07-02")
    path.unlink()
    book.write({"kept": "name: Kept\nsegment: A\n"})
    ran = book("diff", "HEAD", word, "--json", cwd=book.book / folder)
    assert ["account removed: Zeta, prospect"] == [row["change"] for row in ran.json["rows"]]


def test_a_folder_without_accounts_is_no_account_of_that_name(book):
    assert (0, []) == ((ran := book("diff", "HEAD", "none/", "--json")).status, ran.json["rows"])
    ran = book("diff", "HEAD", "none", "--json")
    assert (True, True) == (ran.status != 0, "none" in ran.told)


def test_revisions_are_commits_branches_and_days(book):
    book.git("branch", "start")
    commit(book, "2026-07-02", {"hanbit": HANBIT + "segment: A\n"})
    book.git("checkout", "-q", "-b", "other", "start")
    commit(book, "2026-07-03", {"zeta": "name: Zeta\n"})
    main = "@{-1}"

    def changes(*words):
        return [row["change"] for row in book("diff", "--json", *words).json["rows"]]

    assert ["segment A", "account removed: Zeta, prospect"] == changes(f"other..{main}")
    assert ["segment A"] == changes(f"other...{main}")
    assert (
        ["new account: Zeta, prospect"]
        == changes("start..")
        == changes("start")
        == changes("2026-07-01")
    )
    assert [] == changes("..")
    early = book("diff", "2026-01-01")
    assert (4, True) == (early.status, "2026-01-01" in early.told and "committed" in early.told)
    ran = book("diff", "nowhere..HEAD")
    assert (4, True) == (ran.status, "nowhere" in ran.told)


def test_a_renamed_account_is_one_account_in_a_diff_too(book):
    os.rename(
        book.book / "accounts" / "hanbit.yaml", book.book / "accounts" / "hanbit-electronics.yaml"
    )
    book.write({"hanbit-electronics": HANBIT + "segment: A\n"})
    assert [
        ("hanbit-electronics", "file renamed: hanbit -> hanbit-electronics"),
        ("hanbit-electronics", "segment A"),
    ] == [(row["account"], row["change"]) for row in book("diff", "--json").json["rows"]]


def test_a_broken_file_is_told_in_a_diff_and_by_the_exit_status(book):
    book.write({"hanbit": "name: [\n"})
    ran = book("diff", "--json")
    assert (1, ["its file cannot be read from here on"]) == (
        ran.status,
        [row["change"] for row in ran.json["rows"]],
    )
    assert "accounts/hanbit.yaml:" in ran.told


def test_the_recipe_for_pull_requests_says_what_crm_understands(book):
    page = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^```yaml\n# \.github/\S+\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    steps = YAML(typ="safe", pure=True).load(recipe)["jobs"]["diff"]["steps"]
    (step,) = [step for step in steps if step.get("run", "").startswith("crm ")]
    book.git("checkout", "-q", "-b", "work")
    commit(book, "2026-07-02", {"hanbit": HANBIT + "segment: '*A*'\n"})
    ends = {"BASE": book.git("rev-parse", "HEAD~1").strip(), "HEAD": "work"}
    assert set(step["env"]) == set(ends)
    words = shlex.split(step["run"].partition(">")[0])[1:]
    ran = book(*[Template(word).substitute(ends) for word in words])
    assert (0, True) == (ran.status, "| hanbit | segment \\*A\\* |\n" in ran.text)


# Blame


def test_every_fact_has_the_commit_that_brought_it(book):
    commit(
        book,
        "2026-08-03",
        {
            "hanbit": HANBIT.replace(
                "{2026-05-02: negative}",
                "{2026-05-02: negative, 2026-08-02: {value: neutral, by: choi}}",
            )
        },
        by="guest",
    )
    book.write(
        {
            "hanbit": (book.book / "accounts" / "hanbit.yaml")
            .read_text()
            .replace("72_000_000", "{undated: 72_000_000, 2026-08-04: 68_000_000}")
        }
    )
    ran = book("blame", "hanbit", "--as-of", "2026-08-05", "--json")
    assert {
        "status": ("prospect", "kim-mj", "2026-07-01", "2026-07-01"),
        "roles.ceo.rep": ("최상무", "kim-mj", "2026-07-01", "2026-07-01"),
        "contacts.lee.stance": ("neutral", "choi", "2026-08-02", "2026-08-03"),
        "deals.pt2.stages": ("Presenting", "kim-mj", "2026-07-01", "2026-07-01"),
        "deals.pt2.amount": ("68M", None, "2026-08-04", None),
        "deals.pt2.close": ("2026-09-30", "kim-mj", "2026-07-01", "2026-07-01"),
    } == {
        row["subject"]: (row["value"], row["by"], row["date"], row["committed"])
        for row in ran.json["rows"]
    }
    assert book("blame", "hanbit", "--as-of", "2026-08-05").text.endswith(
        "Facts that are not committed: 1.\n"
    )


def test_one_contact_is_told_whole_by_id_or_name(book):
    commit(
        book,
        "2026-07-02",
        {
            "hanbit": HANBIT.replace("name: 이동현,", "name: 이동현, title: 실장,").replace(
                "{rep: choi}", "{rep: choi, contact: lee}"
            )
        },
    )
    for word in ("lee", "이동현", "le", "ㅇㄷㅎ"):
        rows = book("blame", "hanbit", word, "--json").json["rows"]
        assert [
            ("roles.ceo.contact", "2026-07-02"),
            ("contacts.lee.stance", "2026-07-01"),
            ("contacts.lee.name", "2026-07-01"),
            ("contacts.lee.title", "2026-07-02"),
        ] == [(row["subject"], row["committed"]) for row in rows]
    ran = book("blame", "hanbit", "nobody")
    assert (4, b"", True) == (ran.status, ran.out, "lee" in ran.told)


def test_a_fact_said_again_belongs_to_who_said_it_last(book):
    commit(book, "2026-07-02", {"hanbit": HANBIT.replace("presenting", "closing")})
    commit(book, "2026-07-03", {"hanbit": HANBIT})
    assert ["2026-07-03"] == [
        row["committed"]
        for row in book("blame", "hanbit", "--json").json["rows"]
        if row["subject"] == "deals.pt2.stages"
    ]


def test_nothing_committed_yet_is_no_error(crm):
    crm.write({"hanbit": HANBIT}, POLICY)
    crm.git("init", "-q")
    assert {None} == {row["commit"] for row in crm("blame", "hanbit", "--json").json["rows"]}
    assert [] == crm("history", "--json").json["rows"]
    ran = crm("diff")
    assert (4, b"", True) == (ran.status, ran.out, "nothing is committed yet" in ran.told)


def test_a_clone_that_was_cut_off_says_so(book, tmp_path):
    commit(book, "2026-07-02", {"hanbit": HANBIT + "segment: A\n"})
    book.git("clone", "-q", "--depth", "1", book.book.as_uri(), str(tmp_path / "clone"))
    for words in (["history"], ["blame", "hanbit"]):
        assert (1, True) == (
            (ran := book(*words, cwd=tmp_path / "clone")).status,
            "This clone's history begins on 2026-07-02" in ran.text,
        )
        assert "This clone was cut off" not in book(*words).text
    ran = book("diff", "HEAD~1", cwd=tmp_path / "clone")
    assert (4, True, True) == (
        ran.status,
        "neither a revision nor an account" in ran.told,
        "--unshallow" in ran.told,
    )


@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_a_book_in_a_folder_of_a_repository_is_a_book(crm, tmp_path, format):
    home = tmp_path / "work"
    book = crm.write({"서울/hanbit": HANBIT}, POLICY, home / "sales")
    crm.git("init", "-q", f"--object-format={format}", cwd=home)
    crm.git("add", "--all", cwd=home)
    crm.git("commit", "-q", "-m", "first", cwd=home)
    crm.write({"서울/hanbit": HANBIT + "segment: A\n"}, None, book)
    for where, words in ((home, ["-C", "sales"]), (book, []), (book / "accounts", [])):
        assert ["segment A"] == [
            row["change"] for row in crm(*words, "diff", "--json", cwd=where).json["rows"]
        ]
        assert ["new account: 한빛전자㈜, prospect, people: 1, deals: 1"] == [
            row["change"]
            for row in crm(*words, "history", "한빛", "--json", cwd=where).json["rows"]
        ]
        assert 1 == sum(
            row["commit"] is None
            for row in crm(*words, "blame", "hanbit", "--json", cwd=where).json["rows"]
        )
    assert ["segment A"] == [
        row["change"]
        for row in crm("-C", "sales", "diff", "sales/accounts/서울", "--json", cwd=home).json[
            "rows"
        ]
    ]


# Where there is no git, and where there is a hostile one


@pytest.mark.parametrize(
    "words",
    [["history"], ["history", "hanbit"], ["diff"], ["diff", "HEAD"], ["blame", "hanbit"]],
    ids=" ".join,
)
def test_without_a_repository_it_is_said_what_is_missing_and_what_works(crm, words):
    crm.write({"hanbit": HANBIT}, POLICY)
    ran = crm(*words)
    assert (4, b"", True, True) == (
        ran.status,
        ran.out,
        "no git repository" in ran.told,
        "git init" in ran.told,
    )
    assert "Traceback" not in ran.told


@pytest.mark.parametrize(
    "words",
    [
        ["history"],
        ["history", "hanbit"],
        ["history", "--json"],
        ["diff"],
        ["diff", "HEAD~1"],
        ["diff", "HEAD~1..HEAD"],
        ["diff", "HEAD~1...HEAD"],
        ["diff", "2026-07-01"],
        ["blame", "hanbit"],
        ["blame", "hanbit", "lee"],
    ],
    ids=" ".join,
)
def test_nothing_that_a_repository_configures_is_run(book, words, tmp_path):
    commit(book, "2026-07-02", {"hanbit": HANBIT + "segment: A\n"})
    marks = tmp_path / "marks"
    marks.mkdir()
    hostile(book, marks)
    book.write({"hanbit": HANBIT + "segment: B\n"})
    ran = book(*words)
    assert (0, b"") == (ran.status, ran.err)
    assert [] == sorted(os.listdir(marks))


def test_the_traps_of_the_test_before_do_snap_for_git_itself(book, tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    hostile(book, marks)
    book.write({"hanbit": HANBIT + "segment: B\n"})
    for words in (
        ["status"],
        ["diff"],
        ["diff", "--no-ext-diff", "--textconv"],
        ["log", "-p", "--ext-diff", "--textconv"],
        ["add", "--all"],
        ["commit", "-q", "-m", "x"],
    ):
        book.git(*words)
    assert {"fsmonitor", "external", "textconv", "clean", "pre-commit"} <= set(os.listdir(marks))


def hostile(crm, marks):
    """A repository that would run something at every occasion; each something leaves a file behind."""

    def trap(name):
        script = marks.parent / f"trap-{name}.sh"
        script.write_text(f'#!/bin/sh\ntouch "{marks}/{name}"\ncat "$1" 2>/dev/null || cat\n')
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        return str(script)

    hooks = marks.parent / "hooks"
    hooks.mkdir()
    for hook in (
        "pre-commit",
        "post-checkout",
        "post-index-change",
        "pre-auto-gc",
        "reference-transaction",
        "fsmonitor-watchman",
    ):
        path = hooks / hook
        path.write_text(f'#!/bin/sh\ntouch "{marks}/{hook}"\n')
        path.chmod(0o755)
    settings = {
        "core.hooksPath": str(hooks),
        "core.fsmonitor": trap("fsmonitor"),
        "core.pager": trap("pager"),
        "pager.log": trap("pager-log"),
        "pager.diff": trap("pager-diff"),
        "core.editor": trap("editor"),
        "core.sshCommand": trap("ssh"),
        "core.askPass": trap("askpass"),
        "diff.external": trap("external"),
        "diff.crm.textconv": trap("textconv"),
        "diff.crm.command": trap("command"),
        "filter.crm.clean": trap("clean"),
        "filter.crm.smudge": trap("smudge"),
        "merge.crm.driver": trap("merge"),
        "credential.helper": trap("credential"),
        "gpg.program": trap("gpg"),
        "log.showSignature": "true",
        "remote.origin.url": "ext::" + trap("remote"),
        "remote.origin.promisor": "true",
        "remote.origin.partialCloneFilter": "blob:none",
        "protocol.ext.allow": "always",
        "alias.log": f"!{trap('alias')}",
        "alias.cat-file": f"!{trap('alias-cat')}",
        "interactive.diffFilter": trap("diff-filter"),
        "trailer.x.command": trap("trailer"),
    }
    for key, value in settings.items():
        crm.git("config", key, value)
    (crm.book / ".gitattributes").write_text("accounts/** diff=crm filter=crm merge=crm\n")
    (crm.book / ".git" / "info").mkdir(exist_ok=True)
    (crm.book / ".git" / "info" / "attributes").write_text("accounts/** diff=crm filter=crm\n")
    for each in marks.iterdir():
        each.unlink()
