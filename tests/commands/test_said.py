"""Nothing is written that was not said, and nothing is lost that was: entries, stances, promises, and whom a word means."""

import pytest

POLICY = """\
language: en
role_sets: {}
team: {ada: {name: Ada, emails: [ada@us.example]}}
cadences: {m: {for: {status: customer}, touches: [{type: meeting, per_year: 12}]}}
products: {core: {}}
"""
ACME = """\
name: Acme
contacts:
  a: {name: Ann, emails: [ann@acme.example], phones: ["010-1234-5678"]}
  b: {name: Bob}
deals:
  d: {name: Deal, stages: {2026-01-01: closing}, next: {date: 2026-12-10, what: present, owner: ada, with: a}}
"""
DAY = ("--date", "2026-02-02")
CALL = ("log", "acme", "x", "-t", "call", *DAY)


@pytest.fixture
def book(crm):
    crm.write({"acme": ACME}, POLICY)
    return crm


def file(book):
    return (book.book / "accounts/acme.yaml").read_text(encoding="utf-8")


def test_a_quotation_is_the_reason_of_nobodys_stance(book):
    assert (
        0
        == book(
            *CALL,
            "-w",
            "b",
            "--stance",
            "a=friendly",
            "--stance",
            "b=negative",
            "--said",
            "too expensive",
        ).status
    )
    assert "why:" not in file(book) and "stance: {2026-02-02: friendly}" in file(book)


def test_each_stance_has_the_reason_that_was_given_for_it(book):
    assert (
        0
        == book(
            *CALL, "--stance", "a=friendly: liked: it", "--stance", "b=negative", "--by", "ada"
        ).status
    )
    assert 'stance: {2026-02-02: {value: friendly, by: ada, why: "liked: it"}}' in file(book)
    assert "stance: {2026-02-02: {value: negative, by: ada}}" in file(book)


def test_why_is_the_reason_of_the_one_stance_and_refused_for_two_and_for_none(book):
    two = book(*CALL, "--stance", "a=friendly", "--stance", "b=negative", "--why", "y")
    none = book(*CALL, "--why", "y")
    both = book(*CALL, "--stance", "a=friendly:x", "--why", "y")
    assert (2, 2, 2, ACME) == (two.status, none.status, both.status, file(book))
    assert 0 == book(*CALL, "--stance", "a=friendly", "--why", "praised it").status
    assert "why: praised it" in file(book)


