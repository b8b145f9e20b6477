"""`crm lint --explain RULE`: why it is one, and how it is right."""

from next_command import see_help
import csv
import io

import pytest

AS_OF = ("--as-of", "2026-08-01")
UNDATED = "name: Undated\ncontacts: {p: {name: P, stance: friendly}}\nroles: {ceo: {contact: p, rep: kim}}\n"
TEAM = "team: {kim: {name: Kim}}\n"


@pytest.fixture(autouse=True)
def book(crm):
    crm.write({}, "language: en\n")


def page(crm, *words, lang="en"):
    ran = crm("lint", "--explain", *words, "--lang", lang)
    assert (0, "") == (ran.status, ran.told)
    return ran.text


def test_a_rule_s_page_says_what_why_and_how_it_is_wrong_and_right(crm):
    assert """\
unquoted-phone (error, of yaml)

A phone number is not in quotes.

Other programs that read YAML take `01012345671` for a number and drop its
leading zero, for good once they write the file. In quotes it is text for
everybody.

Wrong:

    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, phones: [01012345671]}  # <- here

Right:

    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, phones: ["01012345671"]}

To let one of them be, at the end of its line or alone on the line above:

    # crm: ignore[unquoted-phone] why

To let all of them be, in crm.yaml:

    lint: {unquoted-phone: off}
""" == page(crm, "unquoted-phone")


def test_the_same_page_in_korean_has_the_same_example(crm):
    told = page(crm, "bad-date", lang="ko")
    assert told.startswith("bad-date (오류, 묶음: values)\n\n날짜가 ")
    assert "{date: 2026-02-30, type: call}  # <- 여기\n" in told
    assert "Right" not in told


def test_what_keeps_a_file_from_being_read_is_not_offered_to_be_silenced(crm):
    told = page(crm, "yaml-syntax")
    assert "ignore[" not in told
    assert told.endswith(
        "No comment silences it: the file would be in no answer, and nobody told.\n"
    )


@pytest.mark.parametrize("said", ["bad-date", "[bad-date]", "bad_date", "Bad-Date"])
def test_it_is_found_as_people_write_or_copy_it(crm, said):
    assert page(crm, "bad-date") == page(crm, said)


def test_the_policy_of_an_example_stands_before_it(crm):
    told = page(crm, "discount-over-floor")
    assert told.index("With this in crm.yaml:") < told.index("floor_pct_off") < told.index("Wrong:")


def test_a_group_names_its_rules_and_what_they_find(crm):
    told = page(crm, "days").splitlines()
    assert "days: what comes of days that pass, in a file nobody touched" == told[0]
    assert "plan-overdue (warning): An open plan's due date has passed." in told


def test_it_is_data_where_that_is_asked_for(crm):
    (row,) = crm("lint", "--explain", "stale-stance", "--json", "--lang", "en", *AS_OF).json["rows"]
    assert {
        "rule": "stale-stance",
        "severity": "warning",
        "group": "upkeep",
        "days": True,
    }.items() <= row.items()
    assert row["what"] == "The stance of somebody in a role was assessed too long ago."
    assert row["bad"].startswith("name: ")
    assert row["policy"] is None
    rows = csv.DictReader(io.StringIO(crm("lint", "--explain", "days", "-o", "csv").text))
    assert "plan-overdue" in [each["rule"] for each in rows]


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("bad-dat", "did you mean bad-date?"),
        ("upkep", "did you mean upkeep?"),
        ("zzz", "the groups are files, yaml,"),
    ],
)
def test_what_is_no_rule_is_answered_with_the_nearest(crm, said, hint):
    ran = crm("lint", "--explain", said, "--lang", "en")
    assert (2, b"") == (ran.status, ran.out)
    first, second = ran.told.removesuffix(see_help("lint")).splitlines()
    assert f"crm: `{said}` is no rule and no group of rules" == first
    assert second.startswith(f"hint: {hint}")


def test_it_needs_no_book_and_takes_its_language_from_one(crm, tmp_path):
    alone = crm("lint", "--explain", "bad-date", cwd=tmp_path)
    assert (0, True) == (alone.status, alone.text.startswith("bad-date (error"))
    for policy in ("language: ko\n", "language: [\n"):
        crm.write({}, policy)
        assert 0 == crm("lint", "--explain", "bad-date").status
    crm.write({}, "language: ko\n")
    assert "틀린 예:" in crm("lint", "--explain", "bad-date", env={"LANG": "", "LC_ALL": ""}).text


def test_alone_or_before_a_file_or_an_option_it_explains_what_is_found(crm):
    crm.write({"a": UNDATED, "bad-date": UNDATED}, TEAM)
    about = "undated-stance ({}): A stance has no date."
    for words, count in (
        (("--explain",), 2),
        (("--explain", "accounts/a.yaml"), 1),
        (("accounts/a.yaml", "--explain"), 1),
        (("--explain", "--fail-on", "info"), 2),
        (("--explain", "accounts"), 2),
    ):
        assert about.format(count) in crm("lint", *words, *AS_OF, "--lang", "en").text.splitlines()
    ran = crm("lint", "--explain", "accounts/none.yaml", *AS_OF)
    assert (2, "crm: no account file at accounts/none.yaml") == (
        ran.status,
        ran.told.splitlines()[0],
    )


def test_the_gravest_rule_that_is_told_is_offered_to_be_explained(crm):
    crm.write({"a": UNDATED, "b": "name: B\nowner: nobody\n"}, TEAM)
    assert (
        "crm lint --explain unknown-reference says why, and how it is right"
        == crm("lint", *AS_OF).told.splitlines()[-1]
    )
    assert "explain" not in crm("lint", *AS_OF, "--json").told


def test_rules_and_groups_are_completed_with_what_they_find(crm):
    from crmcli.commands.shared.complete import rules

    offered = dict(rules("bad-d"))
    assert ["bad-date"] == list(offered)
    assert offered["bad-date"]
    assert ["upkeep"] == list(dict(rules("upk")))
    assert ["days,bad-date"] == list(dict(rules("days,bad-d")))
