"""`crm done N`: a row of the agenda last shown is settled by what happened."""

import re
import shutil

import pytest

POLICY = """\
language: en
timezone: Asia/Seoul
role_sets: {r: {ceo: {}, cio: {}}}
cadences: {m: {for: {status: customer}, touches: [{type: review, per_year: 12, needs: gave}]}}
attempts: {max: 2, min_gap_days: 1, final: email, grace_days: 7}
team: {kim: {name: 김민지, emails: [kim@us.example]}, han: {name: 한세은}}
"""
HANBIT = """\
name: 한빛전자㈜
status: customer
owner: kim
roles:
  ceo: {contact: park}   # 대표
  cio: {contact: lee, rep: kim}
contacts:
  lee: {name: 이동현, stance: {2025-01-02: neutral}}
  park: {name: 박재형}
plans:
  trust: {for: lee, owner: kim, due: 2025-08-01}
deals:
  pt2:
    stages: {2025-07-20: presenting}
    next: {date: 2025-08-01, what: 시험 가동 결과, channel: visit, with: lee}   # 약속
  quiet:
    stages: {2025-07-25: contacting}
contracts: {c1: {start: 2025-06-15, end: 2026-06-14}}
cases:
  slow: {opened: 2025-07-20, what: 느려요, contact: lee}
log:
  - {date: 2025-07-28, type: call, with: lee, deal: quiet, outcome: no_answer}
"""
TODAY = "2025-08-04"


@pytest.fixture
def book(shared):
    shutil.rmtree(shared.book, ignore_errors=True)
    shared.write({"hanbit": HANBIT}, POLICY)
    return shared


def due(forks, book, *words):
    """The agenda is shown; the numbers of its rows by kind."""
    shown = forks(book, "due", "-o", "plain", "--as-of", TODAY, *words)
    assert 0 == shown.status
    return {line.split("\t")[3]: line.split("\t")[0] for line in shown.text.splitlines()[1:]}


def done(forks, book, *words, date=TODAY):
    return forks(book, "done", *words, "--date", date)


def lines(book):
    """Lines of the file that are new, and lines that are gone."""
    before, after = (
        HANBIT.splitlines(),
        (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8").splitlines(),
    )
    return [line for line in after if line not in before], [
        line for line in before if line not in after
    ]


def test_a_promise_is_kept_and_what_happened_stands_in_the_log(forks, book):
    ran = done(forks, book, due(forks, book)["next"], "잘 돌았다")
    assert (0, "") == (ran.status, ran.told)
    gone = [
        "    next: {date: 2025-08-01, what: 시험 가동 결과, channel: visit, with: lee}   # 약속"
    ]
    assert (
        [
            "    # 약속",
            "  - {date: 2025-08-04, type: visit, with: lee, deal: pt2, what: 잘 돌았다}",
        ],
        gone,
    ) == lines(book)


def test_a_promise_is_moved_to_another_day_and_nothing_happened(forks, book):
    ran = done(forks, book, due(forks, book)["next"], "--next", "2025-08-20")
    assert (0, "한빛전자㈜: pt2: next step moved 08-01 -> 08-20\n") == (ran.status, ran.text)
    (promised,) = (line for line in HANBIT.splitlines() if "next:" in line)
    assert ([promised.replace("2025-08-01", "2025-08-20")], [promised]) == lines(book)


def test_a_promise_moved_with_other_words_is_still_given_by_and_to_the_same(forks, book):
    text = HANBIT.replace("what: 시험 가동 결과, ", "what: 시험 가동 결과, owner: han, ")
    book.write({"hanbit": text})
    ran = done(forks, book, due(forks, book)["next"], "--next", "2025-08-20 계약서")
    assert (
        0,
        "한빛전자㈜: pt2: next step 2025-08-20 계약서, in place of 2025-08-01 시험 가동 결과\n",
    ) == (ran.status, ran.text)
    (moved,) = lines(book)[0]
    assert (
        "    next: {date: 2025-08-20, what: 계약서, owner: han, channel: visit, with: lee}   # 약속"
        == moved
    )


def test_what_happened_is_logged_and_the_next_promise_goes_on_with_the_same_people(forks, book):
    ran = done(
        forks,
        book,
        due(forks, book)["next"],
        "잘 돌았다",
        "--with",
        "park",
        "--next",
        "2025-08-20 계약서",
    )
    assert 0 == ran.status
    assert [
        "    next: {date: 2025-08-20, what: 계약서, channel: visit, with: lee}   # 약속",
        "  - {date: 2025-08-04, type: visit, with: park, deal: pt2, what: 잘 돌았다}",
    ] == lines(book)[0]
    assert (
        "한빛전자㈜: pt2: next step of 2025-08-01 시험 가동 결과 kept, next step 2025-08-20 계약서\n"
        in ran.text
    )


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        (("--type", "call"), "type: call, with: lee, deal: pt2, what: 시험 가동 결과"),
        (
            ("--outcome", "cancelled"),
            "type: visit, with: lee, deal: pt2, outcome: cancelled, what: 시험 가동 결과",
        ),
        (("--with", "park"), "type: visit, with: park, deal: pt2, what: 시험 가동 결과"),
        (
            ("--gave", "a.pdf"),
            "type: visit, with: lee, deal: pt2, what: 시험 가동 결과, gave: a.pdf",
        ),
    ],
)
def test_any_word_about_what_happened_makes_an_entry(forks, book, said, entry):
    assert 0 == done(forks, book, due(forks, book)["next"], *said, "--next", "2025-08-20").status
    assert f"  - {{date: 2025-08-04, {entry}}}" == lines(book)[0][-1]


