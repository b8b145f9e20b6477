"""What people type: the same amount, day, word or name, whatever command reads it."""

import pytest

POLICY = "language: en\nrole_sets: {}\nteam: {ada: {name: Ada}}\nfields: {budget: {on: account, type: money}, seats: {on: account, type: number}, audit: {on: account, type: date}}\n"
ACME = "name: Acme\nowner: ada\ndeals:\n  line: {name: Line, amount: 120_000_000, stages: {2026-05-01: prospecting}}\n"
DAY = ("--date", "2026-08-03")


@pytest.fixture
def won(crm):
    crm.write({"acme": ACME}, POLICY + "currency: KRW\n")
    return crm


@pytest.fixture
def dollars(crm):
    crm.write({"acme": ACME}, POLICY + "currency: USD\n")
    return crm


PLACES = [
    (("deal", "amount", "acme", "line", "{}", *DAY), "amount: {2026-08-03: 250_000_000"),
    (("deal", "new", "acme", "Next", "--amount", "{}", *DAY), "amount: 250_000_000"),
    (
        (
            "contract",
            "add",
            "acme",
            "--start",
            "2026-01-01",
            "--end",
            "2026-12-31",
            "--amount",
            "{}",
        ),
        "amount: 250_000_000",
    ),
    (("research", "acme", "--revenue", "{}"), "annual_revenue: 250_000_000"),
    (("account", "acme", "--custom", "budget={}"), "budget: 250_000_000"),
]


@pytest.mark.parametrize(("words", "written"), PLACES)
@pytest.mark.parametrize("said", ["2억5천", "2억 5천만원", "₩250,000,000", "250M"])
def test_every_option_for_an_amount_reads_it_as_people_say_it(won, words, written, said):
    ran = won(*(word.format(said) for word in words))
    assert (0, True) == (
        ran.status,
        "250_000_000" in (won.book / "accounts/acme.yaml").read_text(),
    ), ran.told


@pytest.mark.parametrize(
    ("said", "written"), [("3천", "3_000"), ("250만", "2_500_000"), ("1,500", "1_500"), ("7", "7")]
)
def test_a_number_is_read_as_people_say_it_and_is_no_amount(won, said, written):
    ran = won("account", "acme", "--custom", f"seats={said}")
    text = (won.book / "accounts/acme.yaml").read_text()
    assert (0, True) == (ran.status, f"seats: {written}\n" in text.replace("}", "\n")), text
    left = won("account", "acme", "--custom", f"seats={said}원")
    assert (2, text) == (left.status, (won.book / "accounts/acme.yaml").read_text())


@pytest.mark.parametrize(("words", "written"), PLACES)
@pytest.mark.parametrize("said", ["5천만원", "₩50,000", "€5M", "1.000", "1억2천원"])
def test_no_option_for_an_amount_takes_another_currency_or_what_may_be_two(
    dollars, words, written, said
):
    ran = dollars(*(word.format(said) for word in words))
    assert (2, ACME) == (ran.status, (dollars.book / "accounts/acme.yaml").read_text()), ran.told


@pytest.mark.parametrize(
    "said",
    [
        "1억2천",
        "1억 2천",
        "1억2000",
        "1.2억",
        "120M",
        "₩120,000,000",
        "1억2천만원",
        "120백만",
        "120_000_000원",
        "'1억2천'",
        '"120,000,000"',
        "KRW 120M",
        "12천만",
    ],
)
def test_a_question_reads_amounts_as_the_commands_do(won, said):
    rows = [
        won("query", f"amount {sign} {said}", "--on", "deals", "--json", "--as-of", "2026-08-01")
        for sign in ("==", "<", ">")
    ]
    assert [1, 0, 0] == [len(ran.json["rows"]) for ran in rows], rows[0].told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("5천만원", "another currency"),
        ("₩50,000", "another currency"),
        ("50000 KRW", "another currency"),
        ("5M EUR", "another currency"),
        ("1.000", "a point stands"),
        ("'5천만원'", "another currency"),
    ],
)
def test_a_question_refuses_what_the_commands_refuse_and_marks_the_place(dollars, said, told):
    ran = dollars("query", f"amount > {said}", "--on", "deals", "--as-of", "2026-08-01")
    assert (2, True, True) == (ran.status, told in ran.told, "^" in ran.told), ran.told


