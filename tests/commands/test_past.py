"""`crm trend`, `crm slips` and `crm pipeline --change` over a small book with a past."""

import shutil

import pytest
from recorded import Recorded

POLICY = "timezone: Asia/Seoul\ncurrency: KRW\nlanguage: en\nteam: {ada: {name: Ada Moss}, ben: {name: Ben Cho}}\nrole_sets: {all: {ceo: {}, cfo: {}}}\n"
ACME = "name: Acme\nsegment: A\ntags: [key]\nowner: ada\n{0}deals:\n  line: {{amount: {1}, close: {2}, stages: {{2026-03-01: presenting}}}}\n"
ZENITH = (
    "name: Zenith\nsegment: B\nowner: ben\nroles: {ceo: {contact: kim}}\ncontacts: {kim: Kim}\n"
)
KNOWN = "roles: {ceo: {contact: lee}}\ncontacts: {lee: Lee}\n"
AS_OF = ("--as-of", "2026-08-01")


@pytest.fixture
def book(crm):
    """Recorded from the middle of April on; nobody known at Acme until June."""
    it = Recorded(crm.book)
    it.commit(
        "2026-04-15", {"crm.yaml": POLICY, "accounts/acme.yaml": ACME.format("", 100, "2026-07-31")}
    )
    it.commit("2026-05-20", {"accounts/zenith.yaml": ZENITH})
    it.commit("2026-06-10", {"accounts/acme.yaml": ACME.format(KNOWN, 150, "2026-08-31")})
    it.commit("2026-07-20", {"accounts/acme.yaml": ACME.format(KNOWN, 150, "2026-09-30")})
    it.write({"accounts/acme.yaml": ACME.format(KNOWN, 170, "2026-09-30")})
    return it


def values(ran, *fields):
    assert ran.status == 0, ran.told
    return [
        tuple(row[field] for field in fields) if len(fields) > 1 else row[fields[0]]
        for row in ran.json["rows"]
    ]


# crm trend


def test_each_month_is_answered_from_the_files_of_then_and_months_before_the_first_commit_are_blank(
    crm, book
):
    ran = crm("trend", "named", "--months", "5", "--json", *AS_OF)
    assert values(ran, "day", "value", "n") == [
        ("2026-03-31", None, None),
        ("2026-04-30", 0.0, 2),
        ("2026-05-31", 0.25, 4),
        ("2026-06-30", 0.5, 4),
        ("2026-07-31", 0.5, 4),
        ("2026-08-01", 0.5, 4),
    ]
    commits = [book.git("rev-parse", "--short=10", f"HEAD~{back}") for back in (3, 2, 1, 0)]
    assert values(ran, "commit") == [None, *commits, None]
    assert values(crm("trend", "open", "--months", "5", "--json", *AS_OF), "value", "change") == [
        (None, None),
        (100, None),
        (100, 0),
        (150, 50),
        (150, 0),
        (170, 20),
    ]


def test_a_month_is_what_its_report_says_at_that_commit(crm, book):
    for row in crm("trend", "coverage", "--months", "4", "--json", *AS_OF).json["rows"][:-1]:
        then = crm("coverage", "--at", row["commit"], "--as-of", row["day"], "--json").json[
            "totals"
        ]
        assert (row["value"], row["n"]) == (then["composite"], then["required"] - then["waived"])


@pytest.mark.parametrize(
    "metric", ["coverage", "named", "stance", "open", "winrate", "cadence", "plans", "overdue"]
)
def test_what_is_remembered_changes_no_figure(crm, book, metric):
    words = ("trend", metric, "--months", "4", "--by", "owner", "--json", *AS_OF)
    assert crm(*words) == crm(*words) == crm(*words, "--no-cache")


def test_a_commit_shows_at_once_and_so_does_the_policy_of_then(crm, book):
    words = ("trend", "named", "--months", "2", "--json", *AS_OF)
    assert values(crm(*words), "value", "n") == [(0.5, 4), (0.5, 4), (0.5, 4)]
    book.commit("2026-07-30", {"crm.yaml": POLICY.replace(", cfo: {}", "")})
    assert values(crm(*words), "value", "n") == [(0.5, 4), (1.0, 2), (1.0, 2)]