def test_a_case_is_closed_with_what_came_of_it(forks, book):
    number = due(forks, book)["case"]
    assert (
        2,
        "crm: WHAT is missing\nhint: What happened, or what came of it. "
        'Example: `crm done 1 "Duct hanger replaced"`\n',
    ) == (
        (ran := done(forks, book, number)).status,
        ran.told,
    )
    assert 0 == done(forks, book, number, "증설했다").status
    assert [
        "  slow: {opened: 2025-07-20, what: 느려요, contact: lee, closed: 2025-08-04, resolution: 증설했다}"
    ] == lines(book)[0]


def test_a_plan_is_carried_out_or_goes_on_until_another_day(forks, book):
    number = due(forks, book)["plan"]
    assert 0 == done(forks, book, number, "아직", "--next", "2025-08-25 다시", "--dry-run").status
    assert 0 == done(forks, book, number, "만났다").status
    assert [
        "  trust: {for: lee, owner: kim, due: 2025-08-01, done: {date: 2025-08-04, result: 만났다}}"
    ] == lines(book)[0]


def test_a_plan_goes_on_until_another_day(forks, book):
    assert (
        0 == done(forks, book, due(forks, book)["plan"], "아직", "--next", "2025-08-25 다시").status
    )
    assert [
        "  trust: {for: lee, owner: kim, due: 2025-08-25, progress: {2025-08-04: 아직}}"
    ] == lines(book)[0]


def test_a_stance_is_assessed_anew(forks, book):
    number = due(forks, book)["stance"]
    assert (2, True) == (
        (ran := done(forks, book, number)).status,
        "--stance is missing" in ran.told,
    )
    assert 0 == done(forks, book, number, "칭찬했다", "--stance", "friendly").status
    assert [
        "  lee: {name: 이동현, stance: {2025-01-02: neutral, 2025-08-04: {value: friendly, why: 칭찬했다}}}"
    ] == lines(book)[0]


def test_roles_without_a_rep_get_one(forks, book):
    assert 0 == done(forks, book, due(forks, book)["rep"], "--rep", "한세은").status
    assert ["  ceo: {contact: park, rep: han}   # 대표"] == lines(book)[0]