def test_in_a_question_3000_people_are_3000_and_3000_of_won_are_unclear(won):
    asked = [
        won("query", text, "--as-of", "2026-08-01")
        for text in ("research.employees > 3천", "open_amount > 3천")
    ]
    assert [0, 2] == [ran.status for ran in asked], asked[0].told
    assert "`3천` may be 3,000 or 30,000,000" in asked[1].told


@pytest.mark.parametrize(
    ("heading", "cell", "written"),
    [
        ("매출", "1억2천", "120_000_000"),
        ("매출(백만원)", '"3,120"', "3_120_000_000"),
        ("연매출 (단위: 억원)", "12.5", "1_250_000_000"),
        ("Revenue (KRW)", "5000", "5_000"),
        ("매출(VAT 별도)", "5000", "5_000"),
        ("매출(USD)", "5000", None),
        ("매출", "$5M", None),
        ("매출", "1.000", None),
        ("매출", "3천", None),
    ],
)
def test_an_import_reads_amounts_as_the_commands_do_and_in_what_the_heading_counts_them(
    won, heading, cell, written
):
    (won.book / "in.csv").write_text(f"회사명,{heading}\nAcme,{cell}\n")
    ran = won("import", "accounts", "in.csv")
    text = (won.book / "accounts/acme.yaml").read_text()
    assert (
        (1, ACME) == (ran.status, text)
        if written is None
        else (0, True) == (ran.status, f"annual_revenue: {written}" in text)
    ), ran.told


def test_own_fields_take_numbers_and_days_as_people_say_them(won):
    ran = won("account", "acme", "--custom", "seats=1만2천", "--custom", "audit=2026.12.1")
    text = (won.book / "accounts/acme.yaml").read_text()
    assert (0, True, True, True) == (
        ran.status,
        "seats: 12_000" in text,
        "audit: 2026-12-01" in text,
        "2026.12.1 = 2026-12-01 (Tue)" in ran.told,
    ), ran.told


def test_the_day_that_words_of_a_question_mean_is_told_unless_it_is_written_out(won):
    ran = won(
        "query",
        "close < '4분기 초' or close > '2026-12-31'",
        "--on",
        "deals",
        "--as-of",
        "2026-08-05",
    )
    assert (0, "4분기 초 = 2025-10-01 (Wed)\n") == (ran.status, ran.told)


# Names of firms and people

FIRM = "name: 한빛전자㈜\naliases: [Hanbit Electronics]\ncontacts: {moon: {name: 문소정, title: 재무상무}}\n"


@pytest.fixture
def firms(crm):
    crm.write({"hanbit": FIRM, "silhavy": "name: Šilhavý s.r.o.\n"}, POLICY)
    return crm


@pytest.mark.parametrize(
    "name",
    [
        "(주)한빛전자",
        "주식회사 한빛전자",
        "한빛 전자",
        "Hanbit Electronics Co., Ltd.",
        "hanbit electronics inc",
        "Hanbit-Electronics GmbH",
        "Silhavy",
    ],
)
def test_no_second_account_of_a_firm_is_made_by_another_spelling(firms, name):
    ran = firms("new", name)
    assert (4, True) == (ran.status, "is in the book already" in ran.told), ran.told
    assert 0 == firms("new", name, "--id", "another").status


def test_a_firm_of_another_form_is_another_firm(firms):
    ran = firms("new", "유한회사 한빛전자")
    assert (0, False) == (ran.status, "is in the book already" in ran.told), ran.told