def test_filters_hold_for_every_month(crm, book):
    for words, expected in {
        ("--owner", "ben"): [0, 2, 2, 2, 2],
        ("--segment", "A"): [2, 2, 2, 2, 2],
        ("--tag", "key"): [2, 2, 2, 2, 2],
        ("--segment", "A", "--owner", "ben"): [0, 0, 0, 0, 0],
    }.items():
        assert (
            values(crm("trend", "named", "--months", "4", "--json", *AS_OF, *words), "n")
            == expected
        )


def test_each_owner_has_a_group_of_rows(crm, book):
    found = values(
        crm("trend", "named", "--months", "2", "--by", "owner", "--json", *AS_OF), "group", "value"
    )
    assert found == [("ada", 0.5)] * 3 + [("ben", 0.5)] * 3


def test_a_file_that_was_broken_then_is_told_once_and_counted(crm, book):
    bad = book.commit("2026-07-25", {"accounts/zenith.yaml": "name: [\n"})[:10]
    book.commit("2026-10-05", {"accounts/zenith.yaml": ZENITH})
    for _ in range(2):
        ran = crm("trend", "named", "--months", "4", "--as-of", "2026-11-15")
        assert (ran.status, [line.split(": ")[0] for line in ran.told.splitlines()]) == (
            1,
            [f"{bad}:accounts/zenith.yaml:1:7"],
        )
        assert "Not in this answer: 1 file that could not be read." in ran.text
    rows = crm("trend", "named", "--months", "4", "--json", "--as-of", "2026-11-15").json["rows"]
    assert [row["n"] for row in rows] == [2, 2, 2, 4, 4]


def test_a_month_whose_policy_was_broken_is_blank_and_told(crm, book):
    bad = book.commit("2026-07-25", {"crm.yaml": "stages: [\n"})[:10]
    book.write({"crm.yaml": POLICY})
    ran = crm("trend", "named", "--months", "2", "--json", *AS_OF)
    assert (ran.status, [row["value"] for row in ran.json["rows"]]) == (1, [0.5, None, 0.5])
    assert [each["file"] for each in ran.json["skipped"]] == [f"{bad}:crm.yaml"]


def test_the_picture_reads_without_unicode_and_without_colour(crm, book):
    words = ("trend", "named", "--months", "5", *AS_OF)
    assert "·▁▅███" in crm(*words).text
    plain = crm(*words, env={"PYTHONIOENCODING": "ascii", "LANG": "en_US"})
    assert "o_=###" in plain.text
    assert "?" not in plain.text


def test_trend_without_a_past_says_what_is_missing(crm, book):
    shutil.rmtree(book.folder / ".git")
    for metric in ("named", "open"):
        ran = crm("trend", metric, *AS_OF)
        assert (ran.status, ran.out, "is in no git repository" in ran.told) == (4, b"", True)
    assert crm("trend", "nothing").status == 2
    book.git("init", "-q")
    assert values(crm("trend", "named", "--months", "1", "--json", *AS_OF), "value") == [None, 0.5]


# crm slips


def test_days_that_were_overwritten_are_found_in_git_also_after_a_rename(crm, book):
    expected = [("acme", "close_date", "line", "2026-07-31", "2026-09-30", 2, 61)]
    fields = ("account", "kind", "subject", "first", "now", "moves", "days")
    assert (
        values(crm("slips", "--json", *AS_OF), *fields)
        == values(crm("slips", "--json", "--no-cache", *AS_OF), *fields)
        == expected
    )
    book.commit(
        "2026-07-30",
        {
            "accounts/acme.yaml": None,
            "accounts/key/acme-labs.yaml": ACME.format(KNOWN, 150, "2026-09-30"),
        },
    )
    assert values(crm("slips", "--json", *AS_OF), *fields) == [("acme-labs", *expected[0][1:])]


def test_commits_after_the_day_do_not_count(crm, book):
    book.write({"accounts/acme.yaml": ACME.format(KNOWN, 150, "2026-08-31")})
    assert values(crm("slips", "--json", "--as-of", "2026-06-30"), "now", "moves") == [
        ("2026-08-31", 1)
    ]