def test_an_attempt_that_nobody_answered_is_counted(forks, book):
    assert (
        0
        == done(
            forks, book, due(forks, book)["attempt"], "--type", "call", "--outcome", "no_answer"
        ).status
    )
    assert [
        "  - {date: 2025-08-04, type: call, with: lee, deal: quiet, outcome: no_answer}"
    ] == lines(book)[0]
    assert "final" in due(forks, book, "--days", "3")


def test_another_attempt_is_with_whom_and_how_the_last_one_was(forks, book):
    book.write(
        {
            "hanbit": HANBIT
            + "  - {date: 2025-07-30, type: message, with: park, deal: quiet}\n  - {date: 2025-07-31, type: call, with: lee, outcome: no_answer}\n"
        },
        POLICY.replace("max: 2", "max: 3"),
    )
    assert 0 == done(forks, book, due(forks, book)["attempt"], "--outcome", "no_answer").status
    assert (
        "  - {date: 2025-08-04, type: message, with: park, deal: quiet, outcome: no_answer}"
        == lines(book)[0][-1]
    )


def test_the_last_attempt_is_with_the_same_person_too_and_of_the_type_agreed(forks, book):
    book.write(
        {"hanbit": HANBIT + "  - {date: 2025-07-30, type: message, with: park, deal: quiet}\n"}
    )
    assert 0 == done(forks, book, due(forks, book)["final"]).status
    assert "  - {date: 2025-08-04, type: email, with: park, deal: quiet}" == lines(book)[0][-1]


def test_who_has_left_is_not_tried_again(forks, book):
    book.write(
        {"hanbit": HANBIT.replace("lee: {name: 이동현,", "lee: {name: 이동현, left: 2025-08-01,")}
    )
    assert 0 == done(forks, book, due(forks, book)["attempt"], "--outcome", "no_answer").status
    assert (
        "  - {date: 2025-08-04, type: call, deal: quiet, outcome: no_answer}" == lines(book)[0][-1]
    )


def test_a_cadence_is_kept_by_a_touch_of_its_type(forks, book):
    assert (
        0
        == done(
            forks,
            book,
            due(forks, book)["cadence"],
            "7월 운영",
            "--gave",
            "report.pdf",
            "--with",
            "park",
        ).status
    )
    assert [
        "  - {date: 2025-08-04, type: review, with: park, what: 7월 운영, gave: report.pdf}"
    ] == lines(book)[0]
    assert "cadence" not in due(forks, book)


REFUSED = "crm: hanbit does not ask for that any more: {}\nhint: crm due shows it; its rows have the numbers\n"


@pytest.mark.parametrize(
    ("kind", "said", "subject"),
    [
        ("cadence", ("7월 운영", "--gave", "report.pdf", "--with", "park"), "m/review"),
        (
            "cadence",
            ("7월 운영", "--with", "park"),
            "m/review",
        ),  # without what it needs it does not count, but it happened once
        ("attempt", ("--outcome", "no_answer"), "quiet"),
        ("case", ("끝",), "slow"),
        ("stance", ("--stance", "friendly"), "lee"),
    ],
)
@pytest.mark.parametrize("date", [TODAY, "2025-08-06"])
def test_nothing_is_ticked_off_twice_also_on_a_day_after_the_list(
    forks, book, kind, said, subject, date
):
    number = due(forks, book)[kind]
    assert 0 == done(forks, book, number, *said, date=date).status
    once = lines(book)
    ran = done(forks, book, number, *said, date=date)
    assert (4, REFUSED.format(subject), once) == (ran.status, ran.told, lines(book))


def test_a_rhythm_is_kept_from_a_list_of_the_month_before(forks, book):
    number = due(forks, book)["cadence"]
    assert (
        0 == done(forks, book, number, "8월 운영", "--gave", "report.pdf", date="2025-09-20").status
    )
    assert 4 == done(forks, book, number, "또", "--gave", "other.pdf", date="2025-09-21").status


