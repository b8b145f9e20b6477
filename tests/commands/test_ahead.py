"""What looks ahead, on a book with a past: the morning page, the back-test, the week, who writes."""

import pytest
from recorded import Recorded

POLICY = "timezone: Asia/Seoul\ncurrency: KRW\nlanguage: en\nteam: {ada: {name: Ada Moss, emails: [ada@us.example]}, ben: {name: Ben Cho}}\nrole_sets: {all: {ceo: {}, cfo: {}}}\ncadences: {}\n"
ACME = "name: Acme\nowner: ada\n%sdeals:\n  line: {amount: %d, close: %s, stages: {2026-03-01: closing}%s}\n"
WON = ", outcome: {result: won, date: 2026-06-20}"
CALL = "log:\n  - {date: 2026-06-20, type: call, by: ada, what: order}\n"


@pytest.fixture
def book(crm):
    """Recorded from the middle of May on: a deal that was to close in June, and was won then, for more."""
    it = Recorded(crm.book)
    it.commit(
        "2026-05-15", {"crm.yaml": POLICY, "accounts/acme.yaml": ACME % ("", 100, "2026-06-10", "")}
    )
    it.commit("2026-06-05", {"accounts/acme.yaml": ACME % ("", 150, "2026-06-25", "")})
    it.commit("2026-06-23", {"accounts/acme.yaml": ACME % ("", 150, "2026-06-25", WON) + CALL})
    return it


# crm forecast --backtest


def test_no_month_before_the_calendars_second_is_tested(crm, book):
    ran = {
        day: crm("forecast", "--backtest", "--json", "--as-of", day)
        for day in ("0001-01-05", "0001-02-05", "0001-04-30", "0002-02-01")
    }
    assert {
        "0001-01-05": (0, []),
        "0001-02-05": (0, []),
        "0001-04-30": (0, ["0001-02", "0001-03"]),
    } == {
        day: (each.status, [row["month"] for row in each.json["rows"]])
        for day, each in ran.items()
        if day < "0002"
    }
    assert ["0001-02", 12] == [
        ran["0002-02-01"].json["rows"][0]["month"],
        len(ran["0002-02-01"].json["rows"]),
    ]


def test_each_month_is_forecast_from_the_files_as_committed_by_its_eve(crm, book):
    ran = crm("forecast", "--backtest", "--json", "--as-of", "2026-07-10")
    rows = {
        row["month"]: (row["deals"], row["forecast"], row["won_amount"], row["error"])
        for row in ran.json["rows"][-3:]
    }
    assert {
        "2026-04": (None, None, 0, None),
        "2026-05": (None, None, 0, None),
        "2026-06": (1, 80, 150, -70),
    } == rows
    assert (0, 0.466666667) == (ran.status, ran.json["totals"]["wmape"])
    assert (
        ran
        == crm("forecast", "--backtest", "--json", "--as-of", "2026-07-10")
        == crm("forecast", "--backtest", "--json", "--as-of", "2026-07-10", "--no-cache")
    )


def test_filters_hold_for_the_past_too(crm, book):
    rows = crm("forecast", "--backtest", "--owner", "ben", "--json", "--as-of", "2026-07-10").json[
        "rows"
    ]
    assert (0, 0, 0) == (rows[-1]["deals"], rows[-1]["forecast"], rows[-1]["won_amount"])


def test_a_young_history_says_from_when_it_can_be_tested(crm, book):
    ran = crm("forecast", "--backtest", "--as-of", "2026-06-10")
    assert " ".join(ran.text.split()).endswith(
        "The first that can be tested is 2026-06, from 2026-07-01 on."
    )


def test_without_a_repository_it_says_so_in_the_same_words(crm):
    crm.write({"acme": ACME % ("", 100, "2026-06-10", "")}, POLICY)
    ran = crm("forecast", "--backtest", "--as-of", "2026-06-10")
    assert (0, True) == (
        ran.status,
        " ".join(ran.text.split()).endswith(
            "The first that can be tested is 2026-07, from 2026-08-01 on."
        ),
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--backtest", "--quantity"),
        ("--backtest", "--by", "owner"),
        ("--quantity", "--method", "category"),
        ("--method", "luck"),
        ("--by", "stage"),
    ],
)
def test_what_does_not_go_together_is_refused(crm, book, words):
    ran = crm("forecast", *words)
    assert (2, b"") == (ran.status, ran.out)


# crm quality


def test_the_days_to_the_commit_are_those_of_entries_added_to_files_that_were_there(crm, book):
    book.commit(
        "2026-06-24",
        {"accounts/zenith.yaml": "name: Zenith\nlog: [{date: 2026-01-01, type: call, by: ben}]\n"},
    )
    totals = crm("quality", "--json", "--as-of", "2026-07-01").json["totals"]
    assert (3, 3, 1) == (totals["median_lag"], totals["p90_lag"], totals["lags"])
    assert [("ada", 1, 1, 3, 4), ("ben", 0, 0, 0, 0)] == [
        tuple(row.values()) for row in totals["writers"]
    ]