def test_at_a_revision_the_moves_are_those_of_its_own_line(crm, book):
    book.git("checkout", "-q", "-b", "side")
    book.commit("2026-07-25", {"accounts/acme.yaml": ACME.format(KNOWN, 150, "2026-12-31")})
    book.git("checkout", "-q", "main")
    assert values(crm("slips", "--json", "--at", "side"), "now", "moves") == [("2026-12-31", 3)]
    assert (
        values(crm("slips", "--json", "--at", "side~1"), "now", "moves")
        == values(crm("slips", "--json", *AS_OF), "now", "moves")
        == [("2026-09-30", 2)]
    )


def test_a_broken_version_between_two_good_ones_hides_no_move(crm, book):
    book.commit("2026-07-25", {"accounts/acme.yaml": "name: [\n"})
    book.commit("2026-07-26", {"accounts/acme.yaml": ACME.format(KNOWN, 150, "2026-10-31")})
    assert values(crm("slips", "--json", *AS_OF), "moves", "days") == [(3, 92)]


def test_a_first_version_that_cannot_be_read_may_hide_a_move_and_is_named(crm):
    good = ACME.format("", 10, "2026-06-01")
    crm.write({"acme": f"{good}log: [\n"}, "")
    crm.git("init", "-q", "--template=")
    for text in (None, good):
        if text:
            crm.write({"acme": text})
        crm.git("add", "-A")
        crm.git("commit", "-qm", "a version")
    for _ in range(2):
        ran = crm("slips")
        assert (1, True) == (ran.status, ":accounts/acme.yaml:7" in ran.told), ran.told


def test_what_crm_undo_took_back_is_no_move_whenever_that_was(crm, book):
    book.commit("2026-07-21")
    book.git("config", "user.name", "Ada Moss")
    book.git("config", "user.email", "ada@us.example")
    before = values(crm("slips", "--json", *AS_OF), "now", "moves")
    ran = crm("deal", "close", "acme", "line", "2026-12-24", "--date", "2026-07-22", "--commit")
    assert ran.status == 0, ran.told
    ran = crm("undo")
    assert ran.status == 0, ran.told
    assert (
        before
        == values(crm("slips", "--json", "--as-of", "2027-01-01"), "now", "moves")
        == [("2026-09-30", 2)]
    )


def test_slips_without_git_know_what_the_files_date(crm):
    crm.write(
        {
            "acme": "name: Acme\ndeals: {line: {close: {2026-05-01: 2026-07-31, 2026-06-01: 2026-08-31}}}\n"
        }
    )
    ran = crm("slips", *AS_OF)
    assert (ran.status, "2026-08-31      1    31" in ran.text, "Without git" in ran.text) == (
        0,
        True,
        True,
    )


# crm pipeline --change


def flows(crm, *words):
    ran = crm("pipeline", "--change", *words, "--json", *AS_OF)
    assert ran.status == 0, ran.told
    return {row["line"]: row["amount"] for row in ran.json["rows"] if row["deals"]}


def test_the_pipeline_changes_from_what_was_recorded_then_to_what_is_now(crm, book):
    assert flows(crm, "2026-04-30", "2026-06-30") == {"start": 100, "raised": 50, "end": 150}
    assert flows(crm, "HEAD~3", "HEAD") == {"start": 100, "raised": 50, "end": 150}
    assert flows(crm, "2026-06-30", "2026-08-01") == {"start": 150, "raised": 20, "end": 170}
    book.commit(
        "2026-07-25",
        {
            "accounts/acme.yaml": ACME.format(KNOWN, 150, "2026-09-30").replace(
                "presenting}}", "presenting}, outcome: {result: won, date: 2026-07-24}}"
            )
        },
    )
    assert flows(crm, "2026-04-30", "2026-07-26") == {"start": 100, "raised": 50, "won": -150}
    assert flows(crm, "yesterday", "today") == {}


def test_before_the_first_commit_the_files_dates_answer_and_that_is_said(crm, book):
    ran = crm("pipeline", "--change", "2026-02-01", "2026-04-30", *AS_OF)
    assert (ran.status, "2026-02-01: nothing was committed by then" in ran.text) == (0, True)
    assert flows(crm, "2026-02-01", "2026-04-30") == {"new": 100, "end": 100}
    shutil.rmtree(book.folder / ".git")
    assert flows(crm, "2026-02-01", "2026-08-01") == {"new": 170, "end": 170}
    assert crm("pipeline", "--change", "HEAD", "2026-08-01", *AS_OF).status == 4