def test_a_row_that_is_settled_already_is_refused(forks, book):
    number = due(forks, book)["next"]
    assert 0 == done(forks, book, number).status
    ran = done(forks, book, number)
    assert (
        4,
        "crm: hanbit does not ask for that any more: pt2\nhint: crm due shows it; its rows have the numbers\n",
    ) == (ran.status, ran.told)


def test_numbers_mean_the_list_last_shown_also_when_it_was_remembered(forks, book):
    first = due(forks, book)
    due(forks, book, "--limit", "1")
    assert (4, True) == (
        (ran := done(forks, book, "2")).status,
        "there is no row 2; the last agenda has 1" in ran.told,
    )
    book.started("due", "-o", "plain", "--as-of", TODAY)
    book.started("due", "-o", "plain", "--as-of", TODAY, "--limit", "1")
    assert first == {
        line.split("\t")[3]: line.split("\t")[0]
        for line in book.started("due", "-o", "plain", "--as-of", TODAY).text.splitlines()[1:]
    }
    assert 0 == done(forks, book, first["case"], "끝").status


def test_numbers_that_were_heard_mean_the_same_rows(forks, book):
    first = due(forks, book)
    heard = forks(book, "due", "-o", "spoken", "--as-of", TODAY, "--lang", "en").text
    number = next(
        line.partition("#: ")[2].partition(";")[0]
        for line in heard.splitlines()
        if "; what: case; " in line
    )
    assert first["case"] == number
    assert 0 == done(forks, book, number, "끝").status


def test_without_a_list_numbers_mean_nothing(forks, book):
    book("cache", "clear")
    shutil.rmtree(book.cache, ignore_errors=True)
    ran = done(forks, book, "1")
    assert (
        4,
        "crm: no agenda was shown at this terminal yet\nhint: crm due shows it; its rows have the numbers\n",
    ) == (ran.status, ran.told)


def test_a_list_that_was_not_to_be_remembered_has_no_numbers(forks, book):
    due(forks, book)
    due(forks, book, "--no-cache")
    assert 4 == done(forks, book, "1").status


def test_each_terminal_has_numbers_of_its_own(forks, book):
    mine = due(forks, book)
    elsewhere = {**book.env, "CRM_TERMINAL": "another"}
    assert (
        "there is no row 9"
        not in (ran := book("done", mine["case"], "끝", "--date", TODAY, env=elsewhere)).told
    )
    assert (
        4,
        "crm: no agenda was shown at this terminal yet\nhint: crm due shows it; its rows have the numbers\n",
    ) == (ran.status, ran.told)
    book("due", "-o", "plain", "--as-of", TODAY, "--limit", "1", env=elsewhere)
    assert 4 == book("done", "2", "끝", "--date", TODAY, env=elsewhere).status
    assert 0 == done(forks, book, mine["case"], "끝").status


@pytest.mark.parametrize("form", ["json", "csv", "html", "svg"])
def test_what_a_program_reads_changes_no_number(forks, book, form):
    mine = due(forks, book)
    for _ in range(2):  # the second one from memory
        assert 0 == book("due", "-o", form, "--as-of", TODAY, "--limit", "1").status
    assert 0 == done(forks, book, mine["case"], "끝").status
    assert "closed: 2025-08-04" in (book.book / "accounts" / "hanbit.yaml").read_text(
        encoding="utf-8"
    )


