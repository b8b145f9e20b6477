"""`crm import mail`: what comes of mails, and what a second run makes of them."""

import pytest

POLICY = """\
language: en
timezone: Asia/Seoul
team: {kim: {name: Kim, emails: [kim@us.example]}, lee: {name: Lee, emails: [lee@us.example]}}
"""
HANBIT = """\
name: Hanbit
owner: kim
contacts:
  go: {name: Go, emails: [go@hanbit.example]}   # the one who decides
  old: {name: Old, emails: [both@x.example], left: 2026-07-01}
deals:
  line: {stages: {2026-06-01: contacting}}
log:
  - {date: 2026-08-01, type: call, by: kim, with: go, what: Hello}
"""
NURI = "name: Nuri\nowner: lee\ncontacts: {bo: {name: Bo, emails: [bo@nuri.example, both@x.example]}}\n"


def mail(sender, to, subject="Quote", day="4 Aug 2026 10:00:00 +0900", **more):
    head = {"From": sender, "To": to, "Subject": subject, "Date": day, **more}
    named = {"Message-ID": f"<{abs(hash((sender, to, subject, day)))}@x>"}
    lines = [
        f"{name.replace('_', '-')}: {each}" for name, each in ({**named, **head}).items() if each
    ]
    return "\n".join((*lines, "", "body\n"))


GO, BO, KIM, LEE = "Go <go@hanbit.example>", "bo@nuri.example", "kim@us.example", "lee@us.example"


@pytest.fixture
def book(crm):
    crm.write({"hanbit": HANBIT, "nuri": NURI}, POLICY)
    crm.git("init", "-q")
    crm.git("add", "-A")
    crm.git("commit", "-qm", "first")
    return crm


def box(crm, *mails):
    text = "".join(f"From x Mon Aug 03 10:00:00 2026\n{each}\n" for each in mails)
    path = crm.home / "box"
    path.write_text(text, encoding="utf-8")
    return str(path)


def rows(crm, *mails, **options):
    words = [each for name, value in options.items() for each in (f"--{name}", *value)]
    ran = crm("import", "mail", box(crm, *mails), "--json", *words)
    assert 0 == ran.status, ran.told
    return ran.json


def test_who_wrote_and_who_was_written_to_come_into_the_logs(book):
    made = rows(
        book,
        mail(GO, f"{LEE}, {KIM}"),
        mail(KIM, f"{GO}, {BO}", "Answer", "5 Aug 2026 23:30:00 -0100"),
    )
    assert [
        ("hanbit", "added", "2026-08-04", "inbound", ["lee", "kim"], ["go"], "Quote"),
        ("hanbit", "added", "2026-08-06", "outbound", ["kim"], ["go"], "Answer"),
        ("nuri", "added", "2026-08-06", "outbound", ["kim"], ["bo"], "Answer"),
    ] == [
        tuple(row[key] for key in ("account", "state", "date", "direction", "by", "with", "what"))
        for row in made["rows"]
    ]
    text = (book.book / "accounts" / "hanbit.yaml").read_text()
    assert text.startswith(HANBIT) and "body" not in text
    assert 0 == book("lint").status


def test_a_second_run_changes_nothing_and_a_mail_that_is_there_twice_counts_once(book):
    mails = [
        mail(GO, KIM),
        mail(GO, KIM),
        mail(GO, KIM, **{"Message-ID": ""}),
        mail(GO, KIM, "Hello", "1 Aug 2026 09:00"),
    ]
    first = rows(book, *mails)
    assert (3, {"twice": 1}) == (first["totals"]["added"], first["totals"]["left_out"])
    before = (book.book / "accounts" / "hanbit.yaml").read_bytes()
    again = rows(book, *mails)
    assert [0, 3, []] == [again["totals"][each] for each in ("added", "same", "files")]
    assert before == (book.book / "accounts" / "hanbit.yaml").read_bytes()


def test_an_entry_that_somebody_changed_or_wrote_by_hand_stays_as_it_is(book):
    rows(book, mail(GO, KIM))
    path = book.book / "accounts" / "hanbit.yaml"
    path.write_text(path.read_text().replace("what: Quote", "what: They want a quote"))
    assert (0, 1) == tuple(rows(book, mail(GO, KIM))["totals"][key] for key in ("added", "same"))
    path.write_text(
        HANBIT
        + "  - {date: 2026-08-04, type: email, by: kim, with: go, direction: inbound, what: Quote}\n"
    )
    assert (0, 1) == tuple(rows(book, mail(GO, KIM))["totals"][key] for key in ("added", "same"))


def test_who_left_an_account_is_looked_for_where_they_are_now(book):
    made = rows(
        book,
        mail("both@x.example", KIM),
        mail("both@x.example", KIM, "Then", "1 Jun 2026 10:00 +0900"),
    )
    assert [("hanbit", "Then"), ("nuri", "Quote"), ("nuri", "Then")] == [
        (row["account"], row["what"]) for row in made["rows"]
    ]