def test_another_name_of_a_new_account_may_be_that_of_one_there(firms):
    assert [4, 0] == [
        firms("new", "HB", "--alias", alias).status for alias in ("Hanbit Electronics Ltd", "HBX")
    ]


@pytest.mark.parametrize(
    "said",
    [
        "(주)한빛전자",
        "주식회사 한빛 전자",
        "한빛전자 주식회사",
        "Hanbit Electronics, Inc.",
        "HANBIT-ELECTRONICS",
    ],
)
def test_commands_find_an_account_by_every_form_of_its_name(firms, said):
    ran = firms("log", said, "hello", "--type", "call", "--with", "문소정 상무", *DAY, "--dry-run")
    assert (0, True) == (
        ran.status,
        "accounts/hanbit.yaml" in ran.text and "with: moon" in ran.text,
    ), ran.told
    assert 0 == firms("show", said).status


def test_names_are_found_and_completed_without_their_diacritics(firms):
    assert 0 == firms("show", "silh").status
    assert "silhavy" in firms("find", "silh").text


def test_two_files_of_one_firm_are_told_by_lint(crm):
    crm.write(
        {
            "hanbit": FIRM,
            "hanbit-2": "name: 주식회사 한빛 전자\nx-a: 1\n",
            "hanbit-3": "name: Other\naliases: [A, 'hanbit electronics, inc.']\n",
            "hanbit-seoul": "name: 한빛전자 서울지점\n",
        },
        POLICY,
    )
    found = [
        line.split("\t")[:3]
        for line in crm("lint", "-o", "plain").text.splitlines()
        if "\tduplicate-account-name\t" in line
    ]
    assert [["accounts/hanbit-2.yaml", "1", "7"], ["accounts/hanbit-3.yaml", "2", "14"]] == found, (
        crm("lint").text
    )


# Words of lists

WORDS = "language: en\nrole_sets: {it: {buy: {label: {ko: 구매 담당, en: Purchasing manager}}}}\nstages: {prospecting: {probability: 10}, won-deal: {probability: 90, label: {ko: 거래 성사, en: Deal won}}}\n"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("log", "acme", "x", "--type", "전화", *DAY), "type: call"),
        (("log", "acme", "x", "--type", "phone call", *DAY), "type: call"),
        (("new", "B", "--source", "소개"), "source: referral"),
        (("account", "acme", "--source", "행사"), "source: event"),
        (
            ("deal", "stage", "acme", "line", "거래성사", "--force", "--why", "x", *DAY),
            "value: won-deal",
        ),
        (
            ("deal", "stage", "acme", "line", "dealwon", "--force", "--why", "x", *DAY),
            "value: won-deal",
        ),
        (("role", "acme", "구매담당", "--waive", "x"), "buy:"),
        (("role", "acme", "purchasing mgr", "--waive", "x"), "buy:"),
    ],
)
def test_a_word_of_a_list_is_typed_as_it_is_said(crm, words, written):
    crm.write(
        {"acme": "name: Acme\ndeals:\n  line: {name: Line, stages: {2026-05-01: prospecting}}\n"},
        WORDS,
    )
    ran = crm(*words, "--dry-run")
    assert (0, True) == (
        ran.status,
        any(line.startswith("+") and written in line for line in ran.text.splitlines()),
    ), ran.told + ran.text


def test_questions_and_imports_take_the_same_words(crm):
    crm.write({"acme": "name: Acme\nsource: referral\n"}, WORDS)
    assert [1, 1] == [
        len(crm("query", f"source == '{said}'", "--json").json["rows"])
        for said in ("소개", "introduction")
    ]
    (crm.book / "in.csv").write_text("회사명,유입 경로\nB,전시회\n")
    assert (0, True) == (
        crm("import", "accounts", "in.csv").status,
        any("source: event" in each.read_text() for each in (crm.book / "accounts").iterdir()),
    )