def test_where_nobody_looks_numbers_mean_nothing_and_a_row_has_a_name(forks, book):
    mine = due(forks, book)
    nobody = {"CRM_TERMINAL": None}
    for _ in range(2):
        assert 0 == book("due", "--as-of", TODAY, "--limit", "1", env=nobody).status
    ran = book("done", "1", "끝", "--date", TODAY, env=nobody)
    assert (
        4,
        "crm: numbers mean rows of a list on a screen, and there is none here\nhint: name the row as ACCOUNT/KIND/SUBJECT, with the words of crm due --json\n",
    ) == (ran.status, ran.told)
    case = next(
        row
        for row in book("due", "--json", "--as-of", TODAY, env=nobody).json["rows"]
        if row["kind"] == "case"
    )
    assert (
        0
        == book(
            "done",
            f"{case['account']}/{case['kind']}/{case['subject']}",
            "끝",
            "--date",
            TODAY,
            env=nobody,
        ).status
    )
    assert "closed: 2025-08-04" in (book.book / "accounts" / "hanbit.yaml").read_text(
        encoding="utf-8"
    )
    assert mine["next"] != "0"
    # the person's list is the same as before
    assert 0 == done(forks, book, mine["next"], "잘 돌았다").status


@pytest.mark.parametrize(
    "name", ["hanbit/case/none", "hanbit/case", "hanbit/", "hanbit/cases/slow"]
)
def test_a_row_that_the_agenda_does_not_have_is_refused(forks, book, name):
    ran = done(forks, book, name, "끝")
    assert (4, True) == (ran.status, "does not ask for that any more" in ran.told)
    assert ([], []) == lines(book)


def test_a_rhythm_is_named_with_its_type(forks, book):
    assert (
        0
        == done(
            forks, book, "hanbit/cadence/m/review", "결과", "--with", "lee", "--gave", "a.pdf"
        ).status
    )
    assert ["  - {date: 2025-08-04, type: review, with: lee, what: 결과, gave: a.pdf}"] == lines(
        book
    )[0]


def test_the_list_is_its_owners_only_and_follows_no_link(forks, book, tmp_path):
    for old in book.cache.glob("*.due-*"):
        old.unlink()
    due(forks, book)
    (kept,) = book.cache.glob("*.due-*")
    assert 0o600 == kept.stat().st_mode & 0o777
    other = tmp_path / "other"
    other.write_text("untouched")
    kept.unlink()
    kept.symlink_to(other)
    assert 4 == done(forks, book, "1", "끝").status
    mine = due(forks, book)
    assert ("untouched", False) == (other.read_text(), kept.is_symlink())
    kept.chmod(0o644)
    assert 4 == done(forks, book, mine["case"], "끝").status


def test_only_so_many_terminals_are_remembered(forks, book):
    for number in range(20):
        book.env["CRM_TERMINAL"] = f"t{number}"
        due(forks, book)
    book.env["CRM_TERMINAL"] = "test"
    assert 16 == len(list(book.cache.glob("*.due-*")))


