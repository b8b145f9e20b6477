"""Which rules are asked for, and how often each finds something: --select, --ignore, --statistics."""

from next_command import see_help
import csv
import io

import pytest

AS_OF = ("--as-of", "2026-08-01")
TEAM = "team: {kim: {name: Kim}}\n"
BOOK = {
    "a": "name: A\nowner: nobody\nnmae: x\ncontacts: {p: {name: P, stance: {2026-07-01: friendly}}}\n"
    "plans: {x: {for: p, via: p, kind: access, owner: kim, due: 2026-07-01}}\n",
    "b": "name: B\nowner: nobody\n",
}


@pytest.fixture(autouse=True)
def book(crm):
    crm.write(BOOK, TEAM)


@pytest.fixture
def told(crm):
    def run(*words):
        return sorted({row["rule"] for row in crm("lint", "--json", *AS_OF, *words).json["rows"]})

    return run


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ((), ["plan-overdue", "unknown-key", "unknown-reference"]),
        (("--select", "days"), ["plan-overdue"]),
        (("--select", "references,structure"), ["unknown-key", "unknown-reference"]),
        (
            ("--select", "references", "--select", "Unknown_Key"),
            ["unknown-key", "unknown-reference"],
        ),
        (("--ignore", "days"), ["unknown-key", "unknown-reference"]),
        (("--timeless",), ["unknown-key", "unknown-reference"]),
        (("--ignore", "references, structure"), ["plan-overdue"]),
        (("--select", "upkeep", "--ignore", "days"), []),
        (("--select", "plan-overdue", "--ignore", "days"), ["plan-overdue"]),
        (("--select", "plan-overdue", "--timeless"), ["plan-overdue"]),
        (("--select", "unused-ignore"), []),
    ],
)
def test_rules_and_groups_are_chosen_and_left_out(told, words, rules):
    assert rules == told(*words)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_word_that_is_none_is_answered_with_the_nearest(crm, option):
    ran = crm("lint", option, "days,referenses", "--lang", "en")
    assert (2, b"") == (ran.status, ran.out)
    assert (
        "crm: `referenses` is no rule and no group of rules\nhint: did you mean references?\n"
        + see_help("lint")
        == ran.told
    )


def test_what_is_not_asked_does_not_decide_the_exit_status(crm):
    assert [1, 0, 0, 1] == [
        crm("lint", *words, *AS_OF).status
        for words in (
            (),
            ("--select", "days"),
            ("--ignore", "references,structure"),
            ("--select", "days", "--fail-on", "warning"),
        )
    ]


def test_a_file_that_cannot_be_read_is_told_of_although_the_reason_was_not_asked_for(crm):
    crm.write({"b": "name: [\n", "c": "name: C\nlog: [{date: soon, type: call}]\n"})
    ran = crm("lint", "--select", "days", *AS_OF, "--lang", "en")
    assert 1 == ran.status
    assert (
        "2 files cannot be read, for reasons that were not asked for; `crm lint` tells them"
        == ran.told.splitlines()[-1]
    )
    ran = crm("lint", "--select", "yaml", *AS_OF, "--lang", "en")
    assert ("1 file cannot be read", 1) == (ran.told.splitlines()[-1].partition(",")[0], ran.status)
    ran = crm("lint", "--select", "yaml,values", *AS_OF, "--lang", "en")
    assert "cannot be read" not in ran.told
    ran = crm("lint", "--select", "days", "accounts/a.yaml", *AS_OF)
    assert (0, 2) == (ran.status, len(ran.told.splitlines()))


def test_fixing_mends_only_what_is_asked_for(crm):
    crm.write({"b": "name: B\nowner: kim  # crm: ignore[unknown-reference]\n"})
    before = (crm.book / "accounts/b.yaml").read_bytes()
    assert 0 == crm("lint", "--fix", "--select", "values", *AS_OF).status
    assert before == (crm.book / "accounts/b.yaml").read_bytes()
    crm("lint", "--fix", "--select", "unused-ignore", *AS_OF)
    assert (
        "name: B\nowner: kim  # crm: ignore[unknown-reference]\n"
        == (crm.book / "accounts/b.yaml").read_text()
    )
    crm("lint", "--fix", "--select", "unused-ignore,references", *AS_OF)
    assert "name: B\nowner: kim\n" == (crm.book / "accounts/b.yaml").read_text()


# How often


def test_statistics_count_by_rule_most_first(crm):
    crm.write(
        {
            "c": "name: C\nowner: kim  # crm: ignore[days]\nlog: [{date: 2026-07-01, type: call, what: x, with: pp}]\ncontacts: {ppp: P}\n"
        }
    )
    ran = crm("lint", "--statistics", "--json", *AS_OF)
    found = ran.json
    assert (1, "lint-statistics") == (ran.status, found["report"])
    rows = found["rows"]
    assert rows == sorted(rows, key=lambda row: -row["findings"])
    assert {
        "rule": "unknown-reference",
        "severity": "error",
        "group": "references",
    }.items() <= rows[0].items()
    (stale,) = (row for row in rows if row["rule"] == "unused-ignore")
    assert (1, 1, 0) == (stale["findings"], stale["safe"], stale["unsafe"])
    assert (
        found["totals"]["findings"]
        == sum(row["findings"] for row in rows)
        == len(crm("lint", "--json", *AS_OF).json["rows"])
    )
    assert found["totals"]["safe"] == sum(row["safe"] for row in rows)


def test_statistics_are_a_table_like_any(crm):
    ran = crm("lint", "--statistics", *AS_OF, "--lang", "en")
    assert [
        "rule",
        "severity",
        "group",
        "findings",
        "safe",
        "mends",
        "likely",
        "mends",
    ] == ran.text.splitlines()[0].split()
    assert "unknown-reference" in ran.text
    assert crm("lint", *AS_OF, "--lang", "en").told.splitlines()[0] == ran.told.splitlines()[0]
    rows = list(csv.DictReader(io.StringIO(crm("lint", "--statistics", "-o", "csv", *AS_OF).text)))
    assert {"unknown-reference": "2", "plan-overdue": "1", "unknown-key": "1"} == {
        row["rule"]: row["findings"] for row in rows
    }
    crm.write({"a": "name: A\n", "b": "name: B\n"})
    assert (0, b"", b"3 files: no findings\n") == crm(
        "lint", "--statistics", *AS_OF, "--lang", "en"
    )
    assert [] == crm("lint", "--statistics", "--json", *AS_OF).json["rows"]


@pytest.mark.parametrize(
    "words",
    [
        ("--fix",),
        ("--diff",),
        ("--format", "github"),
        ("--format", "sarif"),
        ("--format", "gitlab"),
    ],
)
def test_statistics_do_not_go_with_what_tells_findings_one_by_one(crm, words):
    before = (crm.book / "accounts/a.yaml").read_bytes()
    ran = crm("lint", "--statistics", *words, "--lang", "en")
    assert (2, b"") == (ran.status, ran.out)
    assert ran.told.startswith("crm: --statistics counts what is found; it does not go with --")
    assert before == (crm.book / "accounts/a.yaml").read_bytes()