def test_what_does_not_go_together_is_refused(crm, book):
    book.commit("2026-07-25", {"crm.yaml": POLICY.replace("KRW", "USD")})
    assert [
        "--change and --at do not go together",
        "2026-06-30 comes after 2026-05-01",
        "changed its currency from KRW to USD",
        "--by and --change do not go together",
    ] == [
        next(told for told in (crm("pipeline", *words, *AS_OF).told,) if told)
        .splitlines()[0][5:]
        .split(":")[0]
        .split(";")[0]
        .removeprefix("the book ")
        .strip()
        for words in (
            ["--change", "HEAD", "HEAD", "--at", "HEAD"],
            ["--change", "2026-06-30", "2026-05-01"],
            ["--change", "2026-06-30", "HEAD"],
            ["--change", "HEAD", "HEAD", "--by", "owner"],
        )
    ]
    assert crm("pipeline", "--change", "HEAD").status == 2


def test_files_broken_at_either_end_are_told(crm, book):
    bad = book.commit("2026-07-25", {"accounts/acme.yaml": "name: [\n"})[:10]
    book.write({"accounts/acme.yaml": ACME.format(KNOWN, 170, "2026-09-30")})
    ran = crm("pipeline", "--change", "2026-06-30", "2026-07-26", *AS_OF)
    assert (ran.status, ran.told.split(": ")[0]) == (1, f"{bad}:accounts/acme.yaml:1:7")


LINE = "deals: {{line: {{amount: 72, stages: {{2026-01-05: presenting}}{}}}}}\n"
LOST = ", outcome: {result: lost, date: 2026-03-15, reason: price}"
WON = ", outcome: {result: won, date: 2026-06-20}"


@pytest.mark.parametrize(
    "ended", ["", ", ended: {result: lost, date: 2026-03-15, reopened: 2026-05-01}"]
)
def test_what_was_lost_before_and_won_between_balances_whether_the_files_tell_the_first_end_or_only_git(
    crm, ended
):
    it, name = Recorded(crm.book), "accounts/a.yaml"
    it.commit("2026-03-20", {"crm.yaml": POLICY, name: "name: A\n" + LINE.format(LOST)})
    it.commit("2026-05-01", {name: "name: A\n" + LINE.format(ended)})
    it.commit("2026-06-20", {name: "name: A\n" + LINE.format(ended + WON)})
    assert {"moved_in": 72, "won": -72} == flows(crm, "2026-04-30", "2026-08-01")
    assert {"moved_in": 72, "end": 72} == flows(crm, "2026-04-30", "2026-05-31")
    assert {"start": 72, "won": -72} == flows(crm, "2026-05-31", "2026-08-01")


def test_what_the_files_alone_tell_balances_too(crm):
    ended = ", ended: {result: lost, date: 2026-03-15, reopened: 2026-05-01}"
    crm.write({"a": "name: A\n" + LINE.format(ended + WON)}, POLICY)
    assert {"moved_in": 72, "won": -72} == flows(crm, "2026-04-30", "2026-08-01")
    assert {"start": 72, "lost": -72} == flows(crm, "2026-02-28", "2026-03-31")


def test_a_renamed_account_has_moved_nothing(crm, book):
    assert crm("rename", "acme", "acme-labs").status == 0
    same = {"start": 150, "raised": 20, "end": 170}
    assert same == flows(crm, "2026-06-30", "2026-08-01")  # not committed yet
    book.commit("2026-07-25")
    assert same == flows(crm, "2026-06-30", "2026-08-01")
    text = (
        (crm.book / "accounts" / "acme-labs.yaml")
        .read_text()
        .replace("name: Acme", "name: Acme Holding")
    )
    book.commit("2026-07-26", {"accounts/acme-labs.yaml": text})
    assert same == flows(crm, "2026-06-30", "2026-08-01")  # git saw where it went
    book.git("mv", "accounts/acme-labs.yaml", "accounts/holding.yaml")
    book.commit("2026-07-27")
    assert same == flows(crm, "2026-06-30", "2026-08-01")