def test_a_merge_brings_no_entries_of_its_own(crm, book):
    book.git("switch", "-q", "-c", "side", "HEAD~1")
    book.commit(
        "2026-06-24", {"accounts/acme.yaml": ACME % ("segment: A\n", 150, "2026-06-25", "")}
    )
    book.git("switch", "-q", "main")
    book.git("merge", "-q", "--no-edit", "side", when="2026-06-26T12:00:00+00:00")
    assert 1 == crm("quality", "--json", "--as-of", "2026-07-01").json["totals"]["lags"]


def test_days_before_the_first_commit_and_books_without_one_are_na(crm, book):
    assert (
        None
        is crm(
            "quality",
            "--json",
            "--as-of",
            "2026-07-01",
            cwd=crm.write({"a": "name: A\n"}, POLICY, crm.home / "plain"),
        ).json["totals"]["lags"]
    )
    assert 0 == crm("quality", "--json", "--as-of", "2026-05-01").json["totals"]["lags"]


# crm review


def test_the_week_is_compared_with_the_files_of_its_eve(crm, book):
    (row,) = crm("review", "--week", "2026-06-05", "--json", "--as-of", "2026-07-01").json["rows"]
    assert ("2026-W23", "2026-06-01", "2026-06-07") == (row["week"], row["start"], row["end"])
    assert [("close_date", "line", "2026-06-10", "2026-06-25", 15)] == [
        (slip["kind"], slip["subject"], slip["before"], slip["now"], slip["days"])
        for slip in row["slips"]
    ]
    (row,) = crm("review", "--week", "2026-06-20", "--json", "--as-of", "2026-07-01").json["rows"]
    assert (["line"], []) == ([deal["deal"] for deal in row["closed"]], row["slips"])


def test_the_page_of_a_week_that_is_over_is_the_same_every_day(crm, book):
    words = ("review", "--week", "2026-06-20", "-o", "markdown")
    assert (
        crm(*words, "--as-of", "2026-06-30") == crm(*words, "--as-of", "2026-07-20") == crm(*words)
    )


def test_the_running_week_ends_today(crm, book):
    assert "2026-06-24" == crm("review", "--json", "--as-of", "2026-06-24").json["rows"][0]["end"]


def test_the_past_at_a_revision_knows_nothing_of_later(crm, book):
    (row,) = crm("review", "--at", "HEAD~1", "--json").json["rows"]
    assert ("2026-06-05", [], ["line"]) == (
        row["end"],
        row["closed"],
        [slip["subject"] for slip in row["slips"]],
    )


def test_without_a_repository_the_page_is_from_dated_facts_and_says_so(crm):
    crm.write(
        {"acme": ACME % ("", 100, "{2026-05-01: 2026-06-10, 2026-06-03: 2026-06-25}", "")}, POLICY
    )
    ran = crm("review", "--week", "2026-06-05", "--as-of", "2026-06-20")
    assert (0, True) == (ran.status, "Promises moved: 1" in ran.text)
    assert "2026-05-31: " in ran.text.splitlines()[-2]


# crm alone


def test_in_a_book_the_morning_page_is_shown(crm, book):
    ran = crm("--as-of", "2026-06-05")
    assert (0, b"") == (ran.status, ran.err)
    assert ran.text.startswith("2026-06-05, due: ")
    assert "Changed since yesterday: 1" in ran.text
    assert "06-10 -> 06-25" in ran.text
    assert ["150", "150", "0"] == next(
        line.split()[2:] for line in ran.text.splitlines() if line.startswith("open amount")
    )


def test_what_is_on_disk_today_counts_as_changed_since_yesterday(crm, book):
    book.write({"accounts/acme.yaml": ACME % ("segment: B\n", 150, "2026-06-25", WON) + CALL})
    assert "Changed since yesterday: 1" in crm().text


def test_without_a_repository_nothing_is_said_of_yesterday(crm):
    crm.write({"acme": ACME % ("", 100, "2026-06-10", "")}, POLICY)
    assert "yesterday" not in crm("--as-of", "2026-06-05").text


def test_a_row_of_the_morning_page_is_meant_by_its_number(crm, book):
    book.write(
        {
            "accounts/acme.yaml": ACME
            % ("plans: {late: {for: ceo, owner: ada, due: 2026-06-01}}\n", 150, "2026-06-25", "")
        }
    )
    unknown = crm("done", "1", "met", "--dry-run")
    page = crm("--as-of", "2026-06-05")
    first = next(line for line in page.text.splitlines() if line.startswith("1  "))
    assert "plan" in first
    ran = crm("done", "1", "met", "--dry-run")
    assert (True, 0, True) == (unknown.status != 0, ran.status, "late" in ran.text), ran.told


def test_outside_of_a_book_three_lines_say_how_to_begin(crm):
    crm.book.mkdir()
    ran = crm()
    assert (0, 3, b"") == (ran.status, len(ran.text.splitlines()), ran.err)
    assert "crm init" in ran.text


def test_a_book_that_was_named_and_is_not_there_is_an_error(crm):
    crm.book.mkdir()
    assert 2 == crm("-C", "nowhere").status