def test_a_deal_is_only_named_where_it_is_said(book):
    rows(book, mail(GO, KIM))
    assert "deal:" not in (book.book / "accounts" / "hanbit.yaml").read_text()
    rows(book, mail(GO, KIM, "Other"), deal=["hanbit/line"])
    assert "deal: line" in (book.book / "accounts" / "hanbit.yaml").read_text()
    ran = book("import", "mail", box(book, mail(GO, KIM)), "--deal", "hanbit/gone")
    assert (4, b"") == (ran.status, ran.out)


def test_bodies_come_only_when_asked_for(book):
    rows(book, mail(GO, KIM), bodies=[])
    assert "note: body" in (book.book / "accounts" / "hanbit.yaml").read_text()


def test_what_nobody_wrote_and_what_lies_ahead_is_counted_and_left_out(book):
    made = rows(
        book,
        mail(GO, KIM, "1", Auto_Submitted="auto-replied"),
        mail(GO, KIM, "2", List_Id="<x>"),
        mail(GO, KIM, "3", day="4 Aug 2099 10:00:00 +0900"),
        mail(GO, KIM, "4", day=""),
        mail("", KIM, "5"),
        mail(KIM, LEE, "6"),
        mail("a@far.example", KIM, "7"),
        mail(GO, KIM, "8", day="4 Aug 2025 10:00:00 +0900"),
        since=["2026-01-01"],
    )
    assert [] == made["rows"]
    left = {
        "auto": 1,
        "list": 1,
        "later": 1,
        "undated": 1,
        "nobody": 1,
        "inside": 1,
        "strangers": 1,
        "earlier": 1,
    }
    assert left == made["totals"]["left_out"]


def test_who_is_not_in_the_book_is_listed_with_what_adds_them(book):
    new = "Ina 'x' <ina@hanbit.example>"
    made = rows(
        book,
        mail(new, KIM),
        mail(new, KIM, "2"),
        mail("a@gmail.com", KIM, "3"),
        mail("no-reply@far.example", KIM, "4"),
    )
    first, second = made["totals"]["strangers"]
    assert ("ina@hanbit.example", 2, "hanbit") == (
        first["address"],
        first["times"],
        first["account"],
    )
    assert ("a@gmail.com", "") == (second["address"], second["account"])
    import shlex

    ran = book(*shlex.split(first["command"])[1:])
    assert 0 == ran.status, ran.told
    again = rows(book, mail(new, KIM))
    assert ("added", "hanbit") == (again["rows"][0]["state"], again["rows"][0]["account"])


def test_a_dry_run_writes_nothing_and_undo_takes_all_of_it_back(book):
    before = {each.name: each.read_bytes() for each in (book.book / "accounts").iterdir()}
    ran = book("import", "mail", box(book, mail(KIM, f"{GO}, {BO}")), "--dry-run")
    assert 0 == ran.status and "added: 2, same: 0" in ran.text
    assert before == {each.name: each.read_bytes() for each in (book.book / "accounts").iterdir()}
    ran = book(
        "import",
        "mail",
        box(book, mail(KIM, f"{GO}, {BO}")),
        "--commit",
        env={
            "GIT_AUTHOR_NAME": "Kim",
            "GIT_AUTHOR_EMAIL": "kim@us.example",
            "GIT_COMMITTER_NAME": "Kim",
            "GIT_COMMITTER_EMAIL": "kim@us.example",
        },
    )
    assert 0 == ran.status, ran.told
    assert "import mail from box (1)" in book.git("log", "-1", "--format=%s")
    book.git("config", "user.email", "kim@us.example")
    book.git("config", "user.name", "Kim")
    assert 0 == book("undo").status
    assert before == {each.name: each.read_bytes() for each in (book.book / "accounts").iterdir()}


def test_nothing_that_a_mail_says_reaches_the_terminal_as_more_than_text(book):
    bad = "\x1b]0;x\x07\u202eevil\x9b31m"
    ran = book(
        "import",
        "mail",
        box(book, mail(f"{bad} <x{bad}@far.example>", KIM, bad), mail(GO, KIM, bad)),
    )
    assert 0 == ran.status
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & {*ran.text, *ran.told}
    text = (book.book / "accounts" / "hanbit.yaml").read_text()
    assert "what: ']0;xevil31m'" in text or 'what: "]0;xevil31m"' in text
    assert 0 == book("lint").status


def test_without_an_address_of_the_team_nothing_is_taken(crm):
    crm.write({"hanbit": HANBIT}, "language: en\nteam: {kim: {name: Kim}}\n")
    ran = crm("import", "mail", box(crm, mail(GO, KIM)))
    assert (4, b"") == (ran.status, ran.out) and "crm.yaml" in ran.told


def test_many_mails_of_one_account_are_written_in_one_go(book):
    mails = [
        mail(GO, KIM, f"Mail {number}", f"{number % 28 + 1} Jul 2026 10:00:00 +0900")
        for number in range(300)
    ]
    assert 300 == rows(book, *mails)["totals"]["added"]
    assert 0 == book("lint").status
    assert 0 == book("fmt", "--all", "--check").status