@pytest.mark.parametrize(
    ("words", "becomes", "told"),
    [
        (
            ("deal", "next", "acme", "d", "2026-12-20"),
            "{date: 2026-12-20, what: present, owner: ada, with: a}",
            "next step moved 12-10 -> 12-20",
        ),
        (
            ("deal", "next", "acme", "d", "2026-12-20 demo"),
            "{date: 2026-12-20, what: demo, owner: ada, with: a}",
            "next step 2026-12-20 demo, in place of 2026-12-10 present",
        ),
        (
            ("deal", "next", "acme", "d", "2026-12-20 demo", "-w", "b"),
            "{date: 2026-12-20, what: demo, owner: ada, with: b}",
            "next step 2026-12-20 demo, in place of 2026-12-10 present, next step with Ann -> Bob",
        ),
        (
            (*CALL, "--deal", "d", "--next", "2026-12-20 demo"),
            "{date: 2026-12-20, what: demo, owner: ada, with: a}",
            "next step 2026-12-20 demo, in place of 2026-12-10 present",
        ),
        (
            ("deal", "stage", "acme", "d", "closing", "--next", "2026-12-20 demo"),
            "{date: 2026-12-20, what: demo, owner: ada, with: a}",
            "next step 2026-12-20 demo, in place of 2026-12-10 present",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_new_promise_keeps_what_it_does_not_say_and_the_old_one_is_told(
    book, words, becomes, told
):
    ran = book(*words)
    assert (0, True, True) == (
        ran.status,
        f"next: {becomes}" in file(book),
        f"d: {told}" in ran.text,
    )


def test_a_promise_that_was_kept_leaves_no_words_to_the_next(book):
    assert (
        0
        == book(
            "log",
            "acme",
            "x",
            "-t",
            "call",
            "-w",
            "a",
            "--deal",
            "d",
            "--next",
            "2027-01-20",
            "--date",
            "today",
            "-n",
        ).status
    )
    late = ACME.replace("2026-12-10", "2026-02-01")
    book.write({"acme": late})
    assert 0 == book(*CALL, "-w", "a", "--deal", "d", "--next", "2027-01-20").status
    assert "next: {date: 2027-01-20, owner: ada, with: a}" in file(book)


SAME = [
    (*CALL, "-w", "a"),
    ("survey", "acme", "nps", "8", "--contact", "a", *DAY),
    ("case", "open", "acme", "broken", "--contact", "a", *DAY),
    ("plan", "add", "acme", "--for", "a", "--how", "lunch", "--due", "2027-01-01"),
    ("deal", "new", "acme", "New one", *DAY),
    ("contract", "add", "acme", "--start", "2026-01-01", "--end", "2026-12-31"),
    ("asset", "add", "acme", "core", "--since", "2026-01-01"),
]


@pytest.mark.parametrize("words", SAME, ids=lambda words: " ".join(words[:2]))
def test_the_very_same_typed_twice_is_refused_unless_it_is_meant(book, words):
    assert 0 == book(*words).status
    once = file(book)
    ran = book(*words)
    assert (4, True, once) == (ran.status, "add --again" in ran.told, file(book))
    assert (0, True) == (book(*words, "--again").status, file(book) != once)


def test_what_differs_in_its_words_its_people_or_its_day_is_another_entry(book):
    said = [
        CALL,
        (*CALL, "-w", "a"),
        (*CALL, "-w", "b"),
        ("log", "acme", "y", *CALL[3:]),
        (*CALL[:-1], "2026-02-03"),
        (*CALL, "--by", "ada"),
        (*CALL, "--outcome", "no_answer"),
    ]
    assert [0] * len(said) == [book(*words).status for words in said]


def test_an_entry_without_ours_is_told_where_git_knows_somebody_else(book):
    book.git("init")
    book.git("config", "user.email", "else@us.example")
    ran = book(*CALL, "--deal", "-")
    assert (0, True, True) == (
        ran.status,
        "nobody of ours is written down: else@us.example" in ran.told,
        "--by MEMBER" in ran.told,
    )
    assert "" == book(*CALL, "--deal", "-", "--by", "ada").told
    book.git("config", "user.email", "ada@us.example")
    assert "" == book("log", "acme", "z", "-t", "call", "--deal", "-", *DAY).told


@pytest.mark.parametrize("who", ["ann@acme.example", "010-1234-5678"])
def test_an_account_called_by_somebodys_address_was_talked_to_with_that_person(book, who):
    assert 0 == book("log", who, "x", "-t", "email", *DAY).status
    assert 0 == book("survey", who, "nps", "8", *DAY).status
    assert 0 == book("case", "open", who, "broken", *DAY).status
    assert (1, 2) == (file(book).count("with: a, what: x"), file(book).count("contact: a,"))


def test_who_is_named_takes_the_place_of_whose_address_it_was(book):
    assert 0 == book("log", "ann@acme.example", "x", "-t", "email", "-w", "b", *DAY).status
    assert "with: b, what: x" in file(book)


def test_what_came_in_was_received_and_what_went_out_was_sent(book):
    for words in (("--inbound",), ()):
        assert 0 == book("log", "acme", "x", "-t", "email", *words, *DAY, "--again").status
    assert ["sent", "received"] == [
        row["outcome"]
        for row in book("show", "acme", "--json", "--as-of", "2026-03-01").json["rows"][0]["log"]
    ]
    assert 1 == len(
        book(
            "query", 'outcome == "received"', "--on", "log", "--json", "--as-of", "2026-03-01"
        ).json["rows"]
    )


def test_a_script_is_told_of_the_only_open_deal_and_nothing_is_guessed(book):
    ran = book(*CALL)
    assert (0, True, False) == (ran.status, "--deal d" in ran.told, "deal: d" in file(book))
    assert "" == book(*CALL, "--deal", "-", "--again").told


def test_a_row_that_stays_though_it_was_ticked_off_is_told(book):
    book.write(
        {
            "acme": "name: Acme\nsegment: A\nstatus: customer\ncontracts: {c: {start: 2026-01-02, end: 2028-01-02}}\n"
        }
    )
    rows = book("due", "--json", "--as-of", "2026-05-04").json["rows"]
    assert ["m/meeting"] == [row["subject"] for row in rows if row["kind"] == "cadence"]
    ran = book("done", "acme/cadence/m/meeting", "x", "--type", "call", "--date", "2026-05-04")
    assert (0, True) == (
        ran.status,
        "the row stays: cadence m/meeting is due as before" in ran.told,
    )


@pytest.mark.parametrize(
    ("since", "stays"), [("2026-04-02", True), ("2026-04-03", True), ("2026-04-04", None)]
)
def test_a_row_stays_from_the_very_day_on_which_it_is_due(book, since, stays):
    book.write({"acme": f"name: Acme\ndeals: {{d: {{stages: {{{since}: prospecting}}}}}}\n"})
    ran = book(
        *("done", "acme/rotten/d", "x", "--type", "call"),
        *("--outcome", "no_answer", "--date", "2026-05-04"),
    )
    if stays is None:  # it is not due yet
        assert 4 == ran.status
    else:
        assert (0, stays) == (ran.status, "the row stays: rotten d is due as before" in ran.told)


def test_a_field_in_quotes_is_told_and_two_constants_are_never_compared(book):
    named = book("query", 'open and authority != "met"', "--on", "deals")
    assert (2, True) == (named.status, "did you mean `bant.authority`?" in named.told)
    quoted = book("query", 'open and "authority" != "met"', "--on", "deals")
    assert (2, True) == (
        quoted.status,
        "the field is `bant.authority`, without quotes" in quoted.told,
    )
    for wrong in (
        "1 == 1",
        '"a" != "b"',
        "2 in [1, 2]",
        '"x" ~ "x"',
        "2026-01-01 < 2026-02-01",
        "1 + 1 > 1",
        "true == true",
    ):
        assert 2 == book("query", wrong, "--on", "deals").status, wrong
    assert (
        0 == book("query", 'bant.authority != "met" and today > 2026-01-01', "--on", "deals").status
    )


def test_amounts_in_json_are_numbers_with_their_cents_and_a_currency_beside(book):
    book.write(
        {
            "acme": "name: Acme\ndeals: {a: {amount: 100_000, stages: {2026-01-01: closing}}, b: {amount: 1_800.50, stages: {2026-01-01: closing}}}\n"
        }
    )
    for words in (
        ("query", "true", "--on", "deals"),
        ("query", "amount > 0", "--on", "deals", "--by", "deal", "--columns", "sum(amount)"),
        ("list",),
        ("show", "acme"),
        ("brief", "acme"),
        ("pipeline",),
    ):
        text = book(*words, "--json", "--as-of", "2026-02-02").text
        assert (
            '"1800.50"' in text,
            '"101800.50"' in text,
            "1800.50" in text,
            '"currency": "' in text,
        ) == (False, False, True, True), words


def test_a_dry_run_for_programs_says_what_would_change_and_from_which_bytes(book):
    from hashlib import sha256

    ran = book("deal", "amount", "acme", "d", "5M", "--date", "2026-02-02", "--dry-run", "--json")
    (change,) = ran.json["totals"]["changes"]
    assert ("accounts/acme.yaml", "acme", sha256(ACME.encode()).hexdigest()) == (
        change["file"],
        change["account"],
        change["base"],
    )
    assert (
        book("deal", "amount", "acme", "d", "5M", "--date", "2026-02-02", "--dry-run").text
        == change["diff"]
    )
    assert [{"field": "deals.d.amount.2026-02-02", "old": None, "new": 5000000}] == change["values"]
    (new,) = book("new", "Zenith", "--dry-run", "--json").json["totals"]["changes"]
    assert (None, "accounts/zenith.yaml") == (new["base"], new["file"])


def test_what_is_in_our_words_and_said_in_theirs_in_every_page(book):
    assert 0 == book(*CALL, "--said", "too dear", "--deal", "-").status
    for page in ("show", "brief"):
        (entry,) = book(page, "acme", "--json", "--as-of", "2026-03-01").json["rows"][0]["log"]
        assert ("x", "too dear") == (entry["what"], entry["said"])