def test_outside_of_a_book_a_program_gets_an_error_and_no_advice(crm):
    crm.book.mkdir()
    ran = crm("--json")
    assert (2, b"", True) == (ran.status, ran.out, "no crm.yaml" in ran.told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--as-of", "2026-06-05"], "crm coverage --as-of"),
        (["--json"], "crm coverage --json"),
        (["-o", "json"], "crm coverage --output"),
        (["--explain"], "crm coverage --explain"),
        (["--owner", "ada"], "crm coverage --owner"),
        (["--mine"], "`crm coverage` has no --mine"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_option_of_the_page_before_a_commands_name_is_refused_with_the_place_where_it_belongs(
    crm, book, words, told
):
    ran = crm(*words, "coverage")
    assert (2, b"", True) == (ran.status, ran.out, told in ran.told)


MORNING = {
    "acme": "name: Acme\nowner: ada\nplans: {a: {for: ceo, owner: ada, due: 2026-06-01}}\ndeals: {x: {amount: 10, stages: {2026-06-04: contacting}}}\n",
    "zeta": "name: Zeta\nowner: ben\nplans: {b: {for: ceo, owner: ben, due: 2026-06-01}}\n",
}


def test_the_page_of_one_owner_has_their_tasks_figures_and_changes_only(crm, book):
    book.write({"accounts/acme.yaml": MORNING["acme"], "accounts/zeta.yaml": MORNING["zeta"]})
    book.commit("2026-06-25")
    pages = {
        owner: crm("--json", "--owner", owner, "--as-of", "2026-06-25").json["rows"][0]
        for owner in ("ada", "ben")
    }
    assert {"ada": ["plan"], "ben": ["plan"]} == {
        owner: [row["kind"] for row in page["due"] if row["kind"] == "plan"]
        for owner, page in pages.items()
    }
    assert {"ada": {"ada"}, "ben": {"ben"}} == {
        owner: {row["owner"] for row in page["due"]} for owner, page in pages.items()
    }
    assert {"ada": 10, "ben": 0} == {
        owner: page["figures"][1]["now"] for owner, page in pages.items()
    }
    assert {"ada": {"acme"}, "ben": {"zeta"}} == {
        owner: {change["account"] for change in page["changes"]} for owner, page in pages.items()
    }


def test_mine_is_whose_address_git_has(crm, book):
    crm.git("config", "user.email", "nobody@us.example")
    assert 4 == crm("--mine").status


def test_programs_get_all_rows_and_all_changes_and_people_ten(crm, book):
    book.write(
        {
            f"accounts/n{place}.yaml": f"name: N{place}\nplans: {{p: {{for: ceo, due: 2026-06-01}}}}\n"
            for place in range(12)
        }
    )
    (page,) = crm("--json", "--as-of", "2026-06-20").json["rows"]
    assert 12 == len([row for row in page["due"] if row["kind"] == "plan"])
    assert 10 == len(
        [
            line
            for line in crm("-o", "plain", "--as-of", "2026-06-20")
            .text.partition("\n\n")[0]
            .splitlines()[1:]
        ]
    )


def test_what_explains_the_page_names_the_records_of_the_agenda_and_means_each_figure(crm, book):
    book.write({"accounts/acme.yaml": MORNING["acme"]})
    text = crm("--explain", "--as-of", "2026-06-20").text
    assert "plan · a · records (1): plans.a" in text
    assert "figure: the coverage composite" in text


def test_the_page_speaks_the_language_that_is_asked_for(crm, book):
    assert "최근 7일의 움직임" in crm("--lang", "ko", "--as-of", "2026-06-05").text


def test_on_a_monday_the_page_is_of_the_week_that_ended_and_on_a_tuesday_of_the_one_that_runs(crm):
    crm.write(
        {"acme": "name: Acme\nlog:\n  - {date: 2026-07-27, type: call}\n"},
        "language: en\nrole_sets: {}\n",
    )
    monday, tuesday = (
        crm("review", "--json", "--as-of", day) for day in ("2026-07-27", "2026-07-28")
    )
    assert [("2026-W30", "2026-07-26"), ("2026-W31", "2026-07-28")] == [
        (ran.json["rows"][0]["week"], ran.json["rows"][0]["end"]) for ran in (monday, tuesday)
    ]
    assert [True, False] == ["the week of 2026-07-20" in ran.told for ran in (monday, tuesday)]
    crm.write({}, "language: ko\n")
    assert "2026-07-20 주간\n" == crm("review", "--json", "--as-of", "2026-07-27").told
    assert (
        "2026-W31"
        == crm("review", "--week", "2026-07-27", "--json", "--as-of", "2026-07-27").json["rows"][0][
            "week"
        ]
    )
    assert (
        "2026-W48"
        == crm("review", "--week", "2026-W48", "--json", "--as-of", "2026-12-01").json["rows"][0][
            "week"
        ]
    )
    assert (0, "0001-W01") == (
        (first := crm("review", "--json", "--as-of", "0001-01-01")).status,
        first.json["rows"][0]["week"],
    )
