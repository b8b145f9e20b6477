"""`# crm: ignore[rule]` over a book: told where it silences nothing any more, and mended."""

import pytest

AS_OF = ("--as-of", "2026-08-01")
TEAM = "team: {kim: {name: Kim}}\n"
STALE = "name: A\nowner: kim  # crm: ignore[unknown-reference] new here\n"


@pytest.fixture
def told(crm):
    """File, line and rule of each finding."""

    def run(*words):
        rows = crm("lint", "--json", *AS_OF, *words).json["rows"]
        return [
            f"{row['file'].removeprefix('accounts/')}:{row['line']} {row['rule']}" for row in rows
        ]

    return run


def test_a_file_without_any_other_finding_is_looked_at_also_when_it_is_remembered(crm, told):
    crm.write({"a": STALE, "b": "name: B\n"}, TEAM)
    assert ["a.yaml:2 unused-ignore"] == told() == told("--no-cache") == told("--owner", "kim")
    crm("pipeline")
    crm.write({"b": "name: B\nowner: kim\n"})
    assert ["a.yaml:2 unused-ignore"] == told() == told("--fail-on", "info")
    crm.write({"a": "name: A\nowner: ben  # crm: ignore[unknown-reference] new here\n"})
    assert [] == told()


def test_crm_yaml_has_such_comments_too(crm, told):
    crm.write({"a": "name: A\n"}, f"{TEAM}lint: {{zzz: off}}  # crm: ignore[unknown-reference]\n")
    assert [] == told()
    crm.write({}, f"{TEAM}currency: KRW  # crm: ignore[unknown-reference]\n")
    assert ["crm.yaml:2 unused-ignore"] == told()
    assert 0 == crm("lint", "--fix", *AS_OF).status
    assert f"{TEAM}currency: KRW\n" == (crm.book / "crm.yaml").read_text("utf-8")


def test_rules_across_accounts_and_of_file_names_count_as_well(crm, told):
    crm.write(
        {
            "a": "name: A\nreferred_by: gone  # crm: ignore[unknown-reference]\n",
            "aux": "name: B  # crm: ignore[portable-name]\n",
        }
    )
    assert [] == told()


@pytest.mark.parametrize("words", [("--timeless",)])
def test_what_was_not_asked_is_not_known_to_be_unused(crm, told, words):
    crm.write({"a": "name: A\nowner: kim  # crm: ignore[owner-left]\n"}, TEAM)
    assert ["a.yaml:2 unused-ignore"] == told()
    assert [] == told(*words)
    crm.write({}, f"{TEAM}lint: {{owner-left: off}}\n")
    assert [] == told()


@pytest.mark.parametrize(
    ("lint", "severity"),
    [
        ("unused-ignore: error", ["error"]),
        ("structure: info", ["info"]),
        ("unused-ignore: off", []),
        ("structure: off, unused-ignore: warning", ["warning"]),
    ],
)
def test_the_book_weighs_it_like_any_rule(crm, lint, severity):
    crm.write({"a": STALE}, f"{TEAM}lint: {{{lint}}}\n")
    assert severity == [row["severity"] for row in crm("lint", "--json", *AS_OF).json["rows"]]


def test_fixing_takes_it_out_and_nothing_else(crm, told):
    crm.write(
        {
            "a": STALE,
            "b": "name: B\nowner: ben  # crm: ignore[days, unknown-reference] new here\n",
            "c": "name: C\n# crm: ignore[undated-stance]\nowner: kim   # ours\n",
        },
        TEAM,
    )
    ran = crm("lint", "--fix", *AS_OF, "--lang", "en")
    assert 0 == ran.status, ran.told
    read = {name: (crm.book / f"accounts/{name}.yaml").read_text("utf-8") for name in "abc"}
    assert {
        "a": "name: A\nowner: kim\n",
        "b": "name: B\nowner: ben  # crm: ignore[unknown-reference] new here\n",
        "c": "name: C\nowner: kim   # ours\n",
    } == read
    assert [] == told()


def test_a_comment_cannot_hide_that_a_file_cannot_be_read(crm, told):
    crm.write({"a": "name: A\nlog:\n  - {date: soon, type: call}  # crm: ignore[bad-date]\n"})
    assert ["a.yaml:3 bad-date", "a.yaml:3 unused-ignore"] == told()
    crm.write({"a": "name: A\nlog:\n  - {date: 2026-07-01, type: call}  # crm: ignore[bad-date]\n"})
    assert ["a.yaml:3 unused-ignore"] == told()


# Groups in crm.yaml


@pytest.mark.parametrize(
    ("lint", "severities"),
    [
        ("", {"plan-overdue": "warning", "role-without-rep": "info", "unknown-key": "error"}),
        ("days: off", {"role-without-rep": "info", "unknown-key": "error"}),
        (
            "upkeep: error",
            {"plan-overdue": "error", "role-without-rep": "error", "unknown-key": "error"},
        ),
        (
            "upkeep: error, days: info",
            {"plan-overdue": "info", "role-without-rep": "error", "unknown-key": "error"},
        ),
        ("upkeep: off, plan-overdue: info", {"plan-overdue": "info", "unknown-key": "error"}),
        (
            "structure: warning",
            {"plan-overdue": "warning", "role-without-rep": "info", "unknown-key": "warning"},
        ),
        (
            "structure: off, unknown-key: info",
            {"plan-overdue": "warning", "role-without-rep": "info", "unknown-key": "info"},
        ),
    ],
)
def test_a_group_is_weighed_at_once_and_a_rule_s_own_line_beats_it(crm, lint, severities):
    crm.write(
        {
            "a": "name: A\nnmae: x\nroles: {ceo: {contact: p}}\n"
            "contacts: {p: {name: P, stance: {2026-07-01: friendly}}}\n"
            "plans: {x: {for: ceo, via: p, kind: access, owner: kim, due: 2026-07-01}}\n"
        },
        f"{TEAM}lint: {{{lint}}}\n",
    )
    rows = crm("lint", "--json", *AS_OF).json["rows"]
    assert severities == {row["rule"]: row["severity"] for row in rows}


def test_no_group_makes_what_keeps_a_file_from_being_read_weigh_less(crm):
    crm.write({"a": "name: [\n"}, "lint: {yaml: off, values: off}\n")
    assert ["error"] == [row["severity"] for row in crm("lint", "--json", *AS_OF).json["rows"]]


def test_what_another_finding_explains_is_not_known_to_be_unused(crm, told):
    text = "name: A\nlog:\n  - {{date: {}, type: call}}\n  - {{date: 2026-07-01, type: call}}  # crm: ignore[log-out-of-order]\n"
    crm.write({"a": text.format("2062-07-20")})
    assert ["a.yaml:3"] == [each.split()[0] for each in told()]
    crm.write({"a": text.format("2026-06-20")})
    assert ["a.yaml:4 unused-ignore"] == told()