@pytest.mark.parametrize(
    ("revisit", "said", "goes"),
    [
        ("2025-08-20", (), True),
        ("2025-08-01", (), False),
        ("2025-08-01", ("--outcome", "no_answer"), True),
    ],
)
def test_to_ask_again_is_settled_by_what_was_done_also_before_its_day_or_in_vain(
    forks, book, revisit, said, goes
):
    outcome = f"outcome: {{result: lost, date: 2025-03-01, reason: price, revisit: {revisit}}}"
    book.write(
        {
            "hanbit": f"name: 한빛전자㈜\ncontacts: {{lee: 이동현}}\ndeals: {{old: {{stages: {{2025-01-01: contacting}}, {outcome}}}}}\n"
        }
    )
    assert (
        0
        == done(
            forks, book, "hanbit/revisit/old", "물었다", "--type", "call", "--with", "lee", *said
        ).status
    )
    text = (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8")
    assert (goes, True) == ("revisit" not in text, "물었다" in text)
    assert [] == [
        row
        for row in forks(book, "due", "--json", "--as-of", "2025-08-20").json["rows"]
        if row["kind"] == "revisit"
    ]


def test_another_day_alone_moves_when_to_ask_again_and_logs_nothing(forks, book):
    book.write(
        {
            "hanbit": "name: A\ndeals: {old: {stages: {2025-01-01: contacting}, outcome: {result: lost, date: 2025-03-01, revisit: 2025-08-01}}}\n"
        }
    )
    before = (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8")
    worded = done(forks, book, "hanbit/revisit/old", "--next", "2025-09-15 ask about the budget")
    assert (2, True, before) == (
        worded.status,
        "--next 2025-09-15" in worded.told,
        (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8"),
    )
    assert 0 == done(forks, book, "hanbit/revisit/old", "--next", "2025-09-15").status
    assert before.replace("2025-08-01", "2025-09-15") == (
        book.book / "accounts" / "hanbit.yaml"
    ).read_text(encoding="utf-8")


def test_a_note_of_ours_settles_no_asking_again(forks, book):
    book.write(
        {
            "hanbit": "name: A\ndeals: {old: {stages: {2025-01-01: contacting}, outcome: {result: lost, date: 2025-03-01, revisit: 2025-08-01}}}\nlog: [{date: 2025-08-02, type: info, what: x}]\n"
        }
    )
    assert "revisit" in [
        row["kind"] for row in forks(book, "due", "--json", "--as-of", TODAY).json["rows"]
    ]


PROMISED = "name: A\ncontacts: {lee: 이동현}\nlog:\n  - {date: 2025-07-20, type: call, with: lee, next: {date: %s, what: 자료}}\n"


@pytest.mark.parametrize(
    ("day", "said", "goes"),
    [
        ("2025-08-01", (), False),
        ("2025-08-20", (), True),
        ("2025-08-01", ("--outcome", "no_answer"), True),
    ],
)
def test_a_promise_of_the_log_is_taken_out_only_where_what_happened_would_not_keep_it(
    forks, book, day, said, goes
):
    book.write({"hanbit": PROMISED % day})
    assert 0 == done(forks, book, "hanbit/next/lee", "보냈다", "--type", "email", *said).status
    assert goes == (
        "next:" not in (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8")
    )
    assert [] == [
        row
        for row in forks(book, "due", "--json", "--as-of", "2025-08-20").json["rows"]
        if row["kind"] == "next"
    ]


def test_a_promise_of_the_log_is_moved_by_a_day_alone(forks, book):
    book.write({"hanbit": PROMISED % "2025-08-01"})
    assert 0 == done(forks, book, "hanbit/next/lee", "--next", "2025-08-20").status
    text = (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8")
    assert (True, False, 1) == ("2025-08-20" in text, "2025-08-01" in text, text.count("type:"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("--next", "2025-08-20"), (1, ["2025-08-20"])),
        (("x", "--type", "call", "--outcome", "no_answer"), (2, [])),
    ],
)
def test_a_promise_of_the_log_for_a_day_off_is_moved_and_settled_like_any_other(
    forks, book, said, expected
):
    policy = f"{POLICY}holidays: {{extra: [2025-08-01]}}\n"
    book.write({"hanbit": PROMISED % "2025-08-01"}, policy)
    assert 0 == done(forks, book, "hanbit/next/lee", *said).status
    text = (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8")
    assert expected == (text.count("type:"), re.findall(r"next: \{?(?:date: )?([-0-9]+)", text))


def test_what_somebody_left_behind_is_handed_over_and_not_ticked_off(forks, book):
    book.write(
        {"hanbit": "name: A\nowner: han\n"},
        POLICY.replace("han: {name: 한세은}", "han: {name: 한세은, left: 2025-07-31}"),
    )
    ran = done(forks, book, "hanbit/owner-left/han", "끝")
    assert (4, True) == (ran.status, "crm handover han TO --account hanbit" in ran.told)


# crm fmt


def test_fmt_puts_sections_and_log_in_order_and_check_only_looks(forks, book):
    mixed = "log:\n  - {date: 2025-08-02, type: call}\n  - {date: 2025-08-01, type: call}   # first\nname: 대한\n"
    book.write({"daehan": mixed})
    looked = forks(book, "fmt", "--all", "--check")
    assert (1, "accounts/daehan.yaml\n") == (looked.status, looked.text)
    assert 0 == forks(book, "fmt", "daehan").status
    assert (
        "name: 대한\nlog:\n  - {date: 2025-08-01, type: call}   # first\n  - {date: 2025-08-02, type: call}\n"
        == (book.book / "accounts" / "daehan.yaml").read_text(encoding="utf-8")
    )
    assert (0, "") == ((looked := forks(book, "fmt", "--all", "--check")).status, looked.text)
    assert (2, True) == ((ran := forks(book, "fmt")).status, "no account was named" in ran.told)


# asking for a referral

CARE = """\
language: en
timezone: Asia/Seoul
role_sets: {r: {ceo: {}}}
cadences: {v: {for: {status: customer}, touches: [{type: visit, every_months: 4}]}}
team: {kim: {name: 김민지, emails: [kim@us.example]}, han: {name: 한세은}}
"""
CONTENT = """\
name: 한빛전자㈜
status: customer
owner: kim
roles: {ceo: {contact: lee, rep: han}}
contacts: {lee: {name: 이동현, stance: {2025-07-01: friendly}}}
deals: {won: {outcome: {result: won, date: 2025-01-07}}}
surveys: [{date: 2025-07-01, contact: lee, kind: nps, score: 10}]
log: [{date: 2025-07-01, type: visit, with: lee}]
"""


def proposed(forks, book, day):
    return [
        row["subject"]
        for row in forks(book, "due", "--json", "--as-of", day).json["rows"]
        if row["kind"] == "referral_ask"
    ]


def plans_of(forks, book):
    found = forks(
        book,
        "query",
        "kind == 'referral_ask'",
        "--on",
        "plans",
        "--json",
        "--columns",
        "plan,for,owner,due,how,done.date,done.result",
        "--as-of",
        "2025-12-31",
    ).json["rows"]
    return [tuple(row.values()) for row in found]


def test_who_was_asked_for_a_referral_has_a_plan_that_is_done_and_rests_for_six_months(forks, book):
    book.write({"hanbit": CONTENT}, CARE)
    assert ["lee"] == proposed(forks, book, TODAY)
    assert 0 == done(forks, book, "hanbit/referral_ask/lee", "대한의 소개를 약속").status
    assert [
        ("lee-referral-ask", "lee", "han", None, None, TODAY, "대한의 소개를 약속")
    ] == plans_of(forks, book)
    assert [] == proposed(forks, book, TODAY) + proposed(forks, book, "2026-02-03")
    assert 4 == done(forks, book, "hanbit/referral_ask/lee", "다시").status
    fresh = "log:\n  - {date: 2025-12-20, type: visit, with: lee}\nsurveys: [{date: 2025-12-20, contact: lee, kind: nps, score: 10}]\n"
    text = (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8")
    kept = "\n".join(
        line for line in text.splitlines() if not line.startswith(("log:", "surveys:"))
    ).replace("2025-07-01: friendly", "2025-12-20: friendly")
    (book.book / "accounts" / "hanbit.yaml").write_text(f"{kept}\n{fresh}", encoding="utf-8")
    assert [[], ["lee"]] == [proposed(forks, book, day) for day in ("2026-02-03", "2026-02-04")]


def test_who_is_to_be_asked_another_day_has_a_plan_for_it(forks, book):
    book.write({"hanbit": CONTENT}, CARE)
    assert (
        0
        == done(
            forks, book, "hanbit/referral_ask/lee", "--by", "kim", "--next", "2025-09-01 준공식에서"
        ).status
    )
    assert [("lee-referral-ask", "lee", "kim", "2025-09-01", "준공식에서", None, None)] == plans_of(
        forks, book
    )
    assert [] == proposed(forks, book, TODAY)


def test_nothing_has_to_be_said_of_asking(forks, book):
    book.write({"hanbit": CONTENT}, CARE)
    assert 0 == done(forks, book, "hanbit/referral_ask/lee").status
    assert [("lee-referral-ask", "lee", "han", None, None, TODAY, None)] == plans_of(forks, book)
